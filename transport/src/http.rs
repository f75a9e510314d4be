//! JSON-RPC over HTTP.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::time::Duration;
use std::io;

use async_trait::async_trait;
use futures::future::BoxFuture;
use futures::{AsyncRead, AsyncWrite};

use crate::clock::Clock;
use crate::connection::{Config, Health, Load};
use crate::driver::{self, Connected, Driver, Handle, Received};
use crate::net::{Dialer, Protocol, Reach, Settings, builder_methods, connector};
use crate::{Error, Reply, Request, Subscribe, Subscription, Transport};

mod adapter;
mod exchange;
mod line;
mod pool;
#[cfg(test)]
mod tests;

#[cfg(feature = "serve")]
pub(crate) use adapter::{Adapter, Unflushed};
use exchange::Target;
use pool::Pool;

/// Requests to a node by HTTP, `http://` or `https://`. Clones share the connections.
///
/// Each request, or batch of them, is one POST; several go side by side, each by a connection that
/// is kept for the next. A node's notifications do not come by HTTP: there are no subscriptions. Nor
/// are there pings, whatever [`Config::ping_after`] says: a connection that stands idle is replaced
/// when its server has closed it.
///
/// # Cancel safety
///
/// Each of its futures may be dropped at any time. A request that is dropped is given up and freed
/// at once; its connection serves others when the server has answered.
///
/// # Example
///
/// ```no_run
/// use subwire_transport::{Http, Params, Transport};
///
/// # fn main() -> Result<(), subwire_transport::Error> {
/// // No executor: the driver runs beside the requests, in one task.
/// let (rpc, driver) = Http::builder().endpoint("http://127.0.0.1:9944").build();
/// let name = futures::executor::block_on(driver.run(async {
///     rpc.request("system_chain", Params::new()).await?.read::<String>("a name")
/// }))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Http {
    handle: Handle,
}

/// Settings of an [`Http`].
///
/// A wrong one, such as an endpoint that is no URL, shows when the connection is made, as an
/// [`Error::Endpoint`] that says what is wrong.
///
/// ```
/// use subwire_transport::Http;
///
/// let builder = Http::builder()
///     .endpoint("https://node.example")
///     .header("authorization", "Bearer secret")
///     .max_connections(2);
/// assert!(!format!("{builder:?}").contains("secret"));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct HttpBuilder {
    settings: Settings,
    max_connections: usize,
}

impl Http {
    /// The default of [`HttpBuilder::connect_timeout`].
    pub const CONNECT_TIMEOUT: Duration = Settings::CONNECT_TIMEOUT;
    /// The default of [`HttpBuilder::max_connections`].
    pub const MAX_CONNECTIONS: usize = 8;
    /// The default of [`HttpBuilder::max_message_size`]: metadata is 2 MB of hex, a page of
    /// large values a few tens.
    pub const MAX_MESSAGE_SIZE: usize = Settings::MAX_MESSAGE_SIZE;

    /// The default of [`HttpBuilder::request_timeout`].
    pub const REQUEST_TIMEOUT: Duration = Config::REQUEST_TIMEOUT;

    /// Settings for connections.
    pub fn builder() -> HttpBuilder {
        HttpBuilder { settings: Settings::default(), max_connections: Self::MAX_CONNECTIONS }
    }

    /// Connects to an endpoint and lets smol's global executor drive the connections.
    ///
    /// Works under every runtime. The executor runs on a thread of its own that starts with the
    /// first task; to start none, use [`builder`](Self::builder) and poll the driver yourself.
    ///
    /// # Errors
    ///
    /// [`Error`] where the endpoint is no `http://` or `https://` URL, or cannot be reached.
    pub async fn connect(endpoint: &str) -> Result<Self, Error> {
        Self::builder().endpoint(endpoint).connect().await
    }

    /// Waits until a connection stands and its endpoint has shown which chain it serves.
    ///
    /// # Errors
    ///
    /// Why none can be made, [`Error::WrongChain`] among the reasons, or the last one has ended.
    pub async fn connected(&self) -> Result<(), Error> {
        self.handle.connected().await
    }

    /// What waits and what is under way at the moment.
    #[must_use]
    pub fn load(&self) -> Load {
        self.handle.load()
    }

    /// What is known of its endpoints. Their times are those of the builder's clock.
    #[must_use]
    pub fn health(&self) -> Vec<Health> {
        self.handle.health()
    }
}

#[async_trait]
impl Transport for Http {
    // What `async_trait` makes of it, without a second future around the first.
    fn send<'a, 'b, 'c>(&'a self, request: Request<'b>) -> BoxFuture<'c, Result<Reply, Error>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        Box::pin(self.handle.send(request))
    }

    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        self.handle.batch(requests).await
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let method = subscribe.request.method;
        Err(Error::unsupported(format!(
            "{method}: there are no subscriptions over HTTP, a WebSocket has them"
        )))
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").finish_non_exhaustive()
    }
}

impl HttpBuilder {
    builder_methods!();

    /// Sets how many connections with an endpoint there may be, and so how many requests or
    /// batches side by side; [`Http::MAX_CONNECTIONS`] by default. 0 is taken for 1.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.max_connections = connections;
        self
    }

    /// A handle and the driver that makes and holds the connections once it is polled.
    pub fn build(self) -> (Http, Driver) {
        self.over(Reach::Tcp)
    }

    /// As [`build`](Self::build), over sockets of another runtime or make. `connect` is given a
    /// host, a name or an address, and a port, as often as a connection is needed; TLS, HTTP and
    /// the limits stay ours.
    pub fn build_with<F, S>(
        self,
        connect: impl Fn(String, u16) -> F + Send + Sync + 'static,
    ) -> (Http, Driver)
    where
        F: Future<Output = io::Result<S>> + Send + 'static,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        self.over(Reach::asked(connect))
    }

    /// Connects and lets smol's global executor drive the connections; see [`Http::connect`].
    ///
    /// # Errors
    ///
    /// The last endpoint's.
    pub async fn connect(self) -> Result<Http, Error> {
        let (http, driver) = self.build();
        smol::spawn(driver).detach();
        // Not for the socket alone: a request beside the question for the chain would need a
        // connection of its own, which takes as many round trips or more.
        http.connected().await?;
        Ok(http)
    }

    fn over(self, reach: Reach) -> (Http, Driver) {
        let endpoints = self.settings.shown_endpoints();
        let Settings { clock, mut config, max_message_size, .. } = self.settings.clone();
        config.ping_after = None;
        let connector = connector(&self.settings, Protocol::Http, reach, move |dialer| {
            Box::pin(open(dialer, max_message_size, self.max_connections))
        });
        let (handle, driver) = driver::new(config, &endpoints, connector, clock);
        (Http { handle }, driver)
    }
}

/// Makes the first connection, so that a server that is not there is noticed.
async fn open(
    dialer: Arc<Dialer>,
    max_message_size: usize,
    max_connections: usize,
) -> Result<Connected, Error> {
    let received = Received::default();
    let target = Arc::new(Target::new(dialer, max_message_size, received.clone()));
    let line = target.open().await?;
    Ok(Connected { socket: Box::pin(Pool::new(target, line, max_connections)), received })
}
