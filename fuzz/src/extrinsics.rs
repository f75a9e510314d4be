//! Extrinsics: what `frame-decode` reads we read, and the other way round; and what has been read
//! is made anew from its parts.

use frame_decode::extrinsics::{ExtrinsicType, decode_extrinsic};
use frame_metadata::RuntimeMetadata;
use serde_json::Value;
use subwire_codec::codec::Encode;
use subwire_codec::extrinsic::{Extrinsic, Params, Preamble, Transaction, bare};
use subwire_codec::hash::blake2b_256;
use subwire_codec::schema::Accounts;
use subwire_codec::{Fault, Metadata, Part};

use crate::chain::{self, Runtime, runtimes};

/// Made by polkadot-js for other runtimes than the two here, which makes them the better seeds.
const POLKADOT_JS: &str = include_str!("../../codec/tests/extrinsics/polkadot_js.json");
const NODE: &str = include_str!("../../codec/tests/extrinsics/node_218.json");

/// The first byte chooses: the runtime, and whether the others have a length prefix or get one.
pub fn check(data: &[u8]) {
    let Some((selector, bytes)) = data.split_first() else { return };
    let Some(runtimes) = runtimes() else { return };
    let runtime = &runtimes[usize::from(selector & 1)];
    if selector & 2 == 0 {
        check_bytes(runtime, bytes);
    } else {
        let whole = bytes.encode();
        check_bytes(runtime, &whole);
        let (with, without) =
            (runtime.ours.decode_extrinsic(&whole), runtime.ours.decode_extrinsic_body(bytes));
        assert_eq!(with.is_ok(), without.is_ok());
        if let (Ok(with), Ok(without)) = (with, without) {
            assert_eq!(with.hash(), without.hash());
        }
    }
}

/// Inputs for [`check`].
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    let mut push = |hex: &Value| {
        let bytes = bytes(hex);
        // The length prefix takes one byte or two.
        let prefix = if bytes[0] & 3 == 0 { 1 } else { 2 };
        for selector in 0..2 {
            seeds.push([&[selector], &bytes[..]].concat());
            seeds.push([&[selector | 2], &bytes[prefix..]].concat());
        }
    };
    let cases: Vec<Value> = serde_json::from_str(POLKADOT_JS).expect("JSON");
    cases.iter().for_each(|case| push(&case["extrinsic"]));
    let node: Value = serde_json::from_str(NODE).expect("JSON");
    for block in node["blocks"].as_array().expect("blocks") {
        block["extrinsics"].as_array().expect("extrinsics").iter().for_each(&mut push);
    }
    // A general one: version, extensions' version, immortal, nonce, tip, mode, and a remark.
    seeds.push(vec![3, 0x45, 0, 0, 4, 8, 0, 0, 0, 4, 1]);
    // A call to an address that is an index, which takes no bytes on Subtensor.
    seeds.push(vec![2, 5, 5, 4, 1, 1]);
    seeds
}

/// Bytes that are written as hex.
pub(crate) fn bytes(hex: &Value) -> Vec<u8> {
    let digits = hex.as_str().expect("hex").trim_start_matches("0x");
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hex");
    (0..digits.len()).step_by(2).map(byte).collect()
}

fn check_bytes(runtime: &Runtime, bytes: &[u8]) {
    match runtime.ours.decode_extrinsic(bytes) {
        Ok(ours) => {
            match theirs(runtime, bytes) {
                Ok(theirs) => same(&ours, &theirs),
                // They have no `Compact<()>`, which `MultiAddress::Index` holds on Subtensor.
                Err(error) => assert!(error.contains(NO_COMPACT), "{ours:?}: {error}"),
            }
            assert_eq!(ours.hash(), blake2b_256(bytes));
            again(&runtime.ours, &ours, bytes);
            json(&ours);
        }
        Err(error) => {
            assert!(error.offset() <= bytes.len() && error.input_len() == bytes.len(), "{error}");
            // They look at fewer things, and have no limits.
            let ours_alone = matches!(
                error.fault(),
                Fault::Bool
                    | Fault::Char
                    | Fault::Compact
                    | Fault::Depth
                    | Fault::Items
                    | Fault::Utf8
            );
            // A refusal that we find in front, they may find so deep that the stack ends first.
            let too_deep = bytes.len() > chain::SHALLOW;
            assert!(ours_alone || too_deep || theirs(runtime, bytes).is_err(), "{error}");
        }
    }
}

const NO_COMPACT: &str = "CannotDecodeCompactIntoType";

fn same(ours: &Extrinsic<'_, '_>, theirs: &Theirs) {
    let call = ours.call();
    let lengths = |(_, part): (&str, Part<'_, '_>)| part.bytes().len();
    let args = call.args().iter().map(lengths).collect();
    let extensions = ours.extensions().into_iter().flatten().map(lengths).collect();
    let names = (call.pallet().name().into(), call.name().into());
    assert_eq!(*theirs, (names, args, ours.version(), kind(ours), extensions));
}

/// The names of pallet and call, the lengths of the arguments, version, kind, and the lengths of
/// the extensions.
type Theirs = ((String, String), Vec<usize>, u8, ExtrinsicType, Vec<usize>);

fn theirs(runtime: &Runtime, bytes: &[u8]) -> Result<Theirs, String> {
    let mut rest = bytes;
    let read = match &runtime.theirs {
        RuntimeMetadata::V14(metadata) => decode_extrinsic(&mut rest, metadata, &metadata.types),
        RuntimeMetadata::V16(metadata) => decode_extrinsic(&mut rest, metadata, &metadata.types),
        _ => unreachable!("one of the two"),
    };
    let read = read.map_err(|error| error.to_string())?;
    if !rest.is_empty() {
        return Err("bytes are left over".into());
    }
    let names = (read.pallet_name().into(), read.call_name().into());
    let args = read.call_data().map(|arg| arg.range().len()).collect();
    let extensions = read.transaction_extension_payload();
    let extensions = extensions.into_iter().flat_map(|all| all.iter()).map(|of| of.range().len());
    Ok((names, args, read.version(), read.ty(), extensions.collect()))
}

fn kind(extrinsic: &Extrinsic<'_, '_>) -> ExtrinsicType {
    match extrinsic.preamble() {
        Preamble::Bare => ExtrinsicType::Bare,
        Preamble::General { .. } => ExtrinsicType::General,
        Preamble::Signed { .. } => ExtrinsicType::Signed,
        other => panic!("{other:?}"),
    }
}

/// Makes an extrinsic from the parts of another.
fn again(metadata: &Metadata, extrinsic: &Extrinsic<'_, '_>, bytes: &[u8]) {
    let call = extrinsic.call().bytes();
    if !metadata.extrinsic().versions().contains(&extrinsic.version()) {
        assert!(bare(metadata, extrinsic.version(), call).is_err());
        return;
    }
    // What the extensions carry is given; what they add is not known, and not in the bytes.
    let mut params = Params::new([0; 32], 0, 0, 0);
    let extensions = extrinsic.extensions().into_iter().flatten();
    let schema = metadata.schema();
    for ((name, part), extension) in extensions.zip(metadata.extrinsic().extensions()) {
        let len = schema.measure(extension.implicit(), &[0; 64]).expect("zeros are valid");
        params = params.extension(name, part.bytes(), &[0; 64][..len]);
    }
    let made = match extrinsic.preamble() {
        Preamble::Bare => bare(metadata, extrinsic.version(), call),
        Preamble::General { version, .. } => {
            Transaction::general(metadata, version, call, &params).and_then(|of| of.unsigned())
        }
        Preamble::Signed { address, signature, .. } => Transaction::new(metadata, call, &params)
            .and_then(|of| of.signed_with(address.bytes(), signature.bytes())),
        other => panic!("{other:?}"),
    };
    assert_eq!(made.as_deref(), Ok(bytes));
}

fn json(extrinsic: &Extrinsic<'_, '_>) {
    match extrinsic.to_json(Accounts::Hex) {
        Ok(json) => {
            let json: Value = serde_json::from_str(&json).expect("JSON");
            assert_eq!(json["version"], extrinsic.version());
            let args = json["call"]["args"].as_object().expect("an object");
            assert_eq!(args.len(), extrinsic.call().args().len());
        }
        Err(error) => assert!(matches!(error.fault(), Fault::Output | Fault::Items), "{error}"),
    }
}
