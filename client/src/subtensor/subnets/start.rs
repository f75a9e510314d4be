//! When a subnet may be started.

use futures::future::try_join;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::later::START_CALL_DELAY;
use subwire_codec::subtensor::pallets::subtensor_module::constants::DURATION_OF_START_CALL;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    FIRST_EMISSION_BLOCK_NUMBER, NETWORK_REGISTERED_AT, NETWORKS_ADDED,
};
use subwire_transport::Transport;

use crate::{At, Error};

/// When a subnet may be started, and whether it was: see [`At::start_schedule`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct StartSchedule {
    /// The block at which it was registered.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub registered_at: u64,
    /// The first block at which its owner may start it.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub startable_from: u64,
    /// The first block that emits to it; `None` until it is started.
    #[cfg_attr(feature = "serde", serde(default, with = "subwire_codec::json::exact"))]
    pub emits_from: Option<u64>,
}

impl<T: Transport> At<T> {
    /// The blocks that must pass before a new subnet may be started. One request since spec version
    /// 425; none of its own before, where it stands in the metadata.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch) and [`constant`](Self::constant).
    pub async fn start_call_delay(&self) -> Result<u64, Error> {
        if self.has_item(&START_CALL_DELAY).await? {
            self.fetch(&START_CALL_DELAY, ()).await
        } else {
            self.constant(&DURATION_OF_START_CALL).await
        }
    }

    /// When a subnet may be started, and whether it was; `None` where it does not exist. One
    /// request, and beside it that of [`start_call_delay`](Self::start_call_delay).
    ///
    /// # Errors
    ///
    /// As [`start_call_delay`](Self::start_call_delay); [`Error::Unsupported`] up to spec version
    /// 233.
    pub async fn start_schedule(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<StartSchedule>, Error> {
        let netuid = netuid.into();
        let reads = self
            .reads()
            .value(&NETWORKS_ADDED, (netuid,))
            .value(&NETWORK_REGISTERED_AT, (netuid,))
            .value(&FIRST_EMISSION_BLOCK_NUMBER, (netuid,));
        let (found, delay) = try_join(reads.fetch(), self.start_call_delay()).await?;
        let (exists, registered_at, emits_from) = found;
        let startable_from = registered_at.saturating_add(delay);
        Ok(exists.then_some(StartSchedule { registered_at, startable_from, emits_from }))
    }
}
