//! The state as storage, an item at a time.

mod accounts;
mod neurons;
mod stakes;
pub(super) mod subnets;
mod wallets;

use alloc::sync::Arc;
use alloc::vec::Vec;

use subwire_codec::codec::Encode;
use subwire_codec::subtensor::NetUid;
use subwire_codec::{KeyArgs, Storage, StorageKeys};
use subwire_transport::mock::ChainBuilder;

use super::subnet::Subnet;
use super::world::World;

/// Fills a chain's storage. Nothing is made before it is asked for.
pub(super) fn fill(chain: ChainBuilder, world: &Arc<World>) -> ChainBuilder {
    let items = accounts::fill(Items { chain, world: world.clone() });
    let items = neurons::fill(subnets::fill(items));
    wallets::fill(stakes::fill(items)).chain
}

/// A chain whose storage is being filled.
struct Items {
    chain: ChainBuilder,
    world: Arc<World>,
}

/// The entries of one item.
struct Map<'a, Keys, Value> {
    item: &'a Storage<Keys, Value>,
    entries: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Items {
    /// An item without keys.
    fn value<V: Encode>(mut self, item: &Storage<(), V>, value: &V) -> Self {
        self.chain = self.chain.storage(item.key(()), value.encode());
        self
    }

    /// An item whose entries are made when the first of them is asked for.
    fn map<K: StorageKeys + 'static, V: 'static>(
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
    fn of_subnets<K, V>(self, item: &'static Storage<K, V>, value: fn(&Subnet) -> V) -> Self
    where
        K: StorageKeys + 'static,
        V: Encode + 'static,
        (NetUid,): KeyArgs<K>,
    {
        self.some_of_subnets(item, move |subnet| Some(value(subnet).encode()))
    }

    /// An item that has a value for some subnets, and may have none.
    fn of_some_subnets<K, V>(
        self,
        item: &'static Storage<K, Option<V>>,
        value: fn(&Subnet) -> Option<V>,
    ) -> Self
    where
        K: StorageKeys + 'static,
        V: Encode + 'static,
        (NetUid,): KeyArgs<K>,
    {
        self.some_of_subnets(item, move |subnet| value(subnet).map(|value| value.encode()))
    }

    fn some_of_subnets<K, V>(
        mut self,
        item: &'static Storage<K, V>,
        value: impl Fn(&Subnet) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) -> Self
    where
        K: StorageKeys + 'static,
        V: 'static,
        (NetUid,): KeyArgs<K>,
    {
        let world = self.world.clone();
        self.chain = self.chain.storage_on_demand(*item.prefix(), move || {
            let entry = |subnet: &Subnet| Some((item.key((subnet.netuid,)), value(subnet)?));
            world.subnets().filter_map(entry).collect()
        });
        self
    }
}

impl<K: StorageKeys, V: Encode> Map<'_, K, V> {
    /// Stores a value of an item that has a default.
    fn add(&mut self, args: impl KeyArgs<K>, value: &V) {
        self.entries.push((self.item.key(args), value.encode()));
    }
}

impl<K: StorageKeys, V: Encode> Map<'_, K, Option<V>> {
    /// Stores a value of an item that may have none.
    fn some(&mut self, args: impl KeyArgs<K>, value: &V) {
        self.entries.push((self.item.key(args), value.encode()));
    }
}
