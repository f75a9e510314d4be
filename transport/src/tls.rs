//! TLS by rustls, with ring and the web's root certificates.

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use futures::{AsyncRead, AsyncWrite};
use futures_rustls::client::TlsStream;
use futures_rustls::pki_types::{CertificateDer, ServerName};
use futures_rustls::rustls::crypto::ring;
use futures_rustls::rustls::{ClientConfig, RootCertStore};
use futures_rustls::{TlsConnector, rustls};

use crate::Error;
use crate::websocket::Endpoint;

pub(crate) async fn connect<S: AsyncRead + AsyncWrite + Unpin>(
    endpoint: &Endpoint,
    stream: S,
    more_roots: &[Vec<u8>],
) -> Result<TlsStream<S>, Error> {
    let failed = |reason: String, interrupted| {
        let endpoint = endpoint.url.clone();
        Error::Tls { endpoint, reason, interrupted }
    };
    let config = config(more_roots).map_err(|error| failed(error.to_string(), false))?;
    let name = ServerName::try_from(endpoint.host.clone()).map_err(|_| {
        failed(format!("{} is no name a certificate could have", endpoint.host), false)
    })?;
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(|error| {
        let judged = error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>());
        failed(error.to_string(), !judged)
    })
}

/// The provider is named, never the process's default: with two in a program there is none.
fn config(more_roots: &[Vec<u8>]) -> Result<ClientConfig, rustls::Error> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for der in more_roots {
        roots.add(CertificateDer::from(der.as_slice()))?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}
