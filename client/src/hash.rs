//! Hashes of 32 bytes, each kind a type of its own.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use subwire_transport::read_hex;

/// A kind of hash: written and read as `0x` and 64 hex digits.
macro_rules! hash {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; 32]);

        impl $name {
            /// The 32 bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl From<[u8; 32]> for $name {
            fn from(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&const_hex::encode_prefixed(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = ParseHashError;

            fn from_str(text: &str) -> Result<Self, ParseHashError> {
                let bytes = read_hex(text.as_bytes()).and_then(|bytes| bytes.try_into().ok());
                bytes.map(Self).ok_or(ParseHashError)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

hash! {
    /// The hash of a block: BLAKE2b-256 of its header.
    BlockHash
}

hash! {
    /// The hash of an extrinsic, by which nodes and explorers name it: BLAKE2b-256 of its bytes.
    ///
    /// Two extrinsics of a chain may have the same hash: those without a signature, and those of an
    /// account that was removed and came back.
    ExtrinsicHash
}

hash! {
    /// The root of a trie, by which a header commits to what it does not contain.
    TrieRoot
}

/// A text that is no hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseHashError;

impl fmt::Display for ParseHashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a hash is 0x and 64 hex digits")
    }
}

impl core::error::Error for ParseHashError {}
