//! What time it is, and how to wait.

use alloc::boxed::Box;
use core::fmt::Debug;
use core::future::Future;
use core::pin::Pin;
use core::time::Duration;

/// A clock and its alarms: all that a [`Driver`](crate::driver::Driver) knows of time.
///
/// [`SystemClock`] is the usual one; a runtime's own timers can stand behind one of yours, and the
/// mock has one that is moved by hand.
pub trait Clock: Debug + Send + Sync + 'static {
    /// The time since some moment that stays the same.
    fn now(&self) -> Duration;

    /// Waits until `now` would give at least `time`.
    fn sleep_until(&self, time: Duration) -> Sleep;
}

/// Ends when it is time.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

#[cfg(feature = "net")]
pub use system::SystemClock;

#[cfg(feature = "net")]
mod system {
    use alloc::boxed::Box;
    use core::time::Duration;
    use std::time::Instant;

    use async_io::Timer;

    use super::{Clock, Sleep};

    /// The machine's clock, with async-io's timers, which work under every runtime: async-io starts
    /// one thread for them where nobody else polls its reactor.
    #[derive(Clone, Debug)]
    pub struct SystemClock {
        started: Instant,
    }

    impl SystemClock {
        /// A clock that counts from now.
        #[must_use]
        pub fn new() -> Self {
            Self { started: Instant::now() }
        }
    }

    impl Default for SystemClock {
        fn default() -> Self {
            Self::new()
        }
    }

    impl Clock for SystemClock {
        fn now(&self) -> Duration {
            self.started.elapsed()
        }

        fn sleep_until(&self, time: Duration) -> Sleep {
            let timer = self.started.checked_add(time).map_or_else(Timer::never, Timer::at);
            Box::pin(async {
                timer.await;
            })
        }
    }
}
