use core::time::Duration;
use std::sync::Arc;

use futures::executor::block_on;
use futures::{FutureExt, StreamExt};
use subwire::codec::codec::Encode;
use subwire::codec::hash::blake2b_256;
use subwire::codec::hasher::Identity;
use subwire::codec::subtensor::pallets::subtensor_module::storage::{LAST_UPDATE, SUBNETWORK_N};
use subwire::codec::subtensor::{NetUid, PerU16};
use subwire::codec::{Alpha, Storage};
use subwire::transport::layer::Meter;
use subwire::transport::mock::{Chain, NewBlock};
use subwire::transport::{Notice, Transport};
use subwire::{BlockHash, NeuronChanges, NeuronColumn, NeuronColumns, NeuronNotice};

use crate::support::{account, subtensor_chain};
use crate::{item, told, trusting};

const SUBNET: NetUid = NetUid(7);

fn hotkey(uid: u16, n: u32) -> (Vec<u8>, Vec<u8>) {
    let keys: Storage<(Identity<NetUid>, Identity<u16>), ()> =
        Storage::new("SubtensorModule", "Keys");
    (keys.key((SUBNET, uid)), account(n).encode())
}

fn column<V: Encode>(name: &'static str, values: &[V]) -> (Vec<u8>, Vec<u8>) {
    (item::<()>(name).key((SUBNET,)), values.encode())
}

fn count(neurons: u16) -> (Vec<u8>, Vec<u8>) {
    (SUBNETWORK_N.key((SUBNET,)), neurons.encode())
}

fn set(block: NewBlock, entries: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> NewBlock {
    entries.into_iter().fold(block, |block, (key, value)| block.set(key, value))
}

/// Three neurons, some of whose columns the chain has not filled yet.
fn chain() -> Chain {
    subtensor_chain()
        .finality_lag(u32::MAX)
        .block_hasher(blake2b_256)
        .storage_many([count(3), hotkey(0, 10), hotkey(1, 11), hotkey(2, 12)])
        .storage_many([column("Active", &[true, true]), column("LastUpdate", &[5u64, 6, 7])])
        .build()
}

async fn begin<T: Transport>(transport: T) -> (NeuronChanges<T>, Arc<NeuronColumns>) {
    let mut neurons = trusting(transport).watch_neurons(SUBNET).await.unwrap();
    let columns = whole(&mut neurons).await;
    (neurons, columns)
}

async fn whole<T: Transport>(neurons: &mut NeuronChanges<T>) -> Arc<NeuronColumns> {
    let notice = neurons.next().await.unwrap().unwrap();
    let NeuronNotice::Whole { columns, .. } = notice else { panic!("{notice:?}") };
    columns
}

async fn changed<T: Transport>(
    neurons: &mut NeuronChanges<T>,
) -> (BlockHash, Arc<NeuronColumns>, Vec<NeuronColumn>) {
    let notice = neurons.next().await.unwrap().unwrap();
    let NeuronNotice::Changed { at, columns, changed, .. } = notice else { panic!("{notice:?}") };
    (at.hash(), columns, changed)
}

#[test]
fn columns_change_as_the_chain_changes_them() {
    let run = || async {
        let chain = chain();
        let meter = Meter::new(chain.clone());
        let (mut neurons, columns) = begin(meter.clone()).await;
        assert_eq!((columns.netuid, columns.len(), columns.is_empty()), (SUBNET, 3, false));
        assert_eq!(columns.hotkeys, [10, 11, 12].map(account));
        assert_eq!(columns.active, [true, true, false]);
        assert_eq!(
            (&columns.last_update[..], &columns.dividends[..]),
            (&[5, 6, 7][..], &[PerU16::ZERO; 3][..])
        );

        let block = chain.build_block(|block| set(block, [column("LastUpdate", &[5u64, 9, 7])]));
        let (at, columns, which) = changed(&mut neurons).await;
        assert_eq!((at, which), (block.into(), vec![NeuronColumn::LastUpdate]));
        assert_eq!(columns.last_update, [5, 9, 7]);
        let before: u64 = meter.usage().requests.values().sum();
        // An epoch changes many of them at once.
        let block = chain.build_block(|block| {
            set(
                block,
                [
                    column("Dividends", &[1u16, 2, 3]),
                    column("Emission", &[0u64, 0, 70]),
                    column("Incentive", &[0u16, 0, u16::MAX]),
                    column("ValidatorPermit", &[true, false, false]),
                    column("ValidatorTrust", &[4u16, 0, 0]),
                    column("Consensus", &[0u16, 0, 5]),
                ],
            )
        });
        let (at, columns, which) = changed(&mut neurons).await;
        use NeuronColumn::{
            Consensus, Dividends, Emission, Incentive, ValidatorPermit, ValidatorTrust,
        };
        let wanted = [ValidatorPermit, Emission, Incentive, Dividends, Consensus, ValidatorTrust];
        assert_eq!((at, &which[..]), (block.into(), &wanted[..]));
        assert_eq!(columns.emission[2], Alpha::from_rao(70));
        assert_eq!((columns.incentive[2], columns.dividends[1]), (PerU16::ONE, PerU16(2)));
        // What is written without being changed is no news; another neuron takes a place.
        chain.build_block(|block| set(block, [column("Active", &[true, true, false])]));
        let block = chain.build_block(|block| set(block, [hotkey(1, 99)]));
        let (at, columns, which) = changed(&mut neurons).await;
        assert_eq!((at, which), (block.into(), vec![NeuronColumn::Hotkeys]));
        assert_eq!(columns.hotkeys, [10, 99, 12].map(account));
        let after: u64 = meter.usage().requests.values().sum();
        assert_eq!(after - before, 0, "descriptors are trusted here");
        drop(neurons);
        assert_eq!(chain.subscriptions(), 0);
    };
    block_on(run());
    smol::block_on(run());
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(run());
}

#[test]
fn another_number_of_neurons_begins_anew() {
    let chain = chain();
    block_on(async {
        let (mut neurons, before) = begin(chain.clone()).await;
        chain.build_block(|block| {
            set(block, [count(4), hotkey(3, 13), column("LastUpdate", &[5u64, 6, 7, 8])])
        });
        let columns = whole(&mut neurons).await;
        assert_eq!(columns.hotkeys, [10, 11, 12, 13].map(account));
        assert_eq!((columns.last_update[3], before.len()), (8, 3));
        // The new one is watched too, and nobody else is any more.
        let block = chain.build_block(|block| set(block, [hotkey(3, 14)]));
        let (at, columns, which) = changed(&mut neurons).await;
        assert_eq!((at, which), (block.into(), vec![NeuronColumn::Hotkeys]));
        assert_eq!(columns.hotkeys[3], account(14));
        assert_eq!(chain.subscriptions(), 2);
        chain.build_block(|block| block.remove(SUBNETWORK_N.key((SUBNET,))));
        assert!(whole(&mut neurons).await.is_empty());
    });
}

#[test]
fn a_reorganisation_is_one_change() {
    let chain = chain();
    let (node, telling) = told(&chain);
    block_on(async {
        let (mut neurons, _) = begin(node).await;
        let update = |value: u64| column("LastUpdate", &[value; 3]);
        let block = chain.build_block(|block| set(block, [update(50)]));
        telling.changes(block, &[(&LAST_UPDATE.key((SUBNET,)), &update(50).1)]);
        assert_eq!(changed(&mut neurons).await.1.last_update, [50; 3]);
        let mut fork = chain.fork(5).unwrap();
        let block = fork.build_block(|block| set(block, [hotkey(0, 77)])).unwrap();
        telling.changes(block, &[(&hotkey(0, 77).0, &hotkey(0, 77).1)]);
        assert!(neurons.next().now_or_never().is_none());
        fork.reorg().unwrap();
        let (at, columns, which) = changed(&mut neurons).await;
        assert_eq!(
            (at, which),
            (block.into(), vec![NeuronColumn::Hotkeys, NeuronColumn::LastUpdate])
        );
        assert_eq!((columns.hotkeys[0], columns.last_update[0]), (account(77), 5));
        assert!(neurons.next().now_or_never().is_none());
        // And where notices are dropped, it is read anew.
        chain.build_block(|block| set(block, [update(60)]));
        telling.notice(Notice::Lagged(1));
        assert!(matches!(neurons.next().await, Some(Ok(NeuronNotice::Lagged(1)))));
        assert_eq!(changed(&mut neurons).await.1.last_update, [60; 3]);
        telling.notice(Notice::resumed(Duration::from_secs(1), "2"));
        assert!(matches!(neurons.next().await, Some(Ok(NeuronNotice::Resumed { .. }))));
        assert!(neurons.next().now_or_never().is_none(), "nothing has changed");
    });
}
