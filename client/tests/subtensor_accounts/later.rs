//! What runtimes have that came after spec version 365, and what they lost.
//!
//! There is no metadata of such a runtime: descriptors are trusted, and a chain of the present says
//! that it has none of it.

use std::collections::BTreeMap;

use subwire::Error;
use subwire::codec::fixed::U64F64;
use subwire::codec::hash::blake2b_256;
use subwire::codec::subtensor::pallets::subtensor_module::storage;
use subwire::codec::subtensor::{
    ColdkeySwapAnnouncement, LockState, NetUid, StakeAvailability, later,
};
use subwire::codec::{AccountId, Alpha};
use subwire::transport::mock::{Chain, ChainBuilder};

use crate::support::{
    Head, MAP, ONE, Stores, account, chain, lacks, of_spec, read, read_trusting, recorded,
};

fn lock(rao: u64) -> LockState {
    LockState {
        locked_mass: Alpha::from_rao(rao),
        conviction: U64F64::from(rao / 2),
        last_update: 5,
    }
}

/// Coldkey 1 has locked 100 for hotkey 10 in subnet 1, for ever, and 200 for hotkey 11 in subnet
/// 300; coldkey 2 has locked 300 for hotkey 10 in subnet 1. By now, the runtime says, each is 7 less,
/// and the one of subnet 3 nothing.
fn locked() -> ChainBuilder {
    let (one, two, ten, eleven) = (account(1), account(2), account(10), account(11));
    let locks: BTreeMap<(AccountId, NetUid), u64> =
        [((one, NetUid(1)), 100), ((one, NetUid(300)), 200), ((two, NetUid(1)), 300)].into();
    chain()
        .has(&later::LOCK, (one, NetUid(1), ten), lock(100))
        .has(&later::LOCK, (one, NetUid(300), eleven), lock(200))
        .has(&later::LOCK, (one, NetUid(3), eleven), lock(0))
        .has(&later::LOCK, (two, NetUid(1), ten), lock(300))
        .has(&later::LOCKING_COLDKEYS, (NetUid(1), ten, one), ())
        .has(&later::LOCKING_COLDKEYS, (NetUid(1), ten, two), ())
        .has(&later::DECAYING_LOCK, (one, NetUid(1)), false)
        .has(&later::HOTKEY_LOCK, (NetUid(1), ten), lock(100))
        .has(&later::DECAYING_HOTKEY_LOCK, (NetUid(1), ten), lock(300))
        .has(&later::DECAYING_HOTKEY_LOCK, (NetUid(1), eleven), lock(40))
        .has(&later::OWNER_LOCK, (NetUid(1),), lock(500))
        .has(&storage::SUBNET_OWNER_HOTKEY, (NetUid(1),), account(12))
        .has(&later::ACCOUNT_FLAGS, (one,), 3_u128)
        .has(&later::ACCOUNT_FLAGS, (two,), 2_u128)
        .answers(&later::GET_COLDKEY_LOCK, move |place| locks.get(&place).map(|rao| lock(rao - 7)))
        .answers(&later::GET_HOTKEY_CONVICTION, |(hotkey, netuid): (AccountId, NetUid)| {
            U64F64::from(u64::from(hotkey.as_bytes()[0]) * 1_000 + u64::from(netuid.0))
        })
        .answers(&later::GET_MOST_CONVICTED_HOTKEY_ON_SUBNET, move |(netuid,)| {
            (netuid == NetUid(1)).then_some(ten)
        })
}

#[test]
fn locks_are_as_of_the_block() {
    let chain = locked().build();
    let (one, two, ten, eleven) = (account(1), account(2), account(10), account(11));
    let of = |netuid: u16, cost| {
        read_trusting(&chain, cost, async |head| head.coldkey_lock(&one, netuid).await)
    };
    // The key, then the runtime's state and the flag.
    let lasting = of(1, (3, 2)).expect("a lock");
    assert_eq!((lasting.coldkey, lasting.netuid, lasting.hotkey), (one, NetUid(1), ten));
    assert_eq!((lasting.state.locked_mass.rao(), lasting.is_perpetual), (93, true));
    let decaying = of(300, (3, 2)).expect("a lock");
    assert_eq!((decaying.state.locked_mass.rao(), decaying.is_perpetual), (193, false));
    assert_eq!((of(3, (3, 2)), of(4, ONE)), (None, None));
    // Two calls in one message: three of the subnets' locks, of which one is nothing by now.
    let all = read_trusting(&chain, (5, 2), async |head| head.locks_for_coldkey(&one).await);
    assert_eq!(all, [lasting.clone(), decaying]);
    let all = read_trusting(&chain, (4, 2), async |head| head.locks_for_hotkey(&ten, 1).await);
    let found: BTreeMap<_, _> = all.iter().map(|lock| (lock.coldkey, lock)).collect();
    assert_eq!((found.len(), found[&one]), (2, &lasting));
    assert_eq!(found[&two].state.locked_mass.rao(), 293);
    let none = read_trusting(&chain, ONE, async |head| head.locks_for_hotkey(&eleven, 1).await);
    assert!(none.is_empty());
}

#[test]
fn convictions() {
    let chain = locked().build();
    let (ten, eleven, twelve) = (account(10), account(11), account(12));
    let of = read_trusting(&chain, ONE, async |head| head.hotkey_conviction(&ten, 1).await);
    assert_eq!(of, U64F64::from(10_001));
    let most = |netuid: u16| {
        read_trusting(&chain, ONE, async |head| head.most_convicted_hotkey(netuid).await)
    };
    assert_eq!((most(1), most(2)), (Some(ten), None));
    // Which hotkeys: two pages of keys, and the owner's. Then a call for each of three.
    let all = read_trusting(&chain, (6, 2), async |head| head.subnet_convictions(1).await);
    let rao = [(ten, 10_001), (eleven, 11_001), (twelve, 12_001)];
    assert_eq!(all, rao.map(|(hotkey, rao)| (hotkey, U64F64::from(rao))).into());
    let none = read_trusting(&chain, (3, 1), async |head| head.subnet_convictions(2).await);
    assert!(none.is_empty());
    let accepts =
        |n| read_trusting(&chain, ONE, async |head| head.accepts_locked_alpha(&account(n)).await);
    assert_eq!((accepts(1), accepts(2), accepts(3)), (true, false, false));
}

#[test]
fn what_can_be_moved() {
    let available = |total, locked| StakeAvailability {
        total: Alpha::from_rao(total),
        locked: Alpha::from_rao(locked),
        available: Alpha::from_rao(total - locked),
    };
    type Asked = (Vec<AccountId>, Option<Vec<NetUid>>);
    let chain = chain()
        .answers(&later::GET_STAKE_AVAILABILITY_FOR_COLDKEYS, move |(coldkeys, netuids): Asked| {
            // As the runtime does: nothing at all where more are named than there are.
            let there_are = [1, 2].map(NetUid);
            let mut netuids = netuids.unwrap_or_else(|| there_are.to_vec());
            if netuids.len() > there_are.len() {
                netuids.clear();
            }
            netuids.retain(|netuid| there_are.contains(netuid));
            let each = move || netuids.iter().map(|n| (*n, available(9, 4))).collect();
            coldkeys
                .into_iter()
                .map(|coldkey| (coldkey, each()))
                .collect::<BTreeMap<_, BTreeMap<_, _>>>()
        })
        .has(&later::TOTAL_ALPHA_STAKED, (NetUid(1),), 8_u64)
        .has(&later::CHILDKEY_THRESHOLD_SUSPENDED, (account(1),), ())
        .build();
    let (one, two) = (account(1), account(2));
    let all =
        read_trusting(&chain, ONE, async |head| head.stake_availability([one, two], None).await);
    assert_eq!((all.len(), all[&two].len(), all[&two][&NetUid(2)].available.rao()), (2, 2, 5));
    let named = |netuids: &[u16]| -> Vec<u16> {
        let netuids = netuids.iter().copied().map(NetUid).collect::<Vec<_>>();
        let mut some = read_trusting(&chain, ONE, async |head| {
            head.stake_availability([one], Some(netuids.clone())).await
        });
        some.remove(&one).expect("a coldkey").into_keys().map(u16::from).collect()
    };
    assert_eq!((named(&[2]), named(&[7])), (vec![2], vec![]));
    assert_eq!((named(&[2, 7, 8]), named(&[])), (vec![2], vec![]));
    let staked = |netuid: u16| {
        read_trusting(&chain, ONE, async |head| head.total_alpha_staked(netuid).await).rao()
    };
    assert_eq!((staked(1), staked(2)), (8, 0));
    let suspended = |hotkey| {
        read_trusting(&chain, ONE, async |head| head.is_childkey_threshold_suspended(&hotkey).await)
    };
    assert_eq!((suspended(one), suspended(two)), (true, false));
}

#[test]
fn coldkey_swaps_are_announced_or_scheduled() {
    let (one, two) = (account(1), account(2));
    let announced = ColdkeySwapAnnouncement {
        execution_block: 900,
        new_coldkey_hash: blake2b_256(two.as_bytes()),
    };
    let chain = chain()
        .has(&later::COLDKEY_SWAP_ANNOUNCEMENTS, (one,), announced.clone())
        .has(&later::COLDKEY_SWAP_DISPUTES, (one,), 800_u32)
        .has(&later::COLDKEY_SWAP_ANNOUNCEMENT_DELAY, (), 36_000_u32)
        .has(&later::COLDKEY_SWAP_REANNOUNCEMENT_DELAY, (), 7_200_u32)
        .has(&storage::COLDKEY_SWAP_SCHEDULED, (one,), (700_u32, two))
        .has(&storage::COLDKEY_SWAP_SCHEDULE_DURATION, (), 9_u32)
        .build();
    let of = |coldkey| {
        read_trusting(&chain, ONE, async |head| head.coldkey_swap_announcement(&coldkey).await)
    };
    assert_eq!((of(one), of(two)), (Some(announced), None));
    let all = read_trusting(&chain, MAP, async |head| head.coldkey_swap_announcements().await);
    assert!(all[&one].names(&two));
    let disputed = |coldkey| {
        read_trusting(&chain, ONE, async |head| head.coldkey_swap_dispute(&coldkey).await)
    };
    assert_eq!((disputed(one), disputed(two)), (Some(800), None));
    let all = read_trusting(&chain, MAP, async |head| head.coldkey_swap_disputes().await);
    assert_eq!(all, BTreeMap::from([(one, 800)]));
    let delays = read_trusting(&chain, (2, 2), async |head| {
        let announcement = head.coldkey_swap_announcement_delay().await?;
        Ok((announcement, head.coldkey_swap_reannouncement_delay().await?))
    });
    assert_eq!(delays, (36_000, 7_200));
    // At 365 it is the runtime that swaps.
    let scheduled =
        |coldkey| read(&chain, ONE, async |head| head.scheduled_coldkey_swap(&coldkey).await);
    let swap = scheduled(one).expect("a swap");
    assert_eq!((swap.block, swap.new_coldkey, scheduled(two)), (700, two, None));
    let durations = read(&chain, (2, 2), async |head| {
        let schedule = head.coldkey_swap_schedule_duration().await?;
        Ok((schedule, head.coldkey_swap_reschedule_duration().await?))
    });
    assert_eq!(durations, (9, 7_200));
}

#[test]
fn a_runtime_says_what_it_lacks() {
    let chain = chain().build();
    let one = account(1);
    let lacking = [
        lacks(&chain, async |head| head.coldkey_swap_announcement(&one).await),
        lacks(&chain, async |head| head.coldkey_swap_disputes().await),
        lacks(&chain, async |head| head.coldkey_lock(&one, 1).await),
        lacks(&chain, async |head| head.locks_for_hotkey(&one, 1).await),
        lacks(&chain, async |head| head.accepts_locked_alpha(&one).await),
        lacks(&chain, async |head| head.hotkey_conviction(&one, 1).await),
        lacks(&chain, async |head| head.most_convicted_hotkey(1).await),
        lacks(&chain, async |head| head.stake_availability([one], None).await),
        lacks(&chain, async |head| head.total_alpha_staked(1).await),
        lacks(&chain, async |head| head.is_childkey_threshold_suspended(&one).await),
    ];
    let names = [
        "ColdkeySwapAnnouncements",
        "ColdkeySwapDisputes",
        "Lock",
        "LockingColdkeys",
        "AccountFlags",
        "get_hotkey_conviction",
        "get_most_convicted_hotkey_on_subnet",
        "get_stake_availability_for_coldkeys",
        "TotalAlphaStaked",
        "ChildkeyThresholdSuspended",
    ];
    assert_eq!(lacking, names);
}

/// A runtime that no descriptor knows is asked by its metadata, also about what came later.
#[test]
fn a_runtime_that_no_descriptor_knows_says_so_too() {
    const TEST: &str = "a_runtime_that_no_descriptor_knows_says_so_too";
    let one = account(1);
    let Some(of_365) = recorded(TEST, "subtensor_365.v16.scale", 365) else { return };
    let of_365: Chain = of_365.build();
    let basket = async |head: &Head| head.root_basket_owed(&one).await;
    assert_eq!(lacks(&of_365, basket), "get_root_basket_owed");
    let summary = async |head: &Head| head.validator_basket_summary(&one).await;
    let parts = ["get_validator_basket_summary", "get_beta_pricing", "BasketRate"];
    assert!(parts.contains(&lacks(&of_365, summary)));
    let collateral = async |head: &Head| head.miner_collateral(&one, &one, 1).await;
    assert_eq!(lacks(&of_365, collateral), "MinerCollateral");
    let policy = async |head: &Head| head.collateral_policy(1).await;
    assert_eq!(lacks(&of_365, policy), "CollateralLockShare");
}

#[test]
fn what_is_lacking_has_its_dates() {
    let chain = of_spec(233).build();
    let head = smol::block_on(subwire::Client::new(chain).at_head()).unwrap();
    match smol::block_on(head.crowdloan(1)) {
        Err(Error::Unsupported { what: "Crowdloans", since_spec: None, from_spec }) => {
            assert_eq!(from_spec, Some(315));
        }
        other => panic!("{other:?}"),
    }
}
