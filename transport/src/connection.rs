//! The protocol of a connection as a state machine: no sockets, no clock, no executor.
//!
//! It is fully deterministic. Time is an argument, counted from any moment the caller likes;
//! randomness is a seed; frames go in and come out as text. The [driver](crate::driver) puts a
//! socket and a clock around it, and tests put neither.
//!
//! The verbs, in the order a driver calls them:
//!
//! | verb | what it does |
//! |---|---|
//! | [`request`](Connection::request), [`batch`](Connection::batch), [`subscribe`](Connection::subscribe), [`cancel`](Connection::cancel), [`unsubscribe`](Connection::unsubscribe) | what the caller wants |
//! | [`handle_connected`](Connection::handle_connected), [`handle_frame`](Connection::handle_frame), [`handle_activity`](Connection::handle_activity), [`handle_lost`](Connection::handle_lost), [`handle_disconnect`](Connection::handle_disconnect), [`handle_timeout`](Connection::handle_timeout) | what the world did |
//! | [`poll_action`](Connection::poll_action) | whether to connect, and with which endpoint, or to hang up |
//! | [`poll_transmit`](Connection::poll_transmit) | the next frame to send |
//! | [`poll_event`](Connection::poll_event), [`next_notice`](Connection::next_notice) | the next outcome to report, the next item of a subscription |
//! | [`poll_timeout`](Connection::poll_timeout) | when to call `handle_timeout` |
//!
//! # Rules
//!
//! - Replies may come in any order, and one by one or in batches.
//! - A reply to an unknown id, or to a request that was cancelled or has timed out, is ignored. A
//!   subscription that was given up, or whose time was up, before its reply came is ended when it
//!   comes.
//! - An item that comes before its subscription's reply is kept for it.
//! - Where a connection is lost, requests are sent again over the next one, up to
//!   [`Config::max_resends`] times and within their time. What must not be sent twice ends with
//!   [`Error::OutcomeUnknown`] if it was sent, and waits on if it was not.
//! - Subscriptions are made again under the same [`SubscriptionId`], and their reader is told by
//!   [`Notice::Resumed`].
//! - An error without an id, a frame that is no JSON-RPC and a message that is too large blame one
//!   of the requests in flight and do not say which. These then go again, one at a time, until the
//!   guilty one stands alone and ends with the error. A batch that is refused goes again in pieces.
//! - A node that wants fewer requests is left alone for a while and then asked for fewer at once;
//!   where it keeps refusing, another endpoint takes its place.
//! - Before anything an endpoint says is believed, it must show the genesis hash that is wanted.
//!   Reads are sent without waiting for it; what must not be sent twice waits.
//! - A peer that has been silent is asked for a sign of life; one that stays silent is replaced, as
//!   is one whose head lags behind that of another endpoint.

use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use bytes::Bytes;

use crate::rpc::{self, Incoming};
use crate::{Error, Notice, Params, Reply, Request, Subscribe};

mod buffer;
mod config;
mod endpoints;
mod link;
mod losses;
mod outcomes;
mod probe;
mod proof;
mod requests;
mod subscriptions;

pub use config::{Config, Genesis};
use endpoints::Endpoints;
pub use endpoints::Health;
use link::Link;
pub use requests::Transmit;
use requests::{Owner, Pending, Requests};
pub use subscriptions::SubscriptionId;
use subscriptions::{Subscriptions, Unsubscribe};

/// Names a request, for [`Connection::cancel`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(u64);

/// What the driver is to report, with the token that the caller gave.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<T> {
    /// A request has its outcome, or a subscription could not be made.
    #[non_exhaustive]
    Ended {
        /// The caller's token.
        token: T,
        /// The reply, or why there is none.
        result: Result<Reply, Error>,
    },
    /// A subscription stands.
    #[non_exhaustive]
    Subscribed {
        /// The caller's token.
        token: T,
        /// Names it, for [`Connection::next_notice`].
        subscription: SubscriptionId,
        /// The node's id of it.
        id: String,
    },
    /// There is something to read from a subscription. Told once, until it was read to the end.
    Readable(SubscriptionId),
    /// An endpoint was reached and serves the right chain.
    #[non_exhaustive]
    Connected {
        /// Its number, in the order in which endpoints were given.
        endpoint: usize,
    },
    /// An endpoint was lost or could not be used.
    #[non_exhaustive]
    Lost {
        /// Its number.
        endpoint: usize,
        /// Why.
        reason: Error,
    },
}

/// What the driver is to do with the socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action {
    /// Make a connection with the endpoint of this number, and tell how that went.
    Connect(usize),
    /// Let go of the socket. Nothing need be told.
    Disconnect,
}

/// What a connection holds at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Load {
    /// Requests without an outcome.
    pub pending: usize,
    /// Those of them that are with the peer.
    pub in_flight: usize,
    /// Bytes of those that are not.
    pub queued_bytes: usize,
    /// Subscriptions.
    pub subscriptions: usize,
    /// Their items that nobody has read yet.
    pub buffered_items: usize,
}

/// One connection's requests and subscriptions, from being asked for to their end, over as many
/// sockets as that takes.
///
/// `T` is the caller's token, given back with the outcome.
#[derive(Debug)]
pub struct Connection<T> {
    config: Config,
    requests: Requests<T>,
    subscriptions: Subscriptions,
    endpoints: Endpoints,
    link: Link,
    /// The genesis hash that endpoints must show.
    genesis: Option<[u8; 32]>,
    /// Whether there ever was a connection.
    connected_before: bool,
    /// Frames of our own, which wait for no room: proofs, probes, ends of subscriptions.
    control: VecDeque<Transmit>,
    action: Option<Action>,
    events: VecDeque<Event<T>>,
    ended: Option<Error>,
}

impl<T> Connection<T> {
    /// A connection over one of `endpoints`, which are tried in their order. Its random waits follow
    /// from `seed`.
    #[must_use]
    pub fn new(config: Config, endpoints: impl IntoIterator<Item = String>, seed: u64) -> Self {
        let endpoints = Endpoints::new(endpoints, seed);
        let none = endpoints.all().is_empty();
        let genesis = match config.genesis {
            Genesis::Is(hash) => Some(hash),
            Genesis::First | Genesis::Unchecked => None,
        };
        let no_endpoint =
            || Error::Endpoint { endpoint: String::new(), reason: "none was given".into() };
        Self {
            config,
            requests: Requests::new(),
            subscriptions: Subscriptions::new(),
            endpoints,
            link: Link::Down { retry_at: Duration::ZERO },
            genesis,
            connected_before: false,
            control: VecDeque::new(),
            action: None,
            events: VecDeque::new(),
            ended: none.then(no_endpoint),
        }
    }

    /// Takes a request on.
    ///
    /// # Errors
    ///
    /// Gives the token back with [`Error::Overloaded`] where the queue is full, with the reason why
    /// no endpoint can be used, or with the connection's end where it has ended.
    pub fn request(
        &mut self,
        now: Duration,
        request: Request<'_>,
        token: T,
    ) -> Result<RequestId, (T, Error)> {
        if let Err(error) = self.check_room() {
            return Err((token, error));
        }
        Ok(RequestId(self.ask(now, request, Owner::Caller(token), None)))
    }

    /// Takes several requests on that go in one frame. Each has its own outcome.
    ///
    /// # Errors
    ///
    /// Gives the tokens back where [`request`](Self::request) would.
    pub fn batch(
        &mut self,
        now: Duration,
        requests: Vec<(Request<'_>, T)>,
    ) -> Result<Vec<RequestId>, (Vec<T>, Error)> {
        if let Err(error) = self.check_room() {
            return Err((requests.into_iter().map(|(_, token)| token).collect(), error));
        }
        // One alone is no batch: some nodes have none.
        let batch = (requests.len() > 1).then(|| self.requests.next_id());
        let asked = requests
            .into_iter()
            .map(|(request, token)| RequestId(self.ask(now, request, Owner::Caller(token), batch)));
        Ok(asked.collect())
    }

    /// Takes a subscription on. It stands when [`Event::Subscribed`] says so.
    ///
    /// # Errors
    ///
    /// Gives the token back where [`request`](Self::request) would, and with
    /// [`Error::Unsupported`] where there are [`Config::max_subscriptions`] already.
    pub fn subscribe(
        &mut self,
        now: Duration,
        subscribe: Subscribe<'_>,
        token: T,
    ) -> Result<RequestId, (T, Error)> {
        let max = self.config.max_subscriptions;
        let room = self.check_room().and_then(|()| match self.subscriptions.len() < max {
            true => Ok(()),
            false => Err(Error::unsupported(alloc::format!("more than {max} subscriptions"))),
        });
        if let Err(error) = room {
            return Err((token, error));
        }
        let once = subscribe.request.once || self.config.is_once(subscribe.request.method);
        let id = self.subscriptions.insert(&subscribe, once);
        Ok(RequestId(self.ask(now, subscribe.request, Owner::Subscriber(token, id), None)))
    }

    /// Gives a request or a subscription without an outcome up: frees what was kept for it and gives
    /// its token back. `None` where it has its outcome already.
    pub fn cancel(&mut self, id: RequestId) -> Option<T> {
        let pending = self.requests.get_mut(id.0)?;
        let sent = pending.sent;
        match &mut pending.owner {
            Owner::Caller(_) => match self.requests.take(id.0)?.owner {
                Owner::Caller(token) => Some(token),
                _ => None,
            },
            Owner::Subscriber(_, subscription) => {
                let subscription = *subscription;
                let unsubscribe = self.subscriptions.unsubscribe_method(subscription)?;
                self.subscriptions.remove(subscription);
                // The node may make it yet, if it was asked.
                let owner = if sent {
                    self.requests.disown(id.0, unsubscribe)?
                } else {
                    self.requests.take(id.0)?.owner
                };
                match owner {
                    Owner::Subscriber(token, _) => Some(token),
                    _ => None,
                }
            }
            Owner::Again(_) | Owner::Nobody { .. } => None,
        }
    }

    /// The token of a request without an outcome, for who keeps in it whom to tell.
    pub fn token_mut(&mut self, id: RequestId) -> Option<&mut T> {
        match &mut self.requests.get_mut(id.0)?.owner {
            Owner::Caller(token) | Owner::Subscriber(token, _) => Some(token),
            Owner::Again(_) | Owner::Nobody { .. } => None,
        }
    }

    /// Ends a subscription that stands and frees what is kept for it.
    pub fn unsubscribe(&mut self, id: SubscriptionId) {
        let method = self.subscriptions.unsubscribe_method(id);
        let unsubscribe = self.subscriptions.remove(id);
        match (unsubscribe, method) {
            // The node may be about to make it again.
            (None, Some(method)) => self.requests.disown_again(id, method),
            (unsubscribe, _) => self.tell_node(unsubscribe),
        }
    }

    /// The next notice of a subscription, where one waits. After an `Err` there is none.
    pub fn next_notice(&mut self, id: SubscriptionId) -> Option<Result<Notice, Error>> {
        self.subscriptions.pop(id)
    }

    /// Ends the connection, and every request and subscription with it.
    pub fn close(&mut self, reason: Error) {
        if self.ended.is_none() {
            if !matches!(self.link, Link::Down { .. }) {
                self.action = Some(Action::Disconnect);
            }
            self.link = Link::Down { retry_at: Duration::MAX };
            self.fail_all(&reason);
            for id in self.subscriptions.end_all(&reason) {
                self.readable(id);
            }
            self.control.clear();
            self.ended = Some(reason);
        }
    }

    /// Takes in a frame that the peer sent.
    ///
    /// # Errors
    ///
    /// [`Error::BadFrame`] where it is no JSON-RPC. The socket has then been given up.
    pub fn handle_frame(&mut self, now: Duration, frame: &Bytes) -> Result<(), Error> {
        match rpc::parse(frame) {
            Ok(messages) => {
                self.handle_messages(now, messages);
                Ok(())
            }
            Err(error) => {
                // A frame of a socket that is gone already has nothing to end.
                if let Link::Up(_) = self.link {
                    self.lose(now, error.clone());
                }
                Err(error)
            }
        }
    }

    /// Takes in messages that [`rpc::parse`] has read from a frame. For who keeps the connection
    /// behind a lock and reads large frames before taking it.
    pub fn handle_messages(&mut self, now: Duration, messages: Vec<Incoming>) {
        self.handle_activity(now);
        for message in messages {
            if let Some(message) = self.believe(now, message) {
                self.handle_message(now, message);
            }
        }
    }

    /// Notes that bytes have come, though perhaps not a whole frame yet.
    pub fn handle_activity(&mut self, now: Duration) {
        if let Link::Up(up) = &mut self.link {
            up.heard = now;
        }
    }

    /// Does what is due.
    pub fn handle_timeout(&mut self, now: Duration) {
        while let Some(id) = self.requests.expired(now) {
            self.expire(now, id);
        }
        self.tend_link(now);
    }

    /// What to do with the socket.
    pub fn poll_action(&mut self) -> Option<Action> {
        self.action.take()
    }

    /// The next frame to send, if the peer may have one more.
    pub fn poll_transmit(&mut self, now: Duration) -> Option<Transmit> {
        let Link::Up(up) = &self.link else { return None };
        if let Some(frame) = self.control.pop_front() {
            return Some(frame);
        }
        if up.is_paused(now) {
            return None;
        }
        self.requests.transmit(up.window, up.is_trusted())
    }

    /// The next thing to report.
    pub fn poll_event(&mut self) -> Option<Event<T>> {
        self.events.pop_front()
    }

    /// When [`handle_timeout`](Self::handle_timeout) has something to do; `None` for never.
    ///
    /// Changes with each call of another verb.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Duration> {
        let link = if self.ended.is_some() { None } else { self.link_timeout() };
        [self.requests.next_deadline(), link].into_iter().flatten().min()
    }

    /// Whether every request has its outcome, every outcome was reported, and nothing is subscribed
    /// to.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.events.is_empty() && self.requests.is_idle() && self.subscriptions.len() == 0
    }

    /// Why the connection has ended, if it has.
    #[must_use]
    pub fn end(&self) -> Option<&Error> {
        self.ended.as_ref()
    }

    /// Why no request is taken on at the moment, if so: the connection has ended, or no endpoint can
    /// be used and waiting will hardly change that. The latter are tried again all the same.
    #[must_use]
    pub fn refuses(&self) -> Option<&Error> {
        self.ended.as_ref().or_else(|| self.hopeless())
    }

    /// The number of the endpoint that serves at the moment and has shown its chain.
    #[must_use]
    pub fn serving(&self) -> Option<usize> {
        match &self.link {
            Link::Up(up) if up.is_trusted() => Some(up.endpoint),
            _ => None,
        }
    }

    /// Whether a socket stands, even if its endpoint has yet to show its chain.
    #[must_use]
    pub fn has_socket(&self) -> bool {
        matches!(self.link, Link::Up(_))
    }

    /// What is known of the endpoints.
    #[must_use]
    pub fn health(&self) -> &[Health] {
        self.endpoints.all()
    }

    /// What the connection holds at the moment.
    #[must_use]
    pub fn load(&self) -> Load {
        Load {
            pending: self.requests.len(),
            in_flight: self.requests.in_flight(),
            queued_bytes: self.requests.queued_bytes(),
            subscriptions: self.subscriptions.len(),
            buffered_items: self.subscriptions.buffered(),
        }
    }

    /// Whether one more request may be taken on. One always may while none waits, whatever its
    /// size, so that none is impossible.
    fn check_room(&self) -> Result<(), Error> {
        if let Some(error) = self.refuses() {
            return Err(error.clone());
        }
        if self.requests.queued_bytes() >= self.config.max_queued_bytes {
            return Err(Error::overloaded(self.config.max_queued_bytes));
        }
        Ok(())
    }

    fn ask(
        &mut self,
        now: Duration,
        request: Request<'_>,
        owner: Owner<T>,
        batch: Option<u64>,
    ) -> u64 {
        let once = request.once || self.config.is_once(request.method);
        let timeout = request.timeout.unwrap_or(self.config.request_timeout);
        let id = self.requests.next_id();
        let pending = Pending {
            owner,
            method: self.requests.method(request.method),
            params: request.params,
            timeout,
            deadline: now.saturating_add(timeout),
            once,
            resends: 0,
            batch,
            sent: false,
        };
        self.requests.insert(id, pending);
        id
    }

    fn readable(&mut self, id: SubscriptionId) {
        if self.subscriptions.tell(id) {
            self.events.push_back(Event::Readable(id));
        }
    }

    /// Tells the node that a subscription has ended. It need not answer.
    fn tell_node(&mut self, unsubscribe: Option<Unsubscribe>) {
        if let Some(Unsubscribe { method, params }) = unsubscribe {
            self.send_control(&method, &params);
        }
    }

    fn send_control(&mut self, method: &str, params: &Params) -> u64 {
        let id = self.requests.next_id();
        let text = rpc::request(id, method, params).into();
        self.control.push_back(Transmit { id, text, deadline: None });
        id
    }
}

#[cfg(test)]
mod tests;
