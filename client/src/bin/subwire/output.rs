//! What goes to stdout and stderr.

use std::io::{ErrorKind, Write, stdout};
use std::time::Instant;

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use serde_json::json;
use subwire::codec::AccountId;
use subwire::codec::schema::Accounts;
use subwire::transport::layer::Usage;

use crate::Failure;

/// Addresses are written as SS58.
pub(crate) const ACCOUNTS: Accounts = Accounts::Ss58(AccountId::SS58_PREFIX);

/// What was found, for programs and for people.
pub(crate) trait Answer {
    /// One JSON document.
    fn json(&self) -> Result<String, serde_json::Error>;

    /// Text for people, most often a table.
    fn text(&self) -> String;

    /// What the chain says no to although there is an answer.
    fn failure(&self) -> Option<String> {
        None
    }
}

/// A table's columns: `>` before a name sets its numbers to the right.
pub(crate) fn table<const N: usize>(columns: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_preset(NOTHING);
    table.set_header(columns.map(|name| name.trim_start_matches('>')));
    for (column, name) in table.column_iter_mut().zip(columns) {
        column.set_padding((0, 2));
        if name.starts_with('>') {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// Shows on stderr, where it is a terminal, how many of so many have arrived.
/// Vanishes when dropped.
pub(crate) fn progress(what: &'static str, count: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{pos} of {len} {msg} {wide_bar}");
    let bar = ProgressBar::new(count as u64).with_message(what);
    // The template is ours and right; without it the bar would only look different.
    let bar = style.map(|style| bar.clone().with_style(style)).unwrap_or(bar);
    bar.with_finish(ProgressFinish::AndClear)
}

/// Shows on stderr, where it is a terminal, how many have arrived of nobody knows how many.
/// Vanishes when dropped.
pub(crate) fn counter(what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {pos} {msg}, {elapsed}");
    let bar = ProgressBar::new_spinner().with_message(what);
    let bar = style.map(|style| bar.clone().with_style(style)).unwrap_or(bar);
    bar.with_finish(ProgressFinish::AndClear)
}

/// Writes an answer. A reader that has seen enough and closes the pipe is no failure.
pub(crate) fn show(answer: &dyn Answer, as_json: bool) -> Result<(), Failure> {
    let text = if as_json {
        let json = answer.json();
        json.map_err(|error| Failure { status: 1, message: error.to_string() })?
    } else {
        answer.text()
    };
    print(text)?;
    match answer.failure() {
        Some(message) => Err(Failure { status: 1, message }),
        None => Ok(()),
    }
}

/// Writes a text and the end of its last line.
pub(crate) fn print(text: String) -> Result<(), Failure> {
    line(text).map(|_| ())
}

/// Writes one of several lines. Says whether anybody reads on.
pub(crate) fn line(mut text: String) -> Result<bool, Failure> {
    text.push('\n');
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
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
    let line: Vec<char> = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
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
    let line: String = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    write_to_stderr(&line);
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
    let _ = writeln!(std::io::stderr(), "{line}");
}
