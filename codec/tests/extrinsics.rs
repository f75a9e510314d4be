//! Extrinsics, events and dispatch errors against what polkadot-js and a real runtime made.
//!
//! `polkadot_js.json` and `node_218.json` are part of the repository, beside the scripts that made
//! them. The metadata is not: `SUBWIRE_SHARED` names its folder. A test that does not find it says
//! so on stderr and passes.

#[path = "recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "extrinsics/hostile.rs"]
mod hostile;
#[path = "extrinsics/json.rs"]
mod json;
#[path = "extrinsics/node.rs"]
mod node;
#[path = "extrinsics/other_chains.rs"]
mod other_chains;
#[path = "extrinsics/polkadot_js.rs"]
mod polkadot_js;

use std::fs;
use std::path::Path;

use subwire_codec::metadata::Metadata;

/// Recorded metadata by its file's name, `subtensor_343.v15`.
fn metadata(chain: &Path, name: &str) -> Metadata {
    let bytes = fs::read(
        chain
            .join("metadata")
            .join(name)
            .with_extension(format!("{}.scale", name.rsplit('.').next().unwrap())),
    );
    Metadata::decode(&bytes.unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap()
}

/// A file that stands beside the tests.
fn golden(name: &str) -> serde_json::Value {
    data::json(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/extrinsics").join(name))
}

/// `transfer_keep_alive` as polkadot-js has it, `transferKeepAlive`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(word.len().min(1));
        out += &(first.to_uppercase() + rest);
    }
    out
}

/// `SubtensorModule` as polkadot-js has it, `subtensorModule`.
fn lower_first(name: &str) -> String {
    name[..1].to_lowercase() + &name[1..]
}
