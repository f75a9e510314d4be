//! What happens on the chain, as streams without gaps: heads with epochs, balances, neurons.

mod balances;
mod best;
mod epoch;
mod epoch_heads;
mod neurons;

use alloc::collections::BTreeSet;

use subwire_codec::AccountId;
use subwire_codec::subtensor::NetUid;
use subwire_transport::Transport;

pub use self::balances::{BalanceChange, BalanceChanges, BalanceNotice};
pub use self::epoch::Epoch;
pub(super) use self::epoch::not_before;
pub use self::epoch_heads::{EpochHead, EpochHeads};
pub use self::neurons::{NeuronChanges, NeuronColumn, NeuronColumns, NeuronNotice};
use super::Subtensor;
use crate::{Error, Follow};

impl<T: Transport> Subtensor<T> {
    /// The best chain's blocks from its head on, as [`Client::heads`] gives them, each with how
    /// subnets stand in their epochs there. [`epoch_heads_with`](Self::epoch_heads_with) from the
    /// head on.
    ///
    /// # Errors
    ///
    /// As [`epoch_heads_with`](Self::epoch_heads_with).
    ///
    /// [`Client::heads`]: crate::Client::heads
    pub async fn epoch_heads(
        &self,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<EpochHeads<T>, Error> {
        self.epoch_heads_with(netuids, Follow::new()).await
    }

    /// The best chain's blocks, as [`Client::heads_with`] gives them, each with how subnets stand in
    /// their epochs there; of a reorganisation at the last of its blocks. One request for each, for
    /// up to 160 subnets.
    ///
    /// ```
    /// use futures::StreamExt;
    /// use subwire::codec::subtensor::NetUid;
    /// use subwire::Subtensor;
    ///
    /// # futures::executor::block_on(async {
    /// let demo = Subtensor::demo();
    /// let mut heads = demo.epoch_heads([NetUid(1), NetUid(2)]).await?;
    /// let head = heads.next().await.unwrap()?;
    /// let epoch = head.epochs[0];
    /// assert_eq!((epoch.netuid, epoch.tempo), (NetUid(1), 360));
    /// assert!(epoch.blocks_until_next() <= Some(361));
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::heads_with`].
    ///
    /// [`Client::heads_with`]: crate::Client::heads_with
    pub async fn epoch_heads_with(
        &self,
        netuids: impl IntoIterator<Item = NetUid>,
        follow: Follow,
    ) -> Result<EpochHeads<T>, Error> {
        epoch_heads::watch(self.client(), netuids.into_iter().collect(), follow).await
    }

    /// Waits until an epoch of a subnet has run, in a block after the present head, and gives the
    /// first head behind it. None where the subnet does not exist, or runs none.
    ///
    /// Waits as long as it takes: a time limit is for the caller, who drops it. A subscription, which
    /// is ended with it, and one request for each head.
    ///
    /// # Errors
    ///
    /// As [`epoch_heads_with`](Self::epoch_heads_with).
    ///
    /// # Cancel safety
    ///
    /// It may be dropped at any time.
    pub async fn wait_for_epoch(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<EpochHead<T>>, Error> {
        epoch_heads::wait(self.client(), netuid.into()).await
    }

    /// The free balances of accounts whenever they change on the best chain: first all of them, then
    /// each change with what was before.
    ///
    /// What a reorganisation, a lost connection or a slow reader leave out is read anew and told as
    /// one change, so that each account's changes follow on one another.
    ///
    /// Two subscriptions and one request for each 1000 accounts; then a small one for each block that
    /// changes any of them, and again one for each 1000 accounts where all are read anew.
    ///
    /// ```
    /// use futures::StreamExt;
    /// use subwire::codec::codec::Encode;
    /// use subwire::codec::subtensor::AccountInfo;
    /// use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
    /// use subwire::codec::{AccountId, Tao};
    /// use subwire::{BalanceNotice, Subtensor};
    ///
    /// # futures::executor::block_on(async {
    /// let demo = Subtensor::demo();
    /// let alice: AccountId = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY".parse().unwrap();
    /// let mut balances = demo.watch_balances([alice]).await?;
    /// let Some(Ok(BalanceNotice::Begun { .. })) = balances.next().await else { panic!() };
    ///
    /// let chain = demo.client().transport();
    /// let poor = AccountInfo::default().encode();
    /// chain.build_block(|block| block.set(ACCOUNT.key((alice,)), poor));
    /// let Some(Ok(BalanceNotice::Changed { changes, .. })) = balances.next().await else { panic!() };
    /// assert_eq!(changes[0].before, Tao::from_whole(1_000_000).unwrap());
    /// assert_eq!(changes[0].after, Tao::ZERO);
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// The transport's, among them that it has no subscriptions.
    pub async fn watch_balances(
        &self,
        accounts: impl IntoIterator<Item = AccountId>,
    ) -> Result<BalanceChanges<T>, Error> {
        balances::watch(self.client(), accounts.into_iter().collect::<BTreeSet<_>>()).await
    }

    /// A subnet's metagraph kept up to date: the columns of its neurons that its epochs, its
    /// validators and its registrations change, first as a whole, then whenever any of them is
    /// another on the best chain. At each notice all columns are those of its block.
    ///
    /// Where the number of neurons changes, everything is begun anew; what a reorganisation, a lost
    /// connection or a slow reader leave out is read anew and told as one change.
    ///
    /// Two subscriptions and two requests, one after the other; then a small one for each block that
    /// changes any column, and again one where all are read anew.
    ///
    /// ```
    /// use futures::StreamExt;
    /// use subwire::codec::codec::Encode;
    /// use subwire::codec::subtensor::NetUid;
    /// use subwire::codec::subtensor::pallets::subtensor_module::storage::ACTIVE;
    /// use subwire::{NeuronColumn, NeuronNotice, Subtensor};
    ///
    /// # futures::executor::block_on(async {
    /// let demo = Subtensor::demo();
    /// let mut neurons = demo.watch_neurons(1).await?;
    /// let Some(Ok(NeuronNotice::Whole { columns, .. })) = neurons.next().await else { panic!() };
    ///
    /// let idle = vec![false; columns.len()].encode();
    /// demo.client().transport().build_block(|block| block.set(ACTIVE.key((NetUid(1),)), idle));
    /// let Some(Ok(NeuronNotice::Changed { columns, changed, .. })) = neurons.next().await else {
    ///     panic!()
    /// };
    /// assert_eq!(changed, [NeuronColumn::Active]);
    /// assert!(columns.active.iter().all(|active| !active));
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// The transport's, among them that it has no subscriptions.
    pub async fn watch_neurons(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<NeuronChanges<T>, Error> {
        neurons::watch(self.client(), netuid.into()).await
    }
}
