//! How nodes say that they do not have a block's state.
//!
//! No error number tells it: 4003 is any error of the state's methods, -32603 any error at all, and
//! Chopsticks and gateways wrap the node's sentence into their own. So it is told by the sentence,
//! wherever it stands, in the message or beside it.

use alloc::string::String;

use crate::{Error, RpcError};

/// Why a node does not give a block's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It had the state once.
    Discarded,
    /// It does not know the block, or says no more than that.
    Unknown,
}

/// How much of what stands beside the message is looked at.
const MAX_DATA_LEN: usize = 4096;

/// What the sentences have in common, in lower case: `State already discarded for 0x…`, and before
/// 2020 `Unknown state for block Hash(0x…)`.
const DISCARDED: [&str; 2] = ["state already discarded", "unknown state for block"];

/// Likewise: `UnknownBlock: Header was not found in the database: 0x…`, `Api called for an unknown
/// Block: …`, Chopsticks's `Block not found`.
const UNKNOWN: [&str; 4] =
    ["unknownblock", "unknown block", "header was not found", "block not found"];

impl Refusal {
    pub(super) fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Rpc(error) => Self::said(error),
            _ => None,
        }
    }

    pub(super) fn said(error: &RpcError) -> Option<Self> {
        let text = words(error);
        let has = |sentences: &[&str]| sentences.iter().any(|sentence| text.contains(sentence));
        if has(&DISCARDED) {
            Some(Self::Discarded)
        } else if has(&UNKNOWN) {
            Some(Self::Unknown)
        } else {
            None
        }
    }
}

/// All that the node says, in lower case.
pub(super) fn words(error: &RpcError) -> String {
    let mut text = error.message.to_lowercase();
    if let Some(data) = &error.data {
        let data = data.as_json();
        text.push(' ');
        text.push_str(&String::from_utf8_lossy(data.get(..MAX_DATA_LEN).unwrap_or(data)));
        text.make_ascii_lowercase();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(error: &str) -> Option<Refusal> {
        Refusal::said(&serde_json::from_str(error).unwrap())
    }

    // As nodes and services have said it, by public reports.
    #[test]
    fn the_forms_in_which_nodes_say_it() {
        let hash = "0xfc41b9bd8ef8fe53d58c7ea67c794c7ec9a73daf05e6d54b14ff6342c99ba64c";
        for discarded in [
            r#"{"code":4003,"message":"Client error: UnknownBlock: State already discarded for HASH"}"#,
            r#"{"code":4003,"message":"Client error: Api called for an unknown Block: State already discarded for HASH"}"#,
            r#"{"code":-32000,"message":"UnknownBlock: State already discarded for BlockId::Hash(HASH)"}"#,
            r#"{"code":-32603,"message":"Unknown error occurred","data":"Client(UnknownBlock(\"State already discarded for BlockId::Hash(HASH)\"))"}"#,
            r#"{"code":-32603,"message":"Unknown error occured","data":"Error(Client(UnknownBlock(\"State already discarded for Hash(HASH)\")), State { next_error: None })"}"#,
            r#"{"code":-32603,"message":"Unknown error occured","data":"Client(UnknownBlock(\"Unknown state for block Hash(HASH)\"))"}"#,
            r#"{"code":-32603,"message":"Internal error: 4003: Client error: UnknownBlock: State already discarded for HASH"}"#,
            r#"{"message":"4003: Client error: UnknownBlock: STATE ALREADY DISCARDED"}"#,
        ] {
            assert_eq!(read(&discarded.replace("HASH", hash)), Some(Refusal::Discarded));
        }
        for unknown in [
            r#"{"code":4003,"message":"Client error: UnknownBlock: Header was not found in the database: HASH"}"#,
            r#"{"code":4003,"message":"Client error: Api called for an unknown Block: Header was not found in the database: HASH"}"#,
            r#"{"code":4001,"message":"Cannot resolve a block range ['HASH' ... 'None']. UnknownBlock: Header was not found in the database: HASH"}"#,
            r#"{"code":1,"message":"Block not found"}"#,
        ] {
            assert_eq!(read(&unknown.replace("HASH", hash)), Some(Refusal::Unknown));
        }
        for other in [
            r#"{"code":4003,"message":"Client error: Execution failed: Runtime panicked"}"#,
            r#"{"code":-32601,"message":"Method not found"}"#,
            r#"{"code":-32602,"message":"Invalid params","data":"unknown field `state`"}"#,
            r#"{"code":1010,"message":"Invalid Transaction","data":{"discarded":true}}"#,
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn a_long_text_is_not_read_to_its_end() {
        let long = "x".repeat(1 << 20);
        let error = format!(r#"{{"code":1,"message":"","data":"{long} State already discarded"}}"#);
        assert_eq!(read(&error), None);
    }
}
