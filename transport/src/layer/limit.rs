//! Holds requests back, so that a node is not asked for more than it allows.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::pin::pin;
use core::time::Duration;

use async_trait::async_trait;
use futures::future::{Either, select};

use crate::clock::Clock;
use crate::{Error, Reply, Request, Subscribe, Subscription, Transport};

mod gate;

use gate::{Gate, Permit};

/// A transport that holds requests back: so many in a time, so many at once. Clones share the
/// limits.
///
/// Requests pass in the order in which they were first polled, and a batch counts as all of its
/// requests, or as many as the limits let pass at once. One that waits costs a small entry here,
/// beside its own future. It wakes by the clock or by another's end; no thread is started.
///
/// A request's [`timeout`](Request::timeout) runs while it waits.
///
/// # Cancel safety
///
/// A request that is dropped gives its place up, be it waiting or under way. What it took from the
/// rate is not given back, since the node may have seen it.
///
/// ```
/// use core::time::Duration;
/// use subwire_transport::clock::SystemClock;
/// use subwire_transport::layer::Limit;
/// use subwire_transport::mock::Chain;
/// use subwire_transport::{Params, Transport};
///
/// // What a public node's operator asks for: 600 requests a minute.
/// let limit = Limit::new(Chain::builder().build(), SystemClock::new())
///     .rate(600, Duration::from_secs(60))
///     .burst(20)
///     .in_flight(8);
/// futures::executor::block_on(limit.request("chain_getHead", Params::new()))?;
/// # Ok::<(), subwire_transport::Error>(())
/// ```
pub struct Limit<T> {
    inner: T,
    clock: Arc<dyn Clock>,
    gate: Arc<Gate>,
}

impl<T> Limit<T> {
    /// A layer that does not limit anything yet.
    pub fn new(inner: T, clock: impl Clock) -> Self {
        Self { inner, clock: Arc::new(clock), gate: Arc::default() }
    }

    /// Lets this many requests pass in each `per`; at least one. After a pause as many may pass at
    /// once, unless [`burst`](Self::burst) says otherwise.
    #[must_use]
    pub fn rate(self, requests: u32, per: Duration) -> Self {
        self.gate.set_rate(requests, per);
        self
    }

    /// Sets how many requests of the [rate](Self::rate) may pass at once after a pause; at least
    /// one.
    #[must_use]
    pub fn burst(self, requests: u32) -> Self {
        self.gate.set_burst(requests);
        self
    }

    /// Lets this many requests be under way at once; at least one.
    #[must_use]
    pub fn in_flight(self, requests: usize) -> Self {
        self.gate.set_max_in_flight(requests);
        self
    }

    /// Waits until these may pass, and takes what they waited from the time they are given.
    async fn pass(&self, requests: &mut [Request<'_>]) -> Result<Permit, Error> {
        let asked = self.clock.now();
        // Waiting together, they wait as long as the most patient of them.
        let patience = requests.iter().map(|request| request.timeout);
        let patience = patience.reduce(|a, b| Some(a?.max(b?))).flatten();
        let permit = self.gate.pass(requests.len(), &*self.clock);
        let permit = match patience {
            None => permit.await,
            Some(patience) => {
                let late = self.clock.sleep_until(asked.saturating_add(patience));
                match select(pin!(permit), late).await {
                    Either::Left((permit, _)) => permit,
                    Either::Right(_) => return Err(Error::timeout(patience)),
                }
            }
        };
        let waited = self.clock.now().saturating_sub(asked);
        for request in requests {
            request.timeout = request.timeout.map(|timeout| timeout.saturating_sub(waited));
        }
        Ok(permit)
    }
}

#[async_trait]
impl<T: Transport> Transport for Limit<T> {
    async fn send(&self, mut request: Request<'_>) -> Result<Reply, Error> {
        let _permit = self.pass(core::slice::from_mut(&mut request)).await?;
        self.inner.send(request).await
    }

    async fn batch(
        &self,
        mut requests: Vec<Request<'_>>,
    ) -> Result<Vec<Result<Reply, Error>>, Error> {
        let _permit = self.pass(&mut requests).await?;
        self.inner.batch(requests).await
    }

    /// The request that subscribes is limited; the subscription is not.
    async fn subscribe(&self, mut subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let _permit = self.pass(core::slice::from_mut(&mut subscribe.request)).await?;
        self.inner.subscribe(subscribe).await
    }
}

impl<T: Clone> Clone for Limit<T> {
    fn clone(&self) -> Self {
        let (clock, gate) = (self.clock.clone(), self.gate.clone());
        Self { inner: self.inner.clone(), clock, gate }
    }
}

impl<T: fmt::Debug> fmt::Debug for Limit<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limit")
            .field("inner", &self.inner)
            .field("gate", &self.gate)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
