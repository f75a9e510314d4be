//! Other people's text in our errors.

use alloc::string::{String, ToString};
use core::fmt;

/// How many characters of a text are shown.
const MAX_LEN: usize = 1000;

/// Text on one line and of bearable length, without what steers a terminal or turns its text
/// around: peers and callers write it, and people's terminals show it.
pub(super) struct OneLine<'a>(pub(super) &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars().take(MAX_LEN) {
            let steers = c.is_control()
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            fmt::Write::write_char(f, if steers { ' ' } else { c })?;
        }
        Ok(())
    }
}

/// The start of some text, for an error message.
pub(crate) fn excerpt(text: &[u8]) -> String {
    const MAX: usize = 80;
    let cut = text.get(..MAX).unwrap_or(text);
    let mut out = String::from_utf8_lossy(cut).into_owned();
    if text.len() > MAX {
        out.push('…');
    }
    out
}

/// What is wrong with some JSON. serde repeats a wrong text whole, however long it is, and says at
/// the end where it stands.
pub(crate) fn flaw(error: &serde_json::Error, json: &[u8]) -> String {
    const END: usize = 60;
    let (message, start) = (error.to_string(), excerpt(json));
    let end = (message.len().saturating_sub(END)..message.len())
        .find(|at| message.is_char_boundary(*at))
        .map_or("", |at| &message[at..]);
    if message.len() <= 2 * END {
        format!("{message} in {start}")
    } else {
        format!("{}{end} in {start}", excerpt(message.as_bytes()))
    }
}
