//! Runtimes that have more than those whose metadata is known: their own metadata tells that they
//! have it.

use subwire::codec::Tao;
use subwire::codec::codec::Encode;
use subwire::codec::scale_info::meta_type;
use subwire::codec::subtensor::HyperparamValue as Value;
use subwire::codec::subtensor::later::{
    ACTIVITY_CUTOFF_FACTOR_MILLI, BURN_HALF_LIFE, CURRENT_ALPHA_PRICE_ALL,
    GET_NEXT_EPOCH_START_BLOCK, GET_SUBNET_HYPERPARAMS_V3, LAST_EPOCH_BLOCK, PENDING_EPOCH_AT,
    START_CALL_DELAY, SUBNET_EMISSION_ENABLED, SUBNET_EPOCH_INDEX,
};
use subwire::codec::subtensor::pallets::subtensor_module::storage::{
    ACTIVITY_CUTOFF, ADMIN_FREEZE_WINDOW, BLOCKS_SINCE_LAST_STEP, FIRST_EMISSION_BLOCK_NUMBER,
    NETWORK_REGISTERED_AT, NETWORKS_ADDED, SUBNET_TAO, TEMPO, TOTAL_NETWORKS,
};
use subwire::codec::subtensor::pallets::system::storage::NUMBER;
use subwire::codec::subtensor::{HyperparamEntry, NetUid, PerMille, SubnetPrice};
use subwire::transport::mock::{Chain, ChainBuilder};

use crate::runtime::Later;
use crate::support::{Cost, Stores, chain, lacks, of_spec, read};

const SPEC: u32 = 425;
const NETUID: (NetUid,) = (NetUid(1),);

/// Its requests for the metadata, which each client makes once.
const METADATA: u64 = 2;

/// Block 100 of a chain of that runtime, on which subnet 1 exists.
fn later() -> ChainBuilder {
    let netuid = [meta_type::<NetUid>()];
    let runtime = Later::default()
        .item(&NUMBER, 0)
        .item(&NETWORKS_ADDED, false)
        .item(&TOTAL_NETWORKS, 0)
        .item(&TEMPO, 360)
        .item(&BLOCKS_SINCE_LAST_STEP, 0)
        .item(&ADMIN_FREEZE_WINDOW, 10)
        .item(&NETWORK_REGISTERED_AT, 0)
        .optional(&FIRST_EMISSION_BLOCK_NUMBER)
        .item(&START_CALL_DELAY, 7_200)
        .item(&SUBNET_EMISSION_ENABLED, true)
        .item(&BURN_HALF_LIFE, 1)
        .item(&ACTIVITY_CUTOFF, 5_000)
        .item(&ACTIVITY_CUTOFF_FACTOR_MILLI, PerMille(13_889))
        .item(&SUBNET_TAO, Tao::ZERO)
        .item(&LAST_EPOCH_BLOCK, 0)
        .item(&PENDING_EPOCH_AT, 0)
        .item(&SUBNET_EPOCH_INDEX, 0)
        .method(&GET_SUBNET_HYPERPARAMS_V3, &netuid)
        .method(&GET_NEXT_EPOCH_START_BLOCK, &netuid)
        .method(&CURRENT_ALPHA_PRICE_ALL, &[]);
    let metadata = runtime.metadata(SPEC);
    let (at_version, versions) = (Some(metadata.clone()).encode(), vec![15_u32].encode());
    of_spec(SPEC)
        .runtime(|runtime| runtime.metadata(metadata))
        .runtime_call("Metadata_metadata_versions", move |_| Ok(versions.clone()))
        .runtime_call("Metadata_metadata_at_version", move |_| Ok(at_version.clone()))
        .block(100, [7; 32])
        .has(&NUMBER, (), 100_u32)
        .has(&NETWORKS_ADDED, NETUID, true)
        .has(&TOTAL_NETWORKS, (), 1_u16)
}

/// So many requests behind those for the metadata, which are one round trip: these reads need to know
/// what the runtime has before they ask.
fn after_metadata(requests: u64, round_trips: u64) -> Cost {
    (METADATA + requests, 1 + round_trips)
}

#[test]
fn all_prices_are_one_call() {
    let prices = [1, 7].map(|netuid| SubnetPrice {
        netuid: NetUid(netuid),
        price: Tao::from_rao(100 * u64::from(netuid)),
    });
    let chain = later().answers(&CURRENT_ALPHA_PRICE_ALL, move |()| prices.to_vec()).build();
    let found = read(&chain, after_metadata(1, 1), async |head| head.alpha_prices().await);
    let found: Vec<_> = found.iter().map(|(netuid, price)| (netuid.0, price.rao())).collect();
    assert_eq!(found, [(0, 1_000_000_000), (1, 100), (7, 700)]);
    let netuids = [7, 8].map(NetUid);
    let found =
        read(&chain, after_metadata(1, 1), async |head| head.alpha_prices_of(netuids).await);
    assert_eq!(found.into_keys().collect::<Vec<_>>(), [NetUid(7)]);
}

#[test]
fn the_third_version_of_hyperparameters() {
    let chain = later().has(&BURN_HALF_LIFE, NETUID, 360_u16);
    let chain = chain.answers(&GET_SUBNET_HYPERPARAMS_V3, |(netuid,)| {
        let entry = |name: &str, value| HyperparamEntry { name: name.into(), value };
        (netuid == NetUid(1))
            .then(|| vec![entry("tempo", Value::U16(99)), entry("new", Value::Bool(true))])
    });
    let chain = chain.build();
    let found = read(&chain, after_metadata(1, 1), async |head| head.hyperparameters(1).await);
    let found = found.expect("a subnet");
    assert_eq!(
        (found.tempo, found.rho, found.get("new")),
        (Some(99), None, Some(Value::Bool(true)))
    );
    let all = read(&chain, after_metadata(2, 1), async |head| {
        head.hyperparameters_of([1, 2].map(NetUid)).await
    });
    assert_eq!((all.len(), &all[&NetUid(1)]), (1, &found));
    // By name: beside the metadata.
    let one = read(&chain, (METADATA + 1, 2), async |head| {
        head.hyperparameter(1, "burn_half_life").await
    });
    assert_eq!(one, Some(Value::U16(360)));
}

/// What was set before the upgrade is still stored, and counts no more.
#[test]
fn the_activity_cutoff_goes_with_the_tempo() {
    let cutoff = |tempo: u16, factor: u32| {
        let chain = later().has(&TEMPO, NETUID, tempo).has(&ACTIVITY_CUTOFF, NETUID, 77_u16);
        let chain = chain.has(&ACTIVITY_CUTOFF_FACTOR_MILLI, NETUID, factor).build();
        let named = |netuid: u16, name| {
            let cost = match name {
                "activity_cutoff" => after_metadata(1, 1),
                _ => (METADATA + 1, 2),
            };
            read(&chain, cost, async |head| head.hyperparameter(netuid, name).await)
        };
        assert_eq!(named(2, "activity_cutoff"), None);
        assert_eq!(named(1, "ActivityCutoff"), Some(Value::U64(77)));
        named(1, "activity_cutoff")
    };
    assert_eq!(cutoff(360, 13_889), Some(Value::U64(5_000)));
    assert_eq!(cutoff(u16::MAX, u32::MAX), Some(Value::U64(281_470_681_677)));
    assert_eq!(cutoff(0, 13_889), Some(Value::U64(1)), "a block at least");
}

/// The runtime says where the next epoch is, not the number of the block.
fn epochs(next: Option<u64>, pending: u64) -> Chain {
    later()
        .has(&NETWORKS_ADDED, (NetUid(0),), true)
        .has(&TEMPO, NETUID, 50_u16)
        .has(&LAST_EPOCH_BLOCK, NETUID, 70_u64)
        .has(&PENDING_EPOCH_AT, NETUID, pending)
        .has(&SUBNET_EPOCH_INDEX, NETUID, 9_u64)
        .has(&BLOCKS_SINCE_LAST_STEP, NETUID, 30_u64)
        // Of a subnet that does not exist, by the defaults.
        .answers(&GET_NEXT_EPOCH_START_BLOCK, move |(netuid,)| match netuid.0 {
            1 => next,
            _ => Some(360),
        })
        .build()
}

#[test]
fn the_runtime_says_when_epochs_are() {
    let chain = epochs(Some(121), 0);
    let found = read(&chain, after_metadata(2, 1), async |head| head.next_epoch(1).await);
    assert_eq!(found, Some(121));
    let found =
        read(&chain, after_metadata(2, 1), async |head| head.blocks_until_next_epoch(1).await);
    assert_eq!(found, Some(21));
    let epoch = read(&chain, after_metadata(2, 1), async |head| head.epoch(1).await);
    let epoch = epoch.expect("a subnet");
    assert_eq!((epoch.index, epoch.next, epoch.tempo), (9, Some(121), 50));
    assert_eq!(read(&chain, after_metadata(2, 1), async |head| head.epoch(2).await), None);
    assert_eq!(read(&chain, after_metadata(2, 1), async |head| head.next_epoch(2).await), None);
    // Of the root network the runtime tells one, and runs none.
    assert_eq!(read(&chain, after_metadata(2, 1), async |head| head.next_epoch(0).await), None);
    let root = read(&chain, after_metadata(2, 1), async |head| head.epoch(0).await);
    assert_eq!(root.map(|root| root.next), Some(None));
}

/// The chain puts an epoch off where too many subnets are due; its answer stays with the block where
/// it was due.
#[test]
fn an_epoch_that_is_put_off_comes_with_the_next_block() {
    let chain = epochs(Some(100), 101);
    let found = read(&chain, after_metadata(2, 1), async |head| head.next_epoch(1).await);
    assert_eq!(found, Some(101));
    let epoch = read(&chain, after_metadata(2, 1), async |head| head.epoch(1).await);
    let stored = read(&chain, after_metadata(1, 1), async |head| head.epochs([NetUid(1)]).await);
    let epoch = epoch.expect("a subnet");
    assert_eq!((epoch.next, epoch.blocks_until_next()), (Some(101), Some(1)));
    assert_eq!(stored[0].next, epoch.next);
}

#[test]
fn an_owner_who_asks_for_an_epoch_freezes_the_subnet() {
    let frozen = |next, pending| {
        let chain = epochs(next, pending);
        read(&chain, after_metadata(3, 1), async |head| head.is_in_admin_freeze_window(1).await)
    };
    assert!(!frozen(Some(110), 0));
    assert!(frozen(Some(109), 0));
    assert!(frozen(Some(115), 115), "asked for");
    assert!(!frozen(None, 0));
}

#[test]
fn what_the_present_lacks() {
    let chain = later().has(&NETWORK_REGISTERED_AT, NETUID, 40_u64).build();
    let found = read(&chain, after_metadata(2, 1), async |head| head.start_schedule(1).await);
    assert_eq!(found.expect("a subnet").startable_from, 7_240);
    let found = read(&chain, (METADATA + 1, 2), async |head| head.subnet_emission_enabled(1).await);
    assert_eq!(found, Some(true));
    let present = self::chain().build();
    let missing = lacks(&present, async |head| head.subnet_emission_enabled(1).await);
    assert_eq!(missing, "SubnetEmissionEnabled");
    // Its metadata says what it has not, too.
    assert_eq!(lacks(&chain, async |head| head.weights_rate_limit(1).await), "WeightsSetRateLimit");
    assert_eq!(lacks(&chain, async |head| head.neurons(1).await), "get_neurons");
}
