//! The state as storage, an item at a time.

use alloc::sync::Arc;
use alloc::vec::Vec;

use subwire_codec::codec::Encode;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    IS_NETWORK_MEMBER, LAST_UPDATE, NETWORKS_ADDED, SUBNETWORK_N, TEMPO, TOTAL_NETWORKS, UIDS,
};
use subwire_codec::subtensor::pallets::system::storage::{ACCOUNT, NUMBER};
use subwire_codec::subtensor::{AccountInfo, NetUid};
use subwire_codec::{KeyArgs, Storage, StorageKeys};
use subwire_transport::mock::ChainBuilder;

use super::subnet::Subnet;
use super::world::{BLOCK, World};

/// The mark of the accounting in force, which balances carry in their flags.
const ACCOUNTING: u128 = 1 << 127;

/// Fills a chain's storage. Nothing is made before it is asked for.
pub(super) fn fill(chain: ChainBuilder, world: &Arc<World>) -> ChainBuilder {
    Items { chain, world: world.clone() }
        .value(&NUMBER, &BLOCK)
        .value(&TOTAL_NETWORKS, &world.total_subnets())
        .map(&ACCOUNT, |world, out| {
            for (who, free) in world.balances() {
                let mut info = AccountInfo { providers: 1, ..AccountInfo::default() };
                (info.data.free, info.data.flags) = (free, ACCOUNTING);
                out.add((who,), &info);
            }
        })
        .map(&NETWORKS_ADDED, |world, out| {
            world.netuids().for_each(|netuid| out.add((netuid,), &true));
        })
        .of_subnets(&SUBNETWORK_N, |subnet| subnet.neurons.len() as u16)
        .of_subnets(&TEMPO, |_| 360)
        .of_subnets(&LAST_UPDATE, |subnet| subnet.column(|neuron| neuron.last_update))
        .map(&UIDS, |world, out| {
            for subnet in world.subnets() {
                for neuron in &subnet.neurons {
                    out.some((subnet.netuid, neuron.hotkey), &neuron.uid);
                }
            }
        })
        .map(&IS_NETWORK_MEMBER, |world, out| {
            for subnet in world.subnets() {
                for neuron in &subnet.neurons {
                    out.add((neuron.hotkey, subnet.netuid), &true);
                }
            }
        })
        .chain
}

/// A chain whose storage is being filled.
pub(super) struct Items {
    chain: ChainBuilder,
    world: Arc<World>,
}

/// The entries of one item.
pub(super) struct Map<'a, Keys, Value> {
    item: &'a Storage<Keys, Value>,
    entries: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Items {
    /// An item without keys.
    pub(super) fn value<V: Encode>(mut self, item: &Storage<(), V>, value: &V) -> Self {
        self.chain = self.chain.storage(item.key(()), value.encode());
        self
    }

    /// An item whose entries are made when the first of them is asked for.
    pub(super) fn map<K: StorageKeys + 'static, V: 'static>(
        mut self,
        item: &'static Storage<K, V>,
        make: fn(&World, &mut Map<'_, K, V>),
    ) -> Self {
        let world = self.world.clone();
        self.chain = self.chain.storage_on_demand(*item.prefix(), move || {
            let mut map = Map { item, entries: Vec::new() };
            make(&world, &mut map);
            map.entries
        });
        self
    }

    /// An item that has a value for each subnet.
    pub(super) fn of_subnets<K, V>(
        mut self,
        item: &'static Storage<K, V>,
        value: fn(&Subnet) -> V,
    ) -> Self
    where
        K: StorageKeys + 'static,
        V: Encode + 'static,
        (NetUid,): KeyArgs<K>,
    {
        let world = self.world.clone();
        self.chain = self.chain.storage_on_demand(*item.prefix(), move || {
            let entry = |subnet: &Subnet| (item.key((subnet.netuid,)), value(subnet).encode());
            world.subnets().map(entry).collect()
        });
        self
    }
}

impl<K: StorageKeys, V: Encode> Map<'_, K, V> {
    /// Stores a value of an item that has a default.
    pub(super) fn add(&mut self, args: impl KeyArgs<K>, value: &V) {
        self.entries.push((self.item.key(args), value.encode()));
    }
}

impl<K: StorageKeys, V: Encode> Map<'_, K, Option<V>> {
    /// Stores a value of an item that may have none.
    pub(super) fn some(&mut self, args: impl KeyArgs<K>, value: &V) {
        self.entries.push((self.item.key(args), value.encode()));
    }
}
