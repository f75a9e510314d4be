//! Reads of metagraphs: a subnet with all its neurons, in columns.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::subtensor::apis::subnet_info_runtime_api::{
    GET_ALL_MECHAGRAPHS, GET_ALL_METAGRAPHS, GET_MECHAGRAPH, GET_METAGRAPH,
    GET_SELECTIVE_MECHAGRAPH, GET_SELECTIVE_METAGRAPH, GET_SUBNET_STATE,
};
use subwire_codec::subtensor::{
    Metagraph, NetUid, NetUidStorageIndex, SelectiveMetagraph, SelectiveMetagraphIndex, SubnetState,
};
use subwire_transport::Transport;

use crate::{At, Error};

impl<T: Transport> At<T> {
    /// A subnet's metagraph; `None` where the subnet does not exist. One request.
    ///
    /// In columns, each with a place for every uid; and neuron by neuron by [`Metagraph::rows`].
    ///
    /// ```
    /// use subwire::Subtensor;
    ///
    /// # futures::executor::block_on(async {
    /// let head = Subtensor::demo().at_head().await?;
    /// let metagraph = head.metagraph(1).await?.expect("the demo network has a subnet 1");
    /// assert_eq!(metagraph.hotkeys.len(), metagraph.incentives.len());
    /// let neuron = metagraph.row(3).expect("columns of one length").expect("a neuron 3");
    /// assert_eq!(neuron.hotkey, metagraph.hotkeys[3]);
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn metagraph(&self, netuid: impl Into<NetUid>) -> Result<Option<Metagraph>, Error> {
        self.call(&GET_METAGRAPH, (netuid.into(),)).await
    }

    /// The metagraph of one of a subnet's mechanisms; `None` where there is none. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call); [`Error::Unsupported`] before there were mechanisms, up to spec
    /// version 315.
    pub async fn mechagraph(
        &self,
        netuid: impl Into<NetUid>,
        mechanism: u8,
    ) -> Result<Option<Metagraph>, Error> {
        let netuid = netuid.into();
        let found = self.call(&GET_MECHAGRAPH, (netuid, mechanism)).await?;
        // The runtime puts the mechanism's number there, of a `NetUidStorageIndex`.
        Ok(found.map(|found| Metagraph { netuid, ..found }))
    }

    /// Some fields of a subnet's metagraph; `None` where the subnet does not exist. One request,
    /// whose answer has these fields alone.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call); [`Error::Unsupported`] up to spec version 233.
    pub async fn metagraph_fields(
        &self,
        netuid: impl Into<NetUid>,
        fields: &[SelectiveMetagraphIndex],
    ) -> Result<Option<SelectiveMetagraph>, Error> {
        let (netuid, fields) = (netuid.into(), SelectiveMetagraphIndex::indices(fields));
        let found = self.call(&GET_SELECTIVE_METAGRAPH, (netuid, fields)).await?;
        // Runtimes name subnet 0 where the netuid is none of the fields.
        Ok(found.map(|found| SelectiveMetagraph { netuid, ..found }))
    }

    /// Some fields of the metagraph of one of a subnet's mechanisms; `None` where the subnet does not
    /// exist. One request, whose answer has these fields alone.
    ///
    /// Runtimes do not look whether there is such a mechanism: where not, the fields that are its own
    /// are empty, and the others are the subnet's.
    ///
    /// # Errors
    ///
    /// As [`mechagraph`](Self::mechagraph).
    pub async fn mechagraph_fields(
        &self,
        netuid: impl Into<NetUid>,
        mechanism: u8,
        fields: &[SelectiveMetagraphIndex],
    ) -> Result<Option<SelectiveMetagraph>, Error> {
        let (netuid, fields) = (netuid.into(), SelectiveMetagraphIndex::indices(fields));
        let found = self.call(&GET_SELECTIVE_MECHAGRAPH, (netuid, mechanism, fields)).await?;
        Ok(found.map(|found| SelectiveMetagraph { netuid, ..found }))
    }

    /// The metagraphs of all subnets. One request, whose answer is megabytes; of some subnets in
    /// one message: [`call_many`](Self::call_many) of the same runtime API.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn metagraphs(&self) -> Result<Vec<Metagraph>, Error> {
        Ok(self.call(&GET_ALL_METAGRAPHS, ()).await?.into_iter().flatten().collect())
    }

    /// The metagraphs of all mechanisms of all subnets, by subnet and mechanism. One request, whose
    /// answer is megabytes.
    ///
    /// # Errors
    ///
    /// As [`mechagraph`](Self::mechagraph).
    pub async fn mechagraphs(&self) -> Result<BTreeMap<NetUid, BTreeMap<u8, Metagraph>>, Error> {
        let found = self.call(&GET_ALL_MECHAGRAPHS, ()).await?;
        let mut subnets: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for found in found.into_iter().flatten() {
            let index = NetUidStorageIndex(found.netuid.0);
            let (netuid, mechanism) = (index.netuid(), index.mechanism());
            subnets.entry(netuid).or_default().insert(mechanism, Metagraph { netuid, ..found });
        }
        Ok(subnets)
    }

    /// The state of a subnet's neurons, which is a metagraph without the subnet; `None` where the
    /// subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn subnet_state(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<SubnetState>, Error> {
        self.call(&GET_SUBNET_STATE, (netuid.into(),)).await
    }
}
