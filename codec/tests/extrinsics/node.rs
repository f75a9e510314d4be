//! Blocks that a real runtime has built, of spec 218: their extrinsics and events, among them
//! failures of every kind of nesting.
//!
//! The metadata of 218 is not recorded. That of 224 has the same calls and events of the kinds that
//! are here; one pallet's list of errors differs.

use std::path::PathBuf;

use serde_json::Value;
use subwire_codec::codec::{Compact, Decode};
use subwire_codec::dispatch_error::DispatchError;
use subwire_codec::events::{EventRecord, Phase};
use subwire_codec::extrinsic::{Params, Preamble, Signature, Transaction, bare};
use subwire_codec::{AccountId, Era, Metadata};

use super::data::{array, chain, hex, text};
use super::{camel, golden, lower_first, metadata};

fn setup(test: &str) -> Option<(Metadata, Value)> {
    let chain: PathBuf = chain(test)?;
    Some((metadata(&chain, "subtensor_224.v14"), golden("node_218.json")))
}

/// What polkadot-js reads of the same bytes.
#[test]
fn extrinsics_are_what_polkadot_js_reads() {
    let Some((metadata, golden)) = setup("extrinsics_are_what_polkadot_js_reads") else { return };
    let (mut bare_ones, mut signed) = (0, 0);
    for block in array(&golden["blocks"]) {
        for (bytes, theirs) in array(&block["extrinsics"]).iter().zip(array(&block["transactions"]))
        {
            let bytes = hex(bytes);
            let ours = metadata.decode_extrinsic(&bytes).unwrap();
            let call = ours.call();
            assert_eq!(ours.hash()[..], hex(&theirs["hash"]));
            assert_eq!(call.hash()[..], hex(&theirs["callHash"]));
            assert_eq!(call.bytes(), hex(&theirs["call"]));
            let name = format!("{}.{}", lower_first(call.pallet().name()), camel(call.name()));
            assert_eq!(name, text(&theirs["method"]));
            let Preamble::Signed { address, signature, extensions, .. } = ours.preamble() else {
                assert!(theirs["nonce"].is_null() && call.is("Timestamp", "set"));
                assert_eq!(bare(&metadata, 4, call.bytes()).unwrap(), bytes);
                bare_ones += 1;
                continue;
            };
            // Made anew from its parts. The runtime has checked the signature.
            let tip = text(&theirs["tip"]).parse().unwrap();
            let nonce = theirs["nonce"].as_u64().unwrap();
            let era = Era::decode(&mut &hex(&theirs["era"])[..]).unwrap();
            let genesis = hex(&golden["genesis"]).try_into().unwrap();
            let params = Params::new(genesis, 218, 1, nonce).tip(tip).era(era, [0; 32]);
            let transaction = Transaction::new(&metadata, call.bytes(), &params).unwrap();
            assert_eq!(transaction.extra(), extensions.bytes());
            let made = transaction.signed_with(address.bytes(), signature.bytes()).unwrap();
            assert_eq!(made, bytes);
            let read: Compact<u64> = extensions.get("CheckNonce").unwrap().decode().unwrap();
            assert_eq!(read.0, nonce);
            signed += 1;
        }
    }
    assert_eq!((bare_ones, signed), (4, 16));
}

#[test]
fn events_are_what_polkadot_js_reads() {
    let Some((metadata, golden)) = setup("events_are_what_polkadot_js_reads") else { return };
    let mut failures = 0;
    for block in array(&golden["blocks"]) {
        let bytes = hex(&block["events"]);
        let theirs = array(&block["records"]);
        let events = metadata.decode_events(&bytes).unwrap();
        assert_eq!(events.count_claimed(), theirs.len());
        let ours: Vec<_> = events.collect::<Result<_, _>>().unwrap();
        assert_eq!(ours.len(), theirs.len());
        for (at, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
            assert_eq!(lower_first(ours.pallet().name()), text(&theirs["pallet"]));
            assert_eq!(ours.name(), text(&theirs["name"]));
            assert_eq!(ours.index(), at);
            let applied = theirs["phase"]["applyExtrinsic"].as_u64().map(|at| at as u32);
            assert_eq!(Some(ours.phase()), applied.map(Phase::ApplyExtrinsic));
            assert_eq!(ours.fields().len(), array(&theirs["data"]).len());
            assert_eq!(ours.topics().len(), array(&theirs["topics"]).len());
            let failure = ours.failure().as_ref().map(as_polkadot_js);
            assert_eq!(failure, array(&theirs["data"]).iter().find_map(failure_in), "{ours:?}");
            failures += usize::from(failure.is_some());
        }
        // Each event's bytes, with a phase and no topics, are the whole.
        let whole: usize = ours.iter().map(|event| event.bytes().len() + 6).sum();
        assert_eq!(whole + if ours.len() < 64 { 1 } else { 2 }, bytes.len());
    }
    assert_eq!(failures, 9);
}

/// An error as polkadot-js writes it.
fn as_polkadot_js(error: &DispatchError<'_>) -> Value {
    match error.module() {
        Some(module) => {
            let bytes = const_hex::encode_prefixed(module.error);
            serde_json::json!({"module": {"index": module.pallet_index, "error": bytes}})
        }
        None if error.kind() == error.name() => {
            serde_json::json!({ lower_first(error.kind()): null })
        }
        None => serde_json::json!({ lower_first(error.kind()): error.name() }),
    }
}

/// The error in a field, by what polkadot-js calls it.
fn failure_in(field: &Value) -> Option<Value> {
    let field = field.get("err").unwrap_or(field);
    let names = ["module", "arithmetic", "badOrigin", "token"];
    names.iter().any(|name| field.get(name).is_some()).then(|| field.clone())
}

#[test]
fn outcomes_tell_of_nested_failures() {
    let Some((metadata, golden)) = setup("outcomes_tell_of_nested_failures") else { return };
    let blocks = array(&golden["blocks"]);
    let bytes = hex(&blocks[1]["events"]);
    let outcome = |extrinsic| {
        let outcome = metadata.decode_events(&bytes).unwrap().outcome(extrinsic).unwrap().unwrap();
        let nested: Vec<_> = outcome
            .nested()
            .iter()
            .map(|failure| (event_name(&failure.event), failure.error.to_string()))
            .collect();
        assert_eq!(outcome.is_success(), outcome.error().is_none());
        assert!(outcome.event().fields().get("dispatch_info").is_some());
        (outcome.error().map(|error| error.to_string()), nested)
    };
    let one = |event: &str, error: &str| (None, vec![(event.to_owned(), error.to_owned())]);
    assert_eq!(outcome(1), (None, vec![]));
    assert_eq!(outcome(2), (Some("Arithmetic.Underflow".into()), vec![]));
    assert_eq!(outcome(3), one("Utility.BatchInterrupted", "Arithmetic.Underflow"));
    assert_eq!(outcome(4), one("Utility.ItemFailed", "Arithmetic.Underflow"));
    assert_eq!(outcome(5), one("Sudo.Sudid", "BadOrigin"));
    assert_eq!(outcome(6), one("Utility.DispatchedAs", "SubtensorModule, error 0x5a000000"));
    assert_eq!(outcome(7), (Some("SubtensorModule, error 0x5a000000".into()), vec![]));
    let text = "Sudo.RequireSudo: Sender must be the Sudo account.";
    assert_eq!(outcome(8), (Some(text.into()), vec![]));
    assert_eq!(outcome(10), one("Proxy.ProxyExecuted", "Arithmetic.Underflow"));
    assert!(metadata.decode_events(&bytes).unwrap().outcome(13).unwrap().is_none());
    let bytes = hex(&blocks[3]["events"]);
    let outcome = metadata.decode_events(&bytes).unwrap().outcome(1).unwrap().unwrap();
    assert_eq!(event_name(&outcome.nested()[0].event), "Multisig.MultisigExecuted");
}

fn event_name(event: &EventRecord<'_, '_>) -> String {
    format!("{}.{}", event.pallet().name(), event.name())
}

#[test]
fn events_by_name_and_with_docs() {
    let Some((metadata, golden)) = setup("events_by_name_and_with_docs") else { return };
    let bytes = hex(&array(&golden["blocks"])[0]["events"]);
    let events = metadata.decode_events(&bytes).unwrap();
    let transfers: Vec<_> =
        events.clone().named("Balances", Some("Transfer")).collect::<Result<_, _>>().unwrap();
    assert_eq!(transfers.len(), 2);
    for transfer in &transfers {
        assert_eq!(transfer.docs(), "Transfer succeeded.");
        let amount: u64 = transfer.fields().get("amount").unwrap().decode().unwrap();
        assert_eq!(amount, 5_000_000_000);
        assert!(transfer.fields().get("nothing").is_none());
    }
    let all = events.clone().named("Balances", None).count();
    assert_eq!(
        all,
        events.clone().filter(|of| of.as_ref().unwrap().pallet().name() == "Balances").count()
    );
    assert!(all > 2);
    let first = events.of_extrinsic(0).collect::<Result<Vec<_>, _>>().unwrap();
    assert!(first.iter().any(|event| event.is("System", "ExtrinsicSuccess")));
}

#[test]
fn damaged_events_are_an_error_that_says_where() {
    let Some((metadata, golden)) = setup("damaged_events_are_an_error_that_says_where") else {
        return;
    };
    let bytes = hex(&array(&golden["blocks"])[0]["events"]);
    let last = |bytes: &[u8]| match metadata.decode_events(bytes) {
        Ok(events) => {
            let mut events = events.fuse();
            let last = events.by_ref().last();
            assert!(events.next().is_none());
            last.unwrap().err()
        }
        Err(error) => Some(error),
    };
    assert_eq!(last(&bytes), None);
    for len in 0..bytes.len() {
        let error = last(&bytes[..len]).unwrap();
        assert!(error.offset() <= len && error.input_len() == len, "{error}");
    }
    let error = last(&[&bytes[..], &[0]].concat()).unwrap();
    let len = bytes.len();
    assert_eq!(error.to_string(), format!("byte {len} of {}: bytes are left over", len + 1));
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        last(&bytes).unwrap().to_string()
    };
    assert_eq!(with(1, 7), format!("byte 1 of {len}, at [0].phase: no such variant"));
    assert_eq!(with(6, 0xee), format!("byte 6 of {len}, at [0].event: no such variant"));
    assert_eq!(with(7, 0xee), format!("byte 7 of {len}, at [0].System: no such variant"));
    // More records than bytes.
    let error = metadata.decode_events(&[0xfe, 0xff, 0xff, 0xff, 0]).unwrap_err();
    assert_eq!(error.to_string(), "byte 0 of 5: the bytes end here");
}

/// Made by this crate, signed with ed25519 by //Dave, and taken by the runtime of 218 into its block 2.
#[test]
fn what_the_runtime_took_from_us() {
    const TAKEN: &str = "0xb10184005e639b43e0052c47447dac87d6fd2b6ec50bdd4d0f614e4299c665249bbd09d90073338b5210\
        dd83570e8832611112e225ad6c663912850734475aba8db40ec84f1668e0271e1ba38176065c075686c1f3dc787f15\
        d3dc281f98d79730c8781e052400000c0000070401";
    let Some((metadata, golden)) = setup("what_the_runtime_took_from_us") else { return };
    let taken = const_hex::decode(TAKEN).unwrap();
    let genesis = hex(&golden["genesis"]).try_into().unwrap();
    // The block of birth, 2, is signed and not carried.
    let params = Params::new(genesis, 218, 1, 0).tip(3).era(Era::mortal(32, 2), [0; 32]);
    let remark = [0, 7, 4, 1];
    let transaction = Transaction::new(&metadata, &remark, &params).unwrap();
    assert_eq!(transaction.whole_payload().len(), 82);
    let extrinsic = metadata.decode_extrinsic(&taken).unwrap();
    let Preamble::Signed { signature, address, .. } = extrinsic.preamble() else { panic!() };
    let signature = Signature::Ed25519(signature.bytes()[1..].try_into().unwrap());
    let dave = AccountId::from(<[u8; 32]>::try_from(&address.bytes()[1..]).unwrap());
    assert_eq!(dave.to_string(), "5ECTwv6cZ5nJQPk6tWfaTrEk8YH2L7X1VT4EL5Tx2ikfFwb7");
    assert_eq!(transaction.signed(&dave, &signature).unwrap(), taken);
    let hash = "0x04f445685a215c0dd5aa398938ecb6da5f0df8f7a46b393b86c2e9239a46b9a0";
    assert_eq!(const_hex::encode_prefixed(extrinsic.hash()), hash);
}
