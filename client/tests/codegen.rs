//! `subwire codegen`: what it writes compiles, decodes, and is what is committed.
//!
//! Reads the recorded metadata of `SUBWIRE_SHARED`; says loudly when it is not there.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use subwire::codec::codec::{Compact, Encode};
use subwire::codec::{AccountId, Metadata, Verdict};

#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    reason = "as it is written"
)]
#[rustfmt::skip]
#[path = "codegen/generated.rs"]
mod generated;

use generated::apis::subnet_info_runtime_api::GET_SUBNET_STATE;
use generated::pallets::balances::calls::TRANSFER_KEEP_ALIVE;
use generated::pallets::proxy::storage::PROXIES;
use generated::types::{MultiAddress, ProxyDefinition, ProxyType};

/// What the committed module was made by.
const ARGS: [&str; 8] = [
    "--codec",
    "subwire::codec",
    "--only",
    "Balances.transfer_keep_alive",
    "--only",
    "Proxy.Proxies",
    "--only",
    "SubnetInfoRuntimeApi.get_subnet_state",
];

fn metadata(test: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = env::var_os("SUBWIRE_SHARED").map_or_else(beside, PathBuf::from);
    let metadata = shared.join("chain/metadata");
    if metadata.is_dir() {
        return Some(metadata);
    }
    let line = format!("SKIPPED {test}: no recorded data; set SUBWIRE_SHARED to its folder\n");
    // Captured, were it printed by a macro.
    let _ = std::io::stderr().write_all(line.as_bytes());
    None
}

fn codegen(metadata: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
    command.arg("codegen").arg("--metadata").arg(metadata).args(args);
    command.output().expect("the program starts")
}

#[test]
fn what_is_written_is_what_compiles_here() {
    let Some(folder) = metadata("what_is_written_is_what_compiles_here") else { return };
    let output = codegen(&folder.join("subtensor_343.v15.scale"), &ARGS);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let committed = include_str!("codegen/generated.rs");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), committed.trim_end());
}

#[test]
fn generated_descriptors_encode_and_decode() {
    let (alice, bob) = (AccountId::from([1; 32]), AccountId::from([2; 32]));
    let proxy = ProxyDefinition { delegate: bob, proxy_type: ProxyType::Staking, delay: 7 };
    let stored = (vec![proxy], 93_000_000u64);
    assert_eq!(PROXIES.decode(Some(&stored.encode())).unwrap(), stored);
    assert_eq!(PROXIES.decode(None).unwrap(), (Vec::new(), 0));
    assert_eq!(PROXIES.decode_key(&PROXIES.key((&alice,))).unwrap(), (alice,));
    assert_eq!(GET_SUBNET_STATE.encode_args(&(3,)), [3, 0]);
    assert!(GET_SUBNET_STATE.is_same_in("node-subtensor", 343));

    let Some(folder) = metadata("generated_descriptors_encode_and_decode") else { return };
    let bytes = fs::read(folder.join("subtensor_343.v15.scale")).unwrap();
    let metadata = Metadata::decode(&bytes).unwrap();
    let all = [generated::pallets::ALL, generated::apis::ALL].concat().concat();
    assert_eq!(all.len(), 3);
    for descriptor in all {
        assert_eq!(descriptor.verify(&metadata), Verdict::Same, "{}", descriptor.full_name());
    }
    let transfer = TRANSFER_KEEP_ALIVE.bind(&metadata).unwrap();
    let call = transfer.encode(&(MultiAddress::Id(bob), Compact(500)));
    metadata.schema().validate(metadata.call_type().unwrap(), &call).unwrap();
    let state = GET_SUBNET_STATE.bind(&metadata).unwrap();
    assert_eq!(state.decode(&[0]).unwrap(), None);
}

/// The catalogue of the codec is written by this program.
#[test]
fn the_catalogue_is_what_is_written() {
    let Some(folder) = metadata("the_catalogue_is_what_is_written") else { return };
    if Command::new("rustfmt").arg("--version").output().is_err() {
        let line = b"SKIPPED the_catalogue_is_what_is_written: no rustfmt\n";
        let _ = std::io::stderr().write_all(line);
        return;
    }
    let codec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codec");
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("catalogue");
    let _ = fs::remove_dir_all(&made);
    fs::create_dir_all(made.join("subtensor/older")).unwrap();
    let mut script = Command::new(codec.join("catalogue.sh"));
    script.arg(&made).env("SUBWIRE", env!("CARGO_BIN_EXE_subwire"));
    // It lies two folders above the metadata.
    script.env("SUBWIRE_SHARED", folder.join("../..").canonicalize().unwrap());
    let output = script.output().expect("bash");
    assert!(output.status.success(), "{output:?}");
    let committed = codec.join("src/subtensor");
    for part in ["catalogue.rs", "catalogue", "older"] {
        let (made, committed) =
            (texts(&made.join("subtensor").join(part)), texts(&committed.join(part)));
        assert!(!made.is_empty(), "{part}");
        assert_eq!(
            made.keys().collect::<Vec<_>>(),
            committed.keys().collect::<Vec<_>>(),
            "run codec/catalogue.sh"
        );
        for (file, text) in made {
            assert_eq!(text, committed[&file], "{file}: run codec/catalogue.sh");
        }
    }
}

/// All files below a path, by their paths from there.
fn texts(path: &Path) -> BTreeMap<String, String> {
    if path.is_file() {
        return [(String::new(), fs::read_to_string(path).unwrap())].into();
    }
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(path).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        texts.extend(texts_of(&entry.path(), &name));
    }
    texts
}

fn texts_of(path: &Path, name: &str) -> impl Iterator<Item = (String, String)> {
    let name = name.to_string();
    texts(path).into_iter().map(move |(below, text)| (format!("{name}/{below}"), text))
}

/// Every recorded runtime can be written, whole.
#[test]
fn every_runtime_can_be_written() {
    let Some(folder) = metadata("every_runtime_can_be_written") else { return };
    let mut runtimes = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let output = codegen(&entry.unwrap().path(), &[]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "nothing is left out");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("pub const TEMPO: Storage<(Identity<u16>,), u16>"));
        // Calls are variants in lower case, of which the compiler would warn wherever this is used.
        let allowed = "#![allow(non_camel_case_types, ";
        assert!(text.split("pub mod types {").nth(1).unwrap().contains(allowed));
        runtimes += 1;
    }
    assert!(runtimes >= 10);
}

#[test]
fn wrong_arguments_are_refused_in_one_line() {
    let Some(folder) = metadata("wrong_arguments_are_refused_in_one_line") else { return };
    let file = folder.join("subtensor_343.v15.scale");
    let config = Path::new(env!("CARGO_TARGET_TMPDIR")).join("codegen.txt");
    let refused = |args: &[&str], said: &str| {
        let output = codegen(&file, args);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(stderr.contains(said) && stderr.lines().count() == 1, "{args:?}: {stderr}");
    };
    refused(&["--only", "Proxy.NoSuch"], "--only: the runtime has no Proxy.NoSuch");
    refused(&["--only", "Proxy."], "--only: the runtime has no Proxy.");
    refused(&["--config", "/nowhere"], "/nowhere");
    fs::write(&config, "# fine\n\ndoc A.B = c\ntype = \n").unwrap();
    refused(&["--config", config.to_str().unwrap()], "line 4");
    refused(&["--same", config.to_str().unwrap()], "codegen.txt");
    refused(&["--out", "/proc/nowhere/x.rs"], "/proc/nowhere");
}

/// Damaged metadata, and metadata of types that would never come to an end, ends in an error or in text.
#[test]
fn hostile_metadata_comes_to_an_end() {
    let Some(folder) = metadata("hostile_metadata_comes_to_an_end") else { return };
    let bytes = fs::read(folder.join("subtensor_343.v15.scale")).unwrap();
    let damaged = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged.scale");
    let mut written = 0;
    for at in 0..40 {
        let mut bytes = bytes.clone();
        // Spread over the types, which come first.
        let place = 5 + at * 3001;
        bytes[place] ^= 1 << (at % 8);
        fs::write(&damaged, &bytes).unwrap();
        let output = codegen(&damaged, &[]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!stderr.contains("panicked"), "byte {place}: {stderr}");
        assert!(matches!(output.status.code(), Some(0 | 2)), "byte {place}: {:?}", output.status);
        written += usize::from(output.status.success());
    }
    assert!(written > 0);
}
