//! What subnets and their tokens are called.

use alloc::collections::BTreeMap;

use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    SUBNET_IDENTITIES_V3, TOKEN_SYMBOL,
};
use subwire_codec::subtensor::{NetUid, Text};
use subwire_transport::Transport;

use crate::{At, Error};

impl<T: Transport> At<T> {
    /// The symbol of a subnet's token; `None` where the subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] before spec version 224.
    pub async fn token_symbol(&self, netuid: impl Into<NetUid>) -> Result<Option<Text>, Error> {
        self.of_subnet(&TOKEN_SYMBOL, netuid.into()).await
    }

    /// The symbols of all subnets' tokens. Requests as [`netuids`](Self::netuids).
    ///
    /// # Errors
    ///
    /// As [`token_symbol`](Self::token_symbol).
    pub async fn token_symbols(&self) -> Result<BTreeMap<NetUid, Text>, Error> {
        self.of_all_subnets(&TOKEN_SYMBOL).await
    }

    /// What the subnets are called whose owners have said so. Requests as
    /// [`netuids`](Self::netuids).
    ///
    /// # Errors
    ///
    /// As [`fetch_many`](Self::fetch_many); [`Error::Unsupported`] up to spec version 233.
    pub async fn subnet_names(&self) -> Result<BTreeMap<NetUid, Text>, Error> {
        let identities = self.of_all_subnets(&SUBNET_IDENTITIES_V3).await?.into_iter();
        Ok(identities.filter_map(|(netuid, found)| Some((netuid, found?.subnet_name))).collect())
    }
}
