//! A transport that is connected with when it is needed.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::future::{BoxFuture, FutureExt, Shared};

use crate::{Error, Reply, Transport};

type Connecting = Shared<BoxFuture<'static, Result<Arc<dyn Transport>, Error>>>;

/// Connects once for all that need it, and again where that has failed or the connection was lost
/// for good.
pub(super) struct Lazy {
    connect: Box<dyn Fn() -> Connecting + Send + Sync>,
    /// Under way, or done.
    connecting: Mutex<Option<Connecting>>,
}

/// A connection that stands.
pub(super) struct Link {
    made_by: Connecting,
    transport: Arc<dyn Transport>,
}

impl Lazy {
    pub(super) fn new<A, F>(connect: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        A: Transport,
        F: Future<Output = Result<A, Error>> + Send + 'static,
    {
        let connect = move || {
            let connecting = connect();
            let erased = async { Ok(Arc::new(connecting.await?) as Arc<dyn Transport>) };
            erased.boxed().shared()
        };
        Self { connect: Box::new(connect), connecting: Mutex::default() }
    }

    pub(super) async fn link(&self) -> Result<Link, Error> {
        let made_by = self.lock().get_or_insert_with(|| (self.connect)()).clone();
        match made_by.clone().await {
            Ok(transport) => Ok(Link { made_by, transport }),
            Err(error) => {
                self.forget(&made_by);
                Err(error)
            }
        }
    }

    /// Lets go of a connection whose results say that it may be of no use any more.
    pub(super) fn look_at<'a>(
        &self,
        link: &Link,
        results: impl IntoIterator<Item = &'a Result<Reply, Error>>,
    ) {
        let mut errors = results.into_iter().filter_map(|result| result.as_ref().err());
        if let Some(error) = errors.find(|error| is_end(error)) {
            self.look_at_error(link, error);
        }
    }

    pub(super) fn look_at_error(&self, link: &Link, error: &Error) {
        if is_end(error) {
            self.forget(&link.made_by);
        }
    }

    /// Unless another one has taken its place.
    fn forget(&self, spent: &Connecting) {
        let mut connecting = self.lock();
        if connecting.as_ref().is_some_and(|kept| kept.ptr_eq(spent)) {
            *connecting = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Connecting>> {
        self.connecting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Link {
    pub(super) fn transport(&self) -> &dyn Transport {
        &*self.transport
    }
}

/// Whether the connection may have ended. From here that cannot be told from one that is being made
/// again; one too many costs little.
fn is_end(error: &Error) -> bool {
    !matches!(error, Error::Rpc(_) | Error::Timeout { .. } | Error::Overloaded { .. })
}
