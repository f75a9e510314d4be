//! The protocol of a connection as a state machine: no sockets, no clock, no executor.
//!
//! It is fully deterministic. Time is an argument, counted from any moment the caller likes;
//! frames go in and come out as text. The [driver](crate::driver) puts a socket and a clock
//! around it, and tests put neither.
//!
//! The verbs, in the order a driver calls them:
//!
//! | verb | what it does |
//! |---|---|
//! | [`request`](Connection::request), [`cancel`](Connection::cancel) | what the caller wants |
//! | [`handle_frame`](Connection::handle_frame), [`handle_timeout`](Connection::handle_timeout), [`handle_disconnect`](Connection::handle_disconnect) | what the world did |
//! | [`poll_transmit`](Connection::poll_transmit) | the next frame to send |
//! | [`poll_event`](Connection::poll_event) | the next outcome to report |
//! | [`poll_timeout`](Connection::poll_timeout) | when to call `handle_timeout` |
//!
//! # Rules
//!
//! - Replies may come in any order, and one by one or in batches.
//! - A reply to an unknown id, or to a request that was cancelled or has timed out, is ignored.
//! - An error without an id says that the peer could not read some request and does not say
//!   which. Every request in flight ends with it: better loud than waiting.
//! - A frame that is no JSON-RPC ends the connection: what else it lost cannot be known.
//! - When the connection ends, every request ends with its reason; later ones at once.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use bytes::Bytes;

use crate::rpc::{self, Incoming};
use crate::{Error, Params, Reply};

/// The limits of a connection.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// How many requests may be with the peer at once; more wait in a queue.
    pub max_in_flight: usize,
    /// How many bytes of frames may wait in the queue; more are refused.
    pub max_queued_bytes: usize,
    /// How long a request may take, from being asked for.
    pub request_timeout: Duration,
}

impl Config {
    /// The default of [`max_in_flight`](Self::max_in_flight): many more than a slow link's latency
    /// takes to hide.
    pub const MAX_IN_FLIGHT: usize = 512;
    /// The default of [`max_queued_bytes`](Self::max_queued_bytes).
    pub const MAX_QUEUED_BYTES: usize = 64 << 20;
    /// The default of [`request_timeout`](Self::request_timeout): a slow link's patience.
    pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);
}

impl Default for Config {
    fn default() -> Self {
        Self {
            max_in_flight: Self::MAX_IN_FLIGHT,
            max_queued_bytes: Self::MAX_QUEUED_BYTES,
            request_timeout: Self::REQUEST_TIMEOUT,
        }
    }
}

/// Names a request, for [`Connection::cancel`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(u64);

/// The outcome of a request, with the token that the caller gave for it.
#[derive(Debug)]
pub struct Event<T> {
    /// The caller's token.
    pub token: T,
    /// The reply, or why there is none.
    pub result: Result<Reply, Error>,
}

/// One connection's requests, from being asked for to their outcome.
///
/// `T` is the caller's token for a request, given back with its outcome.
#[derive(Debug)]
pub struct Connection<T> {
    config: Config,
    last_id: u64,
    /// Requests without an outcome, by id.
    pending: BTreeMap<u64, Pending<T>>,
    /// Frames not yet sent, by id and so in the order of asking.
    queue: BTreeMap<u64, String>,
    queued_bytes: usize,
    in_flight: usize,
    deadlines: BTreeSet<(Duration, u64)>,
    events: VecDeque<Event<T>>,
    ended: Option<Error>,
}

#[derive(Debug)]
struct Pending<T> {
    token: T,
    deadline: Duration,
    sent: bool,
}

impl<T> Connection<T> {
    /// A connection that has not sent anything yet.
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self {
            config,
            last_id: 0,
            pending: BTreeMap::new(),
            queue: BTreeMap::new(),
            queued_bytes: 0,
            in_flight: 0,
            deadlines: BTreeSet::new(),
            events: VecDeque::new(),
            ended: None,
        }
    }

    /// Takes a request on.
    ///
    /// # Errors
    ///
    /// Gives the token back with [`Error::Overloaded`] where the queue is full, or with the
    /// connection's end where it has ended.
    pub fn request(
        &mut self,
        now: Duration,
        method: &str,
        params: &Params,
        token: T,
    ) -> Result<RequestId, (T, Error)> {
        if let Some(error) = &self.ended {
            return Err((token, error.clone()));
        }
        let id = self.last_id + 1;
        let frame = rpc::request(id, method, params);
        // One request is let through whatever its size, so that none is impossible.
        let queued_bytes = self.queued_bytes + frame.len();
        if queued_bytes > self.config.max_queued_bytes && !self.queue.is_empty() {
            let max_queued_bytes = self.config.max_queued_bytes;
            return Err((token, Error::Overloaded { max_queued_bytes }));
        }
        self.last_id = id;
        self.queued_bytes = queued_bytes;
        self.queue.insert(id, frame);
        let deadline = now.saturating_add(self.config.request_timeout);
        self.deadlines.insert((deadline, id));
        self.pending.insert(id, Pending { token, deadline, sent: false });
        Ok(RequestId(id))
    }

    /// Gives a request up: frees what was kept for it and gives its token back. `None` where it
    /// has its outcome already.
    pub fn cancel(&mut self, id: RequestId) -> Option<T> {
        self.take(id.0)
    }

    /// Takes in a frame that the peer sent.
    ///
    /// # Errors
    ///
    /// [`Error::BadFrame`] where it is no JSON-RPC. The connection has then ended; close it.
    pub fn handle_frame(&mut self, frame: &Bytes) -> Result<(), Error> {
        match rpc::parse(frame) {
            Ok(messages) => {
                self.handle_messages(messages);
                Ok(())
            }
            Err(error) => {
                self.handle_disconnect(error.clone());
                Err(error)
            }
        }
    }

    /// Takes in messages that [`rpc::parse`] has read from a frame. For who keeps the connection
    /// behind a lock and reads large frames before taking it.
    pub fn handle_messages(&mut self, messages: Vec<Incoming>) {
        for message in messages {
            match message {
                Incoming::Response { id: Some(id), result } => {
                    if let Some(token) = self.take(id) {
                        self.events.push_back(Event { token, result: result.map_err(Error::Rpc) });
                    }
                }
                Incoming::Response { id: None, result: Err(error) } => {
                    self.fail(&Error::Rpc(error), |pending| pending.sent);
                }
                // Nothing here has subscribed to anything.
                Incoming::Response { id: None, .. } | Incoming::Notification { .. } => {}
            }
        }
    }

    /// Ends every request whose deadline has passed.
    pub fn handle_timeout(&mut self, now: Duration) {
        while let Some(&(deadline, id)) = self.deadlines.first() {
            if deadline > now {
                break;
            }
            self.deadlines.pop_first();
            if let Some(token) = self.take(id) {
                let after = self.config.request_timeout;
                self.events.push_back(Event { token, result: Err(Error::Timeout { after }) });
            }
        }
    }

    /// Ends the connection and every request with it.
    pub fn handle_disconnect(&mut self, reason: Error) {
        self.fail(&reason, |_| true);
        self.ended.get_or_insert(reason);
    }

    /// The next frame to send, if the peer may have one more.
    pub fn poll_transmit(&mut self) -> Option<String> {
        if self.in_flight >= self.config.max_in_flight.max(1) {
            return None;
        }
        let (id, frame) = self.queue.pop_first()?;
        self.queued_bytes -= frame.len();
        if let Some(pending) = self.pending.get_mut(&id) {
            pending.sent = true;
            self.in_flight += 1;
        }
        Some(frame)
    }

    /// The next outcome.
    pub fn poll_event(&mut self) -> Option<Event<T>> {
        self.events.pop_front()
    }

    /// When [`handle_timeout`](Self::handle_timeout) has something to do; `None` for never.
    ///
    /// Changes with each request, cancellation and frame.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Duration> {
        self.deadlines.first().map(|(deadline, _)| *deadline)
    }

    /// Whether every request has its outcome and every outcome was reported.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.pending.is_empty() && self.events.is_empty()
    }

    /// Why the connection has ended, if it has.
    #[must_use]
    pub fn end(&self) -> Option<&Error> {
        self.ended.as_ref()
    }

    /// Removes a request and all that is kept for it.
    fn take(&mut self, id: u64) -> Option<T> {
        let pending = self.pending.remove(&id)?;
        self.deadlines.remove(&(pending.deadline, id));
        if pending.sent {
            self.in_flight -= 1;
        } else if let Some(frame) = self.queue.remove(&id) {
            self.queued_bytes -= frame.len();
        }
        Some(pending.token)
    }

    fn fail(&mut self, error: &Error, which: impl Fn(&Pending<T>) -> bool) {
        let ids: Vec<u64> =
            self.pending.iter().filter(|(_, pending)| which(pending)).map(|(id, _)| *id).collect();
        for id in ids {
            if let Some(token) = self.take(id) {
                self.events.push_back(Event { token, result: Err(error.clone()) });
            }
        }
    }
}

#[cfg(test)]
mod tests;
