//! Extrinsics that are looked for, and those that wait.

use futures::executor::block_on;
use subwire::{Client, ExtrinsicHash, ExtrinsicId};

use crate::data::{array, hex, text};
use crate::golden::{Golden, golden};

#[test]
fn an_extrinsic_is_found_by_its_place_and_by_its_hash() {
    let Some(Golden { chain, blocks, .. }) = golden("an_extrinsic_is_found") else { return };
    let client = Client::new(chain);
    for (number, theirs) in (2..).zip(&blocks) {
        for (index, theirs) in (0..).zip(array(&theirs["transactions"])) {
            let id: ExtrinsicId = format!("{number}-{index}").parse().unwrap();
            let one = block_on(client.extrinsic(id)).unwrap().unwrap();
            assert_eq!(one.hash().to_string(), text(&theirs["hash"]));
            let found = block_on(one.at().find_extrinsic(one.hash())).unwrap().unwrap();
            assert_eq!((found.index(), found.bytes()), (index, one.bytes()));
            assert_eq!(found.decode().unwrap().call().bytes(), hex(&theirs["call"]));
        }
        let at = block_on(client.at(number)).unwrap();
        assert!(block_on(at.find_extrinsic(ExtrinsicHash::from([7; 32]))).unwrap().is_none());
        let beyond = ExtrinsicId { block: number, index: 99 };
        assert!(block_on(client.extrinsic(beyond)).unwrap().is_none());
    }
    assert!(block_on(client.extrinsic(ExtrinsicId { block: 10_000, index: 0 })).is_err());
}

#[test]
fn a_place_is_two_numbers() {
    for bad in ["", "-", "1", "1-", "-1", "1-2-3", "+1-2", "1-+2", "1 - 2", "4294967296-0", "a-b"] {
        assert!(bad.parse::<ExtrinsicId>().is_err(), "{bad}");
    }
    let last = ExtrinsicId { block: u32::MAX, index: u32::MAX };
    assert_eq!(last.to_string().parse(), Ok(last));
}

#[test]
fn what_waits_is_read_one_by_one() {
    let Some(Golden { chain, .. }) = golden("what_waits_is_read_one_by_one") else { return };
    let client = Client::new(chain);
    assert!(block_on(client.pending_extrinsics()).unwrap().is_empty());
    let body = block_on(async { client.at(2).await?.body().await }).unwrap();
    let good = body.get(1).unwrap();
    let submit = |bytes: &[u8]| {
        let params = subwire::transport::Params::new().hex(bytes);
        block_on(client.request::<String>("author_submitExtrinsic", params)).unwrap();
    };
    submit(&[8, 4, 250]);
    submit(good.bytes());
    let pending = block_on(client.pending_extrinsics()).unwrap();
    let readable: Vec<_> = pending.iter().map(|one| one.decode().is_ok()).collect();
    assert_eq!((pending.len(), readable), (2, vec![false, true]));
    assert_eq!(pending.iter().nth(1).unwrap().hash(), good.hash());
}
