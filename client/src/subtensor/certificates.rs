//! Reads about neurons' certificates.

use alloc::collections::BTreeMap;

use subwire_codec::AccountId;
use subwire_codec::subtensor::pallets::subtensor_module::storage::NEURON_CERTIFICATES;
use subwire_codec::subtensor::{NetUid, NeuronCertificate};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

impl<T: Transport> At<T> {
    /// The TLS certificate that a hotkey announced on a subnet. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn neuron_certificate(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<NeuronCertificate>, Error> {
        self.fetch(&NEURON_CERTIFICATES, (netuid.into(), hotkey)).await
    }

    /// The TLS certificates that were announced on a subnet, by hotkey. Two requests, one after the
    /// other, for each 1000 of them.
    ///
    /// # Errors
    ///
    /// As [`iter_under`](Self::iter_under).
    pub async fn neuron_certificates(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<BTreeMap<AccountId, NeuronCertificate>, Error> {
        let found = self.iter_under(&NEURON_CERTIFICATES, (netuid.into(),));
        gather::stored(found, |(_, hotkey)| hotkey).await
    }
}
