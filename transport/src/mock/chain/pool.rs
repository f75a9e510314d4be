//! The transactions that wait for a block.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use bytes::Bytes;

use super::hash::Hash;
use crate::RpcError;

/// How many transactions may wait, as many as Substrate's pool takes.
const MAX_WAITING: usize = 8192;

/// How many bytes they may have together, as Substrate's.
const MAX_BYTES: usize = 20 << 20;

/// Substrate's numbers for a pool that is full and for a transaction that is in it already.
const FULL: i64 = 1016;
const ALREADY_IN: i64 = 1013;

/// Transactions in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Pool {
    waiting: Vec<(Hash, Bytes)>,
    bytes: usize,
}

impl Pool {
    /// The transactions that wait.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Bytes> {
        self.waiting.iter().map(|(_, extrinsic)| extrinsic)
    }

    pub(super) fn add(&mut self, hash: Hash, extrinsic: Bytes) -> Result<(), RpcError> {
        if self.waiting.iter().any(|(known, _)| *known == hash) {
            return Err(RpcError::new(ALREADY_IN, "Transaction is already imported"));
        }
        let bytes = self.bytes + extrinsic.len();
        if self.waiting.len() == MAX_WAITING || bytes > MAX_BYTES {
            return Err(RpcError::new(FULL, "Immediately dropped: the pool is full"));
        }
        self.bytes = bytes;
        self.waiting.push((hash, extrinsic));
        Ok(())
    }

    /// Puts one back that a block lost again, if there is room.
    pub(super) fn put_back(&mut self, hash: Hash, extrinsic: Bytes) {
        // One that waits already is not wanted twice, and a full pool loses what does not fit.
        let _ = self.add(hash, extrinsic);
    }

    /// Takes out those that a block has.
    pub(super) fn remove(&mut self, included: &BTreeSet<Hash>) {
        self.waiting.retain(|(hash, _)| !included.contains(hash));
        self.bytes = self.waiting().map(Bytes::len).sum();
    }
}
