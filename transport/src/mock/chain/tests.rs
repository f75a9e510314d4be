//! A chain as its clients see it.

use alloc::string::{String, ToString};
use futures::executor::block_on;
use serde_json::{Value, json};

use super::Chain;
use super::args::hex;
use crate::{Params, Transport};

mod faults;
mod history;
mod sessions;
mod subscriptions;
mod transactions;

/// What a chain answers, as JSON, or the words of its error.
fn ask_of(chain: &Chain, method: &str, params: Params) -> Result<Value, String> {
    let reply = block_on(chain.request(method, params)).map_err(|error| error.to_string())?;
    reply.read("JSON").map_err(|error| error.to_string())
}

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
    ask_of(&chain(), method, params)
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
    assert_eq!(answer, json!([{"block": block, "changes": [["0x02", "0x1e"], ["0x09", null]]}]));
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
        ("system_dryRun", Params::new(), "error -32601: method not found"),
    ];
    for (method, params, start) in cases {
        let error = ask(method, params).unwrap_err();
        assert!(error.starts_with(&format!("the node answered with {start}")), "{error}");
    }
}
