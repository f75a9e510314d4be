//! A metagraph neuron by neuron.

use core::fmt;

use super::Metagraph;
use crate::subtensor::{AxonInfo, ChainIdentityV2, PerU16};
use crate::{AccountId, Alpha, Tao};

/// A neuron of a [`Metagraph`]: one entry of each column. Units and meanings are those of the
/// columns.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct MetagraphRow<'m> {
    /// The neuron's number in the subnet.
    pub uid: u16,
    /// The neuron's hotkey.
    pub hotkey: AccountId,
    /// The coldkey that owns the hotkey.
    pub coldkey: AccountId,
    /// What the coldkey says about itself.
    pub identity: Option<&'m ChainIdentityV2>,
    /// Where the neuron answers queries.
    pub axon: &'m AxonInfo,
    /// Whether it set weights within the activity cutoff.
    pub active: bool,
    /// Whether it may validate.
    pub validator_permit: bool,
    /// Score in the choice of whom a new neuron replaces.
    pub pruning_score: u16,
    /// The block at which it last set weights.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact_u64"))]
    pub last_update: u64,
    /// Emission of the last epoch.
    pub emission: Alpha,
    /// Share of the validators' emission.
    pub dividends: PerU16,
    /// Share of the miners' emission.
    pub incentive: PerU16,
    /// Consensus.
    pub consensus: PerU16,
    /// Trust.
    pub trust: PerU16,
    /// Rank.
    pub rank: PerU16,
    /// The block at which it was registered.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact_u64"))]
    pub block_at_registration: u64,
    /// The stake in the subnet.
    pub alpha_stake: Alpha,
    /// The stake on the root network.
    pub tao_stake: Tao,
    /// Both together as the runtime weighs them.
    pub total_stake: Tao,
}

macro_rules! columns {
    ($($column:ident),* $(,)?) => {
        impl Metagraph {
            /// The first column that has not as many entries as the hotkeys.
            fn uneven(&self) -> Option<UnevenColumns> {
                let neurons = self.hotkeys.len();
                $(if self.$column.len() != neurons {
                    let (column, entries) = (stringify!($column), self.$column.len());
                    return Some(UnevenColumns { column, entries, neurons });
                })*
                None
            }
        }
    };
}

columns!(
    coldkeys,
    identities,
    axons,
    active,
    validator_permit,
    pruning_score,
    last_update,
    emission,
    dividends,
    incentives,
    consensus,
    trust,
    rank,
    block_at_registration,
    alpha_stake,
    tao_stake,
    total_stake,
);

impl Metagraph {
    /// The neurons, by uid.
    ///
    /// # Errors
    ///
    /// [`UnevenColumns`] where a column has more entries than another: a runtime gives all of them
    /// the same number, but bytes may say otherwise.
    pub fn rows(&self) -> Result<impl ExactSizeIterator<Item = MetagraphRow<'_>>, UnevenColumns> {
        match self.uneven() {
            Some(uneven) => Err(uneven),
            None => Ok((0..self.hotkeys.len()).map(|at| self.entry(at))),
        }
    }

    /// The neuron of a uid; `None` where there is none.
    ///
    /// # Errors
    ///
    /// [`UnevenColumns`], as [`rows`](Self::rows).
    pub fn row(&self, uid: u16) -> Result<Option<MetagraphRow<'_>>, UnevenColumns> {
        match self.uneven() {
            Some(uneven) => Err(uneven),
            None if usize::from(uid) < self.hotkeys.len() => Ok(Some(self.entry(uid.into()))),
            None => Ok(None),
        }
    }

    /// The entry at a place that all columns have.
    fn entry(&self, at: usize) -> MetagraphRow<'_> {
        MetagraphRow {
            // No subnet has more neurons than uids.
            uid: at as u16,
            hotkey: self.hotkeys[at],
            coldkey: self.coldkeys[at],
            identity: self.identities[at].as_ref(),
            axon: &self.axons[at],
            active: self.active[at],
            validator_permit: self.validator_permit[at],
            pruning_score: self.pruning_score[at],
            last_update: self.last_update[at],
            emission: self.emission[at],
            dividends: self.dividends[at],
            incentive: self.incentives[at],
            consensus: self.consensus[at],
            trust: self.trust[at],
            rank: self.rank[at],
            block_at_registration: self.block_at_registration[at],
            alpha_stake: self.alpha_stake[at],
            tao_stake: self.tao_stake[at],
            total_stake: self.total_stake[at],
        }
    }
}

/// Columns of a metagraph that are not of the same length, so that there are no rows.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct UnevenColumns {
    /// The column.
    pub column: &'static str,
    /// How many entries it has.
    pub entries: usize,
    /// How many hotkeys there are.
    pub neurons: usize,
}

impl fmt::Display for UnevenColumns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, entries, neurons } = self;
        write!(f, "metagraph: {entries} entries in the column {column} for {neurons} hotkeys")
    }
}

impl core::error::Error for UnevenColumns {}
