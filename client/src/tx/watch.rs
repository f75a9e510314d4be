//! What becomes of a transaction that is in a pool.

use alloc::sync::Arc;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use futures::{Stream, StreamExt};
use subwire_transport::{Error as TransportError, Notice, Subscription, Transport};

use super::{Submitted, TxError, TxInBlock, TxStatus};
use crate::ExtrinsicHash;

const METHOD: &str = "author_submitAndWatchExtrinsic";

/// The statuses of a transaction that was submitted, as a stream.
///
/// Yields each status that the node tells, to the last one. That a block was
/// [retracted](TxStatus::Retracted) is not the end: the transaction may come in another one.
///
/// # Cancel safety
///
/// Dropping it ends the subscription; the transaction stays in the pool.
#[must_use = "the watch ends when it is dropped"]
pub struct TxProgress<T = Arc<dyn Transport>> {
    submitted: Submitted<T>,
    statuses: Option<Subscription>,
}

impl<T: Transport> TxProgress<T> {
    pub(super) fn new(submitted: Submitted<T>, statuses: Subscription) -> Self {
        Self { submitted, statuses: Some(statuses) }
    }

    /// The transaction's hash.
    #[must_use]
    pub fn hash(&self) -> ExtrinsicHash {
        self.submitted.hash()
    }

    /// The transaction without the watch, to be looked for in blocks.
    #[must_use]
    pub fn into_submitted(self) -> Submitted<T> {
        self.submitted
    }

    /// Waits until a block of the best chain has it. That block may still be given up.
    ///
    /// Where the connection breaks, it is looked for in the blocks: see
    /// [`Submitted::wait_in_block`].
    ///
    /// # Errors
    ///
    /// [`TxError::Ended`] where the pool let go of it, and those of [`Submitted::wait_in_block`].
    ///
    /// # Cancel safety
    ///
    /// As the stream.
    pub async fn wait_in_block(self) -> Result<TxInBlock<T>, TxError> {
        self.wait(false).await
    }

    /// Waits until a final block has it.
    ///
    /// Where the connection breaks, it is looked for in the blocks: see
    /// [`Submitted::wait_finalized`].
    ///
    /// # Errors
    ///
    /// [`TxError::Ended`] where the pool let go of it or finality took too long, and those of
    /// [`Submitted::wait_finalized`].
    ///
    /// # Cancel safety
    ///
    /// As the stream.
    pub async fn wait_finalized(self) -> Result<TxInBlock<T>, TxError> {
        self.wait(true).await
    }

    async fn wait(mut self, is_final: bool) -> Result<TxInBlock<T>, TxError> {
        while let Some(status) = self.next().await {
            match status {
                Ok(TxStatus::Finalized(block)) => return self.submitted.in_block(block).await,
                Ok(TxStatus::InBlock(block)) if !is_final => {
                    return self.submitted.in_block(block).await;
                }
                Ok(status) if status.is_last() => return Err(TxError::Ended(status)),
                Ok(_) => {}
                // What the node says makes no sense: the blocks will.
                Err(_) => break,
            }
        }
        if is_final {
            self.submitted.wait_finalized().await
        } else {
            self.submitted.wait_in_block().await
        }
    }
}

impl<T: Transport> Stream for TxProgress<T> {
    type Item = Result<TxStatus, TxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let Some(statuses) = &mut this.statuses else { return Poll::Ready(None) };
            let status = match ready!(statuses.poll_next_unpin(cx)) {
                Some(Ok(Notice::Item(reply))) => TxStatus::read(&reply),
                // A pool's few statuses fit the buffer; what was dropped is behind the next one.
                Some(Ok(_)) => continue,
                Some(Err(error)) => Err(error),
                // A node ends it after the last status only.
                None => Err(TransportError::closed("the node ended the watch")),
            };
            if status.as_ref().map_or(true, TxStatus::is_last) {
                this.statuses = None;
            }
            let hash = this.submitted.hash();
            let status = status.map_err(TxError::of_submission(METHOD, hash));
            return Poll::Ready(Some(status.map_err(TxError::after_submission(hash))));
        }
    }
}

impl<T> fmt::Debug for TxProgress<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TxProgress").finish_non_exhaustive()
    }
}
