//! Where a recording's next exchange goes, be the recording whole or torn.

use alloc::string::String;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Deserializer;

use crate::error::{excerpt, flaw};

/// The end of a recording's last exchange.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) end: usize,
    /// Whether there is no exchange.
    pub(super) is_empty: bool,
    /// Whether what stands behind it is not the end of a recording.
    pub(super) torn: bool,
}

/// Finds it. Errors where the text is no recording, not even the beginning of one.
///
/// A torn write leaves the beginning of an exchange, and of what it wrote over at most the last
/// `remains` bytes. Where more stands there, somebody else has damaged the file: nothing is thrown
/// away then.
pub(super) fn find(text: &[u8], remains: usize) -> Result<Place, String> {
    let mut scan = Scan { text, at: 0 };
    scan.open().map_err(|stop| match stop {
        Stop::Cut => "it ends before its exchanges".into(),
        Stop::Bad(reason) => reason,
    })?;
    let mut place = Place { end: scan.at, is_empty: true, torn: false };
    match scan.exchanges(&mut place).and_then(|()| scan.close()) {
        Ok(()) => Ok(place),
        Err(Stop::Bad(reason)) if text.len() - place.end > remains => Err(reason),
        Err(_) => Ok(Place { torn: true, ..place }),
    }
}

struct Scan<'a> {
    text: &'a [u8],
    at: usize,
}

enum Stop {
    /// The text ends where more was wanted.
    Cut,
    Bad(String),
}

impl Scan<'_> {
    /// Passes over all that stands before the first exchange.
    fn open(&mut self) -> Result<(), Stop> {
        self.eat(b'{')?;
        while self.member()? != "exchanges" {
            self.value::<IgnoredAny>()?;
            self.eat(b',')?;
        }
        self.eat(b'[')
    }

    /// Passes over the exchanges; `place` follows.
    fn exchanges(&mut self, place: &mut Place) -> Result<(), Stop> {
        while self.peek()? != b']' {
            if !place.is_empty {
                self.eat(b',')?;
            }
            self.value::<IgnoredAny>()?;
            (place.end, place.is_empty) = (self.at, false);
        }
        Ok(())
    }

    /// Passes over all that stands behind the last exchange.
    fn close(&mut self) -> Result<(), Stop> {
        self.eat(b']')?;
        while self.peek()? == b',' {
            self.at += 1;
            self.member()?;
            self.value::<IgnoredAny>()?;
        }
        self.eat(b'}')?;
        match self.peek() {
            Err(Stop::Cut) => Ok(()),
            _ => Err(self.unexpected()),
        }
    }

    fn member(&mut self) -> Result<String, Stop> {
        let name = self.value()?;
        self.eat(b':')?;
        Ok(name)
    }

    fn value<T: DeserializeOwned>(&mut self) -> Result<T, Stop> {
        let mut values = Deserializer::from_slice(&self.text[self.at..]).into_iter();
        match values.next() {
            Some(Ok(value)) => {
                self.at += values.byte_offset();
                Ok(value)
            }
            Some(Err(error)) if !error.is_eof() => Err(Stop::Bad(flaw(&error, self.text))),
            _ => Err(Stop::Cut),
        }
    }

    fn eat(&mut self, wanted: u8) -> Result<(), Stop> {
        if self.peek()? != wanted {
            return Err(self.unexpected());
        }
        self.at += 1;
        Ok(())
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Result<u8, Stop> {
        let rest = &self.text[self.at..];
        let space = rest.iter().take_while(|byte| b" \t\r\n".contains(byte)).count();
        self.at += space;
        rest.get(space).copied().ok_or(Stop::Cut)
    }

    fn unexpected(&self) -> Stop {
        let (at, found) = (self.at, excerpt(&self.text[self.at..]));
        Stop::Bad(format!("unexpected JSON at byte {at}: {found}"))
    }
}
