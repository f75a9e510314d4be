//! What is read by a chain's own metadata equals what other decoders read: every recorded value,
//! as JSON, as serde sees it, as a view and as a tree, and back to the same bytes.
//!
//! Reads the recorded chain data of `SUBWIRE_SHARED`; says loudly when it is not there.

#[path = "recorded/data.rs"]
mod data;
#[path = "dynamic/types.rs"]
mod types;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use data::{array, chain, expected_items, hex, json_files, optional_hex, say, text};
use serde_json::Value as Json;
use subwire_codec::hash::blake2b_256;
use subwire_codec::metadata::{Metadata, Modifier};
use subwire_codec::schema::{Accounts, Schema, View};

/// Every metadata file, by its name without `.scale`.
fn metadata(chain: &Path) -> BTreeMap<String, Metadata> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(chain.join("metadata")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        all.insert(
            name,
            Metadata::decode(&bytes).unwrap_or_else(|error| panic!("{path:?}: {error}")),
        );
    }
    all
}

/// Checks everything that can be done with bytes of a type whose value is known.
fn check(place: &str, schema: &Schema, ty: u32, raw: &[u8], decoded: &Json) {
    schema.validate(ty, raw).unwrap_or_else(|error| panic!("{place}: {error}"));
    let json = schema.to_json(ty, raw, Accounts::Ss58(42)).unwrap();
    let value: Json =
        serde_json::from_str(&json).unwrap_or_else(|error| panic!("{place}: {error}"));
    assert_eq!(flat(value.clone()), *decoded, "{place}");
    let text =
        serde_json::to_string(&schema.serialize(ty, raw, Accounts::Ss58(42)).unwrap()).unwrap();
    assert_eq!(text, json, "{place}: serde");
    let again = schema.encode_json(ty, &json).unwrap_or_else(|error| panic!("{place}: {error}"));
    assert_eq!(again, raw, "{place}: from JSON");
    let with_hex = schema.to_json(ty, raw, Accounts::Hex).unwrap();
    assert_eq!(schema.encode_json(ty, &with_hex).unwrap(), raw, "{place}: from JSON with hex");
    let again = schema.encode(ty, &value).unwrap_or_else(|error| panic!("{place}: {error}"));
    assert_eq!(again, raw, "{place}: from serde");
    let tree = schema.value(ty, raw).unwrap();
    assert_eq!(serde_json::to_value(&tree).unwrap(), value, "{place}: Value as serde sees it");
    let again = schema.encode_value(ty, &tree).unwrap_or_else(|error| panic!("{place}: {error}"));
    assert_eq!(again, raw, "{place}: from Value");
    let view = schema.view(ty, raw).unwrap();
    assert_eq!(view.root().bytes(), raw, "{place}: View");
    assert_eq!(view.root().to_json(Accounts::Ss58(42)).unwrap(), json, "{place}: View");
    assert_eq!(view.root().to_value().unwrap(), tree, "{place}: View");
    look(place, view.root(), &value);
    for end in cuts(raw.len()) {
        assert!(schema.validate(ty, &raw[..end]).is_err(), "{place}: cut at {end}");
        assert!(schema.to_json(ty, &raw[..end], Accounts::Hex).is_err(), "{place}: cut at {end}");
        assert!(schema.value(ty, &raw[..end]).is_err(), "{place}: cut at {end}");
        assert!(schema.view(ty, &raw[..end]).is_err(), "{place}: cut at {end}");
    }
    let longer = [raw, &[0]].concat();
    assert!(schema.validate(ty, &longer).is_err(), "{place}: a byte too many");
}

/// Looks at every part of a value by name and by index, and finds what the JSON has.
fn look(place: &str, view: View<'_>, json: &Json) {
    match json {
        Json::Null => assert!(view.is_none() || view.bytes().is_empty(), "{place}"),
        Json::Bool(json) => assert_eq!(view.as_bool(), Some(*json), "{place}"),
        Json::Number(json) => assert_eq!(view.as_i128(), json.as_i128(), "{place}"),
        Json::String(text) => {
            let number = || view.as_u128().map(|number| number.to_string());
            let bytes = || view.as_bytes().map(|bytes| format!("0x{}", const_hex::encode(bytes)));
            let account = || view.as_account().map(|account| account.to_string());
            let texts = [view.as_str().map(str::to_string), view.variant().map(str::to_string)];
            let mut texts = texts.into_iter().chain([number(), account(), bytes()]).flatten();
            assert!(texts.any(|found| found == *text), "{place}: {text}");
        }
        Json::Array(elements) => {
            assert_eq!(view.count(), Some(elements.len()), "{place}");
            assert_eq!(view.iter().count(), elements.len(), "{place}");
            for (element, json) in view.iter().zip(elements) {
                look(place, element, json);
            }
            if let (Some(last), Some(json)) = (elements.len().checked_sub(1), elements.last()) {
                look(place, view.at(last).unwrap(), json);
            }
        }
        Json::Object(fields) => {
            for (name, json) in fields {
                match (view.variant(), view.some(), view.get(name)) {
                    (Some(variant), ..) => {
                        assert_eq!(variant, name, "{place}");
                        // A variant's one field without a name is written in its place.
                        let inner = if view.field_name(0).is_none() && view.count() == Some(1) {
                            view.at(0).unwrap()
                        } else {
                            look_at_fields(place, view, json);
                            continue;
                        };
                        look(place, inner, json);
                    }
                    (_, Some(some), _) if name == "Some" => look(place, some, json),
                    (_, _, Some(field)) => look(place, field, json),
                    _ => panic!("{place}: no {name} in the view"),
                }
            }
        }
    }
}

fn look_at_fields(place: &str, view: View<'_>, json: &Json) {
    match json {
        Json::Object(fields) => {
            for (name, json) in fields {
                look(place, view.get(name).unwrap(), json);
            }
        }
        Json::Array(fields) => {
            for (at, json) in fields.iter().enumerate() {
                look(place, view.at(at).unwrap(), json);
            }
        }
        _ => panic!("{place}: fields without names or places"),
    }
}

/// Lengths to cut a value to: all of a short one's, some of a long one's.
fn cuts(len: usize) -> impl Iterator<Item = usize> {
    (0..len).step_by(1 + len / 40)
}

/// The recordings write `Some(None)` as null; ours keeps them apart.
fn flat(value: Json) -> Json {
    match value {
        Json::Object(mut fields) if fields.len() == 1 && fields.contains_key("Some") => {
            flat(fields.remove("Some").unwrap())
        }
        Json::Object(fields) => {
            Json::Object(fields.into_iter().map(|(name, value)| (name, flat(value))).collect())
        }
        Json::Array(values) => Json::Array(values.into_iter().map(flat).collect()),
        other => other,
    }
}

#[test]
fn recorded_storage_values_are_those_of_other_decoders() {
    let Some(chain) = chain("dynamic storage") else { return };
    let metadata = metadata(&chain);
    let mut checked = [0; 3];
    for (place, item) in expected_items(&chain) {
        if item["kind"] != "storage" {
            continue;
        }
        for name in array(&item["metadata"]) {
            let metadata = &metadata[text(name)];
            let found = metadata.storage_item(text(&item["pallet"]), text(&item["item"])).unwrap();
            let modifier = match found.modifier() {
                Modifier::Optional => "Optional",
                _ => "Default",
            };
            assert_eq!(modifier, text(&item["modifier"]), "{place}");
            match optional_hex(&item["raw"]) {
                Some(raw) => {
                    check(&place, metadata.schema(), found.value(), &raw, &item["decoded"]);
                    checked[0] += 1;
                }
                None if found.modifier() == Modifier::Optional => {
                    assert!(item["decoded"].is_null(), "{place}");
                    checked[1] += 1;
                }
                None => {
                    assert_eq!(found.default(), hex(&item["default_raw"]), "{place}");
                    let raw = found.default();
                    check(&place, metadata.schema(), found.value(), raw, &item["decoded"]);
                    checked[2] += 1;
                }
            }
        }
    }
    say(&format!("dynamic storage: present, absent, default values by metadata: {checked:?}"));
    assert_eq!(checked, STORAGE);
}

/// Present, absent and default values, each as often as there is metadata for it.
const STORAGE: [usize; 3] = [788, 10, 7];

#[test]
fn recorded_runtime_calls_are_those_of_other_decoders() {
    let Some(chain) = chain("dynamic runtime calls") else { return };
    let metadata = metadata(&chain);
    let (mut by_layout, mut by_metadata, mut wrapped) = (0, 0, 0);
    for (place, item) in expected_items(&chain) {
        if !matches!(text(&item["kind"]), "runtime_call" | "legacy_rpc") {
            continue;
        }
        let raw = hex(&item["raw"]);
        let is_wrapped = item["result_form"] == "Vec<u8>-wrapped";
        let inner = if is_wrapped {
            wrapped += 1;
            let (schema, ty) = named("Vec<u8>", &Json::Null);
            schema.validate(ty, &raw).unwrap();
            unwrap(&raw)
        } else {
            raw.clone()
        };
        if item.get("layout").is_some() {
            let (schema, ty) = named(text(&item["result_type"]), &item["layout"]);
            check(&place, &schema, ty, &inner, &item["decoded"]);
            by_layout += 1;
        }
        if item["kind"] == "legacy_rpc" {
            continue;
        }
        for name in array(&item["metadata"]) {
            let metadata = &metadata[text(name)];
            let method = metadata.api_method(text(&item["api"]), text(&item["method"])).unwrap();
            // A layout given by the file is that of another spec version, with other fields.
            if item.get("layout").is_none() {
                check(&place, metadata.schema(), method.output(), &raw, &item["decoded"]);
                by_metadata += 1;
            }
            let part = metadata.call_output(&method, &raw).unwrap();
            let json =
                metadata.schema().to_json(part.ty(), part.bytes(), Accounts::Ss58(42)).unwrap();
            assert_eq!(
                flat(serde_json::from_str(&json).unwrap()),
                item["decoded"],
                "{place}: {name}"
            );
        }
    }
    say(&format!(
        "dynamic runtime calls: {by_layout} by layout, {by_metadata} by metadata, {wrapped} wrapped"
    ));
    assert_eq!((by_layout, by_metadata, wrapped), (19, 6, 7));
}

/// The schema and the id of a type that is described by the recordings themselves.
fn named(name: &str, layout: &Json) -> (Schema, u32) {
    let (registry, ty) = types::registry(name, layout);
    (Schema::new(registry), ty)
}

/// The content of a `Vec<u8>`.
fn unwrap(raw: &[u8]) -> Vec<u8> {
    parity_scale_codec::Decode::decode(&mut &raw[..]).unwrap()
}

#[test]
fn test_bytes_of_bt_decode_are_read_as_others_read_them() {
    let Some(chain) = chain("dynamic bt_hex") else { return };
    let files = json_files(&chain.join("bt_hex"));
    for (place, file) in &files {
        let (schema, ty) = named(text(&file["type"]), &file["layout"]);
        check(place, &schema, ty, &hex(&file["raw"]), &file["decoded"]);
    }
    assert_eq!(files.len(), 7);
}

#[test]
fn recorded_headers_hash_to_their_blocks() {
    let Some(chain) = chain("dynamic headers") else { return };
    let mut checked = 0;
    for (place, item) in expected_items(&chain) {
        if item["kind"] != "header" {
            continue;
        }
        let (encoded, header) = (hex(&item["encoded"]), &item["header"]);
        assert_eq!(blake2b_256(&encoded).to_vec(), hex(&item["hash"]), "{place}");
        let layout = serde_json::json!({ "Header": [
            ["parentHash", "[u8; 32]"],
            ["number", "Compact<u32>"],
            ["stateRoot", "[u8; 32]"],
            ["extrinsicsRoot", "[u8; 32]"],
            ["logs", "u8"],
        ]});
        // The logs are an enum that only the runtime knows: their number, then each as it is.
        let (schema, ty) = named("Header", &layout);
        let len = schema.measure(ty, &encoded).unwrap();
        let logs: Vec<u8> = array(&header["digest"]["logs"]).iter().flat_map(hex).collect();
        assert_eq!(&encoded[len..], logs, "{place}");
        let json = schema.to_json(ty, &encoded[..len], Accounts::Hex).unwrap();
        let mut read: Json = serde_json::from_str(&json).unwrap();
        let count = array(&header["digest"]["logs"]).len() as u64;
        assert_eq!(read["logs"].as_u64(), Some(count << 2), "{place}");
        read.as_object_mut().unwrap().remove("logs");
        read["number"] = format!("{:#x}", item["number"].as_u64().unwrap()).into();
        let mut expected = header.clone();
        expected.as_object_mut().unwrap().remove("digest");
        assert_eq!(read, expected, "{place}");
        checked += 1;
    }
    assert_eq!(checked, 61);
}

#[test]
fn every_default_and_every_constant_reads_and_writes_itself() {
    let Some(chain) = chain("defaults and constants") else { return };
    let (mut defaults, mut constants) = (0, 0);
    for (name, metadata) in metadata(&chain) {
        let schema = metadata.schema();
        for pallet in metadata.pallets() {
            for item in pallet.storage_items() {
                let place = format!("{name}: {}.{}", pallet.name(), item.name());
                // An Optional item's default is one byte that says None, and no value.
                if item.modifier() == Modifier::Optional {
                    assert_eq!(item.default(), [0], "{place}");
                } else {
                    itself(&place, schema, item.value(), item.default());
                    defaults += 1;
                }
            }
            for constant in pallet.constants() {
                let place = format!("{name}: {}.{}", pallet.name(), constant.name());
                itself(&place, schema, constant.ty(), constant.value());
                constants += 1;
            }
        }
    }
    say(&format!("{defaults} defaults and {constants} constants"));
    assert!(defaults > 1000 && constants > 1000, "{defaults} {constants}");
}

fn itself(place: &str, schema: &Schema, ty: u32, raw: &[u8]) {
    let json = schema
        .to_json(ty, raw, Accounts::Ss58(42))
        .unwrap_or_else(|error| panic!("{place}: {error}"));
    let value: Json = serde_json::from_str(&json).unwrap();
    check(place, schema, ty, raw, &flat(value));
}

/// Both readings of these bytes are valid: only the method's name tells whether an `Option` within
/// the wrapping has its tag.
#[test]
fn an_option_that_is_wrapped_is_read_as_its_method_wrote_it() {
    let Some(chain) = chain("wrapped Options") else { return };
    let metadata = &metadata(&chain)["subtensor_233.v15"];
    let field = |api: &str, method: &str, raw: &[u8], name: &str| {
        let method = metadata.api_method(api, method).unwrap();
        let part = metadata.call_output(&method, raw).unwrap();
        let json = metadata.schema().to_json(part.ty(), part.bytes(), Accounts::Hex).unwrap();
        serde_json::from_str::<Json>(&json).unwrap()[name].clone()
    };
    // What a runtime of spec 218 answered for subnet 1: without its tag it would be subnet 64.
    let state = [
        "cd01010404",
        &"00".repeat(32),
        "04",
        &"00".repeat(32),
        "0401040104feff0300040004c621f6d804000400040004000400040004037052d871040004037052d8710804000400",
    ];
    let state = hex(&format!("0x{}", state.concat()).into());
    assert_eq!(field("SubnetInfoRuntimeApi", "get_subnet_state", &state, "netuid"), 1);
    // A neuron whose hotkey begins as a `Some` does, and whose uid takes two bytes: read as one with
    // a tag, all that follows is the same but for the uid, which is 1.
    let neuron = |zeros: usize| {
        let bare = [&[1; 32][..], &[0; 32], &[1, 4], &vec![0; zeros]].concat();
        [&[(bare.len() as u8) << 2 | 1, (bare.len() >> 6) as u8], &bare[..]].concat()
    };
    let (api, method) = ("NeuronInfoRuntimeApi", "get_neuron_lite");
    let described = metadata.api_method(api, method).unwrap();
    let fits = |raw: &Vec<u8>| metadata.call_output(&described, raw).is_ok();
    let raw = (0..200).map(neuron).find(fits).expect("some number of zeros makes a neuron");
    assert_eq!(field(api, method, &raw, "uid"), 256);
}
