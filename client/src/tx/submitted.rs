//! A transaction that is on its way, looked for in blocks.

use alloc::sync::Arc;
use core::fmt;
use core::ops::RangeInclusive;
use core::pin::pin;

use futures::{Stream, StreamExt, TryStreamExt, stream};
use subwire_transport::Transport;

use super::{TxError, TxInBlock, TxOptions};
use crate::{At, BlockHash, Client, Error, ExtrinsicHash, Follow, Head};

/// How many blocks are looked through side by side.
const SIDE_BY_SIDE: usize = 8;

/// How many blocks are looked through for one extrinsic: as many as the longest era has.
pub const MAX_SEARCHED_BLOCKS: u32 = 1 << 16;

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
    /// [`TxError::TooManyBlocks`] where they are more than [`MAX_SEARCHED_BLOCKS`], and the
    /// transport's.
    pub async fn find_extrinsic(
        &self,
        hash: ExtrinsicHash,
        blocks: RangeInclusive<u32>,
    ) -> Result<Option<TxInBlock<T>>, TxError> {
        check_span(*blocks.start(), *blocks.end())?;
        let look = |number| async move {
            let Some(block) = self.block_hash(number).await? else { return Ok(None) };
            let at = At::new(self.clone(), block);
            let body = at.raw_body().await?;
            Ok::<_, Error>(body.place(hash).map(|_| block))
        };
        let found = stream::iter(blocks).map(look).buffered(SIDE_BY_SIDE);
        let found = found.try_filter_map(async |found| Ok(found));
        let found = pin!(found).try_next().await?;
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
        let look = async {
            let head = self.client.at_head().await?.number().await?;
            let (first, last) = self.span(head);
            self.client.find_extrinsic(self.hash, first..=last.min(head)).await
        };
        look.await.map_err(TxError::after_submission(self.hash))
    }

    /// Waits until a block of the best chain has it, by looking through those that can hold it and
    /// through each new one. One request for each, and what [`Client::heads`] asks for.
    ///
    /// # Errors
    ///
    /// [`TxError::OutcomeUnknown`] where none of the blocks that can hold it does, and where the
    /// connection broke: it can be waited for once more then. [`TxError::TooManyBlocks`] where more
    /// than [`MAX_SEARCHED_BLOCKS`] have come already. The transport's: one without subscriptions
    /// refuses, see [`wait_in_block_with`](Self::wait_in_block_with).
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the subscription to the heads.
    pub async fn wait_in_block(&self) -> Result<TxInBlock<T>, TxError> {
        self.wait_in_block_with(Follow::new()).await
    }

    /// As [`wait_in_block`](Self::wait_in_block), of final blocks.
    ///
    /// # Errors
    ///
    /// As [`wait_in_block`](Self::wait_in_block).
    pub async fn wait_finalized(&self) -> Result<TxInBlock<T>, TxError> {
        self.wait_finalized_with(Follow::new()).await
    }

    /// As [`wait_in_block`](Self::wait_in_block), following the chain in another way: by
    /// [`Follow::polling`] where there are no subscriptions. Where it begins is known here.
    ///
    /// # Errors
    ///
    /// As [`wait_in_block`](Self::wait_in_block).
    pub async fn wait_in_block_with(&self, follow: Follow) -> Result<TxInBlock<T>, TxError> {
        let look = async {
            let (follow, last) = self.begin(follow).await?;
            let heads = self.client.heads_with(follow).await?;
            let blocks = heads.map_ok(|event| stream::iter(event.into_enacted()).map(Ok));
            self.look(blocks.try_flatten(), last).await
        };
        look.await.map_err(TxError::after_submission(self.hash))
    }

    /// As [`wait_in_block_with`](Self::wait_in_block_with), of final blocks.
    ///
    /// # Errors
    ///
    /// As [`wait_in_block`](Self::wait_in_block).
    pub async fn wait_finalized_with(&self, follow: Follow) -> Result<TxInBlock<T>, TxError> {
        let look = async {
            let (follow, last) = self.begin(follow).await?;
            self.look(self.client.finalized_heads_with(follow).await?, last).await
        };
        look.await.map_err(TxError::after_submission(self.hash))
    }

    /// The transaction as this block, which the pool named, has it.
    pub(super) async fn in_block(&self, block: BlockHash) -> Result<TxInBlock<T>, TxError> {
        let read = TxInBlock::read(At::new(self.client.clone(), block), self.hash).await;
        read.map_err(TxError::after_submission(self.hash))
    }

    /// Where to begin, and the last block to look at.
    async fn begin(&self, follow: Follow) -> Result<(Follow, u32), TxError> {
        let head = self.client.at_head().await?.number().await?;
        let (first, last) = self.span(head);
        check_span(first, last.min(head))?;
        Ok((follow.after(first.saturating_sub(1)), last))
    }

    /// Looks through blocks as they come, the last one included.
    async fn look(
        &self,
        heads: impl Stream<Item = Result<Head<T>, Error>>,
        last: u32,
    ) -> Result<TxInBlock<T>, TxError> {
        let look = |head: Result<Head<T>, Error>| async {
            let head = head?;
            let place = head.at().raw_body().await?.place(self.hash);
            Ok::<_, Error>((head, place))
        };
        let mut looked = pin!(heads.map(look).buffered(SIDE_BY_SIDE));
        while let Some(looked) = looked.next().await {
            let (head, place) = looked?;
            if place.is_some() {
                return self.in_block(head.hash()).await;
            }
            if head.number() >= last {
                break;
            }
        }
        let reason = format!("none of the blocks up to {last} holds it");
        Err(TxError::OutcomeUnknown { hash: self.hash, reason })
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

fn check_span(first: u32, last: u32) -> Result<(), TxError> {
    let blocks = (u64::from(last) + 1).saturating_sub(first.into());
    if blocks > MAX_SEARCHED_BLOCKS.into() {
        return Err(TxError::TooManyBlocks { blocks, limit: MAX_SEARCHED_BLOCKS });
    }
    Ok(())
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
