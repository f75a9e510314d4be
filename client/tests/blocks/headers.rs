//! Headers, against those that were recorded.

use futures::executor::block_on;
use serde_json::json;
use subwire::transport::mock::Replay;
use subwire::{BlockHash, Client, DigestItem, Header, Verify};

use crate::data::{array, chain, expected_items, hex, json_files, text};

#[test]
fn every_recorded_header_hashes_to_its_block() {
    let Some(chain) = chain("every_recorded_header_hashes_to_its_block") else { return };
    let mut count = 0;
    for (name, item) in expected_items(&chain) {
        if item["kind"] != "header" {
            continue;
        }
        let header: Header = serde_json::from_value(item["header"].clone()).unwrap();
        assert_eq!(header.encode(), hex(&item["encoded"]), "{name}");
        assert_eq!(header.hash().to_string(), text(&item["hash"]), "{name}");
        assert_eq!(serde_json::to_value(&header).unwrap(), item["header"], "{name}");
        assert!(header.digest().all(|item| item.is_ok()) && header.digest().len() >= 3, "{name}");
        count += 1;
    }
    assert_eq!(count, 61);
}

/// Asked for through the client, by the hash that was asked for then.
#[test]
fn every_answer_of_a_recording_is_read() {
    let Some(chain) = chain("every_answer_of_a_recording_is_read") else { return };
    let mut count = 0;
    for (name, recording) in json_files(&chain.join("recordings")) {
        for exchange in array(&recording["exchanges"]) {
            let Some(hash) = exchange["params"][0].as_str() else { continue };
            if exchange["method"] != "chain_getHeader" {
                continue;
            }
            let hash: BlockHash = hash.parse().unwrap();
            let replay = Replay::from_json(&recording.to_string()).unwrap();
            let client = Client::builder(replay).verify(Verify::Never).build();
            let header = block_on(async { client.at(hash).await?.header().await }).unwrap();
            assert_eq!(header.hash(), hash, "{name}");
            count += 1;
        }
    }
    assert!(count >= 61, "{count}");
}

#[test]
fn what_is_no_header_is_refused() {
    let zero = format!("{:#066x}", 0);
    let header = |number: &str, log: &str| {
        serde_json::from_value::<Header>(json!({
            "parentHash": zero, "number": number, "stateRoot": zero, "extrinsicsRoot": zero,
            "digest": { "logs": [log] },
        }))
    };
    let upgrade = header("0xffffffff", "0x08").unwrap();
    assert_eq!((upgrade.number(), upgrade.is_upgrade()), (u32::MAX, true));
    let items: Vec<_> = upgrade.digest().collect();
    assert_eq!(items, [Ok(DigestItem::RuntimeEnvironmentUpdated)]);

    // An item of an unknown kind is an error of its own, and part of the hash.
    let unknown = header("0x1", "0x63").unwrap();
    assert!(unknown.digest().next().unwrap().is_err() && !unknown.is_upgrade());
    assert_eq!(unknown.encode().last(), Some(&0x63));
    assert_ne!(unknown.hash(), header("0x1", "0x64").unwrap().hash());

    for (number, log) in [
        ("1", "0x"),
        ("0x", "0x"),
        ("0x+1", "0x"),
        ("0x100000000", "0x"),
        ("0x1", "8"),
        ("0x1", "0x8"),
    ] {
        assert!(header(number, log).is_err(), "{number} {log}");
    }
}
