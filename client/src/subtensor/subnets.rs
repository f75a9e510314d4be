//! Reads about subnets.
//!
//! Which subnets exist is a map, and a map takes two round trips: its keys, then their values. But
//! netuids are given from 0 upwards and freed ones are given again, so the first few hundred can
//! be asked for by guess, together with their number. Where the guess finds as many as the chain
//! counts, one request was enough; where not, the map is read the long way.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use futures::TryStreamExt;
use futures::future::{ready, try_join};
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    NETWORKS_ADDED, TOTAL_NETWORKS,
};
use subwire_transport::Transport;

use crate::storage::{Stored, fetch_raw_at_head, fetch_raw_many};
use crate::{At, Client, Error};

/// About twice as many as the main network has in 2026.
const GUESSED_NETUIDS: u16 = 256;

impl<T: Transport> At<T> {
    /// Which subnets exist, in rising order, the root network included.
    ///
    /// One request where all netuids are below 256; else two more for each 1000 subnets.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn netuids(&self) -> Result<Vec<NetUid>, Error> {
        let (keys, hash) = (guess(), self.hash());
        let values = fetch_raw_many(self.client(), &keys, &hash);
        let (values, _) = try_join(values, self.spec()).await?;
        self.confirm(&values).await
    }

    /// How many subnets exist, the root network included. One request.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn total_subnets(&self) -> Result<u16, Error> {
        self.fetch(&TOTAL_NETWORKS, ()).await
    }

    /// The netuids that the guess found, or all of them the long way.
    async fn confirm(&self, values: &[Stored]) -> Result<Vec<NetUid>, Error> {
        let (added, total) = values.split_at(usize::from(GUESSED_NETUIDS));
        let netuids = (0..GUESSED_NETUIDS).map(NetUid);
        let netuids = existing(netuids, self.decode_many(&NETWORKS_ADDED, added).await?);
        let total: u16 = self.decode_many(&TOTAL_NETWORKS, total).await?.into_iter().sum();
        if netuids.len() == usize::from(total) {
            return Ok(netuids);
        }
        self.netuids_by_key().await
    }

    async fn netuids_by_key(&self) -> Result<Vec<NetUid>, Error> {
        let added = self.iter(&NETWORKS_ADDED);
        let netuids = added.try_filter_map(|((netuid,), added)| ready(Ok(added.then_some(netuid))));
        // In the map they stand by their bytes, the lower one first.
        Ok(netuids.try_collect::<BTreeSet<_>>().await?.into_iter().collect())
    }
}

pub(super) async fn at_head_with_netuids<T: Transport>(
    client: &Client<T>,
) -> Result<(At<T>, Vec<NetUid>), Error> {
    let (head, values) = fetch_raw_at_head(client, &guess()).await?;
    let netuids = head.confirm(&values).await?;
    Ok((head, netuids))
}

/// The keys of the likely netuids, and last of how many there are.
fn guess() -> Vec<Vec<u8>> {
    let netuids = (0..GUESSED_NETUIDS).map(|netuid| NETWORKS_ADDED.key((NetUid(netuid),)));
    netuids.chain([TOTAL_NETWORKS.key(())]).collect()
}

fn existing(netuids: impl IntoIterator<Item = NetUid>, added: Vec<bool>) -> Vec<NetUid> {
    netuids.into_iter().zip(added).filter(|(_, added)| *added).map(|(netuid, _)| netuid).collect()
}
