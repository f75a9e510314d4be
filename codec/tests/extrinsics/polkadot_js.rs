//! Extrinsics that polkadot-js has composed and signed: read, and made anew.

use std::collections::BTreeMap;

use serde_json::Value;
use subwire_codec::codec::{Compact, Decode};
use subwire_codec::extrinsic::{
    ComposeError, ExtensionError, Params, Preamble, Signature, Transaction, bare,
};
use subwire_codec::hash::blake2b_256;
use subwire_codec::{AccountId, Era, Metadata, Part};

use super::data::{array, chain, hex, optional_hex, text};
use super::{camel, golden, lower_first, metadata};

/// The cases with the metadata that each was made for.
fn cases(test: &str) -> Vec<(std::rc::Rc<Metadata>, Value)> {
    let Some(chain) = chain(test) else { return Vec::new() };
    let mut all = BTreeMap::new();
    let cases = golden("polkadot_js.json");
    let cases: Vec<_> = array(&cases)
        .iter()
        .map(|case| {
            let name = text(&case["metadata"]).to_owned();
            let metadata = all.entry(name).or_insert_with_key(|name| metadata(&chain, name).into());
            (std::rc::Rc::clone(metadata), case.clone())
        })
        .collect();
    assert!(cases.len() >= 40);
    cases
}

fn hash(value: &Value) -> [u8; 32] {
    hex(value).try_into().unwrap()
}

fn decode<T: Decode>(part: Option<Part<'_, '_>>) -> T {
    part.unwrap().decode().unwrap()
}

#[test]
fn all_parts_are_found() {
    for (metadata, case) in cases("all_parts_are_found") {
        let bytes = hex(&case["extrinsic"]);
        let extrinsic = metadata.decode_extrinsic(&bytes).unwrap();
        let (call, name) = (extrinsic.call(), &case["name"]);
        assert_eq!(extrinsic.hash(), hash(&case["hash"]), "{name}");
        assert_eq!(call.bytes(), hex(&case["call"]), "{name}");
        let full_name = format!("{}.{}", lower_first(call.pallet().name()), camel(call.name()));
        assert_eq!(full_name, text(&case["method"]));
        assert_eq!(
            metadata.decode_extrinsic_body(extrinsic.body()).unwrap().hash(),
            extrinsic.hash()
        );
        if case["signer"].is_null() {
            assert!(matches!(extrinsic.preamble(), Preamble::Bare), "{name}");
            assert_eq!(extrinsic.version(), if name == "bare 5" { 5 } else { 4 });
            assert_eq!(decode::<Compact<u64>>(call.args().get("now")).0, 1_700_000_000_000);
            continue;
        }
        assert_eq!(extrinsic.version(), 4);
        assert_eq!(call.hash(), hash(&case["call_hash"]), "{name}");
        let Preamble::Signed { address, signature, extensions, .. } = extrinsic.preamble() else {
            panic!("{name}: {extrinsic:?}")
        };
        assert_eq!(address.bytes(), [&[0][..], &hex(&case["signer"])].concat());
        assert_eq!(signature.bytes(), hex(&case["signature"]));
        let era = extensions.get("CheckMortality").unwrap().bytes();
        assert_eq!(era, hex(&case["era"]));
        assert_eq!(decode::<Compact<u64>>(extensions.get("CheckNonce")).0, case["nonce"]);
        let tip: Compact<u128> = decode(extensions.get("ChargeTransactionPayment"));
        assert_eq!(tip.0.to_string(), text(&case["tip"]));
        let mode: u8 = decode(extensions.get("CheckMetadataHash"));
        assert_eq!(mode == 1, !case["metadata_hash"].is_null());
        let names: Vec<_> = metadata.extrinsic().extensions().map(|of| of.name()).collect();
        assert_eq!(extensions.iter().map(|(name, _)| name).collect::<Vec<_>>(), names);
    }
}

fn params<'a>(case: &Value) -> Params<'a> {
    let number = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    let (spec, version) = (number(&case["spec"]), number(&case["transaction_version"]));
    let nonce = case["nonce"].as_u64().unwrap();
    let era = Era::decode(&mut &hex(&case["era"])[..]).unwrap();
    let mut params = Params::new(hash(&case["genesis"]), spec, version, nonce)
        .era(era, hash(&case["birth"]))
        .tip(text(&case["tip"]).parse().unwrap());
    if let Some(digest) = optional_hex(&case["metadata_hash"]) {
        params = params.metadata_hash(digest.try_into().unwrap());
    }
    params
}

#[test]
fn made_as_polkadot_js_makes_them() {
    let mut signed = 0;
    for (metadata, case) in cases("made_as_polkadot_js_makes_them") {
        let (call, name) = (hex(&case["call"]), text(&case["name"]));
        if case["signer"].is_null() {
            let format = if name == "bare 5" { 5 } else { 4 };
            let made = bare(&metadata, format, &call);
            if metadata.extrinsic().versions().contains(&format) {
                assert_eq!(made.unwrap(), hex(&case["extrinsic"]));
            } else {
                let text = made.unwrap_err().to_string();
                assert_eq!(text, "the chain's metadata names no extrinsics of format 5");
            }
            continue;
        }
        let transaction = Transaction::new(&metadata, &call, &params(&case)).unwrap();
        let payload = hex(&case["payload"]);
        assert_eq!(transaction.whole_payload(), payload, "{name}");
        if payload.len() > 256 {
            assert_eq!(transaction.payload(), blake2b_256(&payload));
        } else {
            assert_eq!(transaction.payload(), payload);
        }
        assert_eq!(transaction.call_hash(), hash(&case["call_hash"]));
        let signature = hex(&case["signature"]);
        let raw = &signature[1..];
        let scheme = match text(&case["scheme"]) {
            "ecdsa" => Signature::Ecdsa(raw.try_into().unwrap()),
            "ed25519" => Signature::Ed25519(raw.try_into().unwrap()),
            _ => Signature::Sr25519(raw.try_into().unwrap()),
        };
        let account = AccountId::from(hash(&case["signer"]));
        let made = transaction.signed(&account, &scheme).unwrap();
        assert_eq!(made, hex(&case["extrinsic"]), "{name}");
        let address = [&[0][..], account.as_bytes()].concat();
        assert_eq!(transaction.signed_with(&address, &signature).unwrap(), made);
        assert_eq!(
            transaction.signed_with(account.as_bytes(), &signature),
            Err(ComposeError::Address)
        );
        assert_eq!(transaction.unsigned(), Err(ComposeError::Verifier));
        signed += 1;
    }
    assert!(signed == 0 || signed == 36);
}

#[test]
fn what_the_chain_does_not_take_is_refused() {
    let all = cases("what_the_chain_does_not_take_is_refused");
    let Some((metadata, case)) = all.iter().find(|(_, case)| case["name"] == "transfer mortal")
    else {
        return;
    };
    let call = hex(&case["call"]);
    let make = |params: Params<'_>| Transaction::new(metadata, &call, &params);
    let refused = |params: Params<'_>| make(params).unwrap_err().to_string();

    let asked = params(case).extension("CheckNothing", &[], &[]);
    assert_eq!(refused(asked), "extension CheckNothing: the chain has no such extension");
    let asked = params(case).extension("CheckNonce", &[4, 2], &[]);
    assert_eq!(refused(asked), "extension CheckNonce: byte 1 of 2: bytes are left over");
    // A balance is a u64 here.
    let asked = params(case).tip(1 << 64);
    let text = "extension ChargeTransactionPayment: of another shape than known, or too narrow";
    assert_eq!(refused(asked), text);
    let given = make(params(case).extension("CheckNonce", &[4], &[])).unwrap();
    // Era, nonce, tip, mode.
    assert_eq!(given.extra()[..4], [0x25, 0x01, 4, 0x07]);
    let at = call.len();
    assert_eq!(given.payload()[at..at + 4], [0x25, 0x01, 4, 0x07]);

    let error = Transaction::new(metadata, &call[..5], &params(case)).unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("the call is none of this chain: byte 3 of 5, at Balances."),
        "{text}"
    );
    let error = Transaction::general(metadata, 0, &call, &params(case)).unwrap_err();
    assert_eq!(error, Transaction::general(metadata, 9, &call, &params(case)).unwrap_err());
    assert!(matches!(error, ComposeError::Format { format: 5, .. }));
    assert!(matches!(bare(metadata, 6, &call), Err(ComposeError::Format { format: 6, .. })));

    let error = make(params(case).extension("CheckGenesis", &[], &[7; 31])).unwrap_err();
    let ComposeError::Extension { name, error: ExtensionError::Bytes(error), .. } = error else {
        panic!("{error}")
    };
    assert_eq!((name.as_str(), error.offset(), error.input_len()), ("CheckGenesis", 0, 31));
}

/// A chain that takes format 5, so far as its metadata says.
#[test]
fn general_transactions_read_back() {
    for (metadata, case) in cases("general_transactions_read_back") {
        if case["signer"].is_null() || !metadata.extrinsic().versions().contains(&5) {
            continue;
        }
        let call = hex(&case["call"]);
        let transaction = Transaction::general(&metadata, 0, &call, &params(&case)).unwrap();
        let bytes = transaction.unsigned().unwrap();
        let extrinsic = metadata.decode_extrinsic(&bytes).unwrap();
        let Preamble::General { version: 0, extensions, .. } = extrinsic.preamble() else {
            panic!("{extrinsic:?}")
        };
        assert_eq!((extrinsic.version(), extensions.bytes()), (5, transaction.extra()));
        assert_eq!(extrinsic.call().bytes(), call);
        let payload = [&[0], &hex(&case["payload"])[..]].concat();
        assert_eq!(transaction.whole_payload(), payload);
        assert_eq!(transaction.payload(), blake2b_256(&payload));
        let account = AccountId::from([7; 32]);
        let error = transaction.signed(&account, &Signature::Sr25519([0; 64])).unwrap_err();
        assert_eq!(error, ComposeError::Verifier);
        let error = Transaction::general(&metadata, 9, &call, &params(&case)).unwrap_err();
        assert_eq!(error.to_string(), "the chain has no version 9 of its extensions");
    }
}
