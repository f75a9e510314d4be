//! What becomes of transactions.

use alloc::string::String;
use alloc::vec::Vec;

use futures::executor::block_on;
use futures::{FutureExt, StreamExt};
use serde_json::{Value, json};

use super::super::Chain;
use super::super::hash::mix;
use super::{ask_of, hex};
use crate::{Notice, Params, RpcError, Subscribe, Subscription, Transport};

fn submit(chain: &Chain, extrinsic: &[u8]) -> Result<Value, String> {
    ask_of(chain, "author_submitExtrinsic", Params::new().hex(extrinsic))
}

fn watch(chain: &Chain, extrinsic: &[u8]) -> Subscription {
    let params = Params::new().hex(extrinsic);
    let (watch, end) = ("author_submitAndWatchExtrinsic", "author_unwatchExtrinsic");
    block_on(chain.subscribe(Subscribe::new(watch, params, end))).unwrap()
}

fn statuses(watched: &mut Subscription) -> Vec<Value> {
    let waiting = core::iter::from_fn(|| watched.next().now_or_never().flatten());
    let status = |notice| match notice {
        Ok(Notice::Item(reply)) => reply.read("JSON").unwrap(),
        other => panic!("{other:?}"),
    };
    waiting.map(status).collect()
}

#[test]
fn a_transaction_waits_for_the_next_block() {
    let chain = Chain::builder().build();
    assert_eq!(submit(&chain, &[1, 2]).unwrap(), hex(&mix(&[1, 2])));
    assert_eq!(chain.pool(), [[1, 2]]);
    let pending = ask_of(&chain, "author_pendingExtrinsics", Params::new()).unwrap();
    assert_eq!(pending, json!(["0x0102"]));
    chain.build_block(|block| block.skip_pool());
    assert_eq!(chain.pool().len(), 1);
    chain.build_block(|block| block.extrinsic([0]));
    let block = ask_of(&chain, "chain_getBlock", Params::new()).unwrap();
    assert_eq!(block["block"]["extrinsics"], json!(["0x00", "0x0102"]));
    assert!(chain.pool().is_empty());
}

#[test]
fn the_pool_takes_so_many_bytes_and_no_more() {
    const MIB: usize = 1 << 20;
    let chain = Chain::builder().hasher(|bytes| [bytes[0]; 32]).build();
    let submit = |name: u8, len: usize| {
        let message = submit(&chain, &vec![name; len]);
        message.map_err(|error| assert!(error.contains("error 1016"), "{error}"))
    };
    submit(0, 20 * MIB + 1).unwrap_err();
    for name in 0..20 {
        submit(name, MIB).unwrap();
    }
    submit(20, 1).unwrap_err();
    // A block makes room.
    chain.advance(1);
    submit(20, 20 * MIB).unwrap();
}

#[test]
fn the_pool_refuses_what_it_has_and_what_it_is_told_to() {
    let chain = Chain::builder().hasher(|bytes| [bytes[0]; 32]).build();
    assert_eq!(submit(&chain, &[1]).unwrap(), hex(&[1; 32]));
    assert!(submit(&chain, &[1]).unwrap_err().contains("error 1013"));
    chain.on_submit(|extrinsic| match extrinsic {
        [7, ..] => Err(RpcError::new(1010, "Invalid Transaction")),
        _ => Ok(()),
    });
    assert!(submit(&chain, &[7]).unwrap_err().contains("error 1010: Invalid Transaction"));
    submit(&chain, &[8]).unwrap();
    assert_eq!(chain.pool(), [[1], [8]]);
}

#[test]
fn the_pool_has_a_limit() {
    let chain = Chain::builder().build();
    let mut session = chain.session();
    let mut submit = |n: u32| {
        let extrinsic = const_hex::encode_prefixed(n.to_be_bytes());
        let (method, params) = ("author_submitExtrinsic", json!([extrinsic]));
        let frame = json!({ "jsonrpc": "2.0", "id": n, "method": method, "params": params });
        session.handle(&frame.to_string()).unwrap()
    };
    let refused = (0..8193).map(&mut submit).filter(|answer| answer.contains("error")).count();
    assert_eq!(refused, 1);
    assert!(submit(9000).contains(r#""code":1016"#));
    chain.advance(1);
    assert!(!submit(9000).contains("error"));
}

#[test]
fn a_watched_transaction_tells_its_life() {
    let chain = Chain::builder().finality_lag(1).build();
    let mut watched = watch(&chain, &[1]);
    assert_eq!(statuses(&mut watched), [json!("ready")]);
    let first = hex(&chain.advance(1));
    assert_eq!(statuses(&mut watched), [json!({ "inBlock": first })]);
    assert_eq!(chain.subscriptions(), 1);
    chain.advance(1);
    assert_eq!(statuses(&mut watched), [json!({ "finalized": first })]);
    assert_eq!(chain.subscriptions(), 0, "there is nothing more to tell");
}

#[test]
fn a_reorg_brings_a_transaction_back() {
    let chain = Chain::builder().finality_lag(u32::MAX).build();
    let [mut lost, mut kept] = [[1], [2]].map(|extrinsic| watch(&chain, &extrinsic));
    let old = hex(&chain.advance(1));
    let mut fork = chain.fork(1).unwrap();
    let rival = hex(&fork.build_block(|block| block.extrinsic([2])).unwrap());
    fork.reorg().unwrap();
    assert_eq!(chain.pool(), [[1]], "the other branch has the second");
    let [ready, mined, gone] =
        [json!("ready"), json!({ "inBlock": old }), json!({ "retracted": old })];
    assert_eq!(statuses(&mut lost), [ready.clone(), mined.clone(), gone.clone()]);
    assert_eq!(statuses(&mut kept), [ready, mined, gone, json!({ "inBlock": rival })]);
    let next = hex(&chain.advance(1));
    assert_eq!(statuses(&mut lost), [json!({ "inBlock": next })]);
}

#[test]
fn a_refused_transaction_is_not_watched() {
    let chain = Chain::builder().build();
    submit(&chain, &[1]).unwrap();
    let watch = Subscribe::new("author_submitAndWatchExtrinsic", Params::new().hex(&[1]), "x");
    assert!(block_on(chain.subscribe(watch)).is_err());
    assert_eq!(chain.subscriptions(), 0);
}
