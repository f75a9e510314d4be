//! Coldkeys that are about to be swapped. Since spec version 425.

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::AccountId;
use crate::hash::blake2b_256;

/// A swap that a coldkey has announced: `SubtensorModule.ColdkeySwapAnnouncements`, on the chain a
/// tuple.
///
/// Whether it is disputed stands in `SubtensorModule.ColdkeySwapDisputes`: the block of the dispute,
/// a `u32`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct ColdkeySwapAnnouncement {
    /// The first block at which the swap can be made.
    pub execution_block: u32,
    /// The BLAKE2b-256 hash of the new coldkey.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub new_coldkey_hash: [u8; 32],
}

impl ColdkeySwapAnnouncement {
    /// Whether `coldkey` is the one that was announced.
    #[must_use]
    pub fn names(&self, coldkey: &AccountId) -> bool {
        blake2b_256(coldkey.as_bytes()) == self.new_coldkey_hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announcement_names_one_coldkey() {
        let coldkey = AccountId::from([7; 32]);
        let new_coldkey_hash = blake2b_256(&[7; 32]);
        let announcement = ColdkeySwapAnnouncement { execution_block: 1, new_coldkey_hash };
        assert!(announcement.names(&coldkey));
        assert!(!announcement.names(&AccountId::from([8; 32])));
    }
}
