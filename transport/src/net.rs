//! How a stream to an endpoint is had: its URL, proxies, TCP or a caller's socket, TLS.
//!
//! What is spoken over the stream is not this module's business: the modules `websocket` and
//! `http` say it.

mod dialer;
mod endpoint;
mod headers;
mod proxy;
mod proxying;
mod refusal;
mod settings;
mod stream;
#[cfg(feature = "tls")]
mod tls;
#[cfg(not(feature = "tls"))]
#[path = "net/no_tls.rs"]
mod tls;

pub(crate) use dialer::{Dialer, Reach, connector};
pub(crate) use endpoint::Protocol;
pub(crate) use refusal::refusal;
pub(crate) use settings::{Settings, builder_methods};
pub(crate) use stream::Stream;
