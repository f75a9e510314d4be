//! The trait that the sockets, the mocks and the layers share.

use alloc::boxed::Box;
use alloc::sync::Arc;

use async_trait::async_trait;

use crate::{Error, Params, Reply};

/// Something that answers JSON-RPC requests: a connection to a node, a mock, or a layer around
/// another transport.
///
/// Object-safe, and any number of requests may be under way at once.
///
/// One of your own, such as a layer that names each method as it passes:
///
/// ```
/// use subwire_transport::{async_trait, Error, Params, Reply, Transport};
///
/// struct Named<T>(T);
///
/// #[async_trait]
/// impl<T: Transport> Transport for Named<T> {
///     async fn request(&self, method: &str, params: Params) -> Result<Reply, Error> {
///         eprintln!("{method}");
///         self.0.request(method, params).await
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
    async fn request(&self, method: &str, params: Params) -> Result<Reply, Error>;
}

#[async_trait]
impl<T: Transport + ?Sized> Transport for Arc<T> {
    async fn request(&self, method: &str, params: Params) -> Result<Reply, Error> {
        (**self).request(method, params).await
    }
}

#[async_trait]
impl<T: Transport + ?Sized> Transport for Box<T> {
    async fn request(&self, method: &str, params: Params) -> Result<Reply, Error> {
        (**self).request(method, params).await
    }
}
