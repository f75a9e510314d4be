//! Time that passes when nobody has anything left to do.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::task::Wake;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::pin::{Pin, pin};
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};

use crate::clock::{Clock, Sleep};

/// A clock for tests: it stands still while anybody can go on, and then jumps to the next alarm.
/// Hours of waiting pass in milliseconds, in the same order every time. Clones share it.
///
/// [`run`](Self::run) is the `block_on` that moves it; [`advance`](Self::advance) moves it by
/// hand. It starts no thread.
///
/// ```
/// use core::time::Duration;
/// use subwire_transport::clock::Clock;
/// use subwire_transport::mock::VirtualClock;
///
/// let clock = VirtualClock::new();
/// clock.run(clock.sleep_until(Duration::from_secs(3600)));
/// assert_eq!(clock.now(), Duration::from_secs(3600));
/// ```
#[derive(Clone, Default)]
pub struct VirtualClock {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    now: Duration,
    /// Who waits, by time and then in the order of asking.
    alarms: BTreeMap<(Duration, u64), Waker>,
    last_alarm: u64,
}

impl VirtualClock {
    /// How many times in a row [`run`](Self::run) polls a future that wakes itself, before it is
    /// taken for one that will never wait.
    pub const MAX_POLLS_AT_ONCE: usize = 1_000_000;
    /// How long, in real time, [`run`](Self::run) waits for other threads where nothing in its own
    /// can go on.
    pub const PATIENCE: Duration = Duration::from_secs(1);

    /// A clock at zero.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves the time on, and wakes whoever waited for it.
    pub fn advance(&self, by: Duration) {
        let mut state = self.lock();
        let until = state.now.saturating_add(by);
        let due = state.move_to(until);
        drop(state);
        wake(due);
    }

    /// Waits this long.
    pub fn sleep(&self, duration: Duration) -> Sleep {
        self.sleep_until(self.now().saturating_add(duration))
    }

    /// How many alarms are set: none, where everything that waited was answered or dropped.
    #[must_use]
    pub fn alarms(&self) -> usize {
        self.lock().alarms.len()
    }

    /// Polls a future to its end, in this thread. Where it waits and nothing has woken it, the
    /// time jumps to the next alarm.
    ///
    /// Other threads may wake it too; the clock does not wait for them while it has alarms.
    ///
    /// # Panics
    ///
    /// Where the future can never end: no alarm is set and for [`PATIENCE`](Self::PATIENCE)
    /// nothing woke it, or it woke itself [`MAX_POLLS_AT_ONCE`](Self::MAX_POLLS_AT_ONCE) times
    /// while the time stood still.
    pub fn run<F: Future>(&self, future: F) -> F::Output {
        let woken = Arc::new(Woken { flag: AtomicBool::new(true), thread: thread::current() });
        let waker = Waker::from(woken.clone());
        let mut cx = Context::from_waker(&waker);
        let mut future = pin!(future);
        let mut polls = 0;
        loop {
            if woken.take() {
                polls += 1;
                assert!(
                    polls <= Self::MAX_POLLS_AT_ONCE,
                    "the future wakes itself without end at {:?}",
                    self.now()
                );
                if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
                    return output;
                }
            } else if self.ring_next() {
                polls = 0;
            } else {
                assert!(
                    woken.wait(Self::PATIENCE),
                    "deadlock at {:?}: the future waits, no alarm is set and nobody wakes it",
                    self.now()
                );
            }
        }
    }

    /// Jumps to the next alarm and rings all that are set for that time. `false` where none is.
    fn ring_next(&self) -> bool {
        let mut state = self.lock();
        let Some((&(time, _), _)) = state.alarms.first_key_value() else { return false };
        let until = time.max(state.now);
        let due = state.move_to(until);
        drop(state);
        wake(due);
        true
    }

    /// The state is whole between any two statements, so a panic elsewhere does not spoil it.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Moves the time and gives who waited for it, the earliest first.
    fn move_to(&mut self, now: Duration) -> Vec<Waker> {
        self.now = now;
        let later = match now.checked_add(Duration::from_nanos(1)) {
            Some(next) => self.alarms.split_off(&(next, 0)),
            None => BTreeMap::new(),
        };
        core::mem::replace(&mut self.alarms, later).into_values().collect()
    }
}

/// Not under the lock: what is woken may look at the clock.
fn wake(wakers: Vec<Waker>) {
    for waker in wakers {
        waker.wake();
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Duration {
        self.lock().now
    }

    fn sleep_until(&self, time: Duration) -> Sleep {
        Box::pin(Alarm { clock: self.clone(), time, number: None })
    }
}

/// Waits until it is time. Takes its waker back when it is dropped.
struct Alarm {
    clock: VirtualClock,
    time: Duration,
    /// Its place among those for the same time, once it is set.
    number: Option<u64>,
}

impl Future for Alarm {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mut state = this.clock.lock();
        if state.now >= this.time {
            return Poll::Ready(());
        }
        let number = *this.number.get_or_insert_with(|| {
            state.last_alarm += 1;
            state.last_alarm
        });
        let old = state.alarms.insert((this.time, number), cx.waker().clone());
        drop(state);
        // Not under the lock: dropping a waker may drop a task.
        drop(old);
        Poll::Pending
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            let waker = self.clock.lock().alarms.remove(&(self.time, number));
            drop(waker);
        }
    }
}

/// Notes that the future was woken, and by whatever thread: the one that runs it wakes up.
struct Woken {
    flag: AtomicBool,
    thread: Thread,
}

impl Woken {
    fn take(&self) -> bool {
        self.flag.swap(false, Ordering::AcqRel)
    }

    /// Waits for another thread to wake the future. Whether one did.
    fn wait(&self, patience: Duration) -> bool {
        let began = std::time::Instant::now();
        while !self.flag.load(Ordering::Acquire) {
            let Some(left) = patience.checked_sub(began.elapsed()) else { return false };
            thread::park_timeout(left);
        }
        true
    }
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Our own thread is not parked, and a token left behind would cost others a turn.
        if !self.flag.swap(true, Ordering::AcqRel) && thread::current().id() != self.thread.id() {
            self.thread.unpark();
        }
    }
}

impl fmt::Debug for VirtualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("VirtualClock")
            .field("now", &state.now)
            .field("alarms", &state.alarms.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use futures::channel::oneshot;
    use futures::future::{self, join, join_all};

    use super::*;

    fn seconds(n: u64) -> Duration {
        Duration::from_secs(n)
    }

    #[test]
    fn alarms_ring_in_order_and_no_time_passes_between() {
        let clock = VirtualClock::new();
        let rung = Mutex::new(Vec::new());
        let sleeper = |n| {
            let (clock, rung) = (&clock, &rung);
            async move {
                clock.sleep(seconds(n)).await;
                rung.lock().unwrap().push((n, clock.now()));
            }
        };
        clock.run(join_all([30, 10, 20, 10, 0].map(sleeper)));
        let expected = [0, 10, 10, 20, 30].map(|n| (n, seconds(n)));
        assert_eq!(*rung.lock().unwrap(), expected);
        assert_eq!(clock.alarms(), 0);
    }

    #[test]
    fn an_alarm_that_is_dropped_is_forgotten() {
        let clock = VirtualClock::new();
        let mut alarm = clock.sleep(seconds(1));
        assert!(alarm.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        assert_eq!(clock.alarms(), 1);
        drop(alarm);
        assert_eq!(clock.alarms(), 0);
        // One that has rung and one that was never polled have nothing to forget.
        clock.advance(seconds(5));
        drop(clock.sleep(seconds(5)));
        clock.run(clock.sleep_until(seconds(3)));
        assert_eq!((clock.now(), clock.alarms()), (seconds(5), 0));
    }

    #[test]
    fn time_moved_by_hand_wakes_who_waited() {
        let clock = VirtualClock::new();
        let mut cx = Context::from_waker(Waker::noop());
        let mut alarms = [clock.sleep(seconds(2)), clock.sleep(Duration::MAX)];
        for alarm in &mut alarms {
            assert!(alarm.as_mut().poll(&mut cx).is_pending());
        }
        clock.advance(seconds(2));
        assert!(alarms[0].as_mut().poll(&mut cx).is_ready());
        assert!(alarms[1].as_mut().poll(&mut cx).is_pending());
        clock.advance(Duration::MAX);
        assert!(alarms[1].as_mut().poll(&mut cx).is_ready());
        assert_eq!(clock.alarms(), 0);
    }

    #[test]
    fn another_threads_wake_is_not_lost() {
        let clock = VirtualClock::new();
        for _ in 0..200 {
            let (sender, receiver) = oneshot::channel();
            let thread = thread::spawn(move || sender.send(7).unwrap());
            assert_eq!(clock.run(receiver), Ok(7));
            thread.join().unwrap();
        }
    }

    #[test]
    #[should_panic(expected = "deadlock at 3s: the future waits, no alarm is set")]
    fn waiting_for_nothing_is_told() {
        let clock = VirtualClock::new();
        clock.run(join(clock.sleep(seconds(3)), future::pending::<()>()));
    }

    #[test]
    #[should_panic(expected = "wakes itself without end at 0ns")]
    fn spinning_is_told() {
        VirtualClock::new().run(future::poll_fn(|cx| {
            cx.waker().wake_by_ref();
            Poll::<()>::Pending
        }));
    }
}
