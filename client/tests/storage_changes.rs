//! Storage as it changes: what comes, by which runtime it is read, and what is missing in between.

#[path = "golden/file.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod file;
#[path = "storage/support.rs"]
mod support;

use core::sync::atomic::{AtomicU32, Ordering};

use const_hex::encode_prefixed;
use file::recorded_metadata;
use futures::executor::block_on;
use futures::{StreamExt, stream};
use subwire::codec::codec::{Decode, Encode};
use subwire::codec::hasher::Blake2_128Concat;
use subwire::codec::storage_key::Argument;
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::subtensor_module::storage::TEMPO;
use subwire::codec::{AccountId, Storage};
use subwire::transport::mock::Chain;
use subwire::transport::{self, Notice, Reply, Request, Subscribe, Subscription, Transport};
use subwire::{BlockHash, Client, DigestItem, Error, Spec, StorageNotice, Verify};

use support::{BLOCK, account, subtensor_chain, with_metadata};

const OWNER: Storage<(Blake2_128Concat<AccountId>,), Option<AccountId>> =
    Storage::new("SubtensorModule", "Owner");

#[test]
fn changes_come_with_their_block() {
    let chain = subtensor_chain().storage(TEMPO.key((NetUid(1),)), [1, 0]).build();
    let client = Client::builder(chain.clone()).verify(Verify::Never).build();
    block_on(async {
        // The second is asked for twice.
        let args = [(account(1),), (account(2),), (account(2),)];
        let mut owners = client.subscribe_storage(&OWNER, args).await.unwrap();
        let Some(Ok(StorageNotice::Changed(first))) = owners.next().await else { panic!() };
        assert_eq!((first.at.hash(), first.values.len()), (BlockHash::from(BLOCK), 3));
        assert!(first.values.iter().all(|one| one.value.is_none() && !one.is_stored));

        chain.build_block(|block| block.set(TEMPO.key((NetUid(1),)), [2, 0]));
        let hash =
            chain.build_block(|block| block.set(OWNER.key((account(2),)), account(3).encode()));
        let Some(Ok(StorageNotice::Changed(second))) = owners.next().await else { panic!() };
        assert_eq!(second.at.hash(), BlockHash::from(hash));
        let values: Vec<_> =
            second.values.iter().map(|one| (one.index, one.value, one.is_stored)).collect();
        assert_eq!(values, [(1, Some(account(3)), true), (2, Some(account(3)), true)]);
        // What belongs to the change is read at its block.
        assert_eq!(second.at.fetch(&TEMPO, (NetUid(1),)).await.unwrap(), 2);

        chain.build_block(|block| block.remove(OWNER.key((account(2),))));
        let Some(Ok(StorageNotice::Changed(third))) = owners.next().await else { panic!() };
        assert!(third.values.iter().all(|one| one.value.is_none() && !one.is_stored));
        drop(owners);
        assert_eq!(chain.subscriptions(), 0);
    });
}

/// Sends a subscription what a test has written down; a chain answers what else is asked, but for
/// the first few requests.
struct Written {
    notices: Vec<Notice>,
    chain: Chain,
    lost: AtomicU32,
}

impl Written {
    fn new(notices: Vec<Notice>, chain: Chain) -> Self {
        Self { notices, chain, lost: AtomicU32::new(0) }
    }
}

#[async_trait::async_trait]
impl Transport for Written {
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        let less = |left: u32| left.checked_sub(1);
        match self.lost.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less) {
            Ok(_) => Err(transport::Error::closed("lost")),
            Err(_) => self.chain.send(request).await,
        }
    }

    async fn subscribe(&self, _: Subscribe<'_>) -> Result<Subscription, transport::Error> {
        let end = Err(transport::Error::closed("over"));
        let notices: Vec<_> = self.notices.iter().cloned().map(Ok).chain([end]).collect();
        Ok(Subscription::new("1", stream::iter(notices)))
    }
}

/// A set of changes at the chain's block.
fn set(changes: &str) -> Notice {
    let block = BlockHash::from(BLOCK);
    Notice::Item(Reply::from_json(format!(r#"{{"block":"{block}","changes":[{changes}]}}"#)))
}

fn tempo(netuid: u16, value: &str) -> String {
    format!(r#"["{}",{value}]"#, encode_prefixed(TEMPO.key((NetUid(netuid),))))
}

#[test]
fn behind_what_is_missing_all_values_are_told() {
    let tempos = [(TEMPO.key((NetUid(1),)), vec![5, 0]), (TEMPO.key((NetUid(2),)), vec![7, 0])];
    let chain = subtensor_chain().storage_many(tempos).build();
    let changed = || set(&tempo(1, r#""0x0500""#));
    let first = set(&[tempo(1, r#""0x0100""#), tempo(2, r#""0x0200""#)].join(","));
    let old = vec![(0, 1), (1, 2)];
    let (new, one) = (vec![(0, 5), (1, 7)], vec![(0, 5)]);
    for (notices, lost, expected) in [
        // The change of the second is among those that are missing.
        (vec![Notice::Lagged(1), changed(), changed()], 0, [Some(&new), Some(&one)]),
        // Nor may it be lost because what was asked for did not come.
        (vec![Notice::Lagged(1), changed(), changed()], 1, [None, Some(&new)]),
    ] {
        let notices = [vec![first.clone()], notices].concat();
        let client = Client::builder(Written::new(notices, chain.clone()));
        let client = client.verify(Verify::Never).build();
        let args = [(NetUid(1),), (NetUid(2),)];
        let tempos = block_on(client.subscribe_storage(&TEMPO, args)).unwrap();
        client.transport().lost.store(lost, Ordering::Relaxed);
        let told = block_on(tempos.collect::<Vec<_>>());
        let values: Vec<_> = told
            .iter()
            .map(|notice| match notice {
                Ok(StorageNotice::Changed(changed)) => {
                    Some(changed.values.iter().map(|one| (one.index, one.value)).collect())
                }
                _ => None,
            })
            .collect();
        let expected = [Some(&old), None].into_iter().chain(expected).chain([None]);
        assert_eq!(values, expected.map(|one| one.cloned()).collect::<Vec<_>>());
    }
    // Whose runtime could not be told, its values come with the next.
    let client = Client::new(Written::new(vec![first, changed()], chain));
    let args = [(NetUid(1),), (NetUid(2),)];
    let tempos = block_on(client.subscribe_storage(&TEMPO, args)).unwrap();
    client.transport().lost.store(1, Ordering::Relaxed);
    let told = block_on(tempos.collect::<Vec<_>>());
    assert!(matches!(&told[0], Err(Error::Request { .. })));
    let Ok(StorageNotice::Changed(changed)) = &told[1] else { panic!("{told:?}") };
    assert_eq!(changed.values.len(), 2);
}

#[test]
fn what_is_missing_between_changes_is_told() {
    let tempo = |value: &str| tempo(1, value);
    let notices = vec![
        set(&tempo(r#""0x0100""#)),
        set(&tempo(r#""0x01""#)),
        Notice::Lagged(3),
        Notice::resumed(core::time::Duration::from_secs(2), "2"),
        set(r#"["0x00","0x00"]"#),
        set(&tempo(r#""zz""#)),
        Notice::Item(Reply::from_json("7")),
        set(&tempo(r#""0x0200""#)),
    ];
    let chain = subtensor_chain().storage(TEMPO.key((NetUid(1),)), [2, 0]).build();
    let client = Client::builder(Written::new(notices, chain)).verify(Verify::Never).build();
    let told: Vec<_> = block_on(async {
        let tempos = client.subscribe_storage(&TEMPO, [(NetUid(1),)]).await.unwrap();
        let told = tempos.map(|notice| match notice {
            Ok(StorageNotice::Changed(changed)) => format!("tempo {}", changed.values[0].value),
            Ok(other) => format!("{other:?}"),
            Err(error) => format!("error: {error}"),
        });
        told.collect().await
    });
    let expected = [
        "tempo 1",
        "error: SubtensorModule.Tempo: u16 ends early",
        "Lagged(3)",
        "Resumed { gap: 2s }",
        "error: state_subscribeStorage: unexpected reply: a set of storage changes wanted, the key 0x00 was not asked for",
        "error: state_subscribeStorage: unexpected reply: one set of storage changes wanted, a value is not hex",
        "error: state_subscribeStorage: unexpected reply: a set of storage changes wanted",
        "tempo 2",
        "error: connection closed: over",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told} instead of {expected}");
    }
}

#[test]
fn an_upgrade_in_mid_stream_changes_what_decodes() {
    let Some(metadata) = recorded_metadata("mid-stream", "subtensor_343.v14") else { return };
    let chain = with_metadata(metadata, 343);
    let Some(next) = recorded_metadata("mid-stream", "subtensor_365.v16") else { return };
    let chain = chain.storage(TEMPO.key((NetUid(1),)), [1, 0]).build();
    let client = Client::new(chain.clone());
    block_on(async {
        let entry =
            client.at_head().await.unwrap().storage("SubtensorModule", "Tempo").await.unwrap();
        let mut named = entry.subscribe([[Argument::Json("1")]]).await.unwrap();
        let mut typed = client.subscribe_storage(&TEMPO, [(NetUid(1),)]).await.unwrap();
        let metadata = Some(next.clone()).encode();
        let after = Spec::new("node-subtensor", 365);
        let runtime = chain.runtime().spec_version(365).metadata(next).call(
            "Metadata_metadata_at_version",
            move |args| match u32::decode(&mut &args[..]) {
                Ok(16) => Ok(metadata.clone()),
                _ => Ok(vec![0]),
            },
        );
        // The block of the upgrade is written by the old runtime, the one behind it by the new one.
        let updated = DigestItem::RuntimeEnvironmentUpdated.encode();
        chain.build_block(|block| {
            let block = block.upgrade(runtime).log(updated.clone());
            let digest = (vec![DigestItem::RuntimeEnvironmentUpdated]).encode();
            let key = Storage::<(), ()>::new("System", "Digest").key(());
            block.set(key, digest).set(TEMPO.key((NetUid(1),)), [2, 0])
        });
        let (key, note) = after.storage_entry();
        chain.build_block(|block| {
            let digest = Storage::<(), ()>::new("System", "Digest").key(());
            block.set(key, note).set(digest, [0]).set(TEMPO.key((NetUid(1),)), [3, 0])
        });
        for (value, version) in [(1, 343), (2, 343), (3, 365)] {
            let Some(Ok(StorageNotice::Changed(changed))) = named.next().await else { panic!() };
            let found = changed.values[0].value.as_ref().unwrap();
            assert_eq!(found.decode::<u16>().unwrap(), value);
            assert_eq!(found.runtime().spec_version(), version);
            let Some(Ok(StorageNotice::Changed(changed))) = typed.next().await else { panic!() };
            assert_eq!(changed.values[0].value, value);
        }
        // What was pinned before stays with its runtime.
        assert_eq!(entry.at().runtime().await.unwrap().spec_version(), 343);
    });
}
