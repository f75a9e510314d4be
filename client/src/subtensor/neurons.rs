//! Reads about neurons.

use alloc::vec::Vec;

use subwire_codec::subtensor::apis::neuron_info_runtime_api::{GET_NEURONS, GET_NEURONS_LITE};
use subwire_codec::subtensor::{NetUid, NeuronInfo, NeuronInfoLite};
use subwire_transport::Transport;

use crate::{At, Error};

impl<T: Transport> At<T> {
    /// The neurons of a subnet in the order of their uids, with weights and bonds; none where the
    /// subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// The transport's, the runtime's, and [`Error::Decode`].
    pub async fn neurons(&self, netuid: impl Into<NetUid>) -> Result<Vec<NeuronInfo>, Error> {
        self.call(&GET_NEURONS, (netuid.into(),)).await
    }

    /// The neurons of a subnet in the order of their uids, without weights and bonds; none where
    /// the subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// The transport's, the runtime's, and [`Error::Decode`].
    pub async fn neurons_lite(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Vec<NeuronInfoLite>, Error> {
        self.call(&GET_NEURONS_LITE, (netuid.into(),)).await
    }
}
