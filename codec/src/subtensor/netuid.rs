//! A subnet's number.

use core::fmt;
use core::num::ParseIntError;
use core::str::FromStr;

use parity_scale_codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A subnet's number; 0 is the root network.
#[derive(
    Clone,
    CompactAs,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    Ord,
    PartialEq,
    PartialOrd,
    TypeInfo,
)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct NetUid(pub u16);

impl NetUid {
    /// The root network.
    pub const ROOT: Self = Self(0);
}

impl From<u16> for NetUid {
    fn from(netuid: u16) -> Self {
        Self(netuid)
    }
}

impl From<NetUid> for u16 {
    fn from(netuid: NetUid) -> Self {
        netuid.0
    }
}

impl fmt::Display for NetUid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for NetUid {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.parse().map(Self)
    }
}
