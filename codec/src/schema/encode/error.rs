//! Why a value could not be written.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

/// A path longer than this loses its start: types may nest names without end.
const MAX_PATH: usize = 1024;

/// How much of what was found is repeated.
const MAX_FOUND: usize = 40;

/// A value that is none of the type it should be written as.
///
/// Says where in the value it is, what was wanted there and what was found; of text, at which byte.
#[derive(Clone, PartialEq, Eq)]
pub struct EncodeError(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: EncodeErrorKind,
    path: String,
    cut: bool,
    position: Option<usize>,
    expected: String,
    found: String,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// Whoever gave the value had an error of its own.
    Custom,
    /// Nested deeper than `Limits::depth`, or too many structs inside each other.
    Depth,
    /// More items than `Limits::items`.
    Items,
    /// Another number of elements than the type has.
    Length,
    /// A field without a value, and not an `Option`.
    MissingField,
    /// Another kind of value: a text for a bool.
    Mismatch,
    /// More bytes than `Limits::output`.
    Output,
    /// An integer that the type cannot hold.
    Range,
    /// A field or a variant that is given twice.
    Repeated,
    /// Not JSON.
    Syntax,
    /// A text that does not say what it should: no number, no hex, no address.
    Text,
    /// The metadata describes no type by this id, or one of which no value can exist.
    Type,
    /// A field that the struct does not have.
    UnknownField,
    /// A variant that the enum does not have.
    UnknownVariant,
}

impl EncodeError {
    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> EncodeErrorKind {
        self.0.kind
    }

    /// The way to the part that is wrong, `neurons[3].axon_info.port`; empty for the value itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The byte of the text at which that part starts; `None` where the value was no text.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.0.position
    }

    /// What was wanted there, in words.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// What was there, in short; empty where nothing was.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }

    #[cold]
    pub(super) fn new(kind: EncodeErrorKind, expected: String, found: String) -> Self {
        let (path, cut, position) = (String::new(), false, None);
        Self(Box::new(Inner { kind, path, cut, position, expected, found }))
    }

    /// Sets the position in the text, unless one is known already.
    #[cold]
    #[must_use]
    pub(super) fn at(mut self, position: usize) -> Self {
        self.0.position.get_or_insert(position);
        self
    }

    /// The same error as seen from the struct or enum around: `name` comes before the path.
    #[cold]
    #[must_use]
    pub(super) fn within(mut self, name: &str) -> Self {
        self.prepend(name);
        self
    }

    /// The same error as seen from the sequence around.
    #[cold]
    #[must_use]
    pub(super) fn within_element(mut self, at: usize) -> Self {
        self.prepend(&format!("[{at}]"));
        self
    }

    fn prepend(&mut self, name: &str) {
        let inner = &mut *self.0;
        if name.is_empty() || inner.cut {
            return;
        }
        if inner.path.len() + name.len() > MAX_PATH {
            inner.cut = true;
            inner.path.insert(0, '…');
            return;
        }
        if !inner.path.is_empty() && !inner.path.starts_with('[') {
            inner.path.insert(0, '.');
        }
        inner.path.insert_str(0, name);
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { path, position, expected, found, .. } = &*self.0;
        match (position, path.is_empty()) {
            (Some(position), true) => write!(f, "byte {position} of the text: ")?,
            (Some(position), false) => write!(f, "byte {position} of the text, at {path}: ")?,
            (None, false) => write!(f, "at {path}: ")?,
            (None, true) => {}
        }
        match (self.0.kind, found.is_empty()) {
            (EncodeErrorKind::Custom, _) => f.write_str(expected),
            (EncodeErrorKind::MissingField, _) => write!(f, "{expected} is missing"),
            (EncodeErrorKind::Repeated, _) => write!(f, "{found} is given twice"),
            (EncodeErrorKind::Depth | EncodeErrorKind::Items | EncodeErrorKind::Output, _) => {
                write!(f, "more than the limit: {expected}")
            }
            (EncodeErrorKind::Type, _) => f.write_str("the metadata does not describe this type"),
            (_, true) => write!(f, "expected {expected}"),
            (_, false) => write!(f, "expected {expected}, found {found}"),
        }
    }
}

impl fmt::Debug for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncodeError({:?}, {:?})", self.0.kind, self.to_string())
    }
}

impl core::error::Error for EncodeError {}

/// A text in quotes, on one line and not too long.
pub(super) fn quoted(text: &str) -> String {
    format!("{:?}{}", shortened(text), mark(text))
}

/// A number as it was written, not too long.
pub(super) fn bare(text: &str) -> String {
    format!("{}{}", shortened(text), mark(text))
}

fn shortened(text: &str) -> &str {
    let end = text.char_indices().nth(MAX_FOUND).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn mark(text: &str) -> &'static str {
    if shortened(text).len() < text.len() { "…" } else { "" }
}
