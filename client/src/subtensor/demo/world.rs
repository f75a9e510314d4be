//! Everything that the generated state is made of.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::time::Duration;
use std::sync::OnceLock;

use subwire_codec::subtensor::NetUid;
use subwire_codec::{AccountId, Tao};

use super::chance::Chance;
use super::ledger::{Found, Ledger};
use super::subnet::Subnet;

/// The number of the first block that has a state.
pub(super) const FIRST: u32 = 5_000_000 - BLOCKS;

/// How many blocks follow it from the start: clients ask about the block before the head.
pub(super) const BLOCKS: u32 = 2;

/// The block that a generated chain starts with as its head.
pub(super) const BLOCK: u32 = FIRST + BLOCKS;

/// How long a block takes.
pub(super) const BLOCK_TIME: Duration = Duration::from_secs(12);

/// The time of the first block, in milliseconds since 1970: a day in June 2025.
pub(super) const NOW: u64 = 1_750_000_000_000;

/// One TAO, or one alpha, in rao.
pub(super) const WHOLE: u64 = 1_000_000_000;

/// Substrate's well-known development accounts, //Alice to //Ferdie.
const DEVELOPERS: [&str; 6] = [
    "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
    "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
    "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y",
    "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy",
    "5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw",
    "5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL",
];

/// A state before it is storage. Subnets are made when somebody looks at them.
#[derive(Debug)]
pub(super) struct World {
    pub(super) chance: Chance,
    /// By netuid; how many neurons each has, and what it is once it was asked for.
    subnets: Vec<(u16, OnceLock<Subnet>)>,
    accounts: u32,
    ledger: OnceLock<Ledger>,
}

impl World {
    /// Subnets of these sizes, and as many accounts if their keys are not more.
    pub(super) fn new(seed: u64, sizes: impl IntoIterator<Item = u16>, accounts: u32) -> Self {
        let subnets = sizes.into_iter().map(|size| (size, OnceLock::new())).collect();
        let ledger = OnceLock::new();
        Self { chance: Chance::new(seed), subnets, accounts, ledger }
    }

    /// How many subnets there are, the root network included.
    pub(super) fn total_subnets(&self) -> u16 {
        self.subnets.len() as u16
    }

    /// The numbers of all subnets, in rising order.
    pub(super) fn netuids(&self) -> impl Iterator<Item = NetUid> {
        (0..self.total_subnets()).map(NetUid)
    }

    pub(super) fn subnet(&self, netuid: NetUid) -> Option<&Subnet> {
        let (size, subnet) = self.subnets.get(usize::from(netuid.0))?;
        Some(subnet.get_or_init(|| Subnet::new(&self.chance, netuid.0, *size)))
    }

    /// All subnets in the order of their numbers.
    pub(super) fn subnets(&self) -> impl Iterator<Item = &Subnet> {
        self.netuids().filter_map(|netuid| self.subnet(netuid))
    }

    /// All neurons, each with its subnet.
    pub(super) fn neurons(&self) -> impl Iterator<Item = Found<'_>> {
        self.subnets().flat_map(|subnet| subnet.neurons.iter().map(move |one| (subnet, one)))
    }

    pub(super) fn ledger(&self) -> &Ledger {
        self.ledger.get_or_init(|| Ledger::new(self.subnets()))
    }

    /// //Alice to //Ferdie.
    pub(super) fn developers() -> impl Iterator<Item = AccountId> {
        DEVELOPERS.iter().filter_map(|address| address.parse().ok())
    }

    /// What each account has to spend.
    pub(super) fn balances(&self) -> BTreeMap<AccountId, Tao> {
        let mut balances = BTreeMap::new();
        for neuron in self.subnets().flat_map(|subnet| &subnet.neurons) {
            balances.insert(neuron.coldkey, self.balance(&neuron.coldkey));
            let random = self.chance.number(&[b"balance", neuron.coldkey.as_ref()]);
            balances.insert(neuron.hotkey, Tao::from_rao(random % 1_000_000));
        }
        let million = Tao::from_rao(1_000_000 * WHOLE);
        balances.extend(Self::developers().map(|who| (who, million)));
        for number in 0..self.accounts {
            if balances.len() >= self.accounts as usize {
                break;
            }
            let who = self.chance.account(&[b"account", &number.to_le_bytes()]);
            balances.insert(who, self.balance(&who));
        }
        balances
    }

    /// A millionth of a TAO to four thousand TAO: most people have little.
    fn balance(&self, who: &AccountId) -> Tao {
        let random = self.chance.number(&[b"balance", who.as_ref()]);
        Tao::from_rao((random % 4_000_000_000_000) >> (random >> 60))
    }
}
