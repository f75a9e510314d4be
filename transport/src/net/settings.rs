//! What the builders of the transports have in common.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use super::endpoint::shown;
use super::headers::Headers;
use super::proxying::Proxying;
use crate::clock::{Clock, SystemClock};
use crate::connection::Config;

#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) config: Config,
    pub(crate) endpoints: Vec<String>,
    pub(crate) max_message_size: usize,
    pub(super) connect_timeout: Duration,
    pub(super) headers: Headers,
    pub(super) proxying: Proxying,
    pub(super) root_certificates: Vec<Vec<u8>>,
}

impl Settings {
    pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
    pub(crate) const MAX_MESSAGE_SIZE: usize = 256 << 20;

    /// The endpoints, as errors and debug texts show them.
    pub(crate) fn shown_endpoints(&self) -> Vec<String> {
        self.endpoints.iter().map(|url| shown(url)).collect()
    }

    pub(crate) fn set_connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = timeout;
    }

    pub(crate) fn add_header(&mut self, name: &str, value: &str) {
        self.headers.add(name, value);
    }

    pub(crate) fn add_root_certificate(&mut self, der: Vec<u8>) {
        self.root_certificates.push(der);
    }

    pub(crate) fn set_proxy(&mut self, url: String) {
        self.proxying = Proxying::By(url);
    }

    pub(crate) fn set_proxy_from_env(&mut self) {
        self.proxying = Proxying::Environment;
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock::new()),
            config: Config::default(),
            endpoints: Vec::new(),
            max_message_size: Self::MAX_MESSAGE_SIZE,
            connect_timeout: Self::CONNECT_TIMEOUT,
            headers: Headers::default(),
            proxying: Proxying::default(),
            root_certificates: Vec::new(),
        }
    }
}

/// Says what was set, and no secret.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("endpoints", &self.shown_endpoints())
            .field("config", &self.config)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_message_size", &self.max_message_size)
            .field("headers", &self.headers)
            .field("proxying", &self.proxying)
            .field("root_certificates", &self.root_certificates.len())
            .finish_non_exhaustive()
    }
}

/// The methods of a builder that holds `settings`. They are the same for each transport, and each
/// must have them with docs, which is what a trait would hide.
macro_rules! builder_methods {
    () => {
        /// Adds an endpoint. They are tried in the order in which they were added, and each stands
        /// in for the others. Errors and debug texts name its scheme, host and port: a key in its
        /// path or query shows nowhere.
        pub fn endpoint(mut self, url: impl Into<String>) -> Self {
            self.settings.endpoints.push(url.into());
            self
        }

        /// Adds endpoints, as [`endpoint`](Self::endpoint) adds one.
        pub fn endpoints<U: Into<String>>(mut self, urls: impl IntoIterator<Item = U>) -> Self {
            self.settings.endpoints.extend(urls.into_iter().map(Into::into));
            self
        }

        /// Sends a header with each request for a connection, such as
        /// `("authorization", "Bearer …")`. The value shows in no error and in no debug text.
        ///
        /// A name or value that cannot be sent is an [`Error::Endpoint`] when the connection is
        /// made, as is a header that says how the connection works (`Connection`, `Upgrade`,
        /// `Content-Length` and their like).
        pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
            self.settings.add_header(name.as_ref(), value.as_ref());
            self
        }

        /// Sets all of the connection's limits and times at once.
        pub fn config(mut self, config: Config) -> Self {
            self.settings.config = config;
            self
        }

        /// Sets how long a request may take, from being asked for;
        /// [`Config::REQUEST_TIMEOUT`] by default.
        pub fn request_timeout(mut self, timeout: Duration) -> Self {
            self.settings.config.request_timeout = timeout;
            self
        }

        /// Sets how many bytes of requests may wait to be sent; more are refused. 64 MiB by
        /// default. A single request may exceed it.
        pub fn max_queued_bytes(mut self, bytes: usize) -> Self {
            self.settings.config.max_queued_bytes = bytes;
            self
        }

        /// Sets how many requests may be with the node at once; more wait. 512 by default; 0 is
        /// taken for 1.
        pub fn max_in_flight(mut self, requests: usize) -> Self {
            self.settings.config.max_in_flight = requests;
            self
        }

        /// Sets how long connecting to one endpoint may take, proxy, TLS and handshake included;
        /// 20 s by default.
        pub fn connect_timeout(mut self, timeout: Duration) -> Self {
            self.settings.set_connect_timeout(timeout);
            self
        }

        /// Sets how large a message from the node may be, in bytes; 256 MiB by
        /// default. A larger one ends the connection.
        pub fn max_message_size(mut self, bytes: usize) -> Self {
            self.settings.max_message_size = bytes;
            self
        }

        /// Trusts one more root certificate (DER) beside the web's, for a node with a private one.
        pub fn root_certificate(mut self, der: impl Into<Vec<u8>>) -> Self {
            self.settings.add_root_certificate(der.into());
            self
        }

        /// Connects through an HTTP proxy, such as `http://user:password@proxy.example:3128`, by
        /// CONNECT whatever the endpoint's scheme is. The password shows in no error and in no
        /// debug text.
        pub fn proxy(mut self, url: impl Into<String>) -> Self {
            self.settings.set_proxy(url.into());
            self
        }

        /// Connects through the proxies that the environment names when the transport is built, as
        /// [`proxy`](Self::proxy) does: `HTTPS_PROXY` for endpoints under TLS, `HTTP_PROXY` for the
        /// others, `ALL_PROXY` where these say nothing, each in lower case as well. Loopback and
        /// what `NO_PROXY` has in its list (names with all below them, addresses, `10.0.0.0/8`,
        /// each with a port or without, `*`) is connected with directly. Without this call the
        /// environment is not looked at.
        pub fn proxy_from_env(mut self) -> Self {
            self.settings.set_proxy_from_env();
            self
        }

        /// Takes the time from a clock, instead of the system's with async-io's timers.
        pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
            self.settings.clock = clock;
            self
        }
    };
}

pub(crate) use builder_methods;
