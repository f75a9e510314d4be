//! A subnet's token and pool, as `SubnetInfoRuntimeApi` gives them.

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::{CompactText, NetUid, SubnetIdentityV3};
use crate::fixed::I96F32;
use crate::{AccountId, Alpha, Tao};

/// A subnet's token, its pool and what it emits.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct DynamicInfo {
    /// The subnet.
    #[codec(compact)]
    pub netuid: NetUid,
    /// The hotkey that the owner's share goes to.
    pub owner_hotkey: AccountId,
    /// The coldkey that owns the subnet.
    pub owner_coldkey: AccountId,
    /// The subnet's name.
    pub subnet_name: CompactText,
    /// The symbol of its token.
    pub token_symbol: CompactText,
    /// Blocks of an epoch.
    #[codec(compact)]
    pub tempo: u16,
    /// The block of the last epoch.
    #[codec(compact)]
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub last_step: u64,
    /// Blocks since the last epoch.
    #[codec(compact)]
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub blocks_since_last_step: u64,
    /// Always 0; of no unit that the runtime names.
    #[codec(compact)]
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub emission: u64,
    /// Alpha in the pool.
    #[codec(compact)]
    pub alpha_in: Alpha,
    /// Alpha outside of the pool.
    #[codec(compact)]
    pub alpha_out: Alpha,
    /// TAO in the pool.
    #[codec(compact)]
    pub tao_in: Tao,
    /// Alpha emitted in a block outside of the pool.
    #[codec(compact)]
    pub alpha_out_emission: Alpha,
    /// Alpha emitted in a block into the pool.
    #[codec(compact)]
    pub alpha_in_emission: Alpha,
    /// TAO emitted in a block into the pool.
    #[codec(compact)]
    pub tao_in_emission: Tao,
    /// Alpha to be shared out at the next epoch.
    #[codec(compact)]
    pub pending_alpha_emission: Alpha,
    /// TAO to be shared out to the root network at the next epoch; always 0 since spec version 343.
    #[codec(compact)]
    pub pending_root_emission: Tao,
    /// All that was ever traded in the pool, in rao.
    #[codec(compact)]
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub subnet_volume: u128,
    /// The block at which the subnet was registered.
    #[codec(compact)]
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub network_registered_at: u64,
    /// What the owner says about the subnet.
    pub subnet_identity: Option<SubnetIdentityV3>,
    /// The moving average of the price, in TAO for one alpha.
    pub moving_price: I96F32,
}
