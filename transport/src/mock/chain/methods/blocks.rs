//! The methods that tell of blocks.

use alloc::vec::Vec;

use serde_json::{Value, json};

use super::super::args::{Args, Hex, Number, Numbers, hex};
use super::super::hash::Hash;
use super::super::node::Node;
use crate::RpcError;

impl Node {
    pub(super) fn block_hash(&self, args: &Args<'_>) -> Result<Value, RpcError> {
        let hash = |Number(number): Number| {
            number.and_then(|number| self.blocks.at(number)).map_or(Value::Null, |hash| hex(&hash))
        };
        Ok(match args.optional(0)? {
            None => hex(&self.blocks.head().hash),
            Some(Numbers::One(number)) => hash(number),
            Some(Numbers::Many(numbers)) => numbers.into_iter().map(hash).collect(),
        })
    }

    pub(super) fn header(&self, args: &Args<'_>) -> Result<Value, RpcError> {
        Ok(self.hash(args)?.and_then(|hash| self.header_of(&hash)).unwrap_or_default())
    }

    pub(super) fn header_of(&self, hash: &Hash) -> Option<Value> {
        self.blocks.get(hash).map(|block| block.header())
    }

    pub(super) fn block(&self, args: &Args<'_>) -> Result<Value, RpcError> {
        let Some(block) = self.hash(args)?.and_then(|hash| self.blocks.get(&hash)) else {
            return Ok(Value::Null);
        };
        let extrinsics: Vec<Value> = block.extrinsics.iter().map(|one| hex(one)).collect();
        Ok(json!({
            "block": { "header": block.header(), "extrinsics": extrinsics },
            "justifications": null,
        }))
    }

    /// The hash that was asked for, or the head's; `None` where no block can have it.
    fn hash(&self, args: &Args<'_>) -> Result<Option<Hash>, RpcError> {
        Ok(match args.optional::<Hex>(0)? {
            None => Some(self.blocks.head().hash),
            Some(Hex(hash)) => hash.try_into().ok(),
        })
    }
}
