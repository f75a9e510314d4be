//! A small Subtensor in memory, the same every time, for demonstrations and first steps.
//!
//! Not a simulation: the numbers are plausible, no epoch made them.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use subwire_codec::codec::{Decode, Encode};
use subwire_codec::hash::blake2b_256;
use subwire_codec::subtensor::runtime_api::{NEURON, NEURON_LITE, NEURONS, NEURONS_LITE};
use subwire_codec::subtensor::storage::{
    ACCOUNT, IS_NETWORK_MEMBER, LAST_UPDATE, NETWORKS_ADDED, NUMBER, SUBNETWORK_N, TEMPO,
    TOTAL_NETWORKS, UIDS,
};
use subwire_codec::subtensor::{
    AccountInfo, AxonInfo, ColdkeyStake, NetUid, NeuronInfo, NeuronInfoLite, PerU16,
    PrometheusInfo, UidWeight,
};
use subwire_codec::{AccountId, Alpha, Tao};
use subwire_transport::mock::{Chain, ChainBuilder};

use crate::Spec;

/// How many neurons each subnet has, by netuid.
const SUBNETS: [u16; 8] = [64, 16, 48, 24, 64, 32, 20, 40];
const BLOCK: u32 = 5_000_000;
const SPEC_NAME: &str = "node-subtensor";
const SPEC_VERSION: u32 = 365;
/// The top bit that current balances carry in their flags.
const FLAGS: u128 = 1 << 127;

/// Substrate's well-known development accounts, //Alice to //Ferdie.
const DEVELOPERS: [&str; 6] = [
    "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
    "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
    "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y",
    "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy",
    "5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw",
    "5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL",
];

type Subnets = BTreeMap<u16, Vec<NeuronInfo>>;

pub(super) fn chain() -> Chain {
    let subnets: Subnets =
        (0..).zip(SUBNETS).map(|(netuid, count)| (netuid, subnet(netuid, count))).collect();
    let chain = Chain::builder()
        .name("Subwire demo")
        .runtime(|runtime| runtime.spec_name(SPEC_NAME).spec_version(SPEC_VERSION))
        .storage_many([Spec::new(SPEC_NAME, SPEC_VERSION).storage_entry()])
        .block(BLOCK, blake2b_256(b"subwire demo"))
        .storage_many(system(&subnets))
        .storage_many(subnets.iter().flat_map(|(netuid, neurons)| entries(*netuid, neurons)));
    runtime(chain, subnets).build()
}

fn system(subnets: &Subnets) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut balances: BTreeMap<AccountId, u64> = BTreeMap::new();
    for neuron in subnets.values().flatten() {
        // A millionth of a TAO to four thousand TAO: most people have little.
        let random = random(&[b"balance", neuron.coldkey.as_ref()]);
        balances.insert(neuron.coldkey, (random % 4_000_000_000_000) >> (random >> 60));
        balances.insert(neuron.hotkey, random % 1_000_000);
    }
    let million = Tao::from_whole(1_000_000).unwrap_or_default().rao();
    balances
        .extend(DEVELOPERS.iter().filter_map(|text| text.parse().ok()).map(|who| (who, million)));
    let accounts = balances.into_iter().map(|(who, rao)| {
        let mut info = AccountInfo { providers: 1, ..AccountInfo::default() };
        info.data.free = Tao::from_rao(rao);
        info.data.flags = FLAGS;
        (ACCOUNT.key((who,)), info.encode())
    });
    let plain = [
        (NUMBER.key(()), BLOCK.encode()),
        (TOTAL_NETWORKS.key(()), (SUBNETS.len() as u16).encode()),
    ];
    accounts.chain(plain).collect()
}

fn entries(netuid: u16, neurons: &[NeuronInfo]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let net = NetUid(netuid);
    let last_update: Vec<u64> = neurons.iter().map(|neuron| neuron.last_update).collect();
    let mut entries = vec![
        (NETWORKS_ADDED.key((net,)), true.encode()),
        (SUBNETWORK_N.key((net,)), (neurons.len() as u16).encode()),
        (TEMPO.key((net,)), 360u16.encode()),
        (LAST_UPDATE.key((net,)), last_update.encode()),
    ];
    for neuron in neurons {
        entries.push((UIDS.key((net, neuron.hotkey)), neuron.uid.encode()));
        entries.push((IS_NETWORK_MEMBER.key((neuron.hotkey, net)), true.encode()));
    }
    entries
}

fn runtime(chain: ChainBuilder, subnets: Subnets) -> ChainBuilder {
    let full = alloc::sync::Arc::new(subnets);
    let lite = |neurons: &[NeuronInfo]| -> Vec<NeuronInfoLite> {
        neurons.iter().cloned().map(NeuronInfoLite::from).collect()
    };
    let [a, b, c, d] = [(); 4].map(|()| full.clone());
    chain
        .runtime_call(NEURONS.name(), move |args| {
            let (netuid,) = read::<(u16,)>(args)?;
            Ok(a.get(&netuid).map_or(&[][..], |neurons| neurons).encode())
        })
        .runtime_call(NEURONS_LITE.name(), move |args| {
            let (netuid,) = read::<(u16,)>(args)?;
            Ok(lite(b.get(&netuid).map_or(&[][..], |neurons| neurons)).encode())
        })
        .runtime_call(NEURON.name(), move |args| {
            let (netuid, uid) = read::<(u16, u16)>(args)?;
            Ok(c.get(&netuid).and_then(|neurons| neurons.get(usize::from(uid))).encode())
        })
        .runtime_call(NEURON_LITE.name(), move |args| {
            let (netuid, uid) = read::<(u16, u16)>(args)?;
            let neuron = d.get(&netuid).and_then(|neurons| neurons.get(usize::from(uid)));
            Ok(neuron.cloned().map(NeuronInfoLite::from).encode())
        })
}

fn read<T: Decode>(args: &[u8]) -> Result<T, String> {
    subwire_codec::decode_exact(args).map_err(|error| error.to_string())
}

/// A subnet whose first quarter validates and whose rest mines.
fn subnet(netuid: u16, count: u16) -> Vec<NeuronInfo> {
    let validators = count / 4;
    // Shares fall off from the first validator and from the first miner.
    let shares = |from: u16, to: u16| -> Vec<u16> {
        let weights = (from..to).map(|uid| 1_000_000 / (u64::from(uid - from) + 2));
        let total: u64 = weights.clone().sum();
        weights.map(|weight| (weight * 65_535 / total) as u16).collect()
    };
    let dividends = shares(0, validators);
    let incentives = shares(validators, count);
    let weights: Vec<UidWeight> = (validators..count)
        .zip(&incentives)
        .map(|(uid, share)| UidWeight(uid, PerU16(*share)))
        .collect();
    (0..count)
        .map(|uid| {
            let index = usize::from(uid);
            let validates = uid < validators;
            let (dividend, incentive) = match index.checked_sub(dividends.len()) {
                None => (dividends[index], 0),
                Some(miner) => (0, incentives[miner]),
            };
            let mut neuron = neuron(netuid, uid, validates);
            neuron.dividends = PerU16(dividend);
            neuron.incentive = PerU16(incentive);
            neuron.consensus = PerU16(incentive);
            neuron.trust = PerU16(if incentive == 0 { 0 } else { 65_535 - incentive / 2 });
            neuron.rank = PerU16(incentive);
            // Half of an epoch's 360 alpha goes to each side, less the owner's 18 %.
            let share = u64::from(dividend) + u64::from(incentive);
            neuron.emission = Alpha::from_rao(share * 147_600_000_000 / 65_535);
            if validates {
                neuron.validator_trust = PerU16(65_535 - dividend / 3);
                neuron.weights = weights.clone();
                neuron.bonds = weights.clone();
            }
            neuron
        })
        .collect()
}

fn neuron(netuid: u16, uid: u16, validates: bool) -> NeuronInfo {
    let of = |what: &[u8]| random(&[what, &netuid.to_le_bytes(), &uid.to_le_bytes()]);
    // One owner in eight runs several neurons.
    let owner = if of(b"owner") % 8 == 0 { 0 } else { u64::from(netuid) << 16 | u64::from(uid) };
    let coldkey = account(&[b"coldkey", &owner.to_le_bytes()]);
    let mut stake = Vec::new();
    if validates {
        for nominator in 0..1 + of(b"nominators") % 3 {
            let who = if nominator == 0 {
                coldkey
            } else {
                account(&[b"nominator", &(of(b"nominator") ^ nominator).to_le_bytes()])
            };
            let alpha = 1_000_000_000_000 + of(b"stake") % 40_000_000_000_000 / (nominator + 1);
            stake.push(ColdkeyStake(who, Alpha::from_rao(alpha)));
        }
    }
    let axon = if validates { AxonInfo::default() } else { axon(of(b"axon"), of(b"announced")) };
    NeuronInfo {
        hotkey: account(&[b"hotkey", &netuid.to_le_bytes(), &uid.to_le_bytes()]),
        coldkey,
        uid,
        netuid: NetUid(netuid),
        active: validates || of(b"active") % 4 != 0,
        axon_info: axon,
        prometheus_info: PrometheusInfo::default(),
        stake,
        rank: PerU16::ZERO,
        emission: Alpha::ZERO,
        incentive: PerU16::ZERO,
        consensus: PerU16::ZERO,
        trust: PerU16::ZERO,
        validator_trust: PerU16::ZERO,
        dividends: PerU16::ZERO,
        last_update: u64::from(BLOCK) - of(b"update") % if validates { 360 } else { 50_000 },
        validator_permit: validates,
        weights: Vec::new(),
        bonds: Vec::new(),
        pruning_score: 65_535,
    }
}

/// An axon in the address ranges that are kept for documentation.
fn axon(random: u64, announced: u64) -> AxonInfo {
    let host = (random % 254) as u32 + 1;
    let network = if random & 256 == 0 { [203, 0, 113, 0] } else { [198, 51, 100, 0] };
    AxonInfo {
        block: u64::from(BLOCK) - announced % 200_000,
        version: 720,
        ip: u128::from(u32::from_be_bytes(network) + host),
        port: 8091 + (random >> 32) as u16 % 16,
        ip_type: 4,
        protocol: 4,
        placeholder1: 0,
        placeholder2: 0,
    }
}

fn account(parts: &[&[u8]]) -> AccountId {
    AccountId::from(blake2b_256(&parts.concat()))
}

fn random(parts: &[&[u8]]) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = blake2b_256(&parts.concat());
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}
