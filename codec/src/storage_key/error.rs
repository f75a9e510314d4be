//! Why there is no key for some arguments, or no arguments in a key.

use alloc::string::String;
use core::fmt;

use crate::schema::{EncodeError, ReadError};

/// Arguments that make no key of a storage item, or bytes that are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorageKeyError {
    item: String,
    kind: StorageKeyErrorKind,
}

/// What is wrong with a key or its arguments. Arguments are counted from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StorageKeyErrorKind {
    /// An argument is no value of its type.
    #[non_exhaustive]
    Argument {
        /// Which argument.
        at: usize,
        /// What is wrong with it.
        error: EncodeError,
    },
    /// The bytes of an argument are no value of its type. Of an argument in a key, the offset is
    /// that in the key.
    #[non_exhaustive]
    Bytes {
        /// Which argument.
        at: usize,
        /// What is wrong with them.
        error: ReadError,
    },
    /// The key ends before an argument, or within its hash.
    #[non_exhaustive]
    End {
        /// Which argument.
        at: usize,
        /// Where the key ends.
        offset: usize,
    },
    /// The hash in the key is not that of the argument behind it.
    #[non_exhaustive]
    Hash {
        /// Which argument.
        at: usize,
        /// Where in the key the hash stands.
        offset: usize,
    },
    /// The key does not start as those of the item do, or of any item.
    Prefix,
    /// More arguments than the item has.
    #[non_exhaustive]
    TooMany {
        /// How many it has.
        most: usize,
    },
    /// Bytes are left over after the last argument.
    #[non_exhaustive]
    Trailing {
        /// Where they start in the key.
        offset: usize,
    },
}

/// An argument that is no value of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "what is given is bytes or what they are made of")]
pub enum ArgumentError {
    /// Bytes that are none.
    Bytes(ReadError),
    /// Something of which none can be made.
    Value(EncodeError),
}

impl fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(error) => error.fmt(f),
            Self::Value(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for ArgumentError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Bytes(error) => Some(error),
            Self::Value(error) => Some(error),
        }
    }
}

impl StorageKeyError {
    pub(super) fn new(item: String, kind: StorageKeyErrorKind) -> Self {
        Self { item, kind }
    }

    /// The item, `System.Account`; empty where the key is that of none.
    #[must_use]
    pub fn item(&self) -> &str {
        &self.item
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &StorageKeyErrorKind {
        &self.kind
    }

    /// Where in the key it is; `None` where arguments were given.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        match &self.kind {
            StorageKeyErrorKind::End { offset, .. }
            | StorageKeyErrorKind::Hash { offset, .. }
            | StorageKeyErrorKind::Trailing { offset } => Some(*offset),
            StorageKeyErrorKind::Bytes { error, .. } => Some(error.offset()),
            StorageKeyErrorKind::Prefix => Some(0),
            StorageKeyErrorKind::Argument { .. } | StorageKeyErrorKind::TooMany { .. } => None,
        }
    }
}

impl fmt::Display for StorageKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("storage key")?;
        if !self.item.is_empty() {
            write!(f, " of {}", self.item)?;
        }
        match &self.kind {
            StorageKeyErrorKind::Argument { at, error } => write!(f, ": argument {at}: {error}"),
            StorageKeyErrorKind::Bytes { at, error } => write!(f, ": argument {at}: {error}"),
            StorageKeyErrorKind::End { at, offset } => {
                write!(f, ": ends at byte {offset}, within or before argument {at}")
            }
            StorageKeyErrorKind::Hash { at, offset } => {
                write!(f, ": the hash at byte {offset} is not that of argument {at}")
            }
            StorageKeyErrorKind::Prefix if self.item.is_empty() => {
                f.write_str(": starts as that of no item")
            }
            StorageKeyErrorKind::Prefix => f.write_str(": starts as that of another item"),
            StorageKeyErrorKind::TooMany { most } => {
                write!(f, ": more arguments than the {most} it has")
            }
            StorageKeyErrorKind::Trailing { offset } => {
                write!(f, ": bytes are left over at byte {offset}")
            }
        }
    }
}

impl core::error::Error for StorageKeyError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.kind {
            StorageKeyErrorKind::Argument { error, .. } => Some(error),
            StorageKeyErrorKind::Bytes { error, .. } => Some(error),
            _ => None,
        }
    }
}
