//! A recording's file, which grows before its end and is a recording all the time.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::str;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::mock::Replay;

mod place;

use place::Place;

/// How many bytes a recording may have: what is written must be read again.
pub(super) const MAX_LEN: u64 = Replay::MAX_LEN;

/// What stands before the first exchange of a new recording, and behind the last.
const HEAD: &[u8] = b"{\"exchanges\":[";
const TAIL: &[u8] = b"\n]}\n";

/// A recording that is written.
pub(super) struct Journal<F> {
    file: F,
    /// Where the last exchange ends.
    end: u64,
    is_empty: bool,
    /// What stands behind the last exchange.
    tail: Vec<u8>,
    /// Whether something else stands there, because a write has failed.
    torn: bool,
}

/// What is wanted of a file.
pub(super) trait Medium: Read + Write + Seek {
    fn truncate(&mut self, len: u64) -> io::Result<()>;
    fn sync(&mut self) -> io::Result<()>;
}

impl<F: Medium> Journal<F> {
    /// Opens a recording to add to it. It may end in a torn write, which is taken away; of nothing
    /// it makes one. What is no recording stays as it is.
    pub(super) fn open(mut file: F) -> Result<Self, String> {
        let said = |error: io::Error| error.to_string();
        let mut text = Vec::new();
        Read::by_ref(&mut file).take(MAX_LEN + 1).read_to_end(&mut text).map_err(said)?;
        if text.len() as u64 > MAX_LEN {
            return Err(format!("more than {MAX_LEN} bytes"));
        }
        let is_new = HEAD.starts_with(&text);
        if is_new {
            text = HEAD.to_vec();
        }
        let Place { end, is_empty, torn } = place::find(&text, TAIL.len())?;
        if torn {
            text.truncate(end);
            text.extend_from_slice(TAIL);
        }
        check(&text)?;
        let tail = text.split_off(end);
        let mut journal = Self { file, end: end as u64, is_empty, tail, torn };
        if is_new {
            journal.write_at(0, &text).map_err(said)?;
        }
        journal.mend().map_err(said)?;
        Ok(journal)
    }

    /// Writes an exchange and the recording's end behind it, at once.
    pub(super) fn append(&mut self, exchange: &str) -> Result<(), String> {
        let separator = if self.is_empty { "\n" } else { ",\n" };
        let text = [separator.as_bytes(), exchange.as_bytes(), &self.tail].concat();
        if self.end + text.len() as u64 > MAX_LEN {
            return Err(format!("the recording would exceed {MAX_LEN} bytes"));
        }
        self.write(&text).map_err(|error| error.to_string())
    }

    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.file.sync()
    }

    fn write(&mut self, text: &[u8]) -> io::Result<()> {
        self.mend()?;
        self.torn = true;
        if let Err(error) = self.write_over_tail(text) {
            // Where this fails too, the next exchange, or the next to open the file, sees to it.
            let _ = self.mend();
            return Err(error);
        }
        self.torn = false;
        self.is_empty = false;
        self.end += (text.len() - self.tail.len()) as u64;
        Ok(())
    }

    fn write_over_tail(&mut self, text: &[u8]) -> io::Result<()> {
        if self.is_empty || self.tail != TAIL {
            // Part of a write, with what it has not yet written over, may pass for an exchange that
            // never was. Behind an exchange and over our own end it cannot.
            self.file.truncate(self.end)?;
        }
        self.write_at(self.end, text)
    }

    /// Puts the recording's end back behind the last whole exchange.
    fn mend(&mut self) -> io::Result<()> {
        if self.torn {
            let tail = core::mem::take(&mut self.tail);
            let written = self.write_at(self.end, &tail);
            self.tail = tail;
            written?;
            self.file.truncate(self.end + self.tail.len() as u64)?;
            self.torn = false;
        }
        Ok(())
    }

    fn write_at(&mut self, at: u64, text: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(at))?;
        self.file.write_all(text)
    }
}

impl Medium for File {
    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.set_len(len)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// What is added to must be what a `Replay` reads.
fn check(text: &[u8]) -> Result<(), String> {
    let text = str::from_utf8(text).map_err(|error| error.to_string())?;
    Replay::from_json(text).map(drop).map_err(|error| {
        let told = error.to_string();
        told.strip_prefix("recording: ").unwrap_or(&told).into()
    })
}

#[cfg(test)]
mod tests;
