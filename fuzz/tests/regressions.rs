//! Replays `regressions/`: inputs that once failed, and small ones that together reach much of what
//! the fuzzer has found. A file for each target, a line of hex for each input.
//!
//! Types by number are those of the recorded runtimes where `SUBWIRE_SHARED` has them, else of the
//! built-in ones.

use std::fs;
use std::path::Path;

use subwire_fuzz::{
    calls, connection, events, extrinsics, frames, headers, http, json, keys, metadata, plan,
    recordings, suri, text, types, values,
};

fn as_text(data: &[u8]) {
    if let Ok(data) = core::str::from_utf8(data) {
        text::check(data);
    }
}

/// Each target by its name.
const TARGETS: [(&str, fn(&[u8])); 16] = [
    ("calls", calls::check),
    ("connection", connection::check),
    ("events", events::check),
    ("extrinsics", extrinsics::check),
    ("frames", frames::check),
    ("headers", headers::check),
    ("http", http::check),
    ("json", json::check),
    ("keys", keys::check),
    ("metadata", metadata::check),
    ("plan", plan::check),
    ("recordings", recordings::check),
    ("ss58", as_text),
    ("suri", suri::check),
    ("types", types::check),
    ("values", values::check),
];

fn here(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let stem = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let mut names: Vec<_> = entries.map(|entry| stem(&entry.unwrap().path())).collect();
    names.sort();
    names
}

#[test]
fn every_target_is_replayed() {
    let names = TARGETS.map(|(name, _)| name);
    assert_eq!(here("fuzz_targets"), names);
    assert_eq!(here("regressions"), names);
}

#[test]
fn inputs_that_were_kept_pass_their_checks() {
    for (name, check) in TARGETS {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions").join(name);
        let text = fs::read_to_string(file.with_extension("txt")).unwrap();
        assert!(text.lines().count() > 10, "{name}");
        for line in text.lines() {
            check(&bytes(line).unwrap_or_else(|| panic!("{name}: no hex: {line}")));
        }
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = (0..hex.len()).step_by(2).map(|at| hex.get(at..at + 2));
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}
