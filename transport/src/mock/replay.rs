//! A node that answers what a real one once answered.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::error::{excerpt, flaw};
use crate::{Error, Params, Reply, RpcError, Transport};

/// A recording of a node's traffic, as a transport.
///
/// The form is a JSON object with a member `exchanges`: an array of `{"method", "params",
/// "result"}`, or `"error"` in place of `"result"`. Other members are ignored.
///
/// Requests may come in any order. What was asked several times is answered in the order of the
/// recording; the last answer then stays. Requests are the same where a node would not tell them
/// apart: aliases of a method, trailing nulls, a runtime call's arguments with `0x` or without,
/// and, where the recording knows only one head, its hash given or left out. A storage value
/// answers whichever of `state_getStorage` and `state_queryStorageAt` asks for it at its block.
#[derive(Debug)]
pub struct Replay {
    /// The hash of the head, where it was asked for and was always the same.
    head: Option<Value>,
    answers: BTreeMap<Request, Mutex<Answers>>,
    /// Storage values by block (`null` where none was named) and key.
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
    // A result of null is a result; none at all is not.
    #[serde(default, deserialize_with = "present")]
    result: Option<Box<RawValue>>,
    #[serde(default)]
    error: Option<RpcError>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<RawValue>>, D::Error> {
    <Box<RawValue>>::deserialize(deserializer).map(Some)
}

/// How many bytes a recording may have.
const MAX_RECORDING_LEN: u64 = 256 << 20;

impl Replay {
    /// Reads a recording from a file.
    ///
    /// # Errors
    ///
    /// [`ReplayError`] where the file cannot be read or is no recording.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, ReplayError> {
        let path = path.as_ref();
        let at = |reason| ReplayError { path: Some(path.into()), reason };
        let mut text = String::new();
        let mut file =
            File::open(path).map_err(|error| at(error.to_string()))?.take(MAX_RECORDING_LEN + 1);
        file.read_to_string(&mut text).map_err(|error| at(error.to_string()))?;
        if file.limit() == 0 {
            return Err(at(format!("more than {MAX_RECORDING_LEN} bytes")));
        }
        Self::from_json(&text).map_err(|error| at(error.reason))
    }

    /// Reads a recording from its text.
    ///
    /// # Errors
    ///
    /// [`ReplayError`] where the text is no recording.
    pub fn from_json(text: &str) -> Result<Self, ReplayError> {
        let bad = |reason| ReplayError { path: None, reason };
        let recording: Recording =
            serde_json::from_str(text).map_err(|error| bad(flaw(&error, text.as_bytes())))?;
        let mut replay = Self {
            head: only_head(&recording.exchanges),
            answers: BTreeMap::new(),
            values: BTreeMap::new(),
        };
        for (at, exchange) in recording.exchanges.into_iter().enumerate() {
            replay.add(exchange).map_err(|reason| bad(format!("exchange {at}: {reason}")))?;
        }
        Ok(replay)
    }

    fn add(&mut self, exchange: Exchange) -> Result<(), String> {
        let request = Request::new(&exchange.method, exchange.params, self.head.as_ref());
        let answer = match (exchange.error, exchange.result) {
            (Some(error), _) => Err(error),
            (None, Some(raw)) => Ok(Reply::from_json(String::from(Box::<str>::from(raw)))),
            (None, None) => return Err("neither a result nor an error".into()),
        };
        if let Ok(result) = &answer {
            self.add_values(&request, result);
        }
        let answers = self.answers.entry(request).or_default();
        answers.get_mut().unwrap_or_else(PoisonError::into_inner).all.push(answer);
        Ok(())
    }

    /// Keeps the storage values of an answer, each under the block that it belongs to.
    fn add_values(&mut self, request: &Request, result: &Reply) {
        match (request.method.as_str(), &request.params[..]) {
            ("state_getStorage", [key, at @ ..]) => {
                let value = result.read("a value").unwrap_or_default();
                self.add_value(at.first(), key, value);
            }
            ("state_queryStorageAt", _) => {
                let sets: Vec<Value> = result.read("sets of changes").unwrap_or_default();
                for set in &sets {
                    // The answer names its block, whether the request did or not.
                    let block =
                        Some(&set["block"]).filter(|block| Some(*block) != self.head.as_ref());
                    for change in set["changes"].as_array().into_iter().flatten() {
                        self.add_value(block, &change[0], change[1].clone());
                    }
                }
            }
            _ => {}
        }
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
                closest: None,
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
    async fn send(&self, request: crate::Request<'_>) -> Result<Reply, Error> {
        super::travel().await;
        self.answer(request.method, &request.params)
    }
}

/// The head, where every request for it had the same answer. Where it moved on, a request without
/// a block means another one each time.
fn only_head(exchanges: &[Exchange]) -> Option<Value> {
    let asks = |exchange: &&Exchange| {
        canonical_method(&exchange.method) == "chain_getBlockHash"
            && exchange.params.iter().all(Value::is_null)
    };
    let raw = |exchange: &Exchange| exchange.result.as_ref().map(|raw| raw.get().to_string());
    let mut heads = exchanges.iter().filter(asks).map(raw);
    let head = heads.next()??;
    heads.all(|other| other.as_ref() == Some(&head)).then(|| serde_json::from_str(&head).ok())?
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
        let is_head = |last: &Value| takes_block && Some(last) == head;
        while params.last().is_some_and(|last| last.is_null() || is_head(last)) {
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

    /// A chain that moves on while it is recorded.
    const TWO_HEADS: &str = r#"{ "exchanges": [
        { "method": "chain_getHead", "params": [], "result": "0xaa" },
        { "method": "state_getStorage", "params": ["0x11", "0xaa"], "result": "0x01" },
        { "method": "chain_getBlockHash", "params": [null], "result": "0xbb" },
        { "method": "state_getStorage", "params": ["0x11"], "result": "0x02" },
        { "method": "state_queryStorageAt", "params": [["0x12"]],
          "result": [{ "block": "0xbb", "changes": [["0x12", "0x03"]] }] }
    ] }"#;

    #[test]
    fn a_pinned_block_does_not_change() {
        let replay = Replay::from_json(TWO_HEADS).unwrap();
        for _ in 0..3 {
            let pinned = ask(&replay, "state_getStorage", r#"["0x11","0xaa"]"#);
            assert_eq!(pinned.as_deref(), Ok("\"0x01\""));
            assert_eq!(ask(&replay, "state_getStorage", r#"["0x11"]"#).as_deref(), Ok("\"0x02\""));
            let other = ask(&replay, "state_getStorage", r#"["0x12","0xbb"]"#);
            assert_eq!(other.as_deref(), Ok("\"0x03\""), "the answer said which block it was");
        }
        assert!(ask(&replay, "state_getStorage", r#"["0x12","0xaa"]"#).is_err());
        let heads = [(); 3].map(|()| ask(&replay, "chain_getHead", "[]").unwrap());
        assert_eq!(heads, ["\"0xaa\"", "\"0xbb\"", "\"0xbb\""]);
    }

    #[test]
    fn what_is_no_recording_says_where() {
        let missing = r#"{"exchanges": [{"method": "a", "result": null}, {"method": "b"}]}"#;
        let error = Replay::from_json(missing).unwrap_err().to_string();
        assert_eq!(error, "recording: exchange 1: neither a result nor an error");
        let error = Replay::from_json("{\"exchanges\": [{}]}").unwrap_err().to_string();
        assert!(error.contains("missing field `method`") && error.contains("column"), "{error}");
        let error = Replay::open("no/such/file").unwrap_err().to_string();
        assert!(error.starts_with("recording no/such/file: "), "{error}");
    }
}
