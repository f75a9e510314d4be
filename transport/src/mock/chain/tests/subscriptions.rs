//! Who listens hears everything, and no more than was asked for.

use alloc::string::String;
use alloc::vec::Vec;

use futures::executor::block_on;
use futures::{FutureExt, StreamExt};
use serde_json::{Value, json};

use super::super::Chain;
use super::{ask_of, hex};
use crate::{Error, Notice, Overflow, Params, Subscribe, Subscription, Transport};

fn subscribe(chain: &Chain, subscribe: Subscribe<'_>) -> Subscription {
    block_on(chain.subscribe(subscribe)).unwrap()
}

fn listen(chain: &Chain, method: &str) -> Subscription {
    let end = method.replace("subscribe", "unsubscribe");
    subscribe(chain, Subscribe::new(method, Params::new(), &end))
}

/// What waits to be read.
fn read(subscription: &mut Subscription) -> Vec<Result<Notice, Error>> {
    core::iter::from_fn(|| subscription.next().now_or_never().flatten()).collect()
}

fn items(subscription: &mut Subscription) -> Vec<Value> {
    let item = |notice| match notice {
        Ok(Notice::Item(reply)) => reply.read("JSON").unwrap(),
        other => panic!("{other:?}"),
    };
    read(subscription).into_iter().map(item).collect()
}

fn numbers(subscription: &mut Subscription) -> Vec<u32> {
    let number = |head: Value| {
        let text: String = serde_json::from_value(head["number"].clone()).unwrap();
        u32::from_str_radix(&text[2..], 16).unwrap()
    };
    items(subscription).into_iter().map(number).collect()
}

#[test]
fn heads_begin_with_what_is_there() {
    let chain = Chain::builder().block(5, [5; 32]).finality_lag(3).build();
    let [mut all, mut best, mut last] =
        ["chain_subscribeAllHeads", "chain_subscribeNewHead", "chain_subscribeFinalisedHeads"]
            .map(|method| listen(&chain, method));
    assert_eq!([&mut all, &mut best, &mut last].map(numbers), [[5], [5], [5]]);
    chain.advance(4);
    assert_eq!([&mut all, &mut best].map(numbers), [[6, 7, 8, 9], [6, 7, 8, 9]]);
    assert_eq!(numbers(&mut last), [6], "three behind");
    chain.finalize(9);
    assert_eq!(numbers(&mut last), [7, 8, 9], "none is left out");
}

#[test]
fn a_reorg_announces_the_new_head_only() {
    let chain = Chain::builder().finality_lag(u32::MAX).build();
    chain.advance(2);
    let mut fork = chain.fork(1).unwrap();
    let (mut all, mut best) =
        (listen(&chain, "chain_subscribeAllHeads"), listen(&chain, "chain_subscribeNewHeads"));
    assert_eq!((numbers(&mut all), numbers(&mut best)), (vec![3], vec![3]));
    fork.advance(3).unwrap();
    assert_eq!((numbers(&mut all), numbers(&mut best)), (vec![2, 3, 4], vec![]));
    fork.reorg().unwrap();
    fork.reorg().unwrap();
    assert_eq!((numbers(&mut all), numbers(&mut best)), (vec![], vec![4]), "once");
}

#[test]
fn storage_tells_the_values_and_then_what_changes() {
    let chain = Chain::builder().storage([1], [10]).finality_lag(u32::MAX).build();
    let params = Params::new().hexes([[1], [2], [1]]);
    let subscription = Subscribe::new("state_subscribeStorage", params, "state_unsubscribeStorage");
    let mut values = subscribe(&chain, subscription);
    let head = hex(&chain.head());
    let first = json!({ "block": head, "changes": [["0x01", "0x0a"], ["0x02", null]] });
    assert_eq!(items(&mut values), [first]);
    chain.build_block(|block| block.set([3], [1]));
    chain.build_block(|block| block.set([1], [10]));
    assert_eq!(items(&mut values), [Value::Null; 0], "nothing of it changed");
    let changed = chain.build_block(|block| block.remove([1]).set([2], [20]));
    let change = json!({ "block": hex(&changed), "changes": [["0x01", null], ["0x02", "0x14"]] });
    assert_eq!(items(&mut values), [change]);
    let mut fork = chain.fork(3).unwrap();
    let other = fork.build_block(|block| block.set([4], [4])).unwrap();
    fork.reorg().unwrap();
    let back = json!({ "block": hex(&other), "changes": [["0x01", "0x0a"], ["0x02", null]] });
    assert_eq!(items(&mut values), [back], "the other branch has the old values");
    let all = Subscribe::new("state_subscribeStorage", Params::new(), "state_unsubscribeStorage");
    let error = block_on(chain.subscribe(all)).unwrap_err().to_string();
    assert!(error.contains("-32601") && error.contains("unsafe"), "{error}");
}

#[test]
fn an_upgrade_is_told_once() {
    let chain = Chain::builder().spec_version(7).build();
    let mut versions = listen(&chain, "state_subscribeRuntimeVersion");
    chain.advance(1);
    chain.upgrade(8, *b"meta");
    chain.advance(1);
    let versions: Vec<Value> =
        items(&mut versions).into_iter().map(|item| item["specVersion"].clone()).collect();
    assert_eq!(versions, [7, 8]);
}

#[test]
fn dropping_unsubscribes() {
    let chain = Chain::builder().build();
    let heads = listen(&chain, "chain_subscribeNewHeads");
    let others = listen(&chain, "chain_subscribeNewHeads");
    assert_ne!(heads.id(), others.id());
    assert!(heads.id().len() == 16 && heads.id().chars().all(|c| c.is_ascii_alphanumeric()));
    assert_eq!(chain.subscriptions(), 2);
    drop(heads);
    assert_eq!(chain.subscriptions(), 1);
    // Not even one whose future was dropped before it was there.
    let subscription = Subscribe::new("chain_subscribeAllHeads", Params::new(), "x");
    assert!(chain.subscribe(subscription).now_or_never().is_none());
    drop(others);
    assert_eq!(chain.subscriptions(), 0);
}

#[test]
fn a_slow_reader_learns_what_it_missed() {
    let chain = Chain::builder().build();
    let kinds = [Overflow::DropOldest, Overflow::DropNewest, Overflow::End];
    let mut slow = kinds.map(|overflow| {
        let heads = Subscribe::new("chain_subscribeNewHeads", Params::new(), "x");
        subscribe(&chain, heads.buffer(2).overflow(overflow))
    });
    chain.advance(3);
    assert_eq!(chain.subscriptions(), 2, "one asked to be ended");
    let [oldest, newest, end] = slow.each_mut().map(read);
    assert!(matches!(oldest[..], [Ok(Notice::Lagged(2)), Ok(_), Ok(_)]), "{oldest:?}");
    assert!(matches!(newest[..], [Ok(_), Ok(_), Ok(Notice::Lagged(2))]), "{newest:?}");
    let [Ok(_), Ok(_), Err(Error::Lagged { buffered: 2 })] = &end[..] else { panic!("{end:?}") };
    assert!(matches!(slow[2].next().now_or_never(), Some(None)));
}

#[test]
fn a_reader_is_woken() {
    let chain = Chain::builder().build();
    let mut heads = listen(&chain, "chain_subscribeNewHeads");
    block_on(async {
        heads.next().await.unwrap().unwrap();
        let build = async { chain.advance(1) };
        let (head, _) = futures::join!(heads.next(), build);
        assert!(matches!(head, Some(Ok(Notice::Item(_)))));
    });
}

#[test]
fn subscriptions_want_somewhere_to_go() {
    let chain = Chain::builder().build();
    let error = ask_of(&chain, "chain_subscribeNewHeads", Params::new()).unwrap_err();
    assert!(error.contains("-32603") && error.contains("wants a connection"), "{error}");
    assert_eq!(chain.subscriptions(), 0);
}
