//! An HTTP proxy, which is asked for a tunnel by CONNECT.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use data_encoding::BASE64;
use futures::{AsyncReadExt, AsyncWriteExt};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use httparse::Status;
use percent_encoding::percent_decode_str;

use super::endpoint::{Endpoint, Protocol};
use super::refusal::refusal;
use super::stream::BoxIo;
use crate::Error;

/// How long a proxy's answer may be, in bytes.
const MAX_HEAD: usize = 16 << 10;
/// How many headers a proxy's answer may have.
const MAX_HEADERS: usize = 64;

pub(super) struct Proxy {
    pub(super) endpoint: Endpoint,
    /// Of the header `proxy-authorization`.
    credentials: Option<String>,
}

impl Proxy {
    /// Reads a URL such as `http://user:password@proxy.example:3128`. `http://` may be left out.
    pub(super) fn parse(url: &str) -> Result<Self, Error> {
        let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        // Taken off before anything else is read, so that no error repeats them.
        let (user, rest) = match rest[..end].rfind('@') {
            Some(at) => (Some(&rest[..at]), &rest[at + 1..]),
            None => (None, rest),
        };
        let endpoint = Endpoint::parse(&[scheme, "://", rest].concat(), Protocol::Proxy)?;
        Ok(Self { endpoint, credentials: user.map(basic) })
    }

    /// Lets the proxy connect `stream` with an endpoint.
    pub(super) async fn tunnel(&self, stream: &mut BoxIo, to: &Endpoint) -> Result<(), Error> {
        let authority = to.authority();
        let mut request = format!("CONNECT {authority} HTTP/1.1\r\nhost: {authority}\r\n");
        if let Some(credentials) = &self.credentials {
            request.extend(["proxy-authorization: ", credentials, "\r\n"]);
        }
        request.push_str("\r\n");
        let proxy = &self.endpoint.shown;
        let lost = |reason: String| to.unreachable(format!("by the proxy {proxy}: {reason}"));
        let sent = async {
            stream.write_all(request.as_bytes()).await?;
            stream.flush().await
        };
        sent.await.map_err(|error| lost(error.to_string()))?;

        let mut answer = Vec::new();
        loop {
            let mut buffer = [0; 1024];
            match stream.read(&mut buffer).await.map_err(|error| lost(error.to_string()))? {
                0 => return Err(lost("it closed the connection".into())),
                read => answer.extend_from_slice(&buffer[..read]),
            }
            if let Some(judged) = self.judge(&answer) {
                return judged;
            }
            if answer.len() > MAX_HEAD {
                return Err(self.endpoint.handshake("the proxy's answer is too long"));
            }
        }
    }

    /// Whether the proxy has agreed; `None` where its answer is not whole.
    fn judge(&self, answer: &[u8]) -> Option<Result<(), Error>> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let length = match response.parse(answer) {
            Ok(Status::Complete(length)) => length,
            Ok(Status::Partial) => return None,
            Err(error) => return Some(Err(self.endpoint.handshake(error.to_string()))),
        };
        let status = response.code.and_then(|code| StatusCode::from_u16(code).ok());
        Some(match status {
            // Nodes let their clients speak first. What came would be lost, or somebody else's.
            Some(status) if status.is_success() && length < answer.len() => {
                Err(self.endpoint.handshake("the proxy sent more than its answer"))
            }
            Some(status) if status.is_success() => Ok(()),
            Some(status) => Err(refusal(&self.endpoint.shown, status, &read(response.headers))),
            None => Err(self.endpoint.handshake("the proxy's answer has no status")),
        })
    }
}

/// User and password, percent-encoded in a URL, as a header has them.
fn basic(user: &str) -> String {
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    let mut plain: Vec<u8> = percent_decode_str(user).collect();
    plain.push(b':');
    plain.extend(percent_decode_str(password));
    ["Basic ", &BASE64.encode(&plain)].concat()
}

fn read(headers: &[httparse::Header<'_>]) -> HeaderMap {
    let header = |header: &httparse::Header<'_>| {
        let name = HeaderName::from_bytes(header.name.as_bytes()).ok()?;
        Some((name, HeaderValue::from_bytes(header.value).ok()?))
    };
    headers.iter().filter_map(header).collect()
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Proxy").field(&self.endpoint.shown).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_read_and_never_shown() {
        for (url, at, credentials) in [
            ("http://proxy:3128", "http://proxy:3128", None),
            ("proxy:3128", "http://proxy:3128", None),
            ("https://u:p@[::1]:1", "https://[::1]:1", Some("u:p")),
            ("http://u%40x:p%3a%2F@proxy", "http://proxy", Some("u@x:p:/")),
            ("u@proxy:1/a", "http://proxy:1/…", Some("u:")),
            ("http://a@b:c@d@proxy", "http://proxy", Some("a@b:c@d")),
        ] {
            let proxy = Proxy::parse(url).unwrap();
            assert_eq!(proxy.endpoint.shown, at);
            let decoded = proxy.credentials.as_deref().map(|basic| {
                let encoded = basic.strip_prefix("Basic ").unwrap();
                String::from_utf8(BASE64.decode(encoded.as_bytes()).unwrap()).unwrap()
            });
            assert_eq!(decoded.as_deref(), credentials, "{url}");
            assert!(!format!("{proxy:?}").contains("Basic"));
        }
        for url in [
            "socks5://u:secret@proxy:1",
            "http://u:secret@pro xy",
            "http://u:secret/secret@proxy",
            "http://u:secret@",
            "u:secret@:1",
        ] {
            let error = Proxy::parse(url).unwrap_err();
            assert!(matches!(error, Error::Endpoint { .. }), "{error}");
            assert!(!error.to_string().contains("secret"), "{error}");
        }
        let error = Proxy::parse("socks5://proxy:1").unwrap_err().to_string();
        assert!(error.contains("socks5:// is not supported by a proxy, http:// and"), "{error}");
    }

    #[test]
    fn an_answer_at_every_length() {
        let proxy = Proxy::parse("http://proxy").unwrap();
        let answer = b"HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n";
        for end in 0..answer.len() {
            assert!(proxy.judge(&answer[..end]).is_none(), "{end}");
        }
        proxy.judge(answer).unwrap().unwrap();
        for (answer, wanted) in [
            ("HTTP/1.1 407 No\r\n\r\n", "status 407 (the proxy wants credentials)"),
            ("HTTP/1.1 503 No\r\nretry-after: 7\r\n\r\n", "asked again after 7 s"),
            ("HTTP/1.1 200 Ok\r\n\r\nx", "more than its answer"),
            ("HTTP/1.1 000 Ok\r\n\r\n", "no status"),
            ("SSH-2.0-OpenSSH\r\n", "no connection with http://proxy"),
        ] {
            let error = proxy.judge(answer.as_bytes()).unwrap().unwrap_err().to_string();
            assert!(error.contains(wanted), "{error}");
        }
    }
}
