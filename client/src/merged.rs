//! A value that is worked out once, however many want it at the same time.

use alloc::boxed::Box;
use core::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared};

use crate::Error;

type Work<V> = Shared<BoxFuture<'static, Result<V, Error>>>;

/// Nothing yet, work under way that any number of callers wait for, or its result.
///
/// Whichever caller is polled does the work; one that is dropped leaves it to the others. A
/// failure is told to all who waited for it, and not kept: who comes later tries anew.
pub(crate) struct Merged<V>(Mutex<Option<Work<V>>>);

impl<V: Clone + Send + Sync + 'static> Merged<V> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// With a result that is known already.
    pub(crate) fn ready(value: V) -> Self {
        Self(Mutex::new(Some(done(value))))
    }

    /// The result, where the work was done.
    pub(crate) fn get(&self) -> Option<V> {
        self.lock().as_ref()?.peek()?.as_ref().ok().cloned()
    }

    /// The result: that of work done or under way, or of `work`, which is begun then.
    pub(crate) async fn get_or<F>(&self, work: impl FnOnce() -> F) -> Result<V, Error>
    where
        F: Future<Output = Result<V, Error>> + Send + 'static,
    {
        let shared = {
            let mut slot = self.lock();
            slot.get_or_insert_with(|| (Box::pin(work()) as BoxFuture<'static, _>).shared()).clone()
        };
        let result = shared.clone().await;
        if result.is_err() {
            let mut slot = self.lock();
            // Somebody may have begun anew meanwhile.
            if slot.as_ref().is_some_and(|current| current.ptr_eq(&shared)) {
                *slot = None;
            }
        }
        result
    }

    fn lock(&self) -> MutexGuard<'_, Option<Work<V>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn done<V: Clone + Send + Sync + 'static>(value: V) -> Work<V> {
    let done: BoxFuture<'static, _> = Box::pin(async { Ok(value) });
    let done = done.shared();
    // Polled to its end here, so that it can be looked at.
    let _ = done.clone().now_or_never();
    done
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
