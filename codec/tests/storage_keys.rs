//! Keys of storage items by metadata: as nodes have them, and there and back for every item.

#[path = "recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "metadata/made.rs"]
mod made;

use std::fs;

use data::{array, chain, expected_items, hex, text};
use parity_scale_codec::Encode;
use proptest::prelude::*;
use serde_json::Value;
use subwire_codec::hash::{blake2b_128, blake2b_256, twox_64, twox_128, twox_256};
use subwire_codec::metadata::{Metadata, StorageItem};
use subwire_codec::schema::Accounts;
use subwire_codec::storage_key::{Argument, StorageKeyErrorKind};

/// All recorded metadata, by name.
fn recorded(test: &str) -> Vec<(String, Metadata)> {
    let Some(chain) = chain(test) else { return Vec::new() };
    let files = fs::read_dir(chain.join("metadata")).unwrap().map(|entry| entry.unwrap().path());
    let all: Vec<_> = files
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, Metadata::decode(&fs::read(&path).unwrap()).unwrap())
        })
        .collect();
    assert!(all.len() >= 10);
    all
}

#[test]
fn recorded_keys_are_made_and_read_back() {
    let Some(chain) = chain("recorded_keys_are_made_and_read_back") else { return };
    let all = recorded("recorded_keys_are_made_and_read_back");
    let mut whole = 0;
    for (place, entry) in expected_items(&chain) {
        if !["storage", "keys"].contains(&text(&entry["kind"])) {
            continue;
        }
        let names = array(&entry["metadata"]);
        for (_, metadata) in all.iter().filter(|(name, _)| names.iter().any(|it| it == name)) {
            let names = (text(&entry["pallet"]), text(&entry["item"]));
            let item = metadata.storage_item(names.0, names.1).unwrap();
            let mut keys = Vec::new();
            match entry["keys"].as_array() {
                Some(all) => {
                    let prefix = key(&item, &entry["prefix_args"]);
                    assert_eq!(prefix, hex(&entry["prefix"]), "{place}");
                    assert!(all.iter().all(|entry| hex(&entry["key"]).starts_with(&prefix)));
                    keys.extend(all);
                }
                None => keys.push(&entry),
            }
            for entry in keys {
                let bytes = hex(&entry["key"]);
                assert_eq!(key(&item, &entry["args"]), bytes, "{place}");
                let back = metadata.decode_key(&bytes).unwrap();
                assert_eq!((back.item().pallet(), back.item().name()), names);
                let json = back.to_json(Accounts::default()).unwrap().unwrap();
                assert_eq!(json, entry["args"].to_string(), "{place}");
                whole += 1;
            }
        }
    }
    assert!(whole > 1500, "{whole}");
}

/// The key for arguments in the form of the recordings, once as JSON, once as words.
fn key(item: &StorageItem<'_>, args: &Value) -> Vec<u8> {
    let json: Vec<_> = array(args).iter().map(Value::to_string).collect();
    let key = item.key(json.iter().map(|json| Argument::Json(json))).unwrap();
    let word = |arg: &Value| arg.as_str().map_or_else(|| arg.to_string(), str::to_owned);
    let words: Vec<_> = array(args).iter().map(word).collect();
    assert_eq!(item.key(words.iter().map(|word| Argument::Word(word))).as_ref(), Ok(&key));
    key
}

/// A whole key of an item, from bytes that its arguments start with, and back. Whether there is one
/// at all: not every type takes any bytes.
fn there_and_back(metadata: &Metadata, item: &StorageItem<'_>, random: &[u8]) -> bool {
    let schema = metadata.schema();
    let mut rest = random;
    let mut args = Vec::new();
    for key in item.keys() {
        let Ok(len) = schema.measure(key.ty(), rest) else { return false };
        args.push(&rest[..len]);
        rest = &rest[len..];
    }
    let encoded = |count: usize| args[..count].iter().map(|bytes| Argument::Encoded(bytes));
    let key = item.key(encoded(args.len())).unwrap();
    for count in 0..args.len() {
        let part = item.key(encoded(count)).unwrap();
        assert!(key.starts_with(&part));
        let error = item.decode_key(&part).unwrap_err();
        // An argument that takes no bytes is there even so.
        assert!(matches!(error.kind(), StorageKeyErrorKind::End { .. }), "{error}");
        assert_eq!(error.offset(), Some(part.len()));
    }
    let back = metadata.decode_key(&key).unwrap();
    assert_eq!((back.item().pallet(), back.item().name()), (item.pallet(), item.name()));
    assert_eq!(back.args().len(), args.len());
    for (argument, bytes) in back.args().iter().zip(&args) {
        let kept = argument.hasher().keeps_key().then_some(*bytes);
        assert_eq!(argument.value().map(|value| value.bytes()), kept);
        assert_eq!(argument.hash().len(), argument.hasher().hash_len());
    }
    let values: Vec<_> = args
        .iter()
        .zip(item.keys())
        .map(|(bytes, key)| schema.value(key.ty(), bytes).unwrap())
        .collect();
    assert_eq!(item.key(values.iter().map(Argument::Value)).as_ref(), Ok(&key));
    if let Some(json) = back.to_json(Accounts::default()).unwrap() {
        assert_eq!(self::key(item, &serde_json::from_str(&json).unwrap()), key, "{json}");
    }
    let longer = [&key[..], &[0]].concat();
    let error = metadata.decode_key(&longer).unwrap_err();
    assert!(error.offset() >= Some(32) && error.to_string().len() < 1000, "{error}");
    true
}

#[test]
fn every_item_of_every_runtime() {
    let seeds: Vec<Vec<u8>> = (0..16u8)
        .map(|seed| {
            let mut bytes: Vec<u8> = (0..16u8).flat_map(|at| blake2b_256(&[seed, at])).collect();
            // Small first bytes are variants, lengths and bools.
            bytes[0] &= if seed % 2 == 0 { 1 } else { 0xff };
            bytes
        })
        .collect();
    for (name, metadata) in recorded("every_item_of_every_runtime") {
        let mut maps = 0;
        for pallet in metadata.pallets() {
            for item in pallet.storage_items() {
                let tried = seeds.iter().filter(|seed| there_and_back(&metadata, &item, seed));
                assert!(tried.count() > 0, "{name}: no key of {item:?}");
                maps += usize::from(!item.keys().is_empty());
            }
        }
        assert!(maps > 80, "{name}: {maps}");
    }
}

fn made(number: u8) -> Metadata {
    Metadata::decode(&made::metadata(number).unwrap().encode()).unwrap()
}

#[test]
fn each_hasher_writes_what_it_should() {
    for number in 0..made::COUNT {
        let metadata = made(number);
        let item = metadata.storage_item("System", "Deep").unwrap();
        let words = ["1", "2", "3", "4", "5", "-6"].map(Argument::Word);
        let key = item.key(words).unwrap();
        let parts = [
            item.prefix().to_vec(),
            blake2b_128(&1u8.encode()).to_vec(),
            blake2b_256(&2u16.encode()).to_vec(),
            blake2b_128(&3u32.encode()).to_vec(),
            3u32.encode(),
            twox_128(&4u64.encode()).to_vec(),
            twox_256(&5u128.encode()).to_vec(),
            twox_64(&(-6i8).encode()).to_vec(),
            (-6i8).encode(),
        ];
        assert_eq!(key, parts.concat());
        let back = metadata.decode_key(&key).unwrap();
        let kept: Vec<_> =
            back.args().iter().map(|arg| arg.value().map(|it| it.bytes().to_vec())).collect();
        let three = Some(3u32.encode());
        assert_eq!(kept, [None, None, three, None, None, Some((-6i8).encode())]);
        assert_eq!(back.to_json(Accounts::Hex), Ok(None));
        // One hasher, and a tuple as the one argument.
        let item = metadata.storage_item("System", "Pairs").unwrap();
        let key = item.key([Argument::Json("[1,2]")]).unwrap();
        assert_eq!(key[32..], [1, 0, 2, 0]);
        let back = item.decode_key(&key).unwrap();
        assert_eq!(back.to_json(Accounts::Hex), Ok(Some("[[1,2]]".into())));
    }
}

#[test]
fn errors_say_which_argument_and_where() {
    let metadata = made(1);
    let item = metadata.storage_item("System", "Deep").unwrap();
    let message = |args: &[Argument<'_>]| item.key(args.iter().copied()).unwrap_err().to_string();
    assert_eq!(
        message(&[Argument::Word("1"), Argument::Json("\"x\"")]),
        "storage key of System.Deep: argument 1: byte 0 of the text: expected an integer of type \
         u16, found \"x\""
    );
    assert_eq!(
        message(&[Argument::Encoded(&[1, 2])]),
        "storage key of System.Deep: argument 0: byte 1 of 2: bytes are left over"
    );
    assert_eq!(
        message(&[Argument::Word("1"); 7]),
        "storage key of System.Deep: more arguments than the 6 it has"
    );
    let key = item.key(["1"; 6].map(Argument::Word)).unwrap();
    let message = |key: &[u8]| metadata.decode_key(key).unwrap_err().to_string();
    assert_eq!(message(b":code"), "storage key: starts as that of no item");
    assert_eq!(
        message(&key[..40]),
        "storage key of System.Deep: ends at byte 40, within or before argument 0"
    );
    assert_eq!(
        message(&key[..98]),
        "storage key of System.Deep: argument 2: byte 96 of 98: the bytes end here"
    );
    let mut wrong = key.clone();
    wrong[80] ^= 1;
    assert_eq!(
        message(&wrong),
        "storage key of System.Deep: the hash at byte 80 is not that of argument 2"
    );
    let longer = [&key[..], &[0]].concat();
    let offset = key.len();
    assert_eq!(
        message(&longer),
        format!("storage key of System.Deep: bytes are left over at byte {offset}")
    );
    let other = metadata.storage_item("System", "Pairs").unwrap();
    assert_eq!(
        other.decode_key(&key).unwrap_err().to_string(),
        "storage key of System.Pairs: starts as that of another item"
    );
}

#[test]
fn what_is_absent_reads_as_the_default() {
    let metadata = made(0);
    let pairs = metadata.storage_item("System", "Pairs").unwrap();
    assert_eq!(pairs.stored_or_default(None), Some(&[0; 8][..]));
    assert_eq!(pairs.stored_or_default(Some(&[7])), Some(&[7][..]));
    let deep = metadata.storage_item("System", "Deep").unwrap();
    assert_eq!(deep.stored_or_default(None), None);
}

proptest! {
    #[test]
    fn any_bytes_are_a_key_or_an_error(tail: Vec<u8>, item in 0..4usize, flip: prop::sample::Index) {
        let metadata = made(2);
        let pallet = metadata.pallet("System").unwrap();
        let item = pallet.storage_items().nth(item).unwrap();
        let mut key = [&item.prefix()[..], &tail].concat();
        prop_assert!(metadata.decode_key(&tail).is_err());
        if metadata.decode_key(&key).is_ok() {
            let at = flip.index(key.len());
            key[at] ^= 1;
        }
        if let Err(error) = metadata.decode_key(&key) {
            prop_assert!(error.offset().unwrap() <= key.len() && error.to_string().len() < 300);
        }
    }
}
