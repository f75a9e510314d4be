//! What a chain starts with.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use bytes::Bytes;

use super::Chain;
use super::blocks::{Blocks, STATES_KEPT};
use super::faults::Faults;
use super::hash::{Hash, Hasher, mix};
use super::node::{Method, Node, Shared};
use super::pool::Pool;
use super::runtime::{Runtime, StateAt};
use super::storage::{Ground, Snapshot};
use super::subscriptions::Subscriptions;
use crate::{Params, Reply, RpcError};

/// How far the finalized block is behind the best one unless told otherwise: what is usual where
/// GRANDPA finalizes.
const FINALITY_LAG: u32 = 2;

/// What a [`Chain`] is made of.
#[must_use]
pub struct ChainBuilder {
    name: String,
    genesis: Hash,
    number: u32,
    head: Hash,
    storage: BTreeMap<Bytes, Bytes>,
    ground: Ground,
    runtime: Runtime,
    hasher: Hasher,
    block_hasher: Option<Hasher>,
    finality_lag: u32,
    states_kept: u32,
    faults: Faults,
    methods: BTreeMap<String, Method>,
}

impl Chain {
    /// A chain without storage at block 1, which is final.
    pub fn builder() -> ChainBuilder {
        ChainBuilder::default()
    }
}

impl ChainBuilder {
    /// Sets the number and hash of the block that the chain starts with. It is final, and its
    /// state is what the builder is given. With number 0 it is the genesis.
    pub fn block(mut self, number: u32, hash: [u8; 32]) -> Self {
        (self.number, self.head) = (number, hash);
        self
    }

    /// Sets the hash of block 0.
    pub fn genesis(mut self, hash: [u8; 32]) -> Self {
        self.genesis = hash;
        self
    }

    /// Sets what `system_chain` answers, and the runtime's spec name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self.runtime = self.runtime.spec_name(&self.name);
        self
    }

    /// Sets the runtime's spec version.
    pub fn spec_version(mut self, version: u32) -> Self {
        self.runtime = self.runtime.spec_version(version);
        self
    }

    /// Stores a value under a key.
    pub fn storage(mut self, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) -> Self {
        self.storage.insert(key.into().into(), value.into().into());
        self
    }

    /// Stores many values.
    pub fn storage_many(mut self, entries: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value.into()));
        self.storage.extend(entries);
        self
    }

    /// Stores what `make` makes when the first key that starts with `prefix` is asked for: a map
    /// that may never be looked at costs nothing then. What it makes elsewhere is passed over, and
    /// values that are stored otherwise come before its own. Another one with the same prefix, or with
    /// one within it or around it, takes its place.
    ///
    /// ```
    /// use subwire_transport::mock::Chain;
    ///
    /// let squares = || (0..=255_u8).map(|n| (vec![7, n], vec![n.wrapping_mul(n)])).collect();
    /// let chain = Chain::builder().storage_on_demand([7], squares).build();
    /// assert_eq!(chain.state().get(&[7, 5]), Some(&[25][..]));
    /// assert_eq!(chain.state().entries(&[7]).count(), 256);
    /// ```
    pub fn storage_on_demand(
        mut self,
        prefix: impl Into<Vec<u8>>,
        make: impl Fn() -> Vec<(Vec<u8>, Vec<u8>)> + Send + Sync + 'static,
    ) -> Self {
        self.ground.add(prefix.into().into(), Arc::new(make));
        self
    }

    /// Answers a runtime call: [`Runtime::call`].
    pub fn runtime_call(
        mut self,
        name: impl Into<String>,
        answer: impl Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync + 'static,
    ) -> Self {
        self.runtime = self.runtime.call(name, answer);
        self
    }

    /// Answers a runtime call with a look at the block's state: [`Runtime::call_at`].
    pub fn runtime_call_at(
        mut self,
        name: impl Into<String>,
        answer: impl Fn(&StateAt, &[u8]) -> Result<Vec<u8>, String> + Send + Sync + 'static,
    ) -> Self {
        self.runtime = self.runtime.call_at(name, answer);
        self
    }

    /// Sets the metadata that `state_getMetadata` answers: [`Runtime::metadata`].
    pub fn metadata(mut self, metadata: impl Into<Vec<u8>>) -> Self {
        self.runtime = self.runtime.metadata(metadata);
        self
    }

    /// Changes the runtime, which has the versions 1 and knows no call unless told otherwise.
    pub fn runtime(mut self, change: impl FnOnce(Runtime) -> Runtime) -> Self {
        self.runtime = change(self.runtime);
        self
    }

    /// Answers a method, in place of the chain's own answer where it has one: such as
    /// `system_accountNextIndex`, which otherwise answers 0, or `payment_queryInfo`.
    ///
    /// ```
    /// use subwire_transport::mock::Chain;
    /// use subwire_transport::{Params, Reply, Transport};
    ///
    /// let next = |_: &Params| Ok(Reply::from_json("41"));
    /// let chain = Chain::builder().method("system_accountNextIndex", next).build();
    /// let reply = chain.request("system_accountNextIndex", Params::new().text("5Gr…"));
    /// assert_eq!(futures::executor::block_on(reply)?.read::<u32>("a nonce")?, 41);
    /// # Ok::<(), subwire_transport::Error>(())
    /// ```
    pub fn method(
        mut self,
        name: impl Into<String>,
        answer: impl Fn(&Params) -> Result<Reply, RpcError> + Send + Sync + 'static,
    ) -> Self {
        self.methods.insert(name.into(), Arc::new(answer));
        self
    }

    /// Sets how extrinsics and values are hashed, such as a real chain's BLAKE2b-256. Without it
    /// they have hashes that differ where they do, and no more.
    pub fn hasher(mut self, hash: impl Fn(&[u8]) -> [u8; 32] + Send + Sync + 'static) -> Self {
        self.hasher = Arc::new(hash);
        self
    }

    /// Sets how blocks are hashed, from the SCALE encoding of their headers: with a real chain's
    /// BLAKE2b-256, clients that hash headers find the blocks' hashes. Without it, hashes are made up.
    /// Those that the builder was given are made up too, and not the blocks' then.
    pub fn block_hasher(
        mut self,
        hash: impl Fn(&[u8]) -> [u8; 32] + Send + Sync + 'static,
    ) -> Self {
        self.block_hasher = Some(Arc::new(hash));
        self
    }

    /// Sets by how many blocks the finalized one follows the best: 2 unless told otherwise, 0
    /// makes each block final at once, and with `u32::MAX` only [`Chain::finalize`] does.
    pub fn finality_lag(mut self, blocks: u32) -> Self {
        self.finality_lag = blocks;
        self
    }

    /// Sets how many blocks keep their state, at least the best one: 256 unless told otherwise.
    pub fn states_kept(mut self, blocks: u32) -> Self {
        self.states_kept = blocks;
        self
    }

    /// Sets the trouble that answers are in from the start: [`Chain::set_faults`].
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// The chain.
    #[must_use]
    pub fn build(self) -> Chain {
        let state = StateAt {
            number: self.number,
            hash: self.head,
            storage: Snapshot::new(self.ground, self.storage),
            runtime: Arc::new(self.runtime),
        };
        let node = Node {
            name: self.name,
            blocks: Blocks::new(self.genesis, state, self.states_kept, self.block_hasher),
            pool: Pool::default(),
            subscriptions: Subscriptions::default(),
            hasher: self.hasher,
            finality_lag: self.finality_lag,
            faults: self.faults,
            judge: None,
            methods: self.methods,
            wakers: Vec::new(),
        };
        Chain { shared: Arc::new(Shared::new(node)) }
    }
}

impl Default for ChainBuilder {
    fn default() -> Self {
        Self {
            name: "mock".into(),
            genesis: [0; 32],
            number: 1,
            head: [1; 32],
            storage: BTreeMap::new(),
            ground: Ground::default(),
            runtime: Runtime::new("mock"),
            hasher: Arc::new(mix),
            block_hasher: None,
            finality_lag: FINALITY_LAG,
            states_kept: STATES_KEPT,
            faults: Faults::default(),
            methods: BTreeMap::new(),
        }
    }
}

impl fmt::Debug for ChainBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChainBuilder")
            .field("name", &self.name)
            .field("number", &self.number)
            .field("entries", &self.storage.len())
            .field("runtime", &self.runtime)
            .finish_non_exhaustive()
    }
}
