//! What a node does when something happens: blocks come, transactions come, listeners are told.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::task::Waker;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use serde_json::{Value, json};

use super::args::hex;
use super::blocks::{Block, Blocks, ForkError, NewBlock, Route};
use super::faults::Faults;
use super::hash::{Hash, Hasher};
use super::mailbox::Mailbox;
use super::pool::Pool;
use super::runtime::StateAt;
use super::subscriptions::{Subscriptions, Topic};
use crate::{Params, Reply, RpcError};

/// Judges a transaction before the pool takes it.
pub(super) type Judge = Arc<dyn Fn(&[u8]) -> Result<(), RpcError> + Send + Sync>;

/// Answers a method of the user's own.
pub(super) type Method = Arc<dyn Fn(&Params) -> Result<Reply, RpcError> + Send + Sync>;

/// All of a chain, which its clones and connections share.
pub(super) struct Shared {
    node: Mutex<Node>,
}

/// A node.
pub(super) struct Node {
    pub(super) name: String,
    pub(super) blocks: Blocks,
    pub(super) pool: Pool,
    pub(super) subscriptions: Subscriptions,
    pub(super) hasher: Hasher,
    pub(super) finality_lag: u32,
    pub(super) faults: Faults,
    pub(super) judge: Option<Judge>,
    pub(super) methods: BTreeMap<String, Method>,
    /// Who has to be woken once the node is unlocked.
    pub(super) wakers: Vec<Waker>,
}

impl Shared {
    pub(super) fn new(node: Node) -> Self {
        Self { node: Mutex::new(node) }
    }

    /// Does something with the node, then wakes those who were told of it. The node is not locked
    /// any more by then: what wakes may ask it at once.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Node) -> T) -> T {
        let mut node = self.node.lock().unwrap_or_else(PoisonError::into_inner);
        let result = work(&mut node);
        let wakers = core::mem::take(&mut node.wakers);
        drop(node);
        wakers.into_iter().for_each(Waker::wake);
        result
    }
}

impl Node {
    /// Builds the next block of the best chain, with the pool's transactions.
    pub(super) fn build_best(&mut self, mut new: NewBlock) -> Result<Hash, ForkError> {
        if !new.skips_pool {
            new.extrinsics.extend(self.pool.waiting().cloned());
        }
        let parent = self.blocks.head().hash;
        let hash = self.build_on(&parent, new)?;
        self.set_best(&hash)?;
        Ok(hash)
    }

    /// Builds a block that is not best.
    pub(super) fn build_on(&mut self, parent: &Hash, new: NewBlock) -> Result<Hash, ForkError> {
        let block = self.blocks.add(parent, new)?;
        self.subscriptions.tell(&Topic::AllHeads, &block.header(), &mut self.wakers);
        Ok(block.hash)
    }

    /// Makes a block the best one and tells everybody whom it concerns.
    pub(super) fn set_best(&mut self, hash: &Hash) -> Result<(), ForkError> {
        let old = self.blocks.head().clone();
        let route = self.blocks.set_best(hash)?;
        let new = self.blocks.head().clone();
        if new.hash == old.hash {
            return Ok(());
        }
        if let Some(block) = self.blocks.get(&new.hash) {
            self.subscriptions.tell(&Topic::NewHeads, &block.header(), &mut self.wakers);
        }
        self.move_transactions(&route);
        self.tell_changes(&old, &new);
        self.finalize(new.number.saturating_sub(self.finality_lag));
        Ok(())
    }

    /// Makes the best chain final up to a number.
    pub(super) fn finalize(&mut self, number: u32) {
        for block in self.blocks.finalize(number) {
            self.subscriptions.tell(&Topic::FinalizedHeads, &block.header(), &mut self.wakers);
            for hash in self.hashes(&block) {
                let topic = Topic::Extrinsic(hash);
                self.tell_status(&topic, "finalized", &block);
                self.subscriptions.finish(&topic);
            }
        }
    }

    /// Takes a transaction into the pool, and tells its listener, if any, that it is there.
    pub(super) fn submit(
        &mut self,
        extrinsic: Bytes,
        watcher: Option<&Mailbox>,
    ) -> Result<Value, RpcError> {
        watcher.map_or(Ok(()), |mailbox| self.subscriptions.check(mailbox))?;
        let hash = (self.hasher)(&extrinsic);
        self.pool.add(hash, extrinsic)?;
        Ok(match watcher {
            None => hex(&hash),
            Some(mailbox) => self.listen(Topic::Extrinsic(hash), mailbox, Some(&json!("ready"))),
        })
    }

    /// Adds a subscription with its first item, and gives its id.
    pub(super) fn listen(
        &mut self,
        topic: Topic,
        mailbox: &Mailbox,
        first: Option<&Value>,
    ) -> Value {
        json!(*self.subscriptions.add(topic, mailbox, first, &mut self.wakers))
    }

    /// What a subscription to some keys is told of a block.
    pub(super) fn storage_item(
        state: &StateAt,
        keys: &[Bytes],
        wanted: impl Fn(&Bytes) -> bool,
    ) -> Option<Value> {
        let mut asked = BTreeSet::new();
        let keys = keys.iter().filter(|key| asked.insert(*key) && wanted(key));
        let value = |key| state.get(key).map_or(Value::Null, hex);
        let changes: Vec<Value> = keys.map(|key| json!([hex(key), value(key)])).collect();
        (!changes.is_empty()).then(|| json!({ "block": hex(&state.hash), "changes": changes }))
    }

    /// Transactions go into the blocks that are best now, and back from those that were.
    fn move_transactions(&mut self, route: &Route) {
        for block in &route.retracted {
            for (hash, extrinsic) in self.hashes(block).into_iter().zip(&block.extrinsics) {
                self.tell_status(&Topic::Extrinsic(hash), "retracted", block);
                self.pool.put_back(hash, extrinsic.clone());
            }
        }
        let mut included = BTreeSet::new();
        for block in &route.enacted {
            for hash in self.hashes(block) {
                self.tell_status(&Topic::Extrinsic(hash), "inBlock", block);
                included.insert(hash);
            }
        }
        self.pool.remove(&included);
    }

    fn tell_changes(&mut self, old: &StateAt, new: &StateAt) {
        let changed = |key: &Bytes| old.get(key) != new.get(key);
        let item = |keys: &[Bytes]| Self::storage_item(new, keys, changed);
        self.subscriptions.tell_storage(item, &mut self.wakers);
        let version = new.runtime.version_json();
        if version != old.runtime.version_json() {
            self.subscriptions.tell(&Topic::RuntimeVersion, &version, &mut self.wakers);
        }
    }

    fn tell_status(&mut self, topic: &Topic, status: &str, block: &Block) {
        self.subscriptions.tell(topic, &json!({ status: hex(&block.hash) }), &mut self.wakers);
    }

    fn hashes(&self, block: &Block) -> Vec<Hash> {
        block.extrinsics.iter().map(|extrinsic| (self.hasher)(extrinsic)).collect()
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain")
            .field("name", &self.name)
            .field("head", &self.blocks.head().number)
            .field("finalized", &self.blocks.finalized().0)
            .field("subscriptions", &self.subscriptions.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with(|node| node.fmt(f))
    }
}
