//! Extrinsics, byte for byte those that polkadot-js makes from the same inputs.
//!
//! `golden/extrinsics.json` is made by the script beside it. The metadata is no part of the
//! repository: `SUBWIRE_SHARED` names its folder. A test that does not find it says so on stderr and
//! passes.

#[path = "golden/file.rs"]
mod file;

use std::collections::BTreeMap;

use futures::executor::block_on;
use serde_json::Value;
use subwire::codec::extrinsic::{Params, Signature, Transaction};
use subwire::codec::hash::blake2b_256;
use subwire::codec::{Era, Metadata};
use subwire::{Keypair, Scheme, Signer, ToSign, verify_signature};

use crate::file::{golden, hex, recorded_metadata, scheme, text};

/// The cases by the metadata that they were made with. None where there is no metadata.
fn cases(test: &str) -> Option<Vec<(Metadata, Vec<Value>)>> {
    let mut by_name = BTreeMap::<_, Vec<_>>::new();
    for case in golden("extrinsics.json") {
        by_name.entry(text(&case["metadata"]).to_owned()).or_default().push(case);
    }
    let read = |(name, cases): (String, _)| {
        let bytes = recorded_metadata(test, &name)?;
        Some((Metadata::decode(&bytes).unwrap(), cases))
    };
    by_name.into_iter().map(read).collect()
}

/// The call, encoded from its names and arguments.
fn call(metadata: &Metadata, case: &Value) -> Vec<u8> {
    let ty = metadata.extrinsic().call().unwrap();
    metadata.schema().encode_json(ty, &case["call"].to_string()).unwrap()
}

fn transaction<'m>(metadata: &'m Metadata, case: &Value) -> Transaction<'m> {
    let number = |name: &str| case[name].as_u64().unwrap();
    let hash = |name: &str| hex(&case[name]).try_into().unwrap();
    let era = match number("period") {
        0 => Era::Immortal,
        period => Era::mortal(period, number("current")),
    };
    let spec = u32::try_from(number("spec")).unwrap();
    let params = Params::new(hash("genesis"), spec, 1, number("nonce"))
        .era(era, hash("birth"))
        .tip(text(&case["tip"]).parse().unwrap());
    Transaction::new(metadata, &call(metadata, case), &params).unwrap()
}

/// As it was recorded: the variant's index in `MultiSignature` stands before it.
fn signature(case: &Value) -> Signature {
    let bytes = hex(&case["signature"]);
    match (scheme(case), &bytes[1..]) {
        (Scheme::Ecdsa, bytes) => Signature::Ecdsa(bytes.try_into().unwrap()),
        (Scheme::Ed25519, bytes) => Signature::Ed25519(bytes.try_into().unwrap()),
        (_, bytes) => Signature::Sr25519(bytes.try_into().unwrap()),
    }
}

#[test]
fn made_and_signed_as_polkadot_js_does() {
    let Some(all) = cases("made_and_signed_as_polkadot_js_does") else { return };
    let (mut made, mut hashed) = (0, 0);
    for (metadata, case) in all.iter().flat_map(|(of, cases)| cases.iter().map(move |c| (of, c))) {
        let transaction = transaction(metadata, case);
        assert_eq!(transaction.call(), hex(&case["call_bytes"]), "{case}");
        let payload = hex(&case["payload"]);
        assert_eq!(transaction.whole_payload(), payload, "{case}");

        let pair = Keypair::from_suri(scheme(case), text(&case["suri"])).unwrap();
        let what = ToSign::new(&transaction);
        assert_eq!(what.call(), Some(transaction.call()));
        assert_eq!(what.whole_payload()[..], payload);
        if payload.len() > 256 {
            assert_eq!(what.payload()[..], blake2b_256(&payload));
            hashed += 1;
        } else {
            assert_eq!(what.payload()[..], payload);
        }

        let (theirs, ours) = (signature(case), block_on(pair.sign(&what)).unwrap());
        assert!(pair.verify(&what.payload(), &theirs), "{case}");
        assert!(pair.verify(&what.payload(), &ours), "{case}");
        if pair.scheme() != Scheme::Sr25519 {
            assert_eq!(ours, theirs, "{case}");
        }
        let extrinsic = transaction.signed(&pair.account(), &theirs).unwrap();
        assert_eq!(extrinsic, hex(&case["extrinsic"]), "{case}");
        assert_eq!(blake2b_256(&extrinsic)[..], hex(&case["hash"]));
        made += 1;
    }
    assert_eq!((made, hashed), (39, 8));
}

/// What differs in one input differs in what is signed: no signature holds for two transactions.
#[test]
fn a_signature_holds_for_one_transaction() {
    let Some(all) = cases("a_signature_holds_for_one_transaction") else { return };
    for (metadata, cases) in &all {
        for case in cases {
            let payload = transaction(metadata, case).payload();
            let pair = Keypair::from_suri(scheme(case), text(&case["suri"])).unwrap();
            for other in cases.iter().filter(|other| other["suri"] == case["suri"]) {
                let holds = verify_signature(&pair.account(), &payload, &signature(other));
                assert_eq!(holds, other["hash"] == case["hash"], "{case} {other}");
            }
        }
    }
}

/// A signer that shows what it signs can say it in words.
#[test]
fn what_is_to_be_signed_can_be_read() {
    let Some(all) = cases("what_is_to_be_signed_can_be_read") else { return };
    let (metadata, cases) = &all[0];
    let transaction = transaction(metadata, &cases[0]);
    let shown = format!("{:?}", ToSign::new(&transaction));
    assert!(shown.contains("Balances.transfer_keep_alive"), "{shown}");
}
