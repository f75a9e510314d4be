//! Why bytes are no metadata.

use core::fmt;

use crate::cursor::Fault;

/// Bytes that are no metadata, or metadata of a version that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetadataError {
    kind: MetadataErrorKind,
    offset: usize,
}

impl MetadataError {
    pub(crate) const fn new(kind: MetadataErrorKind, offset: usize) -> Self {
        Self { kind, offset }
    }

    /// What was wrong.
    #[must_use]
    pub const fn kind(&self) -> MetadataErrorKind {
        self.kind
    }

    /// The byte at which reading stopped.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }
}

/// What was wrong with metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MetadataErrorKind {
    /// The answer of a runtime that has no metadata of the version asked for.
    Absent,
    /// Parts that decode and do not fit together.
    #[non_exhaustive]
    Contradiction {
        /// What does not fit.
        what: &'static str,
    },
    /// A part that does not decode.
    #[non_exhaustive]
    Damaged {
        /// The part: `the name of a pallet`.
        part: &'static str,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The bytes do not start with `meta`.
    Magic,
    /// Bytes are left over.
    Trailing,
    /// A type stands at another place than its id says.
    #[non_exhaustive]
    TypeId {
        /// The id that the type has.
        found: u32,
        /// The id that its place gives it.
        expected: u32,
    },
    /// A version that is not read: before 14, of runtimes up to early 2021, or after 16.
    #[non_exhaustive]
    Version {
        /// The version.
        version: u8,
    },
}

impl fmt::Display for MetadataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.offset;
        match self.kind {
            MetadataErrorKind::Absent => {
                f.write_str("the runtime has no metadata of the version asked for")
            }
            MetadataErrorKind::Contradiction { what } => {
                write!(f, "metadata is damaged at byte {at}: {what}")
            }
            MetadataErrorKind::Damaged { part, fault } => {
                write!(f, "metadata is damaged at byte {at}, in {part}: {fault}")
            }
            MetadataErrorKind::Magic => f.write_str("no metadata: does not start with \"meta\""),
            MetadataErrorKind::Trailing => write!(f, "bytes follow the metadata from byte {at} on"),
            MetadataErrorKind::TypeId { found, expected } => {
                write!(f, "metadata is damaged at byte {at}: type {found} stands at {expected}")
            }
            MetadataErrorKind::Version { version } if version < 14 => write!(
                f,
                "metadata of version {version} is too old: it names its types without describing \
                 them; 14 to 16 are read"
            ),
            MetadataErrorKind::Version { version } => {
                write!(f, "metadata of version {version} is not known; 14 to 16 are read")
            }
        }
    }
}

impl core::error::Error for MetadataError {}
