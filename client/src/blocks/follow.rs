//! How to follow a chain.

use alloc::sync::Arc;
use core::time::Duration;

use subwire_transport::clock::Clock;

use crate::Block;

/// How to follow a chain: from where, how far back, and how patiently.
///
/// ```no_run
/// # async fn run(client: subwire::Client<impl subwire::transport::Transport>) -> Result<(), subwire::Error> {
/// use futures::StreamExt;
/// use subwire::Follow;
///
/// // On from the last block that was dealt with before.
/// let mut heads = client.finalized_heads_with(Follow::new().after(4_500_000)).await?;
/// while let Some(head) = heads.next().await {
///     println!("{}", head?.number());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Follow {
    pub(super) after: Option<Block>,
    pub(super) max_gap: u32,
    pub(super) patience: Option<(Arc<dyn Clock>, Duration)>,
    pub(super) polling: Option<(Arc<dyn Clock>, Duration)>,
}

impl Follow {
    /// How many blocks are filled in at most, unless told otherwise: more than two days of twelve
    /// seconds each.
    pub const MAX_GAP: u32 = 1 << 14;

    /// From the head on.
    pub fn new() -> Self {
        Self { after: None, max_gap: Self::MAX_GAP, patience: None, polling: None }
    }

    /// Begins after this block, the last one that was seen before. By its hash, where the stream of
    /// the best chain shall tell that it was undone meanwhile.
    pub fn after(mut self, block: impl Into<Block>) -> Self {
        self.after = Some(block.into());
        self
    }

    /// Sets how many blocks are filled in at most where some are missing before a head, or where the
    /// chain goes on elsewhere: [`MAX_GAP`](Self::MAX_GAP) unless told otherwise. The stream ends with
    /// [`Error::Gap`](crate::Error::Gap) where more are missing. They are asked for as they are read,
    /// some at a time, and do not pile up.
    pub fn max_gap(mut self, blocks: u32) -> Self {
        self.max_gap = blocks;
        self
    }

    /// Ends the stream with [`Error::Stalled`](crate::Error::Stalled) where the node tells of no head
    /// for this long by this clock. Without it only the connection's own liveness is looked after: a
    /// node that answers and has stopped importing blocks is not noticed.
    pub fn patience(mut self, clock: Arc<dyn Clock>, patience: Duration) -> Self {
        self.patience = Some((clock, patience));
        self
    }

    /// Asks for the head again and again, once in this time by this clock, in place of subscribing:
    /// for transports without subscriptions, such as HTTP. One request each time, of what is final
    /// two.
    pub fn polling(mut self, clock: Arc<dyn Clock>, every: Duration) -> Self {
        self.polling = Some((clock, every));
        self
    }
}

impl Default for Follow {
    fn default() -> Self {
        Self::new()
    }
}
