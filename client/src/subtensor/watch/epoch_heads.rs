//! Heads with the epochs of subnets.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures::stream::{BoxStream, Stream, StreamExt};
use subwire_codec::subtensor::NetUid;
use subwire_transport::Transport;

use super::epoch::{self, Epoch};
use crate::storage::fetch_raw_pinned;
use crate::{Client, Error, Follow, HeadEvent};

/// Heads of the best chain with the epochs of subnets: [`Subtensor::epoch_heads`].
///
/// Ends after an `Err`, which says why.
///
/// # Cancel safety
///
/// Waiting for the next item may be given up and begun again. Dropping the stream unsubscribes.
///
/// [`Subtensor::epoch_heads`]: crate::Subtensor::epoch_heads
#[must_use = "a stream that is dropped ends its subscription"]
pub struct EpochHeads<T = Arc<dyn Transport>> {
    heads: BoxStream<'static, Result<EpochHead<T>, Error>>,
}

/// What [`EpochHeads`] yields.
#[non_exhaustive]
pub struct EpochHead<T = Arc<dyn Transport>> {
    /// What has happened to the best chain. Its last enacted block is the head.
    pub event: HeadEvent<T>,
    /// How the subnets stand in their epochs at the head, in the order asked for; those that do not
    /// exist there are left out.
    pub epochs: Vec<Epoch>,
}

pub(super) async fn watch<T: Transport>(
    client: &Client<T>,
    netuids: Vec<NetUid>,
    follow: Follow,
) -> Result<EpochHeads<T>, Error> {
    let (client, heads) = (client.clone(), client.heads_with(follow).await?);
    let netuids: Arc<[NetUid]> = netuids.into();
    let heads = heads.then(move |event| {
        let (client, netuids) = (client.clone(), netuids.clone());
        async move {
            let event = event?;
            let epochs = epochs(&client, &netuids, &event).await?;
            Ok(EpochHead { event, epochs })
        }
    });
    // One that failed is missing, and so it is the last.
    let heads = heads.scan(false, |failed, head| {
        let is_over = core::mem::replace(failed, head.is_err());
        futures::future::ready((!is_over).then_some(head))
    });
    Ok(EpochHeads { heads: heads.fuse().boxed() })
}

async fn epochs<T: Transport>(
    client: &Client<T>,
    netuids: &[NetUid],
    event: &HeadEvent<T>,
) -> Result<Vec<Epoch>, Error> {
    // There is always one.
    let Some(head) = event.enacted().last() else { return Ok(Vec::new()) };
    let (at, values) = fetch_raw_pinned(client, &epoch::keys(netuids), &head.hash()).await?;
    epoch::read(&at, head.number(), netuids, &values).await
}

/// Waits until an epoch of the subnet has run after the head.
pub(super) async fn wait<T: Transport>(
    client: &Client<T>,
    netuid: NetUid,
) -> Result<Option<EpochHead<T>>, Error> {
    let mut heads = watch(client, Vec::from([netuid]), Follow::new()).await?;
    let mut begun = None;
    while let Some(head) = heads.next().await {
        let head = head?;
        let Some(epoch) = head.epochs.first().filter(|epoch| epoch.next.is_some()) else {
            return Ok(None);
        };
        if epoch.last_step() > *begun.get_or_insert(epoch.block) {
            return Ok(Some(head));
        }
    }
    Err(Error::bad_reply("chain_subscribeNewHeads", "another head", "the subscription has ended"))
}

impl<T> Stream for EpochHeads<T> {
    type Item = Result<EpochHead<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.heads.as_mut().poll_next(cx)
    }
}

impl<T> fmt::Debug for EpochHeads<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EpochHeads").finish_non_exhaustive()
    }
}

// A derive would ask the transport for its own.
impl<T> fmt::Debug for EpochHead<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("EpochHead");
        debug.field("event", &self.event).field("epochs", &self.epochs).finish()
    }
}
