//! A node in memory: one block, its storage and its runtime.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Bound;

use async_trait::async_trait;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::{Error, Params, Reply, Request, RpcError, Transport};

/// A node in memory, as a transport. Clones share it.
///
/// It answers `chain_getBlockHash`, `chain_getHead`, `chain_getFinalizedHead`, `chain_getHeader`,
/// `state_call`, `state_getKeysPaged`, `state_getRuntimeVersion`, `state_getStorage`,
/// `state_queryStorageAt`, `system_chain`, the usual aliases of these, and any other method with
/// JSON-RPC's "method not found". It has two blocks, genesis and the head, and one state, the
/// head's; genesis answers as a block whose state was pruned.
///
/// ```
/// use subwire_transport::mock::Chain;
/// use subwire_transport::{Params, Transport};
///
/// let chain = Chain::builder()
///     .runtime_call("Api_double", |args| Ok(args.repeat(2)))
///     .build();
/// let reply = chain.request("state_call", Params::new().text("Api_double").hex(&[7]));
/// assert_eq!(futures::executor::block_on(reply)?.hex()?, [7, 7]);
/// # Ok::<(), subwire_transport::Error>(())
/// ```
#[derive(Clone)]
pub struct Chain {
    state: Arc<State>,
}

/// What a [`Chain`] is made of.
#[derive(Default)]
pub struct ChainBuilder {
    state: State,
}

type RuntimeCall = Box<dyn Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync>;

struct State {
    name: String,
    spec_version: u32,
    number: u32,
    head: [u8; 32],
    storage: BTreeMap<Vec<u8>, Vec<u8>>,
    calls: BTreeMap<String, RuntimeCall>,
}

/// Every chain of this mock starts with the same block.
const GENESIS: [u8; 32] = [0; 32];

/// Substrate's answer to a page that asks for more keys than this is an error.
const MAX_KEYS_PAGE: u32 = 1000;

/// Substrate's error numbers for the state and chain methods.
const STATE_ERROR: i64 = 4003;

impl Chain {
    /// A chain without storage at block 1.
    #[must_use]
    pub fn builder() -> ChainBuilder {
        ChainBuilder::default()
    }

    /// The hash of the head.
    #[must_use]
    pub fn head(&self) -> [u8; 32] {
        self.state.head
    }
}

impl ChainBuilder {
    /// Sets the head's number and hash.
    #[must_use]
    pub fn block(mut self, number: u32, hash: [u8; 32]) -> Self {
        (self.state.number, self.state.head) = (number, hash);
        self
    }

    /// Sets what `system_chain` answers.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.state.name = name.into();
        self
    }

    /// Sets the runtime's spec version.
    #[must_use]
    pub fn spec_version(mut self, version: u32) -> Self {
        self.state.spec_version = version;
        self
    }

    /// Stores a value under a key.
    #[must_use]
    pub fn storage(mut self, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) -> Self {
        self.state.storage.insert(key.into(), value.into());
        self
    }

    /// Stores many values.
    #[must_use]
    pub fn storage_many(mut self, entries: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> Self {
        self.state.storage.extend(entries);
        self
    }

    /// Answers the runtime call `name`, such as `Core_version`: from the call's SCALE arguments
    /// to its SCALE result, or to the message of an error.
    #[must_use]
    pub fn runtime_call(
        mut self,
        name: impl Into<String>,
        answer: impl Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync + 'static,
    ) -> Self {
        self.state.calls.insert(name.into(), Box::new(answer));
        self
    }

    /// The chain.
    #[must_use]
    pub fn build(self) -> Chain {
        Chain { state: Arc::new(self.state) }
    }
}

#[async_trait]
impl Transport for Chain {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        super::travel().await;
        let answer = self.state.answer(request.method, &Args::read(&request.params)?)?;
        Ok(Reply::from_json(answer.to_string()))
    }
}

impl State {
    fn answer(&self, method: &str, args: &Args<'_>) -> Result<Value, Error> {
        match method {
            "chain_getHead" => Ok(hex(&self.head)),
            "chain_getBlockHash" => match args.optional(0)? {
                None => Ok(hex(&self.head)),
                Some(Numbers::One(number)) => Ok(self.block_hash(number)),
                Some(Numbers::Many(numbers)) => {
                    Ok(numbers.into_iter().map(|number| self.block_hash(number)).collect())
                }
            },
            "chain_getFinalizedHead" | "chain_getFinalisedHead" => Ok(hex(&self.head)),
            "chain_getHeader" => Ok(self.header(args.optional(0)?)),
            "state_call" | "state_callAt" => {
                self.check_block(args.optional(2)?)?;
                self.call(args.required(0)?, &args.required::<Hex>(1)?.0)
            }
            "state_getKeysPaged" | "state_getKeysPagedAt" => {
                self.check_block(args.optional(3)?)?;
                let start = args.optional::<Hex>(2)?.map(|start| start.0);
                self.keys(&args.required::<Hex>(0)?.0, args.required(1)?, start)
            }
            "state_getRuntimeVersion" | "chain_getRuntimeVersion" => {
                self.check_block(args.optional(0)?)?;
                Ok(json!({
                    "apis": [],
                    "authoringVersion": 1,
                    "implName": self.name,
                    "implVersion": 1,
                    "specName": self.name,
                    "specVersion": self.spec_version,
                    "stateVersion": 1,
                    "transactionVersion": 1,
                }))
            }
            "state_getStorage" | "state_getStorageAt" => {
                self.check_block(args.optional(1)?)?;
                Ok(self.value(&args.required::<Hex>(0)?.0))
            }
            "state_queryStorageAt" => {
                self.check_block(args.optional(1)?)?;
                let keys: Vec<Hex> = args.required(0)?;
                Ok(self.changes(keys))
            }
            "system_chain" => Ok(json!(self.name)),
            _ => {
                let message = format!("method not found: {method}");
                Err(Error::Rpc(RpcError::new(RpcError::METHOD_NOT_FOUND, message)))
            }
        }
    }

    fn value(&self, key: &[u8]) -> Value {
        self.storage.get(key).map_or(Value::Null, |value| hex(value))
    }

    /// As Substrate answers: a key asked for twice changes once, and a block without changes is
    /// left out.
    fn changes(&self, keys: Vec<Hex>) -> Value {
        let mut asked = BTreeSet::new();
        let keys = keys.into_iter().map(|key| key.0).filter(|key| asked.insert(key.clone()));
        let changes: Vec<Value> = keys.map(|key| json!([hex(&key), self.value(&key)])).collect();
        if changes.is_empty() {
            return json!([]);
        }
        json!([{ "block": hex(&self.head), "changes": changes }])
    }

    fn keys(&self, prefix: &[u8], count: u32, start: Option<Vec<u8>>) -> Result<Value, Error> {
        if count > MAX_KEYS_PAGE {
            let message = format!("count {count} exceeds maximum value {MAX_KEYS_PAGE}");
            return Err(Error::Rpc(RpcError::new(4002, message)));
        }
        let after = start.as_deref().filter(|start| *start >= prefix);
        let from = after.map_or(Bound::Included(prefix), Bound::Excluded);
        let keys = self.storage.range::<[u8], _>((from, Bound::Unbounded));
        let keys = keys.map(|(key, _)| key).take_while(|key| key.starts_with(prefix));
        Ok(keys.take(count as usize).map(|key| hex(key)).collect())
    }

    fn call(&self, name: &str, args: &[u8]) -> Result<Value, Error> {
        let failed = |message| Error::Rpc(RpcError::new(STATE_ERROR, message));
        let Some(answer) = self.calls.get(name) else {
            let message =
                format!("Client error: Execution failed: Exported method {name} is not found");
            return Err(failed(message));
        };
        answer(args)
            .map(|bytes| hex(&bytes))
            .map_err(|message| failed(format!("Client error: Execution failed: {message}")))
    }

    fn block_hash(&self, number: Number) -> Value {
        match number.0 {
            number if number == u64::from(self.number) => hex(&self.head),
            0 => hex(&GENESIS),
            _ => Value::Null,
        }
    }

    fn header(&self, block: Option<Hex>) -> Value {
        let number = match block {
            None => self.number,
            Some(Hex(hash)) if hash == self.head => self.number,
            Some(Hex(hash)) if hash == GENESIS => 0,
            Some(_) => return Value::Null,
        };
        json!({
            "number": format!("{number:#x}"),
            "parentHash": hex(&GENESIS),
            "stateRoot": hex(&GENESIS),
            "extrinsicsRoot": hex(&GENESIS),
            "digest": { "logs": [] },
        })
    }

    fn check_block(&self, block: Option<Hex>) -> Result<(), Error> {
        match block {
            Some(Hex(hash)) if hash != self.head => {
                let hash = const_hex::encode_prefixed(hash);
                let message = format!("Client error: UnknownBlock: State not found for {hash}");
                Err(Error::Rpc(RpcError::new(STATE_ERROR, message)))
            }
            _ => Ok(()),
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self {
            name: "mock".into(),
            spec_version: 1,
            number: 1,
            head: [1; 32],
            storage: BTreeMap::new(),
            calls: BTreeMap::new(),
        }
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(f)
    }
}

impl fmt::Debug for ChainBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(f)
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain")
            .field("name", &self.name)
            .field("number", &self.number)
            .field("entries", &self.storage.len())
            .field("runtime_calls", &self.calls.keys())
            .finish_non_exhaustive()
    }
}

/// The parameters of a request, read by position as a node reads them.
struct Args<'a>(Vec<&'a RawValue>);

impl<'a> Args<'a> {
    fn read(params: &'a Params) -> Result<Self, Error> {
        serde_json::from_str(params.as_json()).map(Self).map_err(|error| invalid(&error))
    }

    fn required<T: Deserialize<'a>>(&self, at: usize) -> Result<T, Error> {
        let raw = self.0.get(at).map_or("null", |raw| raw.get());
        serde_json::from_str(raw).map_err(|error| invalid(&error))
    }

    fn optional<T: Deserialize<'a>>(&self, at: usize) -> Result<Option<T>, Error> {
        self.required(at)
    }
}

fn invalid(error: &serde_json::Error) -> Error {
    Error::Rpc(RpcError::new(RpcError::INVALID_PARAMS, format!("invalid params: {error}")))
}

/// Bytes, from hex with or without `0x`, as nodes take both.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Hex(Vec<u8>);

impl TryFrom<String> for Hex {
    type Error = const_hex::FromHexError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const_hex::decode(text).map(Self)
    }
}

/// One block number, or several: nodes answer in kind.
#[derive(Deserialize)]
#[serde(untagged)]
enum Numbers {
    One(Number),
    Many(Vec<Number>),
}

/// A block number, from a number or from hex in a string.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
struct Number(u64);

impl TryFrom<Value> for Number {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let number = match &value {
            Value::String(text) => {
                text.strip_prefix("0x").and_then(|digits| u64::from_str_radix(digits, 16).ok())
            }
            other => other.as_u64(),
        };
        number.map(Self).ok_or_else(|| format!("{value} is no block number"))
    }
}

fn hex(bytes: &[u8]) -> Value {
    Value::String(const_hex::encode_prefixed(bytes))
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::*;

    fn chain() -> Chain {
        Chain::builder()
            .block(7, [7; 32])
            .storage([1, 1], [10])
            .storage([1, 2], [20])
            .storage([1, 3], [])
            .storage([2], [30])
            .runtime_call("Api_fails", |_| Err("on purpose".into()))
            .build()
    }

    fn ask(method: &str, params: Params) -> Result<Value, String> {
        let reply = block_on(chain().request(method, params)).map_err(|error| error.to_string())?;
        reply.read("JSON").map_err(|error| error.to_string())
    }

    #[test]
    fn storage_by_key_and_by_page() {
        let value = |key: &[u8]| ask("state_getStorage", Params::new().hex(key)).unwrap();
        assert_eq!(value(&[1, 2]), "0x14");
        assert_eq!(value(&[1, 3]), "0x");
        assert_eq!(value(&[9]), Value::Null);
        let page = |count, start: &[u8]| {
            ask("state_getKeysPaged", Params::new().hex(&[1]).number(count).hex(start)).unwrap()
        };
        assert_eq!(page(2, &[1]), json!(["0x0101", "0x0102"]));
        assert_eq!(page(2, &[1, 2]), json!(["0x0103"]));
        assert_eq!(page(2, &[2]), json!([]));
        let null_start = Params::new().hex(&[]).number(1000).null();
        assert_eq!(ask("state_getKeysPaged", null_start).unwrap().as_array().unwrap().len(), 4);
        let error = ask("state_getKeysPaged", Params::new().hex(&[]).number(1001)).unwrap_err();
        assert!(error.contains("exceeds maximum"), "{error}");
    }

    #[test]
    fn values_come_with_their_block() {
        let answer = ask("state_queryStorageAt", Params::new().hexes([&[2][..], &[9]])).unwrap();
        let block = hex(&[7; 32]);
        assert_eq!(
            answer,
            json!([{"block": block, "changes": [["0x02", "0x1e"], ["0x09", null]]}])
        );
        let twice = ask("state_queryStorageAt", Params::new().hexes([[2], [2]])).unwrap();
        assert_eq!(twice, json!([{"block": block, "changes": [["0x02", "0x1e"]]}]));
        let none = ask("state_queryStorageAt", Params::new().hexes::<&[u8]>([])).unwrap();
        assert_eq!(none, json!([]));
    }

    #[test]
    fn blocks_by_number() {
        let hash = |number| ask("chain_getBlockHash", Params::new().number(number)).unwrap();
        assert_eq!((hash(7), hash(8)), (hex(&[7; 32]), Value::Null));
        assert_eq!(ask("chain_getHeader", Params::new()).unwrap()["number"], "0x7");
        assert_eq!(hash(0), ask("chain_getBlockHash", Params::new().text("0x0")).unwrap());
        let list = Params::from_json("[[7, 8, 0]]").unwrap();
        assert_eq!(ask("chain_getBlockHash", list).unwrap(), json!([hash(7), null, hash(0)]));
    }

    #[test]
    fn a_wrong_request_gets_a_nodes_error() {
        let cases = [
            ("state_getStorage", Params::new(), "error -32602: invalid params"),
            ("state_getStorage", Params::new().text("0xzz"), "error -32602: invalid params"),
            (
                "state_getStorage",
                Params::new().hex(&[1]).hex(&[1; 32]),
                "error 4003: Client error: UnknownBlock",
            ),
            ("chain_getBlockHash", Params::new().text("x"), "error -32602: invalid params"),
            (
                "state_call",
                Params::new().text("A_b").hex(&[]),
                "error 4003: Client error: Execution failed: Exported method A_b is not found",
            ),
            (
                "state_call",
                Params::new().text("Api_fails").hex(&[]),
                "error 4003: Client error: Execution failed: on purpose",
            ),
            ("author_submitExtrinsic", Params::new(), "error -32601: method not found"),
        ];
        for (method, params, start) in cases {
            let error = ask(method, params).unwrap_err();
            assert!(error.starts_with(&format!("the node answered with {start}")), "{error}");
        }
    }
}
