//! Stakes, their fees, and what they earn on the root network.

use std::collections::BTreeMap;

use subwire::codec::fixed::I96F32;
use subwire::codec::subtensor::apis::stake_info_runtime_api as stake_info;
use subwire::codec::subtensor::apis::swap_runtime_api as swap;
use subwire::codec::subtensor::older::in_320::pallets::subtensor_module::storage as in_320;
use subwire::codec::subtensor::pallets::subtensor_module::storage;
use subwire::codec::subtensor::{NetUid, RootClaimTypeEnum, StakeInfo};
use subwire::codec::{AccountId, Alpha, Tao};
use subwire::transport::mock::ChainBuilder;

use crate::support::{MAP, ONE, Stores, account, chain, lacks, of_spec, read};

fn stake(coldkey: AccountId, hotkey: AccountId, netuid: u16, rao: u64) -> StakeInfo {
    StakeInfo {
        hotkey,
        coldkey,
        netuid: NetUid(netuid),
        stake: Alpha::from_rao(rao),
        locked: 0,
        emission: Alpha::from_rao(3),
        tao_emission: Tao::from_rao(4),
        drain: 0,
        is_registered: true,
    }
}

/// Coldkeys 1 and 2 stake on hotkeys 10 and 11, in subnets 0 and 1; coldkey 3 does not.
fn stakes() -> Vec<StakeInfo> {
    let (one, two) = (account(1), account(2));
    let (ten, eleven) = (account(10), account(11));
    vec![
        stake(one, ten, 0, 9_007_199_254_740_993),
        stake(one, ten, 1, 700),
        stake(one, eleven, 1, 500),
        stake(two, eleven, 1, 300),
    ]
}

fn of(coldkey: AccountId) -> Vec<StakeInfo> {
    stakes().into_iter().filter(|stake| stake.coldkey == coldkey).collect()
}

fn staked() -> ChainBuilder {
    chain()
        .answers(&stake_info::GET_STAKE_INFO_FOR_COLDKEY, |(coldkey,)| of(coldkey))
        .answers(&stake_info::GET_STAKE_INFO_FOR_COLDKEYS, |(coldkeys,)| {
            coldkeys.into_iter().map(|coldkey| (coldkey, of(coldkey))).collect::<Vec<_>>()
        })
        .answers(
            &stake_info::GET_STAKE_INFO_FOR_HOTKEY_COLDKEY_NETUID,
            |(hotkey, coldkey, netuid)| {
                let is_it = |stake: &StakeInfo| (stake.hotkey, stake.netuid) == (hotkey, netuid);
                of(coldkey).into_iter().find(is_it)
            },
        )
}

#[test]
fn stakes_of_coldkeys() {
    let chain = staked().build();
    let (one, two, three, ten) = (account(1), account(2), account(3), account(10));
    let rao =
        |netuid: u16| read(&chain, ONE, async |head| head.stake(&one, &ten, netuid).await).rao();
    assert_eq!((rao(0), rao(1), rao(2)), (9_007_199_254_740_993, 700, 0));
    assert_eq!(read(&chain, ONE, async |head| head.stake_for_coldkey(&one).await), of(one));
    let on_ten =
        read(&chain, ONE, async |head| head.stake_for_coldkey_and_hotkey(&one, &ten).await);
    assert_eq!(on_ten.into_values().collect::<Vec<_>>(), of(one)[..2]);
    let all = read(&chain, ONE, async |head| head.stake_for_coldkeys([one, two, three]).await);
    assert_eq!(all, BTreeMap::from([(one, of(one)), (two, of(two)), (three, vec![])]));
}

#[test]
fn more_coldkeys_than_one_call_takes() {
    let chain = staked().build();
    let many = || (0..2_500).map(account);
    let all = read(&chain, (3, 1), async |head| head.stake_for_coldkeys(many()).await);
    assert_eq!((all.len(), all[&account(2)].len()), (2_500, 1));
    assert!(read(&chain, (0, 0), async |head| head.stake_for_coldkeys([]).await).is_empty());
}

#[test]
fn stakes_on_hotkeys() {
    let (one, ten) = (account(1), account(10));
    let chain = chain()
        .has(&storage::TOTAL_HOTKEY_ALPHA, (ten, NetUid(300)), 7_u64)
        .has(&storage::TOTAL_HOTKEY_ALPHA, (ten, NetUid(1)), 9_u64)
        .has(&storage::TOTAL_HOTKEY_ALPHA, (ten, NetUid(2)), 0_u64)
        .has(&storage::STAKING_HOTKEYS, (one,), vec![ten])
        .has(&storage::AUTO_STAKE_DESTINATION, (one, NetUid(300)), ten)
        .has(&storage::TOTAL_STAKE, (), 5_u64)
        .has(&storage::TOTAL_ISSUANCE, (), 6_u64)
        .has(&storage::NOMINATOR_MIN_REQUIRED_STAKE, (), 50_000_000_u64)
        .build();
    let alpha = Alpha::from_rao;
    assert_eq!(read(&chain, ONE, async |head| head.stake_for_hotkey(&ten, 300).await), alpha(7));
    assert_eq!(read(&chain, ONE, async |head| head.stake_for_hotkey(&ten, 4).await), alpha(0));
    let by_subnet = read(&chain, MAP, async |head| head.stakes_for_hotkey(&ten).await);
    assert_eq!(by_subnet, BTreeMap::from([(NetUid(1), alpha(9)), (NetUid(300), alpha(7))]));
    assert_eq!(read(&chain, ONE, async |head| head.staking_hotkeys(&one).await), [ten]);
    let auto = |netuid: u16| read(&chain, ONE, async |head| head.auto_stake(&one, netuid).await);
    assert_eq!((auto(300), auto(1)), (Some(ten), None));
    let all = read(&chain, MAP, async |head| head.auto_stakes(&one).await);
    assert_eq!(all, BTreeMap::from([(NetUid(300), ten)]));
    assert_eq!(read(&chain, ONE, async |head| head.total_stake().await).rao(), 5);
    assert_eq!(read(&chain, ONE, async |head| head.total_issuance().await).rao(), 6);
    let least = read(&chain, ONE, async |head| head.minimum_required_stake().await);
    assert_eq!(least, 50_000_000);
    let before = of_spec(233).build();
    assert_eq!(lacks(&before, async |head| head.auto_stakes(&one).await), "AutoStakeDestination");
}

#[test]
fn one_hotkey_was_for_all_subnets() {
    let (one, two, ten) = (account(1), account(2), account(10));
    let chain = of_spec(320)
        .has(&in_320::AUTO_STAKE_DESTINATION, (one,), ten)
        .has(&storage::NETWORKS_ADDED, (NetUid(0),), true)
        .has(&storage::NETWORKS_ADDED, (NetUid(4),), true)
        .has(&storage::TOTAL_NETWORKS, (), 2_u16)
        .build();
    let auto = |coldkey| read(&chain, ONE, async |head| head.auto_stake(&coldkey, 4).await);
    assert_eq!((auto(one), auto(two)), (Some(ten), None));
    let all = |coldkey| read(&chain, (2, 1), async |head| head.auto_stakes(&coldkey).await);
    assert_eq!(all(one), BTreeMap::from([(NetUid(0), ten), (NetUid(4), ten)]));
    assert!(all(two).is_empty());
}

/// Prices in rao for an alpha: of subnet 1 a sixteenth of a TAO, of subnet 200 two.
fn price(netuid: NetUid) -> u64 {
    match netuid.0 {
        1 => 62_500_000,
        200 => 2_000_000_000,
        other => panic!("nobody asks for the price of {other}"),
    }
}

fn with_subnets(chain: ChainBuilder, netuids: &[u16]) -> ChainBuilder {
    let total = u16::try_from(netuids.len()).expect("few");
    let chain = chain.has(&storage::TOTAL_NETWORKS, (), total);
    netuids
        .iter()
        .fold(chain, |chain, netuid| chain.has(&storage::NETWORKS_ADDED, (NetUid(*netuid),), true))
}

#[test]
fn stakes_are_worth_what_their_subnets_tokens_cost() {
    let chain = with_subnets(staked(), &[0, 1])
        .answers(&swap::CURRENT_ALPHA_PRICE, |(netuid,)| price(netuid))
        .build();
    let (one, two, three) = (account(1), account(2), account(3));
    // The stakes and which subnets there are, side by side; then a price for each but the root's.
    let cost = (3, 2);
    let value = read(&chain, cost, async |head| head.stake_value(&one).await);
    let worth = [9_007_199_254_740_993, 43, 31];
    assert_eq!(value.positions.iter().map(|one| one.value.rao()).collect::<Vec<_>>(), worth);
    assert_eq!(value.positions[1].price, Some(Tao::from_rao(62_500_000)));
    assert_eq!(value.total.rao(), worth.iter().sum::<u64>());
    let values = read(&chain, cost, async |head| head.stake_values([one, two, three]).await);
    assert_eq!(values[&one], value);
    let totals =
        read(&chain, cost, async |head| head.total_stake_for_coldkeys([one, two, three]).await);
    let rao: Vec<_> = totals.values().map(|total| total.rao()).collect();
    assert_eq!(rao, [9_007_199_254_741_067, 18, 0]);
}

#[test]
fn all_that_is_staked_on_hotkeys() {
    let (ten, eleven) = (account(10), account(11));
    let chain = with_subnets(chain(), &[0, 1, 200])
        .answers(&swap::CURRENT_ALPHA_PRICE, |(netuid,)| price(netuid))
        .has(&storage::TOTAL_HOTKEY_ALPHA, (ten, NetUid(0)), 5_u64)
        .has(&storage::TOTAL_HOTKEY_ALPHA, (ten, NetUid(1)), 31_u64)
        .has(&storage::TOTAL_HOTKEY_ALPHA, (ten, NetUid(200)), 7_u64)
        .build();
    // Which subnets there are; then their prices, and the stakes of all pairs in one request.
    let hotkeys = [ten, eleven];
    let totals = read(&chain, (4, 2), async |head| head.total_stake_for_hotkeys(hotkeys).await);
    assert_eq!(totals, BTreeMap::from([(ten, Tao::from_rao(5 + 1 + 14)), (eleven, Tao::ZERO)]));
    assert!(read(&chain, (0, 0), async |head| head.total_stake_for_hotkeys([]).await).is_empty());
    let before = with_subnets(of_spec(233), &[0, 1]).build();
    let lacking = lacks(&before, async |head| head.total_stake_for_hotkeys([ten]).await);
    assert_eq!(lacking, "current_alpha_price");
}

#[test]
fn fees_are_in_what_the_amount_is_in() {
    // As the runtime does it: nothing where both ends are the same, else the part of the amount that
    // the pool of the destination takes, and the root network has none.
    let chain = chain()
        .answers(&stake_info::GET_STAKE_FEE, |(origin, _, destination, _, amount)| {
            let netuid = destination.or(origin).map_or(0, |(_, netuid)| netuid);
            if origin == destination || netuid == 0 {
                0
            } else {
                amount / 1_000 + u64::from(netuid)
            }
        })
        .build();
    let (tao, alpha) = (Tao::from_rao(5_000), Alpha::from_rao(7_000));
    let add = read(&chain, ONE, async |head| head.stake_add_fee(1, tao).await);
    assert_eq!(add, Tao::from_rao(6));
    let remove = read(&chain, ONE, async |head| head.unstake_fee(2, alpha).await);
    assert_eq!(remove, Alpha::from_rao(9));
    // What is moved pays where it leaves a pool, and where it leaves none, where it enters one.
    for (origin, destination, fee) in [(1, 3, 8), (3, 1, 10), (1, 0, 8), (0, 3, 10), (3, 3, 0)] {
        let moved = read(&chain, ONE, async |head| {
            head.stake_movement_fee(origin, destination, alpha).await
        });
        assert_eq!(moved, Alpha::from_rao(fee), "{origin} to {destination}");
    }
    let before = of_spec(233).build();
    assert_eq!(lacks(&before, async |head| head.stake_add_fee(1, tao).await), "get_stake_fee");
}

#[test]
fn root_claims_are_exact() {
    let (one, ten) = (account(1), account(10));
    // 0.75 alpha for each rao: with the integer part, which floats of the fraction lose.
    let rate: I96F32 = "1000.75".parse().unwrap();
    let rates = BTreeMap::from([(NetUid(1), rate), (NetUid(300), I96F32::ONE)]);
    let kept = RootClaimTypeEnum::KeepSubnets { subnets: [NetUid(1)].into() };
    let chain = staked()
        .has(&storage::ROOT_CLAIMABLE, (ten,), rates.clone())
        .has(&storage::ROOT_CLAIMED, (NetUid(1), ten, one), 1_u128)
        .has(&storage::ROOT_CLAIM_TYPE, (one,), kept.clone())
        .has(&storage::ROOT_ALPHA_DIVIDENDS_PER_SUBNET, (NetUid(1), ten), 8_u64)
        .has(&storage::ROOT_CLAIMABLE_THRESHOLD, (NetUid(1),), I96F32::from(7))
        .build();
    let claim_type = read(&chain, ONE, async |head| head.root_claim_type(&one).await);
    assert_eq!(claim_type, kept);
    let claim_type = read(&chain, ONE, async |head| head.root_claim_type(&ten).await);
    assert_eq!(claim_type, RootClaimTypeEnum::Swap);
    assert_eq!(read(&chain, ONE, async |head| head.root_claimable_rates(&ten).await), rates);
    let of =
        |netuid: u16| read(&chain, ONE, async |head| head.root_claimable_rate(&ten, netuid).await);
    assert_eq!((of(1), of(300), of(2)), (rate, I96F32::ONE, I96F32::ZERO));
    let claimable = |netuid: u16| {
        read(&chain, (2, 1), async |head| head.root_claimable_stake(&one, &ten, netuid).await)
    };
    // The stake on the root network has more digits than a float.
    let staked = 9_007_199_254_740_993_u128;
    assert_eq!(u128::from(claimable(1).rao()), staked * 100_075 / 100 - 1);
    assert_eq!((claimable(300).rao(), claimable(2).rao()), (staked as u64, 0));
    let claimed = |netuid: u16| {
        read(&chain, ONE, async |head| head.root_claimed(&one, &ten, netuid).await).rao()
    };
    assert_eq!((claimed(1), claimed(2)), (1, 0));
    let dividends = read(&chain, ONE, async |head| head.root_alpha_dividends(&ten, 1).await);
    assert_eq!(dividends, Alpha::from_rao(8));
    let threshold = |netuid: u16| {
        read(&chain, ONE, async |head| head.root_claim_threshold(netuid).await).floor()
    };
    assert_eq!((threshold(1), threshold(2)), (7, 500_000));
    let before = of_spec(320).build();
    assert_eq!(lacks(&before, async |head| head.root_claim_type(&one).await), "RootClaimType");
}
