//! Each example, run as a reader would: offline, against a node, and against nothing.

#[path = "../../transport/tests/support/mod.rs"]
mod support;

use core::time::Duration;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::RecvTimeoutError;

use subwire::Subtensor;
use subwire::codec::AccountId;
use subwire::codec::codec::Encode;
use subwire::codec::subtensor::AccountInfo;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire_transport::mock::{Chain, serve};

const EXAMPLES: [&str; 3] =
    [env!("CARGO_BIN_EXE_block_on"), env!("CARGO_BIN_EXE_smol"), env!("CARGO_BIN_EXE_tokio")];

const TOKIO_SOCKET: &str = env!("CARGO_BIN_EXE_tokio_socket");

/// More that take a node's URL first.
const OTHERS: [&str; 8] = [
    env!("CARGO_BIN_EXE_any_chain"),
    env!("CARGO_BIN_EXE_balances"),
    env!("CARGO_BIN_EXE_heads"),
    env!("CARGO_BIN_EXE_joined"),
    env!("CARGO_BIN_EXE_offline_test"),
    env!("CARGO_BIN_EXE_service"),
    env!("CARGO_BIN_EXE_transfer"),
    env!("CARGO_BIN_EXE_wallet"),
];

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

/// What a program says that goes well.
fn said(example: &str, args: &[&str]) -> String {
    let output = run(example, args);
    assert!(output.status.success(), "{example}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn run(example: &str, args: &[&str]) -> Output {
    Command::new(example).args(args).output().expect("it starts")
}

#[test]
fn they_say_the_same_offline_and_from_a_node() {
    let url = support::serve_transport(Subtensor::demo().client().transport().clone());
    let first = run(EXAMPLES[0], &[]);
    let text = String::from_utf8_lossy(&first.stdout);
    assert_eq!(text.lines().count(), 8, "{text}");
    assert!(text.starts_with("subnet   0:   64 neurons earned α"), "{text}");
    for example in EXAMPLES {
        for args in [&[][..], &[url.as_str()]] {
            let output = run(example, args);
            assert!(output.status.success(), "{example}: {output:?}");
            assert_eq!(output.stdout, first.stdout, "{example}");
        }
    }
}

#[test]
fn accounts_are_told_offline_and_from_a_node() {
    let url = support::serve_transport(Subtensor::demo().client().transport().clone());
    for (example, last) in [
        (env!("CARGO_BIN_EXE_balances"), "16 coldkeys have "),
        (env!("CARGO_BIN_EXE_joined"), "and α"),
        (env!("CARGO_BIN_EXE_offline_test"), "5"),
        (env!("CARGO_BIN_EXE_wallet"), "together  τ"),
    ] {
        let text = said(example, &[]);
        assert!(text.lines().last().unwrap().starts_with(last), "{text}");
        assert_eq!(said(example, &[&url]), text);
    }
    let text = said(env!("CARGO_BIN_EXE_balances"), &["demo", ALICE, ALICE]);
    assert_eq!(
        text,
        format!("{ALICE}  τ1,000,000.000000000\n1 coldkeys have τ1,000,000.000000000\n")
    );
    let text = said(env!("CARGO_BIN_EXE_joined"), &["demo", ALICE]);
    assert!(text.contains(&format!("{ALICE} has τ1,000,000.000000000\n")), "{text}");
    assert!(!run(env!("CARGO_BIN_EXE_balances"), &["demo", "5Grw"]).status.success());
}

#[test]
fn no_head_is_missed_when_the_node_goes_away() {
    let text = said(env!("CARGO_BIN_EXE_heads"), &[]);
    let blocks = text.lines().filter_map(|line| line.strip_prefix("block "));
    let numbers: Vec<u32> =
        blocks.map(|rest| rest.split(' ').next().unwrap().parse().expect("a number")).collect();
    assert_eq!(numbers.len(), 7, "{text}");
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "{text}");
    assert!(text.contains("the node goes away") && text.contains(", read later"), "{text}");
}

#[test]
fn what_is_recorded_is_played() {
    let file = std::env::temp_dir().join(format!("subwire-example-{}.json", std::process::id()));
    let file = file.to_str().expect("UTF-8");
    let text = said(env!("CARGO_BIN_EXE_recorder"), &[file]);
    std::fs::remove_file(file).unwrap();
    let (first, second) = text.split_once('\n').unwrap();
    assert_eq!(first, "τ1,000,000.000000000, 8 subnets, 16 neurons in subnet 1");
    assert!(second.starts_with(&format!("{file} says the same, in ")), "{text}");
}

#[test]
fn a_chain_is_read_by_names() {
    let any_chain = |args: &[&str]| said(env!("CARGO_BIN_EXE_any_chain"), args);
    let text = any_chain(&[]);
    assert!(text.starts_with("node-subtensor 365\nSystem: Account "), "{text}");
    let text = any_chain(&["demo", "System.Account", ALICE]);
    assert!(text.contains(r#""data":{"free":1000000000000000,"#), "{text}");
    assert_eq!(any_chain(&["demo", "Balances.ExistentialDeposit"]), "500\n");
    let entries = any_chain(&["demo", "System.Account"]);
    assert_eq!(entries.lines().filter(|line| line.starts_with("[\"5")).count(), 5, "{entries}");
    assert!(!run(env!("CARGO_BIN_EXE_any_chain"), &["demo", "System.Acount"]).status.success());
}

#[test]
fn a_transfer_ends_in_a_final_block() {
    let text = said(env!("CARGO_BIN_EXE_transfer"), &["demo", BOB, "2.25"]);
    assert!(text.contains(r#""value":2250000000"#) && text.contains("\nfinal in block "), "{text}");
    let last = format!("{BOB} had τ1,000,000.000000000 and has τ1,000,002.250000000\n");
    assert!(text.ends_with(&last), "{text}");
}

#[test]
fn bytes_become_values_without_a_client() {
    let codec_only = |args: &[&str]| said(env!("CARGO_BIN_EXE_codec_only"), args);
    assert!(codec_only(&[]).ends_with(": τ12.000000000, nonce 7\n"));
    let account = AccountId::from([9; 32]);
    let info = AccountInfo { nonce: 3, ..AccountInfo::default() };
    let bytes = [ACCOUNT.key((account,)), info.encode()];
    let [key, value] = bytes.map(const_hex::encode_prefixed);
    assert_eq!(codec_only(&[&key, &value]), format!("{account}: τ0.000000000, nonce 3\n"));
    let longer = format!("{value}00");
    assert!(!run(env!("CARGO_BIN_EXE_codec_only"), &[&key, &longer]).status.success());
}

#[test]
fn a_service_answers() {
    let url = support::serve_transport(Subtensor::demo().client().transport().clone());
    for args in [&[][..], &[url.as_str()]] {
        let service = Service::start(args);
        assert_eq!(service.get("/subnets"), (200, "[0,1,2,3,4,5,6,7]".into()));
        let balances = service.get(&format!("/balances/{ALICE},{BOB}"));
        let rao = 1_000_000_000_000_000_u64;
        let wanted = format!(r#"{{"{BOB}":{rao},"{ALICE}":{rao}}}"#);
        assert_eq!(balances, (200, wanted));
        let (status, neurons) = service.get("/subnets/1/neurons");
        let neurons: serde_json::Value = serde_json::from_str(&neurons).unwrap();
        assert_eq!((status, neurons["hotkeys"].as_array().unwrap().len()), (200, 16));
        assert_eq!(service.get("/balances/5Grw").0, 400);
        assert_eq!(service.get("/subnets/none/neurons").0, 400);
    }
}

/// The service, until it is dropped.
struct Service {
    process: Child,
    address: String,
}

impl Service {
    fn start(args: &[&str]) -> Self {
        let mut service = Command::new(env!("CARGO_BIN_EXE_service"));
        let mut process = service.args(args).stdout(Stdio::piped()).spawn().expect("it starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").expect("its URL").to_string();
        Self { process, address }
    }

    /// The status and the body of an answer.
    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.into())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn the_race_is_run_and_won() {
    let race = |args: &[&str]| said(env!("CARGO_BIN_EXE_race"), args);
    let text = race(&["subnets=9", "neurons=4", "rtt=20"]);
    let figures: Vec<Vec<&str>> =
        text.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(text.lines().next(), Some("36 neurons of 9 subnets"), "{text}");
    let number = |line: usize, word: usize| {
        figures[line][word].trim_end_matches(',').parse::<f64>().expect(&text)
    };
    // Two round trips, or a connection's first one more, against two for each subnet.
    assert!(number(1, 3) >= 0.04 && number(2, 3) >= 0.36, "{text}");
    assert!(number(3, 1) > 1.0 && text.contains("s, measured"), "{text}");
    assert_eq!(number(4, 1), 120.5, "{text}");
    // Another chain has its own subnets.
    let url = support::serve_transport(Subtensor::demo().client().transport().clone());
    assert!(race(&[&format!("url={url}")]).starts_with("308 neurons of 8 subnets\n"));
    assert!(!run(env!("CARGO_BIN_EXE_race"), &["subnet=9"]).status.success());
}

#[test]
fn heads_come_over_sockets_of_tokio() {
    let check = |args: &[&str], name: &str| {
        let output = run(TOKIO_SOCKET, args);
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert!(lines.len() == 4 && lines[0] == name, "{text}");
        let numbers = lines[1..].iter().map(|line| {
            let number = line.strip_prefix("block ").and_then(|rest| rest.split_once(" on "));
            number.expect("a number").0.parse::<u32>().expect("a number")
        });
        let numbers: Vec<_> = numbers.collect();
        assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "{text}");
    };
    check(&[], "in memory");
    let chain = Chain::builder().name("of the test").build();
    let server = serve(chain.clone(), 0).unwrap();
    let url = server.ws_url();
    let _server = server.spawn();
    let (end, ended) = std::sync::mpsc::channel::<()>();
    let blocks = std::thread::spawn(move || {
        while ended
            .recv_timeout(Duration::from_millis(20))
            .is_err_and(|e| e == RecvTimeoutError::Timeout)
        {
            chain.advance(1);
        }
    });
    check(&[&url], "of the test");
    drop(end);
    blocks.join().unwrap();
}

#[test]
fn an_unreachable_node_is_an_error() {
    for example in EXAMPLES.into_iter().chain([TOKIO_SOCKET]).chain(OTHERS) {
        let output = run(example, &["ws://127.0.0.1:1"]);
        assert!(!output.status.success());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains("Connection refused"), "{stderr}");
    }
}
