//! Asks an archive where the node has discarded a block's state.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::iter;
use core::time::Duration;

use async_trait::async_trait;
use futures::future::{Either, join, select};

use crate::clock::Clock;
use crate::{Error, Reply, Request, Subscribe, Subscription, Transport};

mod lazy;
mod pruned;
mod refusal;

use lazy::Lazy;
use pruned::{Pruned, block_of};
use refusal::Refusal;

/// A node that keeps the states of few blocks, and an archive for those of the others. Clones share
/// the archive and what they know.
///
/// A request whose answer is the node's error that it has discarded that block's state, or does not
/// know the block, goes to the archive, once; of a batch only those requests do, as one batch.
/// Everything else is the node's: its other errors, its losses, all subscriptions, and whatever must
/// not be sent twice, [`once`](Request::once) and `author_submit…`. What the node has as `null`, such
/// as the hash of a block that it never had, is an answer.
///
/// The archive is connected with on first need, by all that need it then together. Where it cannot be
/// had, or fails as well, the error is [`Error::Archive`] and says both; the next need connects anew.
/// A block that neither of them knows is the node's error, as without an archive.
///
/// Which blocks the node has discarded is remembered of the last
/// [`MAX_REMEMBERED`](Self::MAX_REMEMBERED) that it named in its errors: what is asked of those goes
/// to the archive straight away, and to the node where that fails.
///
/// That both serve the same chain is not checked here: a connection does that where it is told the
/// chain's [genesis hash](crate::connection::Genesis::Is).
///
/// A request's [`timeout`](Request::timeout) is for both attempts together, connecting included.
/// Without one, each has its transport's own.
///
/// ```
/// use subwire_transport::layer::Archive;
/// use subwire_transport::mock::{Chain, VirtualClock};
/// use subwire_transport::{Params, Transport};
///
/// let node = Chain::builder().storage([1], [7]).states_kept(1).build();
/// let old = Params::new().hex(&[1]).hex(&node.head());
/// node.advance(1);
/// // An archive with the same blocks.
/// let archive = Chain::builder().storage([1], [7]).build();
/// let both = Archive::new(node, VirtualClock::new(), move || {
///     let archive = archive.clone();
///     async { Ok(archive) }
/// });
/// let value = futures::executor::block_on(both.request("state_getStorage", old))?;
/// assert_eq!(value.hex()?, [7]);
/// # Ok::<(), subwire_transport::Error>(())
/// ```
pub struct Archive<T> {
    node: T,
    clock: Arc<dyn Clock>,
    archive: Arc<Lazy>,
    pruned: Arc<Pruned>,
}

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Node,
    Archive,
}

/// What the first that was asked said, where the other is to be asked as well.
struct Doubt {
    asked: Place,
    error: Error,
}

impl<T> Archive<T> {
    /// How many blocks are remembered whose states the node has discarded: 32 bytes each, twice.
    pub const MAX_REMEMBERED: usize = 1024;

    /// A node and how to connect with its archive. `connect` must end by itself, as that of a
    /// connection does: a request without a timeout of its own waits for it.
    pub fn new<A, F>(
        node: T,
        clock: impl Clock,
        connect: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        A: Transport,
        F: Future<Output = Result<A, Error>> + Send + 'static,
    {
        let archive = Arc::new(Lazy::new(connect));
        Self { node, clock: Arc::new(clock), archive, pruned: Arc::default() }
    }

    /// Who is asked first.
    fn place(&self, request: &Request<'_>) -> Place {
        let is_pruned = self.pruned.any() && !request.is_once();
        match block_of(&request.params).filter(|block| is_pruned && self.pruned.contains(block)) {
            Some(_) => Place::Archive,
            None => Place::Node,
        }
    }

    /// Whether the other one is to be asked as well.
    fn judge(
        &self,
        asked: Place,
        request: &Request<'_>,
        result: Result<Reply, Error>,
    ) -> Result<Result<Reply, Error>, Doubt> {
        let Err(error) = result else { return Ok(result) };
        let refusal = Refusal::of(&error);
        let is_answer = matches!(error, Error::Rpc(_)) && refusal.is_none();
        match asked {
            Place::Archive if is_answer => Ok(Err(error)),
            Place::Archive => Err(Doubt { asked, error }),
            Place::Node if refusal.is_none() || request.is_once() => Ok(Err(error)),
            Place::Node => {
                if let Some(block) = block_of(&request.params) {
                    self.pruned.note(block, &error);
                }
                Err(Doubt { asked, error })
            }
        }
    }
}

impl Doubt {
    fn other(&self) -> Place {
        match self.asked {
            Place::Node => Place::Archive,
            Place::Archive => Place::Node,
        }
    }

    /// What comes of both answers.
    fn settle(self, second: Result<Reply, Error>) -> Result<Reply, Error> {
        let Err(second) = second else { return second };
        let (node, archive) = match self.asked {
            Place::Node => (self.error, second),
            Place::Archive => (second, self.error),
        };
        let by_archive = Refusal::of(&archive);
        match (node, &archive, by_archive) {
            (_, Error::Rpc(_), None) => Err(archive),
            (Error::Rpc(node), _, _) if Refusal::said(&node).is_some() => {
                if Refusal::said(&node) == Some(Refusal::Unknown) && by_archive.is_some() {
                    return Err(Error::Rpc(node));
                }
                Err(Error::Archive { node, archive: Box::new(archive) })
            }
            (node, _, _) => Err(node),
        }
    }
}

impl<T: Transport> Archive<T> {
    async fn ask(
        &self,
        place: Place,
        request: &Request<'_>,
        asked: Duration,
    ) -> Result<Reply, Error> {
        match place {
            Place::Node => self.node.send(self.left(request, asked)).await,
            Place::Archive => {
                let connecting = self.in_time(request.timeout, asked, self.archive.link());
                let link = connecting.await?;
                let result = link.transport().send(self.left(request, asked)).await;
                self.archive.look_at(&link, iter::once(&result));
                result
            }
        }
    }

    /// Asks one of them for those of the requests that stand at `open`. As many results.
    async fn ask_all(
        &self,
        place: Place,
        requests: &[Request<'_>],
        open: &[usize],
        asked: Duration,
    ) -> Vec<Result<Reply, Error>> {
        if open.is_empty() {
            return Vec::new();
        }
        let batch = || open.iter().map(|at| self.left(&requests[*at], asked)).collect();
        let answered = match place {
            Place::Node => self.node.batch(batch()).await,
            Place::Archive => {
                // Waiting together, they wait as long as the most patient of them.
                let patience = open.iter().map(|at| requests[*at].timeout);
                let patience = patience.reduce(|a, b| Some(a?.max(b?))).flatten();
                match self.in_time(patience, asked, self.archive.link()).await {
                    Ok(link) => {
                        let answered = link.transport().batch(batch()).await;
                        match &answered {
                            Ok(answers) => self.archive.look_at(&link, answers),
                            Err(error) => self.archive.look_at_error(&link, error),
                        }
                        answered
                    }
                    Err(error) => Err(error),
                }
            }
        };
        let (answers, missing) = match answered {
            Ok(answers) => (answers, Error::closed("an answer is missing from the batch")),
            Err(error) => (Vec::new(), error),
        };
        let rest = iter::repeat_with(|| Err(missing.clone()));
        answers.into_iter().chain(rest).take(open.len()).collect()
    }

    /// Asks both at once, each for its own.
    async fn ask_both(
        &self,
        requests: &[Request<'_>],
        places: &[(usize, Place)],
        asked: Duration,
    ) -> Vec<Result<Reply, Error>> {
        let of = |wanted| {
            let of = places.iter().filter(move |(_, place)| *place == wanted);
            of.map(|(at, _)| *at).collect::<Vec<_>>()
        };
        let (of_node, of_archive) = (of(Place::Node), of(Place::Archive));
        let (by_node, by_archive) = join(
            self.ask_all(Place::Node, requests, &of_node, asked),
            self.ask_all(Place::Archive, requests, &of_archive, asked),
        )
        .await;
        let (mut by_node, mut by_archive) = (by_node.into_iter(), by_archive.into_iter());
        let results = places.iter().filter_map(|(_, place)| match place {
            Place::Node => by_node.next(),
            Place::Archive => by_archive.next(),
        });
        results.collect()
    }

    /// The request with what is left of its time.
    fn left<'a>(&self, request: &Request<'a>, asked: Duration) -> Request<'a> {
        let passed = self.clock.now().saturating_sub(asked);
        let timeout = request.timeout.map(|timeout| timeout.saturating_sub(passed));
        Request { timeout, ..request.clone() }
    }

    async fn in_time<R>(
        &self,
        patience: Option<Duration>,
        asked: Duration,
        work: impl Future<Output = Result<R, Error>> + Send,
    ) -> Result<R, Error> {
        let Some(patience) = patience else { return work.await };
        let late = self.clock.sleep_until(asked.saturating_add(patience));
        match select(Box::pin(work), late).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => Err(Error::timeout(patience)),
        }
    }
}

#[async_trait]
impl<T: Transport> Transport for Archive<T> {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        if request.is_once() {
            return self.node.send(request).await;
        }
        let asked = self.clock.now();
        let place = self.place(&request);
        let first = self.ask(place, &request, asked).await;
        match self.judge(place, &request, first) {
            Ok(result) => result,
            Err(doubt) => {
                let second = self.ask(doubt.other(), &request, asked).await;
                doubt.settle(second)
            }
        }
    }

    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        let asked = self.clock.now();
        let places = requests.iter().map(|request| self.place(request)).enumerate();
        let places: Vec<_> = places.collect();
        let first = if places.iter().all(|(_, place)| *place == Place::Node) {
            // One that is not taken on at all is the node's business.
            self.node.batch(requests.clone()).await?
        } else {
            self.ask_both(&requests, &places, asked).await
        };
        let mut results = Vec::with_capacity(requests.len());
        let mut doubts = Vec::new();
        for ((at, place), result) in places.into_iter().zip(first) {
            results.push(match self.judge(place, &requests[at], result) {
                Ok(result) => Some(result),
                Err(doubt) => {
                    doubts.push((at, doubt));
                    None
                }
            });
        }
        let places: Vec<_> = doubts.iter().map(|(at, doubt)| (*at, doubt.other())).collect();
        let second = self.ask_both(&requests, &places, asked).await;
        for ((at, doubt), second) in doubts.into_iter().zip(second) {
            results[at] = Some(doubt.settle(second));
        }
        // None is missing: each was final, or settled.
        Ok(results.into_iter().flatten().collect())
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        self.node.subscribe(subscribe).await
    }
}

impl<T: Clone> Clone for Archive<T> {
    fn clone(&self) -> Self {
        Self {
            node: self.node.clone(),
            clock: self.clock.clone(),
            archive: self.archive.clone(),
            pruned: self.pruned.clone(),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Archive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive")
            .field("node", &self.node)
            .field("pruned", &self.pruned.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
