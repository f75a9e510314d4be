//! What a subnet is like: its name, its owner, its hyperparameters.

use alloc::string::String;

use subwire_codec::Tao;
use subwire_codec::fixed::I32F32;
use subwire_codec::subtensor::{
    NetUid, PerU16, PerU64, SubnetHyperparams, SubnetHyperparamsV2, SubnetIdentityV3,
};

use super::chance::Chance;
use super::world::{FIRST, WHOLE};

/// The blocks of an epoch.
pub(super) const TEMPO: u16 = 360;

/// Names in the order of the netuids, and again with a number when they are used up.
const NAMES: [&str; 12] = [
    "Apex", "Bellows", "Cinder", "Drift", "Ember", "Fathom", "Gantry", "Harbor", "Isthmus",
    "Juniper", "Kestrel", "Lantern",
];

/// A subnet's traits.
#[derive(Debug)]
pub(super) struct Traits {
    pub(super) name: String,
    pub(super) symbol: String,
    pub(super) identity: Option<SubnetIdentityV3>,
    pub(super) registered_at: u64,
    pub(super) burn: Tao,
    /// How many incentive mechanisms it has.
    pub(super) mechanisms: u8,
    pub(super) hyper: SubnetHyperparamsV2,
}

impl Traits {
    pub(super) fn new(chance: &Chance, netuid: NetUid, neurons: u16) -> Self {
        let of = |what: &[u8]| chance.number(&[what, &netuid.0.to_le_bytes()]);
        let name = name(netuid);
        // Two of three say who they are; the root network is nobody's.
        let says = netuid != NetUid::ROOT && netuid.0 % 3 != 0;
        Self {
            identity: says.then(|| identity(&name)),
            name,
            symbol: symbol(netuid).into(),
            registered_at: u64::from(FIRST) - 200_000 - of(b"registered") % 2_000_000,
            burn: Tao::from_rao(500_000 + of(b"burn") % (2 * WHOLE)),
            mechanisms: if netuid.0 % 5 == 4 { 2 } else { 1 },
            hyper: hyperparameters(netuid, neurons, of(b"hyperparameters")),
        }
    }

    /// The hyperparameters as the older call tells of them.
    pub(super) fn hyper_v1(&self) -> SubnetHyperparams {
        let hyper = &self.hyper;
        SubnetHyperparams {
            rho: hyper.rho,
            kappa: hyper.kappa,
            immunity_period: hyper.immunity_period,
            min_allowed_weights: hyper.min_allowed_weights,
            max_weights_limit: hyper.max_weights_limit,
            tempo: hyper.tempo,
            min_difficulty: hyper.min_difficulty,
            max_difficulty: hyper.max_difficulty,
            weights_version: hyper.weights_version,
            weights_rate_limit: hyper.weights_rate_limit,
            adjustment_interval: hyper.adjustment_interval,
            activity_cutoff: hyper.activity_cutoff,
            registration_allowed: hyper.registration_allowed,
            target_regs_per_interval: hyper.target_regs_per_interval,
            min_burn: hyper.min_burn,
            max_burn: hyper.max_burn,
            bonds_moving_avg: hyper.bonds_moving_avg,
            max_regs_per_block: hyper.max_regs_per_block,
            serving_rate_limit: hyper.serving_rate_limit,
            max_validators: hyper.max_validators,
            adjustment_alpha: hyper.adjustment_alpha,
            difficulty: hyper.difficulty,
            commit_reveal_period: hyper.commit_reveal_period,
            commit_reveal_weights_enabled: hyper.commit_reveal_weights_enabled,
            alpha_high: hyper.alpha_high,
            alpha_low: hyper.alpha_low,
            liquid_alpha_enabled: hyper.liquid_alpha_enabled,
        }
    }
}

fn hyperparameters(netuid: NetUid, neurons: u16, random: u64) -> SubnetHyperparamsV2 {
    let sometimes = |bit: u32| random >> bit & 1 == 1;
    SubnetHyperparamsV2 {
        rho: 10,
        kappa: PerU16(32_767),
        immunity_period: 4096 + (random % 4) as u16 * 1200,
        min_allowed_weights: 1 + (random >> 8) as u16 % 8,
        max_weights_limit: PerU16::ONE,
        tempo: TEMPO,
        min_difficulty: 10_000_000,
        max_difficulty: u64::MAX / 4,
        weights_version: 720,
        weights_rate_limit: 100,
        adjustment_interval: 360,
        activity_cutoff: 5000,
        registration_allowed: netuid != NetUid::ROOT,
        target_regs_per_interval: 1,
        min_burn: Tao::from_rao(500_000),
        max_burn: Tao::from_rao(100 * WHOLE),
        bonds_moving_avg: 900_000,
        max_regs_per_block: 1,
        serving_rate_limit: 50,
        max_validators: 64.max(neurons / 4),
        adjustment_alpha: PerU64(u64::MAX / 2),
        difficulty: 10_000_000 + random % 90_000_000,
        commit_reveal_period: 1 + u64::from(sometimes(40)),
        commit_reveal_weights_enabled: sometimes(41),
        alpha_high: PerU16(58_982),
        alpha_low: PerU16(45_875),
        liquid_alpha_enabled: sometimes(42),
        alpha_sigmoid_steepness: I32F32::from_whole(1000).unwrap_or_default(),
        yuma_version: if sometimes(43) { 3 } else { 2 },
        subnet_is_active: true,
        transfers_enabled: true,
        bonds_reset_enabled: sometimes(44),
        user_liquidity_enabled: false,
    }
}

fn name(netuid: NetUid) -> String {
    let number = usize::from(netuid.0);
    match (netuid, NAMES.get(number.wrapping_sub(1))) {
        (NetUid::ROOT, _) => "root".into(),
        (_, Some(name)) => (*name).into(),
        (..) => format!("{} {netuid}", NAMES[number % NAMES.len()]),
    }
}

/// The letters of Greek, and then those of Georgian.
fn symbol(netuid: NetUid) -> char {
    const FINAL_SIGMA: u32 = 0x3c2;
    let letter = match u32::from(netuid.0) {
        0 => 0x3a4,
        number @ 1..=24 => {
            let letter = 0x3b0 + number;
            letter + u32::from(letter >= FINAL_SIGMA)
        }
        number => 0x10d0 + number % 33,
    };
    char::from_u32(letter).unwrap_or('?')
}

fn identity(name: &str) -> SubnetIdentityV3 {
    let place = name.to_lowercase().replace(' ', "-");
    SubnetIdentityV3 {
        subnet_name: name.into(),
        github_repo: format!("https://github.example/{place}").as_str().into(),
        subnet_contact: format!("people@{place}.example").as_str().into(),
        subnet_url: format!("https://{place}.example").as_str().into(),
        discord: place.as_str().into(),
        description: format!("{name} of the demo chain").as_str().into(),
        logo_url: format!("https://{place}.example/logo.png").as_str().into(),
        additional: "".into(),
    }
}
