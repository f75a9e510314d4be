//! Reads about subnets: which there are, how large, whose, and what they cost.

mod each;
mod info;
mod mechanisms;
mod names;
mod start;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::hasher::Identity;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::apis::subnet_registration_runtime_api::GET_NETWORK_REGISTRATION_COST;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    BURN, FIRST_EMISSION_BLOCK_NUMBER, NETWORK_REGISTERED_AT, NETWORKS_ADDED, SUBNET_OWNER,
    SUBNET_OWNER_HOTKEY, SUBNETWORK_N, TOTAL_NETWORKS,
};
use subwire_codec::{AccountId, Storage, Tao};
use subwire_transport::Transport;

pub(super) use self::each::at_head_with_netuids;
pub(super) use self::mechanisms::storage_index;
pub use self::start::StartSchedule;
use crate::{At, Error};

impl<T: Transport> At<T> {
    /// Which subnets exist, in rising order, the root network included.
    ///
    /// One request where all netuids are below 256; else two more for each 1000 subnets.
    ///
    /// # Errors
    ///
    /// As [`fetch_many`](Self::fetch_many).
    pub async fn netuids(&self) -> Result<Vec<NetUid>, Error> {
        each::netuids(self).await
    }

    /// How many subnets exist, the root network included. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn total_subnets(&self) -> Result<u16, Error> {
        self.fetch(&TOTAL_NETWORKS, ()).await
    }

    /// Whether a subnet exists. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn subnet_exists(&self, netuid: impl Into<NetUid>) -> Result<bool, Error> {
        self.fetch(&NETWORKS_ADDED, (netuid.into(),)).await
    }

    /// Whether a subnet's owner has started it, so that it emits. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] up to spec version 233.
    pub async fn subnet_is_active(&self, netuid: impl Into<NetUid>) -> Result<bool, Error> {
        Ok(self.fetch(&FIRST_EMISSION_BLOCK_NUMBER, (netuid.into(),)).await?.is_some())
    }

    /// How many neurons a subnet has; `None` where it does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn subnet_size(&self, netuid: impl Into<NetUid>) -> Result<Option<u16>, Error> {
        self.of_subnet(&SUBNETWORK_N, netuid.into()).await
    }

    /// How many neurons each subnet has. Requests as [`netuids`](Self::netuids).
    ///
    /// # Errors
    ///
    /// As [`fetch_many`](Self::fetch_many).
    pub async fn subnet_sizes(&self) -> Result<BTreeMap<NetUid, u16>, Error> {
        self.of_all_subnets(&SUBNETWORK_N).await
    }

    /// The block at which a subnet was registered; `None` where it does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn subnet_registered_at(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<u64>, Error> {
        self.of_subnet(&NETWORK_REGISTERED_AT, netuid.into()).await
    }

    /// The coldkey that owns a subnet; `None` where nobody does. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch_stored`](Self::fetch_stored).
    pub async fn subnet_owner(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<AccountId>, Error> {
        self.fetch_stored(&SUBNET_OWNER, (netuid.into(),)).await
    }

    /// The coldkeys that own some subnets; those that nobody owns are not among them. One request
    /// for each 1000 subnets.
    ///
    /// # Errors
    ///
    /// As [`fetch_many`](Self::fetch_many).
    pub async fn subnet_owners(
        &self,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<BTreeMap<NetUid, AccountId>, Error> {
        self.owned(&SUBNET_OWNER, netuids).await
    }

    /// The hotkey to which the owner's part of a subnet's emission goes; `None` where there is none.
    /// One request.
    ///
    /// # Errors
    ///
    /// As [`fetch_stored`](Self::fetch_stored); [`Error::Unsupported`] before spec version 224.
    pub async fn subnet_owner_hotkey(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<AccountId>, Error> {
        self.fetch_stored(&SUBNET_OWNER_HOTKEY, (netuid.into(),)).await
    }

    /// The hotkeys to which the owners' parts go, of some subnets; those without are not among
    /// them. One request for each 1000 subnets.
    ///
    /// # Errors
    ///
    /// As [`fetch_many`](Self::fetch_many); [`Error::Unsupported`] before spec version 224.
    pub async fn subnet_owner_hotkeys(
        &self,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<BTreeMap<NetUid, AccountId>, Error> {
        self.owned(&SUBNET_OWNER_HOTKEY, netuids).await
    }

    /// What registering a neuron on a subnet costs now; `None` where the subnet does not exist. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn registration_cost(&self, netuid: impl Into<NetUid>) -> Result<Option<Tao>, Error> {
        self.of_subnet(&BURN, netuid.into()).await
    }

    /// What registering a neuron costs now on each subnet. Requests as [`netuids`](Self::netuids).
    ///
    /// # Errors
    ///
    /// As [`fetch_many`](Self::fetch_many).
    pub async fn registration_costs(&self) -> Result<BTreeMap<NetUid, Tao>, Error> {
        self.of_all_subnets(&BURN).await
    }

    /// What registering a subnet costs now. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn subnet_registration_cost(&self) -> Result<Tao, Error> {
        self.call(&GET_NETWORK_REGISTRATION_COST, ()).await
    }

    async fn owned(
        &self,
        item: &Storage<(Identity<NetUid>,), AccountId>,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<BTreeMap<NetUid, AccountId>, Error> {
        let netuids: Vec<NetUid> = netuids.into_iter().collect();
        let owners = self.fetch_many(item, netuids.iter().map(|netuid| (netuid,))).await?;
        // Where nobody is stored the chain reads the account of all zeros.
        let nobody = AccountId::from([0; 32]);
        Ok(netuids.into_iter().zip(owners).filter(|(_, owner)| *owner != nobody).collect())
    }
}
