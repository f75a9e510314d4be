//! Each example, run as a reader would: offline, against a node, and against nothing.

#[path = "../../transport/tests/support/mod.rs"]
mod support;

use core::time::Duration;
use std::process::{Command, Output};
use std::sync::mpsc::RecvTimeoutError;

use subwire::Subtensor;
use subwire_transport::mock::{Chain, serve};

const EXAMPLES: [&str; 3] =
    [env!("CARGO_BIN_EXE_block_on"), env!("CARGO_BIN_EXE_smol"), env!("CARGO_BIN_EXE_tokio")];

const TOKIO_SOCKET: &str = env!("CARGO_BIN_EXE_tokio_socket");

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
fn the_race_is_run_and_won() {
    let race = |args: &[&str]| {
        let output = run(env!("CARGO_BIN_EXE_race"), args);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let text = race(&["subnets=9", "neurons=4", "rtt=20"]);
    let figures: Vec<Vec<&str>> =
        text.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(text.lines().next(), Some("36 neurons of 9 subnets"), "{text}");
    let number = |line: usize, word: usize| {
        figures[line][word].trim_end_matches(':').parse::<f64>().expect(&text)
    };
    // Two round trips, or a connection's first one more, against two for each subnet.
    assert!(number(1, 3) >= 0.04 && number(2, 3) >= 0.36, "{text}");
    assert!(number(3, 1) > 1.0 && text.contains("s, measured"), "{text}");
    assert_eq!(number(4, 2), 120.5, "{text}");
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
    for example in EXAMPLES.into_iter().chain([TOKIO_SOCKET]) {
        let output = run(example, &["ws://127.0.0.1:1"]);
        assert!(!output.status.success());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains("Connection refused"), "{stderr}");
    }
}
