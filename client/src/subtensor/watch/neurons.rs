//! The neurons of a subnet as they change, in columns.

mod columns;

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use futures::stream::{self, BoxStream, Stream, StreamExt};
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::pallets::subtensor_module::storage::SUBNETWORK_N;
use subwire_transport::Transport;

pub use self::columns::{NeuronColumn, NeuronColumns};
use super::best::{Best, Step};
use crate::storage::{Stored, fetch_raw_at_head};
use crate::{At, Client, Error};

/// How often in a row the number of neurons may be another when they are read than just before.
const MAX_BEGINNINGS: usize = 8;

/// The columns of a subnet's neurons whenever they change: [`Subtensor::watch_neurons`].
///
/// An `Err` of values that could not be had or decoded stands in their place, and the stream goes
/// on: what changed meanwhile is told by a later notice. It ends after the `Err` by which the
/// subscription ends.
///
/// # Cancel safety
///
/// Waiting for the next item may be given up and begun again. Dropping the stream unsubscribes.
///
/// [`Subtensor::watch_neurons`]: crate::Subtensor::watch_neurons
#[must_use = "a subscription ends when it is dropped"]
pub struct NeuronChanges<T = Arc<dyn Transport>> {
    notices: BoxStream<'static, Result<NeuronNotice<T>, Error>>,
}

/// What [`NeuronChanges`] yields. The columns are shared: to keep them costs nothing until they
/// change.
#[non_exhaustive]
pub enum NeuronNotice<T = Arc<dyn Transport>> {
    /// All columns, as the watching begins and whenever the number of neurons is another.
    #[non_exhaustive]
    Whole {
        /// The block, pinned.
        at: At<T>,
        /// The columns there.
        columns: Arc<NeuronColumns>,
    },
    /// Some columns are others than before.
    #[non_exhaustive]
    Changed {
        /// The block that changed them, pinned; or, where blocks are missing or undone, the one at
        /// which they were read anew.
        at: At<T>,
        /// All columns there.
        columns: Arc<NeuronColumns>,
        /// Which of them are others than those told last. At least one.
        changed: Vec<NeuronColumn>,
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

pub(super) async fn watch<T: Transport>(
    client: &Client<T>,
    netuid: NetUid,
) -> Result<NeuronChanges<T>, Error> {
    let watched = Watched::begin(client, netuid).await?;
    let notices = stream::unfold(watched, |mut watched| async {
        let notice = watched.next().await?;
        Some((notice, watched))
    });
    Ok(NeuronChanges { notices: notices.fuse().boxed() })
}

struct Watched<T> {
    client: Client<T>,
    netuid: NetUid,
    best: Best<T>,
    /// How many neurons the keys are for.
    count: u16,
    /// What was told last; None before, and where it is to be told as a whole.
    columns: Option<Arc<NeuronColumns>>,
    /// Whether the keys are for another number of neurons than there are.
    is_outgrown: bool,
    /// How often it was begun anew without anything being told.
    beginnings: usize,
}

impl<T: Transport> Watched<T> {
    /// Subscribes to the neurons that there are now.
    async fn begin(client: &Client<T>, netuid: NetUid) -> Result<Self, Error> {
        let (count, best) = subscribe(client, netuid).await?;
        Ok(Self {
            client: client.clone(),
            netuid,
            best,
            count,
            columns: None,
            is_outgrown: false,
            beginnings: 0,
        })
    }

    async fn next(&mut self) -> Option<Result<NeuronNotice<T>, Error>> {
        loop {
            if self.is_outgrown {
                if let Err(error) = self.begin_anew().await {
                    return Some(Err(error));
                }
            }
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

    /// Subscribes again, for as many neurons as there are now. One that fails is tried again after
    /// the next event of the old subscription.
    async fn begin_anew(&mut self) -> Result<(), Error> {
        self.is_outgrown = false;
        self.best.read_again();
        self.beginnings += 1;
        if self.beginnings > MAX_BEGINNINGS {
            self.beginnings = 0;
            let reason = "it is another each time it is read";
            return Err(Error::bad_reply("state_queryStorageAt", "a number of neurons", reason));
        }
        let (count, best) = subscribe(&self.client, self.netuid).await?;
        (self.count, self.best, self.columns) = (count, best, None);
        Ok(())
    }

    /// None where nothing is new.
    async fn tell(&mut self, step: Step<T>) -> Result<Option<NeuronNotice<T>>, Error> {
        let (at, values): (_, Vec<(usize, Stored)>) = match step {
            Step::Whole { at, values } => (at, values.into_iter().enumerate().collect()),
            Step::Changed { at, values } => (at, values),
            Step::Lagged(missed) => return Ok(Some(NeuronNotice::Lagged(missed))),
            Step::Resumed { gap } => return Ok(Some(NeuronNotice::Resumed { gap })),
        };
        let known = self.columns.clone();
        let blank = || NeuronColumns::blank(self.netuid, self.count);
        let mut columns = known.as_deref().map_or_else(blank, Clone::clone);
        let count = columns.apply(&at, values).await?;
        if count.is_some_and(|count| count != self.count) {
            self.is_outgrown = true;
            return Ok(None);
        }
        self.beginnings = 0;
        let columns = Arc::new(columns);
        self.columns = Some(columns.clone());
        let Some(known) = known else { return Ok(Some(NeuronNotice::Whole { at, columns })) };
        let changed = columns.differing(&known);
        Ok((!changed.is_empty()).then_some(NeuronNotice::Changed { at, columns, changed }))
    }
}

/// How many neurons there are at the head, and the steps of their columns.
async fn subscribe<T: Transport>(
    client: &Client<T>,
    netuid: NetUid,
) -> Result<(u16, Best<T>), Error> {
    let (at, stored) = fetch_raw_at_head(client, &[SUBNETWORK_N.key((netuid,))]).await?;
    let count = at.decode_many(&SUBNETWORK_N, &stored).await?.into_iter().sum();
    Ok((count, Best::new(client, columns::keys(netuid, count)).await?))
}

impl<T> Stream for NeuronChanges<T> {
    type Item = Result<NeuronNotice<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.notices.as_mut().poll_next(cx)
    }
}

impl<T> fmt::Debug for NeuronChanges<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NeuronChanges").finish_non_exhaustive()
    }
}

/// Without the columns, which may be of thousands of neurons.
impl<T> fmt::Debug for NeuronNotice<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole { at, .. } => {
                f.debug_struct("Whole").field("at", at).finish_non_exhaustive()
            }
            Self::Changed { at, changed, .. } => {
                let mut debug = f.debug_struct("Changed");
                debug.field("at", at).field("changed", changed).finish_non_exhaustive()
            }
            Self::Lagged(missed) => f.debug_tuple("Lagged").field(missed).finish(),
            Self::Resumed { gap } => f.debug_struct("Resumed").field("gap", gap).finish(),
        }
    }
}
