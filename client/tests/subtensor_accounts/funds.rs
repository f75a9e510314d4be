//! Balances, proxies, multisigs, crowdloans, leases, addresses of the EVM.

use std::collections::BTreeMap;

use subwire::codec::Tao;
use subwire::codec::fixed::U64F64;
use subwire::codec::subtensor::gone::{VOTING, Votes};
use subwire::codec::subtensor::pallets::{
    crowdloan, multisig, proxy, subtensor_module::storage, system,
};
use subwire::codec::subtensor::{
    AccountInfo, Announcement, CrowdloanInfo, Multisig, NetUid, Percent, ProxyDefinition,
    ProxyType, SubnetLease, Timepoint,
};

use crate::support::{FREE, MAP, ONE, Stores, account, chain, lacks, of_spec, read, recorded};

#[test]
fn balances_of_many_are_one_request() {
    let info = |rao| {
        let mut info = AccountInfo { nonce: 3, ..AccountInfo::default() };
        info.data.free = Tao::from_rao(rao);
        info
    };
    let (one, two) = (account(1), account(2));
    let chain = chain().has(&system::storage::ACCOUNT, (one,), info(5)).build();
    assert_eq!(read(&chain, ONE, async |head| head.account(&one).await), info(5));
    assert_eq!(read(&chain, ONE, async |head| head.balance(&one).await).rao(), 5);
    let many = || (1..=1_000).map(account);
    let all = read(&chain, ONE, async |head| head.balances(many()).await);
    assert_eq!((all.len(), all[&one].rao(), all[&two].rao()), (1_000, 5, 0));
    let all = read(&chain, ONE, async |head| head.accounts([one, two]).await);
    assert_eq!((all[&one].nonce, all[&two].nonce), (3, 0));
}

#[test]
fn constants_are_of_the_runtime() {
    let Some(chain) = recorded("constants_are_of_the_runtime", "subtensor_365.v16.scale", 365)
    else {
        return;
    };
    let chain = chain.build();
    let known = async |head: &crate::support::Head| {
        let proxies = head.proxy_constants().await?;
        let crowdloans = head.crowdloan_constants().await?;
        let deposit = head.existential_deposit().await?;
        Ok((proxies, crowdloans, deposit, head.key_swap_cost().await?))
    };
    // The metadata, once.
    let twice = async |head: &crate::support::Head| {
        known(head).await?;
        known(head).await
    };
    let (proxies, crowdloans, deposit, swap) = read(&chain, (3, 2), twice);
    assert_eq!(deposit, Tao::from_rao(500));
    assert_eq!(swap, Tao::from_rao(100_000_000));
    assert_eq!((proxies.max_proxies, proxies.max_pending), (20, 75));
    assert_eq!(proxies.proxy_deposit_base, Tao::from_rao(60_000_000));
    assert_eq!(proxies.proxy_deposit_factor, Tao::from_rao(33_000_000));
    assert_eq!(proxies.announcement_deposit_base, Tao::from_rao(36_000_000));
    assert_eq!(proxies.announcement_deposit_factor, Tao::from_rao(68_000_000));
    assert_eq!(crowdloans.max_contributors, 500);
    assert_eq!(crowdloans.minimum_deposit, Tao::from_rao(10_000_000_000));
    assert_eq!(crowdloans.absolute_minimum_contribution, Tao::from_rao(100_000_000));
    assert_eq!(crowdloans.refund_contributors_limit, 50);
    let durations = crowdloans.minimum_block_duration..=crowdloans.maximum_block_duration;
    assert_eq!(durations, 50_400..=432_000);
    let before = recorded("constants_are_of_the_runtime", "subtensor_233.v15.scale", 233);
    let before = before.expect("recordings").build();
    let lacking = lacks(&before, async |head| head.crowdloan_constants().await);
    assert_eq!(lacking, "AbsoluteMinimumContribution");
}

#[test]
fn proxies() {
    let (one, two, three) = (account(1), account(2), account(3));
    let staking = ProxyDefinition { delegate: two, proxy_type: ProxyType::Staking, delay: 5 };
    let call = Announcement { real: one, call_hash: [7; 32], height: 9 };
    let chain = chain()
        .has(&proxy::storage::PROXIES, (one,), (vec![staking.clone()], 93_u64))
        .has(&proxy::storage::ANNOUNCEMENTS, (two,), (vec![call.clone()], 104_u64))
        .build();
    let of = |real| read(&chain, ONE, async |head| head.proxies(&real).await);
    assert_eq!((of(one).proxies, of(one).deposit.rao()), (vec![staking], 93));
    assert_eq!((of(three).proxies, of(three).deposit), (vec![], Tao::ZERO));
    let by = |delegate| read(&chain, ONE, async |head| head.proxy_announcements(&delegate).await);
    assert_eq!((by(two).announcements, by(two).deposit.rao()), (vec![call], 104));
    assert!(by(one).announcements.is_empty());
    // Sixteen parts of the map side by side, and the values of the one that is not empty.
    let all = read(&chain, (17, 2), async |head| head.all_proxies().await);
    assert_eq!(all, BTreeMap::from([(one, of(one))]));
    let all = read(&chain, (17, 2), async |head| head.all_proxy_announcements().await);
    assert_eq!(all, BTreeMap::from([(two, by(two))]));
}

#[test]
fn multisigs() {
    let (one, two) = (account(1), account(2));
    let waiting = Multisig {
        when: Timepoint { height: 3, index: 1 },
        deposit: Tao::from_rao(8),
        depositor: two,
        approvals: vec![two],
    };
    let key = (one, [7_u8; 32]);
    let chain = chain().has(&multisig::storage::MULTISIGS, key, waiting.clone()).build();
    let of = |hash| read(&chain, ONE, async |head| head.multisig(&one, &hash).await);
    assert_eq!((of([7; 32]), of([8; 32])), (Some(waiting.clone()), None));
    let all = read(&chain, MAP, async |head| head.multisigs(&one).await);
    assert_eq!(all, BTreeMap::from([([7; 32], waiting)]));
    assert!(read(&chain, ONE, async |head| head.multisigs(&two).await).is_empty());
}

#[test]
fn crowdloans() {
    let (one, two) = (account(1), account(2));
    let loan = CrowdloanInfo {
        creator: one,
        deposit: Tao::from_rao(10),
        min_contribution: Tao::from_rao(1),
        end: 99,
        cap: Tao::from_rao(100),
        funds_account: two,
        raised: Tao::from_rao(30),
        target_address: None,
        call: None,
        finalized: false,
        contributors_count: 2,
    };
    let chain = chain()
        .has(&crowdloan::storage::CROWDLOANS, (4_u32,), loan.clone())
        .has(&crowdloan::storage::NEXT_CROWDLOAN_ID, (), 5_u32)
        .has(&crowdloan::storage::CONTRIBUTIONS, (4_u32, one), 10_u64)
        .has(&crowdloan::storage::CONTRIBUTIONS, (4_u32, two), 20_u64)
        .has(&crowdloan::storage::CONTRIBUTIONS, (3_u32, two), 40_u64)
        .build();
    let of = |id| read(&chain, ONE, async |head| head.crowdloan(id).await);
    assert_eq!((of(4), of(5)), (Some(loan.clone()), None));
    let all = read(&chain, MAP, async |head| head.crowdloans().await);
    assert_eq!(all, BTreeMap::from([(4, loan)]));
    assert_eq!(read(&chain, ONE, async |head| head.crowdloan_next_id().await), 5);
    let put_in = read(&chain, MAP, async |head| head.crowdloan_contributions(4).await);
    assert_eq!(put_in, BTreeMap::from([(one, Tao::from_rao(10)), (two, Tao::from_rao(20))]));
    let before = of_spec(233).build();
    assert_eq!(lacks(&before, async |head| head.crowdloan(4).await), "Crowdloans");
    assert_eq!(lacks(&before, async |head| head.crowdloan_contributions(4).await), "Contributions");
}

#[test]
fn leases() {
    let (one, two) = (account(1), account(2));
    let lease = SubnetLease {
        beneficiary: one,
        coldkey: two,
        hotkey: account(3),
        emissions_share: Percent(30),
        end_block: None,
        netuid: NetUid(7),
        cost: Tao::from_rao(1_000),
    };
    let third = U64F64::ONE.checked_div(U64F64::from(3)).expect("a third");
    let chain = chain()
        .has(&storage::SUBNET_LEASES, (2_u32,), lease.clone())
        .has(&storage::SUBNET_UID_TO_LEASE_ID, (NetUid(7),), 2_u32)
        .has(&storage::SUBNET_LEASE_SHARES, (2_u32, two), third)
        .build();
    let of = |id| read(&chain, ONE, async |head| head.lease(id).await);
    assert_eq!((of(2), of(3)), (Some(lease.clone()), None));
    let all = read(&chain, MAP, async |head| head.leases().await);
    assert_eq!(all, BTreeMap::from([(2, lease)]));
    let of_subnet =
        |netuid: u16| read(&chain, ONE, async |head| head.lease_of_subnet(netuid).await);
    assert_eq!((of_subnet(7), of_subnet(8)), (Some(2), None));
    let shares = read(&chain, MAP, async |head| head.lease_shares(2).await);
    assert_eq!(shares, BTreeMap::from([(two, third)]));
    let before = of_spec(233).build();
    assert_eq!(lacks(&before, async |head| head.leases().await), "SubnetLeases");
}

#[test]
fn addresses_of_the_evm() {
    let chain = chain()
        .has(&storage::ASSOCIATED_EVM_ADDRESS, (NetUid(1), 300_u16), ([9_u8; 20], 55_u64))
        .build();
    let of = |uid| read(&chain, ONE, async |head| head.associated_evm_address(1, uid).await);
    let found = of(300).expect("an address");
    assert_eq!((found.address, found.block, of(4)), ([9; 20], 55, None));
    let all = read(&chain, MAP, async |head| head.associated_evm_addresses(1).await);
    assert_eq!(all, BTreeMap::from([(300, found)]));
    assert!(read(&chain, ONE, async |head| head.associated_evm_addresses(2).await).is_empty());
    let before = of_spec(233).build();
    let lacking = lacks(&before, async |head| head.associated_evm_address(1, 0).await);
    assert_eq!(lacking, "AssociatedEvmAddress");
}

#[test]
fn votes_of_the_triumvirate() {
    let votes = Votes { index: 3, threshold: 2, ayes: vec![account(1)], nays: vec![], end: 900 };
    let chain = of_spec(320).has(&VOTING, ([7_u8; 32],), votes.clone()).build();
    let of = |hash| read(&chain, ONE, async |head| head.vote_data(&hash).await);
    assert_eq!((of([7; 32]), of([8; 32])), (Some(votes), None));
    let today = of_spec(365).build();
    assert_eq!(lacks(&today, async |head| head.vote_data(&[7; 32]).await), "Voting");
}

#[test]
fn what_costs_nothing_asks_nothing() {
    let chain = chain().build();
    assert!(read(&chain, FREE, async |head| head.balances([]).await).is_empty());
    assert!(read(&chain, FREE, async |head| head.hotkey_identities([]).await).is_empty());
    assert!(read(&chain, FREE, async |head| head.memberships([], []).await).is_empty());
}
