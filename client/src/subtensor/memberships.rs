//! Which subnets hotkeys are registered in, and under which uids.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use subwire_codec::AccountId;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{IS_NETWORK_MEMBER, UIDS};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

impl<T: Transport> At<T> {
    /// The subnets in which a hotkey is registered, in rising order. Two requests, one after the
    /// other.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter).
    pub async fn netuids_for_hotkey(&self, hotkey: &AccountId) -> Result<Vec<NetUid>, Error> {
        let found = self.iter_under(&IS_NETWORK_MEMBER, (hotkey,));
        let found = gather::entries(found, |(_, netuid)| netuid).await?.into_iter();
        Ok(found.filter_map(|(netuid, is_member)| is_member.then_some(netuid)).collect())
    }

    /// In which of these subnets each of these hotkeys is registered. One request for each 1000 pairs
    /// of a hotkey and a subnet, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn memberships(
        &self,
        hotkeys: impl IntoIterator<Item = AccountId>,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<BTreeMap<AccountId, BTreeSet<NetUid>>, Error> {
        let hotkeys: BTreeSet<_> = hotkeys.into_iter().collect();
        let netuids: BTreeSet<_> = netuids.into_iter().collect();
        let pairs = || hotkeys.iter().flat_map(|hotkey| netuids.iter().map(move |n| (*hotkey, *n)));
        let found = self.fetch_many(&IS_NETWORK_MEMBER, pairs()).await?;
        let mut memberships: BTreeMap<_, BTreeSet<_>> =
            hotkeys.iter().map(|hotkey| (*hotkey, BTreeSet::new())).collect();
        for ((hotkey, netuid), is_member) in pairs().zip(found) {
            if is_member {
                memberships.entry(hotkey).or_default().insert(netuid);
            }
        }
        Ok(memberships)
    }

    /// Whether a hotkey is registered in any subnet. Requests as
    /// [`netuids_for_hotkey`](Self::netuids_for_hotkey).
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter).
    pub async fn is_hotkey_registered_any(&self, hotkey: &AccountId) -> Result<bool, Error> {
        Ok(!self.netuids_for_hotkey(hotkey).await?.is_empty())
    }

    /// Whether a hotkey is registered in a subnet. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn is_hotkey_registered(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<bool, Error> {
        Ok(self.uid_for_hotkey(hotkey, netuid).await?.is_some())
    }

    /// A hotkey's uid in a subnet; `None` where it is not registered there. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn uid_for_hotkey(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<u16>, Error> {
        self.fetch(&UIDS, (netuid.into(), hotkey)).await
    }

    /// The uids of hotkeys in a subnet; one that is not registered there is left out. One request for
    /// each 1000 hotkeys, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn uids_for_hotkeys(
        &self,
        hotkeys: impl IntoIterator<Item = AccountId>,
        netuid: impl Into<NetUid>,
    ) -> Result<BTreeMap<AccountId, u16>, Error> {
        let (hotkeys, netuid): (Vec<_>, _) = (hotkeys.into_iter().collect(), netuid.into());
        let uids = self.fetch_many(&UIDS, hotkeys.iter().map(|hotkey| (netuid, hotkey))).await?;
        Ok(gather::found(hotkeys, uids))
    }
}
