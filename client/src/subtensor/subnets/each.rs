//! Which subnets there are, and a value of each of them beside that.
//!
//! Which subnets exist is a map, and a map takes two round trips: its keys, then their values. But
//! netuids are given from 0 upwards and freed ones are given again, so the first few hundred can
//! be asked for by guess, together with their number. Where the guess finds as many as the chain
//! counts, one request was enough; where not, the map is read the long way.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use futures::TryStreamExt;
use futures::future::ready;
use subwire_codec::codec::Decode;
use subwire_codec::descriptor::DescribeKeys;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    NETWORKS_ADDED, TOTAL_NETWORKS,
};
use subwire_codec::{KeyArgs, Storage};
use subwire_transport::Transport;

use crate::{At, Client, Error};

/// About twice as many as the main network has in 2026. Twice as many keys go in one request.
const GUESSED_NETUIDS: u16 = 256;

impl<T: Transport> At<T> {
    /// A value of a subnet; `None` where the subnet does not exist, for which the chain would read
    /// its default. One request.
    pub(in crate::subtensor) async fn of_subnet<K, V>(
        &self,
        item: &Storage<K, V>,
        netuid: NetUid,
    ) -> Result<Option<V>, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
        (NetUid,): KeyArgs<K>,
    {
        let reads = self.reads().value(&NETWORKS_ADDED, (netuid,)).value(item, (netuid,));
        let (exists, value) = reads.fetch().await?;
        Ok(exists.then_some(value))
    }

    /// A value of each subnet that exists. Requests as [`netuids`](Self::netuids).
    pub(in crate::subtensor) async fn of_all_subnets<K, V>(
        &self,
        item: &Storage<K, V>,
    ) -> Result<BTreeMap<NetUid, V>, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
        (NetUid,): KeyArgs<K>,
    {
        let reads = self
            .reads()
            .values(&NETWORKS_ADDED, guessed().map(|netuid| (netuid,)))
            .value(&TOTAL_NETWORKS, ())
            .values(item, guessed().map(|netuid| (netuid,)));
        let (added, total, values) = reads.fetch().await?;
        if existing(&added).count() == usize::from(total) {
            let of_each = guessed().zip(values).zip(added);
            return Ok(of_each.filter(|(_, added)| *added).map(|(entry, _)| entry).collect());
        }
        let netuids = by_key(self).await?;
        let values = self.fetch_many(item, netuids.iter().map(|netuid| (*netuid,))).await?;
        Ok(netuids.into_iter().zip(values).collect())
    }
}

pub(super) async fn netuids<T: Transport>(at: &At<T>) -> Result<Vec<NetUid>, Error> {
    let reads = at.reads().values(&NETWORKS_ADDED, guessed().map(|netuid| (netuid,)));
    let (added, total) = reads.value(&TOTAL_NETWORKS, ()).fetch().await?;
    confirmed(at, &added, total).await
}

pub(in crate::subtensor) async fn at_head_with_netuids<T: Transport>(
    client: &Client<T>,
) -> Result<(At<T>, Vec<NetUid>), Error> {
    let reads = client.reads_at_head();
    let reads = reads.values(&NETWORKS_ADDED, guessed().map(|netuid| (netuid,)));
    let (head, (added, total)) = reads.value(&TOTAL_NETWORKS, ()).fetch().await?;
    let netuids = confirmed(&head, &added, total).await?;
    Ok((head, netuids))
}

/// The netuids that the guess found, or all of them the long way.
async fn confirmed<T: Transport>(
    at: &At<T>,
    added: &[bool],
    total: u16,
) -> Result<Vec<NetUid>, Error> {
    let netuids: Vec<NetUid> = existing(added).collect();
    if netuids.len() == usize::from(total) {
        return Ok(netuids);
    }
    by_key(at).await
}

async fn by_key<T: Transport>(at: &At<T>) -> Result<Vec<NetUid>, Error> {
    let added = at.iter(&NETWORKS_ADDED);
    let netuids = added.try_filter_map(|((netuid,), added)| ready(Ok(added.then_some(netuid))));
    // In the map they stand by their bytes, the lower one first.
    Ok(netuids.try_collect::<BTreeSet<_>>().await?.into_iter().collect())
}

/// The likely netuids.
fn guessed() -> impl Iterator<Item = NetUid> {
    (0..GUESSED_NETUIDS).map(NetUid)
}

fn existing(added: &[bool]) -> impl Iterator<Item = NetUid> + '_ {
    guessed().zip(added).filter(|(_, added)| **added).map(|(netuid, _)| netuid)
}
