//! From names and values to bytes.

use futures::executor::block_on;
use subwire::codec::extrinsic::{ComposeError, ExtensionError, Preamble};
use subwire::codec::schema::Value;
use subwire::codec::storage_key::Argument;
use subwire::codec::{AccountId, Call};
use subwire::tx::{
    Anchor, ArgumentError, CallArgs, ComposedCall, Format, Multisig, MultisigError, Timepoint,
    TxError, TxOptions, Unsigned, Weight,
};
use subwire::{Error, Keypair};

use crate::world::{GENESIS, World, alice, alice_account};

const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

fn bob() -> AccountId {
    BOB.parse().unwrap()
}

#[test]
fn typed_and_dynamic_calls_are_the_same_bytes() {
    let Some(world) = World::new("typed_and_dynamic_calls") else { return };
    const BURNED_REGISTER: Call<(u16, AccountId)> = Call::new("SubtensorModule", "burned_register");
    const REMARK: Call<(Vec<u8>,)> = Call::new("System", "remark");
    let typed = world.runtime.compose(&BURNED_REGISTER, &(3, bob())).unwrap();
    let named =
        CallArgs::new().named("hotkey", Argument::Word(BOB)).named("netuid", Argument::Json("3"));
    let hotkey = Value::from(bob());
    let mixed =
        CallArgs::new().positional(Argument::Word("3")).named("hotkey", Argument::Value(&hotkey));
    for args in [named, mixed] {
        let dynamic = world.runtime.compose_dynamic("SubtensorModule", "burned_register", &args);
        assert_eq!(dynamic.unwrap().bytes(), typed.bytes());
    }
    assert_eq!(world.runtime.compose_bytes(typed.bytes()).unwrap().bytes(), typed.bytes());
    assert!(matches!(
        world.runtime.compose_bytes([250, 1]),
        Err(TxError::Chain(error)) if matches!(*error, Error::Read(_))
    ));
    let at_head = async { world.client.at_head().await?.compose(&REMARK, &(vec![1],)).await };
    let remark = block_on(at_head).unwrap();
    assert_eq!(
        remark.to_json().unwrap(),
        r#"{"pallet":"System","name":"remark","args":{"remark":"0x01"}}"#
    );
    const WRONG: Call<(u64,)> = Call::new("System", "remark");
    assert!(matches!(
        world.runtime.compose(&WRONG, &(1,)),
        Err(TxError::Chain(error)) if matches!(*error, Error::Bind(_))
    ));
}

#[test]
fn a_wrong_argument_is_named() {
    let Some(world) = World::new("a_wrong_argument_is_named") else { return };
    let compose = |args: &CallArgs<'_>| {
        let composed = world.runtime.compose_dynamic("Balances", "transfer_keep_alive", args);
        let Err(TxError::Argument { call, argument, error, .. }) = composed else { panic!() };
        assert_eq!(call, "Balances.transfer_keep_alive");
        (argument, error)
    };
    let (dest, value) = (Argument::Word(BOB), Argument::Json("1"));
    let (name, error) = compose(&CallArgs::new().named("dest", dest));
    assert_eq!(name, "value");
    assert!(matches!(error, ArgumentError::Missing));
    let (name, error) = compose(&CallArgs::new().named("to", dest).named("value", value));
    assert_eq!(
        (name.as_str(), error.to_string().as_str()),
        ("to", "is unknown; the call takes dest, value")
    );
    let (name, error) = compose(&CallArgs::new().positional(dest).named("dest", dest));
    assert_eq!(name, "dest");
    assert!(matches!(error, ArgumentError::Repeated));
    let (name, error) = compose(&CallArgs::new().named("dest", dest).positional(value));
    assert_eq!(name, "2");
    assert!(matches!(error, ArgumentError::Misplaced));
    let three = CallArgs::new().positional(dest).positional(value).positional(value);
    assert!(matches!(compose(&three).1, ArgumentError::Misplaced));
    let (name, error) =
        compose(&CallArgs::new().named("dest", dest).named("value", Argument::Json("-1")));
    assert_eq!(name, "value");
    assert!(matches!(error, ArgumentError::Value(_)));
    let (name, error) =
        compose(&CallArgs::new().named("dest", Argument::Encoded(&[0, 1])).named("value", value));
    assert_eq!(name, "dest");
    assert!(matches!(error, ArgumentError::Value(_)));
    for (pallet, call) in [("Nothing", "remark"), ("System", "nothing")] {
        let composed = world.runtime.compose_dynamic(pallet, call, &CallArgs::new());
        let Err(TxError::Chain(error)) = composed else { panic!() };
        assert!(matches!(*error, Error::Missing { .. }), "{error}");
    }
}

#[test]
fn calls_are_wrapped_in_calls() {
    let Some(world) = World::new("calls_are_wrapped_in_calls") else { return };
    let call = world.transfer();
    let inner = |call: &ComposedCall| call.to_json().unwrap();
    let batch = ComposedCall::batch_all([call.clone(), call.clone()]).unwrap();
    assert_eq!(batch.decoded().unwrap().name(), "batch_all");
    assert_eq!(inner(&batch).matches("transfer_keep_alive").count(), 2);
    for (batch, name) in [
        (ComposedCall::batch([call.clone()]), "batch"),
        (ComposedCall::force_batch([call.clone()]), "force_batch"),
    ] {
        assert!(batch.unwrap().decoded().unwrap().is("Utility", name));
    }
    assert!(matches!(ComposedCall::batch_all([]), Err(TxError::Calls)));
    let sudo = call.sudo().unwrap();
    assert!(sudo.decoded().unwrap().is("Sudo", "sudo"));
    let proxy = call.proxy(&bob(), Some("Staking")).unwrap();
    assert!(inner(&proxy).contains(r#""force_proxy_type":"Staking""#), "{}", inner(&proxy));
    assert!(inner(&call.proxy(&bob(), None).unwrap()).contains(r#""force_proxy_type":null"#));
    let error = call.proxy(&bob(), Some("Nonsense")).unwrap_err().to_string();
    assert!(error.starts_with("Proxy.proxy, argument force_proxy_type:"), "{error}");
}

#[test]
fn multisigs_are_those_of_polkadot_js() {
    let Some(world) = World::new("multisigs_are_those_of_polkadot_js") else { return };
    let charlie: AccountId = "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y".parse().unwrap();
    let alice: AccountId = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY".parse().unwrap();
    let multisig = Multisig::new([charlie, alice, bob()], 2).unwrap();
    // `createKeyMulti([alice, bob, charlie], 2)` of @polkadot/util-crypto.
    assert_eq!(multisig.account().to_string(), "5DjYJStmdZ2rcqXbXGX7TW85JsrW6uG4y9MUcLq2BoPMpRA7");

    let call = world.transfer();
    let weight = Weight { ref_time: 5, proof_size: 6 };
    let since = Timepoint { height: 7, index: 8 };
    let first = call.as_multi(&multisig, &bob(), None, weight).unwrap().to_json().unwrap();
    assert!(first.contains(r#""maybe_timepoint":null"#), "{first}");
    assert!(first.contains(r#""max_weight":{"ref_time":5,"proof_size":6}"#), "{first}");
    assert!(!first.contains(BOB), "the signer is not among the others: {first}");
    let approve = call.approve_as_multi(&multisig, &bob(), Some(since), weight).unwrap();
    let approve = approve.to_json().unwrap();
    assert!(approve.contains(r#""maybe_timepoint":{"height":7,"index":8}"#), "{approve}");
    assert!(approve.contains(&const_hex::encode_prefixed(call.hash())), "{approve}");
    let cancel = call.cancel_as_multi(&multisig, &bob(), since).unwrap();
    assert!(cancel.decoded().unwrap().is("Multisig", "cancel_as_multi"));
    let one = Multisig::new([alice, bob()], 1).unwrap();
    let at_once = call.as_multi_threshold_1(&one, &bob()).unwrap();
    assert!(at_once.decoded().unwrap().is("Multisig", "as_multi_threshold_1"));

    let wrong = call.as_multi_threshold_1(&multisig, &bob());
    assert!(matches!(
        wrong,
        Err(TxError::Multisig(MultisigError::Threshold { found: 2, of: 3, .. }))
    ));
    let stranger = call.as_multi(&multisig, &AccountId::from([5; 32]), None, weight);
    assert!(matches!(stranger, Err(TxError::Multisig(MultisigError::Stranger))));
    assert_eq!(Multisig::new([alice, alice], 1), Err(MultisigError::Repeated));
    for threshold in [0, 3] {
        assert!(Multisig::new([alice, bob()], threshold).is_err());
    }
}

#[test]
fn offline_bytes_are_online_bytes() {
    let Some(world) = World::new("offline_bytes_are_online_bytes") else { return };
    let call = world.transfer();
    let anchor = Anchor::new(GENESIS.into()).birth(1, [1; 32].into());
    assert_eq!(block_on(world.client.anchor()).unwrap(), anchor);
    let tipped = TxOptions::new().period(64).tip(7).metadata_hash([3; 32]);
    for options in [TxOptions::new(), TxOptions::new().immortal(), tipped] {
        let online = block_on(world.client.sign(&call, &alice(), &options)).unwrap();
        let offline = Unsigned::new(&call, &alice_account(), 0, &anchor, &options).unwrap();
        assert_eq!(block_on(offline.sign(&alice())).unwrap(), online.bytes());
        let elsewhere = alice().sign_bytes(&offline.payload());
        assert_eq!(offline.signed(&elsewhere).unwrap(), online.bytes());
    }
}

#[test]
fn what_is_asked_for_stands_in_the_bytes() {
    let Some(world) = World::new("what_is_asked_for_stands_in_the_bytes") else { return };
    let options = TxOptions::new().tip(5).nonce(9);
    let signed = block_on(world.client.sign(&world.transfer(), &alice(), &options)).unwrap();
    let read = world.runtime.metadata().decode_extrinsic(signed.bytes()).unwrap();
    let Preamble::Signed { address, extensions, .. } = read.preamble() else { panic!() };
    assert_eq!(address.bytes()[1..], *alice_account().as_bytes());
    assert_eq!(extensions.get("CheckNonce").unwrap().bytes(), [9 << 2]);
    assert_eq!(extensions.get("ChargeTransactionPayment").unwrap().bytes(), [5 << 2]);
    // Born at the finalized block 1, for 128 blocks.
    assert_eq!(extensions.get("CheckMortality").unwrap().bytes(), [0x16, 0]);
    let bare = world.transfer().bare(4).unwrap();
    assert!(matches!(
        world.runtime.metadata().decode_extrinsic(&bare).unwrap().preamble(),
        Preamble::Bare
    ));
    assert!(matches!(world.transfer().bare(9), Err(TxError::Compose(_))));
}

#[test]
fn an_unknown_extension_is_refused_by_its_name() {
    let Some(world) = World::new("an_unknown_extension") else { return };
    let options = TxOptions::new().extension("CheckMood", [1], []);
    let refused = block_on(world.client.sign(&world.transfer(), &alice(), &options));
    let Err(TxError::Compose(error)) = refused else { panic!() };
    let ComposeError::Extension { name, error, .. } = *error else { panic!("{error}") };
    assert_eq!((name.as_str(), error), ("CheckMood", ExtensionError::Missing));
    // Its bytes go where they belong.
    let options = TxOptions::new().extension("CheckNonce", [13 << 2], []);
    let signed = block_on(world.client.sign(&world.transfer(), &alice(), &options)).unwrap();
    assert_eq!(world.nonce(signed.bytes()), 13);
}

#[test]
fn a_mortal_transaction_needs_its_birth() {
    let Some(world) = World::new("a_mortal_transaction_needs_its_birth") else { return };
    let (call, alice) = (world.transfer(), alice_account());
    let anchor = Anchor::new(GENESIS.into());
    let born = |anchor: &Anchor, period| {
        Unsigned::new(&call, &alice, 0, anchor, &TxOptions::new().period(period))
    };
    assert!(matches!(born(&anchor, 64), Err(TxError::Unsupported { .. })));
    let at_17 = anchor.birth(17, [1; 32].into());
    assert_eq!(born(&at_17, 64).unwrap().last_block(), Some(80));
    // Of Subtensor's blocks the hashes are known for 2400 more; that of the genesis always.
    assert_eq!(born(&at_17, 4096).unwrap().last_block(), Some(17 + 2400 + 1));
    let at_genesis = Anchor::new(GENESIS.into()).birth(0, GENESIS.into());
    assert_eq!(born(&at_genesis, 4096).unwrap().last_block(), Some(4095));
    let bob = Keypair::sr25519("//Bob").unwrap();
    let strange = block_on(born(&at_17, 64).unwrap().sign(&bob));
    assert!(matches!(strange, Err(TxError::Sign(_))), "signed by another account");
    // In periods this long, only every sixteenth block is a birth.
    assert!(matches!(born(&at_17, 65536), Err(TxError::Unsupported { .. })));
    assert!(born(&anchor.birth(32, [1; 32].into()), 65536).is_ok());
    let immortal = Unsigned::new(&call, &alice, 0, &anchor, &TxOptions::new().immortal()).unwrap();
    assert_eq!(immortal.last_block(), None);
}

#[test]
fn general_transactions_where_the_chain_takes_them() {
    let Some(world) = World::new("general_transactions") else { return };
    let takes_5 = world.runtime.metadata().extrinsic().versions().contains(&5);
    let options = TxOptions::new().immortal().format(Format::General(0));
    let anchor = Anchor::new(GENESIS.into());
    let general = Unsigned::new(&world.transfer(), &alice_account(), 0, &anchor, &options);
    if !takes_5 {
        let Err(TxError::Compose(error)) = general else { panic!() };
        assert!(matches!(*error, ComposeError::Format { format: 5, .. }));
        return;
    }
    let bytes = general.unwrap().unsigned().unwrap();
    let read = world.runtime.metadata().decode_extrinsic(&bytes).unwrap();
    assert!(matches!(read.preamble(), Preamble::General { version: 0, .. }));
}
