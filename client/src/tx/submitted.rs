//! A transaction that is on its way, looked for in blocks.

use alloc::sync::Arc;
use core::fmt;
use core::ops::RangeInclusive;
use core::time::Duration;

use futures::{StreamExt, TryStreamExt, stream};
use subwire_transport::Transport;
use subwire_transport::clock::Clock;

use super::heads::Heads;
use super::{TxError, TxInBlock, TxOptions};
use crate::{At, BlockHash, Client, Error, ExtrinsicHash};

/// How many blocks are looked through side by side.
const SIDE_BY_SIDE: usize = 8;

/// How many blocks before the newest are looked at again, since another branch may have become the
/// best one.
const LOOKED_AT_AGAIN: u32 = 2;

/// A transaction that was put into a pool: its hash, and the blocks that can hold it.
pub struct Submitted<T = Arc<dyn Transport>> {
    client: Client<T>,
    hash: ExtrinsicHash,
    from: Option<u32>,
    until: Option<u32>,
}

impl<T: Transport> Client<T> {
    /// Looks for an extrinsic in blocks of the best chain, by its hash. The first one that has it,
    /// of those that the chain has reached. Two requests for each block, eight blocks side by side.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn find_extrinsic(
        &self,
        hash: ExtrinsicHash,
        blocks: RangeInclusive<u32>,
    ) -> Result<Option<TxInBlock<T>>, TxError> {
        let look = |number| async move {
            let Some(block) = self.block_hash(number).await? else { return Ok(None) };
            let at = At::new(self.clone(), block);
            let body = at.raw_body().await?;
            Ok::<_, Error>(body.place(hash).map(|_| block))
        };
        let found = stream::iter(blocks).map(look).buffered(SIDE_BY_SIDE);
        let found = found.try_filter_map(async |found| Ok(found));
        let found = core::pin::pin!(found).try_next().await?;
        match found {
            Some(block) => TxInBlock::read(At::new(self.clone(), block), hash).await.map(Some),
            None => Ok(None),
        }
    }
}

impl<T: Transport> Submitted<T> {
    pub(super) fn new(
        client: Client<T>,
        hash: ExtrinsicHash,
        from: Option<u32>,
        until: Option<u32>,
    ) -> Self {
        Self { client, hash, from, until }
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> ExtrinsicHash {
        self.hash
    }

    /// Looks for it in the blocks that can hold it, as far as the best chain has them now: those of
    /// its era; of an immortal one, and of one that was not prepared here, the last
    /// [`TxOptions::PERIOD`]. Requests as [`Client::find_extrinsic`].
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn find(&self) -> Result<Option<TxInBlock<T>>, TxError> {
        let head = self.client.at_head().await?.number().await?;
        let (first, last) = self.span(head);
        self.client.find_extrinsic(self.hash, first..=last.min(head)).await
    }

    /// Waits until a block of the best chain has it, by looking through those that can hold it and
    /// through each new one. Two requests for each.
    ///
    /// # Errors
    ///
    /// [`TxError::OutcomeUnknown`] where none of the blocks that can hold it does, and the
    /// transport's: over HTTP there are no new heads; see [`poll_in_block`](Self::poll_in_block).
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the subscription to the heads.
    pub async fn wait_in_block(&self) -> Result<TxInBlock<T>, TxError> {
        self.follow(Heads::subscribe(&self.client, false).await?).await
    }

    /// As [`wait_in_block`](Self::wait_in_block), of final blocks.
    ///
    /// # Errors
    ///
    /// As [`wait_in_block`](Self::wait_in_block).
    pub async fn wait_finalized(&self) -> Result<TxInBlock<T>, TxError> {
        self.follow(Heads::subscribe(&self.client, true).await?).await
    }

    /// As [`wait_in_block`](Self::wait_in_block), asking for the head whenever so much time has
    /// passed: where there are no subscriptions.
    ///
    /// # Errors
    ///
    /// As [`wait_in_block`](Self::wait_in_block).
    pub async fn poll_in_block(
        &self,
        clock: &dyn Clock,
        every: Duration,
    ) -> Result<TxInBlock<T>, TxError> {
        self.follow(Heads::poll(&self.client, false, clock, every)).await
    }

    /// As [`poll_in_block`](Self::poll_in_block), of final blocks.
    ///
    /// # Errors
    ///
    /// As [`wait_in_block`](Self::wait_in_block).
    pub async fn poll_finalized(
        &self,
        clock: &dyn Clock,
        every: Duration,
    ) -> Result<TxInBlock<T>, TxError> {
        self.follow(Heads::poll(&self.client, true, clock, every)).await
    }

    /// The transaction as this block, which the pool named, has it.
    pub(super) async fn in_block(&self, block: BlockHash) -> Result<TxInBlock<T>, TxError> {
        TxInBlock::read(At::new(self.client.clone(), block), self.hash).await
    }

    async fn follow(&self, mut heads: Heads<'_, T>) -> Result<TxInBlock<T>, TxError> {
        let mut head = heads.next().await?;
        let (mut next, last) = self.span(head);
        loop {
            let to = head.min(last);
            // A head below those that were seen is on another branch.
            let found = self.client.find_extrinsic(self.hash, next.min(to)..=to).await?;
            if let Some(found) = found {
                return Ok(found);
            }
            if head >= last {
                let reason = format!("none of the blocks up to {last} holds it");
                return Err(TxError::OutcomeUnknown { hash: self.hash, reason });
            }
            next = to.saturating_add(1);
            if !heads.are_final() {
                next = next.saturating_sub(LOOKED_AT_AGAIN);
            }
            head = heads.next().await?;
        }
    }

    /// The first and the last block to look at, seen from a head.
    fn span(&self, head: u32) -> (u32, u32) {
        let usual = TxOptions::PERIOD as u32;
        let first =
            self.from.map_or_else(|| head.saturating_sub(usual), |from| from.saturating_add(1));
        let last = self.until.unwrap_or_else(|| {
            let from = self.from.unwrap_or(head);
            from.max(head).saturating_add(usual)
        });
        (first, last)
    }
}

impl<T> Clone for Submitted<T> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), ..*self }
    }
}

impl<T> fmt::Debug for Submitted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Submitted").field("hash", &self.hash).finish_non_exhaustive()
    }
}
