//! Writes down what passes, for [`Replay`](crate::mock::Replay).

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use futures::Stream;

use crate::{Error, Notice, Params, Reply, Request, Subscribe, Subscription, Transport};

mod exchange;
mod journal;

use journal::Journal;

const MAX_ITEMS_LEN: usize = 16 << 20;

/// A transport that writes each request and its answer into a file, from which
/// [`Replay`](crate::mock::Replay) answers later without a node. Clones share the file.
///
/// What is written are answers, the node's errors among them. A request that found no answer, or
/// whose future was dropped, leaves nothing. A subscription is written when it ends, with the items
/// that were read from it. Headers and endpoints are not written, nor are calls of
/// `author_insertKey`, whose parameters are a secret.
///
/// # The file
///
/// It is a recording after each exchange: the next one is written over its end by a single write
/// that brings the end along. Should the process be killed inside that write,
/// [`to_file`](Self::to_file) takes away what was torn; the exchanges before it stay. An existing
/// recording is added to, whoever wrote it. Two at once must not write into one file.
///
/// The writes are ordinary ones, of a few hundred bytes or of a large answer's length, in the task
/// that asked. They go to the system's cache; [`finish`](Self::finish) waits for the disk. A
/// failure to write fails no request: `finish` and [`error`](Self::error) tell of it.
///
/// ```
/// use subwire_transport::layer::Record;
/// use subwire_transport::mock::{Chain, Replay};
/// use subwire_transport::{Params, Transport};
///
/// # let path = std::env::temp_dir().join(format!("subwire-record-{}.json", std::process::id()));
/// let record = Record::to_file(Chain::builder().name("test").build(), &path)?;
/// futures::executor::block_on(record.request("system_chain", Params::new()))?;
/// record.finish()?;
///
/// let replay = Replay::open(&path)?;
/// let name = futures::executor::block_on(replay.request("system_chain", Params::new()))?;
/// assert_eq!(name.read::<&str>("a name")?, "test");
/// # std::fs::remove_file(path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Record<T> {
    inner: T,
    tape: Arc<Tape>,
}

impl<T> Record<T> {
    /// How many bytes a recording may have, as many as a `Replay` reads; what would make it larger
    /// is not written.
    pub const MAX_LEN: u64 = journal::MAX_LEN;
    /// How many bytes of a subscription's items are kept until it ends; later ones are not written.
    pub const MAX_ITEMS_LEN: usize = MAX_ITEMS_LEN;

    /// Writes what passes to `inner` into this file, which is made where it is not there and added
    /// to where it is.
    ///
    /// # Errors
    ///
    /// [`RecordError`] where the file can be neither read nor written, or is no recording. It is
    /// then as it was.
    pub fn to_file(inner: T, path: impl AsRef<Path>) -> Result<Self, RecordError> {
        let path = path.as_ref();
        let at = |reason| RecordError { path: path.into(), reason };
        let file = File::options().read(true).write(true).create(true).truncate(false).open(path);
        let file = file.map_err(|error| at(error.to_string()))?;
        let journal = Journal::open(file).map_err(at)?;
        let state = State { journal, missing: None };
        Ok(Self { inner, tape: Arc::new(Tape { path: path.into(), state: Mutex::new(state) }) })
    }

    /// What kept the first exchange that is missing from being written.
    #[must_use]
    pub fn error(&self) -> Option<RecordError> {
        let reason = self.tape.lock().missing.clone()?;
        Some(RecordError { path: self.tape.path.clone(), reason })
    }

    /// Waits until the disk has what was written so far. Recording goes on.
    ///
    /// # Errors
    ///
    /// What the disk says, or else what [`error`](Self::error) does.
    pub fn finish(&self) -> Result<(), RecordError> {
        let synced = self.tape.lock().journal.sync();
        let at = |reason| RecordError { path: self.tape.path.clone(), reason };
        synced.map_err(|error| at(error.to_string()))?;
        self.error().map_or(Ok(()), Err)
    }
}

#[async_trait]
impl<T: Transport> Transport for Record<T> {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        let asked = asked(&request);
        let result = self.inner.send(request).await;
        self.tape.write(asked, &result);
        result
    }

    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        let asked: Vec<_> = requests.iter().map(asked).collect();
        let results = self.inner.batch(requests).await?;
        for (asked, result) in asked.into_iter().zip(&results) {
            self.tape.write(asked, result);
        }
        Ok(results)
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let asked = asked(&subscribe.request);
        let subscription = match self.inner.subscribe(subscribe).await {
            Ok(subscription) => subscription,
            Err(error) => {
                self.tape.write(asked, &Err(error.clone()));
                return Err(error);
            }
        };
        let id = subscription.id().to_string();
        let items = Items { asked, id: id.clone(), read: String::new(), tape: self.tape.clone() };
        Ok(Subscription::new(id, Recorded { subscription, items }))
    }
}

/// The method and the parameters of a request; `None` for one that is not to be written.
type Asked = Option<(String, Params)>;

fn asked(request: &Request<'_>) -> Asked {
    (!request.holds_secret()).then(|| (request.method.into(), request.params.clone()))
}

struct Tape {
    path: PathBuf,
    state: Mutex<State>,
}

struct State {
    journal: Journal<File>,
    /// The first reason why something is missing.
    missing: Option<String>,
}

impl Tape {
    /// Writes an exchange, where the request found an answer.
    fn write(&self, asked: Asked, result: &Result<Reply, Error>) {
        let Some((method, params)) = asked else { return };
        match result {
            Ok(reply) => self.append(exchange::answered(&method, &params, reply)),
            Err(Error::Rpc(error)) => self.append(exchange::refused(&method, &params, error)),
            Err(_) => {}
        }
    }

    fn append(&self, exchange: Result<String, String>) {
        let mut state = self.lock();
        if let Err(reason) = exchange.and_then(|exchange| state.journal.append(&exchange)) {
            state.missing.get_or_insert(reason);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A subscription on its way into the file.
struct Recorded {
    subscription: Subscription,
    items: Items,
}

impl Stream for Recorded {
    type Item = Result<Notice, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = Pin::new(&mut self.subscription).poll_next(cx);
        match &polled {
            Poll::Ready(Some(Ok(Notice::Item(item)))) => self.items.push(item),
            Poll::Ready(Some(Err(_)) | None) => self.items.write(),
            Poll::Ready(Some(Ok(_))) | Poll::Pending => {}
        }
        polled
    }
}

/// The items that were read from a subscription: written once, at its end or when it is dropped.
struct Items {
    /// `None` once they are written.
    asked: Asked,
    id: String,
    /// The items as JSON, with commas between them.
    read: String,
    tape: Arc<Tape>,
}

impl Items {
    fn push(&mut self, item: &Reply) {
        if self.asked.is_none() {
            return;
        }
        match exchange::json(item) {
            Ok(item) if self.read.len() + item.len() < MAX_ITEMS_LEN => {
                if !self.read.is_empty() {
                    self.read.push(',');
                }
                self.read.push_str(item);
            }
            Ok(_) => {
                let reason = format!("a subscription's items exceed {MAX_ITEMS_LEN} bytes");
                self.tape.append(Err(reason));
                // What has fitted is a recording without holes.
                self.write();
            }
            Err(reason) => self.tape.append(Err(reason)),
        }
    }

    fn write(&mut self) {
        if let Some((method, params)) = self.asked.take() {
            self.tape.append(exchange::subscribed(&method, &params, &self.id, &self.read));
            self.read = String::new();
        }
    }
}

impl Drop for Items {
    fn drop(&mut self) {
        self.write();
    }
}

impl<T: Clone> Clone for Record<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), tape: self.tape.clone() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Record<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("inner", &self.inner)
            .field("path", &self.tape.path)
            .finish_non_exhaustive()
    }
}

/// A file that is no recording, or one into which something could not be written.
#[derive(Clone, Debug)]
pub struct RecordError {
    path: PathBuf,
    reason: String,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "recording {}: {}", self.path.display(), self.reason)
    }
}

impl core::error::Error for RecordError {}

#[cfg(test)]
mod tests;
