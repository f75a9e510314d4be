//! Balances as they change.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use futures::stream::{self, BoxStream, Stream, StreamExt};
use subwire_codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire_codec::{AccountId, Tao};
use subwire_transport::Transport;

use super::best::{Best, Step};
use crate::storage::Stored;
use crate::{At, Client, Error};

/// The free balances of some accounts whenever they change: [`Subtensor::watch_balances`].
///
/// An `Err` of values that could not be had or decoded stands in their place, and the stream goes
/// on: what changed meanwhile is told by a later notice. It ends after the `Err` by which the
/// subscription ends.
///
/// # Cancel safety
///
/// Waiting for the next item may be given up and begun again. Dropping the stream unsubscribes.
///
/// [`Subtensor::watch_balances`]: crate::Subtensor::watch_balances
#[must_use = "a subscription ends when it is dropped"]
pub struct BalanceChanges<T = Arc<dyn Transport>> {
    notices: BoxStream<'static, Result<BalanceNotice<T>, Error>>,
}

/// What [`BalanceChanges`] yields.
#[non_exhaustive]
pub enum BalanceNotice<T = Arc<dyn Transport>> {
    /// What the accounts have as the watching begins; zero for one that the chain does not know.
    #[non_exhaustive]
    Begun {
        /// The block, pinned.
        at: At<T>,
        /// The free balances.
        balances: BTreeMap<AccountId, Tao>,
    },
    /// Balances are others than before.
    #[non_exhaustive]
    Changed {
        /// The block that changed them, pinned; or, where blocks are missing or undone, the one at
        /// which they were read anew.
        at: At<T>,
        /// The changes, in the order of the accounts. At least one.
        changes: Vec<BalanceChange>,
    },
    /// So many blocks with changes are missing here, because they came faster than they were read.
    /// What they come to is told next.
    Lagged(u64),
    /// The connection broke and the subscription was made again. What changed meanwhile is told
    /// next.
    #[non_exhaustive]
    Resumed {
        /// For how long nothing could be heard.
        gap: Duration,
    },
}

/// A change of a free balance. What was told `after` is `before` of the account's next change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct BalanceChange {
    /// The account.
    pub account: AccountId,
    /// What was told of it last.
    pub before: Tao,
    /// What it has now.
    pub after: Tao,
}

pub(super) async fn watch<T: Transport>(
    client: &Client<T>,
    accounts: BTreeSet<AccountId>,
) -> Result<BalanceChanges<T>, Error> {
    let accounts: Vec<AccountId> = accounts.into_iter().collect();
    let keys = accounts.iter().map(|account| ACCOUNT.key((account,))).collect();
    let watched = Watched { best: Best::new(client, keys).await?, accounts, balances: Vec::new() };
    let notices = stream::unfold(watched, |mut watched| async {
        let notice = watched.next().await?;
        Some((notice, watched))
    });
    Ok(BalanceChanges { notices: notices.fuse().boxed() })
}

struct Watched<T> {
    best: Best<T>,
    accounts: Vec<AccountId>,
    /// In the order of the accounts; none before the first step.
    balances: Vec<Tao>,
}

impl<T: Transport> Watched<T> {
    async fn next(&mut self) -> Option<Result<BalanceNotice<T>, Error>> {
        loop {
            let told = match self.best.next().await? {
                Ok(step) => self.tell(step).await,
                Err(error) => return Some(Err(error)),
            };
            match told {
                Ok(Some(notice)) => return Some(Ok(notice)),
                Ok(None) => {}
                Err(error) => {
                    self.best.read_again();
                    return Some(Err(error));
                }
            }
        }
    }

    /// None where nothing is new: an account has more than its free balance.
    async fn tell(&mut self, step: Step<T>) -> Result<Option<BalanceNotice<T>>, Error> {
        let (at, values) = match step {
            Step::Whole { at, values } => (at, values.into_iter().enumerate().collect()),
            Step::Changed { at, values } => (at, values),
            Step::Lagged(missed) => return Ok(Some(BalanceNotice::Lagged(missed))),
            Step::Resumed { gap } => return Ok(Some(BalanceNotice::Resumed { gap })),
        };
        let found = decode(&at, values).await?;
        if self.balances.len() < self.accounts.len() || self.accounts.is_empty() {
            // The first step tells all of them.
            self.balances = found.into_iter().map(|(_, balance)| balance).collect();
            let told = self.accounts.iter().copied().zip(self.balances.iter().copied());
            return Ok(Some(BalanceNotice::Begun { at, balances: told.collect() }));
        }
        let mut changes = Vec::new();
        for (index, after) in found {
            let Some(known) = self.balances.get_mut(index).filter(|known| **known != after) else {
                continue;
            };
            changes.push(BalanceChange { account: self.accounts[index], before: *known, after });
            *known = after;
        }
        changes.sort_unstable_by_key(|change| change.account);
        Ok((!changes.is_empty()).then_some(BalanceNotice::Changed { at, changes }))
    }
}

async fn decode<T: Transport>(
    at: &At<T>,
    values: Vec<(usize, Stored)>,
) -> Result<Vec<(usize, Tao)>, Error> {
    let any_missing = values.iter().any(|(_, stored)| stored.is_none());
    let decoder = at.decoder(&ACCOUNT, any_missing).await?;
    let balances = values.into_iter().map(|(index, stored)| {
        let info = decoder.decode(stored.as_deref())?;
        Ok((index, info.data.free))
    });
    balances.collect()
}

impl<T> Stream for BalanceChanges<T> {
    type Item = Result<BalanceNotice<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.notices.as_mut().poll_next(cx)
    }
}

impl<T> fmt::Debug for BalanceChanges<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BalanceChanges").finish_non_exhaustive()
    }
}

// A derive would ask the transport for its own.
impl<T> fmt::Debug for BalanceNotice<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Begun { at, balances } => {
                f.debug_struct("Begun").field("at", at).field("balances", balances).finish()
            }
            Self::Changed { at, changes } => {
                f.debug_struct("Changed").field("at", at).field("changes", changes).finish()
            }
            Self::Lagged(missed) => f.debug_tuple("Lagged").field(missed).finish(),
            Self::Resumed { gap } => f.debug_struct("Resumed").field("gap", gap).finish(),
        }
    }
}
