//! The types of one runtime read from the bytes of another: equal values or a refusal.

use std::collections::BTreeMap;

use serde_json::Value;
use subwire_codec::layout::{Layout, Mismatch};
use subwire_codec::metadata::Metadata;
use subwire_codec::schema::{Accounts, Schema};

use crate::data::{self, expected_items, hex, text};
use crate::runtimes;

/// What became of the values.
#[derive(Debug, Default)]
struct Outcomes {
    same: usize,
    adapted: usize,
    /// Of which the types do not fit.
    refused: usize,
    /// Of which the types fit and the values do not: variants that are not known.
    unknown: usize,
    mismatches: BTreeMap<String, Mismatch>,
}

#[test]
fn every_default_and_constant_read_by_every_other_runtime() {
    let Some(chain) = data::chain("every_default_and_constant") else { return };
    let runtimes = runtimes(&chain);
    let mut outcomes = Outcomes::default();
    // V14 and V15 of one runtime describe the same types.
    let once =
        |name: &str| !runtimes.contains_key(&name.replace("v14", "v15")) || name.ends_with("v15");
    for (from_name, from) in runtimes.iter().filter(|(name, _)| once(name)) {
        for (to_name, to) in runtimes.iter().filter(|(name, _)| once(name) && *name != from_name) {
            for pallet in from.pallets() {
                let Some(other) = to.pallet(pallet.name()) else { continue };
                let place =
                    |name: &str| format!("{from_name} as {to_name}: {}.{name}", pallet.name());
                for item in pallet.storage_items() {
                    let Some(other) = other.storage_item(item.name()) else { continue };
                    // Of an Optional item the default is a `None`, not a value.
                    if item.modifier() == subwire_codec::metadata::Modifier::Default {
                        let types = (from.schema(), item.value(), to.schema(), other.value());
                        outcomes.read(types, item.default(), &place(item.name()));
                    }
                }
                for constant in pallet.constants() {
                    let Some(other) = other.constant(constant.name()) else { continue };
                    let types = (from.schema(), constant.ty(), to.schema(), other.ty());
                    outcomes.read(types, constant.value(), &place(constant.name()));
                }
            }
        }
    }
    outcomes.say("defaults and constants");
    assert!(outcomes.same > 7_000 && outcomes.adapted > 50, "{outcomes:?}");
    assert!(outcomes.refused < outcomes.same / 100, "{outcomes:?}");
}

#[test]
fn recorded_values_read_by_every_other_runtime() {
    let Some(chain) = data::chain("recorded_values_read_by_every_other_runtime") else { return };
    let runtimes = runtimes(&chain);
    let mut outcomes = Outcomes::default();
    for (place, item) in expected_items(&chain) {
        let of = item["metadata"].as_array().cloned().unwrap_or_default();
        let Some(from) = of.iter().find_map(|name| runtimes.get(text(name))) else { continue };
        if item["raw"].is_null() {
            continue;
        }
        for to in runtimes.values() {
            let types = match (&item["pallet"], &item["call"]) {
                (Value::String(pallet), _) => {
                    let find = |runtime: &Metadata| {
                        Some(runtime.storage_item(pallet, text(&item["item"]))?.value())
                    };
                    find(from).zip(find(to))
                }
                (_, Value::String(call)) => {
                    let (api, method) = call.split_once('_').unwrap();
                    let find = |runtime: &Metadata| Some(runtime.api_method(api, method)?.output());
                    find(from).zip(find(to))
                }
                _ => None,
            };
            if let (Some((from_ty, to_ty)), true) =
                (types, item["result_form"] != "Vec<u8>-wrapped")
            {
                let types = (from.schema(), from_ty, to.schema(), to_ty);
                outcomes.read(types, &hex(&item["raw"]), &place);
            }
        }
    }
    outcomes.say("recorded values");
    assert!(outcomes.same + outcomes.adapted > 1000, "{outcomes:?}");
}

impl Outcomes {
    /// Reads a value of one runtime as a type of the other, and compares by names.
    fn read(&mut self, types: (&Schema, u32, &Schema, u32), bytes: &[u8], place: &str) {
        let (from, from_ty, to, to_ty) = types;
        let value = json(from, from_ty, bytes, place);
        match Layout::between(from, from_ty, to, to_ty) {
            Layout::Same => {
                self.same += 1;
                assert_eq!(json(to, to_ty, bytes, place), value, "{place}");
            }
            Layout::Adapt(plan) => match plan.rewrite(bytes) {
                Ok(bytes) => {
                    self.adapted += 1;
                    let read = json(to, to_ty, &bytes, place);
                    assert!(agree(&read, &value), "{place}: {read} from {value}: {plan:?}");
                }
                Err(error) => {
                    self.unknown += 1;
                    assert!(error.to_string().contains("variant"), "{place}: {error}");
                }
            },
            Layout::Incompatible(mismatch) => {
                self.refused += 1;
                let (_, name) = place.rsplit_once(": ").unwrap_or(("", place));
                self.mismatches.insert(name.to_owned(), mismatch);
            }
        }
    }

    fn say(&self, what: &str) {
        let Self { same, adapted, refused, unknown, mismatches } = self;
        println!("{what}: {same} same, {adapted} adapted, {refused} refused, {unknown} unknown");
        for (name, mismatch) in mismatches {
            println!("  {name}: {mismatch}");
        }
    }
}

fn json(schema: &Schema, ty: u32, bytes: &[u8], place: &str) -> Value {
    let json = schema.to_json(ty, bytes, Accounts::Hex);
    serde_json::from_str(&json.unwrap_or_else(|error| panic!("{place}: {error}"))).unwrap()
}

/// Whether all that was read is what the value has by the same name, and the rest is null.
fn agree(read: &Value, value: &Value) -> bool {
    match (read, value) {
        (Value::Object(read), Value::Object(value)) => read.iter().all(|(name, read)| {
            value.get(name).map_or_else(|| read.is_null(), |value| agree(read, value))
        }),
        (Value::Array(read), Value::Array(value)) => {
            read.len() == value.len()
                && read.iter().zip(value).all(|(read, value)| agree(read, value))
        }
        // A struct around one value, or a `Some` whose content may be null.
        (Value::Object(read), value) if read.len() == 1 => {
            read.values().all(|read| agree(read, value))
        }
        (read, Value::Object(value)) if value.len() == 1 => {
            value.values().all(|value| agree(read, value))
        }
        (read, value) => read == value,
    }
}
