//! Tells tracing's subscriber what passes.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::time::Instant;

use async_trait::async_trait;
use futures::Stream;
use tracing::{Instrument, Span, debug, debug_span, trace, warn};

use crate::error::excerpt;
use crate::{Error, Notice, Reply, Request, Subscribe, Subscription, Transport};

/// The target of all that is told.
const TARGET: &str = "subwire::rpc";

/// A transport that tells [tracing](https://docs.rs/tracing)'s subscriber of each request.
///
/// All of it has the target [`TARGET`](Self::TARGET).
///
/// | what | level | fields |
/// |---|---|---|
/// | span `request`, `subscribe` | debug | `method`, `bytes` of the parameters |
/// | span `batch` | debug | `requests`, `bytes` of all parameters |
/// | event `answered` | debug | `bytes` of the results, `seconds`; of a batch also `failed`, how many of its requests did |
/// | event `refused`: the node's own error | debug | `code`, `error`, `seconds` |
/// | event `failed` | warn | `error`, `seconds` |
/// | event `dropped`: its future was, before there was an answer | debug | `seconds` |
/// | event `ended`: a subscription was, or its stream was dropped | debug | `method`, `items`, `bytes` of them, `lagged`, `resumed`, `seconds` |
/// | event `failed` of a subscription | warn | `error` |
/// | event `asked` | trace | `method`, `params`, their first 80 bytes |
///
/// What is asked and answered is told at level trace alone, and the parameters of
/// `author_insertKey`, which are a secret, not even there. Where nobody listens, a request costs
/// two looks at the machine's clock.
///
/// ```
/// use subwire_transport::layer::Trace;
/// use subwire_transport::mock::Chain;
/// use subwire_transport::{Params, Transport};
///
/// // Install a subscriber of your choice first.
/// let traced = Trace::new(Chain::builder().build());
/// futures::executor::block_on(traced.request("chain_getHead", Params::new()))?;
/// # Ok::<(), subwire_transport::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Trace<T> {
    inner: T,
}

impl<T> Trace<T> {
    /// Under which tracing's filters find what is told.
    pub const TARGET: &'static str = TARGET;

    /// Tells what passes to `inner`.
    pub fn new(inner: T) -> Self {
        Self { inner }
    }
}

#[async_trait]
impl<T: Transport> Transport for Trace<T> {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        let (method, bytes) = (request.method, request.params.as_json().len());
        let span = debug_span!(target: TARGET, "request", method, bytes);
        let passing = Passing::start(&span, core::slice::from_ref(&request));
        let result = self.inner.send(request).instrument(span).await;
        passing.end(result.as_ref().map(|reply| reply.as_json().len()));
        result
    }

    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        let bytes: usize = requests.iter().map(|request| request.params.as_json().len()).sum();
        let span = debug_span!(target: TARGET, "batch", requests = requests.len(), bytes);
        let passing = Passing::start(&span, &requests);
        let results = self.inner.batch(requests).instrument(span).await;
        passing.end_batch(&results);
        results
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let request = &subscribe.request;
        let (method, bytes) = (request.method, request.params.as_json().len());
        let span = debug_span!(target: TARGET, "subscribe", method, bytes);
        let passing = Passing::start(&span, core::slice::from_ref(request));
        let result = self.inner.subscribe(subscribe).instrument(span).await;
        passing.end(result.as_ref().map(|subscription| subscription.id().len()));
        let subscription = result?;
        let id = subscription.id().to_string();
        Ok(Subscription::new(id, Traced { subscription, read: Read::new(method) }))
    }
}

/// A request on its way. Tells of it when it ends, or is dropped.
struct Passing {
    span: Span,
    started: Instant,
    ended: bool,
}

impl Passing {
    fn start(span: &Span, requests: &[Request<'_>]) -> Self {
        for request in requests.iter().filter(|request| !request.holds_secret()) {
            let method = request.method;
            trace!(
                target: TARGET,
                parent: span,
                method,
                params = excerpt(request.params.as_json().as_bytes()),
                "asked"
            );
        }
        Self { span: span.clone(), started: Instant::now(), ended: false }
    }

    /// The bytes of the result, or why there is none.
    fn end(mut self, result: Result<usize, &Error>) {
        self.ended = true;
        let (span, seconds) = (&self.span, self.started.elapsed().as_secs_f64());
        match result {
            Ok(bytes) => debug!(target: TARGET, parent: span, bytes, seconds, "answered"),
            Err(Error::Rpc(error)) => {
                let code = error.code;
                debug!(target: TARGET, parent: span, code, %error, seconds, "refused");
            }
            Err(error) => warn!(target: TARGET, parent: span, %error, seconds, "failed"),
        }
    }

    fn end_batch(mut self, results: &Result<Vec<Result<Reply, Error>>, Error>) {
        let results = match results {
            Ok(results) => results,
            Err(error) => return self.end(Err(error)),
        };
        self.ended = true;
        let (span, seconds) = (&self.span, self.started.elapsed().as_secs_f64());
        let bytes: usize = results.iter().flatten().map(|reply| reply.as_json().len()).sum();
        let failed = results.iter().filter(|result| result.is_err()).count();
        debug!(target: TARGET, parent: span, bytes, failed, seconds, "answered");
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        if !self.ended {
            let seconds = self.started.elapsed().as_secs_f64();
            debug!(target: TARGET, parent: &self.span, seconds, "dropped");
        }
    }
}

/// A subscription of which is told.
struct Traced {
    subscription: Subscription,
    read: Read,
}

impl Stream for Traced {
    type Item = Result<Notice, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = Pin::new(&mut self.subscription).poll_next(cx);
        if let Poll::Ready(Some(notice)) = &polled {
            self.read.count(notice);
        }
        polled
    }
}

/// What was read from a subscription. Tells of it at the end.
struct Read {
    method: String,
    started: Instant,
    items: u64,
    bytes: usize,
    lagged: u64,
    resumed: u64,
}

impl Read {
    fn new(method: &str) -> Self {
        let (method, started) = (method.into(), Instant::now());
        Self { method, started, items: 0, bytes: 0, lagged: 0, resumed: 0 }
    }

    fn count(&mut self, notice: &Result<Notice, Error>) {
        match notice {
            Ok(Notice::Item(item)) => {
                self.items += 1;
                self.bytes += item.as_json().len();
            }
            Ok(Notice::Lagged(missed)) => self.lagged += missed,
            Ok(Notice::Resumed { .. }) => self.resumed += 1,
            Err(error) => warn!(target: TARGET, method = self.method, %error, "failed"),
        }
    }
}

impl Drop for Read {
    fn drop(&mut self) {
        let Self { method, items, bytes, lagged, resumed, .. } = self;
        let seconds = self.started.elapsed().as_secs_f64();
        debug!(target: TARGET, method, items, bytes, lagged, resumed, seconds, "ended");
    }
}

#[cfg(test)]
mod tests;
