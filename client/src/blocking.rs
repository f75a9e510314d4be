//! The client without async.
//!
//! [`Blocking`] holds anything async, [`wait`] and [`iter`] are what it is made of.

use alloc::boxed::Box;
use core::fmt;
use core::pin::Pin;

use futures::Stream;
use futures_lite::{future, stream};

/// Anything async, used without async: a [`Client`](crate::Client), an [`At`](crate::At), a
/// `Subtensor`.
///
/// There is no second API: [`run`](Self::run) waits for whatever future is made of the value inside,
/// and [`iter`] for one item after the other of whatever stream.
///
/// ```
/// use subwire::Subtensor;
/// use subwire::blocking::Blocking;
///
/// # fn main() -> Result<(), subwire::Error> {
/// let subtensor = Blocking::new(Subtensor::demo());
/// let head = Blocking::new(subtensor.run(Subtensor::at_head)?);
/// let netuids = head.run(async |head| head.netuids().await)?;
/// // Side by side, as ever: what is inside is async.
/// let neurons = head.run(async |head| {
///     let each = netuids.iter().map(|netuid| head.neurons_lite(*netuid));
///     futures::future::try_join_all(each).await
/// })?;
/// assert_eq!(neurons.len(), 8);
/// # Ok(())
/// # }
/// ```
///
/// Over a real connection:
///
/// ```no_run
/// use subwire::blocking::{Blocking, wait};
/// use subwire::{Network, Subtensor};
///
/// # fn main() -> Result<(), subwire::Error> {
/// let subtensor = Blocking::new(wait(Subtensor::connect(Network::Finney))?);
/// println!("{}", subtensor.run(async |subtensor| subtensor.total_subnets().await)?);
/// # Ok(())
/// # }
/// ```
///
/// # Threads
///
/// None of its own: the calling thread sleeps while it waits. What was connected by `connect` is
/// driven by smol's global executor on its one thread, so that the connection lives between calls
/// too: pings are answered, subscriptions go on.
///
/// Not to be called where futures are polled, that is inside an async function or a task: the thread
/// would do nothing else meanwhile. Of a program on tokio, `spawn_blocking` is the place.
pub struct Blocking<C> {
    inner: C,
}

impl<C> Blocking<C> {
    /// A value to be used without async.
    #[must_use]
    pub const fn new(inner: C) -> Self {
        Self { inner }
    }

    /// Waits for a future that is made of the value: of an async closure, or of one of its methods
    /// by name where that takes nothing else.
    ///
    /// There is no time limit but the requests' own.
    pub fn run<'a, R>(&'a self, work: impl AsyncFnOnce(&'a C) -> R) -> R {
        wait(work(&self.inner))
    }

    /// The value, for what needs no waiting.
    #[must_use]
    pub const fn get(&self) -> &C {
        &self.inner
    }

    /// The value.
    #[must_use]
    pub fn into_inner(self) -> C {
        self.inner
    }
}

/// Waits for a future in the calling thread, which sleeps meanwhile: for what makes the value of a
/// [`Blocking`]. Any executor's `block_on` does as well.
pub fn wait<R>(future: impl Future<Output = R>) -> R {
    future::block_on(future)
}

/// The items of a stream, one after the other as they come; the calling thread sleeps between them.
/// To drop the iterator drops the stream.
///
/// ```
/// use futures::stream;
///
/// let doubled = subwire::blocking::iter(stream::iter([1, 2])).map(|item| item * 2);
/// assert!(doubled.eq([2, 4]));
/// ```
pub fn iter<S: Stream>(stream: S) -> Items<S> {
    Items { stream: stream::block_on(Box::pin(stream)) }
}

/// The items of a stream without async: see [`iter`].
pub struct Items<S> {
    stream: stream::BlockOn<Pin<Box<S>>>,
}

impl<S: Stream> Iterator for Items<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        self.stream.next()
    }
}

impl<C: fmt::Debug> fmt::Debug for Blocking<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.inner).finish()
    }
}

impl<S> fmt::Debug for Items<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
