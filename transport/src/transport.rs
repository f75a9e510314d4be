//! The trait that the sockets, the mocks and the layers share.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;

use async_trait::async_trait;
use futures::future::{BoxFuture, join_all};

use crate::{Error, Params, Reply, Request, Subscribe, Subscription};

/// Something that answers JSON-RPC requests: a connection to a node, a mock, or a layer around
/// another transport.
///
/// Object-safe, and any number of requests may be under way at once. Only [`send`](Self::send)
/// must be written; a layer passes the others on as well, so that a batch stays one.
///
/// One of your own, such as a layer that names each method as it passes:
///
/// ```
/// use subwire_transport::{
///     async_trait, Error, Reply, Request, Subscribe, Subscription, Transport,
/// };
///
/// struct Named<T>(T);
///
/// #[async_trait]
/// impl<T: Transport> Transport for Named<T> {
///     async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
///         eprintln!("{}", request.method);
///         self.0.send(request).await
///     }
///
///     async fn batch(
///         &self,
///         requests: Vec<Request<'_>>,
///     ) -> Result<Vec<Result<Reply, Error>>, Error> {
///         eprintln!("a batch of {}", requests.len());
///         self.0.batch(requests).await
///     }
///
///     async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
///         eprintln!("{}", subscribe.request.method);
///         self.0.subscribe(subscribe).await
///     }
/// }
/// ```
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Sends one request and waits for its reply.
    ///
    /// # Errors
    ///
    /// [`Error`]: the connection's, or the node's own as [`Error::Rpc`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the request up: what was kept for it is freed, and a late reply
    /// is ignored. Whether the node has seen the request is then unknown.
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error>;

    /// Sends a method with its parameters and waits for the reply: [`send`](Self::send) without
    /// wishes of one's own.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send); its cancel safety as well.
    fn request<'a>(
        &'a self,
        method: &'a str,
        params: Params,
    ) -> BoxFuture<'a, Result<Reply, Error>> {
        self.send(Request::new(method, params))
    }

    /// Sends several requests in one message, where the transport can, and waits for all replies,
    /// which have the order of the requests. Elsewhere they go side by side.
    ///
    /// # Errors
    ///
    /// Each request has its own result. The outer error is that of a batch that could not be taken
    /// on at all.
    ///
    /// # Cancel safety
    ///
    /// As [`send`](Self::send), for each of them.
    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        Ok(join_all(requests.into_iter().map(|request| self.send(request))).await)
    }

    /// Subscribes. What the node sends from then on is read from the stream that this gives;
    /// dropping the stream unsubscribes.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send), and [`Error::Unsupported`] where the transport has no
    /// subscriptions.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the subscription up; where the node makes it nevertheless, it is
    /// told to end it.
    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let method = subscribe.request.method;
        Err(Error::unsupported(alloc::format!("{method}: this transport has no subscriptions")))
    }
}

/// Passes everything on to what a pointer points at.
macro_rules! pointer {
    ($pointer:ident) => {
        #[async_trait]
        impl<T: Transport + ?Sized> Transport for $pointer<T> {
            async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
                (**self).send(request).await
            }

            async fn batch(
                &self,
                requests: Vec<Request<'_>>,
            ) -> Result<Vec<Result<Reply, Error>>, Error> {
                (**self).batch(requests).await
            }

            async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
                (**self).subscribe(subscribe).await
            }
        }
    };
}

pointer!(Arc);
pointer!(Box);
