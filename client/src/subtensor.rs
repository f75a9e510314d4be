//! Bittensor on top of the client.
//!
//! The reads hang off [`At`], one file for each theme; [`Subtensor`] has the same at the head.
//!
//! Arguments go from whom to what: the coldkey, the hotkey, the netuid, the mechanism, the uid, and
//! then all else. The keys of storage have an order of their own, the chain's.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::AccountId;
use subwire_codec::Tao;
use subwire_codec::subtensor::pallets::{subtensor_module, system};
use subwire_codec::subtensor::{NetUid, NeuronInfo, NeuronInfoLite};
use subwire_transport::Transport;
use subwire_transport::mock::Chain;

use crate::{At, Block, Client, Error};

mod accounts;
mod baskets;
mod by_name;
mod certificates;
mod chain;
mod children;
mod coldkey_swaps;
mod collateral;
mod commitments;
#[cfg(feature = "websocket")]
mod connect;
mod crowdloans;
mod delegation;
mod demo;
mod emissions;
mod epochs;
mod evm;
mod gather;
mod governance;
mod hyperparameters;
mod identities;
mod leases;
mod liquidity;
mod locks;
mod memberships;
mod metagraph;
mod mev_shield;
mod multisig;
mod network;
mod neurons;
mod prices;
mod proxies;
mod root;
mod stake;
mod stake_fees;
mod stake_value;
mod subnets;
mod swaps;
mod watch;
mod weights;

pub use baskets::ValidatorBasket;
pub use chain::BlockInfo;
pub use children::{PendingChildren, Relative};
pub use coldkey_swaps::ScheduledColdkeySwap;
pub use collateral::CollateralPolicy;
pub use commitments::RevealedCommitment;
#[cfg(feature = "websocket")]
pub use connect::SubtensorBuilder;
pub use crowdloans::CrowdloanConstants;
pub use delegation::DelegateTake;
pub use demo::{Demo, DemoError};
pub use emissions::{PendingEmission, SubnetEmission, TaoFlow};
pub use evm::EvmAssociation;
pub use liquidity::LiquidityPosition;
pub use locks::ColdkeyLock;
pub use network::{Network, ParseNetworkError};
pub use proxies::{Proxies, ProxyAnnouncements, ProxyConstants};
pub use stake_value::{StakePosition, StakeValuation};
pub use subnets::StartSchedule;
pub use swaps::{Movement, Quote};
pub use watch::{
    BalanceChange, BalanceChanges, BalanceNotice, Epoch, EpochHead, EpochHeads, NeuronChanges,
    NeuronColumn, NeuronColumns, NeuronNotice,
};

/// Bittensor's chain. Cheap to clone.
///
/// Arguments of all reads go from whom to what: the coldkey, the hotkey, the netuid, the mechanism, the
/// uid, and then all else.
///
/// Its reads are those of [`At`] at the head, each at the head of its own moment; storage is read
/// without asking for the head first. The requests that they say they cost are those of a client
/// that has read before; the first read has another one beside it. To read several things of one
/// block, pin it by [`at_head`](Self::at_head).
///
/// # Cancel safety
///
/// Each of its futures may be dropped at any time: its requests are given up and leave nothing.
pub struct Subtensor<T = Arc<dyn Transport>> {
    client: Client<T>,
}

impl Subtensor<Chain> {
    /// A Subtensor in memory: 8 subnets, the root network among them, of 16 to 64 neurons each,
    /// and accounts for all of their keys and for //Alice to //Ferdie. The same every time.
    #[must_use]
    pub fn demo() -> Self {
        Self::new(demo::small())
    }
}

impl<T: Transport> Subtensor<T> {
    /// Bittensor over a transport. Sends nothing.
    pub fn new(transport: T) -> Self {
        Self { client: Client::new(transport) }
    }

    /// Bittensor over a client, which may have been made with wishes of one's own.
    #[must_use]
    pub fn over(client: Client<T>) -> Self {
        Self { client }
    }

    /// The same with its transport's type forgotten.
    #[must_use]
    pub fn erased(&self) -> Subtensor {
        Subtensor { client: self.client.erased() }
    }

    /// The client underneath, for reads by descriptor.
    #[must_use]
    pub fn client(&self) -> &Client<T> {
        &self.client
    }

    /// Pins a block, as [`Client::at`].
    ///
    /// # Errors
    ///
    /// As [`Client::at`].
    pub async fn at(&self, block: impl Into<Block>) -> Result<At<T>, Error> {
        self.client.at(block).await
    }

    /// Pins the head. One request.
    ///
    /// # Errors
    ///
    /// As [`Client::at_head`].
    pub async fn at_head(&self) -> Result<At<T>, Error> {
        self.client.at_head().await
    }

    /// Pins the head and reads which subnets exist there, in one request: see
    /// [`At::netuids`].
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn at_head_with_netuids(&self) -> Result<(At<T>, Vec<NetUid>), Error> {
        subnets::at_head_with_netuids(&self.client).await
    }

    /// An account's free balance at the head. One request.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn balance(&self, account: &AccountId) -> Result<Tao, Error> {
        let (_, found) =
            self.client.fetch_many_at_head(&system::storage::ACCOUNT, [(account,)]).await?;
        Ok(found.first().map_or(Tao::ZERO, |info| info.data.free))
    }

    /// The free balances of many accounts at the head: [`At::balances`] without pinning first.
    /// One request for up to 1000 accounts.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn balances(
        &self,
        accounts: impl IntoIterator<Item = AccountId>,
    ) -> Result<accounts::Balances, Error> {
        Ok(accounts::at_head_with_balances(&self.client, accounts).await?.1)
    }

    /// As [`balances`](Self::balances), with the block at which they were read.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn at_head_with_balances(
        &self,
        accounts: impl IntoIterator<Item = AccountId>,
    ) -> Result<(At<T>, accounts::Balances), Error> {
        accounts::at_head_with_balances(&self.client, accounts).await
    }

    /// Which subnets exist at the head, in rising order. One request.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn netuids(&self) -> Result<Vec<NetUid>, Error> {
        Ok(self.at_head_with_netuids().await?.1)
    }

    /// How many subnets exist at the head, the root network included. One request.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn total_subnets(&self) -> Result<u16, Error> {
        let (_, found) = self
            .client
            .fetch_many_at_head(&subtensor_module::storage::TOTAL_NETWORKS, [()])
            .await?;
        Ok(found.first().copied().unwrap_or_default())
    }

    /// The neurons of a subnet at the head, with weights and bonds. Two requests, one after the
    /// other: the head, then the neurons.
    ///
    /// # Errors
    ///
    /// The transport's, the runtime's, and [`Error::Decode`].
    pub async fn neurons(&self, netuid: impl Into<NetUid>) -> Result<Vec<NeuronInfo>, Error> {
        let netuid = netuid.into();
        self.at_head().await?.neurons(netuid).await
    }

    /// The neurons of a subnet at the head, without weights and bonds. Two requests, one after
    /// the other: the head, then the neurons.
    ///
    /// # Errors
    ///
    /// The transport's, the runtime's, and [`Error::Decode`].
    pub async fn neurons_lite(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Vec<NeuronInfoLite>, Error> {
        let netuid = netuid.into();
        self.at_head().await?.neurons_lite(netuid).await
    }
}

impl<T> Clone for Subtensor<T> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone() }
    }
}

impl<T> fmt::Debug for Subtensor<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subtensor").finish_non_exhaustive()
    }
}
