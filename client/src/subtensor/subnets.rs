//! Reads about subnets.
//!
//! Which subnets exist is a map, and a map takes two round trips: its keys, then their values. But
//! netuids are given from 0 upwards and freed ones are given again, so the first few hundred can
//! be asked for by guess, together with their number. Where the guess finds as many as the chain
//! counts, one request was enough; where not, the map is read the long way.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use futures::future::try_join;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::storage::{NETWORKS_ADDED, TOTAL_NETWORKS};
use subwire_transport::{Error as TransportError, Params, Reply, Transport, read_hex};

use crate::storage::{KEYS_PER_REQUEST, Stored, fetch_raw_at_head, fetch_raw_many};
use crate::{At, Client, Error};

/// About twice as many as the main network has in 2026.
const GUESSED_NETUIDS: u16 = 256;

impl<T: Transport> At<T> {
    /// Which subnets exist, in rising order, the root network included.
    ///
    /// One request where all netuids are below 256; else one more for each 1000 subnets, and one
    /// for their values.
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

    /// Ends on any answers: each page must reach beyond the one before, and there are no more keys
    /// than netuids.
    async fn netuids_by_key(&self) -> Result<Vec<NetUid>, Error> {
        const METHOD: &str = "state_getKeysPaged";
        let mut netuids = BTreeSet::new();
        let mut start = None;
        loop {
            let keys = self.keys_page(start.as_deref()).await.map_err(Error::of(METHOD))?;
            for key in &keys {
                let decoded = NETWORKS_ADDED.decode_key(key).map_err(bad_keys);
                netuids.insert(decoded.map_err(Error::of(METHOD))?.0);
            }
            let last = keys.last().cloned();
            if keys.len() < KEYS_PER_REQUEST {
                break;
            }
            if last <= start {
                return Err(Error::of(METHOD)(bad_keys("the page does not get on")));
            }
            start = last;
        }
        let keys = netuids.iter().map(|netuid| (netuid,));
        let added = self.fetch_many(&NETWORKS_ADDED, keys).await?;
        Ok(existing(netuids, added))
    }

    /// The next page of the map's keys.
    async fn keys_page(&self, start: Option<&[u8]>) -> Result<Vec<Vec<u8>>, TransportError> {
        let params = Params::new().hex(NETWORKS_ADDED.prefix()).number(KEYS_PER_REQUEST as u64);
        let params = match start {
            Some(start) => params.hex(start),
            None => params.null(),
        };
        let params = params.hex(self.hash().as_bytes());
        read_keys(&self.client().transport().request("state_getKeysPaged", params).await?)
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

fn read_keys(reply: &Reply) -> Result<Vec<Vec<u8>>, TransportError> {
    let keys: Vec<&str> = reply.read("an array of keys")?;
    let keys = keys.into_iter().map(|key| read_hex(key.as_bytes()));
    keys.collect::<Option<_>>().ok_or_else(|| bad_keys("one is not hex"))
}

fn bad_keys(error: impl core::fmt::Display) -> TransportError {
    TransportError::bad_reply("an array of keys", error.to_string())
}
