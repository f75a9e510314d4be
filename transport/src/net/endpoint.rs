//! What an endpoint's URL says.

use alloc::string::String;

use http::Uri;

use crate::Error;

/// Where to connect to.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    /// What errors show of its URL.
    pub(crate) shown: String,
    pub(crate) uri: Uri,
    /// A name or an address; an IPv6 address without its brackets.
    pub(super) host: String,
    pub(super) port: u16,
    /// Whether it is spoken to under TLS.
    pub(super) secure: bool,
}

/// What is to be spoken with an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    #[cfg_attr(not(feature = "websocket"), allow(dead_code, reason = "a feature speaks it"))]
    WebSocket,
    #[cfg_attr(not(feature = "http"), allow(dead_code, reason = "a feature speaks it"))]
    Http,
    /// HTTP's CONNECT.
    Proxy,
}

impl Protocol {
    /// Its schemes, without TLS and with.
    const fn schemes(self) -> [&'static str; 2] {
        match self {
            Self::WebSocket => ["ws", "wss"],
            Self::Http | Self::Proxy => ["http", "https"],
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::WebSocket => "WebSocket",
            Self::Http => "Http",
            Self::Proxy => "a proxy",
        }
    }
}

impl Endpoint {
    pub(crate) fn parse(url: &str, protocol: Protocol) -> Result<Self, Error> {
        let bad = |reason: &str| Error::Endpoint { endpoint: shown(url), reason: reason.into() };
        if url.is_empty() {
            return Err(bad("none was given"));
        }
        // Neither belongs to what a server is asked for, and the parser does not look there.
        if url.contains(|c: char| c == '#' || c.is_control() || c.is_whitespace()) {
            return Err(bad("no URL: a fragment, white space or a control character"));
        }
        let uri: Uri = url.parse().map_err(|error| bad(&format!("no URL: {error}")))?;
        let secure = secure(&uri, protocol).map_err(|reason| bad(&reason))?;
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        if authority.contains('@') {
            // The handshake would drop them silently.
            return Err(bad("user names and passwords in URLs are not supported"));
        }
        let host = uri.host().unwrap_or_default();
        let port = match (authority.strip_prefix(host), secure) {
            (Some(""), false) => 80,
            (Some(""), true) => 443,
            (port, _) => port
                .and_then(|port| port.strip_prefix(':')?.parse().ok())
                .ok_or_else(|| bad("the port is not a number up to 65535"))?,
        };
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        if host.is_empty() {
            return Err(bad("no host"));
        }
        Ok(Self { host: host.into(), port, secure, shown: shown(url), uri })
    }

    /// Its host and port, as a proxy or a `Host` header wants them.
    pub(super) fn authority(&self) -> String {
        let (host, port) = (&self.host, self.port);
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
    }

    pub(crate) fn unreachable(&self, reason: impl Into<String>) -> Error {
        Error::connect(&self.shown, reason)
    }

    pub(crate) fn handshake(&self, reason: impl Into<String>) -> Error {
        Error::Handshake { endpoint: self.shown.clone(), reason: reason.into() }
    }
}

/// What errors and debug texts show of a URL: its scheme, host and port. All else may be a secret:
/// services take their keys in paths and queries, and people write passwords before hosts.
pub(super) fn shown(url: &str) -> String {
    let (scheme, rest) = url
        .split_once("://")
        .map_or(("", url), |(scheme, rest)| (&url[..scheme.len() + "://".len()], rest));
    // The last one, since a password may have what ends an authority.
    let (user, rest) = rest.rsplit_once('@').map_or(("", rest), |(_, rest)| ("…@", rest));
    let (host, more) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let more = if matches!(more, "" | "/") { more } else { "/…" };
    [&scheme.to_ascii_lowercase(), user, host, more].concat()
}

/// Whether the URL wants TLS; what is wrong with its scheme where it is not the protocol's.
fn secure(uri: &Uri, protocol: Protocol) -> Result<bool, String> {
    let [plain, tls] = protocol.schemes();
    let Some(scheme) = uri.scheme_str() else {
        return Err(format!("no scheme, {plain}:// or {tls}:// wanted"));
    };
    let scheme = scheme.to_ascii_lowercase();
    if scheme == plain || scheme == tls {
        return Ok(scheme == tls);
    }
    let others = match (protocol, &*scheme) {
        (Protocol::WebSocket, "http" | "https") => "; Http speaks it",
        (Protocol::Http, "ws" | "wss") => "; WebSocket speaks it",
        _ => "",
    };
    let name = protocol.name();
    Err(format!("{scheme}:// is not supported by {name}, {plain}:// and {tls}:// are{others}"))
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn parts_of_a_url() {
        use Protocol::{Http, Proxy, WebSocket};
        for (url, protocol, secure, host, port, authority) in [
            ("ws://127.0.0.1:9944", WebSocket, false, "127.0.0.1", 9944, "127.0.0.1:9944"),
            ("wss://node.example/a?b=1", WebSocket, true, "node.example", 443, "node.example:443"),
            ("ws://[::1]:1", WebSocket, false, "::1", 1, "[::1]:1"),
            ("WS://localhost", WebSocket, false, "localhost", 80, "localhost:80"),
            ("http://localhost/", Http, false, "localhost", 80, "localhost:80"),
            ("HTTPS://[::1]", Http, true, "::1", 443, "[::1]:443"),
            (
                "http://proxy.example:3128",
                Proxy,
                false,
                "proxy.example",
                3128,
                "proxy.example:3128",
            ),
        ] {
            let endpoint = Endpoint::parse(url, protocol).unwrap();
            assert_eq!((endpoint.secure, &*endpoint.host, endpoint.port), (secure, host, port));
            assert_eq!(endpoint.authority(), authority);
        }
    }

    #[test]
    fn keys_and_passwords_are_not_shown() {
        for (url, wanted) in [
            ("ws://host", "ws://host"),
            ("WSS://host:1/", "wss://host:1/"),
            ("wss://host/secret", "wss://host/…"),
            ("wss://host?key=secret", "wss://host/…"),
            ("wss://[::1]:1/a?key=secret#b", "wss://[::1]:1/…"),
            ("wss://me:secret@host/a", "wss://…@host/…"),
            ("wss://me:secret/secret@host", "wss://…@host"),
            ("wss://me:sec@ret@host:x", "wss://…@host:x"),
            ("me:secret@host", "…@host"),
            ("/secret", "/…"),
            ("é://é@é/é", "é://…@é/…"),
            ("", ""),
        ] {
            assert_eq!(shown(url), wanted);
            match Endpoint::parse(url, Protocol::WebSocket) {
                Ok(endpoint) => assert_eq!(endpoint.shown, wanted),
                Err(error) => assert!(!format!("{error:?}").contains("secret"), "{error}"),
            }
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (url, reason) in [
            ("", "none was given"),
            ("localhost:9944", "no "),
            (
                "http://localhost",
                "http:// is not supported by WebSocket, ws:// and wss:// are; Http",
            ),
            ("ftp://localhost", "ftp:// is not supported by WebSocket, ws:// and wss:// are"),
            ("ws://", "no URL"),
            ("ws://a b", "no URL"),
            ("ws://host/\u{9b}", "no URL"),
            ("ws://host/#a", "no URL"),
            ("ws://user:pw@host", "user names and passwords"),
            ("ws://host:99999", "the port"),
            ("ws://host:", "the port"),
            ("/path", "no scheme, ws:// or wss:// wanted"),
        ] {
            let error = Endpoint::parse(url, Protocol::WebSocket).unwrap_err().to_string();
            assert!(error.contains(reason), "{url}: {error}");
            assert!(error.contains(&shown(url)) && !error.contains('\u{9b}'), "{error}");
        }
        let error = Endpoint::parse("wss://host", Protocol::Http).unwrap_err().to_string();
        assert!(
            error.ends_with("by Http, http:// and https:// are; WebSocket speaks it"),
            "{error}"
        );
    }
}
