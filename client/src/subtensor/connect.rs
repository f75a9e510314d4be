//! Connecting with a network: its endpoints as one connection, and its archive beside it.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::time::Duration;

use subwire_transport::clock::SystemClock;
use subwire_transport::connection::{Config, Genesis};
use subwire_transport::driver::Driver;
use subwire_transport::layer::Archive;
use subwire_transport::{Error as TransportError, Params, Transport, WebSocket, WebSocketBuilder};

use super::{Network, Subtensor};
use crate::{BlockHash, Error};

/// How to connect with a network: see [`Subtensor::builder`].
///
/// ```no_run
/// # async fn run() -> Result<(), subwire::Error> {
/// use core::time::Duration;
/// use subwire::{Network, Subtensor};
///
/// // A node of one's own, the network's to stand in for it, and its archives.
/// let subtensor = Subtensor::builder(Network::Finney)
///     .endpoint("ws://127.0.0.1:9944")
///     .endpoints(Network::Finney.endpoints())
///     .request_timeout(Duration::from_secs(20))
///     .connect()
///     .await?;
/// println!("{}", subtensor.total_subnets().await?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct SubtensorBuilder {
    network: Network,
    /// In place of the network's, where there are any.
    endpoints: Vec<String>,
    archives: Archives,
    genesis: Option<BlockHash>,
    connect_timeout: Duration,
    request_timeout: Duration,
}

/// Who is asked for blocks whose states the node has discarded.
#[derive(Clone, Debug)]
enum Archives {
    OfNetwork,
    These(Vec<String>),
}

impl Subtensor {
    /// Connects with a network by its endpoint, or by its fallbacks where that fails, as one
    /// connection, which shows that it serves the network's chain before anything it says is
    /// believed. What the node has discarded is asked of the network's archive: see
    /// [`Archive`]. The demo network is in memory and connects to nothing.
    ///
    /// Works under every runtime: smol's global executor drives the connection, on a thread of
    /// its own that starts with the first connection. To start none, see the crate's head.
    ///
    /// # Errors
    ///
    /// Where no endpoint is a URL, can be reached and speaks WebSocket: why the last one does not.
    /// That it serves another chain shows in the first request.
    pub async fn connect(network: Network) -> Result<Self, Error> {
        Self::builder(network).connect().await
    }

    /// Settings for a connection with a network.
    pub fn builder(network: Network) -> SubtensorBuilder {
        SubtensorBuilder {
            genesis: network.genesis_hash(),
            network,
            endpoints: Vec::new(),
            archives: Archives::OfNetwork,
            connect_timeout: WebSocket::CONNECT_TIMEOUT,
            request_timeout: WebSocket::REQUEST_TIMEOUT,
        }
    }
}

impl SubtensorBuilder {
    /// Adds an endpoint, in place of the network's own and their fallbacks. They are tried in the
    /// order in which they were added, and each stands in for the others.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoints.push(url.into());
        self
    }

    /// Adds endpoints, as [`endpoint`](Self::endpoint) adds one.
    pub fn endpoints<U: Into<String>>(mut self, urls: impl IntoIterator<Item = U>) -> Self {
        self.endpoints.extend(urls.into_iter().map(Into::into));
        self
    }

    /// Adds an archive, in place of the network's own; each stands in for the others.
    pub fn archive(mut self, url: impl Into<String>) -> Self {
        match &mut self.archives {
            Archives::OfNetwork => self.archives = Archives::These(Vec::from([url.into()])),
            Archives::These(urls) => urls.push(url.into()),
        }
        self
    }

    /// Without an archive: what the node has discarded is an error.
    pub fn no_archive(mut self) -> Self {
        self.archives = Archives::These(Vec::new());
        self
    }

    /// Sets the hash of the chain's first block, which all endpoints and archives must have: the
    /// [network's](Network::genesis_hash) unless told otherwise. Where none is known, the endpoints
    /// must have that of the first of them that answers, and archives the same, for one request more.
    pub fn genesis_hash(mut self, hash: impl Into<BlockHash>) -> Self {
        self.genesis = Some(hash.into());
        self
    }

    /// Sets how long connecting with one endpoint may take;
    /// [`WebSocket::CONNECT_TIMEOUT`] by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long a request may take; [`WebSocket::REQUEST_TIMEOUT`] by default. One that goes to
    /// the archive as well may take as long again there.
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.request_timeout = timeout;
        self
    }

    /// Connects, and lets smol's global executor drive the connection: see [`Subtensor::connect`].
    ///
    /// # Errors
    ///
    /// As [`Subtensor::connect`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the connection up.
    pub async fn connect(self) -> Result<Subtensor, Error> {
        let Some(websocket) = self.websocket() else { return Ok(Subtensor::demo().erased()) };
        let connected = websocket.connect().await.map_err(Error::of("connect"))?;
        Ok(self.over(connected))
    }

    /// As [`connect`](Self::connect), with the driver that makes and holds the connection once it is
    /// polled; none of the demo network. An archive's connection, where one comes to be needed, is
    /// driven by smol's global executor.
    #[must_use]
    pub fn build(self) -> (Subtensor, Option<Driver>) {
        let Some(websocket) = self.websocket() else { return (Subtensor::demo().erased(), None) };
        let (websocket, driver) = websocket.build();
        (self.over(websocket), Some(driver))
    }

    /// The node's connection; None of the demo network.
    fn websocket(&self) -> Option<WebSocketBuilder> {
        if !self.endpoints.is_empty() {
            return Some(self.to(&self.endpoints, self.genesis));
        }
        self.network.endpoint()?;
        Some(self.to(self.network.endpoints(), self.genesis))
    }

    fn over(self, node: WebSocket) -> Subtensor {
        if self.archive_urls().is_empty() {
            return Subtensor::new(Arc::new(node));
        }
        let (settings, main) = (Arc::new(self), node.clone());
        let connect = move || archive(settings.clone(), main.clone());
        Subtensor::new(Arc::new(Archive::new(node, SystemClock::new(), connect)))
    }

    fn archive_urls(&self) -> Vec<&str> {
        match &self.archives {
            Archives::OfNetwork => self.network.archives().to_vec(),
            Archives::These(urls) => urls.iter().map(String::as_str).collect(),
        }
    }

    fn to<U: Into<String>>(
        &self,
        urls: impl IntoIterator<Item = U>,
        genesis: Option<BlockHash>,
    ) -> WebSocketBuilder {
        let mut config = Config::default();
        config.request_timeout = self.request_timeout;
        if let Some(hash) = genesis {
            config.genesis = Genesis::Is(*hash.as_bytes());
        }
        WebSocket::builder().endpoints(urls).config(config).connect_timeout(self.connect_timeout)
    }
}

/// Connects with the archive, which must serve the node's chain.
async fn archive(
    settings: Arc<SubtensorBuilder>,
    node: WebSocket,
) -> Result<WebSocket, TransportError> {
    let genesis = match settings.genesis {
        Some(hash) => hash,
        None => {
            let hash = node.request("chain_getBlockHash", Params::new().number(0)).await?;
            hash.read("a block hash")?
        }
    };
    settings.to(settings.archive_urls(), Some(genesis)).connect().await
}
