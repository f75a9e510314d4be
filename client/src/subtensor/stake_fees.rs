//! What staking costs.

use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::apis::stake_info_runtime_api::GET_STAKE_FEE;
use subwire_codec::{AccountId, Alpha, Tao};
use subwire_transport::Transport;

use crate::{At, Error};

impl<T: Transport> At<T> {
    /// The fee for staking so much TAO in a subnet, which is taken of it. One request.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call), and [`Error::Unsupported`] where the runtime takes no fees: up to
    /// spec version 233.
    pub async fn stake_add_fee(
        &self,
        netuid: impl Into<NetUid>,
        amount: Tao,
    ) -> Result<Tao, Error> {
        let fee = self.stake_fee(None, Some(netuid.into()), amount.rao()).await?;
        Ok(Tao::from_rao(fee))
    }

    /// The fee for taking so much stake out of a subnet, which is taken of it, in the subnet's alpha.
    /// One request.
    ///
    /// # Errors
    ///
    /// As [`stake_add_fee`](Self::stake_add_fee).
    pub async fn unstake_fee(
        &self,
        netuid: impl Into<NetUid>,
        amount: Alpha,
    ) -> Result<Alpha, Error> {
        let fee = self.stake_fee(Some(netuid.into()), None, amount.rao()).await?;
        Ok(Alpha::from_rao(fee))
    }

    /// The fee for moving so much stake from one subnet to another, which is taken of it, in alpha of
    /// the one that it leaves; zero within a subnet. One request.
    ///
    /// A move pays one fee: that of the pool which it leaves, or coming from the root network, which
    /// has no pool, that of the pool which it enters.
    ///
    /// # Errors
    ///
    /// As [`stake_add_fee`](Self::stake_add_fee).
    pub async fn stake_movement_fee(
        &self,
        origin: impl Into<NetUid>,
        destination: impl Into<NetUid>,
        amount: Alpha,
    ) -> Result<Alpha, Error> {
        let (origin, destination) = (origin.into(), destination.into());
        // Asked about both ends, the runtime tells the fee of the pool that is entered.
        let destination = (origin == destination || origin == NetUid::ROOT).then_some(destination);
        let fee = self.stake_fee(Some(origin), destination, amount.rao()).await?;
        Ok(Alpha::from_rao(fee))
    }

    /// The fee, in what the amount is in.
    async fn stake_fee(
        &self,
        origin: Option<NetUid>,
        destination: Option<NetUid>,
        rao: u64,
    ) -> Result<u64, Error> {
        // The runtime compares the accounts, and asks no more about them: between subnets the fee is
        // the same whoever pays it, and within one there is none.
        let anybody = AccountId::from([0; 32]);
        let [origin, destination] =
            [origin, destination].map(|end| end.map(|netuid| (anybody, netuid.into())));
        self.call(&GET_STAKE_FEE, (origin, anybody, destination, anybody, rao)).await
    }
}
