//! What Subtensor nodes answered, decoded by this crate and compared with what other
//! implementations make of the same bytes.
//!
//! The recordings are no part of the repository: `SUBWIRE_SHARED` names their folder. A test that
//! does not find them says so on stderr and passes.

#[path = "recorded/compare.rs"]
mod compare;
#[path = "recorded/data.rs"]
mod data;
#[path = "recorded/described.rs"]
mod described;
#[path = "recorded/fixed.rs"]
mod fixed;
#[path = "recorded/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::fs;

use compare::{content, first_difference};
use data::{array, expected_items, hex, json, json_files, optional_hex, say, text};
use serde_json::Value;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::subtensor::apis::neuron_info_runtime_api::{GET_NEURONS, GET_NEURONS_LITE};
use subwire_codec::subtensor::{NeuronInfo, NeuronInfoLite};
use subwire_codec::{DecodeErrorKind, decode_exact};
use table::{Count, Decoded, RuntimeRow, StorageRow, runtime_rows, storage_rows};

#[test]
fn storage_values_and_keys() {
    let Some(chain) = data::chain("storage_values_and_keys") else { return };
    let rows = storage_table();
    let mut seen: BTreeMap<String, Count> = BTreeMap::new();
    for (place, item) in expected_items(&chain) {
        let (Some(pallet), Some(name)) = (item["pallet"].as_str(), item["item"].as_str()) else {
            continue;
        };
        let name = [pallet, name].join(".");
        let count = seen.entry(name.clone()).or_default();
        let row = rows.get(&name).map(|(row, _)| row.as_ref());
        match text(&item["kind"]) {
            "storage" if item["raw"].is_null() => count.absent += 1,
            "storage" => count.present += 1,
            "keys" => count.keys += array(&item["keys"]).len(),
            kind => panic!("{place}: {kind}"),
        }
        match (text(&item["kind"]), row) {
            (_, None) => {}
            ("storage", Some(row)) => check_storage(row, &item, &place),
            (_, Some(row)) => {
                for key in array(&item["keys"]) {
                    check_key(row, key, &place);
                }
            }
        }
    }
    for (name, (_, expected)) in &rows {
        let found = seen.remove(name).unwrap_or_default();
        assert_eq!(found, *expected, "{name}: what is recorded of it");
    }
    report_uncovered("storage", seen.keys());
}

#[test]
fn runtime_outputs() {
    let Some(chain) = data::chain("runtime_outputs") else { return };
    let rows: BTreeMap<_, _> =
        runtime_rows().into_iter().map(|(row, expected)| (row.name(), (row, expected))).collect();
    let mut seen: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for (place, item) in expected_items(&chain) {
        if item["kind"] != "runtime_call" {
            continue;
        }
        let name = text(&item["call"]);
        let wrapped = text(&item["result_form"]) != "direct";
        seen.entry(name.to_owned()).or_default()[usize::from(wrapped)] += 1;
        if let Some((row, _)) = rows.get(name) {
            check_runtime_call(row.as_ref(), &item, wrapped, &place);
        }
    }
    for (name, (_, expected)) in &rows {
        assert_eq!(seen.remove(name).unwrap_or_default(), *expected, "{name}: what is recorded");
    }
    report_uncovered("runtime calls", seen.keys());
}

#[test]
fn neurons_of_the_legacy_rpc() {
    let Some(chain) = data::chain("neurons_of_the_legacy_rpc") else { return };
    let mut neurons = 0;
    for (place, item) in expected_items(&chain) {
        if item["kind"] != "legacy_rpc" {
            continue;
        }
        assert_eq!(item["method"], "neuronInfo_getNeuron", "{place}");
        let raw = hex(&item["raw"]);
        let neuron: NeuronInfo = decode_exact(&raw).unwrap();
        check_decoded(&Decoded::new(&neuron), &raw, &item["decoded"], &place);
        check_damage(&raw, &place, &|bytes| decode_exact::<NeuronInfo>(bytes).is_err());
        // The node wrote the same bytes as a JSON array of numbers.
        let frames = json(&chain.join(format!("recordings/{}.json", file_of(&place))));
        assert!(
            holds(&frames, &serde_json::to_value(&raw).unwrap()),
            "{place}: not in its recording"
        );
        neurons += 1;
    }
    assert_eq!(neurons, 2);
}

#[test]
fn bytes_of_other_decoders_tests() {
    let Some(chain) = data::chain("bytes_of_other_decoders_tests") else { return };
    let mut uncovered = Vec::new();
    let mut neurons = 0;
    for (name, file) in json_files(&chain.join("bt_hex")) {
        let raw = hex(&file["raw"]);
        assert_eq!(raw.len() as u64, file["bytes"], "{name}");
        match text(&file["type"]) {
            "Vec<NeuronInfo>" => {
                let list: Vec<NeuronInfo> = GET_NEURONS.decode(&raw).unwrap();
                assert_eq!(list.len() as u64, file["count"], "{name}");
                check_decoded(&Decoded::new(&list), &raw, &file["decoded"], &name);
                check_damage(&raw, &name, &|bytes| GET_NEURONS.decode(bytes).is_err());
                neurons += list.len();
            }
            _ => uncovered.push(name),
        }
    }
    assert_eq!(neurons, 256);
    report_uncovered("bt_hex", uncovered.iter());
}

#[test]
fn lite_neurons_are_neurons_without_weights_and_bonds() {
    let Some(chain) = data::chain("lite_neurons_are_neurons_without_weights_and_bonds") else {
        return;
    };
    let file = json(&chain.join("bt_hex/neurons.big.json"));
    let list = GET_NEURONS.decode(&hex(&file["raw"])).unwrap();
    for (neuron, expected) in list.into_iter().zip(array(&file["decoded"])) {
        let mut expected = expected.clone();
        let fields = expected.as_object_mut().unwrap();
        assert!(fields.remove("weights").is_some() && fields.remove("bonds").is_some());
        assert_eq!(serde_json::to_value(NeuronInfoLite::from(neuron)).unwrap(), expected);
    }
}

#[test]
fn large_lists_by_count() {
    let Some(chain) = data::chain("large_lists_by_count") else { return };
    let perf = chain.join("perf");
    let mut seen = BTreeMap::new();
    for entry in array(&json(&perf.join("index.json"))) {
        let read = || fs::read(perf.join(text(&entry["file"]))).unwrap();
        let name = text(&entry["name"]);
        let count = match text(&entry["type"]) {
            "Vec<NeuronInfo>" => list_len::<NeuronInfo>(&read()),
            "Vec<NeuronInfoLite>" => {
                let bytes = read();
                let list = GET_NEURONS_LITE.decode(&bytes).unwrap();
                assert_eq!(list.encode(), content(&bytes, text(&entry["result_form"])), "{name}");
                list.len()
            }
            "Vec<u64>" => list_len::<u64>(&read()),
            _ => continue,
        };
        assert_eq!(count as u64, entry["items"], "{name}");
        seen.insert(name.to_owned(), (entry["bytes"].as_u64().unwrap(), count));
    }
    let counts = [
        ("LastUpdate.blocks_since_last_update@264262dcc", (8_194, 1024)),
        ("bt_neurons.big", (1_049_068, 256)),
        ("get_neurons_lite.get_commitment", (3_471, 19)),
        ("get_neurons_lite.metagraph@01b3294d7", (186_526, 1024)),
        ("get_neurons_lite.metagraph@abb942135", (197_922, 1024)),
        ("get_neurons_lite.metagraph@d94c51868", (3_471, 19)),
        ("neurons_lite.concat", (384_446, 2048)),
    ];
    assert_eq!(seen, counts.map(|(name, count)| (name.to_owned(), count)).into());
}

#[test]
fn storage_pairs() {
    let Some(chain) = data::chain("storage_pairs") else { return };
    let rows = storage_table();
    let pairs = json(&chain.join("perf/storage_pairs.json"));
    for pair in array(&pairs) {
        let name = [text(&pair["pallet"]), text(&pair["item"])].join(".");
        let (row, _) = rows.get(&name).unwrap_or_else(|| panic!("{name} has no descriptor"));
        let key = hex(&pair["key"]);
        assert_eq!(row.key(&row.args(&key)), key, "{name}");
        let stored = hex(&pair["value"]);
        assert!(row.decode(Some(&stored)).unwrap().encoded.ends_with(&stored), "{name}");
    }
    assert_eq!(array(&pairs).len(), 133);
}

fn storage_table() -> BTreeMap<String, (Box<dyn StorageRow>, Count)> {
    storage_rows().into_iter().map(|(row, count)| (row.name(), (row, count))).collect()
}

fn check_storage(row: &dyn StorageRow, item: &Value, place: &str) {
    check_key(row, item, place);
    let raw = optional_hex(&item["raw"]);
    let decoded = row.decode(raw.as_deref()).unwrap_or_else(|error| panic!("{place}: {error}"));
    let Some(raw) = raw else {
        assert_eq!(decoded.json, item["decoded"], "{place}");
        return;
    };
    // The bytes under an Optional item's key are the bare value, without the Option's tag.
    let stored =
        if item["modifier"] == "Optional" { [&[1], &raw[..]].concat() } else { raw.clone() };
    check_decoded(&decoded, &stored, &item["decoded"], place);
    check_damage(&raw, place, &|bytes| row.decode(Some(bytes)).is_err());
}

/// `recorded` holds a whole key and its arguments.
fn check_key(row: &dyn StorageRow, recorded: &Value, place: &str) {
    let key = hex(&recorded["key"]);
    assert_eq!(row.key(&recorded["args"]), key, "{place}: key of {}", recorded["args"]);
    assert_eq!(row.args(&key), recorded["args"], "{place}: arguments of {}", recorded["key"]);
}

fn check_runtime_call(row: &dyn RuntimeRow, item: &Value, wrapped: bool, place: &str) {
    let args = array(&item["args"]).iter().map(|arg| arg["value"].clone()).collect();
    assert_eq!(row.encode_args(&args), hex(&item["args_raw"]), "{place}: arguments");
    let raw = hex(&item["raw"]);
    let decoded = row.decode(&raw).unwrap_or_else(|error| panic!("{place}: {error}"));
    let expected = content(&raw, text(&item["result_form"]));
    assert_eq!(expected.len() < raw.len(), wrapped, "{place}");
    check_decoded(&decoded, &expected, &item["decoded"], place);
    // Cut to these bytes, a list of one neuron whose hotkey starts with a zero is another whole
    // output: an empty list in its wrapping. No decoder could tell.
    const WRAPPED_EMPTY: &[u8] = &[4, 0];
    check_damage(&raw, place, &|bytes| bytes == WRAPPED_EMPTY || row.decode(bytes).is_err());
}

fn check_decoded(decoded: &Decoded, bytes: &[u8], expected: &Value, place: &str) {
    // Not assert_eq: a list of a thousand neurons is no message.
    if decoded.json != *expected {
        panic!("{place}: {}", first_difference(&decoded.json, expected, String::new()));
    }
    assert!(decoded.encoded == bytes, "{place}: encodes to other bytes");
}

/// No cut and no added byte goes unnoticed. All cuts of what is small; of what is large a spread
/// and all near both ends.
fn check_damage(raw: &[u8], place: &str, fails: &dyn Fn(&[u8]) -> bool) {
    const ALL: usize = 1 << 10;
    const EDGE: usize = 128;
    let step = raw.len() / 64 + 1;
    let near_end = |len: usize| len < EDGE || len + EDGE > raw.len();
    for len in (0..raw.len()).filter(|len| raw.len() <= ALL || near_end(*len) || len % step == 0) {
        assert!(fails(&raw[..len]), "{place}: decodes without its last {} bytes", raw.len() - len);
    }
    assert!(fails(&[raw, &[0]].concat()), "{place}: decodes with a byte too many");
}

fn list_len<T: Decode + Encode>(bytes: &[u8]) -> usize {
    let list: Vec<T> = decode_exact(bytes).unwrap();
    assert!(list.encode() == bytes);
    let cut = decode_exact::<Vec<T>>(&bytes[..bytes.len() - 1]).err().map(|error| error.kind());
    assert!(matches!(cut, Some(DecodeErrorKind::Short { .. })), "{cut:?}");
    list.len()
}

fn file_of(place: &str) -> &str {
    place.split_once('[').map_or(place, |(file, _)| file)
}

/// Whether `wanted` stands anywhere in `value`.
fn holds(value: &Value, wanted: &Value) -> bool {
    value == wanted
        || match value {
            Value::Array(values) => values.iter().any(|value| holds(value, wanted)),
            Value::Object(fields) => fields.values().any(|value| holds(value, wanted)),
            Value::String(text) => serde_json::from_str::<Value>(text)
                .is_ok_and(|inner| !inner.is_string() && holds(&inner, wanted)),
            _ => false,
        }
}

fn report_uncovered<'a>(what: &str, names: impl Iterator<Item = &'a String>) {
    let names: Vec<_> = names.map(String::as_str).collect();
    if !names.is_empty() {
        say(&format!("recorded {what} without a descriptor: {}", names.join(", ")));
    }
}
