//! Each example, run as a reader would: offline, against a node, and against nothing.

#[path = "../../transport/tests/support/mod.rs"]
mod support;

use std::process::{Command, Output};

use subwire::Subtensor;

const EXAMPLES: [&str; 3] =
    [env!("CARGO_BIN_EXE_block_on"), env!("CARGO_BIN_EXE_smol"), env!("CARGO_BIN_EXE_tokio")];

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
fn an_unreachable_node_is_an_error() {
    for example in EXAMPLES {
        let output = run(example, &["ws://127.0.0.1:1"]);
        assert!(!output.status.success());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains("Connection refused"), "{stderr}");
    }
}
