//! The tree of blocks: which there are, which of them is best, which are final.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use bytes::Bytes;
use serde_json::{Value, json};

use super::args::hex;
use super::hash::{Hash, Hasher, mix};
use super::runtime::{Runtime, StateAt};
use super::storage::Changes;

/// How many blocks keep their state unless told otherwise, as many as a node that is no archive.
pub(super) const STATES_KEPT: u32 = 256;

/// How many numbers back a block is known at all.
pub(super) const BLOCKS_KEPT: u32 = 1 << 14;

/// What a new block does.
///
/// ```
/// use subwire_transport::mock::Chain;
///
/// let chain = Chain::builder().storage(*b"old", [1]).build();
/// let hash = chain.build_block(|block| block.set(*b"new", [2]).remove(*b"old"));
/// assert_eq!(chain.head(), hash);
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct NewBlock {
    pub(super) changes: Changes,
    pub(super) extrinsics: Vec<Bytes>,
    pub(super) logs: Vec<Bytes>,
    pub(super) runtime: Option<Runtime>,
    pub(super) skips_pool: bool,
}

impl NewBlock {
    /// Stores a value under a key.
    pub fn set(mut self, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) -> Self {
        self.changes.insert(key.into().into(), Some(value.into().into()));
        self
    }

    /// Removes a key.
    pub fn remove(mut self, key: impl Into<Vec<u8>>) -> Self {
        self.changes.insert(key.into().into(), None);
        self
    }

    /// Adds an extrinsic, before those that come from the pool.
    pub fn extrinsic(mut self, extrinsic: impl Into<Vec<u8>>) -> Self {
        self.extrinsics.push(extrinsic.into().into());
        self
    }

    /// Adds an entry of the header's digest.
    pub fn log(mut self, log: impl Into<Vec<u8>>) -> Self {
        self.logs.push(log.into().into());
        self
    }

    /// Leaves the pool as it is.
    pub fn skip_pool(mut self) -> Self {
        self.skips_pool = true;
        self
    }

    /// Gives this block's state, and those after it, another runtime.
    pub fn upgrade(mut self, runtime: Runtime) -> Self {
        self.runtime = Some(runtime);
        self
    }
}

/// A block without its state.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) number: u32,
    pub(super) hash: Hash,
    pub(super) parent: Hash,
    pub(super) extrinsics: Vec<Bytes>,
    pub(super) logs: Vec<Bytes>,
    /// What its roots follow from.
    seed: Hash,
}

impl Block {
    /// A block whose contents nobody knows.
    pub(super) fn bare(number: u32, hash: Hash, parent: Hash) -> Self {
        let (extrinsics, logs) = (Vec::new(), Vec::new());
        Self { number, hash, parent, extrinsics, logs, seed: hash }
    }

    pub(super) fn header(&self) -> Value {
        json!({
            "number": format!("{:#x}", self.number),
            "parentHash": hex(&self.parent),
            "stateRoot": hex(&self.root(b"state")),
            "extrinsicsRoot": hex(&self.root(b"extrinsics")),
            "digest": { "logs": self.logs.iter().map(|log| hex(log)).collect::<Value>() },
        })
    }

    /// The block with the hash of its header, where blocks are hashed.
    fn hashed(mut self, hasher: Option<&Hasher>) -> Self {
        if let Some(hasher) = hasher {
            self.hash = hasher(&self.encoded_header());
        }
        self
    }

    /// The header in SCALE, whose hash is a real block's.
    fn encoded_header(&self) -> Vec<u8> {
        let mut bytes = self.parent.to_vec();
        compact(self.number, &mut bytes);
        bytes.extend(self.root(b"state"));
        bytes.extend(self.root(b"extrinsics"));
        compact(u32::try_from(self.logs.len()).unwrap_or(u32::MAX), &mut bytes);
        self.logs.iter().for_each(|log| bytes.extend(log));
        bytes
    }

    fn root(&self, what: &[u8]) -> Hash {
        mix(&[what, &self.seed].concat())
    }
}

/// SCALE's compact form of a number.
fn compact(number: u32, out: &mut Vec<u8>) {
    match number {
        0..0x40 => out.push((number << 2) as u8),
        0x40..0x4000 => out.extend(((number << 2) as u16 | 1).to_le_bytes()),
        0x4000..0x4000_0000 => out.extend((number << 2 | 2).to_le_bytes()),
        _ => {
            out.push(3);
            out.extend(number.to_le_bytes());
        }
    }
}

/// Why a block cannot be what it was to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ForkError {
    /// The chain has no such block, or it was pruned.
    UnknownBlock,
    /// It would undo a block that is final.
    Finalized,
}

impl fmt::Display for ForkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownBlock => "no such block, or its state was pruned",
            Self::Finalized => "a finalized block would be undone",
        })
    }
}

impl core::error::Error for ForkError {}

/// What changes when another block becomes the best: lowest first.
#[derive(Debug, Default)]
pub(super) struct Route {
    pub(super) retracted: Vec<Arc<Block>>,
    pub(super) enacted: Vec<Arc<Block>>,
}

/// The tree.
pub(super) struct Blocks {
    pub(super) genesis: Arc<Block>,
    head: StateAt,
    finalized: (u32, Hash),
    all: BTreeMap<Hash, Arc<Block>>,
    states: BTreeMap<Hash, StateAt>,
    /// The best chain's hashes.
    best: BTreeMap<u32, Hash>,
    /// The hashes of all branches, and from which number on they have states.
    numbers: BTreeMap<u32, Vec<Hash>>,
    states_from: u32,
    states_kept: u32,
    /// How blocks are hashed; None where their hashes are made up.
    hasher: Option<Hasher>,
}

/// Why a block's state cannot be read, as Substrate says it.
pub(super) fn no_state(blocks: &Blocks, hash: &[u8]) -> String {
    let known = <Hash>::try_from(hash).is_ok_and(|hash| blocks.get(&hash).is_some());
    let hash = const_hex::encode_prefixed(hash);
    if known {
        format!("Client error: UnknownBlock: State already discarded for {hash}")
    } else {
        format!("Client error: UnknownBlock: State not found for {hash}: no such block")
    }
}

impl Blocks {
    /// A genesis whose state is gone and one block with `state`, which may be the genesis.
    pub(super) fn new(
        genesis: Hash,
        mut state: StateAt,
        states_kept: u32,
        hasher: Option<Hasher>,
    ) -> Self {
        let number = state.number;
        let zero = if number == 0 { state.hash } else { genesis };
        let genesis = Arc::new(Block::bare(0, zero, Hash::default()).hashed(hasher.as_ref()));
        let start = if number == 0 {
            genesis.clone()
        } else {
            // The parent of a later block is one that nobody knows any more.
            let unknown = || mix(&[b"parent of", &state.hash[..]].concat());
            let parent = if number == 1 { genesis.hash } else { unknown() };
            Arc::new(Block::bare(number, state.hash, parent).hashed(hasher.as_ref()))
        };
        state.hash = start.hash;
        let mut blocks = Self {
            genesis,
            finalized: (number, start.hash),
            all: BTreeMap::new(),
            states: BTreeMap::from([(start.hash, state.clone())]),
            best: BTreeMap::from([(number, start.hash)]),
            numbers: BTreeMap::new(),
            states_from: number,
            states_kept: states_kept.max(1),
            head: state,
            hasher,
        };
        blocks.insert(start);
        blocks
    }

    /// The best block and its state.
    pub(super) fn head(&self) -> &StateAt {
        &self.head
    }

    /// The number and hash of the last block that is final.
    pub(super) fn finalized(&self) -> (u32, Hash) {
        self.finalized
    }

    /// A block by its hash, of whatever branch.
    pub(super) fn get(&self, hash: &Hash) -> Option<&Arc<Block>> {
        if *hash == self.genesis.hash {
            return Some(&self.genesis);
        }
        self.all.get(hash)
    }

    pub(super) fn state(&self, hash: &Hash) -> Option<&StateAt> {
        self.states.get(hash)
    }

    /// The best chain's block of a number.
    pub(super) fn at(&self, number: u32) -> Option<Hash> {
        if number == 0 { Some(self.genesis.hash) } else { self.best.get(&number).copied() }
    }

    /// Adds a block. It is not best by that.
    ///
    /// Its hash follows from its number, its parent and how many siblings it has already, so that
    /// the same steps give the same hashes, on one machine and on two.
    pub(super) fn add(&mut self, parent: &Hash, new: NewBlock) -> Result<Arc<Block>, ForkError> {
        let state = self.states.get(parent).ok_or(ForkError::UnknownBlock)?;
        let number = state.number.checked_add(1).ok_or(ForkError::UnknownBlock)?;
        let numbered =
            |salt: u64| mix(&[&number.to_le_bytes(), &parent[..], &salt.to_le_bytes()].concat());
        let block = |seed| {
            let (extrinsics, logs) = (new.extrinsics.clone(), new.logs.clone());
            let block = Block { number, hash: seed, parent: *parent, extrinsics, logs, seed };
            block.hashed(self.hasher.as_ref())
        };
        let mut siblings =
            (0..).map(numbered).map(block).skip_while(|block| self.all.contains_key(&block.hash));
        let block = Arc::new(siblings.next().ok_or(ForkError::UnknownBlock)?);
        let state = StateAt {
            number,
            hash: block.hash,
            storage: state.storage.with(new.changes),
            runtime: new.runtime.map_or_else(|| state.runtime.clone(), Arc::new),
        };
        self.states.insert(block.hash, state);
        self.insert(block.clone());
        Ok(block)
    }

    /// Makes a block the best one.
    pub(super) fn set_best(&mut self, hash: &Hash) -> Result<Route, ForkError> {
        let state = self.states.get(hash).ok_or(ForkError::UnknownBlock)?.clone();
        let mut enacted = Vec::new();
        let mut ancestor = hash;
        let shared = loop {
            let block = self.all.get(ancestor).ok_or(ForkError::UnknownBlock)?;
            if self.best.get(&block.number) == Some(ancestor) {
                break block.number;
            }
            enacted.push(block.clone());
            ancestor = &block.parent;
        };
        if shared < self.finalized.0 {
            return Err(ForkError::Finalized);
        }
        enacted.reverse();
        let retracted = self.best.split_off(&shared.saturating_add(1));
        let retracted = retracted.values().filter_map(|hash| self.all.get(hash).cloned()).collect();
        self.best.extend(enacted.iter().map(|block| (block.number, block.hash)));
        self.head = state;
        self.prune();
        Ok(Route { retracted, enacted })
    }

    /// Makes the best chain final up to a number, and gives the blocks that were not so before.
    pub(super) fn finalize(&mut self, number: u32) -> Vec<Arc<Block>> {
        let first = self.finalized.0.saturating_add(1);
        if first > number {
            return Vec::new();
        }
        let hashes = self.best.range(first..=number).map(|(_, hash)| hash);
        let blocks: Vec<_> = hashes.filter_map(|hash| self.all.get(hash).cloned()).collect();
        if let Some(last) = blocks.last() {
            self.finalized = (last.number, last.hash);
        }
        blocks
    }

    /// Sets how many blocks keep their state, at least the best one.
    pub(super) fn keep_states(&mut self, states_kept: u32) {
        self.states_kept = states_kept.max(1);
        self.prune();
    }

    /// How many blocks and how many states there are.
    #[cfg(test)]
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.all.len(), self.states.len())
    }

    fn insert(&mut self, block: Arc<Block>) {
        self.numbers.entry(block.number).or_default().push(block.hash);
        self.all.insert(block.hash, block);
    }

    /// Drops the states and the blocks that are too old.
    fn prune(&mut self) {
        let states_from = (self.head.number + 1).saturating_sub(self.states_kept);
        if self.states_from < states_from {
            let old = self.numbers.range(self.states_from..states_from);
            for hash in old.flat_map(|(_, hashes)| hashes) {
                self.states.remove(hash);
            }
            self.states_from = states_from;
        }
        let blocks_from = self.head.number.saturating_sub(BLOCKS_KEPT.max(self.states_kept));
        while let Some(oldest) = self.numbers.first_entry() {
            if *oldest.key() >= blocks_from {
                return;
            }
            let (number, hashes) = oldest.remove_entry();
            self.best.remove(&number);
            for hash in hashes {
                self.all.remove(&hash);
            }
        }
    }
}
