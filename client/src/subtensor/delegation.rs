//! Reads about delegates, and about who owns which hotkey.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::AccountId;
use subwire_codec::subtensor::apis::delegate_info_runtime_api::{
    GET_DELEGATE, GET_DELEGATED, GET_DELEGATES,
};
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    DELEGATES, MAX_DELEGATE_TAKE, MIN_DELEGATE_TAKE, OWNED_HOTKEYS, OWNER,
};
use subwire_codec::subtensor::{DelegateInfo, Delegated, PerU16};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

/// A delegate's take, and within what it can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct DelegateTake {
    /// The part of its nominators' earnings that the delegate keeps.
    pub take: PerU16,
    /// The least that a delegate can keep.
    pub min: PerU16,
    /// The most that a delegate can keep.
    pub max: PerU16,
}

impl<T: Transport> At<T> {
    /// All delegates with their nominators: some megabytes. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn delegates(&self) -> Result<Vec<DelegateInfo>, Error> {
        self.call(&GET_DELEGATES, ()).await
    }

    /// A delegate with its nominators, by its hotkey; `None` where it is no delegate. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn delegate(&self, hotkey: &AccountId) -> Result<Option<DelegateInfo>, Error> {
        self.call(&GET_DELEGATE, (*hotkey,)).await
    }

    /// Some delegates with their nominators, by their hotkeys; a hotkey that is no delegate is left
    /// out. One message with a call for each hotkey, and another one, beside it, for each hundred
    /// more.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn delegates_of(
        &self,
        hotkeys: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, DelegateInfo>, Error> {
        let hotkeys: Vec<_> = hotkeys.into_iter().collect();
        let calls = hotkeys.iter().map(|hotkey| (*hotkey,));
        let found = self.call_many(&GET_DELEGATE, calls).await?;
        let found: Vec<_> = found.into_iter().collect::<Result<_, _>>()?;
        Ok(gather::found(hotkeys, found))
    }

    /// Whether a hotkey is a delegate. One request, for one key.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn is_delegate(&self, hotkey: &AccountId) -> Result<bool, Error> {
        Ok(self.fetch_stored(&DELEGATES, (hotkey,)).await?.is_some())
    }

    /// The part of its nominators' earnings that a delegate keeps; for a hotkey that is no delegate
    /// the part that it would keep. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn delegate_take(&self, hotkey: &AccountId) -> Result<PerU16, Error> {
        self.fetch(&DELEGATES, (hotkey,)).await
    }

    /// As [`delegate_take`](Self::delegate_take), with the least and the most that it can be. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn delegate_take_with_limits(
        &self,
        hotkey: &AccountId,
    ) -> Result<DelegateTake, Error> {
        let reads = self.reads().value(&DELEGATES, (hotkey,));
        let reads = reads.value(&MIN_DELEGATE_TAKE, ()).value(&MAX_DELEGATE_TAKE, ());
        let (take, min, max) = reads.fetch().await?;
        Ok(DelegateTake { take, min, max })
    }

    /// As [`delegate_take`](Self::delegate_take), of many hotkeys. One request for each 1000, all in
    /// flight together.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn delegate_takes(
        &self,
        hotkeys: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, PerU16>, Error> {
        let hotkeys: Vec<_> = hotkeys.into_iter().collect();
        let takes = self.fetch_many(&DELEGATES, hotkeys.iter().map(|hotkey| (hotkey,))).await?;
        Ok(hotkeys.into_iter().zip(takes).collect())
    }

    /// On which delegates a coldkey has staked, and how much in which subnet. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn delegated(&self, coldkey: &AccountId) -> Result<Vec<Delegated>, Error> {
        self.call(&GET_DELEGATED, (*coldkey,)).await
    }

    /// The hotkeys that a coldkey owns. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn owned_hotkeys(&self, coldkey: &AccountId) -> Result<Vec<AccountId>, Error> {
        self.fetch(&OWNED_HOTKEYS, (coldkey,)).await
    }

    /// The coldkey that owns a hotkey; `None` for a hotkey that the chain does not know. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn hotkey_owner(&self, hotkey: &AccountId) -> Result<Option<AccountId>, Error> {
        let owner = self.fetch(&OWNER, (hotkey,)).await?;
        Ok(is_somebody(&owner).then_some(owner))
    }

    /// The coldkeys that own hotkeys, by hotkey; one that the chain does not know is left out. One
    /// request for each 1000 hotkeys, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn hotkey_owners(
        &self,
        hotkeys: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, AccountId>, Error> {
        let hotkeys: Vec<_> = hotkeys.into_iter().collect();
        let owners = self.fetch_many(&OWNER, hotkeys.iter().map(|hotkey| (hotkey,))).await?;
        Ok(hotkeys.into_iter().zip(owners).filter(|(_, owner)| is_somebody(owner)).collect())
    }

    /// Whether the chain knows a hotkey: whether a coldkey owns it. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn does_hotkey_exist(&self, hotkey: &AccountId) -> Result<bool, Error> {
        Ok(self.hotkey_owner(hotkey).await?.is_some())
    }
}

/// What the chain reads as the owner of a hotkey that has none is the account of all zeros.
fn is_somebody(owner: &AccountId) -> bool {
    owner.as_bytes() != &[0; 32]
}
