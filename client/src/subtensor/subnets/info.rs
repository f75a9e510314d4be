//! Subnets as the runtime sums them up.

use alloc::vec::Vec;

use subwire_codec::subtensor::apis::subnet_info_runtime_api::{
    GET_ALL_DYNAMIC_INFO, GET_DYNAMIC_INFO, GET_SUBNET_INFO, GET_SUBNET_INFO_V2, GET_SUBNETS_INFO,
    GET_SUBNETS_INFO_V2,
};
use subwire_codec::subtensor::{DynamicInfo, NetUid, SubnetInfo, SubnetInfoV2};
use subwire_transport::Transport;

use crate::{At, Error};

impl<T: Transport> At<T> {
    /// A subnet, some of its hyperparameters and its identity; `None` where it does not exist. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call); on runtimes before spec version 315, whose identities are others,
    /// there is [`subnet_info_v1`](Self::subnet_info_v1).
    pub async fn subnet_info(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<SubnetInfoV2>, Error> {
        self.call(&GET_SUBNET_INFO_V2, (netuid.into(),)).await
    }

    /// All subnets as [`subnet_info`](Self::subnet_info) has them. One request.
    ///
    /// # Errors
    ///
    /// As [`subnet_info`](Self::subnet_info).
    pub async fn subnet_infos(&self) -> Result<Vec<SubnetInfoV2>, Error> {
        Ok(self.call(&GET_SUBNETS_INFO_V2, ()).await?.into_iter().flatten().collect())
    }

    /// A subnet and some of its hyperparameters; `None` where it does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn subnet_info_v1(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<SubnetInfo>, Error> {
        self.call(&GET_SUBNET_INFO, (netuid.into(),)).await
    }

    /// All subnets as [`subnet_info_v1`](Self::subnet_info_v1) has them. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn subnet_infos_v1(&self) -> Result<Vec<SubnetInfo>, Error> {
        Ok(self.call(&GET_SUBNETS_INFO, ()).await?.into_iter().flatten().collect())
    }

    /// A subnet's token, its pool and what it emits; `None` where the subnet does not exist. One
    /// request. What its token costs now: [`alpha_price`](Self::alpha_price).
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn dynamic_info(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<DynamicInfo>, Error> {
        self.call(&GET_DYNAMIC_INFO, (netuid.into(),)).await
    }

    /// The tokens, pools and emissions of all subnets. One request. What the tokens cost now:
    /// [`alpha_prices`](Self::alpha_prices).
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn dynamic_infos(&self) -> Result<Vec<DynamicInfo>, Error> {
        Ok(self.call(&GET_ALL_DYNAMIC_INFO, ()).await?.into_iter().flatten().collect())
    }
}
