//! What reads cost in round trips, after the handshake: each row of the design's table.

#[path = "runtime_cache/made.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod made;

use std::fs;
use std::path::Path;

use futures::TryStreamExt;
use futures::executor::block_on;
use futures::future::try_join_all;
use subwire::codec::codec::Encode;
use subwire::codec::subtensor::pallets::subtensor_module::storage::NETWORKS_ADDED;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::codec::subtensor::{AccountInfo, NetUid};
use subwire::codec::{AccountId, Tao};
use subwire::transport::layer::{Meter, Usage};
use subwire::transport::mock::Chain;
use subwire::{Client, Spec, Subtensor};

use made::{NAME, VALUE};

/// What a new client asks of the head, side by side.
const HEAD: [(&str, u64); 2] = [("state_getRuntimeVersion", 1), ("state_queryStorageAt", 1)];

/// Round trips, and requests by method.
fn cost<const N: usize>(usage: &Usage) -> (u64, [(&str, u64); N]) {
    let requests: Vec<_> =
        usage.requests.iter().map(|(method, count)| (method.as_str(), *count)).collect();
    (usage.round_trips, requests.try_into().unwrap_or_else(|_| panic!("{usage:?}")))
}

fn account(n: u32) -> AccountId {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&n.to_le_bytes());
    AccountId::from(bytes)
}

/// A Subtensor on which account n has n rao, for n below 1000.
fn subtensor_chain(spec_version: u32) -> Meter<Chain> {
    let spec = Spec::new("node-subtensor", spec_version);
    let accounts = (0..1000).map(|n| {
        let mut info = AccountInfo::default();
        info.data.free = Tao::from_rao(n.into());
        (ACCOUNT.key((account(n),)), info.encode())
    });
    let chain = Chain::builder()
        .runtime(|runtime| runtime.spec_name(spec.name()).spec_version(spec.version()))
        .storage_many([spec.storage_entry()])
        .storage_many(accounts);
    Meter::new(chain.build())
}

#[test]
fn the_first_typed_balance_of_a_fresh_client() {
    let meter = subtensor_chain(365);
    let balance = block_on(Subtensor::new(meter.clone()).balance(&account(7))).unwrap();
    assert_eq!(balance.rao(), 7);
    // The value, which block it is of and which runtime wrote it, in one answer; and beside that, for
    // chains that do not tell, the version.
    assert_eq!(cost(&meter.usage()), (1, HEAD));
}

#[test]
fn a_thousand_balances_at_one_block() {
    let meter = subtensor_chain(365);
    let subtensor = Subtensor::new(meter.clone());
    let balances = block_on(subtensor.balances((0..1000).map(account))).unwrap();
    assert!((0..1000).all(|n| balances[&account(n)].rao() == u64::from(n)));
    assert_eq!(cost(&meter.usage()), (1, HEAD));
    // The chain has told; nobody asks again.
    block_on(subtensor.balances((0..1000).map(account))).unwrap();
    assert_eq!(
        cost(&meter.usage()),
        (2, [("state_getRuntimeVersion", 1), ("state_queryStorageAt", 2)])
    );
    // At a block that is named, too: what tells its runtime is asked for beside the values.
    let meter = subtensor_chain(365);
    let head = block_on(Subtensor::new(meter.clone()).at(subwire::BlockHash::from([1; 32])));
    let balances = block_on(head.unwrap().balances((0..1000).map(account))).unwrap();
    assert_eq!(balances.len(), 1000);
    assert_eq!(cost(&meter.usage()), (1, [("state_queryStorageAt", 2)]));
}

#[test]
fn the_neurons_of_all_subnets() {
    let meter = Meter::new(Subtensor::demo().client().transport().clone());
    let subtensor = Subtensor::new(meter.clone());
    let neurons = block_on(async {
        let (head, netuids) = subtensor.at_head_with_netuids().await?;
        try_join_all(netuids.into_iter().map(|netuid| head.neurons_lite(netuid))).await
    });
    assert_eq!(neurons.unwrap().len(), 8);
    assert_eq!(cost(&meter.usage()), (2, [("state_call", 8), HEAD[0], HEAD[1]]));
}

/// The values of a page come while the next keys do.
#[test]
fn a_map_page_by_page() {
    const PAGES: u64 = 11;
    let meter = subtensor_chain(365);
    let head = block_on(Client::new(meter.clone()).at_head()).unwrap();
    let before = meter.usage().round_trips;
    // Of 1000 entries the last page is not full, which says that it is the last.
    let entries = head.map(&ACCOUNT).page_size(1000 / (PAGES as usize - 1) - 1);
    let entries: Vec<_> = block_on(entries.iter().try_collect()).unwrap();
    assert_eq!(entries.len(), 1000);
    assert!(entries.iter().all(|((who,), info)| *who == account(info.data.free.rao() as u32)));
    let usage = meter.usage();
    assert_eq!(usage.requests["state_getKeysPaged"], PAGES);
    assert_eq!(usage.requests["state_queryStorageAt"], 1 + PAGES);
    assert_eq!(usage.round_trips - before, PAGES + 1);
    // Side by side: each part has one page, and its values.
    let all: Vec<_> = block_on(head.iter_parallel(&ACCOUNT).try_collect()).unwrap();
    assert_eq!(all.len(), 1000);
    assert_eq!(meter.usage().round_trips - usage.round_trips, 2);
}

/// Descriptors that are known to be the same in the chain's runtime need none of its metadata: this
/// chain has none.
#[test]
fn no_metadata_where_descriptors_are_known() {
    let meter = subtensor_chain(365);
    let client = Client::new(meter.clone());
    let (head, info) = block_on(client.fetch_at_head(&ACCOUNT, (account(7),))).unwrap();
    assert_eq!(info.data.free.rao(), 7);
    assert!(!block_on(head.fetch(&NETWORKS_ADDED, (NetUid(1),))).unwrap());
    assert_eq!(block_on(head.fetch(&ACCOUNT, (account(9999),))).unwrap().data.free, Tao::ZERO);
    let usage = meter.usage();
    assert_eq!(cost(&usage), (3, [HEAD[0], ("state_getStorage", 2), HEAD[1]]));
    // In a runtime that nobody compared them with they are not taken on trust.
    let meter = subtensor_chain(366);
    let unknown = block_on(Client::new(meter.clone()).fetch_at_head(&ACCOUNT, (account(7),)));
    assert!(unknown.is_err());
    assert!(meter.usage().requests.contains_key("state_getMetadata"));
}

/// Elsewhere once for each runtime, and not at all where it stands on disk.
#[test]
fn metadata_once_for_each_runtime_and_never_from_disk() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("round_trips");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    let read = |client: &Client<Meter<Chain>>| {
        let (_, value) = block_on(client.fetch_at_head(&VALUE, ())).unwrap();
        assert_eq!(value, 4);
    };
    let chain = made::chain(NAME, 4).build();
    let meter = Meter::new(chain.clone());
    let client = Client::builder(meter.clone()).disk_cache(&folder).build();
    read(&client);
    let once =
        [("chain_getBlockHash", 1), ("state_call", 2), ("state_getMetadata", 1), HEAD[0], HEAD[1]];
    assert_eq!(cost(&meter.usage()), (3, once));
    // From memory.
    read(&client);
    assert_eq!(meter.usage().round_trips, 4);
    assert_eq!(meter.usage().requests.values().sum::<u64>(), 7);
    // From disk.
    let meter = Meter::new(chain);
    read(&Client::builder(meter.clone()).disk_cache(&folder).build());
    let none = [("chain_getBlockHash", 1), HEAD[0], HEAD[1]];
    assert_eq!(cost(&meter.usage()), (1, none));
}

/// A node that does not tell which runtime executed a block costs no second round trip either.
#[test]
fn a_chain_without_notes() {
    let spec = Spec::new("node-subtensor", 365);
    let chain = Chain::builder()
        .runtime(|runtime| runtime.spec_name(spec.name()).spec_version(spec.version()))
        .storage(ACCOUNT.key((account(7),)), AccountInfo::default().encode());
    let meter = Meter::new(chain.build());
    let subtensor = Subtensor::new(meter.clone());
    for round_trips in 1..3 {
        block_on(subtensor.balance(&account(7))).unwrap();
        let each = [(HEAD[0].0, round_trips), (HEAD[1].0, round_trips)];
        assert_eq!(cost(&meter.usage()), (round_trips, each));
    }
}
