//! The chain itself and its accounts.

use subwire_codec::Tao;
use subwire_codec::subtensor::AccountInfo;
use subwire_codec::subtensor::pallets::{balances, drand, mev_shield, system, timestamp};

use super::Items;
use crate::subtensor::demo::world::{FIRST, NOW, World};

/// The mark of the accounting in force, which balances carry in their flags.
const ACCOUNTING: u128 = 1 << 127;

/// The length of a key of ML-KEM-768.
const SHIELD_KEY: usize = 1184;

/// The pulse of drand's quicknet that belongs to the block: one comes every three seconds.
const ROUND: u64 = 20_000_000;

pub(super) fn fill(items: Items) -> Items {
    items
        .value(&system::storage::NUMBER, &FIRST)
        .value(&timestamp::storage::NOW, &NOW)
        .value(&drand::storage::LAST_STORED_ROUND, &ROUND)
        .value(&drand::storage::OLDEST_STORED_ROUND, &(ROUND - 10_000))
        .map(&system::storage::ACCOUNT, |world, out| {
            for (who, free) in world.balances() {
                let mut info = AccountInfo { providers: 1, ..AccountInfo::default() };
                (info.data.free, info.data.flags) = (free, ACCOUNTING);
                out.add((who,), &info);
            }
        })
        .map(&balances::storage::TOTAL_ISSUANCE, |world, out| out.add((), &world.issued()))
        .map(&mev_shield::storage::CURRENT_KEY, |world, out| {
            out.some((), &shield_key(world, b"current shield"));
        })
        .map(&mev_shield::storage::NEXT_KEY, |world, out| {
            out.some((), &shield_key(world, b"next shield"));
        })
}

fn shield_key(world: &World, which: &[u8]) -> Vec<u8> {
    let parts = (0u8..).flat_map(|part| world.chance.bytes(&[which, &[part]]));
    parts.take(SHIELD_KEY).collect()
}

impl World {
    /// All TAO on accounts.
    pub(super) fn issued(&self) -> Tao {
        self.balances().into_values().sum::<Option<_>>().unwrap_or(Tao::MAX)
    }
}
