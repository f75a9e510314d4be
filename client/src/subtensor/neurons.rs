//! Reads about neurons.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::AccountId;
use subwire_codec::subtensor::apis::neuron_info_runtime_api::{
    GET_NEURON, GET_NEURON_LITE, GET_NEURONS, GET_NEURONS_LITE,
};
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    AXONS, KEYS, PROMETHEUS, STAKE_WEIGHT, VALIDATOR_PERMIT,
};
use subwire_codec::subtensor::{
    AxonInfo, NetUid, NeuronInfo, NeuronInfoLite, PerU16, PrometheusInfo,
};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

impl<T: Transport> At<T> {
    /// The neurons of a subnet in the order of their uids, with weights and bonds; none where the
    /// subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn neurons(&self, netuid: impl Into<NetUid>) -> Result<Vec<NeuronInfo>, Error> {
        self.call(&GET_NEURONS, (netuid.into(),)).await
    }

    /// The neurons of a subnet in the order of their uids, without weights and bonds; none where
    /// the subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn neurons_lite(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Vec<NeuronInfoLite>, Error> {
        self.call(&GET_NEURONS_LITE, (netuid.into(),)).await
    }

    /// One neuron of a subnet, with weights and bonds; `None` where there is none of this uid. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn neuron(
        &self,
        netuid: impl Into<NetUid>,
        uid: u16,
    ) -> Result<Option<NeuronInfo>, Error> {
        self.call(&GET_NEURON, (netuid.into(), uid)).await
    }

    /// One neuron of a subnet, without weights and bonds; `None` where there is none of this uid.
    /// One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn neuron_lite(
        &self,
        netuid: impl Into<NetUid>,
        uid: u16,
    ) -> Result<Option<NeuronInfoLite>, Error> {
        self.call(&GET_NEURON_LITE, (netuid.into(), uid)).await
    }

    /// The neuron that a hotkey has on a subnet, with weights and bonds; `None` where it has none.
    /// Two requests, one after the other: its uid, then the neuron.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch) and [`call`](Self::call).
    pub async fn neuron_of(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<NeuronInfo>, Error> {
        let netuid = netuid.into();
        match self.uid_for_hotkey(hotkey, netuid).await? {
            Some(uid) => self.neuron(netuid, uid).await,
            None => Ok(None),
        }
    }

    /// The hotkey that has a uid on a subnet; `None` where there is no such neuron. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch_stored`](Self::fetch_stored).
    pub async fn hotkey(
        &self,
        netuid: impl Into<NetUid>,
        uid: u16,
    ) -> Result<Option<AccountId>, Error> {
        self.fetch_stored(&KEYS, (netuid.into(), uid)).await
    }

    /// The axon that a hotkey announced on a subnet: where its neuron answers queries. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn axon(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<AxonInfo>, Error> {
        self.fetch(&AXONS, (netuid.into(), hotkey)).await
    }

    /// The axons that were announced on a subnet, by hotkey. Two
    /// requests, one after the other, for each 1000 of them.
    ///
    /// # Errors
    ///
    /// As [`iter_under`](Self::iter_under).
    pub async fn axons(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<BTreeMap<AccountId, AxonInfo>, Error> {
        let axons = self.iter_under(&AXONS, (netuid.into(),));
        gather::stored(axons, |(_, hotkey)| hotkey).await
    }

    /// The prometheus endpoint that a hotkey announced on a subnet: where its neuron's metrics are
    /// read. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn prometheus(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<PrometheusInfo>, Error> {
        self.fetch(&PROMETHEUS, (netuid.into(), hotkey)).await
    }

    /// Whether each neuron of a subnet may validate, in the order of their uids; `None` where the
    /// subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn validator_permits(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<Vec<bool>>, Error> {
        self.of_subnet(&VALIDATOR_PERMIT, netuid.into()).await
    }

    /// Each neuron's part of the stake of all neurons of a subnet, as its last epoch weighed it, in the
    /// order of their uids; 0 where it is too little to count. Runtimes do not all keep it up to date.
    /// One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn stake_weights(&self, netuid: impl Into<NetUid>) -> Result<Vec<PerU16>, Error> {
        self.fetch(&STAKE_WEIGHT, (netuid.into(),)).await
    }
}
