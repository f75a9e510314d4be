//! Locked stakes, and the conviction that grows out of them. Since spec version 425.
//!
//! What is stored of a lock is its state when it last changed. The reads here have it as of their
//! block: the runtime itself rolls it forward.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use futures::TryStreamExt;
use futures::future::try_join;
use subwire_codec::AccountId;
use subwire_codec::fixed::U64F64;
use subwire_codec::subtensor::later::{
    ACCOUNT_FLAGS, DECAYING_HOTKEY_LOCK, DECAYING_LOCK, DECAYING_OWNER_LOCK, GET_COLDKEY_LOCK,
    GET_HOTKEY_CONVICTION, GET_MOST_CONVICTED_HOTKEY_ON_SUBNET, HOTKEY_LOCK, LOCK,
    LOCKING_COLDKEYS, OWNER_LOCK,
};
use subwire_codec::subtensor::pallets::subtensor_module::storage::SUBNET_OWNER_HOTKEY;
use subwire_codec::subtensor::{LockState, NetUid};
use subwire_transport::Transport;

use crate::{At, Error};

/// The flag of an account that takes alpha which is locked.
const ACCEPTS_LOCKED_ALPHA: u128 = 1;

/// A coldkey's locked stake in one subnet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct ColdkeyLock {
    /// The coldkey.
    pub coldkey: AccountId,
    /// The subnet.
    pub netuid: NetUid,
    /// The hotkey that the lock is for.
    pub hotkey: AccountId,
    /// The lock as of the block.
    pub state: LockState,
    /// Whether it stays as it is instead of becoming less.
    pub is_perpetual: bool,
}

/// Where a lock is: a coldkey, a subnet and a hotkey.
type Place = (AccountId, NetUid, AccountId);

impl<T: Transport> At<T> {
    /// A coldkey's locked stake in a subnet; `None` where it has locked nothing there. Three requests:
    /// which hotkey it is for, then two side by side.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call), and [`Error::Unsupported`] where the runtime knows no locks: up to
    /// spec version 365.
    pub async fn coldkey_lock(
        &self,
        coldkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<ColdkeyLock>, Error> {
        let places = self.map_under(&LOCK, (coldkey, netuid.into())).keys().try_collect().await?;
        Ok(self.locks(places).await?.pop())
    }

    /// All locked stakes of a coldkey, in the order of subnets. Requests as
    /// [`coldkey_lock`](Self::coldkey_lock), with a call for each lock in one message.
    ///
    /// # Errors
    ///
    /// As [`coldkey_lock`](Self::coldkey_lock).
    pub async fn locks_for_coldkey(&self, coldkey: &AccountId) -> Result<Vec<ColdkeyLock>, Error> {
        let places = self.map_under(&LOCK, (coldkey,)).keys().try_collect().await?;
        self.locks(places).await
    }

    /// The stakes that coldkeys have locked for a hotkey in a subnet. Requests as
    /// [`locks_for_coldkey`](Self::locks_for_coldkey).
    ///
    /// # Errors
    ///
    /// As [`coldkey_lock`](Self::coldkey_lock).
    pub async fn locks_for_hotkey(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Vec<ColdkeyLock>, Error> {
        let locking = self.map_under(&LOCKING_COLDKEYS, (netuid.into(), hotkey)).keys();
        let places = locking.map_ok(|(netuid, hotkey, coldkey)| (coldkey, netuid, hotkey));
        self.locks(places.try_collect().await?).await
    }

    /// Whether a coldkey takes alpha that is locked. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] as
    /// [`coldkey_lock`](Self::coldkey_lock).
    pub async fn accepts_locked_alpha(&self, coldkey: &AccountId) -> Result<bool, Error> {
        let flags = self.fetch(&ACCOUNT_FLAGS, (coldkey,)).await?;
        Ok(flags & ACCEPTS_LOCKED_ALPHA != 0)
    }

    /// How much all locks for a hotkey in a subnet count, in rao of the subnet's alpha. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call), and [`Error::Unsupported`] as [`coldkey_lock`](Self::coldkey_lock).
    pub async fn hotkey_conviction(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<U64F64, Error> {
        self.call(&GET_HOTKEY_CONVICTION, (*hotkey, netuid.into())).await
    }

    /// The hotkey whose locks count most in a subnet; `None` where there are none. One request.
    ///
    /// # Errors
    ///
    /// As [`hotkey_conviction`](Self::hotkey_conviction).
    pub async fn most_convicted_hotkey(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<AccountId>, Error> {
        self.call(&GET_MOST_CONVICTED_HOTKEY_ON_SUBNET, (netuid.into(),)).await
    }

    /// How much the locks for each hotkey of a subnet count, in rao of the subnet's alpha. Three
    /// requests side by side tell for which hotkeys there are locks; then a call for each, in one
    /// message.
    ///
    /// # Errors
    ///
    /// As [`hotkey_conviction`](Self::hotkey_conviction).
    pub async fn subnet_convictions(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<BTreeMap<AccountId, U64F64>, Error> {
        let netuid = netuid.into();
        // The owner's locks are kept apart from those for the other hotkeys.
        let owner = self.reads().value(&SUBNET_OWNER_HOTKEY, (netuid,));
        let owner = owner.value(&OWNER_LOCK, (netuid,)).value(&DECAYING_OWNER_LOCK, (netuid,));
        let lasting = self.map_under(&HOTKEY_LOCK, (netuid,)).keys();
        let decaying = self.map_under(&DECAYING_HOTKEY_LOCK, (netuid,)).keys();
        let hotkeys = try_join(lasting.try_collect::<Vec<_>>(), decaying.try_collect::<Vec<_>>());
        let ((lasting, decaying), (owner, lock, decaying_lock)) =
            try_join(hotkeys, owner.fetch()).await?;
        let others = lasting.into_iter().chain(decaying).map(|(_, hotkey)| hotkey);
        let owner = (lock.is_some() || decaying_lock.is_some()).then_some(owner);
        let hotkeys: BTreeSet<_> = others.chain(owner).collect();
        let calls = hotkeys.iter().map(|hotkey| (*hotkey, netuid));
        let convictions = self.call_many(&GET_HOTKEY_CONVICTION, calls).await?;
        hotkeys.into_iter().zip(convictions).map(|(hotkey, found)| Ok((hotkey, found?))).collect()
    }

    /// The locks at these places as of this block, in their order.
    async fn locks(&self, mut places: Vec<Place>) -> Result<Vec<ColdkeyLock>, Error> {
        places.sort_by_key(|(_, netuid, _)| *netuid);
        let owners = || places.iter().map(|(coldkey, netuid, _)| (*coldkey, *netuid));
        let states = self.call_many(&GET_COLDKEY_LOCK, owners());
        let (states, decaying) =
            try_join(states, self.fetch_many(&DECAYING_LOCK, owners())).await?;
        let found = places.into_iter().zip(states).zip(decaying);
        let locks = found.map(|(((coldkey, netuid, hotkey), state), decaying)| {
            let is_perpetual = decaying == Some(false);
            Ok(state?.map(|state| ColdkeyLock { coldkey, netuid, hotkey, state, is_perpetual }))
        });
        // One that has become nothing by now is none.
        locks.filter_map(Result::transpose).collect()
    }
}
