//! What becomes of earnings: those of the root network, and those of a subnet's owner.

use alloc::collections::BTreeSet;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::NetUid;

/// What becomes of the alpha that a stake on the root network earns:
/// `SubtensorModule.RootClaimType`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub enum RootClaimTypeEnum {
    /// It is swapped for TAO.
    #[default]
    Swap,
    /// It stays alpha.
    Keep,
    /// It stays alpha in these subnets and is swapped in others. Since spec version 365.
    KeepSubnets {
        /// The subnets.
        subnets: BTreeSet<NetUid>,
    },
}

/// What becomes of the alpha that a subnet's owner would have mined:
/// `SubtensorModule.RecycleOrBurn`.
#[derive(
    Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo,
)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub enum RecycleOrBurnEnum {
    /// It is gone, and counts as issued.
    #[default]
    Burn,
    /// It is gone, and may be issued again.
    Recycle,
}
