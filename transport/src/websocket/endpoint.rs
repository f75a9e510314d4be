//! What an endpoint's URL says.

use alloc::string::{String, ToString};

use async_tungstenite::tungstenite;
use async_tungstenite::tungstenite::http::Uri;

use crate::Error;

#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) url: String,
    pub(super) scheme: Scheme,
    /// A name or an address; an IPv6 address without its brackets.
    pub(crate) host: String,
    pub(super) port: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    Ws,
    Wss,
}

impl Scheme {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ws => "ws",
            Self::Wss => "wss",
        }
    }
}

impl Endpoint {
    pub(super) fn parse(url: &str) -> Result<Self, Error> {
        let bad = |reason: &str| Error::Endpoint { endpoint: url.into(), reason: reason.into() };
        if url.is_empty() {
            return Err(bad("none was given"));
        }
        // Neither belongs to what a server is asked for, and the parser does not look there.
        if url.contains(|c: char| c == '#' || c.is_control() || c.is_whitespace()) {
            return Err(bad("no URL: a fragment, white space or a control character"));
        }
        let uri: Uri = url.parse().map_err(|error| bad(&format!("no URL: {error}")))?;
        let scheme = uri.scheme_str().map(str::to_ascii_lowercase);
        let scheme = match scheme.as_deref() {
            Some("ws") => Scheme::Ws,
            Some("wss") => Scheme::Wss,
            Some(other) => {
                return Err(bad(&format!("{other}:// is not supported, ws:// and wss:// are")));
            }
            None => return Err(bad("no scheme, ws:// or wss:// wanted")),
        };
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        if authority.contains('@') {
            // The handshake would drop them silently.
            return Err(bad("user names and passwords in URLs are not supported"));
        }
        let host = uri.host().unwrap_or_default();
        let port = match (authority.strip_prefix(host), scheme) {
            (Some(""), Scheme::Ws) => 80,
            (Some(""), Scheme::Wss) => 443,
            (port, _) => port
                .and_then(|port| port.strip_prefix(':')?.parse().ok())
                .ok_or_else(|| bad("the port is not a number up to 65535"))?,
        };
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        if host.is_empty() {
            return Err(bad("no host"));
        }
        let rest = url.split_once(':').map_or("", |(_, rest)| rest);
        let url = [scheme.as_str(), ":", rest].concat();
        Ok(Self { url, scheme, host: host.into(), port })
    }

    pub(crate) fn unreachable(&self, reason: String) -> Error {
        Error::connect(&self.url, reason)
    }

    /// Why the WebSocket handshake failed.
    pub(super) fn refused(&self, error: tungstenite::Error) -> Error {
        use tungstenite::error::ProtocolError;
        match error {
            tungstenite::Error::Http(response) => {
                Error::refused(&self.url, response.status().as_u16())
            }
            // Cut off: an overloaded node does that, and may be better soon.
            tungstenite::Error::Io(_)
            | tungstenite::Error::Protocol(ProtocolError::HandshakeIncomplete) => {
                self.unreachable(error.to_string())
            }
            other => Error::Handshake { endpoint: self.url.clone(), reason: other.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_url() {
        for (url, scheme, host, port) in [
            ("ws://127.0.0.1:9944", Scheme::Ws, "127.0.0.1", 9944),
            ("wss://node.example/path?key=1", Scheme::Wss, "node.example", 443),
            ("ws://[::1]:1", Scheme::Ws, "::1", 1),
            ("WS://localhost", Scheme::Ws, "localhost", 80),
        ] {
            let endpoint = Endpoint::parse(url).unwrap();
            assert_eq!((endpoint.scheme, &*endpoint.host, endpoint.port), (scheme, host, port));
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (url, reason) in [
            ("", "none was given"),
            ("localhost:9944", "no "),
            ("http://localhost", "http:// is not supported"),
            ("ws://", "no URL"),
            ("ws://a b", "no URL"),
            ("ws://host/\u{9b}", "no URL"),
            ("ws://host/#a", "no URL"),
            ("ws://user:pw@host", "user names and passwords"),
            ("ws://host:99999", "the port"),
            ("ws://host:", "the port"),
            ("/path", "no scheme"),
        ] {
            let error = Endpoint::parse(url).unwrap_err().to_string();
            assert!(error.contains(reason), "{url}: {error}");
            assert!(
                error.contains(&url.replace('\u{9b}', " ")) && !error.contains('\u{9b}'),
                "{error}"
            );
        }
    }
}
