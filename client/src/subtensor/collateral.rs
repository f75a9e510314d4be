//! Stake that miners cannot take away. After spec version 425.
//!
//! No metadata with collateral is at hand: what is locked is [`Dynamic`], as the runtime itself
//! describes it.

use alloc::vec::Vec;

use futures::TryStreamExt;
use futures::future::try_join;
use subwire_codec::AccountId;
use subwire_codec::codec::Encode;
use subwire_codec::fixed::U64F64;
use subwire_codec::storage_key::Argument;
use subwire_codec::subtensor::{NetUid, PerU16};
use subwire_transport::Transport;

use crate::{At, Dynamic, DynamicKey, Error};

const PALLET: &str = "SubtensorModule";
const COLLATERAL: &str = "MinerCollateral";

/// What a subnet locks of those who register, and how they get it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct CollateralPolicy {
    /// The part of what registering costs that is locked.
    pub lock_share: PerU16,
    /// How much of it is released for what a miner earns, to 1.
    pub drain_ratio: U64F64,
}

impl<T: Transport> At<T> {
    /// The stake of a coldkey on its hotkey that it cannot take away from a subnet; `None` where
    /// there is none. One request.
    ///
    /// # Errors
    ///
    /// As [`storage`](Self::storage), and [`Error::Unsupported`] where the runtime knows no
    /// collateral: up to spec version 425.
    pub async fn miner_collateral(
        &self,
        coldkey: &AccountId,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<Dynamic>, Error> {
        let netuid = netuid.into().encode();
        let locked = self.item_by_name(PALLET, COLLATERAL).await?;
        let key = [&netuid[..], hotkey.as_bytes(), coldkey.as_bytes()];
        locked.fetch_stored(key.map(Argument::Encoded)).await
    }

    /// All stake that cannot be taken away from a subnet; the keys tell hotkeys and coldkeys. Two
    /// requests for each 1000.
    ///
    /// # Errors
    ///
    /// As [`miner_collateral`](Self::miner_collateral).
    pub async fn subnet_collateral(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Vec<(DynamicKey, Dynamic)>, Error> {
        let netuid = netuid.into().encode();
        let locked = self.item_by_name(PALLET, COLLATERAL).await?;
        locked.map_under([Argument::Encoded(&netuid)])?.iter().try_collect().await
    }

    /// What a subnet locks of those who register. Two requests side by side.
    ///
    /// # Errors
    ///
    /// As [`miner_collateral`](Self::miner_collateral).
    pub async fn collateral_policy(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<CollateralPolicy, Error> {
        let netuid = netuid.into().encode();
        let read = async |item: &'static str| {
            let found = self.item_by_name(PALLET, item).await?;
            let found = found.fetch([Argument::Encoded(&netuid)]).await?;
            found.ok_or(Error::Unsupported { what: item, since_spec: None, from_spec: None })
        };
        let (share, ratio) =
            try_join(read("CollateralLockShare"), read("CollateralDrainRatio")).await?;
        Ok(CollateralPolicy { lock_share: share.decode()?, drain_ratio: ratio.decode()? })
    }
}
