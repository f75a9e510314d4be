//! The chain itself, and when epochs run.

use core::time::Duration;

use futures::executor::block_on;
use subwire::Subtensor;
use subwire::codec::codec::Encode;
use subwire::codec::subtensor::pallets::drand::storage::LAST_STORED_ROUND;
use subwire::codec::subtensor::pallets::subtensor_module::storage;
use subwire::codec::subtensor::pallets::system::storage::NUMBER;
use subwire::codec::subtensor::pallets::timestamp::storage::NOW;
use subwire::codec::subtensor::{NetUid, NetUidStorageIndex};
use subwire::transport::mock::{Chain, ChainBuilder};

use crate::support::{FREE, ONE, Stores, chain, lacks, of_spec, read, read_trusting, recorded};

const NETUID: NetUid = NetUid(1);

/// Block `number` of a chain on which subnet 1 has a tempo.
fn at_block(chain: ChainBuilder, number: u32, tempo: u16) -> ChainBuilder {
    chain
        .block(number, [7; 32])
        .has(&NUMBER, (), number)
        .has(&storage::NETWORKS_ADDED, (NETUID,), true)
        .has(&storage::TEMPO, (NETUID,), tempo)
}

#[test]
fn rounds_and_limits() {
    let chain =
        chain().has(&LAST_STORED_ROUND, (), 17_u64).has(&storage::TX_RATE_LIMIT, (), 9_u64).build();
    assert_eq!(read(&chain, ONE, async |head| head.last_drand_round().await), 17);
    assert_eq!(read(&chain, ONE, async |head| head.tx_rate_limit().await), 9);
    let missing = lacks(&of_spec(212).build(), async |head| head.last_drand_round().await);
    assert_eq!(missing, "LastStoredRound");
}

#[test]
fn the_time_of_blocks() {
    let Some(chain) = recorded("time", "subtensor_365.v16.scale", 365) else { return };
    let chain = chain.block(7, [7; 32]).has(&NOW, (), 1_750_000_000_123_u64).build();
    // A client that is new fetches the metadata: three requests.
    let time = read(&chain, (3, 2), async |head| head.block_time().await);
    assert_eq!(time, Duration::from_secs(12));
    assert!(!read(&chain, (3, 2), async |head| head.is_fast_blocks().await));
    let delay = read(&chain, (3, 2), async |head| head.start_call_delay().await);
    assert_eq!(delay, 7 * 24 * 60 * 5);

    let (number, extrinsics, timestamp) = read(&chain, (5, 2), async |head| {
        let info = head.block_info().await?;
        Ok((info.body.header().number(), info.body.len(), info.timestamp))
    });
    assert_eq!((number, extrinsics, timestamp), (7, 0, 1_750_000_000_123));
}

#[test]
fn when_a_subnet_may_start() {
    let Some(chain) = recorded("start", "subtensor_365.v16.scale", 365) else { return };
    let chain =
        at_block(chain, 100, 360).has(&storage::NETWORK_REGISTERED_AT, (NETUID,), 40_u64).build();
    let found = read(&chain, (4, 2), async |head| head.start_schedule(1).await).expect("a subnet");
    assert_eq!((found.registered_at, found.startable_from), (40, 40 + 50_400));
    assert_eq!(found.emits_from, None);
    assert_eq!(read(&chain, (4, 2), async |head| head.start_schedule(2).await), None);
    let registered = read(&chain, ONE, async |head| head.subnet_registered_at(1).await);
    assert_eq!(registered, Some(40));
}

/// What the chain's own rule says of a block, spelled out: the blocks until an epoch of subnet 1.
fn left(number: u32, tempo: u16) -> u64 {
    let tempo = u64::from(tempo);
    tempo - (u64::from(number) + 2) % (tempo + 1)
}

#[test]
fn epochs_by_the_number_of_the_block() {
    for number in 95..=110 {
        let chain = at_block(chain(), number, 9)
            .has(&storage::ADMIN_FREEZE_WINDOW, (), 3_u16)
            .has(&storage::BLOCKS_SINCE_LAST_STEP, (NETUID,), 4_u64)
            .build();
        // The epoch of the block itself has run when its state is read.
        let until = match left(number, 9) {
            0 => 10,
            left => left,
        };
        let next = u64::from(number) + until;
        assert_eq!(read(&chain, ONE, async |head| head.next_epoch(1).await), Some(next));
        let found = read(&chain, ONE, async |head| head.blocks_until_next_epoch(1).await);
        assert_eq!(found, Some(until));
        let epoch = read(&chain, ONE, async |head| head.epoch(1).await).expect("a subnet");
        assert_eq!((epoch.tempo, epoch.block, epoch.next), (9, number.into(), Some(next)));
        assert_eq!(epoch.blocks_since_last_step, 4);
        let frozen = read(&chain, (2, 1), async |head| head.is_in_admin_freeze_window(1).await);
        assert_eq!(frozen, left(number, 9) < 3, "{number}");
    }
}

#[test]
fn subnets_without_epochs() {
    let chain = at_block(chain(), 100, 0).build();
    for netuid in [1, 2] {
        assert_eq!(read(&chain, ONE, async |head| head.next_epoch(netuid).await), None);
        let until = read(&chain, ONE, async |head| head.blocks_until_next_epoch(netuid).await);
        assert_eq!(until, None);
        let frozen =
            read(&chain, (2, 1), async |head| head.is_in_admin_freeze_window(netuid).await);
        assert!(!frozen);
    }
    assert!(read(&chain, ONE, async |head| head.epoch(1).await).is_some());
    assert_eq!(read(&chain, ONE, async |head| head.epoch(2).await), None);
    let missing =
        lacks(&of_spec(315).build(), async |head| head.is_in_admin_freeze_window(1).await);
    assert_eq!(missing, "AdminFreezeWindow");
}

/// It did as long as subnets had no tokens.
#[test]
fn the_root_network_runs_no_epochs() {
    let root = |chain: ChainBuilder| {
        let chain = chain.block(100, [7; 32]).has(&NUMBER, (), 100_u32);
        let chain = chain.has(&storage::NETWORKS_ADDED, (NetUid(0),), true);
        chain.has(&storage::TEMPO, (NetUid(0),), 9_u16).build()
    };
    for chain in [chain(), of_spec(315)] {
        let chain = root(chain);
        let found = read(&chain, ONE, async |head| head.epochs([NetUid(0)]).await);
        assert_eq!((found[0].tempo, found[0].next), (9, None));
    }
    // The number of the block beside the state.
    let trusting = read_trusting(&root(chain()), (2, 2), async |head| head.next_epoch(0).await);
    assert_eq!(trusting, None);
    let test = "the_root_network_runs_no_epochs";
    let Some(old) = recorded(test, "subtensor_212.v14.scale", 212) else { return };
    let head = block_on(Subtensor::new(root(old)).at_head()).unwrap();
    assert_eq!(block_on(head.epochs([NetUid(0)])).unwrap()[0].next, Some(108));
}

#[test]
fn blocks_since() {
    let updates = |chain: ChainBuilder, mechanism, updates: [u64; 2]| {
        let index = NetUidStorageIndex::new(NETUID, mechanism).unwrap();
        chain.storage(storage::LAST_UPDATE.key((index,)), updates.to_vec().encode())
    };
    let chain = at_block(chain(), 100, 360).has(&storage::ADMIN_FREEZE_WINDOW, (), 5_u16).has(
        &storage::BLOCKS_SINCE_LAST_STEP,
        (NETUID,),
        44_u64,
    );
    let chain: Chain = updates(updates(chain, 0, [90, 100]), 1, [1, 2]).build();
    assert_eq!(read(&chain, ONE, async |head| head.blocks_since_last_step(1).await), Some(44));
    assert_eq!(read(&chain, ONE, async |head| head.blocks_since_last_step(2).await), None);
    let since = |mechanism, uid| {
        read(&chain, ONE, async |head| head.blocks_since_last_update(1, mechanism, uid).await)
    };
    assert_eq!([since(0, 0), since(0, 1), since(0, 2)], [Some(10), Some(0), None]);
    assert_eq!([since(1, 0), since(2, 0)], [Some(99), None]);
    let error = read(&chain, FREE, async |head| {
        Ok(head.blocks_since_last_update(1, 16, 0).await.unwrap_err().to_string())
    });
    assert_eq!(error, "the runtime has no mechanism 16 of subnet 1");
    assert_eq!(read(&chain, ONE, async |head| head.admin_freeze_window().await), 5);
}
