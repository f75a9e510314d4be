//! Who owns and who stakes what, on all subnets together.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::subtensor::{
    ChainIdentityV2, ColdkeyStake, DelegateInfo, Delegated, NetUid, Nominator, PerU16, StakeInfo,
    SubnetStake,
};
use subwire_codec::{AccountId, Alpha, Tao};

use super::subnet::{Neuron, Subnet};
use super::world::World;

/// What validators keep of their nominators' earnings: 18 %.
pub(super) const TAKE: PerU16 = PerU16(11_796);

/// How many epochs a day has: 7200 blocks, of which an epoch has 360.
const EPOCHS_A_DAY: u64 = 20;

/// Where a neuron is.
type Place = (NetUid, u16);

/// Neurons by their keys.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    hotkeys: BTreeMap<AccountId, Place>,
    owned: BTreeMap<AccountId, Vec<Place>>,
    /// By the coldkeys that have stake on them.
    staked: BTreeMap<AccountId, Vec<Place>>,
}

impl Ledger {
    pub(super) fn new<'w>(subnets: impl Iterator<Item = &'w Subnet>) -> Self {
        let mut ledger = Self::default();
        for subnet in subnets {
            for neuron in &subnet.neurons {
                let place = (subnet.netuid, neuron.uid);
                ledger.hotkeys.insert(neuron.hotkey, place);
                ledger.owned.entry(neuron.coldkey).or_default().push(place);
                for ColdkeyStake(coldkey, _) in &neuron.stake {
                    ledger.staked.entry(*coldkey).or_default().push(place);
                }
            }
        }
        ledger
    }
}

/// A neuron and its subnet.
pub(super) type Found<'w> = (&'w Subnet, &'w Neuron);

impl World {
    /// The neuron of a hotkey.
    pub(super) fn hotkey(&self, hotkey: &AccountId) -> Option<Found<'_>> {
        self.ledger().hotkeys.get(hotkey).and_then(|place| self.neuron(*place))
    }

    /// The neurons on which a coldkey has stake.
    pub(super) fn staked_by(&self, coldkey: &AccountId) -> impl Iterator<Item = Found<'_>> {
        let places = self.ledger().staked.get(coldkey).into_iter().flatten();
        places.filter_map(|place| self.neuron(*place))
    }

    /// Each coldkey with the hotkeys that it owns.
    pub(super) fn owners(&self) -> impl Iterator<Item = (AccountId, Vec<AccountId>)> {
        self.hotkeys_of(&self.ledger().owned)
    }

    /// Each coldkey with the hotkeys on which it has stake.
    pub(super) fn stakers(&self) -> impl Iterator<Item = (AccountId, Vec<AccountId>)> {
        self.hotkeys_of(&self.ledger().staked)
    }

    fn hotkeys_of<'w>(
        &'w self,
        places: &'w BTreeMap<AccountId, Vec<Place>>,
    ) -> impl Iterator<Item = (AccountId, Vec<AccountId>)> {
        let hotkey = |place: &Place| self.neuron(*place).map(|(_, neuron)| neuron.hotkey);
        places.iter().map(move |(who, places)| (*who, places.iter().filter_map(hotkey).collect()))
    }

    fn neuron(&self, (netuid, uid): Place) -> Option<Found<'_>> {
        let subnet = self.subnet(netuid)?;
        Some((subnet, subnet.neurons.get(usize::from(uid))?))
    }

    /// All neurons that take stake of others.
    pub(super) fn delegates(&self) -> impl Iterator<Item = Found<'_>> {
        self.neurons().filter(|(_, neuron)| neuron.validates)
    }

    /// What a coldkey has delegated, and to whom.
    pub(super) fn delegated(&self, coldkey: &AccountId) -> Vec<Delegated> {
        let staked = self.staked_by(coldkey);
        let delegated = staked.flat_map(|(subnet, neuron)| {
            let stake = SubnetStake { netuid: subnet.netuid, stake: neuron.stake_of(coldkey) };
            // The runtime leaves the nominators out here.
            let delegate = || DelegateInfo { nominators: Vec::new(), ..subnet.delegate(neuron) };
            neuron.validates.then(|| Delegated { delegate: delegate(), stake })
        });
        delegated.collect()
    }

    /// What a coldkey has on each hotkey.
    pub(super) fn stakes(&self, coldkey: &AccountId) -> Vec<StakeInfo> {
        let staked = self.staked_by(coldkey);
        staked.map(|(subnet, neuron)| subnet.stake_info(neuron, coldkey)).collect()
    }

    /// Where a coldkey lets its earnings on a subnet be staked: for the developers that is the subnet's
    /// first validator.
    pub(super) fn auto_stake(&self, coldkey: &AccountId, netuid: NetUid) -> Option<AccountId> {
        let chosen = Self::developers().any(|developer| developer == *coldkey);
        let first = self.subnet(netuid)?.neurons.first().filter(|first| first.validates)?;
        chosen.then_some(first.hotkey)
    }

    /// What a coldkey says about itself, if anything.
    pub(super) fn identity(&self, coldkey: &AccountId) -> Option<ChainIdentityV2> {
        let number = self.chance.number(&[b"identity", coldkey.as_ref()]);
        let says = number % 4 == 0 || Self::developers().any(|developer| developer == *coldkey);
        says.then(|| ChainIdentityV2 {
            name: format!("Validator {}", number % 1000).as_str().into(),
            url: format!("https://validator-{}.example", number % 1000).as_str().into(),
            description: "of the demo chain".into(),
            ..ChainIdentityV2::default()
        })
    }
}

impl Neuron {
    /// The stake of one coldkey.
    pub(super) fn stake_of(&self, coldkey: &AccountId) -> Alpha {
        let stakes = self.stake.iter().filter(|stake| stake.0 == *coldkey);
        stakes.map(|stake| stake.1).sum::<Option<_>>().unwrap_or_default()
    }

    /// The stakes of all coldkeys.
    pub(super) fn total_stake(&self) -> Alpha {
        self.stake.iter().map(|stake| stake.1).sum::<Option<_>>().unwrap_or_default()
    }
}

impl Subnet {
    /// A validator as its nominators see it.
    pub(super) fn delegate(&self, neuron: &Neuron) -> DelegateInfo {
        let nominator = |stake: &ColdkeyStake| Nominator {
            coldkey: stake.0,
            stakes: [SubnetStake { netuid: self.netuid, stake: stake.1 }].to_vec(),
        };
        let daily = neuron.emission().rao() * EPOCHS_A_DAY;
        let whole = u64::from(PerU16::WHOLE);
        let shared = daily / whole * (whole - u64::from(TAKE.0));
        let thousands = neuron.total_stake().rao() / 1000;
        DelegateInfo {
            delegate_ss58: neuron.hotkey,
            take: TAKE,
            nominators: neuron.stake.iter().map(nominator).collect(),
            owner_ss58: neuron.coldkey,
            registrations: [self.netuid].into_iter().collect(),
            validator_permits: [self.netuid].into_iter().collect(),
            return_per_1000: shared.checked_div(thousands).unwrap_or_default(),
            total_daily_return: daily,
        }
    }

    /// What a coldkey has on a neuron.
    pub(super) fn stake_info(&self, neuron: &Neuron, coldkey: &AccountId) -> StakeInfo {
        StakeInfo {
            stake: neuron.stake_of(coldkey),
            emission: neuron.emission(),
            is_registered: true,
            ..no_stake(neuron.hotkey, *coldkey, self.netuid)
        }
    }
}

/// What a coldkey has on a hotkey that is not on the subnet.
pub(super) fn no_stake(hotkey: AccountId, coldkey: AccountId, netuid: NetUid) -> StakeInfo {
    StakeInfo {
        hotkey,
        coldkey,
        netuid,
        stake: Alpha::ZERO,
        locked: 0,
        emission: Alpha::ZERO,
        tao_emission: Tao::ZERO,
        drain: 0,
        is_registered: false,
    }
}
