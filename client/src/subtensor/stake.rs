//! Reads about stakes: what coldkeys have staked, on which hotkeys, in which subnets.
//!
//! A stake in a subnet is an amount of the subnet's alpha; on the root network it is one of TAO, and
//! stands in the same type, as it does on the chain.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::iter;

use futures::future::{try_join, try_join_all};
use subwire_codec::subtensor::apis::stake_info_runtime_api::{
    GET_STAKE_INFO_FOR_COLDKEY, GET_STAKE_INFO_FOR_COLDKEYS,
    GET_STAKE_INFO_FOR_HOTKEY_COLDKEY_NETUID,
};
use subwire_codec::subtensor::later::{GET_STAKE_AVAILABILITY_FOR_COLDKEYS, TOTAL_ALPHA_STAKED};
use subwire_codec::subtensor::older::in_320::pallets::subtensor_module::storage::AUTO_STAKE_DESTINATION as AUTO_STAKE_DESTINATION_IN_320;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    AUTO_STAKE_DESTINATION, NOMINATOR_MIN_REQUIRED_STAKE, STAKING_HOTKEYS, TOTAL_HOTKEY_ALPHA,
    TOTAL_ISSUANCE, TOTAL_STAKE,
};
use subwire_codec::subtensor::{NetUid, StakeAvailability, StakeInfo};
use subwire_codec::{AccountId, Alpha, Tao};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

/// How many coldkeys one runtime call is asked about: nodes limit the size of an answer, and the
/// time of a call.
const COLDKEYS_PER_CALL: usize = 1000;

impl<T: Transport> At<T> {
    /// What a coldkey has staked on a hotkey in one subnet; zero where it has nothing there. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn stake(
        &self,
        coldkey: &AccountId,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Alpha, Error> {
        let args = (*hotkey, *coldkey, netuid.into());
        let info = self.call(&GET_STAKE_INFO_FOR_HOTKEY_COLDKEY_NETUID, args).await?;
        Ok(info.map_or(Alpha::ZERO, |info| info.stake))
    }

    /// What a coldkey has staked on a hotkey, by subnet, where it is more than nothing. One request
    /// for all subnets.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn stake_for_coldkey_and_hotkey(
        &self,
        coldkey: &AccountId,
        hotkey: &AccountId,
    ) -> Result<BTreeMap<NetUid, StakeInfo>, Error> {
        let stakes = self.stake_for_coldkey(coldkey).await?.into_iter();
        let on_hotkey = stakes.filter(|stake| stake.hotkey == *hotkey);
        Ok(on_hotkey.map(|stake| (stake.netuid, stake)).collect())
    }

    /// All stakes of a coldkey. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn stake_for_coldkey(&self, coldkey: &AccountId) -> Result<Vec<StakeInfo>, Error> {
        self.call(&GET_STAKE_INFO_FOR_COLDKEY, (*coldkey,)).await
    }

    /// All stakes of many coldkeys, none for one that has staked nothing. One request for each 1000
    /// coldkeys, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn stake_for_coldkeys(
        &self,
        coldkeys: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, Vec<StakeInfo>>, Error> {
        let coldkeys: Vec<_> = coldkeys.into_iter().collect();
        let calls = coldkeys
            .chunks(COLDKEYS_PER_CALL)
            .map(|some| self.call(&GET_STAKE_INFO_FOR_COLDKEYS, (some.to_vec(),)));
        Ok(try_join_all(calls).await?.into_iter().flatten().collect())
    }

    /// How much of the stake of coldkeys can be moved, by coldkey and subnet: in the subnets named, or
    /// in all. Where a coldkey has nothing the subnet is left out, as is one that does not exist. One
    /// request for each 1000 coldkeys, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call), and [`Error::Unsupported`] where the runtime knows no locks: up to
    /// spec version 365.
    pub async fn stake_availability(
        &self,
        coldkeys: impl IntoIterator<Item = AccountId>,
        netuids: Option<Vec<NetUid>>,
    ) -> Result<BTreeMap<AccountId, BTreeMap<NetUid, StakeAvailability>>, Error> {
        let coldkeys: Vec<_> = coldkeys.into_iter().collect();
        // Named more subnets than there are, the runtime says of all that there is nothing. So it is
        // asked about all of them, unless there is only one to name.
        let one = netuids.clone().filter(|netuids| netuids.len() == 1);
        let calls = coldkeys.chunks(COLDKEYS_PER_CALL).map(|some| {
            self.call(&GET_STAKE_AVAILABILITY_FOR_COLDKEYS, (some.to_vec(), one.clone()))
        });
        let mut found: BTreeMap<_, BTreeMap<_, _>> =
            try_join_all(calls).await?.into_iter().flatten().collect();
        if let Some(netuids) = netuids {
            let netuids: BTreeSet<_> = netuids.into_iter().collect();
            let of_each = found.values_mut();
            of_each.for_each(|of_each| of_each.retain(|netuid, _| netuids.contains(netuid)));
        }
        Ok(found)
    }

    /// What all coldkeys together have staked on a hotkey in one subnet. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn stake_for_hotkey(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Alpha, Error> {
        self.fetch(&TOTAL_HOTKEY_ALPHA, (hotkey, netuid.into())).await
    }

    /// What all coldkeys together have staked on a hotkey, by subnet, where it is more than nothing.
    /// Two requests, one after the other.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter).
    pub async fn stakes_for_hotkey(
        &self,
        hotkey: &AccountId,
    ) -> Result<BTreeMap<NetUid, Alpha>, Error> {
        let stakes = self.iter_under(&TOTAL_HOTKEY_ALPHA, (hotkey,));
        let mut stakes = gather::entries(stakes, |(_, netuid)| netuid).await?;
        stakes.retain(|_, stake| *stake > Alpha::ZERO);
        Ok(stakes)
    }

    /// The alpha of a subnet that is staked, on all hotkeys together. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime keeps no such sum: up
    /// to spec version 425.
    pub async fn total_alpha_staked(&self, netuid: impl Into<NetUid>) -> Result<Alpha, Error> {
        self.fetch(&TOTAL_ALPHA_STAKED, (netuid.into(),)).await
    }

    /// All TAO that is staked, in whatever subnet. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn total_stake(&self) -> Result<Tao, Error> {
        self.fetch(&TOTAL_STAKE, ()).await
    }

    /// All TAO that there is. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn total_issuance(&self) -> Result<Tao, Error> {
        self.fetch(&TOTAL_ISSUANCE, ()).await
    }

    /// How much somebody else than its owner must stake on a hotkey at least, in millionths of the
    /// least stake that there can be. One request.
    ///
    /// It is no amount: the least stake itself stands in the runtime's code, and nowhere else. Up to
    /// spec version 200 or so it was one, in rao.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn minimum_required_stake(&self) -> Result<u64, Error> {
        self.fetch(&NOMINATOR_MIN_REQUIRED_STAKE, ()).await
    }

    /// The hotkeys on which a coldkey has staked, once at least. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn staking_hotkeys(&self, coldkey: &AccountId) -> Result<Vec<AccountId>, Error> {
        self.fetch(&STAKING_HOTKEYS, (coldkey,)).await
    }

    /// The hotkey on which what a coldkey earns by mining in a subnet is staked; `None` where it has
    /// chosen none. One request.
    ///
    /// Up to spec version 320 a coldkey chose one hotkey for all subnets.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime knows no such choice:
    /// up to spec version 233.
    pub async fn auto_stake(
        &self,
        coldkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<AccountId>, Error> {
        if self.auto_stakes_everywhere().await? {
            return self.fetch(&AUTO_STAKE_DESTINATION_IN_320, (coldkey,)).await;
        }
        self.fetch(&AUTO_STAKE_DESTINATION, (coldkey, netuid.into())).await
    }

    /// The hotkeys on which what a coldkey earns by mining is staked, by subnet. Two requests, one
    /// after the other; up to spec version 320 [`auto_stake`](Self::auto_stake) and
    /// [`netuids`](Self::netuids) side by side.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter), and [`Error::Unsupported`] as [`auto_stake`](Self::auto_stake).
    pub async fn auto_stakes(
        &self,
        coldkey: &AccountId,
    ) -> Result<BTreeMap<NetUid, AccountId>, Error> {
        if self.auto_stakes_everywhere().await? {
            let chosen = self.fetch(&AUTO_STAKE_DESTINATION_IN_320, (coldkey,));
            let (chosen, netuids) = try_join(chosen, self.netuids()).await?;
            return Ok(gather::found(netuids, iter::repeat(chosen)));
        }
        let chosen = self.iter_under(&AUTO_STAKE_DESTINATION, (coldkey,));
        gather::stored(chosen, |(_, netuid)| netuid).await
    }

    /// Whether the runtime knows one hotkey for all subnets.
    async fn auto_stakes_everywhere(&self) -> Result<bool, Error> {
        let in_320 = &AUTO_STAKE_DESTINATION_IN_320;
        let spec = self.spec().await?;
        Ok(spec.is_some_and(|spec| in_320.is_same_in(spec.name(), spec.version())))
    }
}
