//! Extrinsics that are none: an error that says where.

use proptest::prelude::*;
use subwire_codec::Fault;

use super::data::{array, chain, hex, text};
use super::{golden, metadata};

#[test]
fn errors_say_where() {
    let Some(chain) = chain("errors_say_where") else { return };
    let metadata = metadata(&chain, "subtensor_365.v16");
    let cases = golden("polkadot_js.json");
    let case = array(&cases)
        .iter()
        .find(|case| case["metadata"] == "subtensor_365.v16" && case["name"] == "transfer mortal");
    let bytes = hex(&case.unwrap()["extrinsic"]);
    let error = |bytes: &[u8]| metadata.decode_extrinsic(bytes).unwrap_err().to_string();
    let len = bytes.len();

    assert_eq!(error(&[]), "byte 0 of 0, at length: the bytes end here");
    assert_eq!(
        error(&bytes[..len - 1]),
        format!("byte {} of {}: the bytes end here", len - 1, len - 1)
    );
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(error(&longer), format!("byte {len} of {}: bytes are left over", len + 1));
    // The length prefix takes two bytes.
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        error(&bytes)
    };
    for version in [0x00, 0x03, 0x06, 0x44, 0x85, 0xc4, 0xc5] {
        assert_eq!(
            with(2, version),
            format!("byte 2 of {len}, at version: this version is not known")
        );
    }
    assert_eq!(with(3, 9), format!("byte 3 of {len}, at address: no such variant"));
    assert_eq!(with(36, 9), format!("byte 36 of {len}, at signature: no such variant"));
    // Version byte, address, signature, then the era.
    assert_eq!(&bytes[101..103], &[0x25, 0x01]);
    let body = metadata.decode_extrinsic(&bytes).unwrap().body();
    let at = len - body.len();
    assert_eq!(at, 2);
    let call = len - metadata.decode_extrinsic(&bytes).unwrap().call().bytes().len();
    assert_eq!(with(call, 0xee), format!("byte {call} of {len}, at call: no such variant"));
    let text = with(call + 1, 0xee);
    assert_eq!(text, format!("byte {} of {len}, at call.Balances: no such variant", call + 1));
    let text = with(call + 2, 0xee);
    let place = "call.Balances.transfer_keep_alive.dest";
    assert_eq!(text, format!("byte {} of {len}, at {place}: no such variant", call + 2));
    // A call by itself, cut short and too long.
    let call = &bytes[call..];
    let end = call.len();
    let place = "Balances.transfer_keep_alive.value";
    let text = metadata.decode_call(&call[..end - 1]).unwrap_err().to_string();
    assert_eq!(text, format!("byte 35 of {}, at {place}: the bytes end here", end - 1));
    let error = metadata.decode_call(&[call, &[0]].concat()).unwrap_err();
    assert_eq!((error.fault(), error.offset(), error.path()), (Fault::Trailing, end, ""));
}

/// General ones have a version of their extensions, which must be known.
#[test]
fn unknown_versions_of_extensions_are_refused() {
    let Some(chain) = chain("unknown_versions_of_extensions_are_refused") else { return };
    for name in ["subtensor_343.v14", "subtensor_365.v16"] {
        let metadata = metadata(&chain, name);
        let error = metadata.decode_extrinsic_body(&[0x45, 3, 0, 0]).unwrap_err();
        let text = "byte 1 of 4, at extension_version: this version is not known";
        assert_eq!(error.to_string(), text);
        let error = metadata.decode_extrinsic_body(&[0x45]).unwrap_err();
        assert_eq!(error.to_string(), "byte 1 of 1, at extension_version: the bytes end here");
    }
}

#[test]
fn changed_bytes_are_refused_or_read_to_the_end() {
    let Some(chain) = chain("changed_bytes_are_refused_or_read_to_the_end") else { return };
    let metadata = metadata(&chain, "subtensor_365.v16");
    let cases = golden("polkadot_js.json");
    let all: Vec<Vec<u8>> = array(&cases)
        .iter()
        .filter(|case| text(&case["metadata"]) == "subtensor_365.v16")
        .map(|case| hex(&case["extrinsic"]))
        .collect();
    proptest!(|(which in 0..all.len(), at: prop::sample::Index, byte: u8, cut in 0usize..3)| {
        let mut bytes = all[which].clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(bytes.len() - cut);
        match metadata.decode_extrinsic(&bytes) {
            Ok(extrinsic) => {
                let args = extrinsic.call().args();
                prop_assert_eq!(args.iter().count(), args.len());
                let whole: Vec<u8> = args.iter().flat_map(|(_, part)| part.bytes().to_vec()).collect();
                prop_assert_eq!(&whole, args.bytes());
                prop_assert_eq!(&whole[..], &extrinsic.call().bytes()[2..]);
                prop_assert!(bytes.ends_with(extrinsic.body()));
            }
            Err(error) => prop_assert!(error.offset() <= bytes.len()),
        }
    });
}
