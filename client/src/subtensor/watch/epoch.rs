//! When subnets' epochs run.
//!
//! Until shortly after spec version 365 an epoch runs in each block of which `block + netuid + 2` is
//! a multiple of `tempo + 1`: there are none left where `block + netuid + 1` leaves the remainder
//! `tempo`. Later runtimes note the block of a subnet's last epoch, and run the next one `tempo`
//! blocks after it, one sooner than before, or when its owner has asked for that. Which of them
//! holds, the notes themselves tell: earlier runtimes have none, and later ones make the first with
//! the subnet. The upgrade noted of each subnet the block from which its next epoch came where it
//! would have come without. The root network ran epochs before subnets had tokens, up to spec version
//! 212, and has run none since; it has a tempo all the same.
//!
//! As in the runtime's own answer, two things of later runtimes are not foreseen. Where too many
//! subnets are due in one block, some are put off to the next. And a subnet whose counter of blocks
//! since its last epoch runs too high has one at once: above 50400 blocks at spec 425, above its
//! tempo in what comes after; the counter goes on where a change of the tempo begins an epoch anew,
//! and where the chain skips one.
//!
//! Source: opentensor/subtensor, `blocks_until_next_epoch` and `get_epoch_index` at spec 365,
//! `should_run_epoch`, `get_next_epoch_start_block` and `migrate_dynamic_tempo` since 424, the
//! same in the latest that is known. A draft had `tempo + 1` for them too; what was merged has not.

use alloc::vec::Vec;

use futures::future::try_join;
use subwire_codec::Storage;
use subwire_codec::codec::Decode;
use subwire_codec::hasher::Identity;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::later::{LAST_EPOCH_BLOCK, PENDING_EPOCH_AT, SUBNET_EPOCH_INDEX};
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    BLOCKS_SINCE_LAST_STEP, NETWORKS_ADDED, SUBNET_TAO, TEMPO,
};
use subwire_transport::Transport;

use crate::storage::{Stored, fetch_raw_many};
use crate::{At, Error};

type PerSubnet<V> = Storage<(Identity<NetUid>,), V>;

/// How many keys tell of one subnet.
const KEYS: usize = 6;

/// How a subnet stands in its epoch at a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct Epoch {
    /// The subnet.
    pub netuid: NetUid,
    /// The block, as it is after its own epochs.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub block: u64,
    /// The blocks of an epoch, as the chain counts them; 0 where the subnet runs none.
    pub tempo: u16,
    /// The number of the epoch, by which commitments of weights are told apart. By the formula of
    /// earlier runtimes it begins in the block after the one in which an epoch ran.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub index: u64,
    /// How many blocks have passed since an epoch ran; 0 where one ran in this block, and says nothing
    /// where the subnet runs none.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub blocks_since_last_step: u64,
    /// The block in which the next one is to run, after this one; None where the subnet runs none.
    /// The chain may put it off, where too many subnets are due in one block, and later runtimes run
    /// one at once where they count too many blocks since the last.
    #[cfg_attr(feature = "serde", serde(default, with = "subwire_codec::json::exact"))]
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
        let next = match *netuid == NetUid::ROOT && are_for_subnets_alone(at).await? {
            true => None,
            false => next,
        };
        let blocks_since_last_step = since.unwrap_or_default();
        epochs.push(Epoch { netuid: *netuid, block, tempo, index, blocks_since_last_step, next });
    }
    Ok(epochs)
}

/// Whether the root network runs no epochs: where subnets have pools, as the chain has them now.
async fn are_for_subnets_alone<T: Transport>(at: &At<T>) -> Result<bool, Error> {
    Ok(at.spec().await?.is_none() || at.has_item(&SUBNET_TAO).await?)
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
        let (index, next) = match self.last {
            None => {
                let shifted = block.saturating_add(u64::from(netuid.0)).saturating_add(1);
                let left = tempo - shifted % (tempo + 1);
                // The one of the block itself has run.
                let left = if left == 0 { tempo + 1 } else { left };
                (shifted / (tempo + 1), block.saturating_add(left))
            }
            Some(last) => {
                let next = last.saturating_add(tempo);
                let asked_for = self.pending.filter(|at| *at > 0);
                let next = asked_for.map_or(next, |at| at.min(next));
                // A new subnet has no number yet: the chain's default.
                (self.index.unwrap_or_default(), not_before(block, next))
            }
        };
        (index, (tempo > 0).then_some(next))
    }
}

/// Where an epoch comes that was to come at `next`: one that is overdue with the next block, if at all.
pub(in crate::subtensor) fn not_before(block: u64, next: u64) -> u64 {
    next.max(block.saturating_add(1))
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

    /// Whether an epoch runs in a block: the chain's own formula.
    fn runs(netuid: u64, tempo: u64, block: u64) -> bool {
        tempo - (block + netuid + 1) % (tempo + 1) == 0
    }

    #[test]
    fn the_formula_of_the_chain() {
        for tempo in [1u16, 2, 10, 99, 360] {
            for netuid in [0u16, 1, 2, 18, 128] {
                for block in 0..1000 {
                    let (index, next) = Noted::default().schedule(NetUid(netuid), tempo, block);
                    let runs = |block: &u64| runs(netuid.into(), tempo.into(), *block);
                    assert_eq!(next, (block + 1..).find(runs), "{tempo} {netuid} {block}");
                    let after = Noted::default().schedule(NetUid(netuid), tempo, block + 1).0;
                    assert_eq!(after - index, u64::from(runs(&block)), "a new epoch begins");
                }
            }
        }
        assert_eq!(Noted::default().schedule(NetUid(1), 0, 77).1, None);
        let _ = Noted::default().schedule(NetUid(u16::MAX), u16::MAX, u64::MAX);
    }

    /// The blocks of a network's epochs as its nodes told them, at spec versions 320 and 343: subnet 1
    /// of tempo 99.
    #[test]
    fn where_recorded_epochs_ran() {
        for last_step in [6_530_297, 6_852_297] {
            let next = |block| Noted::default().schedule(NetUid(1), 99, block).1;
            assert_eq!(next(last_step - 1), Some(last_step));
            assert_eq!(next(last_step), Some(last_step + 100));
        }
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
        let new = Noted { last: Some(119), ..Noted::default() };
        assert_eq!(new.schedule(NetUid(1), 50, 120), (0, Some(169)), "not numbered yet");
    }

    /// The chain's upgrade to the later rule: what it noted of a subnet, and when that is due.
    #[test]
    fn from_the_formula_to_the_notes() {
        for (netuid, tempo) in [(1, 1), (1, 2), (2, 10), (18, 99), (128, 360)] {
            let schedule = |noted: Noted, block| noted.schedule(NetUid(netuid), tempo, block).1;
            let tempo = u64::from(tempo);
            for upgrade in 1000..=1000 + tempo {
                let last = upgrade - (upgrade + u64::from(netuid) + 1) % (tempo + 1);
                let noted = Noted { last: Some(last), pending: None, index: None };
                let due = (upgrade..).find(|block| block - last >= tempo);
                assert_eq!(schedule(Noted::default(), upgrade - 1), due, "{netuid} {upgrade}");
                assert_eq!(schedule(noted, upgrade - 1), due, "{netuid} {upgrade}");
            }
        }
    }
}
