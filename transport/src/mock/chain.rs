//! A node in memory: blocks that come when they are told to, storage with history, a runtime, a
//! pool, subscriptions.

mod args;
mod blocks;
mod builder;
mod faults;
mod hash;
mod mailbox;
mod methods;
mod node;
mod pool;
mod runtime;
mod session;
mod storage;
mod subscriptions;
mod transport;

#[cfg(test)]
mod tests;

pub use blocks::{ForkError, NewBlock};
pub use builder::ChainBuilder;
pub use faults::Faults;
pub(super) use methods::canonical_method;
pub use runtime::{Runtime, StateAt};
pub use session::Session;

use alloc::sync::Arc;
use alloc::vec::Vec;

use node::Shared;

use crate::RpcError;

/// A node in memory, as a transport. Clones share it.
///
/// It stands still until it is told what happens: [`build_block`](Self::build_block) and
/// [`advance`](Self::advance) move it on, [`fork`](Self::fork) and [`reorg`](Self::reorg) change
/// its mind, [`finalize`](Self::finalize) settles it. Everything is the same in every run, block
/// hashes too; those are no real chain's.
///
/// It answers the methods of a Substrate node for blocks, storage, runtime calls, transactions and
/// subscriptions to these, by all of their names; `rpc_methods` lists them, and
/// [`ChainBuilder::method`] adds others. What it does not know it refuses with JSON-RPC's "method
/// not found". Blocks keep their state for a while only, as those of a node that is no archive:
/// the genesis of a chain that starts later has none.
///
/// Answers come after everybody else had a turn, so that requests side by side are under way
/// together; [`Faults`] make them come late, or not at all. A request's own time limit is kept by
/// the clock of [`Faults::latency`]; without one there is no clock here, and it is not kept.
///
/// ```
/// use futures::StreamExt;
/// use subwire_transport::mock::Chain;
/// use subwire_transport::{Notice, Params, Subscribe, Transport};
/// use serde_json::Value;
///
/// # futures::executor::block_on(async {
/// let chain = Chain::builder().storage(*b"key", [1]).build();
/// let subscribe = Subscribe::new("chain_subscribeNewHeads", Params::new(), "chain_unsubscribeNewHeads");
/// let mut heads = chain.subscribe(subscribe).await?;
///
/// let before = chain.head();
/// chain.build_block(|block| block.set(*b"key", [2]));
///
/// for number in ["0x1", "0x2"] {
///     let Some(Ok(Notice::Item(head))) = heads.next().await else { panic!("no head") };
///     assert_eq!(head.read::<Value>("a header")?["number"], number);
/// }
/// let value = |params: Params| chain.request("state_getStorage", params.hex(b"key"));
/// assert_eq!(value(Params::new()).await?.hex()?, [2]);
/// let past = chain.request("state_getStorage", Params::new().hex(b"key").hex(&before));
/// assert_eq!(past.await?.hex()?, [1]);
/// # Ok::<_, subwire_transport::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Chain {
    shared: Arc<Shared>,
}

impl Chain {
    /// The hash of the best block.
    #[must_use]
    pub fn head(&self) -> [u8; 32] {
        self.shared.with(|node| node.blocks.head().hash)
    }

    /// The number of the best block.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.shared.with(|node| node.blocks.head().number)
    }

    /// The number and hash of the last block that is final.
    #[must_use]
    pub fn finalized(&self) -> (u32, [u8; 32]) {
        self.shared.with(|node| node.blocks.finalized())
    }

    /// The hash of block 0.
    #[must_use]
    pub fn genesis(&self) -> [u8; 32] {
        self.shared.with(|node| node.blocks.genesis.hash)
    }

    /// The state of the best block.
    #[must_use]
    pub fn state(&self) -> StateAt {
        self.shared.with(|node| node.blocks.head().clone())
    }

    /// The runtime of the best block, to be changed for [`NewBlock::upgrade`].
    pub fn runtime(&self) -> Runtime {
        Runtime::clone(&self.state().runtime)
    }

    /// Builds the next block of the best chain, with what is told and the pool's transactions,
    /// makes it the best, and finalizes what is due. Gives its hash.
    ///
    /// Costs about the changes, and now and then a copy of the storage's index.
    ///
    /// # Panics
    ///
    /// After block number `u32::MAX`.
    pub fn build_block(&self, block: impl FnOnce(NewBlock) -> NewBlock) -> [u8; 32] {
        let block = block(NewBlock::default());
        let built = self.shared.with(|node| node.build_best(block));
        built.expect("the best block can be built upon")
    }

    /// Builds blocks that change nothing, the first with the pool's transactions. Gives the hash
    /// of the last one, which is the best then.
    ///
    /// # Panics
    ///
    /// As [`build_block`](Self::build_block).
    pub fn advance(&self, blocks: u32) -> [u8; 32] {
        for _ in 0..blocks {
            self.build_block(|block| block);
        }
        self.head()
    }

    /// Builds a block with another spec version and other metadata, which hold from its state on.
    /// Gives its hash. [`NewBlock::upgrade`] changes everything else.
    ///
    /// # Panics
    ///
    /// As [`build_block`](Self::build_block).
    pub fn upgrade(&self, spec_version: u32, metadata: impl Into<Vec<u8>>) -> [u8; 32] {
        let runtime = self.runtime().spec_version(spec_version).metadata(metadata);
        self.build_block(|block| block.upgrade(runtime))
    }

    /// Makes the best chain final up to a number, or up to its head. What is final stays so.
    pub fn finalize(&self, number: u32) {
        self.shared.with(|node| node.finalize(number));
    }

    /// Starts another branch after the best chain's block of a number. Nothing is built yet.
    ///
    /// # Errors
    ///
    /// [`ForkError::UnknownBlock`] where there is no such block, or no state of it any more.
    pub fn fork(&self, at: u32) -> Result<Fork, ForkError> {
        self.shared.with(|node| {
            let hash = node.blocks.at(at).ok_or(ForkError::UnknownBlock)?;
            node.blocks.state(&hash).ok_or(ForkError::UnknownBlock)?;
            Ok(Fork { chain: self.clone(), head: hash })
        })
    }

    /// Makes a block the best one, of whatever branch and height. The head is announced; blocks
    /// that are best no more stay known by their hashes, and their transactions go back to the
    /// pool unless the new branch has them.
    ///
    /// # Errors
    ///
    /// [`ForkError`] where there is no such block, or where a final one would be undone.
    pub fn reorg(&self, head: [u8; 32]) -> Result<(), ForkError> {
        self.shared.with(|node| node.set_best(&head))
    }

    /// Sets how many blocks keep their state from now on, at least the best one: a read at an
    /// older block is refused as Substrate does, with "State already discarded".
    pub fn prune(&self, keep: u32) {
        self.shared.with(|node| node.blocks.keep_states(keep));
    }

    /// The extrinsics that wait for a block, oldest first.
    #[must_use]
    pub fn pool(&self) -> Vec<Vec<u8>> {
        self.shared.with(|node| node.pool.waiting().map(|one| one.to_vec()).collect())
    }

    /// Lets `judge` accept or refuse each extrinsic that is submitted from now on; without one
    /// everything is accepted. Real nodes refuse with codes 1010 to 1021.
    pub fn on_submit(&self, judge: impl Fn(&[u8]) -> Result<(), RpcError> + Send + Sync + 'static) {
        self.shared.with(|node| node.judge = Some(Arc::new(judge)));
    }

    /// How many subscriptions there are, of all clients.
    #[must_use]
    pub fn subscriptions(&self) -> usize {
        self.shared.with(|node| node.subscriptions.len())
    }

    /// Sets the trouble that answers are in from now on.
    pub fn set_faults(&self, faults: Faults) {
        self.shared.with(|node| node.faults = faults);
    }
}

/// A branch of a [`Chain`] that is not the best one until [`reorg`](Self::reorg) makes it so.
///
/// ```
/// use subwire_transport::mock::Chain;
///
/// let chain = Chain::builder().build();
/// chain.advance(2);
/// let mut fork = chain.fork(2)?;
/// let rival = fork.build_block(|block| block.set(*b"key", [1]))?;
/// assert_ne!(chain.head(), rival);
/// fork.reorg()?;
/// assert_eq!((chain.head(), chain.number()), (rival, 3));
/// # Ok::<(), subwire_transport::mock::ForkError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Fork {
    chain: Chain,
    head: [u8; 32],
}

impl Fork {
    /// The hash of the branch's last block.
    #[must_use]
    pub fn head(&self) -> [u8; 32] {
        self.head
    }

    /// Builds the branch's next block, without the pool's transactions. Gives its hash.
    ///
    /// # Errors
    ///
    /// [`ForkError::UnknownBlock`] where the state it stands on was pruned.
    pub fn build_block(
        &mut self,
        block: impl FnOnce(NewBlock) -> NewBlock,
    ) -> Result<[u8; 32], ForkError> {
        let block = block(NewBlock::default());
        self.head = self.chain.shared.with(|node| node.build_on(&self.head, block))?;
        Ok(self.head)
    }

    /// Builds blocks that change nothing. Gives the hash of the last one.
    ///
    /// # Errors
    ///
    /// As [`build_block`](Self::build_block).
    pub fn advance(&mut self, blocks: u32) -> Result<[u8; 32], ForkError> {
        for _ in 0..blocks {
            self.build_block(|block| block)?;
        }
        Ok(self.head)
    }

    /// Makes the branch's last block the best one: [`Chain::reorg`].
    ///
    /// # Errors
    ///
    /// Those of [`Chain::reorg`].
    pub fn reorg(&self) -> Result<(), ForkError> {
        self.chain.reorg(self.head)
    }
}
