//! What trades would give and cost, without making them.

use futures::future::try_join;
use subwire_codec::codec::Encode;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::apis::swap_runtime_api::{
    SIM_SWAP_ALPHA_FOR_TAO, SIM_SWAP_TAO_FOR_ALPHA,
};
use subwire_codec::subtensor::{NetUid, SimSwapResult, later, types};
use subwire_codec::{Alpha, RuntimeApi, Tao};
use subwire_transport::Transport;

use crate::{At, Error};

/// What a trade would give, and the price before it: see [`At::quote_stake`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct Quote {
    /// What the trade would give and cost.
    pub swap: SimSwapResult,
    /// What one alpha costs before it, to the rao.
    pub price: Tao,
}

/// What moving stake from one subnet to another would give and cost: see [`At::sim_move`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct Movement {
    /// What leaves the one subnet, in its alpha.
    pub moved: Alpha,
    /// What that costs on the way out, in the same alpha.
    pub alpha_fee: Alpha,
    /// The TAO that it becomes on the way; `None` where it stays on its subnet.
    pub tao: Option<Tao>,
    /// What that costs on the way in, in TAO, where both ends are simulated. A move itself pays one fee
    /// only, [`At::stake_movement_fee`]: this one where it comes from the root network.
    pub tao_fee: Tao,
    /// What arrives at the other subnet, in its alpha; a little more by a move between two pools,
    /// which does not pay the second fee.
    pub arrives: Alpha,
}

impl<T: Transport> At<T> {
    /// What staking TAO on a subnet would give and cost; zeros alone where its pool does not make such
    /// a trade. One request.
    ///
    /// ```
    /// use subwire::codec::Tao;
    /// use subwire::Subtensor;
    ///
    /// # futures::executor::block_on(async {
    /// let head = Subtensor::demo().at_head().await?;
    /// let amount = Tao::from_whole(10).expect("there are more");
    /// let bought = head.sim_stake(1, amount).await?;
    /// println!("{:#} after a fee of {:#}", bought.alpha_amount, bought.tao_fee);
    /// // Some of the way back: a trade moves the price, and each has its fee.
    /// assert!(head.sim_unstake(1, bought.alpha_amount).await?.tao_amount < amount);
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call); [`Error::Unsupported`] up to spec version 233.
    pub async fn sim_stake(
        &self,
        netuid: impl Into<NetUid>,
        amount: Tao,
    ) -> Result<SimSwapResult, Error> {
        let args = (netuid.into(), amount);
        self.sim_swap(&SIM_SWAP_TAO_FOR_ALPHA, &later::SIM_SWAP_TAO_FOR_ALPHA, args).await
    }

    /// What taking stake off a subnet would give and cost; zeros alone where its pool does not make
    /// such a trade. One request.
    ///
    /// # Errors
    ///
    /// As [`sim_stake`](Self::sim_stake).
    pub async fn sim_unstake(
        &self,
        netuid: impl Into<NetUid>,
        amount: Alpha,
    ) -> Result<SimSwapResult, Error> {
        let args = (netuid.into(), amount);
        self.sim_swap(&SIM_SWAP_ALPHA_FOR_TAO, &later::SIM_SWAP_ALPHA_FOR_TAO, args).await
    }

    /// By the layout that is known of the runtime, or else by that which tells most.
    async fn sim_swap<A: Encode + TypeInfo + 'static>(
        &self,
        known: &RuntimeApi<A, types::SimSwapResult>,
        latest: &RuntimeApi<A, SimSwapResult>,
        args: A,
    ) -> Result<SimSwapResult, Error> {
        let spec = self.call_spec().await?;
        if spec.is_some_and(|spec| known.is_same_in(spec.name(), spec.version())) {
            return Ok(self.call(known, args).await?.into());
        }
        self.call(latest, args).await
    }

    /// What moving stake from one subnet to another would give and cost: out of the one for TAO,
    /// and for that into the other. Nothing arrives where one of the pools does not make the trade.
    ///
    /// Two requests, one after the other, at one block; one where one of the two is the root
    /// network, whose token is TAO; none within one subnet, where nothing is traded.
    ///
    /// # Errors
    ///
    /// As [`sim_stake`](Self::sim_stake).
    pub async fn sim_move(
        &self,
        origin: impl Into<NetUid>,
        destination: impl Into<NetUid>,
        amount: Alpha,
    ) -> Result<Movement, Error> {
        let (origin, destination) = (origin.into(), destination.into());
        let mut movement = Movement {
            moved: amount,
            alpha_fee: Alpha::ZERO,
            tao: None,
            tao_fee: Tao::ZERO,
            arrives: amount,
        };
        if origin == destination {
            return Ok(movement);
        }
        let tao = if origin == NetUid::ROOT {
            Tao::from_rao(amount.rao())
        } else {
            let out = self.sim_unstake(origin, amount).await?;
            movement.alpha_fee = out.alpha_fee;
            out.tao_amount
        };
        movement.tao = Some(tao);
        movement.arrives = if destination == NetUid::ROOT {
            Alpha::from_rao(tao.rao())
        } else {
            let into = self.sim_stake(destination, tao).await?;
            movement.tao_fee = into.tao_fee;
            into.alpha_amount
        };
        Ok(movement)
    }

    /// What staking TAO on a subnet would give and cost, and the price before it. Two requests, side
    /// by side; for the root network one.
    ///
    /// # Errors
    ///
    /// As [`sim_stake`](Self::sim_stake).
    pub async fn quote_stake(
        &self,
        netuid: impl Into<NetUid>,
        amount: Tao,
    ) -> Result<Quote, Error> {
        let netuid = netuid.into();
        let reads = try_join(self.sim_stake(netuid, amount), self.alpha_price(netuid));
        let (swap, price) = reads.await?;
        Ok(Quote { swap, price })
    }

    /// What taking stake off a subnet would give and cost, and the price before it. Requests as
    /// [`quote_stake`](Self::quote_stake).
    ///
    /// # Errors
    ///
    /// As [`sim_stake`](Self::sim_stake).
    pub async fn quote_unstake(
        &self,
        netuid: impl Into<NetUid>,
        amount: Alpha,
    ) -> Result<Quote, Error> {
        let netuid = netuid.into();
        let reads = try_join(self.sim_unstake(netuid, amount), self.alpha_price(netuid));
        let (swap, price) = reads.await?;
        Ok(Quote { swap, price })
    }
}
