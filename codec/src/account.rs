//! Account ids and the two ways people write them.

use core::fmt;
use core::str::FromStr;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::ss58::{self, Ss58Error};

/// An account: 32 bytes, the public key of a hotkey or coldkey or an id derived from one.
///
/// Prints as SS58 with prefix 42, Bittensor's and Substrate's generic one. Parses from SS58 with
/// any prefix and from `0x` and 64 hex digits.
#[derive(
    Clone,
    Copy,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    Ord,
    PartialEq,
    PartialOrd,
    TypeInfo,
)]
pub struct AccountId([u8; 32]);

impl AccountId {
    /// The SS58 prefix of Bittensor and of Substrate chains without one of their own.
    pub const SS58_PREFIX: u16 = 42;

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads an SS58 address and gives the account with the address's prefix.
    ///
    /// # Errors
    ///
    /// [`Ss58Error`] where the text is not an address or its checksum is wrong.
    pub fn from_ss58(text: &str) -> Result<(Self, u16), Ss58Error> {
        ss58::decode(text).map(|(bytes, prefix)| (Self(bytes), prefix))
    }

    /// The SS58 address with `prefix`.
    ///
    /// # Errors
    ///
    /// [`Ss58Error::Prefix`] where the prefix is reserved (46, 47) or above 16383.
    pub fn to_ss58(&self, prefix: u16) -> Result<alloc::string::String, Ss58Error> {
        ss58::encode(&self.0, prefix)
    }
}

impl From<[u8; 32]> for AccountId {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl From<AccountId> for [u8; 32] {
    fn from(account: AccountId) -> Self {
        account.0
    }
}

impl AsRef<[u8]> for AccountId {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&ss58::encode_with_valid_prefix(&self.0, Self::SS58_PREFIX))
    }
}

impl fmt::Debug for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountId({self})")
    }
}

impl FromStr for AccountId {
    type Err = ParseAccountError;

    fn from_str(text: &str) -> Result<Self, ParseAccountError> {
        let Some(digits) = text.strip_prefix("0x") else {
            return Self::from_ss58(text).map(|(id, _)| id).map_err(ParseAccountError::Ss58);
        };
        if let Some((at, found)) = digits.char_indices().find(|(_, c)| !c.is_ascii_hexdigit()) {
            return Err(ParseAccountError::HexDigit { at: at + 2, found });
        }
        let mut bytes = [0; 32];
        match const_hex::decode_to_slice(digits, &mut bytes) {
            Ok(()) => Ok(Self(bytes)),
            Err(_) => Err(ParseAccountError::HexLength { digits: digits.len() }),
        }
    }
}

/// Why a text is not an account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseAccountError {
    /// A character behind `0x` that is no hex digit.
    #[non_exhaustive]
    HexDigit {
        /// Where it stands in the text, in bytes.
        at: usize,
        /// The character.
        found: char,
    },
    /// Not 64 digits behind `0x`.
    #[non_exhaustive]
    HexLength {
        /// How many there were.
        digits: usize,
    },
    /// Not an SS58 address.
    Ss58(Ss58Error),
}

impl fmt::Display for ParseAccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HexDigit { at, found } => {
                write!(f, "hex account: character {found:?} at position {at} is not a hex digit")
            }
            Self::HexLength { digits } => {
                write!(f, "hex account: {digits} digits behind 0x, 64 wanted")
            }
            Self::Ss58(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for ParseAccountError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Ss58(error) => Some(error),
            Self::HexDigit { .. } | Self::HexLength { .. } => None,
        }
    }
}
