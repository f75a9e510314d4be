//! Events: read one by one they are what the schema reads of the whole.

use serde_json::{Value, json};
use subwire_codec::schema::{Accounts, ReadError};
use subwire_codec::{Fault, Metadata};

use crate::chain::runtimes;
use crate::extrinsics::bytes;

const NODE: &str = include_str!("../../codec/tests/extrinsics/node_218.json");

/// The first byte chooses the runtime.
pub fn check(data: &[u8]) {
    let Some((selector, bytes)) = data.split_first() else { return };
    let Some(runtimes) = runtimes() else { return };
    check_bytes(&runtimes[usize::from(selector & 1)].ours, bytes);
}

/// Inputs for [`check`].
pub fn seeds() -> Vec<Vec<u8>> {
    let node: Value = serde_json::from_str(NODE).expect("JSON");
    let blocks = node["blocks"].as_array().expect("blocks");
    let mut seeds = vec![vec![0, 0], vec![0, 4, 1, 0, 0, 0]];
    for block in blocks {
        let bytes = bytes(&block["events"]);
        seeds.extend((0..2).map(|selector| [&[selector], &bytes[..]].concat()));
        // A record by itself is nearer to others than a block of them.
        let runtimes = runtimes().into_iter().flatten().take(1);
        for record in runtimes.flat_map(|of| of.ours.decode_events(&bytes)).flatten().flatten() {
            let parts = [&[0, 4, 0, 1, 0, 0, 0], record.bytes(), &[0]];
            seeds.push(parts.concat());
        }
    }
    seeds
}

fn check_bytes(metadata: &Metadata, bytes: &[u8]) {
    let ty = metadata.storage_item("System", "Events").expect("every runtime has it").value();
    let whole = metadata.schema().to_json(ty, bytes, Accounts::Hex);
    let events = metadata.decode_events(bytes);
    let records: Result<Vec<_>, ReadError> = events.clone().and_then(Iterator::collect);
    match records {
        Ok(records) => {
            let events = events.expect("it has been gone through");
            assert_eq!(events.count_claimed(), records.len());
            for record in &records {
                // None of them panics.
                let failure = record.failure().map(|error| error.to_string());
                assert!(failure.is_none_or(|text| !text.is_empty() && !text.contains('\n')));
                assert!(!format!("{record:?}").is_empty());
            }
            for extrinsic in 0..3 {
                assert!(events.clone().outcome(extrinsic).is_ok());
            }
            match (whole, events.to_json(Accounts::Hex)) {
                (Ok(whole), Ok(ours)) => same(&whole, &ours),
                // The whole is one level deeper than its parts, and has one budget.
                (Err(error), _) | (_, Err(error)) => assert!(is_limit(&error), "{error}"),
            }
        }
        Err(error) => {
            assert!(error.offset() <= bytes.len() && error.input_len() == bytes.len(), "{error}");
            assert!(whole.is_err(), "{error}");
        }
    }
}

fn is_limit(error: &ReadError) -> bool {
    matches!(error.fault(), Fault::Depth | Fault::Items | Fault::Output)
}

/// Compares the schema's JSON of all records with ours of each.
fn same(whole: &str, ours: &str) {
    let whole: Vec<Value> = serde_json::from_str(whole).expect("JSON");
    let ours: Vec<Value> = serde_json::from_str(ours).expect("JSON");
    assert_eq!(whole.len(), ours.len());
    for (whole, ours) in whole.iter().zip(&ours) {
        let name = ours["name"].as_str().expect("a name");
        let pallet = ours["pallet"].as_str().expect("a name");
        // A variant without fields is its name; its fields are null.
        let fields = &ours["fields"];
        let is_alone = fields.is_null() && whole["event"][pallet] == name;
        let event = if is_alone { json!(name) } else { json!({ name: fields }) };
        let built =
            json!({"phase": ours["phase"], "event": { pallet: event }, "topics": ours["topics"]});
        assert_eq!(&built, whole);
    }
}
