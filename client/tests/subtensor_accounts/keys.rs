//! Hotkeys and who they belong to: delegates, children, identities, registrations.

use std::collections::{BTreeMap, BTreeSet};

use subwire::codec::subtensor::apis::delegate_info_runtime_api as delegate_info;
use subwire::codec::subtensor::pallets::subtensor_module::storage;
use subwire::codec::subtensor::{
    ChainIdentityV2, Column, DelegateInfo, Delegated, NetUid, PerU16, PerU64, SubnetIdentityV3,
    SubnetStake,
};
use subwire::codec::{AccountId, Alpha};

use crate::support::{MAP, ONE, Stores, account, chain, lacks, of_spec, read};

fn delegate(hotkey: AccountId) -> DelegateInfo {
    DelegateInfo {
        delegate_ss58: hotkey,
        take: PerU16(11_796),
        nominators: Vec::new(),
        owner_ss58: account(1),
        registrations: Column::from(vec![NetUid(1)]),
        validator_permits: Column::default(),
        return_per_1000: 5,
        total_daily_return: 6,
    }
}

#[test]
fn delegates() {
    let (one, two, ten, eleven) = (account(1), account(2), account(10), account(11));
    let delegated = move || {
        let stake = SubnetStake { netuid: NetUid(1), stake: Alpha::from_rao(9) };
        vec![Delegated { delegate: delegate(ten), stake }]
    };
    let chain =
        chain()
            .answers(&delegate_info::GET_DELEGATES, move |()| vec![delegate(ten), delegate(eleven)])
            .answers(&delegate_info::GET_DELEGATE, move |(hotkey,)| {
                (hotkey == ten).then(|| delegate(ten))
            })
            .answers(&delegate_info::GET_DELEGATED, move |(coldkey,)| {
                if coldkey == one { delegated() } else { vec![] }
            })
            // As much as the default: what counts is that it is stored.
            .has(&storage::DELEGATES, (ten,), 11_796_u16)
            .has(&storage::DELEGATES, (eleven,), 0_u16)
            .has(&storage::MIN_DELEGATE_TAKE, (), 100_u16)
            .build();
    let all = read(&chain, ONE, async |head| head.delegates().await);
    assert_eq!(all, [delegate(ten), delegate(eleven)]);
    let by_hotkey = |hotkey| read(&chain, ONE, async |head| head.delegate(&hotkey).await);
    assert_eq!((by_hotkey(ten), by_hotkey(two)), (Some(delegate(ten)), None));
    // Two calls in one message.
    let some = read(&chain, (2, 1), async |head| head.delegates_of([ten, two]).await);
    assert_eq!(some, BTreeMap::from([(ten, delegate(ten))]));
    let is = |hotkey| read(&chain, ONE, async |head| head.is_delegate(&hotkey).await);
    assert_eq!((is(ten), is(eleven), is(two)), (true, true, false));
    let take = |hotkey| read(&chain, ONE, async |head| head.delegate_take(&hotkey).await).0;
    assert_eq!((take(ten), take(eleven), take(two)), (11_796, 0, 11_796));
    let limits = read(&chain, ONE, async |head| head.delegate_take_with_limits(&eleven).await);
    assert_eq!((limits.take.0, limits.min.0, limits.max.0), (0, 100, 11_796));
    let takes = read(&chain, ONE, async |head| head.delegate_takes([ten, eleven]).await);
    assert_eq!(takes, BTreeMap::from([(ten, PerU16(11_796)), (eleven, PerU16(0))]));
    let of = |coldkey| read(&chain, ONE, async |head| head.delegated(&coldkey).await);
    assert_eq!((of(one).len(), of(two).len()), (1, 0));
    assert_eq!(of(one)[0].stake.stake, Alpha::from_rao(9));
}

#[test]
fn owners() {
    let (one, ten, eleven, twelve) = (account(1), account(10), account(11), account(12));
    let chain = chain()
        .has(&storage::OWNER, (ten,), one)
        .has(&storage::OWNER, (twelve,), [0_u8; 32])
        .has(&storage::OWNED_HOTKEYS, (one,), vec![ten])
        .build();
    assert_eq!(read(&chain, ONE, async |head| head.owned_hotkeys(&one).await), [ten]);
    assert!(read(&chain, ONE, async |head| head.owned_hotkeys(&ten).await).is_empty());
    let owner = |hotkey| read(&chain, ONE, async |head| head.hotkey_owner(&hotkey).await);
    assert_eq!((owner(ten), owner(eleven), owner(twelve)), (Some(one), None, None));
    let exists = |hotkey| read(&chain, ONE, async |head| head.does_hotkey_exist(&hotkey).await);
    assert_eq!((exists(ten), exists(eleven)), (true, false));
    let many = read(&chain, ONE, async |head| head.hotkey_owners([eleven, ten, twelve]).await);
    assert_eq!(many, BTreeMap::from([(ten, one)]));
}

#[test]
fn children_and_parents() {
    let (ten, eleven) = (account(10), account(11));
    let half = vec![(PerU64(u64::MAX / 2), eleven)];
    let chain = chain()
        .has(&storage::CHILD_KEYS, (ten, NetUid(1)), half.clone())
        .has(&storage::PARENT_KEYS, (eleven, NetUid(1)), vec![(PerU64::ONE, ten)])
        .has(&storage::PENDING_CHILD_KEYS, (NetUid(1), ten), (half.clone(), 77_u64))
        .has(&storage::CHILDKEY_TAKE, (eleven, NetUid(1)), 600_u16)
        .build();
    let children = |netuid: u16| read(&chain, ONE, async |head| head.children(&ten, netuid).await);
    assert_eq!((children(1), children(2)), (half.clone(), vec![]));
    let parents = read(&chain, ONE, async |head| head.parents(&eleven, 1).await);
    assert_eq!(parents, [(PerU64::ONE, ten)]);
    let pending =
        |netuid: u16| read(&chain, ONE, async |head| head.pending_children(&ten, netuid).await);
    let waiting = pending(1).expect("some wait");
    assert_eq!((waiting.children, waiting.from_block, pending(2)), (half, 77, None));
    let take =
        |netuid: u16| read(&chain, ONE, async |head| head.childkey_take(&eleven, netuid).await);
    assert_eq!((take(1), take(2)), (PerU16(600), PerU16(0)));
}

#[test]
fn identities() {
    let named = |name: &str| ChainIdentityV2 { name: name.into(), ..ChainIdentityV2::default() };
    let subnet = SubnetIdentityV3 { subnet_name: "apex".into(), ..SubnetIdentityV3::default() };
    let (one, two, three) = (account(1), account(2), account(3));
    let (ten, eleven, twelve) = (account(10), account(11), account(12));
    let chain = chain()
        .has(&storage::IDENTITIES_V2, (one,), named("one"))
        .has(&storage::IDENTITIES_V2, (two,), named("two"))
        .has(&storage::OWNER, (ten,), one)
        .has(&storage::OWNER, (eleven,), three)
        .has(&storage::SUBNET_IDENTITIES_V3, (NetUid(7),), subnet.clone())
        .build();
    let identity = |coldkey| read(&chain, ONE, async |head| head.identity(&coldkey).await);
    assert_eq!((identity(one), identity(three)), (Some(named("one")), None));
    let both = BTreeMap::from([(one, named("one")), (two, named("two"))]);
    let many = read(&chain, ONE, async |head| head.identities([one, two, three]).await);
    assert_eq!(many, both);
    let owners =
        async |head: &crate::support::Head| head.hotkey_identities([ten, eleven, twelve]).await;
    assert_eq!(read(&chain, (2, 2), owners), BTreeMap::from([(ten, named("one"))]));
    // Sixteen parts of the map side by side, and the values of the two that are not empty.
    let all = read(&chain, (18, 2), async |head| head.delegate_identities().await);
    assert_eq!(all, both);
    let of_subnet =
        |netuid: u16| read(&chain, ONE, async |head| head.subnet_identity(netuid).await);
    assert_eq!((of_subnet(7), of_subnet(8)), (Some(subnet.clone()), None));
    let some =
        async |head: &crate::support::Head| head.subnet_identities_of([NetUid(7), NetUid(8)]).await;
    assert_eq!(read(&chain, ONE, some), BTreeMap::from([(NetUid(7), subnet.clone())]));
    let all = read(&chain, MAP, async |head| head.subnet_identities().await);
    assert_eq!(all, BTreeMap::from([(NetUid(7), subnet)]));
    let before = of_spec(224).build();
    assert_eq!(lacks(&before, async |head| head.identity(&one).await), "IdentitiesV2");
    assert_eq!(lacks(&before, async |head| head.subnet_identities().await), "SubnetIdentitiesV3");
}

#[test]
fn registrations() {
    let (ten, eleven, twelve) = (account(10), account(11), account(12));
    let chain = chain()
        .has(&storage::IS_NETWORK_MEMBER, (ten, NetUid(300)), true)
        .has(&storage::IS_NETWORK_MEMBER, (ten, NetUid(5)), true)
        .has(&storage::IS_NETWORK_MEMBER, (ten, NetUid(6)), false)
        .has(&storage::IS_NETWORK_MEMBER, (eleven, NetUid(6)), false)
        .has(&storage::UIDS, (NetUid(5), ten), 9_u16)
        .build();
    let of = |hotkey| read(&chain, MAP, async |head| head.netuids_for_hotkey(&hotkey).await);
    assert_eq!(of(ten), [5, 300].map(NetUid));
    let any = |hotkey, cost| {
        read(&chain, cost, async |head| head.is_hotkey_registered_any(&hotkey).await)
    };
    // Of one that is nowhere there are no values to ask for.
    assert_eq!((any(ten, MAP), any(eleven, MAP), any(twelve, ONE)), (true, false, false));
    let netuids = || [5, 6, 300].map(NetUid);
    let members = read(&chain, ONE, async |head| head.memberships([ten, eleven], netuids()).await);
    let in_two = BTreeSet::from([5, 300].map(NetUid));
    assert_eq!(members, BTreeMap::from([(ten, in_two), (eleven, BTreeSet::new())]));
    let uid = |netuid: u16| read(&chain, ONE, async |head| head.uid_for_hotkey(&ten, netuid).await);
    assert_eq!((uid(5), uid(6)), (Some(9), None));
    let is =
        |netuid: u16| read(&chain, ONE, async |head| head.is_hotkey_registered(&ten, netuid).await);
    assert_eq!((is(5), is(300)), (true, false));
    let uids = read(&chain, ONE, async |head| head.uids_for_hotkeys([ten, eleven], 5).await);
    assert_eq!(uids, BTreeMap::from([(ten, 9)]));
}
