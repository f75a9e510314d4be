//! Subscriptions: a request whose answers keep coming.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use futures::Stream;

use crate::{Error, Params, Reply, Request};

/// What to subscribe to, and how its items are kept until they are read.
///
/// ```
/// use subwire_transport::{Overflow, Params, Subscribe};
///
/// let heads = Subscribe::new("chain_subscribeNewHeads", Params::new(), "chain_unsubscribeNewHeads")
///     .buffer(16)
///     .overflow(Overflow::DropOldest);
/// assert_eq!(heads.buffer, 16);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Subscribe<'a> {
    /// The request that subscribes.
    pub request: Request<'a>,
    /// The method that unsubscribes; it is given the subscription's id.
    pub unsubscribe: &'a str,
    /// How many items may wait to be read, at least one.
    pub buffer: usize,
    /// What happens to items when that many wait.
    pub overflow: Overflow,
}

/// What happens to a subscription whose reader is slower than its items come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Overflow {
    /// The oldest item makes room for the newest; the reader learns how many it missed by
    /// [`Notice::Lagged`] where they are missing.
    #[default]
    DropOldest,
    /// What comes while the buffer is full is dropped; the reader learns how many by
    /// [`Notice::Lagged`] where they are missing.
    DropNewest,
    /// The subscription ends with [`Error::Lagged`] after the items that fitted.
    End,
}

impl<'a> Subscribe<'a> {
    /// The default of [`buffer`](Self::buffer()): an hour and a half of heads.
    pub const BUFFER: usize = 512;
    /// How many bytes of items may wait to be read, whatever their number; one item always may.
    pub const MAX_BUFFERED_BYTES: usize = 32 << 20;

    /// A subscription by its two methods.
    #[must_use]
    pub fn new(method: &'a str, params: Params, unsubscribe: &'a str) -> Self {
        Self {
            request: Request::new(method, params),
            unsubscribe,
            buffer: Self::BUFFER,
            overflow: Overflow::default(),
        }
    }

    /// Sets how many items may wait to be read, at least one.
    #[must_use]
    pub fn buffer(mut self, items: usize) -> Self {
        self.buffer = items.max(1);
        self
    }

    /// Sets what happens when more come.
    #[must_use]
    pub fn overflow(mut self, overflow: Overflow) -> Self {
        self.overflow = overflow;
        self
    }

    /// Marks it as one that is never made a second time, such as
    /// `author_submitAndWatchExtrinsic`: where the connection breaks, it ends with
    /// [`Error::OutcomeUnknown`]. Transports treat what submits extrinsics so whatever is said here.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.request = self.request.once();
        self
    }
}

/// What a [`Subscription`] yields.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// An item, as the raw JSON that came.
    Item(Reply),
    /// This many items were dropped here, because they came faster than they were read.
    Lagged(u64),
    /// The connection broke and the subscription was made again. What the node sent in between is
    /// missing here; what it sends first may be known already.
    #[non_exhaustive]
    Resumed {
        /// For how long nothing could be heard.
        gap: Duration,
        /// The node's new id of the subscription.
        id: String,
    },
}

impl Notice {
    /// A subscription that was made again; for transports.
    #[must_use]
    pub fn resumed(gap: Duration, id: impl Into<String>) -> Self {
        Self::Resumed { gap, id: id.into() }
    }
}

/// The items of a subscription, as a stream. Ends after an `Err`, which says why.
///
/// # Cancel safety
///
/// Dropping it unsubscribes, and frees what waits to be read.
#[must_use = "a subscription ends when it is dropped"]
pub struct Subscription {
    id: String,
    notices: Pin<Box<dyn Stream<Item = Result<Notice, Error>> + Send>>,
}

impl Subscription {
    /// A subscription with the node's id for it; for transports. Dropping `notices` must
    /// unsubscribe.
    pub fn new(
        id: impl Into<String>,
        notices: impl Stream<Item = Result<Notice, Error>> + Send + 'static,
    ) -> Self {
        Self { id: id.into(), notices: Box::pin(notices) }
    }

    /// The node's id for it, which methods such as `chainHead_v1_header` want: the first one, or
    /// the one of the last [`Notice::Resumed`] that was read.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl Stream for Subscription {
    type Item = Result<Notice, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = self.notices.as_mut().poll_next(cx);
        if let Poll::Ready(Some(Ok(Notice::Resumed { id, .. }))) = &polled {
            self.id.clone_from(id);
        }
        polled
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription").field("id", &self.id).finish_non_exhaustive()
    }
}
