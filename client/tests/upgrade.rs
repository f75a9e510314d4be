//! A chain is upgraded while it is read: each block is read by the runtime that wrote it, by
//! clients that were there and by clients that come later.

#![allow(unused_qualifications, reason = "the derives write them")]

#[path = "../../codec/tests/recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "runtime_cache/made.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod made;

use std::fs;
use std::sync::Mutex;

use futures::executor::block_on;
use subwire::codec::codec::{Decode, Encode};
use subwire::codec::hasher::{Blake2_128Concat, Identity};
use subwire::codec::scale_info::TypeInfo;
use subwire::codec::{AccountId, Event, RuntimeApi, Storage};
use subwire::transport::layer::Meter;
use subwire::transport::mock::{Chain, Runtime as Code};
use subwire::transport::{self, Params, Reply, Request, RpcError, Transport};
use subwire::{At, BlockHash, Client, Error, Spec};

use made::{NAME, VALUE, chain, upgrade, upgraded, upgrading};

/// The value at a block, and the versions of the runtimes that executed it and that it holds.
async fn look<T: Transport>(at: &At<T>) -> Result<[u32; 3], Error> {
    let value = at.fetch(&VALUE, ()).await?;
    let (runtime, next) = (at.runtime().await?, at.next_runtime().await?);
    Ok([value, runtime.spec_version(), next.spec_version()])
}

fn at<T: Transport>(client: &Client<T>, block: [u8; 32]) -> At<T> {
    block_on(client.at(BlockHash::from(block))).unwrap()
}

#[test]
fn a_client_follows_the_chain_through_an_upgrade() {
    let chain = chain(NAME, 1).build();
    let client = Client::new(chain.clone());
    let before = block_on(client.at_head()).unwrap();
    assert_eq!(block_on(look(&before)).unwrap(), [1, 1, 1]);

    let [last, first] = upgrade(&chain, 2);
    let head = block_on(client.at_head()).unwrap();
    assert_eq!((head.hash(), block_on(look(&head)).unwrap()), (first.into(), [2, 2, 2]));
    assert_eq!(block_on(look(&at(&client, last))).unwrap(), [1, 1, 2]);
    assert_eq!(block_on(look(&before)).unwrap(), [1, 1, 1], "what was pinned stays");

    // Several upgrades between two looks.
    let [fourth, _] = upgrade(&chain, 4);
    let [fifth, newest] = upgrade(&chain, 5);
    assert_eq!(block_on(look(&block_on(client.at_head()).unwrap())).unwrap(), [5, 5, 5]);
    assert_eq!(block_on(look(&at(&client, fourth))).unwrap(), [2, 2, 4]);
    assert_eq!(block_on(look(&at(&client, fifth))).unwrap(), [4, 4, 5]);
    assert_eq!(block_on(look(&at(&client, newest))).unwrap(), [5, 5, 5]);
}

#[test]
fn the_block_of_an_upgrade_is_the_head() {
    let chain = chain(NAME, 1).build();
    let client = Client::new(chain.clone());
    let runtime = chain.runtime().spec_version(2).metadata(made::metadata(14, NAME, 2));
    upgrading(&chain, runtime);
    let head = block_on(client.at_head()).unwrap();
    assert_eq!(block_on(look(&head)).unwrap(), [1, 1, 2]);
}

/// A client that knows neither runtime: the old one is in the state of the block before.
#[test]
fn a_late_client_reads_the_blocks_of_old() {
    let chain = chain(NAME, 1).build();
    let before = chain.head();
    let [last, first] = upgrade(&chain, 2);
    for (block, expected) in [(before, [1, 1, 1]), (last, [1, 1, 2]), (first, [2, 2, 2])] {
        let meter = Meter::new(chain.clone());
        let client = Client::new(meter.clone());
        assert_eq!(block_on(look(&at(&client, block))).unwrap(), expected);
        let versions = meter.usage().requests.get("state_getRuntimeVersion").copied();
        // Only there does the state hold another runtime than the one that is noted.
        assert_eq!(versions, (block == last).then_some(1));
    }
}

/// A chain whose runtimes are noted nowhere, as a chain in memory may be.
#[test]
fn what_is_noted_nowhere_is_asked_for() {
    let (note, _) = Spec::new(NAME, 1).storage_entry();
    let chain = chain(NAME, 1).build();
    let before = chain.build_block(|block| block.remove(note.clone()));
    let runtime = chain.runtime().spec_version(2).metadata(made::metadata(14, NAME, 2));
    let last = upgrading(&chain, runtime);
    let client = Client::new(chain.clone());
    assert_eq!(block_on(look(&block_on(client.at_head()).unwrap())).unwrap(), [1, 1, 2]);
    upgraded(&chain, &Spec::new(NAME, 2), (VALUE.key(()), made::value(2)));
    let first = chain.build_block(|block| block.remove(note));
    let client = Client::new(chain);
    for (block, expected) in [(before, [1, 1, 1]), (last, [1, 1, 2]), (first, [2, 2, 2])] {
        assert_eq!(block_on(look(&at(&client, block))).unwrap(), expected);
    }
}

/// A digest that cannot be read may say that the code was changed.
#[test]
fn an_unreadable_digest_is_taken_for_an_upgrade() {
    let chain = chain(NAME, 1).build();
    let runtime = chain.runtime().spec_version(2).metadata(made::metadata(14, NAME, 2));
    let digest = Storage::<(), ()>::new("System", "Digest").key(());
    let last = chain.build_block(|block| block.upgrade(runtime).set(digest, [4, 99, 8]));
    assert_eq!(block_on(look(&at(&Client::new(chain), last))).unwrap(), [1, 1, 2]);
}

/// Where the note cannot be asked for, the header tells of the upgrade.
#[test]
fn a_node_that_answers_no_queries_is_believed_by_its_headers() {
    let refused = |_: &Params| Err(RpcError::new(RpcError::METHOD_NOT_FOUND, "no such method"));
    let chain = chain(NAME, 1).method("state_queryStorageAt", refused).build();
    let before = chain.head();
    let [last, first] = upgrade(&chain, 2);
    let client = Client::new(chain);
    for (block, expected) in [(before, [1, 1, 1]), (last, [1, 1, 2]), (first, [2, 2, 2])] {
        assert_eq!(block_on(look(&at(&client, block))).unwrap(), expected);
    }
}

/// A chain that goes on after a number of requests: to the block of an upgrade, or beyond.
struct Moving {
    chain: Chain,
    left: Mutex<u32>,
    beyond: bool,
}

#[async_trait::async_trait]
impl Transport for Moving {
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        let reply = self.chain.send(request).await;
        let moves = {
            let mut left = self.left.lock().unwrap();
            *left = left.wrapping_sub(1);
            *left == 0
        };
        if moves && self.beyond {
            upgrade(&self.chain, 2);
        } else if moves {
            let runtime = self.chain.runtime().spec_version(2);
            upgrading(&self.chain, runtime.metadata(made::metadata(14, NAME, 2)));
        }
        reply
    }
}

#[test]
fn an_upgrade_between_any_two_requests_does_no_harm() {
    let mut seen = Vec::new();
    for (after, beyond) in (1..12).flat_map(|after| [(after, false), (after, true)]) {
        // With a note of the runtime, and without.
        for noted in [true, false] {
            let chain = chain(NAME, 1).build();
            if !noted {
                chain.build_block(|block| block.remove(Spec::new(NAME, 1).storage_entry().0));
            }
            let left = Mutex::new(after);
            let client = Client::new(Moving { chain, left, beyond });
            for _ in 0..3 {
                let (head, value) = match block_on(client.fetch_at_head(&VALUE, ())) {
                    // A chain that is upgraded and does not note it is no real one. What its
                    // version was asked for at may be another head; that is noticed.
                    Err(Error::Metadata { .. }) if !noted => continue,
                    read => read.unwrap(),
                };
                let looked = block_on(look(&head)).unwrap();
                assert_eq!(value, looked[0], "{after}");
                assert_eq!(looked[0], looked[1], "{after}");
                seen.push(looked);
            }
        }
    }
    for possible in [[1, 1, 1], [1, 1, 2], [2, 2, 2]] {
        assert!(seen.contains(&possible), "{possible:?}");
    }
}

/// What one of the two recorded runtimes has and the other has not.
const MIN_NON_IMMUNE_UIDS: Storage<(Identity<u16>,), u16> =
    Storage::new("SubtensorModule", "MinNonImmuneUids");
const SUBNET_IDENTITIES: Storage<(Blake2_128Concat<u16>,), Option<SubnetIdentity>> =
    Storage::new("SubtensorModule", "SubnetIdentities");
const ROOT_CLAIMED: Event<RootClaimed> = Event::new("SubtensorModule", "RootClaimed");
const MIN_SET: Event<(u16, u16)> = Event::new("SubtensorModule", "MinNonImmuneUidsSet");
const VERSION: RuntimeApi<(), Version> = RuntimeApi::new("Core", "version");

#[derive(Debug, PartialEq, Eq, Decode, Encode, TypeInfo)]
#[codec(crate = subwire::codec::codec)]
#[scale_info(crate = subwire::codec::scale_info)]
struct SubnetIdentity {
    subnet_name: Vec<u8>,
    github_repo: Vec<u8>,
    subnet_contact: Vec<u8>,
}

#[derive(Debug, PartialEq, Eq, Decode, Encode, TypeInfo)]
#[codec(crate = subwire::codec::codec)]
#[scale_info(crate = subwire::codec::scale_info)]
struct RootClaimed {
    coldkey: AccountId,
}

#[derive(Decode, TypeInfo)]
#[codec(crate = subwire::codec::codec)]
#[scale_info(crate = subwire::codec::scale_info)]
struct Version {
    spec_version: u32,
}

/// Event 107 or 108 of pallet 7, with an account: `RootClaimed` of 343 or of 365. In 365 number 107
/// is `MinNonImmuneUidsSet`, two small numbers.
fn root_claimed(index: u8, coldkey: AccountId) -> Vec<u8> {
    // One record, of extrinsic 0, without topics.
    (&[4_u8, 0, 0, 0, 0, 0, 7, index], coldkey, 0_u8).encode()
}

/// The answer to `Core_version`: names and versions, no APIs.
fn core_version(spec: &Spec) -> Vec<u8> {
    (spec.name(), "impl", 1_u32, spec.version(), 1_u32, [0_u8], 1_u32, 1_u8).encode()
}

fn code(code: Code, spec: &Spec, metadata: &[u8]) -> Code {
    let (metadata, answer) = (made::at_version(metadata), core_version(spec));
    code.spec_name(spec.name())
        .spec_version(spec.version())
        .call("Metadata_metadata_versions", |_| Ok(vec![14_u32, 15, 16].encode()))
        .call("Metadata_metadata_at_version", move |_| Ok(metadata.clone()))
        .call(VERSION.name(), move |_| Ok(answer.clone()))
}

#[test]
fn recorded_runtimes_343_to_365() {
    let Some(recorded) = data::chain("recorded_runtimes_343_to_365") else { return };
    let metadata = |name: &str| fs::read(recorded.join(format!("metadata/subtensor_{name}.scale")));
    let (old, new) = (metadata("343.v15").unwrap(), metadata("365.v16").unwrap());
    let [old_spec, new_spec] = [343, 365].map(|version| Spec::new("node-subtensor", version));
    let alice = AccountId::from([7; 32]);
    let events = Storage::<(), ()>::new("System", "Events").key(());
    let identity = SubnetIdentity {
        subnet_name: b"alpha".to_vec(),
        github_repo: Vec::new(),
        subnet_contact: Vec::new(),
    };
    let chain = Chain::builder()
        .runtime(|runtime| code(runtime, &old_spec, &old))
        .storage_many([old_spec.storage_entry()])
        .storage(SUBNET_IDENTITIES.key((1,)), identity.encode())
        .storage(events.clone(), root_claimed(107, alice))
        .build();
    let client = Client::new(chain.clone());
    let before = block_on(client.at_head()).unwrap();
    assert_eq!(block_on(before.fetch(&SUBNET_IDENTITIES, (1,))).unwrap(), Some(identity));

    let last = upgrading(&chain, code(chain.runtime(), &new_spec, &new));
    let min = (MIN_NON_IMMUNE_UIDS.key((3,)), 11_u16.encode());
    upgraded(&chain, &new_spec, min);
    let first = chain.build_block(|block| block.set(events, root_claimed(108, alice)));

    for client in [client, Client::new(chain)] {
        let (last, after) = (at(&client, last), at(&client, first));
        let versions = |at: &At<Chain>| {
            let call = block_on(at.call(&VERSION, ())).unwrap().spec_version;
            (block_on(at.runtime()).unwrap().spec_version(), call)
        };
        // The state of the upgrade's block holds the new code, and its calls are the new one's.
        assert_eq!((versions(&last), versions(&after)), ((343, 365), (365, 365)));
        let formats = [&last, &after].map(|at| {
            let of = |runtime: subwire::Runtime| runtime.metadata().version();
            (of(block_on(at.runtime()).unwrap()), of(block_on(at.next_runtime()).unwrap()))
        });
        assert_eq!(formats, [(15, 16), (16, 16)]);

        for (block, number) in [(&last, 107), (&after, 108)] {
            let events = block_on(block.events()).unwrap();
            let claimed = events.find(&ROOT_CLAIMED).unwrap();
            assert_eq!(claimed, [RootClaimed { coldkey: alice }], "{number}");
            assert_eq!(events.bytes()[7], number);
        }
        let of_old = block_on(last.events()).unwrap().find(&MIN_SET);
        assert!(matches!(of_old, Err(Error::Bind(_))));

        assert_eq!(block_on(after.fetch(&MIN_NON_IMMUNE_UIDS, (3,))).unwrap(), 11);
        // Nothing is stored: the default of the metadata.
        assert_eq!(block_on(after.fetch(&MIN_NON_IMMUNE_UIDS, (4,))).unwrap(), 10);
        let unknown = [
            block_on(last.fetch(&MIN_NON_IMMUNE_UIDS, (3,))).unwrap_err(),
            block_on(before.fetch(&MIN_NON_IMMUNE_UIDS, (3,))).unwrap_err(),
            block_on(after.fetch(&SUBNET_IDENTITIES, (1,))).unwrap_err(),
        ];
        assert!(
            unknown.iter().all(|error| matches!(error, Error::Unsupported { .. })),
            "{unknown:?}"
        );
        assert!(block_on(last.fetch(&SUBNET_IDENTITIES, (1,))).unwrap().is_some());
    }
}
