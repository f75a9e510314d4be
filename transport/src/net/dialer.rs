//! Makes streams to one endpoint: by TCP or by a caller's socket, through a proxy, under TLS.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::Future;
use core::pin::pin;
use core::time::Duration;
use std::io;
use std::sync::{Mutex, PoisonError};

use async_net::TcpStream;
use futures::future::{BoxFuture, Either, ready, select};
use futures::{AsyncRead, AsyncWrite};
use http::HeaderMap;

use super::endpoint::{Endpoint, Protocol};
use super::proxy::Proxy;
use super::settings::Settings;
use super::stream::{BoxIo, Stream};
use super::tls::Tls;
use crate::Error;
use crate::clock::Clock;
use crate::driver::{Connecting, Connector, Received};

/// How a stream to a host is had, before TLS.
#[derive(Clone)]
pub(crate) enum Reach {
    /// By async-net.
    Tcp,
    /// From the caller, as often as one is needed.
    Asked(Arc<Ask>),
    /// From the caller, once, with whatever TLS there is to be.
    Given(Arc<Mutex<Option<BoxIo>>>),
}

type Ask = dyn Fn(String, u16) -> BoxFuture<'static, io::Result<BoxIo>> + Send + Sync;

impl Reach {
    /// Asks the caller for streams.
    pub(crate) fn asked<F, S>(connect: impl Fn(String, u16) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = io::Result<S>> + Send + 'static,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        Self::Asked(Arc::new(move |host, port| {
            let stream = connect(host, port);
            Box::pin(async { Ok(Box::new(stream.await?) as BoxIo) })
        }))
    }

    /// Takes the one stream that there is.
    #[cfg_attr(not(feature = "websocket"), allow(dead_code, reason = "HTTP wants several"))]
    pub(crate) fn given(stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) -> Self {
        Self::Given(Arc::new(Mutex::new(Some(Box::new(stream)))))
    }

    async fn stream(&self, host: &str, port: u16) -> io::Result<BoxIo> {
        match self {
            Self::Tcp => {
                let tcp = TcpStream::connect((host, port)).await?;
                tcp.set_nodelay(true)?;
                Ok(Box::new(tcp))
            }
            Self::Asked(ask) => ask(host.into(), port).await,
            Self::Given(stream) => {
                let stream = stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                stream.ok_or_else(|| io::ErrorKind::Unsupported.into())
            }
        }
    }
}

/// Makes streams to one endpoint.
pub(crate) struct Dialer {
    pub(crate) endpoint: Endpoint,
    /// The caller's, for each request for a connection.
    pub(crate) headers: HeaderMap,
    pub(crate) clock: Arc<dyn Clock>,
    connect_timeout: Duration,
    proxy: Option<Proxy>,
    reach: Reach,
    tls: Option<Tls>,
}

/// A connector for a driver, which lets `connect` open a socket by the dialer of an endpoint.
///
/// A wrong setting is a mistake, not bad luck: whichever endpoint it belongs to, each attempt
/// fails with it.
pub(crate) fn connector(
    settings: &Settings,
    protocol: Protocol,
    reach: Reach,
    connect: impl Fn(Arc<Dialer>) -> Connecting + Send + 'static,
) -> Connector {
    let dialers = Dialer::all(settings, protocol, &reach);
    Box::new(move |number| match dialers.as_ref().map(|dialers| dialers.get(number)) {
        Ok(Some(dialer)) => connect(dialer.clone()),
        Ok(None) => Box::pin(ready(Err(no_endpoint()))),
        Err(error) => Box::pin(ready(Err(error.clone()))),
    })
}

fn no_endpoint() -> Error {
    Error::Endpoint { endpoint: String::new(), reason: "none was given".into() }
}

impl Dialer {
    fn all(
        settings: &Settings,
        protocol: Protocol,
        reach: &Reach,
    ) -> Result<Vec<Arc<Self>>, Error> {
        let parse = |url: &String| {
            let endpoint = Endpoint::parse(url, protocol)?;
            let headers = settings.headers.check().map_err(|reason| Error::Endpoint {
                endpoint: endpoint.shown.clone(),
                reason: reason.into(),
            })?;
            Ok(Self {
                headers: headers.clone(),
                clock: settings.clock.clone(),
                connect_timeout: settings.connect_timeout,
                proxy: settings.proxying.proxy(&endpoint)?,
                reach: reach.clone(),
                tls: None,
                endpoint,
            })
        };
        let mut dialers =
            settings.endpoints.iter().map(parse).collect::<Result<Vec<_>, Error>>()?;
        if dialers.is_empty() {
            return Err(no_endpoint());
        }
        if let Some(dialer) = dialers.iter().find(|dialer| dialer.wants_tls()) {
            let tls = Tls::new(&settings.root_certificates).map_err(|reason| Error::Tls {
                endpoint: dialer.endpoint.shown.clone(),
                reason,
                interrupted: false,
            })?;
            for dialer in &mut dialers {
                dialer.tls = Some(tls.clone());
            }
        }
        Ok(dialers.into_iter().map(Arc::new).collect())
    }

    fn wants_tls(&self) -> bool {
        let proxy = self.proxy.as_ref().is_some_and(|proxy| proxy.endpoint.secure);
        (self.endpoint.secure || proxy) && !matches!(self.reach, Reach::Given(_))
    }

    /// A stream to the endpoint, under TLS where its URL wants it.
    pub(crate) async fn dial(&self, received: &Received) -> Result<Stream, Error> {
        let endpoint = &self.endpoint;
        let stream = if matches!(self.reach, Reach::Given(_)) {
            self.reach.stream(&endpoint.host, endpoint.port).await.map_err(|_| {
                Error::unsupported("a second connection over the one stream that was given")
            })?
        } else if let Some(proxy) = &self.proxy {
            self.under_tls(endpoint, self.through(proxy).await?).await?
        } else {
            let stream = self.reach.stream(&endpoint.host, endpoint.port).await;
            let stream = stream.map_err(|error| endpoint.unreachable(error.to_string()))?;
            self.under_tls(endpoint, stream).await?
        };
        Ok(Stream::new(stream, received.clone()))
    }

    async fn through(&self, proxy: &Proxy) -> Result<BoxIo, Error> {
        let lost = |error: io::Error| {
            self.endpoint.unreachable(format!("by the proxy {}: {error}", proxy.endpoint.shown))
        };
        let at = &proxy.endpoint;
        let stream = self.reach.stream(&at.host, at.port).await.map_err(lost)?;
        let mut stream = self.under_tls(at, stream).await?;
        proxy.tunnel(&mut stream, &self.endpoint).await?;
        Ok(stream)
    }

    async fn under_tls(&self, endpoint: &Endpoint, stream: BoxIo) -> Result<BoxIo, Error> {
        match &self.tls {
            Some(tls) if endpoint.secure => tls.connect(endpoint, stream).await,
            _ => Ok(stream),
        }
    }

    /// Ends an attempt to connect that takes too long.
    pub(crate) async fn within<T>(
        &self,
        attempt: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let limit = self.connect_timeout;
        let alarm = self.clock.sleep_until(self.clock.now().saturating_add(limit));
        match select(pin!(attempt), alarm).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => {
                let reason = format!("no answer within {} s", limit.as_secs_f32());
                Err(self.endpoint.unreachable(reason))
            }
        }
    }
}
