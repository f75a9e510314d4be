//! Addresses of the EVM that neurons have claimed as theirs.

use alloc::collections::BTreeMap;

use futures::TryStreamExt;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::pallets::subtensor_module::storage::ASSOCIATED_EVM_ADDRESS;
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

/// An address of the EVM that belongs to a neuron.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct EvmAssociation {
    /// The address, an H160.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::hex"))]
    pub address: [u8; 20],
    /// The block at which the neuron proved that it is its own.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub block: u64,
}

impl<T: Transport> At<T> {
    /// The address of the EVM that belongs to a neuron; `None` where it has proved none. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime knows no such
    /// addresses: up to spec version 233.
    pub async fn associated_evm_address(
        &self,
        netuid: impl Into<NetUid>,
        uid: u16,
    ) -> Result<Option<EvmAssociation>, Error> {
        let found = self.fetch(&ASSOCIATED_EVM_ADDRESS, (netuid.into(), uid)).await?;
        Ok(found.map(EvmAssociation::from))
    }

    /// The addresses of the EVM that belong to neurons of a subnet, by uid. Two requests for each 1000
    /// neurons.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter), and [`Error::Unsupported`] as
    /// [`associated_evm_address`](Self::associated_evm_address).
    pub async fn associated_evm_addresses(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<BTreeMap<u16, EvmAssociation>, Error> {
        let entries = self.iter_under(&ASSOCIATED_EVM_ADDRESS, (netuid.into(),));
        let entries = entries.map_ok(|(args, found)| (args, found.map(EvmAssociation::from)));
        gather::stored(entries, |(_, uid)| uid).await
    }
}

impl From<([u8; 20], u64)> for EvmAssociation {
    fn from((address, block): ([u8; 20], u64)) -> Self {
        Self { address, block }
    }
}
