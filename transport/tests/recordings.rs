//! The recorded traffic of Bittensor's SDK, replayed.
//!
//! The recordings are no part of the repository: `SUBWIRE_SHARED` names their folder. The test says
//! so, loudly, where it does not find them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use futures::executor::block_on;
use serde_json::Value;
use subwire_transport::mock::Replay;
use subwire_transport::{Params, Transport};

/// The recordings' files; none, said loudly, where the folder is not there.
fn recordings() -> Vec<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = env::var_os("SUBWIRE_SHARED").map_or_else(beside, PathBuf::from);
    let Ok(entries) = fs::read_dir(shared.join("chain/recordings")) else {
        // `eprintln!` is captured where the test passes.
        let line = "SKIPPED recordings: no recorded data; set SUBWIRE_SHARED to its folder";
        let _ = writeln!(io::stderr(), "{line}");
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    assert!(!paths.is_empty(), "the folder holds recordings");
    paths
}

#[test]
fn every_recording_replays_in_any_order_and_in_its_own() {
    for path in recordings() {
        let text = fs::read_to_string(&path).unwrap();
        let recording: Value = serde_json::from_str(&text).unwrap();
        let exchanges = recording["exchanges"].as_array().unwrap();
        let loose = Replay::open(&path).unwrap();
        let strict = Replay::open(&path).unwrap().strict();
        assert_eq!(strict.remaining(), exchanges.len());
        for (at, exchange) in exchanges.iter().enumerate() {
            for replay in [&loose, &strict] {
                let params = Params::from_json(&exchange["params"].to_string()).unwrap();
                let reply = replay.request(exchange["method"].as_str().unwrap(), params);
                let reply = block_on(reply).unwrap_or_else(|e| panic!("{path:?} {at}: {e}"));
                let found: Value = reply.read("JSON").unwrap();
                assert_eq!(found, exchange["result"], "{path:?} {at}");
            }
        }
        assert_eq!((loose.remaining(), strict.remaining()), (0, 0), "{path:?}");
    }
}

#[test]
fn a_recording_can_be_asked_backwards() {
    for path in recordings() {
        let text = fs::read_to_string(&path).unwrap();
        let recording: Value = serde_json::from_str(&text).unwrap();
        let (loose, strict) = (Replay::open(&path).unwrap(), Replay::open(&path).unwrap().strict());
        let mut refused = 0;
        let exchanges = recording["exchanges"].as_array().unwrap();
        for exchange in exchanges.iter().rev() {
            let params = Params::from_json(&exchange["params"].to_string()).unwrap();
            let method = exchange["method"].as_str().unwrap();
            block_on(loose.request(method, params.clone()))
                .unwrap_or_else(|error| panic!("{path:?}: {error}"));
            refused += usize::from(block_on(strict.request(method, params)).is_err());
        }
        assert!(exchanges.len() < 2 || refused > 0, "{path:?} has no order");
    }
}
