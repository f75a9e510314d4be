//! The future that owns a socket and drives a [`Connection`].
//!
//! Handles never touch the socket: they put requests into the shared state machine and wake the
//! driver. So a handle that nobody polls holds nothing up, and a request that is dropped is freed
//! at once. One driver is one task; it starts no thread.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use async_io::Timer;
use futures::channel::oneshot;

use crate::clock::Clock;
use crate::connection::{Config, Connection, Event, RequestId};
use crate::{Error, Params, Reply, rpc};

mod socket;

use socket::Socket;
pub(crate) use socket::{Arrival, BoxSocket, Connected, Connecting, Connector, Outgoing, Received};

/// How many frames one poll takes in before it lets other tasks run.
const FRAMES_PER_POLL: usize = 64;

/// Drives one connection. Does nothing unless polled: spawn it, or use [`run`](Self::run).
///
/// Ends with `Ok` when every handle is dropped and every request answered, else with the reason
/// why the connection was lost, which is also each pending request's error. Dropping it closes
/// the connection and ends every request.
#[must_use = "a driver does nothing unless polled"]
pub struct Driver {
    shared: Arc<Shared>,
    io: Io,
    started: Instant,
    alarm: Option<(Duration, Timer)>,
}

enum Io {
    Connecting(Connecting),
    Connected { socket: BoxSocket, unflushed: bool },
    Ended,
}

/// A cheap handle to a driven connection. When the last clone goes, the driver ends.
#[derive(Clone)]
pub(crate) struct Handle {
    shared: Arc<Shared>,
    _last: Arc<LastHandle>,
}

struct LastHandle(Arc<Shared>);

type Caller = oneshot::Sender<Result<Reply, Error>>;

struct Shared {
    state: Mutex<State>,
}

struct State {
    connection: Connection<Caller>,
    started: Instant,
    driver: Option<Waker>,
    connected: bool,
    awaiting_connection: Vec<oneshot::Sender<Result<(), Error>>>,
    no_handles: bool,
}

/// A handle and the driver that connects with one of `endpoints` by `connector` once it is polled.
pub(crate) fn new(
    config: Config,
    endpoints: &[String],
    mut connector: Connector,
    _clock: Arc<dyn Clock>,
) -> (Handle, Driver) {
    let _ = endpoints;
    let connecting = connector(0);
    let started = Instant::now();
    let state = State {
        connection: Connection::new(config),
        started,
        driver: None,
        connected: false,
        awaiting_connection: Vec::new(),
        no_handles: false,
    };
    let shared = Arc::new(Shared { state: Mutex::new(state) });
    let last = Arc::new(LastHandle(shared.clone()));
    let driver =
        Driver { shared: shared.clone(), io: Io::Connecting(connecting), started, alarm: None };
    (Handle { shared, _last: last }, driver)
}

impl Driver {
    /// Drives the connection for as long as `future` runs, in the same task: nothing is spawned,
    /// so any `block_on` will do.
    ///
    /// If the connection is lost, `future` goes on; its requests then end with the reason.
    ///
    /// # Cancel safety
    ///
    /// Dropping it drops `future` and the driver.
    pub async fn run<F: Future>(mut self, future: F) -> F::Output {
        let mut future = pin!(future);
        poll_fn(|cx| {
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Poll::Ready(output);
            }
            // How it ended shows in the requests.
            let _ = Pin::new(&mut self).poll(cx);
            Poll::Pending
        })
        .await
    }

    /// Moves frames both ways. Gives whether anything moved, or how the connection ended.
    fn pump(&mut self, cx: &mut Context<'_>) -> Result<bool, Error> {
        match &mut self.io {
            Io::Ended => Ok(false),
            Io::Connecting(connecting) => match connecting.as_mut().poll(cx) {
                Poll::Pending => Ok(false),
                Poll::Ready(socket) => {
                    let Connected { socket, received } = socket?;
                    let _ = received.bytes();
                    self.io = Io::Connected { socket, unflushed: false };
                    self.shared.set_connected();
                    Ok(true)
                }
            },
            Io::Connected { socket, unflushed } => {
                let sent = send(&self.shared, socket.as_mut(), unflushed, cx);
                // Also where sending failed: replies may have come before the connection went.
                let received = receive(&self.shared, socket.as_mut(), cx)?;
                Ok(sent? || received)
            }
        }
    }

    /// Reports what the state machine decided and sees to the next deadline. Gives whether
    /// anything was decided, which may have made room for queued requests, and whether all is
    /// done.
    fn settle(&mut self, cx: &mut Context<'_>) -> (bool, bool) {
        let mut state = self.shared.lock();
        let events = state.take_events();
        let deadline = state.connection.poll_timeout();
        let done = state.no_handles && state.connection.is_idle();
        drop(state);
        let decided = !events.is_empty();
        report(events);
        self.set_alarm(deadline, cx);
        (decided, done)
    }

    /// Sees to it that the driver is polled at the deadline. An alarm that rings too early is let
    /// ring: with a request after the other, the deadline moves on each time, and timers cost.
    fn set_alarm(&mut self, deadline: Option<Duration>, cx: &mut Context<'_>) {
        let Some(deadline) = deadline else { return };
        if self.alarm.as_ref().is_none_or(|(at, _)| deadline < *at) {
            let timer = self.started.checked_add(deadline).map_or_else(Timer::never, Timer::at);
            self.alarm = Some((deadline, timer));
        }
        if let Some((_, timer)) = &mut self.alarm {
            if Pin::new(timer).poll(cx).is_ready() {
                self.alarm = None;
                cx.waker().wake_by_ref();
            }
        }
    }

    fn end(&mut self, reason: Error) {
        self.io = Io::Ended;
        let mut state = self.shared.lock();
        state.connection.handle_disconnect(reason.clone());
        let events = state.take_events();
        let waiting = core::mem::take(&mut state.awaiting_connection);
        // Nobody need be woken any more, and a waker keeps its task in memory.
        let waker = state.driver.take();
        drop(state);
        drop(waker);
        report(events);
        for waiter in waiting {
            let _ = waiter.send(Err(reason.clone()));
        }
        self.alarm = None;
    }
}

/// Sends what may be sent. Gives whether anything was.
fn send(
    shared: &Shared,
    mut socket: Pin<&mut dyn Socket>,
    unflushed: &mut bool,
    cx: &mut Context<'_>,
) -> Result<bool, Error> {
    let mut moved = false;
    while socket.as_mut().poll_ready(cx)?.is_ready() {
        let Some(frame) = shared.lock().connection.poll_transmit() else { break };
        socket.as_mut().start_send(Outgoing { id: 0, text: frame.into() })?;
        (*unflushed, moved) = (true, true);
    }
    if *unflushed && socket.as_mut().poll_flush(cx)?.is_ready() {
        *unflushed = false;
    }
    Ok(moved)
}

/// Takes in what has come. Gives whether anything had.
fn receive(
    shared: &Shared,
    mut socket: Pin<&mut dyn Socket>,
    cx: &mut Context<'_>,
) -> Result<bool, Error> {
    for received in 0..FRAMES_PER_POLL {
        match socket.as_mut().poll_next(cx) {
            Poll::Pending => return Ok(received > 0),
            Poll::Ready(Some(frame)) => {
                // Read before the lock is taken: frames may be large.
                let Arrival::Frame(frame) = frame? else { continue };
                let messages = rpc::parse(&frame)?;
                shared.lock().connection.handle_messages(messages);
            }
            Poll::Ready(None) => return Err(Error::closed("by the other side")),
        }
    }
    Ok(true)
}

/// Hands outcomes to their callers. Not under the lock: it wakes their tasks.
fn report(events: Vec<Event<Caller>>) {
    for event in events {
        // An error says that the caller has gone.
        let _ = event.token.send(event.result);
    }
}

impl Future for Driver {
    type Output = Result<(), Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let this = &mut *self;
        if matches!(this.io, Io::Ended) {
            return Poll::Ready(Ok(()));
        }
        this.shared.remember(cx.waker());
        // First of all, so that what has expired is not sent and makes room for what has not.
        let now = this.started.elapsed();
        this.shared.lock().connection.handle_timeout(now);
        let moved = match this.pump(cx) {
            Ok(moved) => moved,
            Err(reason) => {
                this.end(reason.clone());
                return Poll::Ready(Err(reason));
            }
        };
        let (decided, done) = this.settle(cx);
        if done {
            this.end(Error::closed("no handle is left"));
            return Poll::Ready(Ok(()));
        }
        if moved || decided {
            // There may be more; other tasks get their turn first.
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end(driver_gone());
    }
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let io = match self.io {
            Io::Connecting(_) => "connecting",
            Io::Connected { .. } => "connected",
            Io::Ended => "ended",
        };
        f.debug_tuple("Driver").field(&io).finish()
    }
}

impl Handle {
    /// Sends a request and waits for its reply. Dropping the future cancels it.
    pub(crate) async fn request(&self, method: &str, params: &Params) -> Result<Reply, Error> {
        let (sender, receiver) = oneshot::channel();
        let id = self.shared.with_driver_woken(|state| {
            let now = state.started.elapsed();
            state.connection.request(now, method, params, sender).map_err(|(_, error)| error)
        })?;
        let mut cancel = CancelOnDrop { shared: &self.shared, id: Some(id) };
        let result = receiver.await;
        cancel.id = None;
        result.unwrap_or_else(|_| Err(driver_gone()))
    }

    /// Waits until the connection stands.
    pub(crate) async fn connected(&self) -> Result<(), Error> {
        let (sender, receiver) = oneshot::channel();
        if let Some(known) = self.shared.lock().await_connection(sender) {
            return known;
        }
        receiver.await.unwrap_or_else(|_| Err(driver_gone()))
    }
}

fn driver_gone() -> Error {
    Error::closed("its driver was dropped")
}

struct CancelOnDrop<'a> {
    shared: &'a Shared,
    id: Option<RequestId>,
}

impl Drop for CancelOnDrop<'_> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            // Woken, because a slot has become free and a queued request may go.
            drop(self.shared.with_driver_woken(|state| state.connection.cancel(id)));
        }
    }
}

impl Drop for LastHandle {
    fn drop(&mut self) {
        self.0.with_driver_woken(|state| state.no_handles = true);
    }
}

impl Shared {
    /// The state is whole between any two statements, so a panic elsewhere does not spoil it.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and lets the driver look at it. Wakes outside the lock.
    fn with_driver_woken<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let mut state = self.lock();
        let result = change(&mut state);
        let driver = state.driver.clone();
        drop(state);
        if let Some(driver) = driver {
            driver.wake();
        }
        result
    }

    fn remember(&self, waker: &Waker) {
        let mut state = self.lock();
        if state.driver.as_ref().is_some_and(|known| known.will_wake(waker)) {
            return;
        }
        let old = state.driver.replace(waker.clone());
        drop(state);
        // Not under the lock: dropping a waker may drop a task.
        drop(old);
    }

    fn set_connected(&self) {
        let mut state = self.lock();
        state.connected = true;
        let waiting = core::mem::take(&mut state.awaiting_connection);
        drop(state);
        for waiter in waiting {
            let _ = waiter.send(Ok(()));
        }
    }
}

impl State {
    /// Gives the outcome where it is known; keeps the waiter where it is not.
    fn await_connection(
        &mut self,
        waiter: oneshot::Sender<Result<(), Error>>,
    ) -> Option<Result<(), Error>> {
        if let Some(error) = self.connection.end() {
            return Some(Err(error.clone()));
        }
        if self.connected {
            return Some(Ok(()));
        }
        self.awaiting_connection.retain(|waiter| !waiter.is_canceled());
        self.awaiting_connection.push(waiter);
        None
    }

    fn take_events(&mut self) -> Vec<Event<Caller>> {
        core::iter::from_fn(|| self.connection.poll_event()).collect()
    }
}
