//! What a pool says of a transaction that it has.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::Deserialize;
use serde_json::Value;
use subwire_transport::{Error, Reply};

use crate::{BlockHash, ExtrinsicHash};

/// What a pool says of a transaction that it has.
///
/// Source: `TransactionStatus` of polkadot-sdk, substrate/client/transaction-pool/api.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TxStatus {
    /// It waits for one with a smaller nonce.
    Future,
    /// It may go into the next block.
    Ready,
    /// It was sent to these peers.
    Broadcast(Vec<String>),
    /// It is in this block of the best chain.
    InBlock(BlockHash),
    /// The chain has given that block up. It may come in another one.
    Retracted(BlockHash),
    /// The pool waits no longer for this block, which has it, to become final. The last status.
    FinalityTimeout(BlockHash),
    /// It is in this block, which is final. The last status.
    Finalized(BlockHash),
    /// Another one of the same account and nonce, which pays more, has its place. The last status.
    Usurped(ExtrinsicHash),
    /// The pool had no room for it any more. The last status.
    Dropped,
    /// It has become invalid: its era is over, or its nonce is used. The last status.
    Invalid,
}

impl TxStatus {
    /// Whether none comes after it.
    #[must_use]
    pub fn is_last(&self) -> bool {
        match self {
            Self::FinalityTimeout(_)
            | Self::Finalized(_)
            | Self::Usurped(_)
            | Self::Dropped
            | Self::Invalid => true,
            Self::Future
            | Self::Ready
            | Self::Broadcast(_)
            | Self::InBlock(_)
            | Self::Retracted(_) => false,
        }
    }

    /// Reads a status as nodes write it: a name, or an object of a name and what belongs to it.
    pub(super) fn read(reply: &Reply) -> Result<Self, Error> {
        const WANTED: &str = "a transaction's status";
        let status: Value = reply.read(WANTED)?;
        let (name, content) = match &status {
            Value::String(name) => (name.as_str(), &Value::Null),
            Value::Object(fields) if fields.len() == 1 => match fields.iter().next() {
                Some((name, content)) => (name.as_str(), content),
                None => ("", &Value::Null),
            },
            _ => ("", &Value::Null),
        };
        let bad = || Error::bad_reply(WANTED, format!("found {name:?}"));
        let block = || BlockHash::deserialize(content).map_err(|_| bad());
        Ok(match name {
            "future" => Self::Future,
            "ready" => Self::Ready,
            "broadcast" => Self::Broadcast(Vec::deserialize(content).map_err(|_| bad())?),
            "inBlock" => Self::InBlock(block()?),
            "retracted" => Self::Retracted(block()?),
            "finalityTimeout" => Self::FinalityTimeout(block()?),
            "finalized" => Self::Finalized(block()?),
            // Hashes of both kinds are written alike.
            "usurped" => Self::Usurped((*block()?.as_bytes()).into()),
            "dropped" => Self::Dropped,
            "invalid" => Self::Invalid,
            _ => return Err(bad()),
        })
    }
}

impl fmt::Display for TxStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Future => f.write_str("future"),
            Self::Ready => f.write_str("ready"),
            Self::Broadcast(peers) => write!(f, "broadcast to {} peers", peers.len()),
            Self::InBlock(block) => write!(f, "in block {block}"),
            Self::Retracted(block) => write!(f, "retracted with block {block}"),
            Self::FinalityTimeout(block) => write!(f, "no finality in time, in block {block}"),
            Self::Finalized(block) => write!(f, "finalized in block {block}"),
            Self::Usurped(by) => write!(f, "usurped by extrinsic {by}"),
            Self::Dropped => f.write_str("dropped"),
            Self::Invalid => f.write_str("invalid"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<TxStatus, Error> {
        TxStatus::read(&Reply::from_json(json.to_string()))
    }

    #[test]
    fn every_status_is_read() {
        let hash = "11".repeat(32);
        let block = BlockHash::from([0x11; 32]);
        let of_block = |name: &str| read(&format!(r#"{{"{name}":"0x{hash}"}}"#)).unwrap();
        assert_eq!(read(r#""future""#).unwrap(), TxStatus::Future);
        assert_eq!(read(r#""ready""#).unwrap(), TxStatus::Ready);
        // As development nodes write it.
        assert_eq!(read(r#"{"ready":null}"#).unwrap(), TxStatus::Ready);
        assert_eq!(read(r#"{"invalid":{"future":null}}"#).unwrap(), TxStatus::Invalid);
        let broadcast = TxStatus::Broadcast(vec!["peer".into()]);
        assert_eq!(read(r#"{"broadcast":["peer"]}"#).unwrap(), broadcast);
        assert_eq!(of_block("inBlock"), TxStatus::InBlock(block));
        assert_eq!(of_block("retracted"), TxStatus::Retracted(block));
        assert_eq!(of_block("finalityTimeout"), TxStatus::FinalityTimeout(block));
        assert_eq!(of_block("finalized"), TxStatus::Finalized(block));
        assert_eq!(of_block("usurped"), TxStatus::Usurped([0x11; 32].into()));
        assert_eq!(read(r#""dropped""#).unwrap(), TxStatus::Dropped);
        assert_eq!(read(r#""invalid""#).unwrap(), TxStatus::Invalid);
        for bad in ["1", "{}", r#""later""#, r#"{"inBlock":1}"#, r#"{"inBlock":"0x11"}"#, "[]"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
