//! One frame and what comes back for it.

use alloc::string::{String, ToString};
use alloc::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, response};
use http_body_util::Full;

use super::line::{Failure, Line, Request};
use crate::driver::{Outgoing, Received};
use crate::net::{Dialer, refusal};
use crate::rpc::{self, Incoming};
use crate::{Error, RpcError};

/// The longest body that is looked into for an error which belongs to no request, in bytes.
const MAX_NAMELESS: usize = 4 << 10;

/// An endpoint and what each request for it has in common.
pub(super) struct Target {
    pub(super) dialer: Arc<Dialer>,
    headers: HeaderMap,
    max_message_size: usize,
    received: Received,
    uri: Uri,
}

/// How an exchange ended.
pub(super) struct Done {
    /// The frame's.
    pub(super) id: u64,
    pub(super) outcome: Outcome,
    /// The connection, where it takes another request.
    pub(super) line: Option<Line>,
}

pub(super) enum Outcome {
    /// The node's answer.
    Frame(Bytes),
    /// There is none.
    Lost(Error),
    /// The server wants to be left alone.
    Refused(Error),
    /// There was no connection to send the frame by: it was not sent.
    Unreachable(Error),
}

impl Target {
    pub(super) fn new(dialer: Arc<Dialer>, max_message_size: usize, received: Received) -> Self {
        let mut headers = HeaderMap::new();
        let json = HeaderValue::from_static("application/json");
        let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        headers.insert(CONTENT_TYPE, json.clone());
        headers.insert(ACCEPT, json);
        headers.insert(USER_AGENT, HeaderValue::from_static(agent));
        let at = &dialer.endpoint.uri;
        let host = at.authority().and_then(|host| HeaderValue::from_str(host.as_str()).ok());
        headers.extend(host.map(|host| (HOST, host)));
        // The caller's go instead of ours.
        headers.extend(dialer.headers.clone());
        let uri = at.path_and_query().cloned().map_or_else(Uri::default, Uri::from);
        Self { dialer, headers, max_message_size, received, uri }
    }

    /// A new connection.
    pub(super) async fn open(&self) -> Result<Line, Error> {
        let open = async {
            let stream = self.dialer.dial(&self.received).await?;
            let opened = Line::open(stream).await;
            opened.map_err(|error| self.dialer.endpoint.unreachable(error.to_string()))
        };
        self.dialer.within(open).await
    }

    fn request(&self, text: Bytes) -> Request {
        let mut request = Request::new(Full::new(text));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        request
    }

    /// Sends a frame by a connection that stood idle, or by a new one.
    pub(super) async fn exchange(self: Arc<Self>, idle: Option<Line>, frame: Outgoing) -> Done {
        let Outgoing { id, text, .. } = frame;
        if let Some(mut line) = idle {
            match line.post(self.request(text.clone()), self.max_message_size).await {
                // Servers close connections that stand idle. This is not worth telling.
                Err(Failure::NotSent) => {}
                answer => return self.done(id, line, answer).await,
            }
        }
        match self.open().await {
            Ok(mut line) => {
                let answer = line.post(self.request(text), self.max_message_size).await;
                self.done(id, line, answer).await
            }
            Err(error) => Done { id, outcome: Outcome::Unreachable(error), line: None },
        }
    }

    async fn done(
        &self,
        id: u64,
        mut line: Line,
        answer: Result<(response::Parts, Bytes), Failure>,
    ) -> Done {
        let endpoint = &self.dialer.endpoint;
        let outcome = match answer {
            Ok((head, body)) => self.judge(&head, body),
            Err(Failure::NotSent) => {
                Outcome::Unreachable(endpoint.unreachable("it closed the connection at once"))
            }
            Err(Failure::Broken(error)) if error.is_parse() => {
                Outcome::Lost(Error::BadFrame { reason: describe(&error) })
            }
            Err(Failure::Broken(error)) => Outcome::Lost(Error::closed(describe(&error))),
            Err(Failure::TooLarge) => Outcome::Lost(Error::too_large(format!(
                "more than {} bytes in one answer",
                self.max_message_size
            ))),
        };
        let line = if line.stands().await { Some(line) } else { None };
        Done { id, outcome, line }
    }

    fn judge(&self, head: &response::Parts, body: Bytes) -> Outcome {
        let refused = || refusal(&self.dialer.endpoint.shown, head.status, &head.headers);
        if let StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE = head.status {
            return Outcome::Refused(refused());
        }
        if let Some(encoding) = head.headers.get(CONTENT_ENCODING) {
            let reason =
                format!("an answer in the encoding {encoding:?}, which none was asked for");
            return Outcome::Lost(Error::BadFrame { reason });
        }
        if let Some(error) = nameless(&body) {
            return Outcome::Lost(Error::Rpc(error));
        }
        // Some nodes answer with their own error and an HTTP status that says so as well.
        if head.status == StatusCode::OK || rpc::parse(&body).is_ok() {
            Outcome::Frame(body)
        } else {
            Outcome::Lost(refused())
        }
    }
}

/// The node's error where it does not say to which request it belongs: the node could not read the
/// frame. Elsewhere nobody could tell which one; here it can only be this one.
fn nameless(body: &Bytes) -> Option<RpcError> {
    if body.len() > MAX_NAMELESS {
        return None;
    }
    match rpc::parse(body).ok()?.as_slice() {
        [Incoming::Response { id: None, result: Err(error) }] => Some(error.clone()),
        // Beside other answers: those count, and what is left out of them is lost all the same.
        _ => None,
    }
}

/// hyper's errors say what was done, their sources what went wrong.
fn describe(error: &hyper::Error) -> String {
    let source = core::error::Error::source(error);
    source.map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}
