//! The program where it needs no chain: addresses, completions; and what it writes where.

use std::process::{Command, Output};

use serde_json::{Value, json};

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const ALICE_KEY: &str = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
const ALICE_ON_POLKADOT: &str = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";

fn subwire(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
    command.args(args).env_remove("SUBWIRE_NETWORK").output().expect("the program starts")
}

fn answered(args: &[&str]) -> String {
    let output = subwire(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {stderr}");
    String::from_utf8(output.stdout).expect("the answer is UTF-8")
}

#[test]
fn addresses_are_told_apart() {
    let answer = answered(&["ss58", ALICE, ALICE_ON_POLKADOT, ALICE_KEY]);
    let rows: Vec<Vec<&str>> =
        answer.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[1], [ALICE, "42", ALICE_KEY]);
    assert_eq!(rows[2], [ALICE_ON_POLKADOT, "0", ALICE_KEY]);
    assert_eq!(rows[3], rows[1], "a key alone is written as Bittensor does");

    let found: Value =
        serde_json::from_str(&answered(&["--json", "ss58", ALICE_KEY, "--prefix", "0"])).unwrap();
    let expected = json!([{
        "input": ALICE_KEY,
        "valid": true,
        "public_key": ALICE_KEY,
        "prefix": 0,
        "address": ALICE_ON_POLKADOT,
    }]);
    assert_eq!(found, expected);
}

/// What is wrong with one does not hide the others, and the exit status says that one is.
#[test]
fn addresses_that_are_none_say_where() {
    let stray = ALICE.replace("Grwv", "Gr0v");
    let typo = ALICE.replace("utQY", "utQZ");
    let output = subwire(&["--json", "ss58", &stray, ALICE, &typo, "0x12g4"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "subwire: no addresses: 3 of 4\n");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let faults: Vec<&Value> = found.as_array().unwrap().iter().map(|one| &one["fault"]).collect();
    assert_eq!((&faults[0]["at"], &faults[1]), (&json!(3), &&Value::Null));
    assert_eq!((&faults[2]["at"], &faults[3]["at"]), (&Value::Null, &json!(4)));
    assert!(faults[2]["message"].as_str().unwrap().contains("1d22, 1d21 expected"));
    assert!(found[0].get("public_key").is_none() && found[1]["valid"] == true);

    let text = String::from_utf8(subwire(&["ss58", &stray, ALICE]).stdout).unwrap();
    assert!(text.contains("'0' at position 3 is not base58") && text.contains(ALICE_KEY), "{text}");
}

#[test]
fn prefixes_that_cannot_be_are_refused() {
    for prefix in ["46", "47", "16384", "-1", "x"] {
        let output = subwire(&["ss58", ALICE, "--prefix", prefix]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), stderr.lines().count()), (Some(2), 1), "{stderr}");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(subwire(&["ss58"]).status.code(), Some(2));
}

/// The commands of the program, as its help lists them.
fn commands() -> Vec<String> {
    let help = answered(&["--help"]);
    let list = help.split_once("Commands:").expect("a list").1.split_once("\n\n").unwrap().0;
    let names = list
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '));
    names.filter_map(|line| line.split_whitespace().next()).map(Into::into).collect()
}

#[test]
fn shells_can_complete_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = answered(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
        assert!(script.contains("replay"), "{shell}");
    }
    assert_eq!(subwire(&["completions", "tcsh"]).status.code(), Some(2));
}

/// What CLI users may rely on is there under its name, and has a help of its own.
#[test]
fn every_command_is_there() {
    let promised = [
        "balances",
        "neurons",
        "metagraph",
        "subnets",
        "subnet",
        "hyperparameters",
        "delegates",
        "delegated",
        "stake",
        "block",
        "events",
        "watch",
        "storage",
        "call",
        "constant",
        "metadata",
        "transfer",
        "tx",
        "decode",
        "check",
        "codegen",
        "serve",
        "ss58",
        "completions",
    ];
    let commands = commands();
    for name in promised {
        assert!(commands.iter().any(|command| command == name), "{name}");
        assert!(answered(&[name, "--help"]).contains(&format!("Usage: subwire {name}")), "{name}");
    }
}

/// Colours and bold letters are for terminals.
#[test]
fn pipes_get_plain_text() {
    for args in [&["balances", ALICE][..], &["neurons", "1"], &["ss58", ALICE]] {
        for (name, value) in
            [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"), ("TERM", "xterm-256color")]
        {
            let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
            command.args(args).env_remove("SUBWIRE_NETWORK").env("COLUMNS", "20").env(name, value);
            let output = command.output().unwrap();
            assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{args:?}");
            assert_eq!(String::from_utf8(output.stdout).unwrap(), answered(args));
        }
    }
}
