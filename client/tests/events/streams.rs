//! The events of the blocks that come.

use std::fs;

use futures::executor::block_on;
use futures::{StreamExt, TryStreamExt};
use subwire::codec::Event;
use subwire::codec::Storage;
use subwire::codec::events::Phase;
use subwire::{Client, Error, Follow, HeadEvent, Runtime};

use crate::data::chain;
use crate::golden::{EVENTS, Golden, golden};
use crate::of_blocks::{TRANSFER, Transfer};

const DIGEST: Storage<(), ()> = Storage::new("System", "Digest");

/// The value of `System.Events` with nothing but one transfer, told by the first extrinsic.
fn one_transfer(golden: &Golden) -> Vec<u8> {
    let client = Client::new(golden.chain.clone());
    let events = block_on(async { client.at(2).await?.events().await }).unwrap();
    let transfer = events
        .iter()
        .unwrap()
        .find(|event| event.as_ref().is_ok_and(|event| event.is("Balances", "Transfer")));
    let transfer = transfer.unwrap().unwrap();
    [&[4, 0, 0, 0, 0, 0], transfer.bytes(), &[0]].concat()
}

#[test]
fn events_of_a_kind_come_from_every_final_block() {
    let Some(golden) = golden("events_of_a_kind_come_from_every_final_block") else { return };
    let (chain, events) = (&golden.chain, one_transfer(&golden));
    for _ in 0..20 {
        chain.build_block(|block| block.set(EVENTS.key(()), events.clone()));
    }
    let last = chain.number();
    // Two more, so that the last of them is final; what a block does not set stays.
    chain.advance(2);
    let client = Client::new(chain.clone());
    let follow = || Follow::new().after(1);
    block_on(async {
        let mut expected: Vec<(u32, Transfer)> = Vec::new();
        for number in 2..=last {
            let events = client.at(number).await.unwrap().events().await.unwrap();
            expected.extend(events.find(&TRANSFER).unwrap().into_iter().map(|one| (number, one)));
        }
        assert!(expected.len() > 20);

        let found = client.finalized_heads_with(follow()).await.unwrap().find(TRANSFER);
        let found: Vec<_> = found.take(expected.len()).try_collect().await.unwrap();
        for (found, (number, transfer)) in found.iter().zip(&expected) {
            assert_eq!((found.head().number(), found.event()), (*number, transfer));
            assert!(matches!(found.phase(), Phase::ApplyExtrinsic(_)));
        }

        // The same by name, and told by the metadata.
        let heads = client.finalized_heads_with(follow()).await.unwrap();
        let named = heads.find_named("Balances", Some("Transfer"));
        let named: Vec<_> = named.take(expected.len()).try_collect().await.unwrap();
        for (named, found) in named.into_iter().zip(found) {
            assert_eq!((named.head().hash(), named.index()), (found.head().hash(), found.index()));
            let json = named.into_event().to_json().unwrap();
            assert!(json.contains(r#"{"Balances":{"Transfer":{"from":"#), "{json}");
            let amount = format!(r#""amount":{}"#, found.into_event().amount.rao());
            assert!(json.contains(&amount), "{json} {amount}");
        }

        // All of a pallet.
        let heads = client.finalized_heads_with(follow()).await.unwrap();
        let all = heads.find_named("Balances", None).take(expected.len() + 1);
        assert_eq!(all.count().await, expected.len() + 1);
    });
    assert_eq!(chain.subscriptions(), 0);
}

#[test]
fn what_is_retracted_is_told_beside_the_events() {
    let Some(golden) = golden("what_is_retracted_is_told_beside_the_events") else { return };
    let (chain, events) = (&golden.chain, one_transfer(&golden));
    let client = Client::new(chain.clone());
    block_on(async {
        let mut stream = client.heads().await.unwrap().with_events();
        let mut next = async || stream.next().await.unwrap().unwrap();
        assert_eq!(next().await.1.len(), 1);
        chain.build_block(|block| block.set(EVENTS.key(()), events.clone()));
        let (event, found) = next().await;
        assert_eq!(found[0].block(), event.enacted()[0].hash());
        assert_eq!(found[0].find(&TRANSFER).unwrap().len(), 1);

        let mut fork = chain.fork(chain.number() - 1).unwrap();
        fork.build_block(|block| block.set(EVENTS.key(()), [0])).unwrap();
        fork.reorg().unwrap();
        let (event, found) = next().await;
        assert!(matches!(event, HeadEvent::Reorg { .. }));
        assert_eq!(event.retracted().len(), 1);
        assert_eq!(found.len(), event.enacted().len());
        assert_eq!(found[0].find(&TRANSFER).unwrap(), []);
    });
}

/// The events of the block that upgrades the chain are the old runtime's, those of the next one the
/// new one's.
#[test]
fn an_upgrade_in_mid_stream_changes_the_runtime_one_block_later() {
    let test = "an_upgrade_in_mid_stream_changes_the_runtime_one_block_later";
    let (Some(golden), Some(shared)) = (golden(test), chain(test)) else { return };
    let (chain, events) = (&golden.chain, one_transfer(&golden));
    let metadata = fs::read(shared.join("metadata/subtensor_233.v15.scale")).unwrap();
    let spec = Runtime::decode(&metadata).unwrap().spec().clone();
    let before = chain.number();
    let next = chain.runtime().spec_version(spec.version()).metadata(metadata);
    chain.build_block(|block| {
        let block = block.upgrade(next).log([8]).set(DIGEST.key(()), [4, 8]);
        block.set(EVENTS.key(()), events.clone())
    });
    let (key, noted) = spec.storage_entry();
    chain.build_block(|block| {
        block.set(key, noted).set(DIGEST.key(()), [0]).set(EVENTS.key(()), events)
    });
    chain.advance(2);
    block_on(async {
        let client = Client::new(chain.clone());
        let follow = Follow::new().after(before - 1);
        let stream = client.finalized_heads_with(follow).await.unwrap().with_events();
        let blocks: Vec<_> = stream.take(3).try_collect().await.unwrap();
        let versions: Vec<_> =
            blocks.iter().map(|(_, events)| events.runtime().spec_version()).collect();
        assert_eq!(versions, [224, 224, 233]);
        for (head, events) in &blocks[1..] {
            assert_eq!(events.find(&TRANSFER).unwrap().len(), 1, "{head:?}");
        }
        assert!(blocks[1].0.header().is_upgrade() && !blocks[2].0.header().is_upgrade());
    });
}

#[test]
fn a_stream_of_events_ends_with_its_first_error() {
    let Some(golden) = golden("a_stream_of_events_ends_with_its_first_error") else { return };
    let (chain, events) = (&golden.chain, one_transfer(&golden));
    let from = chain.number();
    chain.build_block(|block| block.set(EVENTS.key(()), events.clone()));
    chain.build_block(|block| block.set(EVENTS.key(()), [4, 0]));
    chain.build_block(|block| block.set(EVENTS.key(()), events));
    chain.advance(2);
    block_on(async {
        let client = Client::new(chain.clone());
        let heads = async || client.finalized_heads_with(Follow::new().after(from)).await.unwrap();
        let found: Vec<_> = heads().await.find(TRANSFER).collect().await;
        assert!(matches!(found[..], [Ok(_), Err(Error::Read(_))]), "{found:?}");

        const GONE: Event<u8> = Event::new("Balances", "NeverWas");
        let found: Vec<_> = heads().await.find(GONE).collect().await;
        assert!(matches!(found[..], [Err(Error::Bind(_))]), "{found:?}");
    });
}
