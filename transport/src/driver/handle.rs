//! Handles: how callers reach a driven connection.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::{Context, Poll};

use futures::Stream;
use futures::channel::oneshot;

use super::shared::{Call, Caller, Milestone, Shared};
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
    pub(crate) fn send<'a>(&'a self, request: Request<'a>) -> Asking<'a> {
        Asking { shared: &self.shared, stage: Stage::New(request) }
    }

    /// Sends several requests in one frame and waits for all replies.
    pub(crate) async fn batch(
        &self,
        requests: Vec<Request<'_>>,
    ) -> Result<Vec<Result<Reply, Error>>, Error> {
        let waker = poll_fn(|cx| Poll::Ready(cx.waker().clone())).await;
        let calls = self.shared.with_driver_woken(|state| {
            let now = self.shared.clock.now();
            let named = requests.into_iter().map(|request| (state.next_call(), request));
            let (names, requests): (Vec<u64>, Vec<_>) = named
                .map(|(name, one)| (name, (one, Caller::Request(name, waker.clone()))))
                .unzip();
            let asked = state.connection.batch(now, requests).map_err(|(_, error)| error)?;
            let calls = names.into_iter().zip(asked).map(|(name, request)| Call { name, request });
            Ok::<Vec<Call>, Error>(calls.collect())
        })?;
        // Those that have ended already are given up in vain.
        let given_up = GiveUpOnDrop { shared: &self.shared, calls };
        let mut results = Vec::with_capacity(given_up.calls.len());
        for call in &given_up.calls {
            results.push(poll_fn(|cx| self.shared.poll_outcome(*call, cx)).await);
        }
        Ok(results)
    }

    /// Subscribes and waits for the node to agree. Dropping the future gives it up.
    #[cfg_attr(not(feature = "websocket"), allow(dead_code, reason = "HTTP has no subscriptions"))]
    pub(crate) async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let (sender, receiver) = oneshot::channel();
        let id = self.shared.with_driver_woken(|state| {
            let now = self.shared.clock.now();
            let asked = state.connection.subscribe(now, subscribe, Caller::Subscribe(sender));
            asked.map_err(|(_, error)| error)
        })?;
        let mut cancel = CancelOnDrop { shared: &self.shared, id: Some(id) };
        let result = receiver.await;
        cancel.id = None;
        let (mut reader, id) = result.unwrap_or_else(|_| Err(driver_gone()))?;
        reader.last = Some(self._last.clone());
        Ok(Subscription::new(id, reader))
    }

    /// Waits until a socket stands.
    #[cfg_attr(not(feature = "websocket"), allow(dead_code, reason = "saves HTTP no round trip"))]
    pub(crate) async fn reached(&self) -> Result<(), Error> {
        self.wait_for(Milestone::Socket).await
    }

    /// Waits until a socket stands whose endpoint has shown its chain.
    pub(crate) async fn connected(&self) -> Result<(), Error> {
        self.wait_for(Milestone::Chain).await
    }

    async fn wait_for(&self, milestone: Milestone) -> Result<(), Error> {
        let (sender, receiver) = oneshot::channel();
        if let Some(known) = self.shared.lock().await_connection(milestone, sender) {
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

/// A request on its way to its reply. It is asked for when this is first polled.
///
/// By hand and not `async`, because this is smaller: it does not keep the request beside itself.
#[must_use = "nothing is asked for unless it is polled"]
pub(crate) struct Asking<'a> {
    shared: &'a Shared,
    stage: Stage<'a>,
}

enum Stage<'a> {
    New(Request<'a>),
    Asked(Call),
    Ended,
}

impl Future for Asking<'_> {
    type Output = Result<Reply, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Reply, Error>> {
        let call = match core::mem::replace(&mut self.stage, Stage::Ended) {
            Stage::New(request) => {
                let call = self.shared.ask(request, cx)?;
                self.stage = Stage::Asked(call);
                return Poll::Pending;
            }
            Stage::Asked(call) => call,
            Stage::Ended => return Poll::Ready(Err(Error::closed("the reply was given already"))),
        };
        let outcome = self.shared.poll_outcome(call, cx);
        if outcome.is_pending() {
            self.stage = Stage::Asked(call);
        }
        outcome
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        if let Stage::Asked(call) = self.stage {
            // Woken, because a slot has become free and a queued request may go.
            drop(self.shared.with_driver_woken(|state| state.give_up(call)));
        }
    }
}

impl Shared {
    fn ask(&self, request: Request<'_>, cx: &Context<'_>) -> Result<Call, Error> {
        self.with_driver_woken(|state| {
            let (now, name) = (self.clock.now(), state.next_call());
            let caller = Caller::Request(name, cx.waker().clone());
            let asked = state.connection.request(now, request, caller);
            asked.map(|request| Call { name, request }).map_err(|(_, error)| error)
        })
    }

    fn poll_outcome(&self, call: Call, cx: &Context<'_>) -> Poll<Result<Reply, Error>> {
        let mut state = self.lock();
        let (outcome, old) = state.poll_outcome(call, cx.waker());
        drop(state);
        drop(old);
        outcome
    }
}

/// Gives the calls of a batch up whose future is dropped.
struct GiveUpOnDrop<'a> {
    shared: &'a Shared,
    calls: Vec<Call>,
}

impl Drop for GiveUpOnDrop<'_> {
    fn drop(&mut self) {
        let given_up: Vec<_> = self.shared.with_driver_woken(|state| {
            self.calls.iter().map(|call| state.give_up(*call)).collect()
        });
        drop(given_up);
    }
}

/// Gives a subscription up whose future is dropped.
struct CancelOnDrop<'a> {
    shared: &'a Shared,
    id: Option<RequestId>,
}

impl Drop for CancelOnDrop<'_> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            drop(self.shared.with_driver_woken(|state| state.connection.cancel(id)));
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
