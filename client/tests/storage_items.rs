//! Reads of storage by key: what is stored and what is a default, different items in one request,
//! items by name, child tries.

#[path = "golden/file.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod file;
#[path = "storage/support.rs"]
mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use const_hex::encode_prefixed;
use file::recorded_metadata;
use futures::executor::block_on;
use futures::future::ready;
use futures::{StreamExt, TryStreamExt};
use subwire::codec::codec::Encode;
use subwire::codec::hasher::{Blake2_128Concat, Identity};
use subwire::codec::metadata::Modifier;
use subwire::codec::schema::Value;
use subwire::codec::storage_key::Argument;
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::subtensor_module::storage::{SUBNETWORK_N, TEMPO, UIDS};
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::codec::{AccountId, Storage};
use subwire::transport::layer::Meter;
use subwire::transport::mock::{Chain, Script};
use subwire::transport::{Params, Reply, RpcError};
use subwire::{BlockHash, Client, Error};

use support::{BLOCK, account, at, info, subtensor_chain, trusting, with_metadata};

const OWNER: Storage<(Blake2_128Concat<AccountId>,), Option<AccountId>> =
    Storage::new("SubtensorModule", "Owner");

fn requests<T>(meter: &Meter<T>, method: &str) -> u64 {
    meter.usage().requests.get(method).copied().unwrap_or_default()
}

#[test]
fn what_is_stored_is_told_apart_from_a_default() {
    let chain = subtensor_chain().storage(TEMPO.key((NetUid(1),)), 0_u16.encode());
    let meter = Meter::new(chain.storage(OWNER.key((account(1),)), account(2).encode()).build());
    let at = trusting(meter.clone());
    block_on(async {
        assert_eq!(at.fetch_stored(&TEMPO, (NetUid(1),)).await.unwrap(), Some(0));
        assert_eq!(at.fetch_stored(&TEMPO, (NetUid(2),)).await.unwrap(), None);
        assert_eq!(at.fetch_stored(&OWNER, (account(1),)).await.unwrap(), Some(Some(account(2))));
        assert_eq!(at.fetch_stored(&OWNER, (account(2),)).await.unwrap(), None);
        assert!(at.contains(&TEMPO, (NetUid(1),)).await.unwrap());
        assert!(!at.contains(&TEMPO, (NetUid(2),)).await.unwrap());
        // What other keys start with is not a key.
        assert!(!at.contains_raw(TEMPO.prefix()).await.unwrap());
        let key = TEMPO.key((NetUid(1),));
        assert_eq!(at.fetch_raw(&key).await.unwrap(), Some(vec![0, 0]));
        let raw = at.fetch_raw_many([&key[..], b"none", &key]).await.unwrap();
        assert_eq!(raw, [Some(vec![0, 0]), None, Some(vec![0, 0])]);
    });
    assert_eq!(requests(&meter, "state_getStorageHash"), 3);
    assert_eq!((requests(&meter, "state_getStorage"), meter.usage().round_trips), (5, 9));
}

#[test]
fn a_node_without_hashes_is_asked_for_the_value() {
    let hash =
        |result: &str| Script::new().expect_any("state_getStorageHash").error(-32601, result);
    let script = hash("no").expect_any("state_getStorage").answer(r#""0x00""#);
    let script = script.expect_any("state_getStorageHash").error(-32601, "no");
    let script = script.expect_any("state_getStorage").answer("null");
    let script = script.expect_any("state_getStorageHash").error(4003, "State already discarded");
    let at = trusting(script.clone());
    assert!(block_on(at.contains_raw(b"key")).unwrap());
    assert!(!block_on(at.contains_raw(b"key")).unwrap());
    assert!(block_on(at.contains_raw(b"key")).unwrap_err().rpc().is_some());
    script.finish().unwrap();
}

#[test]
fn different_items_are_one_request() {
    let chain = || {
        let entries = (0..1500).map(|n| (ACCOUNT.key((account(n),)), info(n.into()).encode()));
        subtensor_chain().storage_many(entries).storage(TEMPO.key((NetUid(1),)), [7, 0])
    };
    let meter = Meter::new(chain().build());
    let client = Client::new(meter.clone());
    let reads = client.reads_at_head().value(&TEMPO, (NetUid(1),)).stored(&TEMPO, (NetUid(2),));
    let reads =
        reads.values(&ACCOUNT, (0..3).map(|n| (account(n),))).value(&UIDS, (NetUid(1), account(1)));
    let (head, (tempo, none, infos, uid)) = block_on(reads.fetch()).unwrap();
    assert_eq!((head.hash(), tempo, none, uid), (BlockHash::from(BLOCK), 7, None, None));
    assert_eq!(infos, [info(0), info(1), info(2)]);
    // A client that is new asks for the version beside them.
    assert_eq!((requests(&meter, "state_queryStorageAt"), meter.usage().round_trips), (1, 1));

    let before = meter.usage();
    let many = head.reads().values(&ACCOUNT, (0..1500).map(|n| (account(n),)));
    let (infos, tempo) = block_on(many.value(&TEMPO, (NetUid(1),)).fetch()).unwrap();
    assert_eq!((infos.len(), infos[1499] == info(1499), tempo), (1500, true, 7));
    assert_eq!(requests(&meter, "state_queryStorageAt") - 1, 2, "1501 keys are two requests");
    assert_eq!(meter.usage().round_trips - before.round_trips, 1);

    block_on(head.reads().fetch()).unwrap();
    assert_eq!(requests(&meter, "state_queryStorageAt"), 3, "no reads, no request");
    let wrong: Storage<(Identity<NetUid>,), u64> = Storage::new("SubtensorModule", "Tempo");
    let error = block_on(trusting(chain().build()).reads().value(&wrong, (NetUid(1),)).fetch());
    assert!(matches!(error, Err(Error::Decode(_))));
}

#[test]
fn defaults_are_the_runtimes_own() {
    let Some(metadata) = recorded_metadata("defaults", "subtensor_343.v14") else { return };
    let chain = with_metadata(metadata, 343);
    let meter = Meter::new(chain.build());
    let at = at(meter.clone());
    // A descriptor that names none: only the metadata knows the default.
    const BARE: Storage<(Identity<NetUid>,), u16> = Storage::new("SubtensorModule", "Tempo");
    let (stored, value, size) = block_on(
        at.reads()
            .stored(&BARE, (NetUid(9),))
            .value(&BARE, (NetUid(9),))
            .value(&SUBNETWORK_N, (NetUid(9),))
            .fetch(),
    )
    .unwrap();
    assert_eq!((stored, value, size), (None, 360, 0));
    assert_eq!(requests(&meter, "state_getMetadata"), 1);
}

#[test]
fn an_item_by_name_reads_as_by_descriptor() {
    let Some(metadata) = recorded_metadata("by name", "subtensor_343.v14") else { return };
    let chain = with_metadata(metadata, 343);
    let uids =
        (0..30).map(|n| (UIDS.key((NetUid((n % 3) as u16), account(n))), (n as u16).encode()));
    let chain = chain.storage_many(uids).storage(TEMPO.key((NetUid(1),)), [7, 0]);
    let meter = Meter::new(chain.build());
    let at = at(meter.clone());
    let (tempo, uids) = block_on(async {
        let tempo = at.storage("SubtensorModule", "Tempo").await.unwrap();
        (tempo, at.storage("SubtensorModule", "Uids").await.unwrap())
    });
    assert_eq!((tempo.modifier(), uids.modifier()), (Modifier::Default, Modifier::Optional));
    assert_eq!((tempo.keys().len(), uids.keys().len()), (1, 2));
    assert_eq!(
        (tempo.pallet(), tempo.name(), tempo.prefix()),
        ("SubtensorModule", "Tempo", TEMPO.prefix())
    );
    assert!(tempo.docs().contains("Tempo"), "{}", tempo.docs());
    assert_eq!(tempo.default().unwrap().to_json().unwrap(), "360");
    assert!(uids.default().is_none());
    assert_eq!(meter.usage().requests["state_getMetadata"], 1, "once for both");

    block_on(async {
        let trips = meter.usage().round_trips;
        let one = [Argument::Json("1")];
        assert_eq!(tempo.fetch(one).await.unwrap().unwrap().decode::<u16>().unwrap(), 7);
        let nine = Value::from(9_u64);
        let none = [Argument::Value(&nine)];
        assert_eq!(tempo.fetch(none).await.unwrap().unwrap().to_json().unwrap(), "360");
        assert!(tempo.fetch_stored(none).await.unwrap().is_none());
        assert!(tempo.fetch_stored(one).await.unwrap().is_some());
        assert!(tempo.contains(one).await.unwrap() && !tempo.contains(none).await.unwrap());
        let who = account(4).to_string();
        let four = [Argument::Encoded(&[1, 0]), Argument::Word(&who)];
        assert_eq!(uids.fetch(four).await.unwrap().unwrap().bytes(), [4, 0]);
        assert_eq!(meter.usage().round_trips - trips, 7);
        let other = [Argument::Json("2"), four[1]];
        let many = uids.fetch_many([four, other, four]).await.unwrap();
        let many: Vec<_> = many.iter().map(|one| one.as_ref().map(|one| one.bytes()[0])).collect();
        assert_eq!(many, [Some(4), None, Some(4)]);
        assert_eq!(uids.key(four).unwrap(), UIDS.key((NetUid(1), account(4))));
    });

    let map = uids.map().page_size(7);
    let typed: Vec<_> = block_on(at.iter(&UIDS).try_collect()).unwrap();
    let named: Vec<_> = block_on(map.iter().try_collect()).unwrap();
    assert_eq!((typed.len(), named.len()), (30, 30));
    for (((netuid, who), uid), (key, value)) in typed.iter().zip(&named) {
        assert_eq!(value.decode::<u16>().ok(), *uid);
        assert_eq!(key.to_json().unwrap().unwrap(), format!("[{},\"{who}\"]", netuid.0));
        let args = key.args().unwrap();
        assert_eq!(args[1].as_ref().unwrap().bytes(), who.encode());
        assert_eq!(key.bytes(), UIDS.key((netuid, who)));
    }
    let below = uids.map_under([Argument::Json("2")]).unwrap();
    assert_eq!(block_on(below.clone().parallel(16).count()).unwrap(), 10);
    let keys: Vec<_> = block_on(below.keys().try_collect()).unwrap();
    let third = keys[2].decode().unwrap();
    let third: Vec<_> =
        third.args().iter().map(|arg| Argument::Encoded(arg.value().unwrap().bytes())).collect();
    let rest = below.starting_after(third).unwrap();
    assert_eq!(block_on(rest.count()).unwrap(), 7);
    assert_eq!(block_on(uids.iter().count()), 30);
    assert_eq!(block_on(tempo.iter().try_collect::<Vec<_>>()).unwrap().len(), 1);
}

#[test]
fn wrong_names_and_arguments_are_refused_before_anything_is_sent() {
    let Some(metadata) = recorded_metadata("wrong names", "subtensor_343.v14") else { return };
    let chain = with_metadata(metadata, 343);
    let meter = Meter::new(chain.build());
    let at = at(meter.clone());
    block_on(async {
        let tempo = at.storage("SubtensorModule", "Tempo").await.unwrap();
        let before = meter.usage().requests.values().sum::<u64>();
        let error = at.storage("SubtensorModule", "tempos").await.unwrap_err().to_string();
        assert_eq!(error, "the runtime has no storage item SubtensorModule.tempos; is it Tempo?");
        let error = at.storage("Sistem", "Account").await.unwrap_err().to_string();
        assert_eq!(error, "the runtime has no pallet Sistem; is it System?");
        let error = at.storage("SubtensorModule", "Qqqqqq").await.unwrap_err().to_string();
        assert_eq!(error, "the runtime has no storage item SubtensorModule.Qqqqqq");
        let error = tempo.fetch([]).await.unwrap_err().to_string();
        assert_eq!(error, "SubtensorModule.Tempo: 0 arguments given, 1 wanted");
        let one = Argument::Json("1");
        assert!(matches!(tempo.fetch([one, one]).await, Err(Error::StorageKey(_))));
        assert!(matches!(tempo.fetch([Argument::Json("70000")]).await, Err(Error::StorageKey(_))));
        assert!(matches!(tempo.fetch([Argument::Encoded(&[1])]).await, Err(Error::StorageKey(_))));
        assert_eq!(meter.usage().requests.values().sum::<u64>(), before);
    });
}

/// A chain with one child trie, whose methods the mock does not know by itself.
fn with_child(entries: BTreeMap<Vec<u8>, Vec<u8>>) -> Chain {
    let child = encode_prefixed(b":child_storage:default:fund");
    let read = move |params: &Params| -> Result<Vec<serde_json::Value>, RpcError> {
        let params: Vec<serde_json::Value> = serde_json::from_str(params.as_json()).unwrap();
        assert_eq!(params.last().unwrap(), &encode_prefixed(BLOCK), "pinned");
        if params[0] == *child {
            return Ok(params);
        }
        Err(RpcError::new(-32000, "Client error: Invalid child storage key"))
    };
    let bytes = |value: &serde_json::Value| const_hex::decode(value.as_str().unwrap()).unwrap();
    let hex = |value: Option<&Vec<u8>>| value.map(encode_prefixed);
    let reply = |value: serde_json::Value| Ok(Reply::from_json(value.to_string()));
    let (entries, read) = (Arc::new(entries), Arc::new(read));
    let [a, b, c, d] = [(); 4].map(|()| (entries.clone(), read.clone()));
    subtensor_chain()
        .method("childstate_getStorage", move |params| {
            reply(serde_json::json!(hex(a.0.get(&bytes(&(a.1)(params)?[1])))))
        })
        .method("childstate_getStorageHash", move |params| {
            let found = b.0.get(&bytes(&(b.1)(params)?[1]));
            reply(serde_json::json!(found.map(|_| encode_prefixed([7; 32]))))
        })
        .method("childstate_getStorageEntries", move |params| {
            let params = (c.1)(params)?;
            let keys = params[1].as_array().unwrap().iter().map(bytes);
            reply(keys.map(|key| hex(c.0.get(&key))).collect())
        })
        .method("childstate_getKeysPaged", move |params| {
            let params = (d.1)(params)?;
            let (prefix, count) = (bytes(&params[1]), params[2].as_u64().unwrap());
            let after = params[3].as_str().map(|_| bytes(&params[3]));
            let keys = d.0.keys().filter(|key| key.starts_with(&prefix));
            let keys = keys.filter(|key| after.as_ref().is_none_or(|after| *key > after));
            reply(keys.take(count as usize).map(encode_prefixed).collect())
        })
        .build()
}

#[test]
fn a_child_trie_is_read_as_the_storage_is() {
    let entries: BTreeMap<_, _> =
        (0..2300_u16).map(|n| (n.to_be_bytes().to_vec(), u32::from(n).encode())).collect();
    let meter = Meter::new(with_child(entries.clone()));
    let at = trusting(meter.clone());
    let child = at.child(b"fund");
    assert_eq!(child.storage_key(), b":child_storage:default:fund");
    block_on(async {
        assert_eq!(child.fetch::<u32>(&[1, 2]).await.unwrap(), Some(258));
        assert_eq!(child.fetch::<u32>(b"none").await.unwrap(), None);
        assert!(matches!(child.fetch::<u16>(&[1, 2]).await, Err(Error::Decode(_))));
        assert_eq!(child.fetch_raw(&[1, 2]).await.unwrap(), Some(258_u32.encode()));
        assert!(child.contains(&[1, 2]).await.unwrap() && !child.contains(b"none").await.unwrap());
        let many = child.fetch_raw_many([&[0, 1][..], b"none"]).await.unwrap();
        assert_eq!(many, [Some(1_u32.encode()), None]);

        let before = meter.usage();
        let all: BTreeMap<_, _> = child.iter(b"").try_collect().await.unwrap();
        assert_eq!(all, entries);
        assert_eq!(requests(&meter, "childstate_getKeysPaged"), 3);
        assert_eq!(meter.usage().round_trips - before.round_trips, 4);
        let below = child.keys(&[1]).try_filter(|key| ready(key[0] == 1));
        assert_eq!(below.count().await, 256);
        let error = at.child(b"other").fetch_raw(b"x").await.unwrap_err();
        assert!(error.to_string().contains("Invalid child storage key"));
    });
    let script = Script::new().expect_any("childstate_getStorageEntries").answer("[null]");
    let error = block_on(trusting(script).child(b"fund").fetch_raw_many([b"a", b"b"])).unwrap_err();
    assert!(error.to_string().contains("1 for 2 keys"), "{error}");
}
