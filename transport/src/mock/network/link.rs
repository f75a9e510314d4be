//! A connection between two ends, as bytes that are under way.

use alloc::collections::VecDeque;
use alloc::sync::Arc;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::{Buf, Bytes};
use fastrand::Rng;
use futures::{AsyncRead, AsyncWrite};

use super::faults::{Break, LinkFaults, Way};
use crate::clock::{Clock, Sleep};
use crate::mock::VirtualClock;

/// How many bytes may be under way in one direction; a writer waits for room then.
const CAPACITY: usize = 64 << 10;

/// One end of a connection in memory.
///
/// # Cancel safety
///
/// Dropping it closes the connection: the other end reads what is under way and then the end.
pub struct LinkStream {
    link: Arc<Link>,
    side: Side,
    alarm: Option<Sleep>,
}

/// Who writes: the way from there is named after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Client = 0,
    Server = 1,
}

/// What both ends share.
pub(super) struct Link {
    clock: VirtualClock,
    state: Mutex<State>,
}

struct State {
    rng: Rng,
    way: Way,
    /// From the client, and from the server.
    lanes: [Lane; 2],
    hung: bool,
}

/// One direction.
#[derive(Default)]
struct Lane {
    /// What is under way, by arrival.
    pieces: VecDeque<(Duration, Bytes)>,
    bytes: usize,
    sent: u64,
    breaks: Option<(u64, Break)>,
    /// When the line is free for the next piece.
    free: Duration,
    /// When the last thing arrives.
    arrived: Duration,
    /// How and when it ends, after the pieces.
    end: Option<(Duration, End)>,
    reader: Option<Waker>,
    writer: Option<Waker>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Closed,
    Reset,
}

/// A connection's two ends, the client's and the server's.
pub(super) fn connect(
    clock: &VirtualClock,
    faults: &LinkFaults,
    rng: Rng,
) -> (Arc<Link>, LinkStream, LinkStream) {
    let lane = |breaks| Lane { breaks, ..Lane::default() };
    let mut state = State {
        rng,
        way: faults.way.clone(),
        lanes: [lane(faults.sent), lane(faults.received)],
        hung: false,
    };
    for side in [Side::Client, Side::Server] {
        state.break_if_due(side, clock.now());
    }
    let link = Arc::new(Link { clock: clock.clone(), state: Mutex::new(state) });
    let end = |side| LinkStream { link: link.clone(), side, alarm: None };
    let ends = (end(Side::Client), end(Side::Server));
    (link, ends.0, ends.1)
}

impl Link {
    /// Breaks the connection now.
    pub(super) fn break_now(&self, how: Break) {
        self.change(|state, now| state.break_now(Side::Server, how, now));
    }

    fn change(&self, change: impl FnOnce(&mut State, Duration)) {
        let now = self.clock.now();
        let mut state = self.lock();
        change(&mut state, now);
        wake(state);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets both ends look again. Not under the lock.
fn wake(mut state: MutexGuard<'_, State>) {
    let wakers = state.lanes.each_mut().map(|lane| [lane.reader.take(), lane.writer.take()]);
    drop(state);
    for waker in wakers.into_iter().flatten().flatten() {
        waker.wake();
    }
}

impl State {
    /// Takes in bytes from one side. `None` where there is no room.
    fn write(&mut self, from: Side, bytes: &[u8], now: Duration) -> io::Result<Option<usize>> {
        let lane = &mut self.lanes[from as usize];
        if lane.end.is_some() {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        if self.hung {
            return Ok(Some(bytes.len()));
        }
        let until_break = lane.breaks.map_or(u64::MAX, |(at, _)| at.saturating_sub(lane.sent));
        let room = CAPACITY.saturating_sub(lane.bytes);
        let fits = room.min(usize::try_from(until_break).unwrap_or(usize::MAX));
        if fits == 0 {
            return Ok(None);
        }
        let taken = &bytes[..bytes.len().min(fits)];
        lane.sent += taken.len() as u64;
        self.send(from, Bytes::copy_from_slice(taken), now);
        self.break_if_due(from, now);
        Ok(Some(taken.len()))
    }

    /// Puts bytes on their way.
    fn send(&mut self, from: Side, mut bytes: Bytes, now: Duration) {
        let lane = &mut self.lanes[from as usize];
        lane.bytes += bytes.len();
        while !bytes.is_empty() {
            let piece = bytes.split_to(self.way.piece(bytes.len()));
            let free = lane.free.max(now).saturating_add(self.way.occupied(piece.len()));
            let arrives = free.saturating_add(self.way.travel(&mut self.rng));
            (lane.free, lane.arrived) = (free, lane.arrived.max(arrives));
            lane.pieces.push_back((lane.arrived, piece));
        }
    }

    fn break_if_due(&mut self, from: Side, now: Duration) {
        let lane = &mut self.lanes[from as usize];
        if let Some((_, how)) = lane.breaks.take_if(|(at, _)| *at == lane.sent) {
            self.break_now(from, how, now);
        }
    }

    fn break_now(&mut self, from: Side, how: Break, now: Duration) {
        match how {
            Break::Close => self.end(End::Closed, now),
            Break::Cut => self.end(End::Reset, now),
            Break::Garbage(len) => {
                let garbage = (0..len.min(CAPACITY)).map(|_| self.rng.u8(..)).collect();
                self.send(from, garbage, now);
            }
            Break::Hang => self.hung = true,
        }
    }

    fn end(&mut self, how: End, now: Duration) {
        for from in [Side::Client, Side::Server] {
            self.end_from(from, how, now);
        }
    }

    /// Ends one direction, once all that is under way has arrived.
    fn end_from(&mut self, from: Side, how: End, now: Duration) {
        let lane = &mut self.lanes[from as usize];
        let at = lane.arrived.max(now.saturating_add(self.way.travel(&mut self.rng)));
        lane.end.get_or_insert((at, how));
    }

    /// What can be read now, or when there will be something.
    fn read(&mut self, from: Side, buffer: &mut [u8], now: Duration) -> Read {
        let lane = &mut self.lanes[from as usize];
        if let Some((at, piece)) = lane.pieces.front_mut() {
            if *at > now {
                return Read::At(*at);
            }
            let len = piece.len().min(buffer.len());
            piece.copy_to_slice(&mut buffer[..len]);
            if piece.is_empty() {
                lane.pieces.pop_front();
            }
            lane.bytes -= len;
            return Read::Bytes(len);
        }
        match lane.end {
            Some((at, _)) if at > now => Read::At(at),
            Some((_, End::Closed)) => Read::Bytes(0),
            Some((_, End::Reset)) => Read::Reset,
            None => Read::Nothing,
        }
    }
}

enum Read {
    Bytes(usize),
    At(Duration),
    Nothing,
    Reset,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }
}

impl AsyncRead for LinkStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        let from = this.side.other();
        loop {
            this.alarm = None;
            let now = this.link.clock.now();
            let mut state = this.link.lock();
            match state.read(from, buffer, now) {
                Read::Bytes(len) => {
                    let writer = state.lanes[from as usize].writer.take();
                    drop(state);
                    if let Some(writer) = writer {
                        writer.wake();
                    }
                    return Poll::Ready(Ok(len));
                }
                Read::Reset => return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into())),
                Read::Nothing => {
                    state.lanes[from as usize].reader = Some(cx.waker().clone());
                    return Poll::Pending;
                }
                Read::At(time) => {
                    // An end may be told to come sooner than what is awaited here.
                    state.lanes[from as usize].reader = Some(cx.waker().clone());
                    drop(state);
                    let mut alarm = this.link.clock.sleep_until(time);
                    if alarm.as_mut().poll(cx).is_pending() {
                        this.alarm = Some(alarm);
                        return Poll::Pending;
                    }
                }
            }
        }
    }
}

impl AsyncWrite for LinkStream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if bytes.is_empty() {
            return Poll::Ready(Ok(0));
        }
        let now = self.link.clock.now();
        let mut state = self.link.lock();
        match state.write(self.side, bytes, now)? {
            Some(len) => {
                wake(state);
                Poll::Ready(Ok(len))
            }
            None => {
                state.lanes[self.side as usize].writer = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.link.change(|state, now| {
            if !state.hung {
                state.end_from(self.side, End::Closed, now);
            }
        });
        Poll::Ready(Ok(()))
    }
}

impl Drop for LinkStream {
    fn drop(&mut self) {
        self.link.change(|state, now| {
            // A server that is gone is noticed by nobody where the line is dead. It notices the
            // client's end all the same: a real one would give up some time.
            if !state.hung || self.side == Side::Client {
                state.end(End::Closed, now);
            }
        });
    }
}

impl fmt::Debug for LinkStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkStream").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
