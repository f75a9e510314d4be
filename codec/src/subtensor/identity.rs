//! What coldkeys and subnets say about themselves.

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::Text;

/// What a coldkey says about itself: `SubtensorModule.IdentitiesV2`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct ChainIdentityV2 {
    /// Its name.
    pub name: Text,
    /// Its web site.
    pub url: Text,
    /// Where its code is.
    pub github_repo: Text,
    /// The address of a picture.
    pub image: Text,
    /// Its name on Discord.
    pub discord: Text,
    /// What it does.
    pub description: Text,
    /// Anything else.
    pub additional: Text,
}

/// What a subnet's owner says about the subnet: `SubtensorModule.SubnetIdentitiesV3`. Runtimes
/// before spec version 315 have no `logo_url`, and so another type.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct SubnetIdentityV3 {
    /// Its name.
    pub subnet_name: Text,
    /// Where its code is.
    pub github_repo: Text,
    /// How to reach its owner.
    pub subnet_contact: Text,
    /// Its web site.
    pub subnet_url: Text,
    /// Its channel on Discord.
    pub discord: Text,
    /// What it does.
    pub description: Text,
    /// The address of its logo.
    pub logo_url: Text,
    /// Anything else.
    pub additional: Text,
}
