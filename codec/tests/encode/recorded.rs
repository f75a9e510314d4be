//! Recorded values and metadata: what is written of them reads back as the same bytes.

#[path = "../recorded/data.rs"]
#[allow(dead_code, reason = "what the tests of recorded values use besides")]
mod data;

use std::fs;

use subwire_codec::metadata::{Metadata, Modifier};
use subwire_codec::schema::{Accounts, Schema, Value};

/// Every way from the bytes to a text or a tree and back gives the bytes.
pub(crate) fn comes_back(schema: &Schema, ty: u32, bytes: &[u8]) {
    for accounts in [Accounts::default(), Accounts::Hex] {
        let json = schema.to_json(ty, bytes, accounts).unwrap();
        let again = schema.encode_json(ty, &json).unwrap_or_else(|error| panic!("{error}: {json}"));
        assert!(again == bytes, "{json}");
    }
    let value = schema.value(ty, bytes).unwrap();
    let again = schema.encode_value(ty, &value).unwrap_or_else(|error| panic!("{error}: {value}"));
    assert!(again == bytes, "{value}");
    // A tree that was text in between has addresses and hex as texts.
    let json = serde_json::to_string(&value).unwrap();
    let value: Value = serde_json::from_str(&json).unwrap();
    let again = schema.encode_value(ty, &value).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert!(again == bytes, "{json}");
    let value = schema.serialize(ty, bytes, Accounts::default()).unwrap();
    let again = schema.encode(ty, &value).unwrap_or_else(|error| panic!("{error}"));
    assert!(again == bytes, "{}", serde_json::to_string(&value).unwrap());
}

/// All recorded metadata, by name.
pub(crate) fn metadata(test: &str) -> Vec<(String, Metadata)> {
    let Some(chain) = data::chain(test) else { return Vec::new() };
    let mut all: Vec<_> = fs::read_dir(chain.join("metadata"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, Metadata::decode(&fs::read(&path).unwrap()).unwrap())
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(all.len() >= 10);
    all
}

#[test]
fn every_default_and_constant_comes_back() {
    for (name, metadata) in metadata("every_default_and_constant_comes_back") {
        let schema = metadata.schema();
        let (mut defaults, mut constants) = (0, 0);
        for pallet in metadata.pallets() {
            for item in pallet.storage_items() {
                let default = item.default();
                // Of an optional item the default is a None, without its type.
                if item.modifier() == Modifier::Default {
                    comes_back(schema, item.value(), default);
                    defaults += 1;
                }
            }
            for constant in pallet.constants() {
                comes_back(schema, constant.ty(), constant.value());
                constants += 1;
            }
        }
        assert!(defaults > 150 && constants > 50, "{name}: {defaults}, {constants}");
    }
}

#[test]
fn recorded_values_come_back() {
    let Some(chain) = data::chain("recorded_values_come_back") else { return };
    let all = metadata("recorded_values_come_back");
    let (mut values, mut flattened) = (0, 0);
    for (place, item) in data::expected_items(&chain) {
        let names: Vec<_> = item["metadata"].as_array().into_iter().flatten().collect();
        for (_, metadata) in all.iter().filter(|(name, _)| names.iter().any(|it| *it == name)) {
            let schema = metadata.schema();
            let ty = match item["kind"].as_str() {
                Some("storage") => {
                    let (pallet, name) = (data::text(&item["pallet"]), data::text(&item["item"]));
                    metadata.storage_item(pallet, name).unwrap().value()
                }
                Some("runtime_call") if item["layout"].is_null() => {
                    let (api, method) = (data::text(&item["api"]), data::text(&item["method"]));
                    let found = metadata.api_method(api, method);
                    let Some(found) = found.filter(|_| item["result_form"] == "direct") else {
                        continue;
                    };
                    found.output()
                }
                _ => continue,
            };
            // An absent entry of an optional item has no bytes of its type.
            let is_default = item["raw"].is_null() && item["modifier"] == "Default";
            let raw = if is_default { &item["default_raw"] } else { &item["raw"] };
            let Some(raw) = data::optional_hex(raw) else { continue };
            comes_back(schema, ty, &raw);
            values += 1;
            // What other decoders made of it gives the bytes, too; but they flatten an option in
            // an option, of which nobody knows which one a null was.
            match schema.encode_json(ty, &item["decoded"].to_string()) {
                Err(error) if error.expected() == "null or {\"Some\": value}" => flattened += 1,
                again => assert_eq!(again.as_ref(), Ok(&raw), "{place}"),
            }
        }
    }
    assert!(values > 700 && flattened < 20, "{values}, {flattened}");
}
