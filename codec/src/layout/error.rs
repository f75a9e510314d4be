//! Why a value of the chain is not a value of the Rust type.

use alloc::string::String;
use core::fmt;

use crate::error::{DecodeError, Place};
use crate::schema::ReadError;

/// Bytes of the chain of which no value of the Rust type could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    place: Option<Place>,
    kind: ValueErrorKind,
}

/// What was wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueErrorKind {
    /// The bytes are no value of the chain's own type.
    Bytes(ReadError),
    /// They are, and the Rust type's decoder refuses them: a number of its own range, a text.
    /// Offsets count in the bytes that it was given, which are those of the chain only where the
    /// layouts are the same.
    Refused(DecodeError),
    /// A variant that the Rust type does not know.
    #[non_exhaustive]
    Variant {
        /// Its name.
        name: String,
        /// The way to it; empty for the value itself.
        path: String,
        /// Where its index stands.
        offset: usize,
    },
}

impl ValueError {
    pub(crate) fn new(kind: ValueErrorKind) -> Self {
        Self { place: None, kind }
    }

    /// What was wrong.
    #[must_use]
    pub fn kind(&self) -> &ValueErrorKind {
        &self.kind
    }

    pub(crate) fn at(mut self, owner: &'static str, name: &'static str) -> Self {
        self.place = Some(Place { owner, name });
        self
    }
}

/// The Rust type's own decoder refused the bytes.
impl From<DecodeError> for ValueError {
    fn from(error: DecodeError) -> Self {
        Self::new(ValueErrorKind::Refused(error))
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{place}: ")?;
        }
        match &self.kind {
            ValueErrorKind::Bytes(error) => error.fmt(f),
            ValueErrorKind::Refused(error) => error.fmt(f),
            ValueErrorKind::Variant { name, path, offset } => {
                write!(f, "byte {offset}")?;
                if !path.is_empty() {
                    write!(f, ", at {path}")?;
                }
                write!(f, ": the Rust type does not know the variant {name}")
            }
        }
    }
}

impl core::error::Error for ValueError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.kind {
            ValueErrorKind::Bytes(error) => Some(error),
            ValueErrorKind::Refused(error) => Some(error),
            ValueErrorKind::Variant { .. } => None,
        }
    }
}
