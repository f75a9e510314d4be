//! The program on chains that have metadata: what it reads by name, and what it watches.

#[path = "runtime_cache/made.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod made;

use core::time::Duration;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::time::Instant;

use serde_json::{Value, json};
use subwire::codec::Metadata;
use subwire::codec::codec::Encode;
use subwire::transport::mock::{Chain, Spawned, serve};

use made::{NAME, VALUE};

const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

/// Behind a port, at block 1, as long as the server lives.
fn served() -> (Chain, Spawned) {
    let chain = made::chain(NAME, 1).build();
    let server = serve(chain.clone(), 0).unwrap().spawn();
    (chain, server)
}

fn command(url: &str, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
    command.args(["--network", url]).args(args).env_remove("SUBWIRE_NETWORK");
    command
}

fn run(url: &str, args: &[&str]) -> Output {
    command(url, args).output().expect("the program starts")
}

fn answered(url: &str, args: &[&str]) -> String {
    let output = run(url, args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {stderr}");
    String::from_utf8(output.stdout).expect("the answer is UTF-8")
}

fn json(url: &str, args: &[&str]) -> Value {
    let text = answered(url, &[&["--json"], args].concat());
    serde_json::from_str(&text).expect("the answer is one JSON document")
}

fn refused(url: &str, args: &[&str]) -> (i32, String) {
    let output = run(url, args);
    assert!(output.stdout.is_empty(), "{args:?}");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap(), stderr)
}

#[test]
fn storage_is_read_by_name() {
    let (chain, server) = served();
    for url in [server.ws_url(), server.http_url()] {
        assert_eq!(answered(&url, &["storage", "Test.Value"]), "1\n");
        let one = json!({ "pallet": "Test", "item": "Value", "args": [], "value": 1 });
        assert_eq!(json(&url, &["storage", "Test.Value"]), one);
        assert_eq!(json(&url, &["storage", "Test.Value", "--count"]), json!({ "count": 1 }));
        let key = json!({ "pallet": "Test", "item": "Value", "args": [] });
        assert_eq!(json(&url, &["storage", "Test.Value", "--keys"]), key);
        assert_eq!(answered(&url, &["storage", "Test.Value", "--keys", "--limit", "0"]), "");
    }
    // At a block that is gone by.
    let url = server.ws_url();
    chain.build_block(|block| block.set(VALUE.key(()), 7_u32.encode()));
    assert_eq!(answered(&url, &["storage", "Test.Value"]), "7\n");
    assert_eq!(answered(&url, &["--at", "1", "storage", "Test.Value"]), "1\n");
    // A key that is known is asked for, and not looked for among pages of keys.
    let output = run(&url, &["storage", "Test.Value", "--count", "--stats"]);
    let stats: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(
        (&output.stdout[..], &stats["requests"]["state_getKeysPaged"]),
        (&b"1\n"[..], &Value::Null)
    );
    chain.build_block(|block| block.remove(VALUE.key(())));
    assert_eq!(answered(&url, &["storage", "Test.Value", "--count"]), "0\n");
    assert_eq!(answered(&url, &["storage", "Test.Value", "--keys"]), "");
}

#[test]
fn constants_and_metadata_are_shown() {
    let (_chain, server) = served();
    let url = server.ws_url();
    let version = json!({ "spec_name": NAME, "spec_version": 1, "transaction_version": 1 });
    assert_eq!(json(&url, &["constant", "System.Version"]), json!({ "value": version }));
    // For people in the chain's order, a line for each part.
    let lines = answered(&url, &["constant", "System.Version"]);
    assert!(lines.starts_with("{\n  \"spec_name\": ") && lines.ends_with("1\n}\n"), "{lines}");

    let overview = json(&url, &["metadata"]);
    assert_eq!((&overview["spec_name"], &overview["spec_version"]), (&json!(NAME), &json!(1)));
    assert_eq!(overview["pallets"][1]["storage"], json!(["Value"]));
    let pallet = json(&url, &["metadata", "Test"]);
    assert_eq!(pallet["items"][0]["signature"], "() -> u32");
    assert!(answered(&url, &["metadata", "Test"]).contains("storage  Value"));

    let file = std::env::temp_dir().join(format!("subwire-metadata-{}", std::process::id()));
    answered(&url, &["metadata", "--save", file.to_str().unwrap()]);
    let saved = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(saved, made::metadata(14, NAME, 1));
    assert_eq!(Metadata::decode(&saved).unwrap().spec_version(), Some(1));
}

#[test]
fn names_and_values_that_do_not_fit_are_told() {
    let (_chain, server) = served();
    let url = server.ws_url();
    let cases: [(&[&str], i32, &str); 17] = [
        (&["storage", "Test.Velue"], 2, "no storage item Test.Velue; is it Value?"),
        (&["storage", "Nope.Value"], 2, "no pallet Nope"),
        (&["storage", "Test.Value", "1"], 2, "more arguments than the 0 it has"),
        (&["storage", "TestValue"], 2, "two names with a dot between them"),
        (&["constant", "Test.Nope"], 2, "no constant Test.Nope"),
        (&["metadata", "Nope"], 2, "no pallet Nope; there are System, Test"),
        (&["call", "Api.method"], 1, "version 14"),
        (&["--at", "99", "storage", "Test.Value"], 1, "the node knows no block 99"),
        (&["tx", "Test.call", "--signer", "//Alice", "--yes"], 2, "no call Test.call"),
        (&["tx", "Test.call", "--signer", ""], 2, "//NAME, a file or env:NAME wanted"),
        (&["tx", "Test.call", "--signer", "no/file"], 2, "--signer no/file: No such file"),
        (&["transfer", BOB, "-1", "--signer", "//Alice"], 2, "'-1' for '<TAO>'"),
        (&["--timeout", "-1", "events"], 2, "not a time that can be waited for"),
        // Nothing is passed over in silence.
        (&["--at", "1", "watch", "heads"], 2, "--at: what is watched begins at the head"),
        (&["--at", "1", "transfer", BOB, "1", "--signer", "//Alice"], 2, "--at: transactions"),
        (&["--at", "1", "block", "1"], 2, "--at: the block is named already"),
        (&["--network", "demo", "--network", "demo", "events"], 2, "no fallbacks"),
    ];
    for (args, status, message) in cases {
        let (code, said) = refused(&url, args);
        assert_eq!(code, status, "{args:?}: {said}");
        assert!(said.contains(message), "{args:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

/// Secrets are read from where they are said to be, and are not repeated.
#[test]
fn secrets_that_are_none_are_told_without_them() {
    let (_chain, server) = served();
    let url = server.ws_url();
    let file = std::env::temp_dir().join(format!("subwire-secret-{}", std::process::id()));
    let path = file.to_str().unwrap();
    let cases: [(&[u8], &str); 5] = [
        (b"bottom drive obey lake curtain smoke basket hold race lonely fit nope", "word"),
        (b"{\"secretPhrase\":17}", "no key file"),
        (b"{\"ss58Address\":\"5G\"}", "without secretPhrase and secretSeed"),
        (b"$NACL\x00\x01", "encrypted"),
        (&[0xff; 70 << 10], "too large"),
    ];
    for (content, message) in cases {
        std::fs::write(&file, content).unwrap();
        let (code, said) = refused(&url, &["tx", "Test.call", "--signer", path, "--yes"]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains(message), "{said}");
        assert!(!said.contains("bottom") && !said.contains("nope"), "{said}");
    }
    std::fs::remove_file(&file).unwrap();
}

/// The program, watching; stopped when dropped.
struct Watching(Child, BufReader<std::process::ChildStdout>);

impl Watching {
    fn new(url: &str, args: &[&str]) -> Self {
        let mut child = command(url, args).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self(child, lines)
    }

    fn line(&mut self) -> Value {
        let mut line = String::new();
        self.1.read_line(&mut line).unwrap();
        serde_json::from_str(&line).expect("one JSON line")
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn storage_is_watched_through_an_upgrade() {
    let (chain, server) = served();
    let mut watching =
        Watching::new(&server.ws_url(), &["--json", "watch", "storage", "Test.Value"]);
    assert_eq!(watching.line()["value"], 1);
    chain.build_block(|block| block.set(VALUE.key(()), 7_u32.encode()));
    assert_eq!(watching.line()["value"], 7);
    // Of one byte from here on.
    let [_, first] = made::upgrade(&chain, 2);
    let line = watching.line();
    assert_eq!(
        (&line["value"], &line["block"]),
        (&json!(2), &json!(const_hex::encode_prefixed(first)))
    );
}

#[test]
fn heads_are_watched() {
    let (chain, server) = served();
    let mut best = Watching::new(&server.ws_url(), &["--json", "watch", "heads"]);
    let mut finalized = Watching::new(&server.ws_url(), &["--json", "watch", "finalized"]);
    let first = best.line()["number"].as_u64().unwrap();
    assert_eq!(finalized.line()["number"].as_u64(), Some(first));
    for number in first + 1..first + 4 {
        let hash = chain.build_block(|block| block);
        chain.finalize(number as u32);
        for watching in [&mut best, &mut finalized] {
            let line = watching.line();
            assert_eq!(line["number"].as_u64(), Some(number));
            assert_eq!(line["hash"], const_hex::encode_prefixed(hash));
        }
    }
}

/// What was built while nobody was connected is filled in.
#[test]
fn heads_are_watched_through_a_restart_of_the_node() {
    let (chain, server) = served();
    let url = server.ws_url();
    let port = url.rsplit(':').next().unwrap().trim_end_matches('/').parse().unwrap();
    let mut watching = Watching::new(&url, &["--json", "watch", "heads"]);
    let mut parent = watching.line()["hash"].clone();
    drop(server);
    chain.advance(5);
    // The port comes free when the server's own thread has let go of it.
    let patience = Instant::now() + Duration::from_secs(30);
    let _server = loop {
        match serve(chain.clone(), port) {
            Ok(server) => break server.spawn(),
            Err(error) => assert!(Instant::now() < patience, "{error}"),
        }
        std::thread::yield_now();
    };
    let first = chain.number() - 4;
    for number in first..=chain.number() {
        let line = watching.line();
        assert_eq!((&line["number"], &line["parent_hash"]), (&json!(number), &parent));
        parent = line["hash"].clone();
    }
}
