//! A value that is worked out once, however many want it at the same time.

use alloc::boxed::Box;
use core::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared, WeakShared};

use crate::Error;

type Work<V> = BoxFuture<'static, Result<V, Error>>;

/// Nothing yet, work under way that any number of callers wait for, or its result.
///
/// Whichever caller is polled does the work; one that is dropped leaves it to the others, and with
/// the last of them it is dropped, its requests given up. A failure is told to all who waited for
/// it, and not kept: who comes later tries anew.
pub(crate) struct Merged<V>(Mutex<Slot<V>>);

enum Slot<V> {
    Empty,
    /// Held by those who wait for it, and not from here: the work may hold whom this belongs to.
    Working(WeakShared<Work<V>>),
    Done(V),
}

impl<V: Clone + Send + Sync + 'static> Merged<V> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Slot::Empty))
    }

    /// With a result that is known already.
    pub(crate) fn ready(value: V) -> Self {
        Self(Mutex::new(Slot::Done(value)))
    }

    /// The result, where the work was done.
    pub(crate) fn get(&self) -> Option<V> {
        match &*self.lock() {
            Slot::Done(value) => Some(value.clone()),
            Slot::Empty | Slot::Working(_) => None,
        }
    }

    /// The result: that of work done or under way, or of `work`, which is begun then.
    pub(crate) async fn get_or<F>(&self, work: impl FnOnce() -> F) -> Result<V, Error>
    where
        F: Future<Output = Result<V, Error>> + Send + 'static,
    {
        let shared = {
            let mut slot = self.lock();
            match slot.under_way() {
                Ok(value) => return Ok(value),
                Err(Some(shared)) => shared,
                Err(None) => {
                    let shared = (Box::pin(work()) as Work<V>).shared();
                    if let Some(weak) = shared.downgrade() {
                        *slot = Slot::Working(weak);
                    }
                    shared
                }
            }
        };
        let result = shared.clone().await;
        let mut slot = self.lock();
        match &result {
            Ok(value) => *slot = Slot::Done(value.clone()),
            // Somebody may have begun anew meanwhile.
            Err(_) if slot.is(&shared) => *slot = Slot::Empty,
            Err(_) => {}
        }
        result
    }

    fn lock(&self) -> MutexGuard<'_, Slot<V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V: Clone> Slot<V> {
    /// The result, or the work that somebody still waits for.
    fn under_way(&self) -> Result<V, Option<Shared<Work<V>>>> {
        match self {
            Self::Empty => Err(None),
            Self::Working(weak) => Err(weak.upgrade()),
            Self::Done(value) => Ok(value.clone()),
        }
    }

    fn is(&self, work: &Shared<Work<V>>) -> bool {
        matches!(self, Self::Working(weak) if weak.upgrade().is_some_and(|one| one.ptr_eq(work)))
    }
}

#[cfg(test)]
mod tests {
    use alloc::sync::Arc;
    use core::sync::atomic::{AtomicU32, Ordering};
    use core::task::Poll;

    use futures::channel::oneshot;
    use futures::executor::block_on;
    use futures::future::join;
    use futures::poll;

    use super::*;

    #[test]
    fn many_wait_for_one_piece_of_work() {
        let runs = Arc::new(AtomicU32::new(0));
        let merged = Merged::new();
        let work = || {
            let runs = runs.clone();
            async move { Ok::<_, Error>(runs.fetch_add(1, Ordering::Relaxed)) }
        };
        let both = block_on(join(merged.get_or(work), merged.get_or(work)));
        assert_eq!((both.0.unwrap(), both.1.unwrap()), (0, 0));
        assert_eq!(merged.get(), Some(0));
        assert_eq!(Merged::ready(7).get(), Some(7));
    }

    #[test]
    fn a_caller_who_goes_leaves_the_work_to_the_others() {
        block_on(async {
            let (send, receive) = oneshot::channel();
            let merged = Merged::new();
            let mut first = Box::pin(merged.get_or(|| async { Ok(receive.await.unwrap()) }));
            assert!(poll!(&mut first).is_pending());
            let mut second = Box::pin(merged.get_or(|| async { Ok(2) }));
            assert!(poll!(&mut second).is_pending());
            drop(first);
            send.send(1).unwrap();
            assert!(matches!(poll!(&mut second), Poll::Ready(Ok(1))));
        });
    }

    #[test]
    fn work_that_nobody_waits_for_is_dropped() {
        block_on(async {
            let (mut send, receive) = oneshot::channel::<u8>();
            let merged = Arc::new(Merged::new());
            let holder = merged.clone();
            let work = || async move {
                let received = receive.await;
                drop(holder);
                Ok(received.unwrap())
            };
            let mut only = Box::pin(merged.get_or(work));
            assert!(poll!(&mut only).is_pending());
            drop(only);
            assert!(poll!(send.cancellation()).is_ready(), "nobody receives any more");
            assert_eq!(Arc::strong_count(&merged), 1, "and nothing of the work is left");
            assert_eq!(merged.get_or(|| async { Ok(2) }).await.unwrap(), 2);
        });
    }

    #[test]
    fn a_failure_is_not_kept() {
        block_on(async {
            let merged = Merged::<u8>::new();
            let failed = merged.get_or(|| async { Err(Error::missing("thing", "x")) }).await;
            assert!(failed.is_err());
            assert_eq!(merged.get(), None);
            assert_eq!(merged.get_or(|| async { Ok(3) }).await.unwrap(), 3);
        });
    }
}
