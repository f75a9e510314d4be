//! Several connections with one server, as one socket of the driver's.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use futures::{Sink, Stream};

use super::exchange::{Done, Outcome, Target};
use super::line::Line;
use crate::Error;
use crate::clock::Sleep;
use crate::driver::{Arrival, Outgoing};

/// How long a server that has not taken a further connection is left with those it took.
pub(super) const WIDEN_AFTER: Duration = Duration::from_secs(30);

/// How long the exchanges that are under way may take when the server has refused another one.
const DRAIN: Duration = Duration::from_secs(2);

/// A socket that sends each frame by a connection of its own, for the time of the exchange.
///
/// No connection is polled while it stands idle: what its server did meanwhile shows when it is
/// used. One task polls both halves of the socket, so that either may be woken for the other.
pub(super) struct Pool {
    target: Arc<Target>,
    /// Connections that take a request, the last used one at the end: the others are the first
    /// that the server gives up.
    idle: Vec<Line>,
    exchanges: FuturesUnordered<Exchange>,
    arrived: VecDeque<Arrival>,
    max_connections: usize,
    /// How many connections the server has let stand at last, and until when that is believed.
    narrowed: Option<(usize, Duration)>,
    end: End,
}

struct Exchange {
    deadline: Option<Duration>,
    done: BoxFuture<'static, Done>,
}

enum End {
    NotYet,
    /// Nothing more is sent, and what is under way has until then.
    Draining(Error, Sleep),
    Ended,
}

impl Pool {
    /// A pool with its first connection.
    pub(super) fn new(target: Arc<Target>, line: Line, max_connections: usize) -> Self {
        Self {
            target,
            idle: [line].into(),
            exchanges: FuturesUnordered::new(),
            arrived: VecDeque::new(),
            max_connections: max_connections.max(1),
            narrowed: None,
            end: End::NotYet,
        }
    }

    /// Lets the exchanges go on.
    fn advance(&mut self, cx: &mut Context<'_>) {
        while let Poll::Ready(Some(done)) = Pin::new(&mut self.exchanges).poll_next(cx) {
            let Done { id, outcome, line } = done;
            self.idle.extend(line);
            let error = match outcome {
                Outcome::Frame(frame) => {
                    self.arrived.push_back(Arrival::Frame(frame));
                    // What it leaves out, of a batch perhaps, comes by no later frame.
                    Error::closed("the server's answer leaves this one out")
                }
                Outcome::Lost(error) => error,
                Outcome::Refused(error) => {
                    self.drain(error.clone());
                    error
                }
                Outcome::Unreachable(error) => {
                    match self.idle.len() + self.exchanges.len() {
                        0 => self.drain(error.clone()),
                        // The server takes no more than these.
                        standing => {
                            self.narrowed = Some((standing, self.now().saturating_add(WIDEN_AFTER)))
                        }
                    }
                    error
                }
            };
            self.arrived.push_back(Arrival::Lost { id, error });
        }
    }

    fn drain(&mut self, error: Error) {
        if let End::NotYet = self.end {
            let clock = &self.target.dialer.clock;
            let until = clock.sleep_until(self.now().saturating_add(DRAIN));
            self.end = End::Draining(error, until);
        }
    }

    /// How the socket ends, once it does.
    fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<Option<Error>> {
        match &mut self.end {
            End::NotYet => return Poll::Pending,
            End::Ended => return Poll::Ready(None),
            End::Draining(_, until) => {
                if !self.exchanges.is_empty() && until.as_mut().poll(cx).is_pending() {
                    return Poll::Pending;
                }
            }
        }
        self.close();
        match core::mem::replace(&mut self.end, End::Ended) {
            End::Draining(error, _) => Poll::Ready(Some(error)),
            End::NotYet | End::Ended => Poll::Ready(None),
        }
    }

    /// Gives up what nobody waits for any more, so that a server that never answers does not keep
    /// all connections.
    fn drop_expired(&mut self) {
        let now = self.now();
        let wanted = |one: &Exchange| one.deadline.is_none_or(|deadline| now < deadline);
        if !self.exchanges.iter().all(wanted) {
            let exchanges = core::mem::take(&mut self.exchanges);
            self.exchanges = exchanges.into_iter().filter(wanted).collect();
        }
    }

    fn has_room(&self) -> bool {
        let narrowed = self.narrowed.filter(|(_, until)| self.now() < *until);
        let connections = narrowed.map_or(self.max_connections, |(standing, _)| standing);
        self.exchanges.len() + self.arrived.len() < connections
    }

    fn now(&self) -> Duration {
        self.target.dialer.clock.now()
    }

    fn close(&mut self) {
        self.exchanges.clear();
        self.idle.clear();
    }
}

impl Future for Exchange {
    type Output = Done;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Done> {
        self.done.as_mut().poll(cx)
    }
}

impl Sink<Outgoing> for Pool {
    type Error = Error;

    fn poll_ready(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if !self.has_room() {
            self.drop_expired();
        }
        let ready = matches!(self.end, End::NotYet) && self.has_room();
        if ready { Poll::Ready(Ok(())) } else { Poll::Pending }
    }

    fn start_send(mut self: Pin<&mut Self>, frame: Outgoing) -> Result<(), Error> {
        let deadline = frame.deadline;
        let done = Box::pin(self.target.clone().exchange(self.idle.pop(), frame));
        self.exchanges.push(Exchange { deadline, done });
        Ok(())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        // An exchange is under way once it was polled.
        self.advance(cx);
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.close();
        self.end = End::Ended;
        Poll::Ready(Ok(()))
    }
}

impl Stream for Pool {
    type Item = Result<Arrival, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.advance(cx);
        match self.arrived.pop_front() {
            Some(arrival) => Poll::Ready(Some(Ok(arrival))),
            None => self.poll_end(cx).map(|end| end.map(Err)),
        }
    }
}
