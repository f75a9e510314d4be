//! One subnet of the generated state: who is on it and what they earned.

use alloc::string::String;
use alloc::vec::Vec;

use subwire_codec::subtensor::{
    AxonInfo, ColdkeyStake, CommitmentInfo, Data, NetUid, NeuronInfo, NeuronInfoLite, PerU16,
    PrometheusInfo, Registration, UidWeight,
};
use subwire_codec::{AccountId, Alpha, Tao};

use super::chance::Chance;
use super::pool::Pool;
use super::traits::Traits;
use super::world::{BLOCK, WHOLE, World};

/// What an epoch of 360 blocks gives to either side, in rao of alpha: half of 360, less the
/// owner's 18 %.
const EPOCH_SHARE: u64 = 147_600_000_000;

/// A subnet.
#[derive(Debug)]
pub(super) struct Subnet {
    pub(super) netuid: NetUid,
    pub(super) neurons: Vec<Neuron>,
    /// What every validator sets: the miners by their incentives.
    pub(super) weights: Vec<UidWeight>,
    pub(super) traits: Traits,
    pub(super) pool: Pool,
}

/// A neuron, without what it shares with the others of its subnet.
#[derive(Debug)]
pub(super) struct Neuron {
    pub(super) uid: u16,
    pub(super) hotkey: AccountId,
    pub(super) coldkey: AccountId,
    pub(super) validates: bool,
    pub(super) active: bool,
    pub(super) axon: AxonInfo,
    pub(super) stake: Vec<ColdkeyStake>,
    pub(super) dividends: PerU16,
    pub(super) incentive: PerU16,
    pub(super) last_update: u64,
}

impl Subnet {
    /// A subnet whose first quarter validates and whose rest mines.
    pub(super) fn new(chance: &Chance, netuid: u16, count: u16) -> Self {
        let validators = count / 4;
        let dividends = shares(0, validators);
        let incentives = shares(validators, count);
        let miners = (validators..count).zip(&incentives);
        let weights = miners.map(|(uid, share)| UidWeight(uid, *share)).collect();
        let earned = dividends.iter().map(|share| (*share, PerU16::ZERO));
        let earned = earned.chain(incentives.iter().map(|share| (PerU16::ZERO, *share)));
        let neurons = (0..count).zip(earned).map(|(uid, (dividends, incentive))| {
            let neuron = Neuron::new(chance, netuid, uid, uid < validators);
            Neuron { dividends, incentive, ..neuron }
        });
        let netuid = NetUid(netuid);
        let neurons = neurons.collect();
        let (traits, pool) = (Traits::new(chance, netuid, count), Pool::new(chance, netuid));
        Self { netuid, neurons, weights, traits, pool }
    }

    /// Something of each neuron, in the order of their uids.
    pub(super) fn column<T>(&self, of: impl Fn(&Neuron) -> T) -> Vec<T> {
        self.neurons.iter().map(of).collect()
    }

    /// A neuron as the runtime tells of it.
    pub(super) fn neuron(&self, neuron: &Neuron) -> NeuronInfo {
        let rows = if neuron.validates { &self.weights[..] } else { &[] };
        self.told(neuron, rows)
    }

    /// The same without its weights and bonds.
    pub(super) fn neuron_lite(&self, neuron: &Neuron) -> NeuronInfoLite {
        self.told(neuron, &[]).into()
    }

    fn told(&self, neuron: &Neuron, rows: &[UidWeight]) -> NeuronInfo {
        NeuronInfo {
            hotkey: neuron.hotkey,
            coldkey: neuron.coldkey,
            uid: neuron.uid,
            netuid: self.netuid,
            active: neuron.active,
            axon_info: neuron.axon.clone(),
            prometheus_info: PrometheusInfo::default(),
            stake: [ColdkeyStake(neuron.coldkey, neuron.total_stake())].to_vec(),
            rank: neuron.incentive,
            emission: neuron.emission(),
            incentive: neuron.incentive,
            consensus: neuron.incentive,
            trust: neuron.trust(),
            validator_trust: neuron.validator_trust(),
            dividends: neuron.dividends,
            last_update: neuron.last_update,
            validator_permit: neuron.validates,
            weights: rows.to_vec(),
            bonds: rows.to_vec(),
            pruning_score: u16::MAX,
        }
    }
}

impl Neuron {
    fn new(chance: &Chance, netuid: u16, uid: u16, validates: bool) -> Self {
        let of = |what: &[u8]| chance.number(&[what, &netuid.to_le_bytes(), &uid.to_le_bytes()]);
        // One owner in eight runs several neurons.
        let owner =
            if of(b"owner") % 8 == 0 { 0 } else { u64::from(netuid) << 16 | u64::from(uid) };
        let coldkey = chance.account(&[b"coldkey", &owner.to_le_bytes()]);
        let mut stake = Vec::new();
        if validates {
            for nominator in 0..1 + of(b"nominators") % 3 {
                let who = if nominator == 0 {
                    coldkey
                } else {
                    let number = of(b"nominator") ^ nominator;
                    chance.account(&[b"nominator", &number.to_le_bytes()])
                };
                let alpha = 1_000_000_000_000 + of(b"stake") % 40_000_000_000_000 / (nominator + 1);
                stake.push(ColdkeyStake(who, Alpha::from_rao(alpha)));
            }
            // The developers have stake on the first validators of the first subnets.
            let turn = u64::from(netuid) + u64::from(uid);
            let developers = (0..).zip(World::developers()).filter(|_| netuid < 8 && uid < 4);
            let staked = developers.filter(|(number, _)| turn % 3 == number % 3);
            stake.extend(staked.map(|(number, who)| {
                ColdkeyStake(who, Alpha::from_rao((number + 1) * 100 * WHOLE))
            }));
        }
        let axon =
            if validates { AxonInfo::default() } else { axon(of(b"axon"), of(b"announced")) };
        Self {
            uid,
            hotkey: chance.account(&[b"hotkey", &netuid.to_le_bytes(), &uid.to_le_bytes()]),
            coldkey,
            validates,
            active: validates || of(b"active") % 4 != 0,
            axon,
            stake,
            dividends: PerU16::ZERO,
            incentive: PerU16::ZERO,
            last_update: u64::from(BLOCK) - of(b"update") % if validates { 360 } else { 50_000 },
        }
    }

    /// What one of four has committed to.
    pub(super) fn commitment(&self, netuid: NetUid) -> Option<String> {
        (self.uid % 4 == 1).then(|| format!("https://data.example/{netuid}/{}", self.uid))
    }

    /// That, as it stands on the chain.
    pub(super) fn registration(&self, netuid: NetUid) -> Option<Registration> {
        let text = self.commitment(netuid)?;
        let info = CommitmentInfo { fields: [Data::Raw(text.into_bytes())].into() };
        Some(Registration { deposit: Tao::ZERO, block: self.registered_at() as u32, info })
    }

    /// The block at which it was registered.
    pub(super) fn registered_at(&self) -> u64 {
        u64::from(BLOCK) - 100_000 - u64::from(self.uid) * 20
    }

    pub(super) fn emission(&self) -> Alpha {
        let share = u64::from(self.dividends.0) + u64::from(self.incentive.0);
        Alpha::from_rao(share * EPOCH_SHARE / u64::from(u16::MAX))
    }

    pub(super) fn trust(&self) -> PerU16 {
        PerU16(if self.incentive.0 == 0 { 0 } else { u16::MAX - self.incentive.0 / 2 })
    }

    pub(super) fn validator_trust(&self) -> PerU16 {
        PerU16(if self.validates { u16::MAX - self.dividends.0 / 3 } else { 0 })
    }
}

/// Shares of 65535 that fall off from the first to the last.
fn shares(from: u16, to: u16) -> Vec<PerU16> {
    let weights = (from..to).map(|uid| 1_000_000 / (u64::from(uid - from) + 2));
    let total: u64 = weights.clone().sum();
    weights.map(|weight| PerU16((weight * u64::from(u16::MAX) / total) as u16)).collect()
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
