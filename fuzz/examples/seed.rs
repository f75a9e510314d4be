//! Writes the seeds of the fuzz targets below `corpus`: a few built in, and the recorded chain
//! data where it is.
//!
//! `cargo run --example seed` in this folder; `seed.sh` does it from anywhere.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use subwire_codec::hash::blake2b_128;
use subwire_fuzz::seeds;
use subwire_fuzz::types::input;

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut types: BTreeSet<Vec<u8>> = seeds::types().into_iter().collect();
    let mut texts: BTreeSet<Vec<u8>> =
        seeds::TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect();

    let mut frames: BTreeSet<Vec<u8>> =
        seeds::FRAMES.iter().map(|frame| frame.as_bytes().to_vec()).collect();

    let beside = || here.join("../../shared");
    let shared = env::var_os("SUBWIRE_SHARED").map_or_else(beside, PathBuf::from);
    let chain = shared.join("chain");
    if chain.is_dir() {
        for folder in ["expected", "bt_hex"] {
            for entry in fs::read_dir(chain.join(folder))? {
                let file: Value = serde_json::from_slice(&fs::read(entry?.path())?)?;
                match file["items"].as_array() {
                    Some(items) => {
                        items.iter().try_for_each(|item| item_seeds(item, &mut types))?
                    }
                    None => push(text(&file["type"]), &file["raw"], &mut types)?,
                }
                addresses(&file, &mut texts);
            }
        }
        for entry in fs::read_dir(chain.join("recordings"))? {
            let file: Value = serde_json::from_slice(&fs::read(entry?.path())?)?;
            let exchanges = file["exchanges"].as_array().into_iter().flatten();
            frames.extend(exchanges.map(|exchange| reply(&exchange["result"])));
        }
    } else {
        eprintln!("no recorded chain data (SUBWIRE_SHARED): built-in seeds only");
    }
    write(&here.join("corpus/frames"), &frames)?;
    write(&here.join("corpus/events"), &subwire_fuzz::events::seeds().into_iter().collect())?;
    let extrinsics = subwire_fuzz::extrinsics::seeds().into_iter().collect();
    write(&here.join("corpus/extrinsics"), &extrinsics)?;
    write(&here.join("corpus/calls"), &subwire_fuzz::calls::seeds().into_iter().collect())?;
    write(&here.join("corpus/headers"), &subwire_fuzz::headers::seeds().into_iter().collect())?;
    write(&here.join("corpus/suri"), &subwire_fuzz::suri::seeds().into_iter().collect())?;
    write(&here.join("corpus/http"), &subwire_fuzz::http::seeds().into_iter().collect())?;
    write(&here.join("corpus/json"), &subwire_fuzz::json::seeds().into_iter().collect())?;
    write(&here.join("corpus/keys"), &subwire_fuzz::keys::seeds().into_iter().collect())?;
    let metadata = subwire_fuzz::metadata::seeds().into_iter().collect();
    write(&here.join("corpus/metadata"), &metadata)?;
    write(&here.join("corpus/plan"), &seeds::plans().into_iter().collect())?;
    let recordings = subwire_fuzz::recordings::SEEDS.iter().map(|text| text.as_bytes().to_vec());
    write(&here.join("corpus/recordings"), &recordings.collect())?;
    write(&here.join("corpus/types"), &types)?;
    write(&here.join("corpus/values"), &subwire_fuzz::values::seeds().into_iter().collect())?;
    write(&here.join("corpus/ss58"), &texts)
}

/// The inputs in one item of the recordings; those whose shape is not fuzzed give none.
fn item_seeds(item: &Value, into: &mut BTreeSet<Vec<u8>>) -> Result<(), Box<dyn Error>> {
    match text(&item["kind"]) {
        "storage" => {
            let name = [text(&item["pallet"]), text(&item["item"])].join(".");
            let key = hex(&item["key"])?;
            into.extend(input(&["key ", &name].concat(), key.get(32..).unwrap_or_default()));
            push(&name, &item["raw"], into)
        }
        "runtime_call" => push(text(&item["call"]), &item["raw"], into),
        _ => push(text(&item["result_type"]), &item["raw"], into),
    }
}

fn push(name: &str, raw: &Value, into: &mut BTreeSet<Vec<u8>>) -> Result<(), Box<dyn Error>> {
    if !raw.is_null() {
        into.extend(input(name, &hex(raw)?));
    }
    Ok(())
}

/// The frame in which a node would send this result.
fn reply(result: &Value) -> Vec<u8> {
    json!({ "jsonrpc": "2.0", "id": 1, "result": result }).to_string().into_bytes()
}

/// Every text in the file that is as long as an address, up to a number that suffices.
fn addresses(value: &Value, into: &mut BTreeSet<Vec<u8>>) {
    const ENOUGH: usize = 200;
    match value {
        _ if into.len() >= ENOUGH => {}
        Value::Array(values) => values.iter().for_each(|value| addresses(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| addresses(value, into)),
        Value::String(text) if (46..=50).contains(&text.len()) => {
            into.insert(text.as_bytes().to_vec());
        }
        _ => {}
    }
}

/// Names files by their content, so that a second run adds nothing. Leaves out what is large:
/// libFuzzer would make every input as large, and each run slow.
fn write(folder: &Path, seeds: &BTreeSet<Vec<u8>>) -> Result<(), Box<dyn Error>> {
    const MAX_LEN: usize = 4096;
    fs::create_dir_all(folder)?;
    let small = || seeds.iter().filter(|seed| seed.len() <= MAX_LEN);
    for seed in small() {
        let name: String = blake2b_128(seed).iter().map(|byte| format!("{byte:02x}")).collect();
        match fs::File::create_new(folder.join(name)) {
            Ok(mut file) => std::io::Write::write_all(&mut file, seed)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
    }
    println!("{}: {} seeds", folder.display(), small().count());
    Ok(())
}

/// Hex with `0x` or without; what is absent has no bytes.
fn hex(value: &Value) -> Result<Vec<u8>, Box<dyn Error>> {
    let digits = text(value).trim_start_matches("0x");
    (0..digits.len())
        .step_by(2)
        .map(|at| {
            let byte = digits.get(at..at + 2).ok_or("odd number of hex digits")?;
            Ok(u8::from_str_radix(byte, 16)?)
        })
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
