//! A node that answers what a real one once answered.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::error::excerpt;
use crate::{Error, Params, Reply, RpcError, Transport};

/// A recording of a node's traffic, as a transport.
///
/// The form is a JSON object with a member `exchanges`: an array of `{"method", "params",
/// "result"}`, or `"error"` in place of `"result"`. Other members are ignored.
///
/// Requests may come in any order. What was asked several times is answered in the order of the
/// recording; the last answer then stays. Requests are the same when a node would not tell them
/// apart: aliases of a method, trailing nulls, hex with and without `0x`, and the recording's
/// head given by hash or left out. A storage value answers whichever of `state_getStorage` and
/// `state_queryStorageAt` asks for it.
#[derive(Debug)]
pub struct Replay {
    /// The hash that the recording's head has, if it was asked for.
    head: Option<Value>,
    answers: BTreeMap<Request, Mutex<Answers>>,
    /// Storage values by block (`null` for the head) and key.
    values: BTreeMap<(String, String), Value>,
}

#[derive(Debug, Default)]
struct Answers {
    next: usize,
    all: Vec<Result<Reply, RpcError>>,
}

#[derive(Deserialize)]
struct Recording {
    exchanges: Vec<Exchange>,
}

#[derive(Deserialize)]
struct Exchange {
    method: String,
    #[serde(default)]
    params: Vec<Value>,
    #[serde(default)]
    result: Option<Box<RawValue>>,
    #[serde(default)]
    error: Option<RpcError>,
}

impl Replay {
    /// Reads a recording from a file.
    ///
    /// # Errors
    ///
    /// [`ReplayError`] where the file cannot be read or is no recording.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, ReplayError> {
        let path = path.as_ref();
        let at = |reason| ReplayError { path: Some(path.into()), reason };
        let text = std::fs::read_to_string(path).map_err(|error| at(error.to_string()))?;
        Self::from_json(&text).map_err(|error| at(error.reason))
    }

    /// Reads a recording from its text.
    ///
    /// # Errors
    ///
    /// [`ReplayError`] where the text is no recording.
    pub fn from_json(text: &str) -> Result<Self, ReplayError> {
        let recording: Recording = serde_json::from_str(text)
            .map_err(|error| ReplayError { path: None, reason: error.to_string() })?;
        let head = recording.exchanges.iter().find(|exchange| {
            canonical_method(&exchange.method) == "chain_getBlockHash" && exchange.params.is_empty()
        });
        let head = head.map(|head| head.result_value());
        let mut replay = Self { head, answers: BTreeMap::new(), values: BTreeMap::new() };
        for exchange in recording.exchanges {
            replay.add(exchange);
        }
        Ok(replay)
    }

    fn add(&mut self, exchange: Exchange) {
        let result = exchange.result_value();
        let request = Request::new(&exchange.method, exchange.params, self.head.as_ref());
        match (request.method.as_str(), &request.params[..]) {
            ("state_getStorage", [key, at @ ..]) if exchange.error.is_none() => {
                self.add_value(at.first(), key, result);
            }
            ("state_queryStorageAt", [_, at @ ..]) => {
                let sets = result.as_array().into_iter().flatten();
                for change in sets.filter_map(|set| set["changes"].as_array()).flatten() {
                    self.add_value(at.first(), &change[0], change[1].clone());
                }
            }
            _ => {}
        }
        let answer = match (exchange.error, exchange.result) {
            (Some(error), _) => Err(error),
            (None, Some(raw)) => Ok(Reply::from_json(String::from(Box::<str>::from(raw)))),
            (None, None) => Ok(Reply::from_json("null")),
        };
        let answers = self.answers.entry(request).or_default();
        answers.get_mut().unwrap_or_else(PoisonError::into_inner).all.push(answer);
    }

    fn add_value(&mut self, at: Option<&Value>, key: &Value, value: Value) {
        self.values.entry(value_key(at, key)).or_insert(value);
    }

    fn answer(&self, method: &str, params: &Params) -> Result<Reply, Error> {
        let list = serde_json::from_str(params.as_json()).map_err(|error| {
            Error::Rpc(RpcError::new(RpcError::INVALID_PARAMS, error.to_string()))
        })?;
        let request = Request::new(method, list, self.head.as_ref());
        if let Some(answers) = self.answers.get(&request) {
            let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
            let at = answers.next.min(answers.all.len() - 1);
            answers.next = at + 1;
            return answers.all[at].clone().map_err(Error::Rpc);
        }
        let value = self.assemble(&request);
        value.map(|value| Reply::from_json(value.to_string())).ok_or_else(|| {
            let recorded = self.answers.keys().filter(|known| known.method == request.method);
            Error::NotRecorded {
                method: method.into(),
                params: excerpt(params.as_json().as_bytes()),
                recorded: recorded.count(),
            }
        })
    }

    /// A storage read that was not recorded as such, put together from those that were.
    fn assemble(&self, request: &Request) -> Option<Value> {
        let at = request.params.get(1);
        let value = |key: &Value| self.values.get(&value_key(at, key)).cloned();
        match request.method.as_str() {
            "state_getStorage" => value(request.params.first()?),
            "state_queryStorageAt" => {
                let keys = request.params.first()?.as_array()?;
                let changes = keys.iter().map(|key| Some(json!([key, value(key)?])));
                let changes = changes.collect::<Option<Vec<Value>>>()?;
                let block = at.or(self.head.as_ref())?;
                Some(json!([{ "block": block, "changes": changes }]))
            }
            _ => None,
        }
    }
}

#[async_trait]
impl Transport for Replay {
    async fn request(&self, method: &str, params: Params) -> Result<Reply, Error> {
        super::travel().await;
        self.answer(method, &params)
    }
}

impl Exchange {
    fn result_value(&self) -> Value {
        let json = self.result.as_ref().map_or("null", |raw| raw.get());
        // It was JSON when the recording was read.
        serde_json::from_str(json).unwrap_or_default()
    }
}

/// Method and parameters, in one form for all that mean the same.
#[derive(Clone, Debug)]
struct Request {
    method: String,
    params: Vec<Value>,
    /// The parameters as text: what is compared.
    text: String,
}

impl Request {
    fn new(method: &str, mut params: Vec<Value>, head: Option<&Value>) -> Self {
        let method = canonical_method(method).to_string();
        if method == "state_call" {
            // Hex with `0x` or without, of nothing too.
            if let Some(Value::String(args)) = params.get_mut(1) {
                if !args.starts_with("0x") {
                    args.insert_str(0, "0x");
                }
            }
        }
        let takes_block = method.starts_with("state_") || method == "chain_getHeader";
        if takes_block && head.is_some() && params.last() == head {
            params.pop();
        }
        while params.last().is_some_and(Value::is_null) {
            params.pop();
        }
        let text = Value::Array(params.clone()).to_string();
        Self { method, params, text }
    }

    fn identity(&self) -> (&str, &str) {
        (&self.method, &self.text)
    }
}

impl PartialEq for Request {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Request {}

impl PartialOrd for Request {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Request {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.identity().cmp(&other.identity())
    }
}

/// The aliases that Substrate's nodes register.
fn canonical_method(method: &str) -> &str {
    match method {
        "chain_getFinalisedHead" => "chain_getFinalizedHead",
        "chain_getHead" => "chain_getBlockHash",
        "chain_getRuntimeVersion" => "state_getRuntimeVersion",
        "state_callAt" => "state_call",
        "state_getKeysPagedAt" => "state_getKeysPaged",
        "state_getStorageAt" => "state_getStorage",
        other => other,
    }
}

fn value_key(at: Option<&Value>, key: &Value) -> (String, String) {
    (at.unwrap_or(&Value::Null).to_string(), key.to_string())
}

/// A file or text that is no recording.
#[derive(Clone, Debug)]
pub struct ReplayError {
    path: Option<PathBuf>,
    reason: String,
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "recording {}: {}", path.display(), self.reason),
            None => write!(f, "recording: {}", self.reason),
        }
    }
}

impl core::error::Error for ReplayError {}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::*;

    const RECORDING: &str = r#"{ "name": "test", "exchanges": [
        { "method": "chain_getHead", "params": [], "result": "0xaa" },
        { "method": "state_call", "params": ["A_b", "0100", null], "result": "0x01" },
        { "method": "state_call", "params": ["A_b", "0x0200", "0xbb"], "result": "0x02" },
        { "method": "state_getStorageAt", "params": ["0x11", "0xaa"], "result": "0x03" },
        { "method": "state_queryStorageAt", "params": [["0x12", "0x13"], "0xaa"],
          "result": [{ "block": "0xaa", "changes": [["0x12", "0x04"], ["0x13", null]] }] },
        { "method": "system_health", "params": [], "result": 1 },
        { "method": "system_health", "params": [], "result": 1.50 },
        { "method": "state_getStorage", "params": ["0x99"], "error": { "code": 5, "message": "no" } }
    ] }"#;

    fn ask(replay: &Replay, method: &str, params: &str) -> Result<String, String> {
        let params = Params::from_json(params).unwrap();
        let reply = block_on(replay.request(method, params)).map_err(|error| error.to_string())?;
        Ok(String::from_utf8(reply.as_json().to_vec()).unwrap())
    }

    #[test]
    fn the_same_request_in_other_words() {
        let replay = Replay::from_json(RECORDING).unwrap();
        let same = [
            ("chain_getBlockHash", "[]", "\"0xaa\""),
            ("state_call", r#"["A_b","0x0100"]"#, "\"0x01\""),
            ("state_call", r#"["A_b","0x0100","0xaa"]"#, "\"0x01\""),
            ("state_callAt", r#"["A_b","0200","0xbb"]"#, "\"0x02\""),
            ("state_getStorage", r#"["0x11"]"#, "\"0x03\""),
            ("state_getStorage", r#"["0x12", null]"#, "\"0x04\""),
            ("state_getStorage", r#"["0x13", "0xaa"]"#, "null"),
            (
                "state_queryStorageAt",
                r#"[["0x13","0x11"]]"#,
                r#"[{"block":"0xaa","changes":[["0x13",null],["0x11","0x03"]]}]"#,
            ),
        ];
        for (method, params, answer) in same {
            assert_eq!(ask(&replay, method, params).as_deref(), Ok(answer), "{method} {params}");
        }
    }

    #[test]
    fn answers_follow_the_recording_and_the_last_stays() {
        let replay = Replay::from_json(RECORDING).unwrap();
        let health = || ask(&replay, "system_health", "[]").unwrap();
        assert_eq!([health(), health(), health()], ["1", "1.50", "1.50"]);
        let error = ask(&replay, "state_getStorage", r#"["0x99"]"#).unwrap_err();
        assert_eq!(error, "the node answered with error 5: no");
    }

    #[test]
    fn another_block_or_key_is_not_recorded() {
        let replay = Replay::from_json(RECORDING).unwrap();
        for (method, params) in [
            ("state_call", r#"["A_b","0x0300"]"#),
            ("state_call", r#"["A_b","0x0100","0xbb"]"#),
            ("state_getStorage", r#"["0x11","0xbb"]"#),
            ("state_queryStorageAt", r#"[["0x11","0x14"]]"#),
            ("system_name", "[]"),
        ] {
            let error = ask(&replay, method, params).unwrap_err();
            assert!(error.starts_with("not in the recording: "), "{error}");
        }
    }

    #[test]
    fn what_is_no_recording_says_where() {
        let error = Replay::from_json("{\"exchanges\": [{}]}").unwrap_err().to_string();
        assert!(error.contains("missing field `method`") && error.contains("column"), "{error}");
        let error = Replay::open("no/such/file").unwrap_err().to_string();
        assert!(error.starts_with("recording no/such/file: "), "{error}");
    }
}
