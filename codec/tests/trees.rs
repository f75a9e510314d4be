//! The owned tree against other readings of the recorded values.

#[path = "recorded/data.rs"]
#[allow(dead_code, reason = "other tests need the rest")]
mod data;

use std::fs;

use serde_json::Value as Json;
use subwire_codec::metadata::Metadata;
use subwire_codec::schema::Accounts;

/// Metadata of several years, with all their storage defaults and constants.
#[test]
fn trees_of_the_chains_own_values_are_their_json() {
    let Some(chain) = data::chain("trees_of_the_chains_own_values_are_their_json") else { return };
    let mut values = 0;
    for entry in fs::read_dir(chain.join("metadata")).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let metadata = Metadata::decode(&bytes).unwrap();
        let schema = metadata.schema();
        for pallet in metadata.pallets() {
            let items = pallet.storage_items().map(|item| (item.value(), item.default()));
            let constants = pallet.constants().map(|constant| (constant.ty(), constant.value()));
            for (ty, bytes) in items.chain(constants) {
                // The default of an item that may be missing is `None`, not a value of its type.
                let (Ok(json), Ok(value)) =
                    (schema.to_json(ty, bytes, Accounts::default()), schema.value(ty, bytes))
                else {
                    let refused = schema.validate(ty, bytes).unwrap_err();
                    assert_eq!(schema.value(ty, bytes).unwrap_err(), refused);
                    continue;
                };
                let json: Json =
                    serde_json::from_str(&json).unwrap_or_else(|e| panic!("{e}: {json}"));
                assert_eq!(serde_json::to_value(&value).unwrap(), json, "{value}");
                values += 1;
            }
        }
    }
    assert!(values > 3000, "{values}");
}
