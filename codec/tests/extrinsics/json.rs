//! The JSON forms, against values that polkadot-js has read.

use serde_json::{Value, json};
use subwire_codec::AccountId;
use subwire_codec::extrinsic::{Params, Transaction};
use subwire_codec::schema::{Accounts, Limits};

use super::data::{array, chain, hex, text};
use super::{golden, metadata};

#[test]
fn an_extrinsic() {
    let Some(chain) = chain("an_extrinsic") else { return };
    let metadata = metadata(&chain, "subtensor_365.v16");
    let cases = golden("polkadot_js.json");
    let find = |name: &str| {
        let mut cases = array(&cases).iter();
        cases.find(|case| case["metadata"] == "subtensor_365.v16" && case["name"] == name).unwrap()
    };
    let json = |bytes: &[u8], accounts| -> Value {
        let extrinsic = metadata.decode_extrinsic(bytes).unwrap();
        serde_json::from_str(&extrinsic.to_json(accounts).unwrap()).unwrap()
    };
    let case = find("transfer mortal");
    let bytes = hex(&case["extrinsic"]);
    let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    let bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
    let signature = format!("0x{}", &text(&case["signature"])[4..]);
    let call = json!({"pallet": "Balances", "name": "transfer_keep_alive", "args": {
        "dest": {"Id": bob}, "value": 12_345_678_901_u64,
    }});
    let expected = json!({
        "version": 4,
        "signed": {
            "address": {"Id": alice},
            "signature": {"Sr25519": signature},
            "extensions": {
                "CheckNonZeroSender": null,
                "CheckSpecVersion": null,
                "CheckTxVersion": null,
                "CheckGenesis": null,
                "CheckMortality": {"Mortal37": 1},
                "CheckNonce": 70_000,
                "CheckWeight": null,
                "ChargeTransactionPayment": 1_000_000_000_000_u64,
                "SudoTransactionExtension": null,
                "SubtensorTransactionExtension": null,
                "DrandPriority": null,
                "CheckMetadataHash": {"mode": "Disabled"},
            },
        },
        "call": call,
        "hash": case["hash"],
    });
    let ours = json(&bytes, Accounts::default());
    for (name, value) in expected["signed"]["extensions"].as_object().unwrap() {
        assert_eq!(&ours["signed"]["extensions"][name], value, "{name}");
    }
    assert_eq!(ours, expected);
    let as_hex = json(&bytes, Accounts::Hex);
    let alice: AccountId = alice.parse().unwrap();
    let alice = const_hex::encode_prefixed(alice.as_bytes());
    assert_eq!(as_hex["signed"]["address"], json!({"Id": alice}));

    let bare = find("bare 4");
    let expected = json!({
        "version": 4,
        "signed": null,
        "call": {"pallet": "Timestamp", "name": "set", "args": {"now": 1_700_000_000_000_u64}},
        "hash": bare["hash"],
    });
    assert_eq!(json(&hex(&bare["extrinsic"]), Accounts::default()), expected);

    // The limit is of the whole.
    let text = metadata.decode_call(&hex(&case["call"])).unwrap().to_json(Accounts::default());
    let text = text.unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), call);
    let limits = Limits { output: 100, ..Limits::default() };
    let small = metadata.with_limits(limits);
    let error = small.decode_call(&hex(&case["call"])).unwrap().to_json(Accounts::default());
    assert_eq!(error.unwrap_err().fault(), subwire_codec::Fault::Output);
}

#[test]
fn a_general_extrinsic() {
    let Some(chain) = chain("a_general_extrinsic") else { return };
    let metadata = metadata(&chain, "subtensor_365.v16");
    assert_eq!(metadata.extrinsic().versions(), [4, 5]);
    // System.remark of nothing.
    let params = Params::new([1; 32], 365, 1, 9).tip(5);
    let transaction = Transaction::general(&metadata, 0, &[0, 0, 0], &params).unwrap();
    let bytes = transaction.unsigned().unwrap();
    let extrinsic = metadata.decode_extrinsic(&bytes).unwrap();
    let json: Value = serde_json::from_str(&extrinsic.to_json(Accounts::Hex).unwrap()).unwrap();
    assert_eq!((&json["version"], &json["signed"]), (&json!(5), &Value::Null));
    assert_eq!(json["extension_version"], 0);
    assert_eq!(json["extensions"]["CheckNonce"], 9);
    assert_eq!(json["extensions"]["ChargeTransactionPayment"], 5);
    assert_eq!(
        json["call"],
        json!({"pallet": "System", "name": "remark", "args": {"remark": "0x"}})
    );
}

#[test]
fn events() {
    let Some(chain) = chain("events") else { return };
    let metadata = metadata(&chain, "subtensor_224.v14");
    let golden = golden("node_218.json");
    let mut compared = 0;
    for block in array(&golden["blocks"]) {
        let bytes = hex(&block["events"]);
        let events = metadata.decode_events(&bytes).unwrap();
        let all: Value =
            serde_json::from_str(&events.clone().to_json(Accounts::default()).unwrap()).unwrap();
        let theirs = array(&block["records"]);
        assert_eq!(array(&all).len(), theirs.len());
        for ((ours, theirs), record) in array(&all).iter().zip(theirs).zip(events) {
            let alone = record.unwrap().to_json(Accounts::default()).unwrap();
            assert_eq!(&serde_json::from_str::<Value>(&alone).unwrap(), ours);
            assert_eq!(ours["phase"]["ApplyExtrinsic"], theirs["phase"]["applyExtrinsic"]);
            assert_eq!(ours["topics"], theirs["topics"]);
            let fields: Vec<&Value> = match &ours["fields"] {
                Value::Null => vec![],
                Value::Object(fields) => fields.values().collect(),
                other => panic!("an event without names here: {other}"),
            };
            // Keys are sorted in `serde_json`'s maps: compared as sets of what is the same in both
            // forms.
            let theirs = array(&theirs["data"]);
            assert_eq!(fields.len(), theirs.len());
            for theirs in theirs.iter().filter(|value| value.is_string() || value.is_u64()) {
                assert!(fields.contains(&theirs), "{ours}: {theirs}");
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "{compared}");
    let empty = metadata.decode_events(&[0]).unwrap();
    assert_eq!(empty.to_json(Accounts::default()).unwrap(), "[]");
}
