//! Which subnets there are, whose, what they are called and what they cost.

use std::collections::BTreeMap;

use subwire::codec::codec::Encode;
use subwire::codec::fixed::I64F64;
use subwire::codec::subtensor::apis::subnet_info_runtime_api as subnet_info;
use subwire::codec::subtensor::apis::subnet_registration_runtime_api as registration;
use subwire::codec::subtensor::pallets::subtensor_module::storage;
use subwire::codec::subtensor::{NetUid, PerU16, SubnetIdentityV3, SubnetInfo, SubnetInfoV2};
use subwire::codec::{Alpha, KeyArgs, Storage, StorageKeys, Tao};
use subwire::transport::mock::{Chain, ChainBuilder};
use subwire::{Subtensor, TaoFlow};

use crate::support::{FREE, ONE, Stores, account, chain, lacks, of_spec, read};

/// Subnets 0, 1 and 5.
fn three() -> ChainBuilder {
    let added = [0, 1, 5].map(|netuid| (storage::NETWORKS_ADDED.key((NetUid(netuid),)), vec![1]));
    chain().storage_many(added).has(&storage::TOTAL_NETWORKS, (), 3_u16)
}

/// 300 subnets, the last of number 598: more than are guessed.
fn many<K, V>(item: &Storage<K, V>, value: impl Fn(u16) -> Vec<u8>) -> Chain
where
    K: StorageKeys,
    (NetUid,): KeyArgs<K>,
{
    let netuids = || (0..300).map(|n| n * 2);
    let added = netuids().map(|netuid| (storage::NETWORKS_ADDED.key((NetUid(netuid),)), vec![1]));
    let values = netuids().map(|netuid| (item.key((NetUid(netuid),)), value(netuid)));
    let chain = chain().storage_many(added).storage_many(values);
    chain.has(&storage::TOTAL_NETWORKS, (), 300_u16).build()
}

#[test]
fn which_there_are() {
    let chain = three().has(&storage::FIRST_EMISSION_BLOCK_NUMBER, (NetUid(5),), 77_u64).build();
    assert_eq!(read(&chain, ONE, async |head| head.netuids().await), [0, 1, 5].map(NetUid));
    assert_eq!(read(&chain, ONE, async |head| head.total_subnets().await), 3);
    assert!(read(&chain, ONE, async |head| head.subnet_exists(5).await));
    assert!(!read(&chain, ONE, async |head| head.subnet_exists(4).await));
    assert!(read(&chain, ONE, async |head| head.subnet_is_active(5).await));
    assert!(!read(&chain, ONE, async |head| head.subnet_is_active(1).await));
    let old = of_spec(233).build();
    let missing = lacks(&old, async |head| head.subnet_is_active(1).await);
    assert_eq!(missing, "FirstEmissionBlockNumber");
}

#[test]
fn a_value_of_each_is_one_request() {
    let chain = three()
        .has(&storage::SUBNETWORK_N, (NetUid(1),), 64_u16)
        .has(&storage::SUBNETWORK_N, (NetUid(4),), 32_u16)
        .has(&storage::BURN, (NetUid(5),), 500_000_u64)
        .build();
    let sizes = read(&chain, ONE, async |head| head.subnet_sizes().await);
    // What is stored of a subnet that does not exist is none of one.
    assert_eq!(sizes, BTreeMap::from([(NetUid(0), 0), (NetUid(1), 64), (NetUid(5), 0)]));
    assert_eq!(read(&chain, ONE, async |head| head.subnet_size(1).await), Some(64));
    assert_eq!(read(&chain, ONE, async |head| head.subnet_size(4).await), None);

    let costs = read(&chain, ONE, async |head| head.registration_costs().await);
    assert_eq!(costs[&NetUid(5)], Tao::from_rao(500_000));
    let cost = read(&chain, ONE, async |head| head.registration_cost(5).await);
    assert_eq!(cost, Some(Tao::from_rao(500_000)));
    // The chain's default.
    let cost = read(&chain, ONE, async |head| head.registration_cost(1).await);
    assert_eq!(cost, Some(Tao::from_rao(100_000_000)));
    assert_eq!(read(&chain, ONE, async |head| head.registration_cost(4).await), None);
}

#[test]
fn more_than_are_guessed_are_found() {
    let chain = many(&storage::SUBNETWORK_N, |netuid| netuid.encode());
    // The guess, the keys, their values, the items.
    let sizes = read(&chain, (4, 4), async |head| head.subnet_sizes().await);
    assert_eq!(sizes.len(), 300);
    assert!(sizes.iter().all(|(netuid, size)| netuid.0 == *size));
}

#[test]
fn whose_they_are() {
    let (one, two) = (account(1), account(2));
    let chain = three()
        .has(&storage::SUBNET_OWNER, (NetUid(1),), one)
        .has(&storage::SUBNET_OWNER_HOTKEY, (NetUid(1),), two)
        .build();
    let netuids = || [0, 1, 5].map(NetUid);
    assert_eq!(read(&chain, ONE, async |head| head.subnet_owner(1).await), Some(one));
    assert_eq!(read(&chain, ONE, async |head| head.subnet_owner(5).await), None);
    assert_eq!(read(&chain, ONE, async |head| head.subnet_owner_hotkey(1).await), Some(two));
    let owners = read(&chain, ONE, async |head| head.subnet_owners(netuids()).await);
    assert_eq!(owners, BTreeMap::from([(NetUid(1), one)]));
    let owners = read(&chain, ONE, async |head| head.subnet_owner_hotkeys(netuids()).await);
    assert_eq!(owners, BTreeMap::from([(NetUid(1), two)]));
    assert!(read(&chain, FREE, async |head| head.subnet_owners([]).await).is_empty());
}

#[test]
fn what_they_are_called() {
    let identity = SubnetIdentityV3 { subnet_name: "omega ω".into(), ..Default::default() };
    let chain = three()
        .has(&storage::TOKEN_SYMBOL, (NetUid(1),), "α")
        .has(&storage::SUBNET_IDENTITIES_V3, (NetUid(5),), &identity)
        .build();
    let symbol = read(&chain, ONE, async |head| head.token_symbol(1).await);
    assert_eq!(symbol.expect("a subnet").to_string(), "α");
    assert_eq!(read(&chain, ONE, async |head| head.token_symbol(4).await), None);
    let symbols = read(&chain, ONE, async |head| head.token_symbols().await);
    let texts: Vec<String> = symbols.values().map(ToString::to_string).collect();
    // The chain's default stands for those that have none.
    assert_eq!(texts, ["\u{1d70f}", "α", "\u{1d70f}"]);
    let names = read(&chain, ONE, async |head| head.subnet_names().await);
    assert_eq!(names, BTreeMap::from([(NetUid(5), "omega ω".into())]));
}

#[test]
fn mechanisms() {
    let chain = three()
        .has(&storage::MECHANISM_COUNT_CURRENT, (NetUid(1),), 2_u8)
        .has(&storage::MECHANISM_EMISSION_SPLIT, (NetUid(1),), vec![65_535_u16, 0])
        .build();
    assert_eq!(read(&chain, ONE, async |head| head.mechanism_count(1).await), Some(2));
    assert_eq!(read(&chain, ONE, async |head| head.mechanism_count(5).await), Some(1));
    assert_eq!(read(&chain, ONE, async |head| head.mechanism_count(4).await), None);
    let split = read(&chain, ONE, async |head| head.mechanism_emission_split(1).await);
    assert_eq!(split, Some(vec![PerU16(65_535), PerU16(0)]));
    assert_eq!(read(&chain, ONE, async |head| head.mechanism_emission_split(5).await), None);
    let old = of_spec(315).build();
    let missing = lacks(&old, async |head| head.mechanism_count(1).await);
    assert_eq!(missing, "MechanismCountCurrent");
}

#[test]
fn emissions() {
    let flow = I64F64::from_bits(-(7 << 63));
    let chain = three()
        // The chain has written there what it reckoned for the last subnet's alpha.
        .has(&storage::BLOCK_EMISSION, (), 1_000_000_000_u64)
        .has(&storage::TOTAL_ISSUANCE, (), 10_600_000_000_000_000_u64)
        .has(&storage::SUBNET_TAO_IN_EMISSION, (NetUid(1),), 1_u64)
        .has(&storage::SUBNET_ALPHA_IN_EMISSION, (NetUid(1),), 2_u64)
        .has(&storage::SUBNET_ALPHA_OUT_EMISSION, (NetUid(1),), 3_u64)
        .has(&storage::PENDING_SERVER_EMISSION, (NetUid(1),), 4_u64)
        .has(&storage::PENDING_VALIDATOR_EMISSION, (NetUid(1),), 5_u64)
        .has(&storage::PENDING_ROOT_ALPHA_DIVS, (NetUid(1),), 6_u64)
        .has(&storage::PENDING_OWNER_CUT, (NetUid(1),), 7_u64)
        .has(&storage::EMISSION, (NetUid(1),), vec![8_u64, 9])
        .has(&storage::SUBNET_EMA_TAO_FLOW, (NetUid(1),), (100_u64, flow))
        .build();
    let found = read(&chain, ONE, async |head| head.block_emission().await);
    assert_eq!(found, Tao::from_rao(500_000_000));
    let found = read(&chain, ONE, async |head| head.subnet_emission(1).await).unwrap();
    let amounts = (found.tao_in.rao(), found.alpha_in.rao(), found.alpha_out.rao());
    assert_eq!(amounts, (1, 2, 3));
    assert_eq!(read(&chain, ONE, async |head| head.subnet_emission(4).await), None);
    let found = read(&chain, ONE, async |head| head.pending_emission(1).await).unwrap();
    let amounts = [found.servers, found.validators, found.root, found.owner];
    assert_eq!(amounts, [4, 5, 6, 7].map(Alpha::from_rao));
    assert_eq!(read(&chain, ONE, async |head| head.pending_emission(4).await), None);
    let found = read(&chain, ONE, async |head| head.neuron_emissions(1).await);
    assert_eq!(found, [8, 9].map(Alpha::from_rao));

    let flow_of = |flow: Option<TaoFlow>| flow.map(|flow| (flow.updated_at, flow.rao.to_string()));
    let expected = Some((100, String::from("-3.5")));
    let found = read(&chain, ONE, async |head| head.tao_flow(1).await);
    assert_eq!(flow_of(found), expected);
    let found = read(&chain, ONE, async |head| head.tao_flows().await);
    assert_eq!((found.len(), flow_of(found.get(&NetUid(1)).copied())), (1, expected));
    let old = of_spec(320).build();
    assert_eq!(lacks(&old, async |head| head.tao_flows().await), "SubnetEmaTaoFlow");
}

#[test]
fn as_the_runtime_sums_them_up() {
    let chain = Subtensor::demo().client().transport().clone();
    let one = read(&chain, ONE, async |head| head.subnet_info(1).await).expect("a subnet");
    assert_eq!((one.netuid, one.subnetwork_n), (NetUid(1), 16));
    let all: Vec<SubnetInfoV2> = read(&chain, ONE, async |head| head.subnet_infos().await);
    assert_eq!((all.len(), &all[1]), (8, &one));
    let first = read(&chain, ONE, async |head| head.subnet_info_v1(1).await).expect("a subnet");
    assert_eq!((first.owner, first.burn), (one.owner, one.burn));
    let all: Vec<SubnetInfo> = read(&chain, ONE, async |head| head.subnet_infos_v1().await);
    assert_eq!((all.len(), &all[1]), (8, &first));

    let one = read(&chain, ONE, async |head| head.dynamic_info(1).await).expect("a subnet");
    let all = read(&chain, ONE, async |head| head.dynamic_infos().await);
    assert_eq!((all.len(), &all[1]), (8, &one));
    assert_eq!(read(&chain, ONE, async |head| head.dynamic_info(99).await), None);
}

#[test]
fn what_a_subnet_costs() {
    let cost = Tao::from_rao(1_000_000_000_000);
    let chain = chain()
        .answers(&registration::GET_NETWORK_REGISTRATION_COST, move |()| cost)
        // A number that was given to nobody.
        .answers(&subnet_info::GET_SUBNETS_INFO_V2, |()| vec![None::<u8>, None])
        .build();
    assert_eq!(read(&chain, ONE, async |head| head.subnet_registration_cost().await), cost);
    assert!(read(&chain, ONE, async |head| head.subnet_infos().await).is_empty());
}
