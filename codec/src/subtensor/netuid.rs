//! A subnet's number, and that of one of its mechanisms.

use core::fmt;
use core::num::ParseIntError;
use core::str::FromStr;

use parity_scale_codec::{
    CompactAs, Decode, DecodeWithMemTracking, Encode, EncodeLike, MaxEncodedLen,
};
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

/// A mechanism of a subnet, as storage items that each mechanism has of its own number it:
/// 4096 times the mechanism plus the subnet.
///
/// Mechanism 0 has the number of its subnet, so that a [`NetUid`] may stand for it in a key.
///
/// Source: `NetUidStorageIndex` in opentensor/subtensor, spec versions 320 to 425.
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
pub struct NetUidStorageIndex(pub u16);

impl NetUidStorageIndex {
    /// Subnets have numbers below this.
    const SUBNETS: u16 = 4096;

    /// The number of a mechanism; `None` from mechanism 16 or subnet 4096 on.
    #[must_use]
    pub fn new(netuid: NetUid, mechanism: u8) -> Option<Self> {
        let first = Self::SUBNETS.checked_mul(mechanism.into())?;
        (netuid.0 < Self::SUBNETS).then_some(Self(first + netuid.0))
    }

    /// The subnet.
    #[must_use]
    pub fn netuid(self) -> NetUid {
        NetUid(self.0 % Self::SUBNETS)
    }

    /// The mechanism.
    #[must_use]
    pub fn mechanism(self) -> u8 {
        (self.0 / Self::SUBNETS) as u8
    }
}

impl From<NetUid> for NetUidStorageIndex {
    fn from(netuid: NetUid) -> Self {
        Self(netuid.0)
    }
}

impl EncodeLike<NetUidStorageIndex> for NetUid {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mechanism_has_a_number() {
        for (netuid, mechanism, index) in [(0, 0, 0), (3, 0, 3), (3, 2, 8195), (4095, 15, 65535)] {
            let found = NetUidStorageIndex::new(NetUid(netuid), mechanism).unwrap();
            assert_eq!(found.0, index);
            assert_eq!((found.netuid(), found.mechanism()), (NetUid(netuid), mechanism));
        }
        assert_eq!(NetUidStorageIndex::new(NetUid(4096), 0), None);
        assert_eq!(NetUidStorageIndex::new(NetUid(1), 16), None);
        assert_eq!(NetUid(7).encode(), NetUidStorageIndex::from(NetUid(7)).encode());
    }
}
