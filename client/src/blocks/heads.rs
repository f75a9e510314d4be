//! Heads as streams: the best chain's, and those that are final.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures::stream::{self, BoxStream, Stream, StreamExt, TryStreamExt};
use subwire_transport::Transport;

use super::announced::Chain;
use super::follow::Follow;
use super::head::{Head, HeadEvent};
use super::walk::Walk;
use crate::{Client, Error};

impl<T: Transport> Client<T> {
    /// The best chain's blocks from its head on, as [`heads_with`](Self::heads_with) gives them.
    ///
    /// # Errors
    ///
    /// As [`heads_with`](Self::heads_with).
    pub async fn heads(&self) -> Result<Heads<T>, Error> {
        self.heads_with(Follow::new()).await
    }

    /// The blocks of the best chain, as they come to be, without gaps: each one stands on the one
    /// before, or is told as a [`HeadEvent::Reorg`] together with the blocks that it undoes. Whoever
    /// applies what is enacted and undoes what is retracted has at every item the best chain.
    ///
    /// What a broken connection, a slow reader or another node leave out is asked for by number, up
    /// to [`Follow::max_gap`]. An older block of the same chain is no news: a node that is behind says
    /// so after a change of nodes.
    ///
    /// One request, and one more of a client that has not yet seen how the chain hashes headers. Then
    /// none for each block; two for each that was left out, up to 16 of those at a time; two for each
    /// on a chain, such as one in memory, whose headers do not hash to its blocks.
    ///
    /// # Errors
    ///
    /// The transport's. One without subscriptions refuses: [`Follow::polling`] asks instead.
    ///
    /// # Cancel safety
    ///
    /// Dropping the stream ends the subscription. Waiting for its next item can be given up at any
    /// time; nothing is lost by that.
    pub async fn heads_with(&self, follow: Follow) -> Result<Heads<T>, Error> {
        let walk = Walk::start(self.clone(), Chain::Best, follow).await?;
        Ok(Heads(Box::pin(walk.into_stream())))
    }

    /// The final blocks from the last one on, as
    /// [`finalized_heads_with`](Self::finalized_heads_with) gives them.
    ///
    /// # Errors
    ///
    /// As [`heads_with`](Self::heads_with).
    pub async fn finalized_heads(&self) -> Result<FinalizedHeads<T>, Error> {
        self.finalized_heads_with(Follow::new()).await
    }

    /// The blocks that become final, each the child of the one before: no number is left out, none
    /// comes twice, and nothing is ever undone.
    ///
    /// Costs as [`heads_with`](Self::heads_with). Ends with [`Error::Diverged`] where the node holds
    /// another chain for final than what was given before.
    ///
    /// # Errors
    ///
    /// As [`heads_with`](Self::heads_with); its cancel safety as well.
    pub async fn finalized_heads_with(&self, follow: Follow) -> Result<FinalizedHeads<T>, Error> {
        let walk = Walk::start(self.clone(), Chain::Finalized, follow).await?;
        // Of a final chain nothing is retracted: each event has one head.
        let heads = walk.into_stream().map_ok(|event| stream::iter(event.into_enacted()).map(Ok));
        Ok(FinalizedHeads(Box::pin(heads.try_flatten())))
    }
}

/// The best chain's blocks, and what becomes of them: [`Client::heads`]. Ends after an `Err`, which
/// says why; [`Follow::after`] goes on from the last block.
#[must_use = "a stream that is dropped ends its subscription"]
pub struct Heads<T = Arc<dyn Transport>>(BoxStream<'static, Result<HeadEvent<T>, Error>>);

/// The final blocks in their order: [`Client::finalized_heads`]. Ends after an `Err`, which says why;
/// [`Follow::after`] goes on from the last block.
#[must_use = "a stream that is dropped ends its subscription"]
pub struct FinalizedHeads<T = Arc<dyn Transport>>(BoxStream<'static, Result<Head<T>, Error>>);

impl<T> Stream for Heads<T> {
    type Item = Result<HeadEvent<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(cx)
    }
}

impl<T> Stream for FinalizedHeads<T> {
    type Item = Result<Head<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(cx)
    }
}

impl<T> fmt::Debug for Heads<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Heads").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for FinalizedHeads<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FinalizedHeads").finish_non_exhaustive()
    }
}
