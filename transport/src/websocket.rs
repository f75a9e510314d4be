//! WebSocket connections.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::pin::pin;
use core::time::Duration;

use async_io::Timer;
use async_net::TcpStream;
use async_trait::async_trait;
use async_tungstenite::tungstenite::{self, Message, Utf8Bytes, protocol::WebSocketConfig};
use async_tungstenite::{WebSocketStream, client_async_with_config};
use bytes::Bytes;
use futures::future::{Either, select};
use futures::{AsyncRead, AsyncWrite, SinkExt, StreamExt, future};

use crate::clock::{Clock, SystemClock};
use crate::connection::Config;
use crate::driver::{
    self, Arrival, BoxSocket, Connected, Connecting, Driver, Handle, Outgoing, Received,
};
use crate::{Error, Reply, Request, Transport};

mod endpoint;
mod fair;
#[cfg(feature = "tls")]
pub(crate) use endpoint::Endpoint;
#[cfg(not(feature = "tls"))]
use endpoint::Endpoint;
use endpoint::Scheme;
use fair::Fair;

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
#[derive(Clone)]
#[must_use]
pub struct WebSocketBuilder {
    clock: Arc<dyn Clock>,
    endpoints: Vec<String>,
    config: Config,
    connect_timeout: Duration,
    max_message_size: usize,
    root_certificates: Vec<Vec<u8>>,
}

impl WebSocket {
    /// The default of [`WebSocketBuilder::connect_timeout`].
    pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
    /// The default of [`WebSocketBuilder::max_message_size`]: metadata is 2 MB of hex, a page of
    /// large values a few tens.
    pub const MAX_MESSAGE_SIZE: usize = 256 << 20;

    /// The default of [`WebSocketBuilder::request_timeout`].
    pub const REQUEST_TIMEOUT: Duration = Config::REQUEST_TIMEOUT;

    /// Settings for a connection.
    pub fn builder() -> WebSocketBuilder {
        WebSocketBuilder {
            clock: Arc::new(SystemClock::new()),
            endpoints: Vec::new(),
            config: Config::default(),
            connect_timeout: Self::CONNECT_TIMEOUT,
            max_message_size: Self::MAX_MESSAGE_SIZE,
            root_certificates: Vec::new(),
        }
    }

    /// Connects to an endpoint and lets smol's global executor drive the connection.
    ///
    /// Works under every runtime. The executor runs on a thread of its own that starts with the
    /// first task; to start none, use [`builder`](Self::builder) and poll the driver yourself.
    ///
    /// # Errors
    ///
    /// [`Error`] where the endpoint is no `ws://` or `wss://` URL, cannot be reached, or does not
    /// speak WebSocket.
    pub async fn connect(endpoint: &str) -> Result<Self, Error> {
        Self::builder().endpoint(endpoint).connect().await
    }

    /// Waits until the connection stands.
    ///
    /// # Errors
    ///
    /// Why it cannot be made, or has ended since.
    pub async fn connected(&self) -> Result<(), Error> {
        self.handle.connected().await
    }
}

#[async_trait]
impl Transport for WebSocket {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        self.handle.request(request.method, &request.params).await
    }
}

impl fmt::Debug for WebSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebSocket").finish_non_exhaustive()
    }
}

impl WebSocketBuilder {
    /// Adds an endpoint. They are tried in the order in which they were added.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoints.push(url.into());
        self
    }

    /// Sets how long a request may take, from being asked for;
    /// [`WebSocket::REQUEST_TIMEOUT`] by default.
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.config.request_timeout = timeout;
        self
    }

    /// Sets how many bytes of requests may wait to be sent; more are refused. 64 MiB by default.
    /// A single request may exceed it.
    pub fn max_queued_bytes(mut self, bytes: usize) -> Self {
        self.config.max_queued_bytes = bytes;
        self
    }

    /// Sets how many requests may be with the node at once; more wait. 512 by default; 0 is taken
    /// for 1.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.config.max_in_flight = requests;
        self
    }

    /// Sets how long connecting to one endpoint may take, TLS and handshake included;
    /// [`WebSocket::CONNECT_TIMEOUT`] by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how large a message from the node may be, in bytes; [`WebSocket::MAX_MESSAGE_SIZE`] by
    /// default.
    pub fn max_message_size(mut self, bytes: usize) -> Self {
        self.max_message_size = bytes;
        self
    }

    /// Trusts one more root certificate (DER) beside the web's, for a node with a private one.
    pub fn root_certificate(mut self, der: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(der.into());
        self
    }

    /// A handle and the driver that makes and holds the connection once it is polled.
    pub fn build(self) -> (WebSocket, Driver) {
        let config = self.config.clone();
        let (endpoints, clock) = (self.endpoints.clone(), self.clock.clone());
        let connector = Box::new(move |_| Box::pin(self.clone().connect_any()) as Connecting);
        let (handle, driver) = driver::new(config, &endpoints, connector, clock);
        (WebSocket { handle }, driver)
    }

    /// As [`build`](Self::build), over a stream that stands already, such as another runtime's
    /// socket. The endpoint tells only what to ask for in the handshake; TLS is the stream's.
    pub fn build_over<S>(self, stream: S) -> (WebSocket, Driver)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let config = self.config.clone();
        let (endpoints, clock) = (self.endpoints.clone(), self.clock.clone());
        let handshake = async move {
            let endpoint = Endpoint::parse(self.endpoints.first().map_or("", String::as_str))?;
            let deadline = self.connect_timeout;
            within(deadline, &endpoint, self.handshake(&endpoint, stream)).await
        };
        let mut handshake = Some(handshake);
        let connector = Box::new(move |_| match handshake.take() {
            Some(handshake) => Box::pin(handshake) as Connecting,
            None => Box::pin(future::ready(Err(Error::closed("its stream is used up")))),
        });
        let (handle, driver) = driver::new(config, &endpoints, connector, clock);
        (WebSocket { handle }, driver)
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
        websocket.connected().await?;
        Ok(websocket)
    }

    async fn connect_any(self) -> Result<Connected, Error> {
        // All before the first is tried: a wrong one is a mistake, not bad luck.
        let endpoints = self.endpoints.iter().map(|url| Endpoint::parse(url));
        let endpoints = endpoints.collect::<Result<Vec<_>, _>>()?;
        let mut failure =
            Error::Endpoint { endpoint: String::new(), reason: "none was given".into() };
        for endpoint in endpoints {
            match within(self.connect_timeout, &endpoint, self.connect_to(&endpoint)).await {
                Ok(socket) => return Ok(socket),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    async fn connect_to(&self, endpoint: &Endpoint) -> Result<Connected, Error> {
        let tcp = TcpStream::connect((endpoint.host.as_str(), endpoint.port))
            .await
            .and_then(|tcp| tcp.set_nodelay(true).map(|()| tcp))
            .map_err(|error| endpoint.unreachable(error.to_string()))?;
        match endpoint.scheme {
            Scheme::Ws => self.handshake(endpoint, tcp).await,
            #[cfg(feature = "tls")]
            Scheme::Wss => {
                let tls = crate::tls::connect(endpoint, tcp, &self.root_certificates).await?;
                self.handshake(endpoint, tls).await
            }
            #[cfg(not(feature = "tls"))]
            Scheme::Wss => Err(Error::Tls {
                endpoint: endpoint.url.clone(),
                reason: "this build has no feature `tls`".into(),
                interrupted: false,
            }),
        }
    }

    async fn handshake<S>(&self, endpoint: &Endpoint, stream: S) -> Result<Connected, Error>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let received = Received::default();
        let config = WebSocketConfig::default()
            .max_message_size(Some(self.max_message_size))
            .max_frame_size(Some(self.max_message_size));
        let (websocket, _) = client_async_with_config(
            &endpoint.url,
            Fair::new(stream, received.clone()),
            Some(config),
        )
        .await
        .map_err(|error| endpoint.refused(error))?;
        Ok(Connected { socket: frames(websocket), received })
    }
}

impl fmt::Debug for WebSocketBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebSocketBuilder")
            .field("endpoints", &self.endpoints)
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

/// Ends an attempt that takes too long.
async fn within<T>(
    limit: Duration,
    endpoint: &Endpoint,
    attempt: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    match select(pin!(attempt), pin!(Timer::after(limit))).await {
        Either::Left((result, _)) => result,
        Either::Right(_) => {
            let reason = format!("no answer within {} s", limit.as_secs_f32());
            Err(endpoint.unreachable(reason))
        }
    }
}

/// The socket as the driver sees it: text both ways, with pings answered underneath.
fn frames<S>(websocket: WebSocketStream<S>) -> BoxSocket
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let socket = websocket
        .sink_map_err(lost)
        .with(|frame: Outgoing| {
            // Never refused: the frames are written as text.
            let text = Utf8Bytes::try_from(frame.text).map_err(|error| lost(error.into()));
            future::ready(text.map(Message::Text))
        })
        .filter_map(|message| {
            future::ready(match message {
                Ok(Message::Text(text)) => Some(Ok(Arrival::Frame(Bytes::from(text)))),
                Ok(Message::Binary(bytes)) => Some(Ok(Arrival::Frame(bytes))),
                Ok(Message::Close(Some(close))) if !close.reason.is_empty() => {
                    Some(Err(Error::closed(format!("by the other side: {}", close.reason))))
                }
                Ok(_) => None,
                Err(error) => Some(Err(lost(error))),
            })
        });
    Box::pin(socket)
}

fn lost(error: tungstenite::Error) -> Error {
    use tungstenite::Error as Ws;
    match error {
        Ws::AlreadyClosed | Ws::ConnectionClosed => Error::closed("by the other side"),
        Ws::Capacity(error) => Error::too_large(error.to_string()),
        other => Error::closed(other.to_string()),
    }
}
