//! TLS by rustls, with ring and the web's root certificates.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use futures_rustls::pki_types::{CertificateDer, ServerName};
use futures_rustls::rustls::crypto::ring;
use futures_rustls::rustls::{ClientConfig, RootCertStore};
use futures_rustls::{TlsConnector, rustls};

use super::endpoint::Endpoint;
use super::stream::BoxIo;
use crate::Error;

/// Whom to trust, and the sessions that may be resumed. Made once, for all connections.
#[derive(Clone)]
pub(super) struct Tls {
    connector: TlsConnector,
}

impl Tls {
    /// Trusts the web's roots and more (DER), or says what is wrong with them.
    pub(super) fn new(more_roots: &[Vec<u8>]) -> Result<Self, String> {
        let config = config(more_roots).map_err(|error| error.to_string())?;
        Ok(Self { connector: Arc::new(config).into() })
    }

    pub(super) async fn connect(&self, endpoint: &Endpoint, stream: BoxIo) -> Result<BoxIo, Error> {
        let failed = |reason: String, interrupted| {
            let endpoint = endpoint.shown.clone();
            Error::Tls { endpoint, reason, interrupted }
        };
        let name = ServerName::try_from(endpoint.host.clone()).map_err(|_| {
            failed(format!("{} is no name a certificate could have", endpoint.host), false)
        })?;
        match self.connector.connect(name, stream).await {
            Ok(stream) => Ok(Box::new(stream)),
            Err(error) => {
                let judged = error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>());
                Err(failed(error.to_string(), !judged))
            }
        }
    }
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
