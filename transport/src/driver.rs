//! The future that drives a [`Connection`]: it makes sockets, moves frames, and keeps time.
//!
//! Handles never touch the socket: they put requests into the shared state machine and wake the
//! driver. So a handle that nobody polls holds nothing up, and a request that is dropped is freed
//! at once. One driver is one task; it starts no thread.

use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use core::future::{Future, poll_fn};
use core::hash::{BuildHasher, Hasher};
use core::pin::{Pin, pin};
use core::task::{Context, Poll};
use core::time::Duration;
use std::hash::RandomState;

use crate::clock::{Clock, Sleep};
use crate::connection::{Action, Config, Connection, Transmit};
use crate::{Error, rpc};

mod handle;
mod shared;
mod socket;
#[cfg(test)]
mod tests;

pub(crate) use handle::Handle;
use handle::driver_gone;
use shared::Shared;
pub(crate) use socket::{Arrival, BoxSocket, Connected, Connecting, Connector, Outgoing, Received};

/// How many frames one poll takes in before it lets other tasks run.
const FRAMES_PER_POLL: usize = 64;
/// How many bytes of a frame that is not whole yet are a sign of life: more than pings have.
const SIGN_OF_LIFE: u64 = 4096;
/// How long a peer may take to see that we hang up.
const FAREWELL: Duration = Duration::from_secs(1);

/// Drives one connection. Does nothing unless polled: spawn it, or use [`run`](Self::run).
///
/// Ends with `Ok` when every handle and every subscription is dropped, and with the reason where no
/// endpoint could be reached in the first place, which is also each pending request's error. A
/// connection that is lost later is made again for as long as there is a handle. Dropping the driver
/// closes the connection and ends every request and subscription.
#[must_use = "a driver does nothing unless polled"]
pub struct Driver {
    shared: Arc<Shared>,
    connector: Connector,
    clock: Arc<dyn Clock>,
    io: Io,
    alarm: Option<(Duration, Sleep)>,
}

enum Io {
    Down,
    Connecting(Connecting),
    Up(Up),
    /// Hanging up, as politely as the time allows.
    Closing(BoxSocket, Sleep),
    Ended,
}

struct Up {
    socket: BoxSocket,
    received: Received,
    /// What was received when the peer was last heard of.
    noted: u64,
    unflushed: bool,
}

/// A handle and the driver that connects with one of `endpoints` by `connector` once it is polled.
pub(crate) fn new(
    config: Config,
    endpoints: &[String],
    connector: Connector,
    clock: Arc<dyn Clock>,
) -> (Handle, Driver) {
    let seed = config.seed.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let connection = Connection::new(config, endpoints.iter().cloned(), seed);
    let shared = Arc::new(Shared::new(connection, clock.clone()));
    let driver = Driver { shared: shared.clone(), connector, clock, io: Io::Down, alarm: None };
    (Handle::new(shared), driver)
}

impl Driver {
    /// Drives the connection for as long as `future` runs, in the same task: nothing is spawned,
    /// so any `block_on` will do.
    ///
    /// If the connection ends, `future` goes on; its requests then end with the reason. When `future`
    /// ends, the socket is dropped without a farewell, which would take a round trip.
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

    /// Makes or drops the socket where the state machine says so. Gives whether it did.
    fn obey(&mut self) -> bool {
        let Some(action) = self.shared.lock().connection.poll_action() else { return false };
        self.io = match action {
            Action::Connect(endpoint) => Io::Connecting((self.connector)(endpoint)),
            Action::Disconnect => Io::Down,
        };
        true
    }

    /// Moves frames both ways. Gives whether there may be more to do: after what has come, but not
    /// after what was sent, for which the socket or a handle wakes.
    fn pump(&mut self, now: Duration, cx: &mut Context<'_>) -> bool {
        let moved = match &mut self.io {
            Io::Connecting(connecting) => match connecting.as_mut().poll(cx) {
                Poll::Pending => Ok(false),
                Poll::Ready(Err(reason)) => Err(reason),
                Poll::Ready(Ok(Connected { socket, received })) => {
                    self.io = Io::Up(Up { socket, received, noted: 0, unflushed: false });
                    self.shared.lock().connection.handle_connected(now);
                    Ok(true)
                }
            },
            Io::Up(up) => {
                let sent = up.send(&self.shared, now, cx);
                // Also where sending failed: replies may have come before the connection went.
                let received = up.receive(&self.shared, now, cx);
                received.and_then(|received| sent.map(|()| received))
            }
            Io::Down | Io::Closing(..) | Io::Ended => Ok(false),
        };
        moved.unwrap_or_else(|reason| {
            self.io = Io::Down;
            self.shared.lock().connection.handle_disconnect(now, reason);
            true
        })
    }

    /// Sees to it that the driver is polled at the deadline. An alarm that rings too early is let
    /// ring: with a request after the other, the deadline moves on each time, and timers cost.
    fn set_alarm(&mut self, deadline: Option<Duration>, cx: &mut Context<'_>) {
        let Some(deadline) = deadline else { return };
        if self.alarm.as_ref().is_none_or(|(at, _)| deadline < *at) {
            self.alarm = Some((deadline, self.clock.sleep_until(deadline)));
        }
        if let Some((_, sleep)) = &mut self.alarm {
            if sleep.as_mut().poll(cx).is_ready() {
                self.alarm = None;
                cx.waker().wake_by_ref();
            }
        }
    }

    /// Ends everything that still waits.
    fn finish(&mut self, reason: Error) {
        self.shared.lock().connection.close(reason);
        self.shared.report();
        self.shared.forget_driver();
        self.alarm = None;
    }

    fn hang_up(&mut self) {
        self.io = match core::mem::replace(&mut self.io, Io::Ended) {
            Io::Up(up) => {
                let limit = self.clock.now().saturating_add(FAREWELL);
                Io::Closing(up.socket, self.clock.sleep_until(limit))
            }
            _ => Io::Ended,
        };
    }

    fn poll_closing(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if let Io::Closing(socket, limit) = &mut self.io {
            let closed = socket.as_mut().poll_close(cx).is_ready();
            if !closed && limit.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            self.io = Io::Ended;
        }
        Poll::Ready(Ok(()))
    }
}

impl Future for Driver {
    type Output = Result<(), Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let this = &mut *self;
        if matches!(this.io, Io::Closing(..) | Io::Ended) {
            return this.poll_closing(cx);
        }
        this.shared.remember_driver(cx.waker());
        // First of all, so that what has expired is not sent and makes room for what has not.
        let now = this.clock.now();
        this.shared.lock().connection.handle_timeout(now);
        let mut moved = this.obey();
        moved |= this.pump(now, cx);
        moved |= this.obey();
        moved |= this.shared.report();

        let state = this.shared.lock();
        let (ended, abandoned) = (state.connection.end().cloned(), state.no_handles);
        let deadline = state.connection.poll_timeout();
        drop(state);
        if let Some(reason) = ended {
            this.finish(reason.clone());
            this.io = Io::Ended;
            return Poll::Ready(Err(reason));
        }
        if abandoned {
            this.finish(Error::closed("no handle is left"));
            this.hang_up();
            return this.poll_closing(cx);
        }
        this.set_alarm(deadline, cx);
        if moved {
            // There may be more; other tasks get their turn first.
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.finish(driver_gone());
    }
}

impl Up {
    /// Sends what may be sent.
    fn send(&mut self, shared: &Shared, now: Duration, cx: &mut Context<'_>) -> Result<(), Error> {
        while self.socket.as_mut().poll_ready(cx)?.is_ready() {
            let Some(frame) = shared.lock().connection.poll_transmit(now) else { break };
            let Transmit { id, text, deadline } = frame;
            self.socket.as_mut().start_send(Outgoing { id, text, deadline })?;
            self.unflushed = true;
        }
        if self.unflushed && self.socket.as_mut().poll_flush(cx)?.is_ready() {
            self.unflushed = false;
        }
        Ok(())
    }

    /// Takes in what has come. Gives whether anything had.
    fn receive(
        &mut self,
        shared: &Shared,
        now: Duration,
        cx: &mut Context<'_>,
    ) -> Result<bool, Error> {
        for received in 0..FRAMES_PER_POLL {
            match self.socket.as_mut().poll_next(cx) {
                Poll::Pending => {
                    self.note_activity(shared, now);
                    return Ok(received > 0);
                }
                Poll::Ready(Some(Ok(Arrival::Frame(frame)))) => {
                    // Read before the lock is taken: frames may be large.
                    let messages = rpc::parse(&frame)?;
                    self.noted = self.received.bytes();
                    shared.lock().connection.handle_messages(now, messages);
                }
                Poll::Ready(Some(Ok(Arrival::Lost { id, error }))) => {
                    shared.lock().connection.handle_lost(now, id, error);
                }
                Poll::Ready(Some(Err(error))) => return Err(error),
                Poll::Ready(None) => return Err(Error::closed("by the other side")),
            }
        }
        Ok(true)
    }

    fn note_activity(&mut self, shared: &Shared, now: Duration) {
        let received = self.received.bytes();
        if received.saturating_sub(self.noted) >= SIGN_OF_LIFE {
            self.noted = received;
            shared.lock().connection.handle_activity(now);
        }
    }
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let io = match self.io {
            Io::Down => "down",
            Io::Connecting(_) => "connecting",
            Io::Up(_) => "up",
            Io::Closing(..) => "closing",
            Io::Ended => "ended",
        };
        f.debug_tuple("Driver").field(&io).finish()
    }
}
