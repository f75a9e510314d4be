//! The program, from outside.

#[path = "../../transport/tests/support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::{Value, json};
use subwire::Subtensor;
use support::Act;

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

fn subwire(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
    command.args(args).env_remove("SUBWIRE_NETWORK").env("RUST_BACKTRACE", "1");
    command.output().expect("the program starts")
}

fn answered(args: &[&str]) -> String {
    let output = subwire(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {stderr}");
    String::from_utf8(output.stdout).expect("the answer is UTF-8")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&answered(args)).expect("the answer is one JSON document")
}

/// Asserts that the program says no in one line; gives the line.
fn refused(args: &[&str], status: i32) -> String {
    let output = subwire(args);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{args:?}: {stderr}");
    assert!(output.stdout.is_empty(), "{args:?}");
    let line = stderr.strip_suffix('\n').expect("one line");
    assert!(!line.contains('\n'), "{stderr}");
    line.strip_prefix("subwire: ").expect("the program's name").to_string()
}

/// The demo chain behind a port.
fn demo_url() -> String {
    support::serve_transport(Subtensor::demo().client().transport().clone())
}

#[test]
fn balances_of_the_demo_and_of_a_node_are_the_same() {
    let demo = answered(&["balances", ALICE, BOB]);
    assert!(demo.lines().next().unwrap().ends_with("balance (τ)"), "{demo}");
    assert_eq!(demo.matches(" 1,000,000.000000000\n").count(), 2, "{demo}");
    // One is no sum.
    assert!(demo.trim_end().ends_with("2,000,000.000000000"), "{demo}");
    assert_eq!(demo.lines().count(), 4);
    assert_eq!(answered(&["balances", ALICE]).lines().count(), 2);
    let twice = answered(&["balances", ALICE, ALICE]);
    let total = twice.lines().last().unwrap();
    assert!(total.starts_with("total ") && total.ends_with(" 1,000,000.000000000"), "{twice}");
    assert_eq!(answered(&["--network", &demo_url(), "balances", ALICE, BOB]), demo);
}

#[test]
fn balances_as_json_keep_their_order() {
    let unknown = "0x0101010101010101010101010101010101010101010101010101010101010101";
    let found = json(&["--json", "balances", unknown, ALICE]);
    let expected = json!([
        { "address": "5C62Ck4UrFPiBtoCmeSrgF7x9yv9mn38446dhCpsi2mLHiFT", "rao": 0, "tao": "0.000000000" },
        { "address": ALICE, "rao": 1_000_000_000_000_000u64, "tao": "1000000.000000000" },
    ]);
    assert_eq!(found, expected);
}

#[test]
fn neurons_of_one_subnet_and_of_all() {
    let all = json(&["neurons", "all", "--json"]);
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), 308);
    let one = json(&["neurons", "3", "--json"]);
    let of_three: Vec<&Value> = all.iter().filter(|neuron| neuron["netuid"] == 3).collect();
    assert_eq!(one.as_array().unwrap().iter().collect::<Vec<_>>(), of_three);
    let full = json(&["neurons", "3", "--full", "--json"]);
    assert!(full[0]["weights"].as_array().is_some_and(|weights| !weights.is_empty()));
    assert_eq!(json(&["neurons", "999", "--json"]), json!([]));
    assert!(
        answered(&["neurons", "3", "--full"]).lines().next().unwrap().ends_with("weights  bonds")
    );
    let table = answered(&["neurons", "all"]);
    assert_eq!(table.lines().count(), 309);
    assert_eq!(answered(&["--network", &demo_url(), "neurons", "all"]), table);
}

#[test]
fn stats_count_what_was_asked() {
    let stats = |args: &[&str]| -> Value {
        let output = subwire(args);
        let stderr = String::from_utf8(output.stderr).unwrap();
        serde_json::from_str(&stderr).expect("one JSON line")
    };
    // What tells the head's runtime goes beside the first read.
    let of = |calls: u32| {
        let head = [("state_getRuntimeVersion", 1), ("state_queryStorageAt", 1)];
        let all = head.into_iter().chain([("state_call", calls)]).filter(|(_, n)| *n > 0);
        json!(all.collect::<std::collections::BTreeMap<_, _>>())
    };
    let url = demo_url();
    for network in ["demo", &url] {
        let all = stats(&["--network", network, "neurons", "all", "--stats"]);
        assert_eq!(all["requests"], of(8));
        assert_eq!(all["round_trips"], 2);
        assert!(all["bytes_in"].as_u64() > Some(100_000) && all["bytes_out"].as_u64() > Some(1000));
        assert!(all["seconds"].as_f64() > Some(0.0));
        let balances = stats(&["--network", network, "balances", ALICE, BOB, "--stats"]);
        assert_eq!(balances["requests"], of(0));
        assert_eq!(balances["round_trips"], 1);
    }
}

#[test]
fn a_full_stderr_is_no_panic() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full");
    if full().is_err() {
        // Not a system that has one.
        return;
    }
    for (args, status) in [(&["neurons", "70000"][..], 2), (&["neurons", "999"], 0)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
        command.args(args).env_remove("SUBWIRE_NETWORK").stderr(full().unwrap());
        assert_eq!(command.output().unwrap().status.code(), Some(status), "{args:?}");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
    let answer = command.args(["neurons", "1"]).stdout(full().unwrap()).output().unwrap();
    assert_eq!(answer.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&answer.stderr).starts_with("subwire: cannot write"));
}

#[test]
fn a_block_may_be_named() {
    let head = answered(&["balances", ALICE]);
    assert_eq!(answered(&["--at", "5000000", "balances", ALICE]), head);
    assert_eq!(refused(&["--at", "17", "balances", ALICE], 1), "the node knows no block 17");
    assert!(refused(&["--at", "0x17", "balances", ALICE], 2).contains("64 hex digits"));
    assert!(refused(&["storage", "System.Number"], 1).contains("demo chain has no metadata"));
}

#[test]
fn wrong_arguments_say_what_and_where() {
    let typo = ALICE.replace("utQY", "utQZ");
    let stray = ALICE.replace("Grwv", "Gr0v");
    for (args, message) in [
        (&["balances", &typo][..], "wrong checksum: ends with 1d22, 1d21 expected"),
        (&["balances", &stray], "character '0' at position 3 is not base58"),
        (&["balances", &ALICE[..47]], "wrong length: 47 characters for 34 bytes"),
        (&["balances", "0x00"], "2 digits behind 0x, 64 wanted"),
        (&["balances"], "<ADDRESS>"),
        (&["balances", "a\n\nb"], "argument 2 has a control character in it"),
        (&["--replay", "no\nsuch\u{1b}[31mfile", "neurons", "1"], "argument 2 has"),
        (&["--network", "ws://127.0.0.1:1/#fragment", "neurons", "1"], "no URL: a fragment"),
        (&["--replay", "no/such/file", "--network", "demo", "neurons", "1"], "cannot be used with"),
        (
            &["--network", "ws://127.0.0.1:1", "--network", "ws://h:99999", "neurons", "1"],
            "the port",
        ),
        (&["neurons", "70000"], "a netuid is a number up to 65535, or `all`"),
        (&["neurons"], "NETUID"),
        (&["nonsense"], "nonsense"),
        (&["--json"], "subcommand"),
        (&["--network", "finny", "neurons", "1"], "no network \"finny\""),
        (&["--network", "ftp://127.0.0.1:1", "neurons", "1"], "ftp:// is not supported"),
        (&["--network", "ws://", "neurons", "1"], "no URL"),
        (&["--network", "demo", "--network", "local", "neurons", "1"], "no fallbacks"),
        (&["--replay", "no/such/file", "neurons", "1"], "recording no/such/file: "),
        (&["--timeout", "0", "neurons", "1"], "not a time that can be waited for"),
        (&["--timeout", "nan", "neurons", "1"], "not a time that can be waited for"),
    ] {
        let said = refused(args, 2);
        assert!(said.contains(message), "{args:?}: {said}");
    }
    let said = refused(&["balances", &"5".repeat(100_000)], 2);
    assert!(said.ends_with("wrong length: 100000 characters, 46 to 50 expected"), "{said}");
    assert!(said.len() < 500);
}

#[test]
fn what_the_network_does_wrong_is_said() {
    let answer = |result: &'static str| {
        support::serve(move |request| {
            vec![Act::Send(format!(r#"{{"jsonrpc":"2.0","id":{},{result}}}"#, request["id"]))]
        })
    };
    let garbage = support::serve(|_| vec![Act::Send("?".into())]);
    let hangs_up = support::serve(|_| vec![Act::Drop]);
    let silent = support::serve(|_| Vec::new());
    let (silent_url, no_tls) = (silent.clone(), silent.replace("ws://", "wss://"));
    let refusal = answer(r#""error":{"code":4003,"message":"State already discarded\nfor you"}"#);
    let cases = [
        ("ws://127.0.0.1:1".to_string(), "cannot connect to ws://127.0.0.1:1: "),
        (no_tls, "no TLS with wss://127.0.0.1:"),
        (garbage, "the node sent no JSON-RPC: "),
        (hangs_up, "connection closed: "),
        (silent, "state_queryStorageAt: no reply within 0.2 s"),
        (
            refusal,
            "state_queryStorageAt: the node answered with error 4003: State already discarded for you",
        ),
        (
            answer(r#""result":17"#),
            "state_queryStorageAt: unexpected reply: one set of storage changes wanted",
        ),
    ];
    for (url, message) in cases {
        // Only where nothing comes is it waited for in vain.
        let timeout = if url == silent_url { "0.2" } else { "60" };
        let said = refused(&["--timeout", timeout, "--network", &url, "neurons", "1"], 1);
        assert!(said.starts_with(message), "{url}: {said}");
    }
    // Well-formed, but not the chain's bytes.
    let short = head_and("\"0x0800\"");
    let said = refused(&["--network", &short, "neurons", "1"], 1);
    assert!(
        said.starts_with("NeuronInfoRuntimeApi.get_neurons_lite: Vec<NeuronInfoLite> ends early"),
        "{said}"
    );
}

/// A node that has a head and a runtime, reads no storage and no headers, and answers everything
/// else the same.
fn head_and(result: &'static str) -> String {
    support::serve(move |request| {
        let head = format!("\"0x{}\"", "11".repeat(32));
        let answer = match request["method"].as_str() {
            Some("chain_getBlockHash") => format!(r#""result":{head}"#),
            Some("state_getRuntimeVersion") => {
                r#""result":{"specName":"node-subtensor","specVersion":365}"#.into()
            }
            Some("chain_getHeader" | "state_queryStorageAt") => {
                r#""error":{"code":-32601,"message":"Method not found"}"#.into()
            }
            _ => format!(r#""result":{result}"#),
        };
        vec![Act::Send(format!(r#"{{"id":{},{answer}}}"#, request["id"]))]
    })
}

#[test]
fn the_environment_names_the_network() {
    let with = |network: &str, args: &[&str]| -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
        command.args(args).env("SUBWIRE_NETWORK", network).output().expect("the program starts")
    };
    let stderr = |output: Output| String::from_utf8(output.stderr).expect("UTF-8");
    let unreachable = stderr(with("ws://127.0.0.1:1", &["balances", ALICE]));
    assert!(unreachable.contains("cannot connect to ws://127.0.0.1:1"), "{unreachable}");
    let unknown = with("nowhere", &["balances", ALICE]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(unknown).contains("no network \"nowhere\""));
    // An argument wins, and an empty variable is none.
    assert!(with("nowhere", &["--network", "demo", "balances", ALICE]).status.success());
    assert!(with("", &["balances", ALICE]).status.success());
}

#[test]
fn fallbacks_are_tried_in_order() {
    let url = demo_url();
    answered(&["--network", "ws://127.0.0.1:1", "--network", &url, "balances", ALICE]);
}

#[test]
fn help_and_version_are_answers() {
    assert!(answered(&["--help"]).contains("neurons"));
    // What a command takes stands apart from what all of them take.
    let help = answered(&["serve", "--help"]);
    let (own, global) = help.split_once("Global options:").unwrap();
    assert!(own.contains("--port") && !own.contains("--network"), "{help}");
    assert!(global.contains("--network") && !global.contains("--port"), "{help}");
    let nothing = subwire(&[]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(String::from_utf8(nothing.stderr).unwrap().contains("Usage: subwire"));
    assert_eq!(answered(&["--version"]), concat!("subwire ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_recording_answers_as_its_node_did() {
    let Some(shared) = shared() else { return };
    for name in ["neurons_lite", "metagraph@01b3294d7", "metagraph@abb942135"] {
        let expected = std::fs::read_to_string(shared.join(format!("expected/{name}.json")));
        let expected: Value = serde_json::from_str(&expected.unwrap()).unwrap();
        let items = expected["items"].as_array().unwrap();
        let is_neurons = |item: &&Value| item["call"] == "NeuronInfoRuntimeApi_get_neurons_lite";
        let call = items.iter().rfind(is_neurons).expect("the recording has neurons");
        let netuid = call["args"][0]["value"].to_string();
        let path = shared.join(format!("recordings/{name}.json"));
        let path = path.to_str().unwrap();
        let found = json(&["--replay", path, "neurons", &netuid, "--json"]);
        assert_eq!(found, call["decoded"], "{name}");
    }
    let path = shared.join("recordings/get_balance.json");
    let account = "5CUkpcUWSSMKMdNUW23sfUke6WCkoYXixR4CPBDCLpvxLmSi";
    let found = json(&["--replay", path.to_str().unwrap(), "--json", "balances", account]);
    assert_eq!(found[0]["rao"], 7_450_117_072u64);
    let said = refused(&["--replay", path.to_str().unwrap(), "neurons", "1"], 1);
    assert!(said.starts_with("not in the recording: state_call "), "{said}");
}

/// Recorded chain data, which lies beside the workspace or where SUBWIRE_SHARED says.
fn shared() -> Option<PathBuf> {
    let beside = || concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").into();
    let chain =
        PathBuf::from(std::env::var_os("SUBWIRE_SHARED").unwrap_or_else(beside)).join("chain");
    if chain.is_dir() {
        return Some(chain);
    }
    eprintln!("SKIPPED: no recorded chain data at {}", chain.display());
    None
}

#[test]
fn the_same_node_answers_over_http_and_over_websocket() {
    let demo = Subtensor::demo().client().transport().clone();
    let server = subwire::transport::mock::serve(demo, 0).unwrap().spawn();
    let answer = answered(&["neurons", "1"]);
    let (http, ws) = (server.http_url(), server.ws_url());
    for network in [&http, &ws] {
        assert_eq!(answered(&["--network", network, "neurons", "1"]), answer, "{network}");
    }
    // Fallbacks of either kind, in their order.
    let mixed = ["--network", "http://127.0.0.1:1", "--network", &ws, "neurons", "1"];
    assert_eq!(answered(&mixed), answer);
}

#[test]
fn what_was_recorded_answers_again() {
    let path = std::env::temp_dir().join(format!("subwire-cli-{}.json", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let file = path.to_str().unwrap();
    let balances = answered(&["--record", file, "balances", ALICE]);
    let neurons = answered(&["--record", file, "neurons", "all"]);
    assert_eq!(answered(&["--replay", file, "balances", ALICE]), balances);
    assert_eq!(answered(&["--replay", file, "neurons", "all"]), neurons);
    refused(&["--replay", file, "balances", BOB], 1);
    std::fs::write(&path, "no recording").unwrap();
    refused(&["--record", file, "balances", ALICE], 2);
    assert_eq!(std::fs::read(&path).unwrap(), b"no recording", "left as it is");
    std::fs::remove_file(path).unwrap();
}

#[test]
fn verbose_tells_of_what_passes() {
    let output = subwire(&["-v", "balances", ALICE]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = stderr.lines().collect();
    assert!(lines[0].starts_with(r#"-> state_queryStorageAt [["0x"#), "{stderr}");
    assert!(lines[1].starts_with("-> state_getRuntimeVersion []"), "{stderr}");
    assert!(lines[2].starts_with(r#"<- state_queryStorageAt [{"block":"#), "{stderr}");
    assert!(lines.iter().all(|line| line.chars().count() < 200));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), answered(&["balances", ALICE]));
}
