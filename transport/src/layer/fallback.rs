//! Asks the next transport where one fails.

use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::iter;
use core::time::Duration;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use crate::clock::Clock;
use crate::{Error, Reply, Request, Subscribe, Subscription, Transport};

/// Several transports as one: where one fails, the next is asked. Clones share what they know.
///
/// For transports of one's own. A WebSocket or HTTP connection takes several endpoints itself, and
/// knows more of them than can be seen from here.
///
/// The one that answered last is asked first. Where that is not the first one, one request in each
/// [`RETURN_AFTER`](Self::RETURN_AFTER) tries the first again. Others are asked where one cannot
/// be reached, refuses, breaks off, does not answer in time, serves the wrong chain or cannot do
/// what is wanted, as HTTP cannot subscribe; a node's own error is an answer. The last error tells
/// all.
///
/// What must not be sent twice, [`once`](Request::once) and `author_submit…`, is sent to another
/// only where the error proves that it was not sent; else it ends with [`Error::OutcomeUnknown`].
///
/// A request's [`timeout`](Request::timeout) is for all attempts together. A subscription stays
/// with the transport that made it, and ends with it.
///
/// ```
/// use subwire_transport::layer::Fallback;
/// use subwire_transport::mock::{Chain, VirtualClock};
/// use subwire_transport::{Params, Transport};
///
/// let near = Chain::builder().name("near").build();
/// let far = Chain::builder().name("far").build();
/// let either = Fallback::new(near, VirtualClock::new()).or(far);
/// let name = futures::executor::block_on(either.request("system_chain", Params::new()))?;
/// assert_eq!(name.read::<&str>("a name")?, "near");
/// # Ok::<(), subwire_transport::Error>(())
/// ```
#[derive(Clone)]
pub struct Fallback {
    transports: Vec<Arc<dyn Transport>>,
    clock: Arc<dyn Clock>,
    choice: Arc<Mutex<Choice>>,
}

/// Which transport is asked first.
#[derive(Debug, Default)]
struct Choice {
    current: usize,
    /// When the first one was last found wanting.
    since: Duration,
}

impl Fallback {
    /// How long another transport is preferred before the first one is tried again.
    pub const RETURN_AFTER: Duration = Duration::from_secs(30);

    /// A fallback that knows one transport.
    pub fn new(first: impl Transport, clock: impl Clock) -> Self {
        let transports = Vec::from([Arc::new(first) as Arc<dyn Transport>]);
        Self { transports, clock: Arc::new(clock), choice: Arc::default() }
    }

    /// Adds one that is asked where those before it fail.
    #[must_use]
    pub fn or(mut self, next: impl Transport) -> Self {
        self.transports.push(Arc::new(next));
        // What clones that do not have it have learnt is of other transports.
        self.choice = Arc::default();
        self
    }

    /// Asks one after the other.
    async fn ask<'a, R, F>(
        &self,
        request: &Request<'a>,
        ask: impl Fn(Arc<dyn Transport>, Request<'a>) -> F,
    ) -> Result<R, Error>
    where
        F: Future<Output = Result<R, Error>>,
    {
        let asked = self.clock.now();
        let mut failures = Failures::default();
        for at in self.order() {
            let Some(attempt) = self.attempt(request, asked) else { break };
            let result = ask(self.transports[at].clone(), attempt).await;
            self.remember(at, &result);
            match judged(request, result) {
                Judged::Final(result) => return result,
                Judged::Elsewhere(error) => failures.0.push((at, error)),
            }
        }
        Err(failures.into_error(request))
    }

    /// The request with what is left of its time; `None` where nothing is.
    fn attempt<'a>(&self, request: &Request<'a>, asked: Duration) -> Option<Request<'a>> {
        let passed = self.clock.now().saturating_sub(asked);
        let timeout = match request.timeout {
            None => None,
            Some(timeout) if passed.is_zero() => Some(timeout),
            Some(timeout) => Some(timeout.checked_sub(passed).filter(|left| !left.is_zero())?),
        };
        Some(Request { timeout, ..request.clone() })
    }

    /// All transports, in the order in which they are to be asked now.
    fn order(&self) -> Vec<usize> {
        let now = self.clock.now();
        let mut choice = self.choice();
        let again = choice.current != 0 && now.saturating_sub(choice.since) >= Self::RETURN_AFTER;
        if again {
            // The other requests need not wait for what becomes of this one.
            choice.since = now;
        }
        let start = if again { 0 } else { choice.current };
        let mut order = Vec::from([start]);
        for at in iter::once(choice.current).chain(0..self.transports.len()) {
            if !order.contains(&at) {
                order.push(at);
            }
        }
        order
    }

    /// Asks the one first that has answered.
    fn remember<R>(&self, at: usize, result: &Result<R, Error>) {
        if matches!(result, Ok(_) | Err(Error::Rpc(_))) {
            let mut choice = self.choice();
            if choice.current != at {
                *choice = Choice { current: at, since: self.clock.now() };
            }
        }
    }

    fn choice(&self) -> MutexGuard<'_, Choice> {
        self.choice.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for Fallback {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        self.ask(&request, |transport, request| async move { transport.send(request).await }).await
    }

    /// The batch stays one; of what came back, only those are asked for again that want it.
    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        let asked = self.clock.now();
        let mut results: Vec<_> = requests.iter().map(|_| None).collect();
        let mut failures: Vec<_> = requests.iter().map(|_| Failures::default()).collect();
        for at in self.order() {
            let open = (0..requests.len()).filter(|n| results[*n].is_none());
            let open = open.filter_map(|n| Some((n, self.attempt(&requests[n], asked)?)));
            let (open, attempt): (Vec<_>, Vec<_>) = open.unzip();
            if open.is_empty() {
                break;
            }
            let (answers, failure) = match self.transports[at].batch(attempt).await {
                Ok(answers) => (answers, Error::closed("an answer is missing from the batch")),
                Err(error) => (Vec::new(), error),
            };
            let rest = iter::repeat_with(|| Err(failure.clone()));
            for (n, answer) in open.into_iter().zip(answers.into_iter().chain(rest)) {
                self.remember(at, &answer);
                match judged(&requests[n], answer) {
                    Judged::Final(result) => results[n] = Some(result),
                    Judged::Elsewhere(error) => failures[n].0.push((at, error)),
                }
            }
        }
        let all = results.into_iter().zip(failures).zip(&requests);
        let all = all.map(|((result, failures), request)| {
            result.unwrap_or_else(|| Err(failures.into_error(request)))
        });
        Ok(all.collect())
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        self.ask(&subscribe.request, |transport, request| {
            let subscribe = Subscribe { request, ..subscribe.clone() };
            async move { transport.subscribe(subscribe).await }
        })
        .await
    }
}

enum Judged<R> {
    Final(Result<R, Error>),
    Elsewhere(Error),
}

/// Whether another transport is to be asked.
fn judged<R>(request: &Request<'_>, result: Result<R, Error>) -> Judged<R> {
    match result {
        Err(error) if !is_worth_another(&error) => Judged::Final(Err(error)),
        Err(error) if request.is_once() && !is_unsent(&error) => {
            Judged::Final(Err(Error::outcome_unknown(request.method, error.to_string())))
        }
        Err(error) => Judged::Elsewhere(error),
        Ok(answer) => Judged::Final(Ok(answer)),
    }
}

/// Whether it proves that no node has acted on the request.
fn is_unsent(error: &Error) -> bool {
    error.is_unsent() || matches!(error, Error::Unsupported { .. })
}

/// Whether the transport has failed, and not what was asked of it.
fn is_worth_another(error: &Error) -> bool {
    let is_unfit = matches!(
        error,
        Error::BadFrame { .. }
            | Error::Handshake { .. }
            | Error::Refused { .. }
            | Error::Tls { .. }
            | Error::Unsupported { .. }
            | Error::WrongChain { .. }
    );
    is_unfit || error.is_retryable()
}

/// Which transports failed, and how.
#[derive(Default)]
struct Failures(Vec<(usize, Error)>);

impl Failures {
    /// One error that tells all.
    fn into_error(mut self, request: &Request<'_>) -> Error {
        match (self.0.pop(), &self.0[..]) {
            // No time was left for even one.
            (None, _) => Error::timeout(request.timeout.unwrap_or_default()),
            (Some((_, only)), []) => only,
            (Some(last), _) => {
                self.0.push(last);
                let told = self.0.iter().map(|(at, error)| format!("{}: {error}", at + 1));
                let told: Vec<_> = told.collect();
                Error::closed(format!("each transport failed; {}", told.join("; ")))
            }
        }
    }
}

impl fmt::Debug for Fallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fallback")
            .field("transports", &self.transports.len())
            .field("choice", &*self.choice())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
