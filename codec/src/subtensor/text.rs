//! Names and descriptions that people put on the chain, which checks no UTF-8.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::Column;

/// A text of the chain: bytes that ought to be UTF-8.
///
/// Prints as text, with U+FFFD in place of what is no UTF-8. In JSON it is hex behind `0x`, as any
/// bytes of the chain.
///
/// ```
/// use subwire_codec::subtensor::Text;
///
/// let name = Text::from("omega ω");
/// assert_eq!((name.as_str(), name.as_bytes().len()), (Some("omega ω"), 8));
/// let torn = Text::from(vec![b'a', 0xff]);
/// assert_eq!((torn.as_str(), torn.to_string()), (None, String::from("a\u{fffd}")));
/// ```
#[derive(
    Clone,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd,
    TypeInfo,
)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Text(#[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))] Vec<u8>);

/// As [`Text`], where the runtime writes each byte as a compact number: names and symbols of
/// subnets.
///
/// In JSON it is a list of numbers, which is what the chain's metadata says it is.
#[derive(Clone, Decode, DecodeWithMemTracking, Default, Encode, Eq, Hash, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct CompactText(Column<u8>);

macro_rules! text {
    ($name:ident) => {
        impl $name {
            /// The bytes as they are on the chain.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }

            /// The text, or `None` where it is no UTF-8.
            #[must_use]
            pub fn as_str(&self) -> Option<&str> {
                core::str::from_utf8(&self.0).ok()
            }

            /// The text, with U+FFFD in place of what is no UTF-8.
            #[must_use]
            pub fn to_str_lossy(&self) -> Cow<'_, str> {
                String::from_utf8_lossy(&self.0)
            }

            /// Whether there is nothing.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes.into())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Vec::from(text).into())
            }
        }

        impl From<$name> for Vec<u8> {
            fn from(text: $name) -> Self {
                text.0.into()
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.to_str_lossy())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), self.to_str_lossy())
            }
        }
    };
}

text!(Text);
text!(CompactText);

impl From<CompactText> for Text {
    fn from(text: CompactText) -> Self {
        Self(text.into())
    }
}
