//! Reads the files that `make.mjs` has made, and finds the metadata that is not beside them.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde_json::Value;
use subwire::Scheme;

/// The cases of a file that stands beside this one.
pub(crate) fn golden(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Recorded metadata by its file's name, `subtensor_343.v15`: below `SUBWIRE_SHARED`, or below
/// `shared` beside the workspace. `None`, said loudly, where there is none.
pub(crate) fn recorded_metadata(test: &str, name: &str) -> Option<Vec<u8>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = env::var_os("SUBWIRE_SHARED").map_or_else(beside, Into::into);
    let folder = shared.join("chain/metadata");
    if !folder.is_dir() {
        // Not `eprintln!`, which is captured where the test passes. Nobody hears it where stderr is
        // closed.
        let text = "no recorded metadata; set SUBWIRE_SHARED to its folder";
        let _ = writeln!(io::stderr(), "SKIPPED {test}: {text}");
        return None;
    }
    let path = folder.join(format!("{name}.scale"));
    Some(fs::read(path).unwrap_or_else(|error| panic!("{name}: {error}")))
}

pub(crate) fn scheme(case: &Value) -> Scheme {
    match text(&case["scheme"]) {
        "ecdsa" => Scheme::Ecdsa,
        "ed25519" => Scheme::Ed25519,
        "sr25519" => Scheme::Sr25519,
        other => panic!("no scheme: {other}"),
    }
}

/// Bytes written as hex.
pub(crate) fn hex(value: &Value) -> Vec<u8> {
    const_hex::decode(text(value)).unwrap_or_else(|error| panic!("{value}: {error}"))
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no string: {value}"))
}
