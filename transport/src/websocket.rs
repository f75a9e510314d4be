//! WebSocket connections.

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
use crate::driver::{self, Driver, Handle};
use crate::net::{Protocol, Reach, Settings, builder_methods, connector};
use crate::{Error, Reply, Request, Subscribe, Subscription, Transport};

mod socket;

/// A WebSocket connection to a node, `ws://` or `wss://`. Clones share it.
///
/// # Cancel safety
///
/// Each of its futures may be dropped at any time. A request that is dropped is given up and freed
/// at once; the connection stays until its last handle is dropped.
///
/// # Example
///
/// ```no_run
/// use subwire_transport::{Params, Transport, WebSocket};
///
/// # fn main() -> Result<(), subwire_transport::Error> {
/// // No executor: the driver runs beside the requests, in one task.
/// let (rpc, driver) = WebSocket::builder().endpoint("ws://127.0.0.1:9944").build();
/// let name = futures::executor::block_on(driver.run(async {
///     rpc.request("system_chain", Params::new()).await?.read::<String>("a name")
/// }))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct WebSocket {
    handle: Handle,
}

/// Settings of a [`WebSocket`].
///
/// A wrong one, such as an endpoint that is no URL, shows when the connection is made, as an
/// [`Error::Endpoint`] that says what is wrong.
///
/// ```
/// use core::time::Duration;
/// use subwire_transport::WebSocket;
///
/// let builder = WebSocket::builder()
///     .endpoints(["wss://node.example", "wss://other.example"])
///     .header("authorization", "Bearer secret")
///     .request_timeout(Duration::from_secs(10));
/// assert!(!format!("{builder:?}").contains("secret"));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct WebSocketBuilder {
    settings: Settings,
}

impl WebSocket {
    /// The default of [`WebSocketBuilder::connect_timeout`].
    pub const CONNECT_TIMEOUT: Duration = Settings::CONNECT_TIMEOUT;
    /// The default of [`WebSocketBuilder::max_message_size`]: metadata is 2 MB of hex, a page of
    /// large values a few tens.
    pub const MAX_MESSAGE_SIZE: usize = Settings::MAX_MESSAGE_SIZE;

    /// The default of [`WebSocketBuilder::request_timeout`].
    pub const REQUEST_TIMEOUT: Duration = Config::REQUEST_TIMEOUT;

    /// Settings for a connection.
    pub fn builder() -> WebSocketBuilder {
        WebSocketBuilder { settings: Settings::default() }
    }

    /// Connects to an endpoint and lets smol's global executor drive the connection.
    ///
    /// Works under every runtime. The executor runs on a thread of its own that starts with the
    /// first task; to start none, use [`builder`](Self::builder) and poll the driver yourself.
    ///
    /// Waits for the socket and its handshake and no longer. Which chain the endpoint serves is
    /// asked beside the first request, and no reply is given out before that is known; to wait for
    /// it as well, which takes one more round trip, there is [`connected`](Self::connected).
    ///
    /// # Errors
    ///
    /// [`Error`] where the endpoint is no `ws://` or `wss://` URL, cannot be reached, or does not
    /// speak WebSocket. That it serves the wrong chain shows in the requests.
    pub async fn connect(endpoint: &str) -> Result<Self, Error> {
        Self::builder().endpoint(endpoint).connect().await
    }

    /// Waits until the connection stands and its endpoint has shown which chain it serves.
    ///
    /// # Errors
    ///
    /// Why it cannot be made, [`Error::WrongChain`] among the reasons, or why it has ended since.
    pub async fn connected(&self) -> Result<(), Error> {
        self.handle.connected().await
    }

    /// What the connection holds at the moment.
    #[must_use]
    pub fn load(&self) -> Load {
        self.handle.load()
    }

    /// What is known of its endpoints. Their times are those of the connection's clock.
    #[must_use]
    pub fn health(&self) -> Vec<Health> {
        self.handle.health()
    }
}

#[async_trait]
impl Transport for WebSocket {
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
        self.handle.subscribe(subscribe).await
    }
}

impl fmt::Debug for WebSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebSocket").finish_non_exhaustive()
    }
}

impl WebSocketBuilder {
    builder_methods!();

    /// A handle and the driver that makes and holds the connection once it is polled.
    pub fn build(self) -> (WebSocket, Driver) {
        self.over(Reach::Tcp)
    }

    /// As [`build`](Self::build), over sockets of another runtime or make. `connect` is given a
    /// host, a name or an address, and a port, as often as a connection is needed; TLS, the
    /// handshake and the limits stay ours.
    ///
    /// ```
    /// use subwire_transport::WebSocket;
    ///
    /// let (rpc, driver) = WebSocket::builder().endpoint("wss://node.example").build_with(
    ///     |host, port| async move { smol::net::TcpStream::connect((host, port)).await },
    /// );
    /// ```
    pub fn build_with<F, S>(
        self,
        connect: impl Fn(String, u16) -> F + Send + Sync + 'static,
    ) -> (WebSocket, Driver)
    where
        F: Future<Output = io::Result<S>> + Send + 'static,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        self.over(Reach::asked(connect))
    }

    /// As [`build`](Self::build), over one stream that stands already. The endpoint tells only
    /// what to ask for in the handshake; proxies and TLS are the stream's. When the connection is
    /// lost it cannot be made again: the driver then ends with [`Error::Unsupported`].
    pub fn build_over<S>(self, stream: S) -> (WebSocket, Driver)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        self.over(Reach::given(stream))
    }

    /// Connects and lets smol's global executor drive the connection; see
    /// [`WebSocket::connect`].
    ///
    /// # Errors
    ///
    /// The last endpoint's.
    pub async fn connect(self) -> Result<WebSocket, Error> {
        let (websocket, driver) = self.build();
        smol::spawn(driver).detach();
        websocket.handle.reached().await?;
        Ok(websocket)
    }

    fn over(self, reach: Reach) -> (WebSocket, Driver) {
        let endpoints = self.settings.shown_endpoints();
        let Settings { clock, config, max_message_size, .. } = self.settings.clone();
        let connector = connector(&self.settings, Protocol::WebSocket, reach, move |dialer| {
            Box::pin(async move { dialer.within(socket::open(&dialer, max_message_size)).await })
        });
        let (handle, driver) = driver::new(config, &endpoints, connector, clock);
        (WebSocket { handle }, driver)
    }
}
