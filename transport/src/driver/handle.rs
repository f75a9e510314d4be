//! Handles: how callers reach a driven connection.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures::Stream;
use futures::channel::oneshot;

use super::shared::{Caller, Shared};
use crate::connection::{Health, Load, RequestId, SubscriptionId};
use crate::{Error, Notice, Reply, Request, Subscribe, Subscription};

/// A cheap handle to a driven connection. When the last clone goes, and the last subscription, the
/// driver ends.
#[derive(Clone)]
pub(crate) struct Handle {
    shared: Arc<Shared>,
    _last: Arc<LastHandle>,
}

struct LastHandle(Arc<Shared>);

impl Handle {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { _last: Arc::new(LastHandle(shared.clone())), shared }
    }

    /// Sends a request and waits for its reply. Dropping the future cancels it.
    pub(crate) async fn send(&self, request: &Request<'_>) -> Result<Reply, Error> {
        let (sender, receiver) = oneshot::channel();
        let id = self.shared.with_driver_woken(|state| {
            let now = self.shared.clock.now();
            let asked = state.connection.request(now, request, Caller::Request(sender));
            asked.map_err(|(_, error)| error)
        })?;
        let mut cancel = CancelOnDrop { shared: &self.shared, ids: Some(id) };
        let result = receiver.await;
        cancel.ids = None;
        result.unwrap_or_else(|_| Err(driver_gone()))
    }

    /// Sends several requests in one frame and waits for all replies.
    pub(crate) async fn batch(
        &self,
        requests: Vec<Request<'_>>,
    ) -> Result<Vec<Result<Reply, Error>>, Error> {
        let mut receivers = Vec::with_capacity(requests.len());
        let asked = requests.into_iter().map(|request| {
            let (sender, receiver) = oneshot::channel();
            receivers.push(receiver);
            (request, Caller::Request(sender))
        });
        let asked: Vec<_> = asked.collect();
        let ids = self.shared.with_driver_woken(|state| {
            let now = self.shared.clock.now();
            state.connection.batch(now, asked).map_err(|(_, error)| error)
        })?;
        // Those that have ended already are cancelled in vain.
        let _cancel = CancelOnDrop { shared: &self.shared, ids };
        let mut results = Vec::with_capacity(receivers.len());
        for receiver in receivers {
            results.push(receiver.await.unwrap_or_else(|_| Err(driver_gone())));
        }
        Ok(results)
    }

    /// Subscribes and waits for the node to agree. Dropping the future gives it up.
    #[cfg_attr(not(feature = "websocket"), allow(dead_code, reason = "HTTP has no subscriptions"))]
    pub(crate) async fn subscribe(&self, subscribe: &Subscribe<'_>) -> Result<Subscription, Error> {
        let (sender, receiver) = oneshot::channel();
        let id = self.shared.with_driver_woken(|state| {
            let now = self.shared.clock.now();
            let asked = state.connection.subscribe(now, subscribe, Caller::Subscribe(sender));
            asked.map_err(|(_, error)| error)
        })?;
        let mut cancel = CancelOnDrop { shared: &self.shared, ids: Some(id) };
        let result = receiver.await;
        cancel.ids = None;
        let (mut reader, id) = result.unwrap_or_else(|_| Err(driver_gone()))?;
        reader.last = Some(self._last.clone());
        Ok(Subscription::new(id, reader))
    }

    /// Waits until the connection stands.
    pub(crate) async fn connected(&self) -> Result<(), Error> {
        let (sender, receiver) = oneshot::channel();
        if let Some(known) = self.shared.lock().await_connection(sender) {
            return known;
        }
        receiver.await.unwrap_or_else(|_| Err(driver_gone()))
    }

    /// What the connection holds at the moment.
    pub(crate) fn load(&self) -> Load {
        self.shared.lock().connection.load()
    }

    /// What is known of its endpoints.
    pub(crate) fn health(&self) -> Vec<Health> {
        self.shared.lock().connection.health().to_vec()
    }
}

pub(super) fn driver_gone() -> Error {
    Error::closed("its driver was dropped")
}

impl Drop for LastHandle {
    fn drop(&mut self) {
        self.0.with_driver_woken(|state| state.no_handles = true);
    }
}

/// Gives requests up whose future is dropped.
struct CancelOnDrop<'a, I: IntoIterator<Item = RequestId> + Default> {
    shared: &'a Shared,
    ids: I,
}

impl<I: IntoIterator<Item = RequestId> + Default> Drop for CancelOnDrop<'_, I> {
    fn drop(&mut self) {
        let mut ids = core::mem::take(&mut self.ids).into_iter().peekable();
        if ids.peek().is_some() {
            // Woken, because a slot has become free and a queued request may go.
            let callers: Vec<Option<Caller>> = self
                .shared
                .with_driver_woken(|state| ids.map(|id| state.connection.cancel(id)).collect());
            drop(callers);
        }
    }
}

/// The reading end of a subscription.
pub(super) struct Reader {
    shared: Arc<Shared>,
    id: SubscriptionId,
    ended: bool,
    last: Option<Arc<LastHandle>>,
}

impl Reader {
    pub(super) fn new(shared: Arc<Shared>, id: SubscriptionId) -> Self {
        Self { shared, id, ended: false, last: None }
    }
}

impl Stream for Reader {
    type Item = Result<Notice, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let shared = self.shared.clone();
        let mut state = shared.lock();
        match state.connection.next_notice(self.id) {
            Some(notice) => {
                self.ended = notice.is_err();
                Poll::Ready(Some(notice))
            }
            None => {
                let old = state.await_notice(self.id, cx.waker());
                drop(state);
                drop(old);
                Poll::Pending
            }
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let waker = self.shared.with_driver_woken(|state| state.forget_reader(self.id));
        drop(waker);
        drop(self.last.take());
    }
}
