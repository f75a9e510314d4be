//! The events of one block.

#![allow(unused_qualifications, reason = "the derives write them")]

use futures::executor::block_on;
use subwire::codec::codec::Decode;
use subwire::codec::scale_info::TypeInfo;
use subwire::codec::{AccountId, Event, Tao};
use subwire::{Client, Error, IncludedExtrinsic};

use crate::data::{array, hex, text};
use crate::golden::{EVENTS, Golden, golden};

#[derive(Clone, Debug, PartialEq, Decode, TypeInfo)]
#[codec(crate = subwire::codec::codec)]
#[scale_info(crate = subwire::codec::scale_info)]
pub(crate) struct Transfer {
    pub(crate) from: AccountId,
    pub(crate) to: AccountId,
    pub(crate) amount: Tao,
}

pub(crate) const TRANSFER: Event<Transfer> = Event::new("Balances", "Transfer");

#[test]
fn events_are_what_another_implementation_reads() {
    let Some(Golden { chain, blocks, .. }) = golden("events_are_what_another_reads") else {
        return;
    };
    let client = Client::new(chain);
    let mut transfers = 0;
    for (number, theirs) in (2..).zip(&blocks) {
        let at = block_on(client.at(number)).unwrap();
        let events = block_on(at.events()).unwrap();
        assert_eq!((events.block(), events.bytes()), (at.hash(), &hex(&theirs["events"])[..]));
        let names: Vec<_> =
            events.iter().unwrap().map(|one| one.unwrap().name().to_owned()).collect();
        let records = array(&theirs["records"]);
        assert!(names.iter().eq(records.iter().map(|record| text(&record["name"]))));

        let found = events.find(&TRANSFER).unwrap();
        assert_eq!(found.len(), names.iter().filter(|name| *name == "Transfer").count());
        assert_eq!(events.find_first(&TRANSFER).unwrap().as_ref(), found.first());
        transfers += found.len();

        // Each extrinsic has its own, and together they are all that extrinsics have.
        let count = array(&theirs["extrinsics"]).len() as u32;
        let of_extrinsics: usize =
            (0..count).map(|index| events.of_extrinsic(index).iter().unwrap().count()).sum();
        assert_eq!(of_extrinsics, names.len());
        let json: serde_json::Value = serde_json::from_str(&events.to_json().unwrap()).unwrap();
        assert_eq!(array(&json).len(), names.len());
    }
    assert!(transfers > 0);
}

#[test]
fn an_extrinsic_tells_what_became_of_it() {
    let Some(Golden { chain, blocks, .. }) = golden("an_extrinsic_tells_what_became_of_it") else {
        return;
    };
    let client = Client::new(chain);
    let (mut succeeded, mut failed, mut nested) = (0, 0, 0);
    for (number, theirs) in (2..).zip(&blocks) {
        for index in 0..array(&theirs["extrinsics"]).len() as u32 {
            let extrinsic: IncludedExtrinsic<_> =
                block_on(async { client.at(number).await?.extrinsic(index).await })
                    .unwrap()
                    .unwrap();
            let events = block_on(extrinsic.events()).unwrap();
            assert_eq!(events.index(), index);
            let outcome = events.outcome().unwrap().unwrap();
            if outcome.is_success() {
                succeeded += 1;
                nested += outcome.nested().len();
            } else {
                assert!(!outcome.error().unwrap().kind().is_empty());
                failed += 1;
            }
            let of_block = events.of_block().find(&TRANSFER).unwrap();
            let own = events.find(&TRANSFER).unwrap();
            assert!(own.iter().all(|transfer| of_block.contains(transfer)));
            assert_eq!(events.find_first(&TRANSFER).unwrap().as_ref(), own.first());
        }
        let beyond = block_on(async { client.at(number).await?.events().await }).unwrap();
        assert!(beyond.of_extrinsic(99).outcome().unwrap().is_none());
    }
    assert!(succeeded > 0 && failed > 0 && nested > 0, "{succeeded} {failed} {nested}");
}

#[test]
fn no_events_and_bad_ones() {
    let Some(Golden { chain, .. }) = golden("no_events_and_bad_ones") else { return };
    let client = Client::new(chain.clone());
    let events = || block_on(async { client.at_head().await?.events().await }).unwrap();

    chain.build_block(|block| block.remove(EVENTS.key(())));
    assert_eq!(events().iter().unwrap().count(), 0);
    assert_eq!(events().to_json().unwrap(), "[]");
    assert_eq!(events().find(&TRANSFER).unwrap(), []);

    // One record is claimed, and it breaks off.
    chain.build_block(|block| block.set(EVENTS.key(()), [4, 0, 0]));
    assert!(events().iter().unwrap().next().unwrap().is_err());
    assert!(matches!(events().find_first(&TRANSFER), Err(Error::Read(_))));
    assert!(matches!(events().of_extrinsic(0).outcome(), Err(Error::Read(_))));
    chain.build_block(|block| block.set(EVENTS.key(()), []));
    assert!(matches!(events().iter(), Err(Error::Read(_))));

    // A descriptor that the runtime does not have is an error, whatever the events are.
    const GONE: Event<u8> = Event::new("Balances", "NeverWas");
    chain.build_block(|block| block.remove(EVENTS.key(())));
    assert!(matches!(events().find(&GONE), Err(Error::Bind(_))));
}
