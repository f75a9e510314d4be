//! When subnets' epochs run.
//!
//! Until shortly after spec version 365 an epoch runs in each block of which `block + netuid + 1` is
//! a multiple of `tempo + 1`. Later runtimes note the block of a subnet's last epoch, and run the next
//! one `tempo` blocks after it, or sooner where its owner has asked for that. Which of them holds,
//! the notes themselves tell: earlier runtimes have none.
//!
//! Source: opentensor/subtensor, `blocks_until_next_epoch` and `get_epoch_index` at spec 365,
//! `get_next_epoch_start_block` at 425.

use alloc::vec::Vec;

use futures::future::try_join;
use subwire_codec::Storage;
use subwire_codec::codec::Decode;
use subwire_codec::hasher::Identity;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::later::{LAST_EPOCH_BLOCK, PENDING_EPOCH_AT, SUBNET_EPOCH_INDEX};
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    BLOCKS_SINCE_LAST_STEP, NETWORKS_ADDED, TEMPO,
};
use subwire_transport::Transport;

use crate::storage::{Stored, fetch_raw_many};
use crate::{At, Error};

type PerSubnet<V> = Storage<(Identity<NetUid>,), V>;

/// How many keys tell of one subnet.
const KEYS: usize = 6;

/// How a subnet stands in its epoch at a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Epoch {
    /// The subnet.
    pub netuid: NetUid,
    /// The block, as it is after its own epochs.
    pub block: u64,
    /// The blocks of an epoch, as the chain counts them; 0 where the subnet runs none.
    pub tempo: u16,
    /// The number of the epoch, by which commitments of weights are told apart.
    pub index: u64,
    /// How many blocks have passed since an epoch ran; 0 where one ran in this block.
    pub blocks_since_last_step: u64,
    /// The block in which the next one is to run, after this one; None where the subnet runs none.
    /// The chain may put it off, where too many subnets are due in one block.
    pub next: Option<u64>,
}

impl Epoch {
    /// How many blocks it takes until the next epoch has run; at least one. None where the subnet
    /// runs none.
    #[must_use]
    pub fn blocks_until_next(&self) -> Option<u64> {
        Some(self.next?.saturating_sub(self.block))
    }

    /// The last block in which an epoch ran.
    #[must_use]
    pub fn last_step(&self) -> u64 {
        self.block.saturating_sub(self.blocks_since_last_step)
    }
}

impl<T: Transport> At<T> {
    /// How subnets stand in their epochs at this block, in the order asked for; those that do not
    /// exist are left out. One request for up to 160 subnets.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn epochs(
        &self,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<Vec<Epoch>, Error> {
        let netuids: Vec<NetUid> = netuids.into_iter().collect();
        let (keys, hash) = (keys(&netuids), self.hash());
        let values = fetch_raw_many(self.client(), &keys, &hash);
        let (values, _) = try_join(values, self.spec()).await?;
        let block = self.number().await?;
        read(self, block, &netuids, &values).await
    }
}

pub(super) fn keys(netuids: &[NetUid]) -> Vec<Vec<u8>> {
    let keys = netuids.iter().flat_map(|netuid| {
        let of = (*netuid,);
        let keys: [_; KEYS] = [
            NETWORKS_ADDED.key(of),
            TEMPO.key(of),
            BLOCKS_SINCE_LAST_STEP.key(of),
            LAST_EPOCH_BLOCK.key(of),
            PENDING_EPOCH_AT.key(of),
            SUBNET_EPOCH_INDEX.key(of),
        ];
        keys
    });
    keys.collect()
}

/// What the values of [`keys`] tell of the block of this number.
pub(super) async fn read<T: Transport>(
    at: &At<T>,
    block: u32,
    netuids: &[NetUid],
    values: &[Stored],
) -> Result<Vec<Epoch>, Error> {
    let block = u64::from(block);
    let mut epochs = Vec::new();
    for (netuid, values) in netuids.iter().zip(values.chunks_exact(KEYS)) {
        if !number(at, &NETWORKS_ADDED, &values[0]).await?.unwrap_or_default() {
            continue;
        }
        // A subnet always has one: its default belongs to those that are not there.
        let tempo = number(at, &TEMPO, &values[1]).await?.unwrap_or_default();
        let since = number(at, &BLOCKS_SINCE_LAST_STEP, &values[2]).await?;
        let noted = Noted {
            last: number(at, &LAST_EPOCH_BLOCK, &values[3]).await?,
            pending: number(at, &PENDING_EPOCH_AT, &values[4]).await?,
            index: number(at, &SUBNET_EPOCH_INDEX, &values[5]).await?,
        };
        let (index, next) = noted.schedule(*netuid, tempo, block);
        let blocks_since_last_step = since.unwrap_or_default();
        epochs.push(Epoch { netuid: *netuid, block, tempo, index, blocks_since_last_step, next });
    }
    Ok(epochs)
}

/// What later runtimes note of a subnet.
#[derive(Clone, Copy, Debug, Default)]
struct Noted {
    last: Option<u64>,
    pending: Option<u64>,
    index: Option<u64>,
}

impl Noted {
    /// The number of the epoch, and the block in which the next one is to run.
    fn schedule(self, netuid: NetUid, tempo: u16, block: u64) -> (u64, Option<u64>) {
        let tempo = u64::from(tempo);
        let shifted = block.saturating_add(u64::from(netuid.0)).saturating_add(1);
        let by_formula = shifted / (tempo + 1);
        let next = match self.last {
            None => block.saturating_add(tempo + 1 - shifted % (tempo + 1)),
            Some(last) => {
                let next = last.saturating_add(tempo);
                let asked_for = self.pending.filter(|at| *at > 0);
                // One that is overdue comes with the next block, if at all.
                asked_for.map_or(next, |at| at.min(next)).max(block.saturating_add(1))
            }
        };
        (self.index.unwrap_or(by_formula), (tempo > 0).then_some(next))
    }
}

/// A value that is stored.
async fn number<T: Transport, V: Decode + TypeInfo + 'static>(
    at: &At<T>,
    item: &PerSubnet<V>,
    stored: &Stored,
) -> Result<Option<V>, Error> {
    match stored {
        None => Ok(None),
        Some(_) => Ok(Some(at.decode(item, stored.as_deref()).await?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chain's own formula, block by block.
    fn runs(netuid: u64, tempo: u64, block: u64) -> bool {
        (block + netuid + 1) % (tempo + 1) == 0
    }

    #[test]
    fn the_formula_of_the_chain() {
        for tempo in [1u16, 2, 10, 99, 360] {
            for netuid in [0u16, 1, 2, 18, 128] {
                for block in 0..1000 {
                    let (index, next) = Noted::default().schedule(NetUid(netuid), tempo, block);
                    let runs = |block: &u64| runs(netuid.into(), tempo.into(), *block);
                    assert_eq!(next, (block + 1..).find(runs), "{tempo} {netuid} {block}");
                    let before = Noted::default().schedule(NetUid(netuid), tempo, block + 1).0;
                    assert_eq!(before - index, u64::from(runs(&(block + 1))), "a new epoch begins");
                }
            }
        }
        assert_eq!(Noted::default().schedule(NetUid(1), 0, 77).1, None);
        let _ = Noted::default().schedule(NetUid(u16::MAX), u16::MAX, u64::MAX);
    }

    #[test]
    fn what_later_runtimes_note() {
        let schedule = |last, pending, tempo| {
            let noted = Noted { last: Some(last), pending: Some(pending), index: Some(5) };
            noted.schedule(NetUid(1), tempo, 120)
        };
        assert_eq!(schedule(100, 0, 50), (5, Some(150)));
        assert_eq!(schedule(100, 130, 50), (5, Some(130)), "asked for by the owner");
        assert_eq!(schedule(100, 160, 50), (5, Some(150)));
        assert_eq!(schedule(10, 0, 50), (5, Some(121)), "overdue");
        assert_eq!(schedule(100, 130, 0), (5, None));
        assert_eq!(schedule(u64::MAX, u64::MAX, 50), (5, Some(u64::MAX)));
    }
}
