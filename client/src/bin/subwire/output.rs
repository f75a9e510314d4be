//! What goes to stdout and stderr.

mod amounts;
mod page;
mod progress;
mod screen;
mod table;
mod texts;

use std::io::{self, BufWriter, ErrorKind, Write, stdout};
use std::time::Instant;

use serde_json::json;
use subwire::codec::AccountId;
use subwire::codec::schema::Accounts;
use subwire::transport::layer::Usage;

pub(crate) use self::amounts::{alpha, decimal, fraction, sum, tao};
pub(crate) use self::page::Page;
pub(crate) use self::progress::{counter, progress};
pub(crate) use self::screen::clean;
use self::screen::{Screen, clean_json};
pub(crate) use self::table::{Column, Table};
pub(crate) use self::texts::with_texts;
use crate::Failure;

/// Addresses are written as SS58.
pub(crate) const ACCOUNTS: Accounts = Accounts::Ss58(AccountId::SS58_PREFIX);

/// How much of an answer is written at once.
const WRITTEN_AT_ONCE: usize = 64 << 10;

/// A JSON document in parts, which end between its tokens.
pub(crate) type JsonParts<'a> = Box<dyn Iterator<Item = Result<String, serde_json::Error>> + 'a>;

/// What was found, for programs and for people.
pub(crate) trait Answer {
    /// One JSON document.
    fn json(&self) -> Result<String, serde_json::Error>;

    /// The same, which is never held whole where it may be long.
    fn json_parts(&self) -> JsonParts<'_> {
        Box::new(core::iter::once_with(|| self.json()))
    }

    /// What people are shown, most often a table.
    fn page(&self) -> Page;

    /// What the chain says no to although there is an answer.
    fn failure(&self) -> Option<String> {
        None
    }
}

/// Writes an answer. A reader that has seen enough and closes the pipe is no failure.
pub(crate) fn show(answer: &dyn Answer, as_json: bool) -> Result<(), Failure> {
    if as_json {
        write_parts(answer.json_parts())?;
    } else {
        write_line(answer.page().render(Screen::stdout()))?;
    }
    match answer.failure() {
        Some(message) => Err(Failure { status: 1, message }),
        None => Ok(()),
    }
}

/// Writes a text of one or more lines.
pub(crate) fn print(text: String) -> Result<(), Failure> {
    line(text).map(|_| ())
}

/// Writes one of several lines, of JSON or for people. Says whether anybody reads on.
pub(crate) fn line(text: String) -> Result<bool, Failure> {
    write_line(clean_json(text))
}

/// Writes a line of JSON part by part, as long as anybody reads on.
fn write_parts(parts: JsonParts<'_>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(WRITTEN_AT_ONCE, stdout().lock());
    for part in parts {
        let part = part.map_err(|error| Failure { status: 1, message: error.to_string() })?;
        if !reads_on(out.write_all(clean_json(part).as_bytes()))? {
            return Ok(());
        }
    }
    reads_on(out.write_all(b"\n").and_then(|()| out.flush())).map(|_| ())
}

/// Says whether anybody reads on.
fn write_line(mut text: String) -> Result<bool, Failure> {
    text.push('\n');
    let mut out = stdout().lock();
    reads_on(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Whether what was written was read, which is no failure where it was not.
fn reads_on(written: io::Result<()>) -> Result<bool, Failure> {
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => {
            Err(Failure { status: 1, message: format!("cannot write the answer: {error}") })
        }
    }
}

/// Says something about the work on stderr, on one line. It may repeat an argument or a file's
/// name before it says what is wrong with it, so of a long line the middle is left out.
pub(crate) fn say(message: &str) {
    const START: usize = 160;
    const END: usize = 300;
    let line: Vec<char> = clean(message).chars().collect();
    let line: String = if line.len() <= START + END {
        line.into_iter().collect()
    } else {
        let (start, end) = (&line[..START], &line[line.len() - END..]);
        start.iter().chain(&['…']).chain(end).collect()
    };
    write_to_stderr(&format!("subwire: {line}"));
}

/// Says something beside the answer on stderr, on one line.
pub(crate) fn note(message: &str) {
    write_to_stderr(&clean(message));
}

/// Writes what an answer cost, as one JSON line on stderr.
pub(crate) fn stats(usage: &Usage, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    let line = json!({
        "requests": usage.requests,
        "round_trips": usage.round_trips,
        "bytes_in": usage.bytes_in,
        "bytes_out": usage.bytes_out,
        "seconds": seconds,
    });
    write_to_stderr(&line.to_string());
}

/// Nobody is left to hear that stderr is closed or full.
fn write_to_stderr(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
