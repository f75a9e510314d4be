use core::task::Poll;

use futures::StreamExt;
use futures::executor::block_on;
use subwire::codec::codec::Encode;
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::subtensor_module::storage::{NETWORKS_ADDED, TEMPO};
use subwire::transport::layer::Meter;
use subwire::transport::mock::{Chain, NewBlock};
use subwire::{BlockHash, Follow, Subtensor};

use crate::item;
use crate::support::subtensor_chain;

/// Subnets 1 and 2 of tempo 10, from block 5 on.
fn chain() -> Chain {
    let subnet = |netuid: u16| {
        let of = (NetUid(netuid),);
        [(NETWORKS_ADDED.key(of), vec![1]), (TEMPO.key(of), 10u16.encode()), since(netuid, 3)]
    };
    subtensor_chain()
        .finality_lag(u32::MAX)
        .storage_many([subnet(1), subnet(2)].concat())
        .block_hasher(subwire::codec::hash::blake2b_256)
        .build()
}

fn since(netuid: u16, blocks: u64) -> (Vec<u8>, Vec<u8>) {
    (item::<u64>("BlocksSinceLastStep").key((NetUid(netuid),)), blocks.encode())
}

fn set(block: NewBlock, (key, value): (Vec<u8>, Vec<u8>)) -> NewBlock {
    block.set(key, value)
}

#[test]
fn each_head_comes_with_its_epochs_in_one_request() {
    let chain = chain();
    let meter = Meter::new(chain.clone());
    let subtensor = Subtensor::new(meter.clone());
    block_on(async {
        // Subnet 9 does not exist.
        let netuids = [9, 2, 1].map(NetUid);
        let mut heads = subtensor.epoch_heads(netuids).await.unwrap();
        let head = heads.next().await.unwrap().unwrap();
        let shown: Vec<_> =
            head.epochs.iter().map(|one| (one.netuid.0, one.tempo, one.index, one.next)).collect();
        // (block + netuid + 2) is a multiple of 11.
        assert_eq!(shown, [(2, 10, 0, Some(7)), (1, 10, 0, Some(8))]);
        assert_eq!(head.epochs[0].blocks_until_next(), Some(2));
        assert_eq!((head.epochs[0].block, head.epochs[0].last_step()), (5, 2));

        let before: u64 = meter.usage().requests.values().sum();
        for number in 6..=9u64 {
            chain.build_block(|block| set(block, since(2, number % 8)));
            let head = heads.next().await.unwrap().unwrap();
            let [of_2, of_1] = head.epochs[..] else { panic!() };
            assert_eq!((of_2.block, of_2.blocks_since_last_step), (number, number % 8));
            assert_eq!(of_2.next, Some(if number < 7 { 7 } else { 18 }));
            assert_eq!(of_1.next, Some(if number < 8 { 8 } else { 19 }));
            assert_eq!(of_2.index, u64::from(number >= 8));
        }
        let after: u64 = meter.usage().requests.values().sum();
        assert_eq!(after - before, 4, "one for each head");

        // A reorganisation is one event, and its epochs are those of the new head.
        let mut fork = chain.fork(7).unwrap();
        fork.build_block(|block| set(block, since(2, 77))).unwrap();
        fork.reorg().unwrap();
        let head = heads.next().await.unwrap().unwrap();
        assert_eq!((head.event.retracted().len(), head.event.enacted().len()), (2, 1));
        assert_eq!((head.epochs[0].block, head.epochs[0].blocks_since_last_step), (8, 77));
        let pinned = chain.head();
        let at = subtensor.at(BlockHash::from(pinned)).await.unwrap();
        assert_eq!(at.epochs(netuids).await.unwrap(), head.epochs);
        drop(heads);
        assert_eq!(chain.subscriptions(), 0);

        // Taken up again behind a block that was seen, on the branch that won.
        let follow = Follow::new().after(6);
        let mut heads = subtensor.epoch_heads_with(netuids, follow).await.unwrap();
        for (number, next) in [(7, 18), (8, 18)] {
            let head = heads.next().await.unwrap().unwrap();
            assert_eq!((head.epochs[0].block, head.epochs[0].next), (number, Some(next)));
        }
    });
}

#[test]
fn what_later_runtimes_note_comes_before_the_formula() {
    let chain = chain();
    let noted = |name, value: u64| (item::<u64>(name).key((NetUid(1),)), value.encode());
    chain.build_block(|block| {
        let block = set(block, noted("LastEpochBlock", 4));
        let block = set(block, noted("PendingEpochAt", 0));
        set(block, noted("SubnetEpochIndex", 123))
    });
    let subtensor = crate::trusting(chain.clone());
    block_on(async {
        let at = subtensor.at_head().await.unwrap();
        let [one, two] = at.epochs([1, 2].map(NetUid)).await.unwrap()[..] else { panic!() };
        assert_eq!((one.index, one.next), (123, Some(14)));
        assert_eq!((two.index, two.next), (0, Some(7)));
        chain.build_block(|block| set(block, noted("PendingEpochAt", 9)));
        let at = subtensor.at_head().await.unwrap();
        assert_eq!(at.epochs([NetUid(1)]).await.unwrap()[0].next, Some(9));
    });
}

#[test]
fn an_epoch_is_waited_for_under_each_runtime() {
    let wait = || async {
        let chain = chain();
        let subtensor = Subtensor::new(chain.clone());
        let mut waiting = Box::pin(subtensor.wait_for_epoch(1));
        // It runs in block 9; the head behind it is not the next one that is seen.
        for blocks_since in [4, 5, 6, 0, 1] {
            assert!(futures::poll!(&mut waiting).is_pending());
            chain.build_block(|block| set(block, since(1, blocks_since)));
            // Answers come after everybody else had a turn.
            for _ in 0..4 {
                if let Poll::Ready(head) = futures::poll!(&mut waiting) {
                    let head = head.unwrap().unwrap();
                    assert_eq!((head.epochs[0].last_step(), blocks_since), (9, 0));
                    return;
                }
            }
        }
        panic!("the epoch has run");
    };
    block_on(wait());
    smol::block_on(wait());
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(wait());
}

#[test]
fn what_never_runs_is_not_waited_for() {
    let chain = chain();
    chain.build_block(|block| block.set(TEMPO.key((NetUid(2),)), [0, 0]));
    let subtensor = Subtensor::new(chain);
    block_on(async {
        for netuid in [2, 9] {
            assert!(subtensor.wait_for_epoch(netuid).await.unwrap().is_none());
        }
    });
}
