//! The form of a recording.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::flaw;
use crate::mock::chain::canonical_method;
use crate::{Reply, RpcError};

/// How many bytes a recording may have.
pub(super) const MAX_RECORDING_LEN: u64 = 256 << 20;

/// A request and its answer.
#[derive(Debug)]
pub(super) struct Exchange {
    pub(super) method: String,
    pub(super) params: Vec<Value>,
    pub(super) answer: Answer,
}

/// What was answered, and what came afterwards where that was a subscription.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) result: Result<Reply, RpcError>,
    pub(super) notifications: Vec<Reply>,
}

/// The text of a file that is not too large.
pub(super) fn open(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    let mut file = File::open(path).map_err(|error| error.to_string())?.take(MAX_RECORDING_LEN + 1);
    file.read_to_string(&mut text).map_err(|error| error.to_string())?;
    if file.limit() == 0 {
        return Err(format!("more than {MAX_RECORDING_LEN} bytes"));
    }
    Ok(text)
}

/// Takes a recording apart; what is wrong is said with the place of its exchange.
pub(super) fn parse(text: &str) -> Result<Vec<Exchange>, String> {
    #[derive(Deserialize)]
    struct Recording<'a> {
        #[serde(borrow)]
        exchanges: Vec<&'a RawValue>,
    }
    let recording: Recording<'_> =
        serde_json::from_str(text).map_err(|error| flaw(&error, text.as_bytes()))?;
    let exchanges = recording.exchanges.into_iter().enumerate();
    exchanges
        .map(|(at, raw)| exchange(raw.get()).map_err(|reason| format!("exchange {at}: {reason}")))
        .collect()
}

fn exchange(text: &str) -> Result<Exchange, String> {
    #[derive(Deserialize)]
    struct Members {
        method: String,
        #[serde(default)]
        params: Vec<Value>,
        // A result of null is a result; none at all is not.
        #[serde(default, deserialize_with = "present")]
        result: Option<Box<RawValue>>,
        #[serde(default)]
        error: Option<RpcError>,
        #[serde(default)]
        notifications: Vec<Box<RawValue>>,
    }
    let members: Members =
        serde_json::from_str(text).map_err(|error| flaw(&error, text.as_bytes()))?;
    let result = match (members.error, members.result) {
        (Some(error), _) => Err(error),
        (None, Some(raw)) => Ok(reply(raw)),
        (None, None) => return Err("neither a result nor an error".into()),
    };
    let notifications = members.notifications.into_iter().map(reply).collect();
    let answer = Answer { result, notifications };
    Ok(Exchange { method: members.method, params: members.params, answer })
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<RawValue>>, D::Error> {
    <Box<RawValue>>::deserialize(deserializer).map(Some)
}

fn reply(raw: Box<RawValue>) -> Reply {
    Reply::from_json(String::from(Box::<str>::from(raw)))
}

/// The head, where every request for it had the same answer. Where it moved on, a request without
/// a block means another one each time.
pub(super) fn only_head(exchanges: &[Exchange]) -> Option<Value> {
    let asks = |exchange: &&Exchange| {
        canonical_method(&exchange.method) == "chain_getBlockHash"
            && exchange.params.iter().all(Value::is_null)
    };
    let mut heads = exchanges.iter().filter(asks).map(|exchange| exchange.answer.result.as_ref());
    let head = heads.next()?.ok()?;
    heads.all(|other| other == Ok(head)).then(|| head.read("a hash").ok())?
}
