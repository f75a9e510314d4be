//! Reads of hyperparameters: all of a subnet's, or one by name.

mod by_name;
mod each;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::RuntimeApi;
use subwire_codec::codec::Decode;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::apis::subnet_info_runtime_api::{
    GET_SUBNET_HYPERPARAMS, GET_SUBNET_HYPERPARAMS_V2,
};
use subwire_codec::subtensor::later::GET_SUBNET_HYPERPARAMS_V3;
use subwire_codec::subtensor::{HyperparamValue, Hyperparameters, NetUid};
use subwire_transport::Transport;

use crate::{At, Error};

impl<T: Transport> At<T> {
    /// All hyperparameters of a subnet, in the newest version that the runtime gives; `None` where
    /// the subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn hyperparameters(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<Hyperparameters>, Error> {
        let args = (netuid.into(),);
        if self.has_method(&GET_SUBNET_HYPERPARAMS_V3).await? {
            Ok(self.call(&GET_SUBNET_HYPERPARAMS_V3, args).await?.map(Into::into))
        } else if self.has_method(&GET_SUBNET_HYPERPARAMS_V2).await? {
            Ok(self.call(&GET_SUBNET_HYPERPARAMS_V2, args).await?.map(Into::into))
        } else {
            Ok(self.call(&GET_SUBNET_HYPERPARAMS, args).await?.map(Into::into))
        }
    }

    /// All hyperparameters of some subnets, of those that exist. One message with a call for each
    /// subnet, and another one, beside it, for each hundred more.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn hyperparameters_of(
        &self,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<BTreeMap<NetUid, Hyperparameters>, Error> {
        let netuids: Vec<NetUid> = netuids.into_iter().collect();
        if self.has_method(&GET_SUBNET_HYPERPARAMS_V3).await? {
            self.hyperparameters_by(&GET_SUBNET_HYPERPARAMS_V3, netuids).await
        } else if self.has_method(&GET_SUBNET_HYPERPARAMS_V2).await? {
            self.hyperparameters_by(&GET_SUBNET_HYPERPARAMS_V2, netuids).await
        } else {
            self.hyperparameters_by(&GET_SUBNET_HYPERPARAMS, netuids).await
        }
    }

    /// One hyperparameter of a subnet by name, as it is stored; `None` where the subnet does not
    /// exist. One request.
    ///
    /// The name is that of the hyperparameter, `tempo`, or of the storage item, `Tempo`. Since spec
    /// version 425 the chain reckons `activity_cutoff` by the tempo, and so it is here; what is still
    /// stored as `ActivityCutoff` counts no more.
    ///
    /// ```
    /// use subwire::Subtensor;
    /// use subwire::codec::subtensor::HyperparamValue;
    ///
    /// # futures::executor::block_on(async {
    /// let head = Subtensor::demo().at_head().await?;
    /// let tempo = head.hyperparameter(1, "tempo").await?;
    /// assert_eq!(tempo, Some(HyperparamValue::U16(360)));
    /// assert_eq!(head.hyperparameter(1, "Tempo").await?, tempo);
    /// let error = head.hyperparameter(1, "temp").await.unwrap_err();
    /// assert_eq!(error.to_string(), "the runtime has no hyperparameter temp; is it tempo?");
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Missing`] where no runtime has such a hyperparameter, and
    /// [`Error::Unsupported`] where the block's has not.
    pub async fn hyperparameter(
        &self,
        netuid: impl Into<NetUid>,
        name: &str,
    ) -> Result<Option<HyperparamValue>, Error> {
        by_name::read(self, netuid.into(), name).await
    }

    async fn hyperparameters_by<H>(
        &self,
        method: &RuntimeApi<(NetUid,), Option<H>>,
        netuids: Vec<NetUid>,
    ) -> Result<BTreeMap<NetUid, Hyperparameters>, Error>
    where
        H: Decode + TypeInfo + Into<Hyperparameters> + 'static,
    {
        let found = self.call_many(method, netuids.iter().map(|netuid| (*netuid,))).await?;
        let found = netuids.into_iter().zip(found);
        let found = found.filter_map(|(netuid, found)| match found {
            Ok(found) => found.map(|found| Ok((netuid, found.into()))),
            Err(error) => Some(Err(error)),
        });
        found.collect()
    }
}
