//! What differs between a type of the chain and a type of Rust, in words.

use alloc::string::String;
use core::fmt;

/// Something that a plan makes up for, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    path: String,
    what: ChangeKind,
}

impl Change {
    pub(crate) fn new(path: impl Into<String>, what: ChangeKind) -> Self {
        Self { path: path.into(), what }
    }

    /// The way to the part that differs, `neurons[].axon_info`; empty for the value itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What differs there.
    #[must_use]
    pub fn kind(&self) -> ChangeKind {
        self.what
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.what.fmt(f)
    }
}

/// What a plan makes up for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangeKind {
    /// Nothing stored reads as another default than the descriptor names.
    Default,
    /// An item that the descriptor takes for Optional is not so on the chain, or the other way round.
    Modifier,
    /// The fields stand in another order.
    Order,
    /// The chain always has a value: it reads as `Some`.
    Present,
    /// The chain has a field that the Rust type does not name.
    Skipped,
    /// The chain does not have the field: it reads as `None`.
    Unknown,
    /// The variants of an enum have other numbers, or one side has variants that the other does not
    /// know. A value of a variant unknown to the Rust type is refused by its name.
    Variants,
    /// An integer is written in another width or form.
    #[non_exhaustive]
    Integer {
        /// The chain's type.
        chain: &'static str,
        /// The Rust type.
        rust: &'static str,
    },
    /// The chain returns the value wrapped in a `Vec<u8>` and does not say what is in it.
    Wrapped,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("another default"),
            Self::Integer { chain, rust } => write!(f, "{chain} read as {rust}"),
            Self::Modifier => f.write_str("another modifier, Optional or Default"),
            Self::Order => f.write_str("fields in another order"),
            Self::Present => f.write_str("always there, read as Some"),
            Self::Skipped => f.write_str("not read"),
            Self::Unknown => f.write_str("not on this chain, read as None"),
            Self::Variants => f.write_str("other variants"),
            Self::Wrapped => f.write_str("wrapped in bytes"),
        }
    }
}

/// Why a type of Rust cannot be read from a type of the chain, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    path: String,
    why: Why,
}

impl Mismatch {
    pub(crate) fn new(path: impl Into<String>, why: Why) -> Self {
        Self { path: path.into(), why }
    }

    /// The way to the part that does not fit; empty for the value itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Why it does not fit.
    #[must_use]
    pub fn why(&self) -> Why {
        self.why
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.why.fmt(f)
    }
}

impl core::error::Error for Mismatch {}

/// Why two types do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// An argument, which must be exactly what the chain takes.
    Argument,
    /// Fixed-point numbers with the point at another place, or a fixed-point number and an integer.
    FixedPoint,
    /// Another number of places in an array, a tuple or a key.
    #[non_exhaustive]
    Length {
        /// How many the chain has.
        chain: u32,
        /// How many the Rust type has.
        rust: u32,
    },
    /// The chain's value may be absent, the Rust type is no `Option`.
    MayBeAbsent,
    /// The chain does not have the field, and the Rust type is no `Option`.
    Missing,
    /// An integer of the chain that the Rust type cannot hold in all cases.
    #[non_exhaustive]
    Narrower {
        /// The chain's type.
        chain: &'static str,
        /// The Rust type.
        rust: &'static str,
    },
    /// The types are too large or too deep to be compared.
    TooLarge,
    /// One of the types describes no value.
    Undescribed,
    /// The chain names its fields, the Rust type does not: nobody could tell if they moved.
    Unnamed,
    /// Something else altogether.
    #[non_exhaustive]
    Unlike {
        /// What the chain has.
        chain: &'static str,
        /// What the Rust type is.
        rust: &'static str,
    },
    /// The enums have no variant in common.
    Variants,
    /// A key is hashed in another way.
    Hasher,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument => f.write_str("not exactly what the chain takes"),
            Self::FixedPoint => f.write_str("another fixed-point type"),
            Self::Hasher => f.write_str("hashed in another way"),
            Self::Length { chain, rust } => write!(f, "{chain} on the chain, {rust} in Rust"),
            Self::MayBeAbsent => f.write_str("may be absent, and the Rust type is no Option"),
            Self::Missing => f.write_str("not on this chain, and the Rust type is no Option"),
            Self::Narrower { chain, rust } => write!(f, "{chain} does not fit in {rust}"),
            Self::TooLarge => f.write_str("too large or too deep to be compared"),
            Self::Undescribed => f.write_str("the metadata does not describe this type"),
            Self::Unlike { chain, rust } => write!(f, "{chain} on the chain, {rust} in Rust"),
            Self::Unnamed => f.write_str("fields have names on the chain but none in Rust"),
            Self::Variants => f.write_str("no variant in common"),
        }
    }
}
