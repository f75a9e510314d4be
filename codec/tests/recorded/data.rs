//! Finds and reads the recorded chain data, which is not part of the repository.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The folder `chain` of the recorded data: below `SUBWIRE_SHARED`, or below `shared` beside the
/// workspace. `None`, said loudly, where there is none.
pub(crate) fn chain(test: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = env::var_os("SUBWIRE_SHARED").map_or_else(beside, PathBuf::from);
    let chain = shared.join("chain");
    if chain.is_dir() {
        return Some(chain);
    }
    say(&format!("SKIPPED {test}: no recorded data; set SUBWIRE_SHARED to its folder"));
    None
}

/// Says it even where the test passes: `eprintln!` is captured then.
pub(crate) fn say(line: &str) {
    // Nobody to tell where stderr is closed.
    let _ = writeln!(io::stderr(), "{line}");
}

/// The files of a folder with their JSON, by name.
pub(crate) fn json_files(folder: &Path) -> Vec<(String, Value)> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), json(&path)))
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

pub(crate) fn json(path: &Path) -> Value {
    let text = fs::read(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// The items of all `expected` files, each with its file's name for messages.
pub(crate) fn expected_items(chain: &Path) -> Vec<(String, Value)> {
    let mut items = Vec::new();
    for (name, mut file) in json_files(&chain.join("expected")) {
        let Value::Array(found) = file["items"].take() else { panic!("{name}: no items") };
        items.extend(found.into_iter().enumerate().map(|(i, item)| (format!("{name}[{i}]"), item)));
    }
    items
}

/// Bytes written as hex, with `0x` or without: the recordings have both.
pub(crate) fn hex(value: &Value) -> Vec<u8> {
    let text = text(value);
    const_hex::decode(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// As [`hex`]; `None` for null.
pub(crate) fn optional_hex(value: &Value) -> Option<Vec<u8>> {
    (!value.is_null()).then(|| hex(value))
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no string: {value}"))
}

pub(crate) fn array(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no array: {value}"))
}
