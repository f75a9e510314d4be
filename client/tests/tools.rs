//! The program's tools that need no chain: `decode` and `check`, from outside.
//!
//! Reads the recorded chain data of `SUBWIRE_SHARED`; says loudly when it is not there.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn subwire(args: &[&str], stdin: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
    command.args(args).env_remove("SUBWIRE_NETWORK").env("RUST_BACKTRACE", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("its stdin is ours");
    let stdin = stdin.to_vec();
    // Beside the reading, or both sides would wait with full pipes.
    let writer = std::thread::spawn(move || input.write_all(&stdin));
    let output = child.wait_with_output().expect("the program ends");
    // One that refuses its arguments reads nothing.
    let _ = writer.join().expect("the writer ends");
    output
}

fn chain(test: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let chain = env::var_os("SUBWIRE_SHARED").map_or_else(beside, PathBuf::from).join("chain");
    if chain.is_dir() {
        return Some(chain);
    }
    let line = format!("SKIPPED {test}: no recorded data; set SUBWIRE_SHARED to its folder\n");
    // Captured, were it printed by a macro.
    let _ = std::io::stderr().write_all(line.as_bytes());
    None
}

fn metadata(chain: &Path, name: &str) -> String {
    chain.join("metadata").join(name).with_extension("v15.scale").display().to_string()
}

/// Each line's answer.
fn decode(metadata: &str, lines: &[Value]) -> Vec<Value> {
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let output = subwire(&["decode", "--metadata", metadata], input.as_bytes());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("the answers are UTF-8");
    let answers: Vec<_> =
        text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert_eq!(answers.len(), lines.len());
    answers
}

#[test]
fn recorded_values_are_those_of_other_decoders() {
    let Some(chain) = chain("decode") else { return };
    let (mut lines, mut expected) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(chain.join("expected")).expect("expected values") {
        let file = fs::read(entry.expect("an entry").path()).expect("a file");
        let file: Value = serde_json::from_slice(&file).expect("JSON");
        for item in file["items"].as_array().expect("items") {
            let by_315 = item["metadata"].as_array();
            if by_315.is_none_or(|all| !all.contains(&json!("subtensor_315.v15"))) {
                continue;
            }
            if item["kind"] == "storage" {
                lines.push(json!({ "kind": "storage", "key": item["key"], "raw": item["raw"] }));
                expected.push(json!({
                    "pallet": item["pallet"],
                    "item": item["item"],
                    "args": item["args"],
                    "value": item["decoded"],
                }));
            }
        }
    }
    assert!(lines.len() > 250, "{}", lines.len());
    assert_eq!(decode(&metadata(&chain, "subtensor_315"), &lines), expected);
}

#[test]
fn runtime_calls_are_decoded_bare_and_wrapped() {
    let Some(chain) = chain("decode of runtime calls") else { return };
    let lines = [
        json!({ "kind": "runtime_call", "call": "SwapRuntimeApi_current_alpha_price",
            "raw": "0x0100000000000000" }),
        json!({ "kind": "runtime_call", "call": "NeuronInfoRuntimeApi_get_neurons_lite",
            "raw": "0x00" }),
        json!({ "kind": "runtime_call", "call": "NeuronInfoRuntimeApi_get_neurons_lite",
            "raw": "0x0400" }),
        json!({ "kind": "runtime_call", "call": "SubnetInfoRuntimeApi_get_subnet_state",
            "raw": "0400" }),
        json!({ "kind": "runtime_call", "call": "NeuronInfoRuntimeApi_get_neuron_lite",
            "raw": "00" }),
        // This one wrapped nothing for `None`.
        json!({ "kind": "runtime_call", "call": "NeuronInfoRuntimeApi_get_neuron_lite",
            "raw": "0400" }),
        json!({ "kind": "runtime_call", "call": "NeuronInfoRuntimeApi_gone", "raw": "0x" }),
    ];
    let answers = decode(&metadata(&chain, "subtensor_343"), &lines);
    assert_eq!(answers[0], json!({ "value": 1 }));
    assert_eq!(answers[1], json!({ "value": [] }));
    assert_eq!(answers[2], json!({ "value": [] }));
    assert_eq!(answers[3], json!({ "value": null }));
    assert_eq!(answers[4], json!({ "value": null }));
    assert!(answers[5]["error"].is_object(), "{}", answers[5]);
    assert_eq!(
        answers[6]["error"]["message"],
        "the metadata has no runtime call \"NeuronInfoRuntimeApi_gone\""
    );
}

#[test]
fn what_cannot_be_decoded_is_an_error_in_its_place() {
    let Some(chain) = chain("decode of errors") else { return };
    let metadata = metadata(&chain, "subtensor_343");
    let account = "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9";
    let lines = [
        json!({ "kind": "type", "id": 2, "raw": "0x0102" }),
        json!({ "kind": "type", "id": 4_000_000_000u32, "raw": "0x" }),
        json!({ "kind": "storage", "key": account, "raw": null }),
        json!({ "kind": "storage", "key": "0x01", "raw": "0x00" }),
        json!({ "kind": "extrinsic", "raw": "0x0400" }),
        json!({ "kind": "events", "raw": "0x04" }),
        json!({ "kind": "type", "id": 2 }),
        json!({ "kind": "type", "id": 2, "raw": "0x0" }),
        json!({ "kind": "song", "raw": "0x" }),
        json!([]),
        json!({ "kind": "events", "raw": "0x00" }),
    ];
    let answers = decode(&metadata, &lines);
    for (line, answer) in lines.iter().zip(&answers).take(10) {
        let error = &answer["error"];
        assert!(error["offset"].is_u64() && error["path"].is_string(), "{line}: {answer}");
        assert!(error["message"].as_str().is_some_and(|text| !text.is_empty()), "{line}: {answer}");
    }
    assert_eq!(
        answers[0],
        json!({ "error": { "offset": 1, "path": "", "message": "bytes are left over" } })
    );
    assert_eq!(answers[10], json!([]));
}

#[test]
fn lines_that_are_empty_or_not_json_stop_nothing() {
    let Some(chain) = chain("decode of lines") else { return };
    let metadata = metadata(&chain, "subtensor_343");
    let input = b"\n{\n\xff\xfe\n  \n{\"kind\":\"events\",\"raw\":\"0x00\"}";
    let output = subwire(&["decode", "--metadata", &metadata], input);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("{\"error\":{\"offset\":0,\"path\":\"\",\"message\":"), "{text}");
    assert_eq!(lines[2], "[]");
}

#[test]
fn check_names_what_a_runtime_does_not_have() {
    let Some(chain) = chain("check") else { return };
    let old = metadata(&chain, "subtensor_315");
    let output = subwire(&["check", "--metadata", &old], b"");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let line = |name: &str| {
        let line = text.lines().find(|line| line.split(' ').next() == Some(name));
        line.unwrap_or_else(|| panic!("no {name} in {text}")).rsplit("  ").next().unwrap()
    };
    assert_eq!(line("System.Account"), "same");
    assert_eq!(line("SubtensorModule.MechanismCountCurrent"), "missing (no such storage item)");
    let output = subwire(&["--json", "check", "--metadata", &old], b"");
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(document["spec_version"], 315);
    assert!(document["same"].as_array().is_some_and(|same| same.len() > 15), "{document}");
    assert_eq!(document["incompatible"], json!([]));
    assert!(document["missing"].as_array().is_some_and(|all| !all.is_empty()), "{document}");
}

#[test]
fn a_file_that_is_no_metadata_is_refused_in_one_line() {
    let folder = env::temp_dir().join(format!("subwire-tools-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let old = [&b"meta\x0d"[..], &[0; 64]].concat();
    let new = [&b"meta\x11"[..], &[0; 64]].concat();
    for (name, bytes, says) in [
        ("empty", &b""[..], "does not start with \"meta\""),
        ("text", b"hello", "does not start with \"meta\""),
        ("hex", b"0x6d657461zz", "not hex"),
        ("v13", &old, "version 13 is too old"),
        ("v17", &new, "version 17 is not known"),
        ("cut", b"meta\x0e\x08\x00", "damaged at byte"),
    ] {
        let file = folder.join(name);
        fs::write(&file, bytes).expect("a file");
        let file = file.display().to_string();
        for tool in ["decode", "check"] {
            let output = subwire(&[tool, "--metadata", &file], b"{}\n");
            let stderr = String::from_utf8(output.stderr).expect("UTF-8");
            assert_eq!(output.status.code(), Some(2), "{name}: {stderr}");
            assert!(stderr.contains(says) && stderr.contains(name), "{name}: {stderr}");
            assert_eq!(stderr.lines().count(), 1, "{name}: {stderr}");
        }
    }
    let missing = folder.join("missing").display().to_string();
    let output = subwire(&["check", "--metadata", &missing], b"");
    assert_eq!(output.status.code(), Some(2));
    fs::remove_dir_all(&folder).expect("the folder goes");
}
