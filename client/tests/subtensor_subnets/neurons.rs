//! Neurons, metagraphs, certificates, weights and bonds.

use std::collections::BTreeMap;

use subwire::codec::subtensor::apis::neuron_info_runtime_api as neuron_info;
use subwire::codec::subtensor::apis::subnet_info_runtime_api as subnet_info;
use subwire::codec::subtensor::pallets::subtensor_module::storage;
use subwire::codec::subtensor::{
    AxonInfo, Metagraph, NetUid, NetUidStorageIndex, NeuronCertificate, NeuronInfo, NeuronInfoLite,
    PerU16, PrometheusInfo, SelectiveMetagraph, SelectiveMetagraphIndex, SubnetState,
    TimelockedCommit, WeightCommit,
};
use subwire::transport::mock::Chain;
use subwire::{Error, Subtensor};

use crate::support::{FREE, MAP, ONE, Stores, account, chain, lacks, of_spec, read};

fn demo() -> Chain {
    Subtensor::demo().client().transport().clone()
}

#[test]
fn neurons_by_uid_and_by_hotkey() {
    let chain = demo();
    let all = read(&chain, ONE, async |head| head.neurons(1).await);
    let lite = read(&chain, ONE, async |head| head.neurons_lite(1).await);
    assert_eq!((all.len(), lite.len()), (16, 16));

    let one = read(&chain, ONE, async |head| head.neuron(1, 7).await);
    assert_eq!(one.as_ref(), Some(&all[7]));
    let one = read(&chain, ONE, async |head| head.neuron_lite(1, 7).await);
    assert_eq!(one.as_ref(), Some(&lite[7]));
    assert_eq!(read(&chain, ONE, async |head| head.neuron(1, 16).await), None);
    assert_eq!(read(&chain, ONE, async |head| head.neuron_lite(99, 0).await), None);

    let hotkey = all[7].hotkey;
    let one = read(&chain, (2, 2), async |head| head.neuron_of(&hotkey, 1).await);
    assert_eq!(one.as_ref(), Some(&all[7]));
    // Where there is no uid, nothing more is asked.
    assert_eq!(read(&chain, ONE, async |head| head.neuron_of(&account(1), 1).await), None);
}

#[test]
fn what_neurons_announce() {
    let (one, two) = (account(1), account(2));
    let axon = AxonInfo { port: 8091, ip_type: 4, ..AxonInfo::default() };
    let prometheus = PrometheusInfo { port: 9090, ..PrometheusInfo::default() };
    let certificate = NeuronCertificate { public_key: vec![7; 33], algorithm: 1 };
    let chain = chain()
        .has(&storage::KEYS, (NetUid(1), 3), one)
        .has(&storage::AXONS, (NetUid(1), one), &axon)
        .has(&storage::AXONS, (NetUid(2), two), AxonInfo::default())
        .has(&storage::PROMETHEUS, (NetUid(1), one), &prometheus)
        .has(&storage::NEURON_CERTIFICATES, (NetUid(1), one), &certificate)
        .has(&storage::NEURON_CERTIFICATES, (NetUid(1), two), &certificate)
        .has(&storage::NEURON_CERTIFICATES, (NetUid(2), two), &certificate)
        .build();
    assert_eq!(read(&chain, ONE, async |head| head.hotkey(1, 3).await), Some(one));
    // The chain would read the account of all zeros.
    assert_eq!(read(&chain, ONE, async |head| head.hotkey(1, 4).await), None);

    assert_eq!(read(&chain, ONE, async |head| head.axon(&one, 1).await), Some(axon.clone()));
    assert_eq!(read(&chain, ONE, async |head| head.axon(&two, 1).await), None);
    let axons = read(&chain, MAP, async |head| head.axons(1).await);
    assert_eq!(axons, BTreeMap::from([(one, axon)]));
    let found = read(&chain, ONE, async |head| head.prometheus(&one, 1).await);
    assert_eq!(found, Some(prometheus));

    let found = read(&chain, ONE, async |head| head.neuron_certificate(&one, 1).await);
    assert_eq!(found, Some(certificate.clone()));
    assert_eq!(read(&chain, ONE, async |head| head.neuron_certificate(&one, 2).await), None);
    let all = read(&chain, MAP, async |head| head.neuron_certificates(1).await);
    assert_eq!(all, BTreeMap::from([(one, certificate.clone()), (two, certificate)]));
}

#[test]
fn columns_of_a_subnet() {
    let permits = vec![true, false];
    let chain = chain()
        .has(&storage::NETWORKS_ADDED, (NetUid(1),), true)
        .has(&storage::VALIDATOR_PERMIT, (NetUid(1),), &permits)
        .has(&storage::STAKE_WEIGHT, (NetUid(1),), vec![65_535_u16, 1])
        .build();
    let found = read(&chain, ONE, async |head| head.validator_permits(1).await);
    assert_eq!(found, Some(permits));
    assert_eq!(read(&chain, ONE, async |head| head.validator_permits(2).await), None);
    let found = read(&chain, ONE, async |head| head.stake_weights(1).await);
    assert_eq!(found, [PerU16(65_535), PerU16(1)]);
}

/// Metagraphs of the demo, and of the mechanisms of subnet 1 those whose tempo is their number.
#[test]
fn metagraphs() {
    let chain = demo();
    let one = read(&chain, ONE, async |head| head.metagraph(1).await).expect("a subnet");
    let all = read(&chain, ONE, async |head| head.metagraphs().await);
    assert_eq!((one.netuid, one.hotkeys.len(), all.len()), (NetUid(1), 16, 8));
    assert_eq!(all[1], one);
    assert_eq!(read(&chain, ONE, async |head| head.metagraph(99).await), None);
    let state = read(&chain, ONE, async |head| head.subnet_state(1).await).expect("a subnet");
    assert_eq!((state.hotkeys, state.total_stake), (one.hotkeys.clone(), one.total_stake.clone()));

    let fields = [SelectiveMetagraphIndex::Hotkeys, SelectiveMetagraphIndex::Tempo];
    let some = read(&chain, ONE, async |head| head.metagraph_fields(1, &fields).await);
    let some = some.expect("a subnet");
    assert_eq!((some.hotkeys, some.tempo, some.block), (Some(one.hotkeys), Some(360), None));
}

/// Runtimes name subnet 0 where they are not asked for the netuid.
#[test]
fn fields_are_of_the_subnet_that_was_asked_about() {
    let answer = |netuid| SelectiveMetagraph { netuid, ..SelectiveMetagraph::default() };
    let chain = chain()
        .answers(&subnet_info::GET_SELECTIVE_METAGRAPH, move |(netuid, fields): (_, Vec<u16>)| {
            let netuid = if fields.contains(&0) { netuid } else { NetUid(0) };
            Some(answer(netuid))
        })
        .build();
    let fields = [SelectiveMetagraphIndex::Tempo];
    let found = read(&chain, ONE, async |head| head.metagraph_fields(5, &fields).await);
    assert_eq!(found.map(|found| found.netuid), Some(NetUid(5)));
}

#[test]
fn metagraphs_of_mechanisms() {
    let template = {
        let chain = demo();
        read(&chain, ONE, async |head| head.metagraph(1).await).expect("a subnet")
    };
    let of = move |mechanism: u8| {
        let tempo = mechanism.into();
        (mechanism < 2).then(|| Metagraph { tempo, ..template.clone() })
    };
    // As runtimes do, which name a mechanism's number instead of its subnet.
    let told = of.clone();
    let told = move |mechanism: u8| {
        let index = NetUidStorageIndex::new(NetUid(1), mechanism)?;
        Some(Metagraph { netuid: NetUid(index.0), ..told(mechanism)? })
    };
    let (one, all) = (told.clone(), told);
    let selected = move |mechanism: u8, fields: &[u16]| {
        let tempo = (fields == [8]).then_some(mechanism.into());
        let netuid = NetUid(4096 * u16::from(mechanism) + 1);
        (mechanism < 2).then(|| SelectiveMetagraph {
            netuid,
            tempo,
            ..SelectiveMetagraph::default()
        })
    };
    let chain = chain()
        .answers(&subnet_info::GET_MECHAGRAPH, move |(_, mechanism)| one(mechanism))
        .answers(&subnet_info::GET_ALL_MECHAGRAPHS, move |()| vec![all(0), None, all(1)])
        .answers(&subnet_info::GET_SELECTIVE_MECHAGRAPH, move |(_, mechanism, fields)| {
            selected(mechanism, &fields)
        })
        .build();
    let found = read(&chain, ONE, async |head| head.mechagraph(1, 1).await);
    assert_eq!(found, of(1));
    assert_eq!(read(&chain, ONE, async |head| head.mechagraph(1, 2).await), None);
    let found = read(&chain, ONE, async |head| head.mechagraphs().await);
    let mechanisms = [0, 1].map(|mechanism| (mechanism, of(mechanism).unwrap()));
    assert_eq!(found, BTreeMap::from([(NetUid(1), BTreeMap::from(mechanisms))]));
    let fields = [SelectiveMetagraphIndex::Tempo];
    let found = read(&chain, ONE, async |head| head.mechagraph_fields(1, 1, &fields).await);
    assert_eq!(found.map(|found| (found.netuid, found.tempo)), Some((NetUid(1), Some(1))));

    let old = of_spec(315).build();
    assert_eq!(lacks(&old, async |head| head.mechagraph(1, 0).await), "get_mechagraph");
    assert_eq!(lacks(&old, async |head| head.mechagraphs().await), "get_all_mechagraphs");
}

#[test]
fn no_answer_is_taken_for_another() {
    // Of the wrong subnet, and cut off: neither is a value of the type.
    let chain = chain()
        .answers(&neuron_info::GET_NEURONS, |_| [1_u8, 2, 3])
        .answers(&subnet_info::GET_SUBNET_STATE, |_| Some(7_u8))
        .build();
    let head = smol::block_on(subwire::Client::new(chain).at_head()).unwrap();
    let neurons: Result<Vec<NeuronInfo>, _> = smol::block_on(head.neurons(1));
    let state: Result<Option<SubnetState>, _> = smol::block_on(head.subnet_state(1));
    let unknown: Result<Vec<NeuronInfoLite>, _> = smol::block_on(head.neurons_lite(1));
    assert!(matches!(neurons, Err(Error::Decode(_))), "{neurons:?}");
    assert!(matches!(state, Err(Error::Decode(_))), "{state:?}");
    assert!(unknown.unwrap_err().rpc().is_some());
}

fn index(mechanism: u8) -> NetUidStorageIndex {
    NetUidStorageIndex::new(NetUid(3), mechanism).unwrap()
}

#[test]
fn weights_and_bonds() {
    let chain = chain()
        .has(&storage::WEIGHTS, (index(0), 258), vec![(1_u16, 65_535_u16), (2, 1)])
        .has(&storage::WEIGHTS, (index(0), 1), vec![(0_u16, 7_u16)])
        .has(&storage::WEIGHTS, (index(1), 1), vec![(5_u16, 9_u16)])
        .has(&storage::BONDS, (index(1), 1), vec![(5_u16, 10_u16)])
        .build();
    let row = |pairs: &[(u16, u16)]| -> BTreeMap<u16, PerU16> {
        pairs.iter().map(|(uid, part)| (*uid, PerU16(*part))).collect()
    };
    let found = read(&chain, MAP, async |head| head.weights(3, 0).await);
    assert_eq!(found, BTreeMap::from([(258, row(&[(1, 65_535), (2, 1)])), (1, row(&[(0, 7)]))]));
    let found = read(&chain, MAP, async |head| head.weights(3, 1).await);
    assert_eq!(found, BTreeMap::from([(1, row(&[(5, 9)]))]));
    let found = read(&chain, MAP, async |head| head.bonds(3, 1).await);
    assert_eq!(found, BTreeMap::from([(1, row(&[(5, 10)]))]));

    // A page of no keys has no values.
    assert!(read(&chain, ONE, async |head| head.bonds(3, 0).await).is_empty());
    let error =
        read(&chain, FREE, async |head| Ok(head.weights(3, 16).await.unwrap_err().to_string()));
    assert_eq!(error, "the runtime has no mechanism 16 of subnet 3");
}

#[test]
fn commitments_to_weights() {
    let (one, two) = (account(1), account(2));
    let commit = WeightCommit {
        hash: [7; 32],
        commit_block: 10,
        first_reveal_block: 20,
        last_reveal_block: 30,
    };
    let locked = |hotkey, reveal_round| TimelockedCommit {
        hotkey,
        commit_block: 11,
        ciphertext: vec![1, 2, 3],
        reveal_round,
    };
    let (first, second) = (vec![locked(one, 5), locked(two, 6)], vec![locked(one, 7)]);
    let chain = chain()
        .has(&storage::WEIGHT_COMMITS, (index(1), one), vec![commit.clone()])
        .has(&storage::WEIGHT_COMMITS, (index(0), two), vec![commit.clone()])
        .has(&storage::TIMELOCKED_WEIGHT_COMMITS, (index(1), 100), &first)
        .has(&storage::TIMELOCKED_WEIGHT_COMMITS, (index(1), 101), &second)
        .has(&storage::TIMELOCKED_WEIGHT_COMMITS, (index(0), 101), &second)
        .build();
    let found = read(&chain, MAP, async |head| head.weight_commits(3, 1).await);
    assert_eq!(found, BTreeMap::from([(one, vec![commit])]));
    let found = read(&chain, MAP, async |head| head.timelocked_weight_commits(3, 1).await);
    assert_eq!(found, BTreeMap::from([(100, first), (101, second)]));

    let old = of_spec(233).build();
    let missing = lacks(&old, async |head| head.timelocked_weight_commits(3, 1).await);
    assert_eq!(missing, "TimelockedWeightCommits");
}
