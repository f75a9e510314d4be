//! `subwire serve` as a process: what its clients see.

use core::time::Duration;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use futures::StreamExt;
use futures::future::try_join_all;
use serde_json::{Value, json};
use subwire::codec::AccountId;
use subwire::codec::subtensor::pallets::system::storage::{ACCOUNT, NUMBER};
use subwire::transport::{Error, Http, Params, Request, Transport, WebSocket};
use subwire::{HeadEvent, Network, Subtensor};

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

/// The program while it serves. Ended with this.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(args: &[&str]) -> Self {
        let mut process = command(args).stdout(Stdio::piped()).spawn().expect("it starts");
        let mut line = String::new();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        let first: Value = serde_json::from_str(&line).expect("a line of JSON");
        let url = first["url"].as_str().expect("a URL").to_string();
        assert_eq!(first, json!({ "url": url }));
        assert!(url.starts_with("ws://127.0.0.1:"), "{url}");
        Self { process, url }
    }

    fn http_url(&self) -> String {
        self.url.replace("ws://", "http://")
    }

    async fn subtensor(&self) -> Subtensor {
        Subtensor::connect(Network::Url(self.url.clone())).await.unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It runs until it is stopped: this would be the first that it heard of.
        assert!(self.process.try_wait().unwrap().is_none(), "it has ended by itself");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
    command.arg("serve").args(args).env_remove("SUBWIRE_NETWORK");
    command
}

fn metadata(form: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = env::var_os("SUBWIRE_SHARED").map_or_else(beside, PathBuf::from);
    let file = shared.join("chain/metadata").join(format!("subtensor_343.{form}.scale"));
    if !file.exists() {
        eprintln!("SKIPPED: {} is not there", file.display());
        return None;
    }
    Some(file)
}

#[test]
fn both_protocols_on_one_port() {
    let server = Server::start(&[]);
    smol::block_on(async {
        let websocket = server.subtensor().await;
        let http = Http::connect(server.http_url().as_str()).await.unwrap();
        let http = Subtensor::new(http);
        assert_eq!(websocket.total_subnets().await.unwrap(), 8);
        let alice: AccountId = ALICE.parse().unwrap();
        assert_eq!(websocket.balance(&alice).await.unwrap(), http.balance(&alice).await.unwrap());
        assert_eq!(http.neurons_lite(3).await.unwrap(), websocket.neurons_lite(3).await.unwrap());
    });
}

#[test]
fn a_state_as_large_as_is_wanted() {
    let server = Server::start(&["--subnets", "5", "--neurons", "7", "--accounts", "321"]);
    smol::block_on(async {
        let subtensor = server.subtensor().await;
        let (head, netuids) = subtensor.at_head_with_netuids().await.unwrap();
        assert_eq!(netuids.len(), 5);
        let neurons = try_join_all(netuids.into_iter().map(|netuid| head.neurons(netuid))).await;
        assert!(neurons.unwrap().iter().all(|neurons| neurons.len() == 7));
        assert_eq!(head.iter(&ACCOUNT).count().await, 321);
    });
}

#[test]
fn answers_are_as_late_as_the_round_trip() {
    const RTT: Duration = Duration::from_millis(150);
    let server = Server::start(&["--rtt-ms", &RTT.as_millis().to_string()]);
    smol::block_on(async {
        let http = Http::connect(server.http_url().as_str()).await.unwrap();
        let websocket = WebSocket::connect(server.url.as_str()).await.unwrap();
        for rpc in [&http as &dyn Transport, &websocket] {
            let started = Instant::now();
            let side_by_side =
                (0..50).map(|_| rpc.send(Request::new("system_chain", Params::new())));
            try_join_all(side_by_side).await.unwrap();
            let taken = started.elapsed();
            // One after another they would take fifty times as long.
            assert!(taken >= RTT && taken < RTT * 20, "{taken:?}");
        }
    });
}

#[test]
fn blocks_come_as_time_passes() {
    let server = Server::start(&["--block-ms", "20"]);
    smol::block_on(async {
        let client = server.subtensor().await.client().clone();
        let heads = client.heads().await.unwrap().take(4).collect::<Vec<_>>().await;
        let mut numbers = Vec::new();
        for event in heads {
            let Ok(HeadEvent::New(head)) = event else { panic!("{event:?}") };
            let stored = head.at().fetch(&NUMBER, ()).await.unwrap();
            assert_eq!(stored, head.number());
            numbers.push(stored);
        }
        assert!(numbers[0] >= 5_000_000, "{numbers:?}");
        assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "{numbers:?}");
    });
}

#[test]
fn the_runtime_is_that_of_the_metadata() {
    let (Some(old), Some(new)) = (metadata("v14"), metadata("v15")) else { return };
    let [first, second] = [&new, &old].map(|file| file.to_str().unwrap());
    let server = Server::start(&["--metadata", first, "--metadata", second]);
    smol::block_on(async {
        let subtensor = server.subtensor().await;
        let runtime = subtensor.at_head().await.unwrap().runtime().await.unwrap();
        assert_eq!(runtime.spec().version(), 343);
        assert_eq!(runtime.metadata().spec_version(), Some(343));
        let bytes = subtensor.client().transport().request("state_getMetadata", Params::new());
        assert_eq!(bytes.await.unwrap().hex().unwrap(), fs::read(old).unwrap());
        assert_eq!(subtensor.neurons_lite(1).await.unwrap().len(), 64);
    });
}

#[test]
fn recordings_are_answered_from() {
    let folder = env::temp_dir().join(format!("subwire-serve-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, method: &str, result: &str| {
        let path = folder.join(name);
        let text = json!({ "exchanges": [{ "method": method, "result": result }] }).to_string();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_string()
    };
    let (one, two) = (file("1.json", "m_one", "first"), file("2.json", "m_two", "second"));
    let server = Server::start(&["--replay", &one, &two]);
    smol::block_on(async {
        let rpc = WebSocket::connect(server.url.as_str()).await.unwrap();
        let answer = |method| rpc.request(method, Params::new());
        assert_eq!(answer("m_one").await.unwrap().as_json(), b"\"first\"");
        assert_eq!(answer("m_two").await.unwrap().as_json(), b"\"second\"");
        let error = answer("m_three").await.unwrap_err().to_string();
        assert!(error.contains("m_three"), "{error}");
    });
    drop(server);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn faults_befall_answers() {
    let refused = Server::start(&["--fault", "error=1"]);
    let cut = Server::start(&["--fault", "cut=1"]);
    let rarely = Server::start(&["--fault", "error=0.2", "--fault", "duplicated=0.5"]);
    smol::block_on(async {
        let rpc = WebSocket::connect(refused.url.as_str()).await.unwrap();
        let error = rpc.request("system_chain", Params::new()).await.unwrap_err();
        // It cannot even say which chain it is, however often it is asked.
        let is_told =
            error.to_string().contains("genesis hash, the node answered with error -32603");
        assert!(matches!(error, Error::Connect { .. }) && is_told, "{error}");
    });
    // By hand: a client asks first which chain it is, and believes the answer.
    let refusals = (0..200).filter(|_| name(&rarely).contains("-32603")).count();
    assert!((10..80).contains(&refusals), "{refusals} of 200");
    assert_eq!(name(&cut), "", "the connection ends without a word");
}

/// What a server answers over HTTP to the question for its name, and whatever else it sends.
fn name(server: &Server) -> String {
    let mut socket = TcpStream::connect(server.url.strip_prefix("ws://").unwrap()).unwrap();
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"system_chain","params":[]}"#;
    let length = body.len();
    let head =
        format!("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}");
    socket.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).unwrap();
    let mut answer = String::new();
    // The end may come as an error, which is no answer either.
    let _ = socket.read_to_string(&mut answer);
    answer
}

#[test]
fn wrong_arguments_are_told_in_one_line() {
    let cases: [(&[&str], &str); 11] = [
        (
            &["--fault", "fire=0.5"],
            "no fault \"fire\": there are cut, delayed, duplicated, error, garbage, silence",
        ),
        (&["--fault", "error"], "KIND=RATE is wanted"),
        (&["--fault", "error=2"], "no share from 0 to 1"),
        (&["--fault", "error=NaN"], "no share from 0 to 1"),
        (&["--port", "70000"], "70000"),
        (&["--subnets", "5000"], "5000 subnets: there may be 4096"),
        (&["--accounts", "2000000"], "there may be 1000000"),
        (&["--block-ms", "0"], "0"),
        (&["--metadata", "no/such/file"], "no/such/file"),
        (&["--metadata", "Cargo.toml"], "metadata"),
        (&["--replay", "Cargo.toml", "--subnets", "3"], "cannot be used with"),
    ];
    for (args, expected) in cases {
        let output = command(args).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(stderr.contains(expected) && stderr.lines().count() == 1, "{args:?}: {stderr}");
    }
}

#[test]
fn a_port_that_is_taken_is_said_so() {
    let server = Server::start(&[]);
    let port = server.url.rsplit(':').next().unwrap();
    let output = command(&["--port", port]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.starts_with(&format!("subwire: port {port}: ")), "{stderr}");
}
