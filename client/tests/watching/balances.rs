use core::time::Duration;
use std::sync::Arc;

use futures::executor::block_on;
use futures::{FutureExt, StreamExt};
use subwire::codec::AccountId;
use subwire::codec::codec::Encode;
use subwire::codec::hash::blake2b_256;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::transport::layer::Meter;
use subwire::transport::mock::{Break, Chain, Network, NewBlock, VirtualClock};
use subwire::transport::{Notice, Transport, WebSocket};
use subwire::{BalanceChanges, BalanceNotice, BlockHash, Error, Subtensor};

use crate::support::{account, info, subtensor_chain};
use crate::told;

fn chain() -> Chain {
    let entries = (0..3).map(|n| (ACCOUNT.key((account(n),)), info(100).encode()));
    subtensor_chain().finality_lag(u32::MAX).storage_many(entries).block_hasher(blake2b_256).build()
}

fn set(n: u32, rao: u64) -> impl FnOnce(NewBlock) -> NewBlock {
    move |block| block.set(ACCOUNT.key((account(n),)), info(rao).encode())
}

async fn begin<T: Transport>(subtensor: &Subtensor<T>, accounts: u32) -> BalanceChanges<T> {
    let mut balances = subtensor.watch_balances((0..accounts).map(account)).await.unwrap();
    let Some(Ok(BalanceNotice::Begun { balances: all, .. })) = balances.next().await else {
        panic!()
    };
    assert_eq!(all.len(), accounts as usize);
    balances
}

/// The next notice: its block, and each change by the account's number.
async fn next<T: Transport>(balances: &mut BalanceChanges<T>) -> (BlockHash, Vec<(u32, u64, u64)>) {
    let notice = balances.next().await.unwrap().unwrap();
    let BalanceNotice::Changed { at, changes, .. } = notice else { panic!("{notice:?}") };
    let number = |account: AccountId| (0..9).find(|n| crate::support::account(*n) == account);
    let changes =
        changes.iter().map(|one| (number(one.account).unwrap(), one.before.rao(), one.after.rao()));
    (at.hash(), changes.collect())
}

#[test]
fn changes_tell_what_was_before() {
    let run = || async {
        let chain = chain();
        let meter = Meter::new(chain.clone());
        let subtensor = Subtensor::new(meter.clone());
        let mut balances = begin(&subtensor, 4).await;
        let block = chain.build_block(set(1, 150));
        assert_eq!(next(&mut balances).await, (block.into(), vec![(1, 100, 150)]));
        let before: u64 = meter.usage().requests.values().sum();
        // Nobody who is watched, and nothing that counts: no notice.
        chain.build_block(set(8, 5));
        chain.build_block(|block| {
            let mut spent = info(150);
            spent.nonce += 1;
            block.set(ACCOUNT.key((account(1),)), spent.encode())
        });
        let block = chain.build_block(|block| set(3, 7)(set(0, 0)(block)));
        assert_eq!(next(&mut balances).await, (block.into(), vec![(0, 100, 0), (3, 0, 7)]));
        let after: u64 = meter.usage().requests.values().sum();
        assert_eq!(after - before, 2, "one for each block that changes an account");
        let block = chain.build_block(|block| block.remove(ACCOUNT.key((account(1),))));
        assert_eq!(next(&mut balances).await, (block.into(), vec![(1, 150, 0)]));
        drop(balances);
        assert_eq!(chain.subscriptions(), 0);
    };
    block_on(run());
    smol::block_on(run());
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(run());
}

#[test]
fn a_block_of_another_branch_changes_nothing() {
    let chain = chain();
    let (node, telling) = told(&chain);
    let key = ACCOUNT.key((account(1),));
    let tell = |block, rao| telling.changes(block, &[(&key, &info(rao).encode())]);
    block_on(async {
        let subtensor = crate::trusting(node);
        let mut balances = begin(&subtensor, 2).await;
        let mut fork = chain.fork(5).unwrap();
        let aside = fork.build_block(set(1, 1)).unwrap();
        tell(aside, 1);
        let block = chain.build_block(set(1, 2));
        tell(block, 2);
        assert_eq!(next(&mut balances).await, (block.into(), vec![(1, 100, 2)]));
        assert!(balances.next().now_or_never().is_none());

        // The branch becomes the best one, and the node takes nothing back.
        let block = fork.build_block(set(0, 5)).unwrap();
        fork.reorg().unwrap();
        telling.changes(block, &[(&ACCOUNT.key((account(0),)), &info(5).encode())]);
        assert_eq!(next(&mut balances).await, (block.into(), vec![(0, 100, 5), (1, 2, 1)]));
        assert!(balances.next().now_or_never().is_none());
    });
}

#[test]
fn what_is_told_before_its_head_waits_for_it() {
    let chain = chain();
    let (node, telling) = told(&chain);
    let key = ACCOUNT.key((account(1),));
    block_on(async {
        let subtensor = crate::trusting(node);
        let mut balances = begin(&subtensor, 2).await;
        let mut fork = chain.fork(5).unwrap();
        let block = fork.build_block(set(1, 1)).unwrap();
        telling.changes(block, &[(&key, &info(1).encode())]);
        assert!(balances.next().now_or_never().is_none());
        fork.reorg().unwrap();
        assert_eq!(next(&mut balances).await, (block.into(), vec![(1, 100, 1)]));
    });
}

#[test]
fn what_is_missing_is_read_anew() {
    let chain = chain();
    let (node, telling) = told(&chain);
    block_on(async {
        let subtensor = crate::trusting(node);
        let mut balances = begin(&subtensor, 2).await;
        // No account's bytes: an error in their place, and then what was missed by it.
        let block = chain.build_block(set(1, 9));
        telling.changes(block, &[(&ACCOUNT.key((account(1),)), &[1])]);
        let error = balances.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
        chain.advance(1);
        assert_eq!(next(&mut balances).await, (chain.head().into(), vec![(1, 100, 9)]));

        for notice in [Notice::Lagged(3), Notice::resumed(Duration::from_secs(7), "2")] {
            let rao = chain.number().into();
            let block = chain.build_block(set(1, rao));
            telling.notice(notice);
            match balances.next().await.unwrap().unwrap() {
                BalanceNotice::Lagged(missed) => assert_eq!(missed, 3),
                BalanceNotice::Resumed { gap, .. } => assert_eq!(gap, Duration::from_secs(7)),
                other => panic!("{other:?}"),
            }
            let (at, changes) = next(&mut balances).await;
            assert_eq!((at, changes[0].2), (block.into(), rao));
        }
    });
}

#[test]
fn a_block_that_was_not_announced_is_not_missed() {
    let chain = chain();
    let (node, _telling) = told(&chain);
    block_on(async {
        let subtensor = crate::trusting(node);
        let mut balances = begin(&subtensor, 2).await;
        // The node tells nothing of the change, and of more heads than are kept for us.
        chain.build_block(set(1, 55));
        chain.advance(200);
        assert_eq!(next(&mut balances).await, (chain.head().into(), vec![(1, 100, 55)]));
    });
}

/// As behind a balancer: the connection comes back to another node of the same chain.
#[test]
fn a_node_that_is_behind_takes_over() {
    let (clock, [ahead, behind]) = (VirtualClock::new(), [chain(), chain()]);
    let network = Network::new(&clock, 1);
    network.serve("node", ahead.clone());
    let builder = WebSocket::builder().endpoint("ws://node").clock(Arc::new(clock));
    let (rpc, driver) = builder.build_with(network.connector());
    network.run(driver.run(async {
        let mut balances = begin(&crate::trusting(rpc), 2).await;
        let [first, second] = [150, 160].map(|rao| ahead.build_block(set(1, rao)));
        assert_eq!(next(&mut balances).await, (first.into(), vec![(1, 100, 150)]));
        assert_eq!(next(&mut balances).await, (second.into(), vec![(1, 150, 160)]));

        assert_eq!(behind.build_block(set(1, 150)), first);
        network.serve("node", behind.clone());
        network.break_now("node", Break::Cut);
        let resumed = balances.next().await.unwrap().unwrap();
        assert!(matches!(resumed, BalanceNotice::Resumed { .. }), "{resumed:?}");
        assert_eq!(next(&mut balances).await, (first.into(), vec![(1, 160, 150)]));
        assert_eq!(behind.build_block(set(1, 160)), second);
        assert_eq!(next(&mut balances).await, (second.into(), vec![(1, 150, 160)]));
        let third = behind.build_block(set(1, 170));
        assert_eq!(next(&mut balances).await, (third.into(), vec![(1, 160, 170)]));
    }));
}

#[test]
fn the_stream_ends_with_its_subscription() {
    let chain = chain();
    let (node, telling) = told(&chain);
    block_on(async {
        let subtensor = crate::trusting(node);
        let mut balances = begin(&subtensor, 2).await;
        drop(telling);
        assert!(balances.next().await.is_none());
        assert!(balances.next().await.is_none());
    });
}
