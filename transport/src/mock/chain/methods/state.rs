//! The methods that tell of a block's state.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Bound;

use bytes::Bytes;
use serde_json::{Value, json};

use super::super::args::{Args, Hex, hex};
use super::super::blocks::no_state;
use super::super::hash::Hash;
use super::super::node::Node;
use super::super::runtime::StateAt;
use crate::RpcError;

/// Substrate's answer to a page that asks for more keys than this is an error.
const MAX_KEYS_PAGE: u32 = 1000;

/// Over how many blocks changes may be asked for at once.
const MAX_QUERY_BLOCKS: u32 = 1000;

/// Substrate's numbers of errors about the state.
const STATE_ERROR: i64 = 4003;
const BAD_COUNT: i64 = 4002;
const BAD_RANGE: i64 = 4001;

/// An error about the state.
pub(super) fn failed(message: String) -> RpcError {
    RpcError::new(STATE_ERROR, message)
}

impl Node {
    /// The state of the block that the parameter at a place names; the head's where there is none.
    pub(super) fn state(&self, args: &Args<'_>, place: usize) -> Result<StateAt, RpcError> {
        match args.optional::<Hex>(place)? {
            None => Ok(self.blocks.head().clone()),
            Some(Hex(hash)) => {
                let state = Hash::try_from(&hash[..]).ok().and_then(|h| self.blocks.state(&h));
                state.cloned().ok_or_else(|| failed(no_state(&self.blocks, &hash)))
            }
        }
    }

    /// What `form` makes of a value, or null where there is none.
    pub(super) fn value(
        &self,
        args: &Args<'_>,
        form: impl Fn(&[u8]) -> Value,
    ) -> Result<Value, RpcError> {
        let (Hex(key), state) = (args.required(0)?, self.state(args, 1)?);
        Ok(state.get(&key).map_or(Value::Null, form))
    }

    pub(super) fn metadata(&self, args: &Args<'_>) -> Result<Value, RpcError> {
        let state = self.state(args, 0)?;
        let metadata = state.runtime.metadata_bytes().map(|bytes| hex(bytes));
        metadata.ok_or_else(|| {
            failed("Client error: Execution failed: Metadata_metadata is not found".into())
        })
    }

    pub(super) fn keys(&self, args: &Args<'_>) -> Result<Value, RpcError> {
        let (Hex(prefix), count): (Hex, u32) = (args.required(0)?, args.required(1)?);
        if count > MAX_KEYS_PAGE {
            let message = format!("count {count} exceeds maximum value {MAX_KEYS_PAGE}");
            return Err(RpcError::new(BAD_COUNT, message));
        }
        let start = args.optional::<Hex>(2)?.map(|start| start.0);
        let state = self.state(args, 3)?;
        let after = start.as_deref().filter(|start| *start >= &prefix[..]);
        let from = after.map_or(Bound::Included(&prefix[..]), Bound::Excluded);
        let keys = state.storage.range(&prefix, from).map(|(key, _)| key);
        Ok(keys.take(count as usize).map(|key| hex(key)).collect())
    }

    /// As Substrate answers: a key asked for twice changes once, and a block without changes is
    /// left out.
    pub(super) fn query_at(&self, args: &Args<'_>) -> Result<Value, RpcError> {
        let (keys, state) = (read_keys(args)?, self.state(args, 1)?);
        Ok(Self::storage_item(&state, &keys, |_| true).into_iter().collect())
    }

    /// The values at the first block, then what changed in each one up to the last.
    pub(super) fn query(&self, args: &Args<'_>) -> Result<Value, RpcError> {
        let keys = read_keys(args)?;
        let (Hex(_), first) = (args.required(1)?, self.state(args, 1)?);
        let last = self.state(args, 2)?;
        let on_best = [&first, &last].iter().all(|s| self.blocks.at(s.number) == Some(s.hash));
        let steps = last.number.checked_sub(first.number).filter(|n| *n < MAX_QUERY_BLOCKS);
        if !on_best || steps.is_none() {
            let ends = [first.hash, last.hash].map(const_hex::encode_prefixed);
            let message = format!(
                "Cannot resolve a block range ['{}' ... '{}]: at most {MAX_QUERY_BLOCKS} blocks of the best chain",
                ends[0], ends[1]
            );
            return Err(RpcError::new(BAD_RANGE, message));
        }
        let mut sets: Vec<Value> =
            Self::storage_item(&first, &keys, |_| true).into_iter().collect();
        let mut before = first;
        for number in before.number.saturating_add(1)..=last.number {
            let hash = self.blocks.at(number);
            let Some(state) = hash.and_then(|hash| self.blocks.state(&hash)).cloned() else {
                return Err(failed(format!("Client error: no state for block {number}")));
            };
            let changed = |key: &Bytes| state.get(key) != before.get(key);
            sets.extend(Self::storage_item(&state, &keys, changed));
            before = state;
        }
        Ok(json!(sets))
    }
}

fn read_keys(args: &Args<'_>) -> Result<Vec<Bytes>, RpcError> {
    Ok(args.required::<Vec<Hex>>(0)?.into_iter().map(|key| key.0.into()).collect())
}
