//! A subnet's mechanisms: each weighs the same neurons by rules of its own.

use alloc::vec::Vec;

use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    MECHANISM_COUNT_CURRENT, MECHANISM_EMISSION_SPLIT,
};
use subwire_codec::subtensor::{NetUid, NetUidStorageIndex, PerU16};
use subwire_transport::Transport;

use crate::{At, Error};

impl<T: Transport> At<T> {
    /// How many mechanisms a subnet has; `None` where the subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] up to spec version 315, where each has one.
    pub async fn mechanism_count(&self, netuid: impl Into<NetUid>) -> Result<Option<u8>, Error> {
        self.of_subnet(&MECHANISM_COUNT_CURRENT, netuid.into()).await
    }

    /// What part of a subnet's emission each of its mechanisms gets; `None` where its owner has not
    /// split it: then each gets as much as any other. One request.
    ///
    /// # Errors
    ///
    /// As [`mechanism_count`](Self::mechanism_count).
    pub async fn mechanism_emission_split(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<Vec<PerU16>>, Error> {
        self.fetch(&MECHANISM_EMISSION_SPLIT, (netuid.into(),)).await
    }
}

/// The number under which the chain stores what is a mechanism's own.
///
/// [`Error::Missing`] where there cannot be such a mechanism.
pub(in crate::subtensor) fn storage_index(
    netuid: NetUid,
    mechanism: u8,
) -> Result<NetUidStorageIndex, Error> {
    NetUidStorageIndex::new(netuid, mechanism)
        .ok_or_else(|| Error::missing("mechanism", format!("{mechanism} of subnet {netuid}")))
}
