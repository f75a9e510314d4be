//! Who may pass, and who waits for it in which order.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::{Clock, Sleep};

/// Lets requests pass in the order in which they came.
#[derive(Default)]
pub(super) struct Gate(Mutex<State>);

#[derive(Default)]
struct State {
    rate: Option<Rate>,
    /// How many tokens the rate's bucket holds, where that is not a `per`'s worth.
    burst: Option<u32>,
    max_in_flight: Option<usize>,
    in_flight: usize,
    /// Those who wait, by the number under which they came.
    waiting: BTreeMap<u64, Waker>,
    last: u64,
}

/// A bucket of tokens that fills steadily, kept as the time when it is full: an addition for each
/// request, exact, and nothing to do while nobody asks.
struct Rate {
    /// How many tokens come in each `per`.
    requests: u32,
    /// How long one takes.
    interval: Duration,
    full_at: Duration,
}

/// Requests that pass. They are under way until it is dropped.
#[derive(Debug)]
pub(super) struct Permit {
    requests: usize,
    gate: Arc<Gate>,
}

impl Gate {
    pub(super) fn set_rate(&self, requests: u32, per: Duration) {
        let requests = requests.max(1);
        let interval = per / requests;
        self.lock().rate = Some(Rate { requests, interval, full_at: Duration::ZERO });
    }

    pub(super) fn set_burst(&self, requests: u32) {
        self.lock().burst = Some(requests.max(1));
    }

    pub(super) fn set_max_in_flight(&self, requests: usize) {
        self.lock().max_in_flight = Some(requests.max(1));
    }

    /// Waits until this many requests may pass together.
    pub(super) fn pass<'a>(self: &Arc<Self>, requests: usize, clock: &'a dyn Clock) -> Pass<'a> {
        Pass { requests, gate: self.clone(), clock, ticket: None, alarm: None }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a request may not pass yet.
enum Wait {
    /// Somebody else is before it or under way, and wakes it.
    ForOthers,
    Until(Duration),
}

impl State {
    /// Lets this many requests pass, where nobody waits before `ticket`. Gives how many of them
    /// count as under way.
    fn take(&mut self, requests: usize, ticket: u64, now: Duration) -> Result<usize, Wait> {
        if self.waiting.first_key_value().is_some_and(|(first, _)| *first < ticket) {
            return Err(Wait::ForOthers);
        }
        let max_in_flight = self.max_in_flight.unwrap_or(usize::MAX);
        let under_way = requests.min(max_in_flight);
        if self.in_flight > max_in_flight - under_way {
            return Err(Wait::ForOthers);
        }
        if let Some(rate) = &mut self.rate {
            let burst = self.burst.unwrap_or(rate.requests);
            rate.take(requests, burst, now).map_err(Wait::Until)?;
        }
        self.in_flight += under_way;
        Ok(under_way)
    }

    /// Who is first now and may be able to pass.
    fn first(&self) -> Option<Waker> {
        self.waiting.first_key_value().map(|(_, waker)| waker.clone())
    }
}

impl Rate {
    /// Takes as many tokens, but no more than the bucket holds, or tells when they will be there.
    fn take(&mut self, requests: usize, burst: u32, now: Duration) -> Result<(), Duration> {
        let tokens = u32::try_from(requests).unwrap_or(u32::MAX).min(burst);
        let full_at = self.full_at.max(now).saturating_add(self.interval.saturating_mul(tokens));
        let ready_at = full_at.saturating_sub(self.interval.saturating_mul(burst));
        if ready_at > now {
            return Err(ready_at);
        }
        self.full_at = full_at;
        Ok(())
    }
}

/// Waits for its turn. Gives its place up when it is dropped.
pub(super) struct Pass<'a> {
    requests: usize,
    gate: Arc<Gate>,
    clock: &'a dyn Clock,
    /// Where it stands among those who wait; `None` before the first poll and once it has passed.
    ticket: Option<u64>,
    alarm: Option<(Duration, Sleep)>,
}

impl Future for Pass<'_> {
    type Output = Permit;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Permit> {
        let this = &mut *self;
        loop {
            match this.try_pass(cx.waker()) {
                Ok(permit) => return Poll::Ready(permit),
                Err(Wait::ForOthers) => return Poll::Pending,
                Err(Wait::Until(time)) => {
                    if this.alarm.as_ref().is_none_or(|(at, _)| *at != time) {
                        this.alarm = Some((time, this.clock.sleep_until(time)));
                    }
                    let Some((_, alarm)) = &mut this.alarm else { return Poll::Pending };
                    if alarm.as_mut().poll(cx).is_pending() {
                        return Poll::Pending;
                    }
                    this.alarm = None;
                }
            }
        }
    }
}

impl Pass<'_> {
    fn try_pass(&mut self, waker: &Waker) -> Result<Permit, Wait> {
        let now = self.clock.now();
        let mut state = self.gate.lock();
        let ticket = *self.ticket.get_or_insert_with(|| {
            state.last += 1;
            state.last
        });
        let taken = state.take(self.requests, ticket, now);
        // Wakers are woken and dropped after the lock: that may run, and drop, other tasks.
        let (old, first) = match taken {
            // There may be room for the next as well.
            Ok(_) => (state.waiting.remove(&ticket), state.first()),
            Err(_) => (state.waiting.insert(ticket, waker.clone()), None),
        };
        drop(state);
        drop(old);
        wake(first);
        let requests = taken?;
        self.ticket = None;
        Ok(Permit { requests, gate: self.gate.clone() })
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket else { return };
        let mut state = self.gate.lock();
        let (_old, first) = (state.waiting.remove(&ticket), state.first());
        drop(state);
        wake(first);
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut state = self.gate.lock();
        state.in_flight -= self.requests;
        let first = state.first();
        drop(state);
        wake(first);
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Gate")
            .field("in_flight", &state.in_flight)
            .field("waiting", &state.waiting.len())
            .finish_non_exhaustive()
    }
}
