//! Why bytes did not decode. Nothing here allocates, so that failing costs nothing.

use core::fmt;

/// Bytes that are not what a type's layout asks for.
///
/// Says which type was wanted, at which byte decoding stopped and why; where a descriptor asked,
/// also which storage item or runtime API the bytes were for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    pub(crate) place: Option<Place>,
    pub(crate) type_name: &'static str,
    pub(crate) kind: DecodeErrorKind,
    pub(crate) offset: usize,
    pub(crate) len: usize,
}

/// The pallet and item, or the API and method, whose value failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) owner: &'static str,
    pub(crate) name: &'static str,
}

impl DecodeError {
    /// What was wrong.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// The byte at which decoding stopped, counted from the start of the value: where the last
    /// piece starts that was read or wanted. A piece may be several bytes, such as a string or a
    /// run of numbers.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// How many bytes the value had.
    #[must_use]
    pub fn input_len(&self) -> usize {
        self.len
    }

    /// The Rust type that was wanted, with the paths of its parts.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    pub(crate) fn at(mut self, owner: &'static str, name: &'static str) -> Self {
        self.place = Some(Place { owner, name });
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{place}: ")?;
        }
        let (name, at, len) = (ShortName(self.type_name), self.offset, self.len);
        match self.kind {
            DecodeErrorKind::Invalid => write!(f, "byte {at} of {len} is not valid in {name}"),
            DecodeErrorKind::NoValue => {
                write!(f, "nothing is stored and no default is known for {name}")
            }
            DecodeErrorKind::Short { wanted } => {
                let left = len - at;
                write!(f, "{name} ends early: {wanted} more bytes wanted at byte {at}, {left} left")
            }
            DecodeErrorKind::TooDeep => write!(f, "{name} nests too deep at byte {at}"),
            DecodeErrorKind::Trailing => {
                let left = len - at;
                write!(f, "{left} bytes left over after {name}, which ends at byte {at} of {len}")
            }
        }
    }
}

impl core::error::Error for DecodeError {}

/// What was wrong with the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// A byte that the layout does not allow there: a bool of 7, a variant that does not exist.
    Invalid,
    /// The storage item holds nothing, its type is not an `Option`, and the descriptor names no
    /// default.
    NoValue,
    /// The value ends early.
    #[non_exhaustive]
    Short {
        /// How many bytes were asked for where fewer were left: the next piece, which of a list
        /// of numbers is as many of them as fit a buffer.
        wanted: usize,
    },
    /// Nested deeper than any honest value.
    TooDeep,
    /// The value ended and bytes were left over: another layout than the one asked for.
    Trailing,
}

/// A storage key that does not belong to the item it was given to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// An argument did not decode, or bytes were left over after the last.
    Argument(DecodeError),
    /// The hash in the key is not the hash of the argument behind it.
    #[non_exhaustive]
    Hash {
        /// Where in the key the hash stands.
        offset: usize,
    },
    /// The key does not start with the item's 32-byte prefix.
    #[non_exhaustive]
    Prefix {
        /// The item's pallet.
        pallet: &'static str,
        /// The item's name.
        item: &'static str,
    },
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument(error) => write!(f, "storage key: {error}"),
            Self::Hash { offset } => {
                write!(f, "storage key: the hash at byte {offset} does not match its argument")
            }
            Self::Prefix { pallet, item } => {
                write!(f, "storage key: does not start with the prefix of {pallet}.{item}")
            }
        }
    }
}

impl core::error::Error for KeyError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Argument(error) => Some(error),
            Self::Hash { .. } | Self::Prefix { .. } => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.owner, self.name)
    }
}

/// A type's name without module paths: `Vec<NeuronInfo>` for `alloc::vec::Vec<a::b::NeuronInfo>`.
struct ShortName(&'static str);

impl fmt::Display for ShortName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while !rest.is_empty() {
            let word = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
                .unwrap_or(rest.len());
            let (path, tail) = rest.split_at(word);
            f.write_str(path.rsplit("::").next().unwrap_or(path))?;
            let mark = tail.chars().next().map_or(0, char::len_utf8);
            f.write_str(&tail[..mark])?;
            rest = &tail[mark..];
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn type_names_lose_their_paths() {
        let name = core::any::type_name::<Vec<Option<(u16, DecodeError)>>>();
        assert_eq!(ShortName(name).to_string(), "Vec<Option<(u16, DecodeError)>>");
    }
}
