//! Why a request got no reply.

use alloc::string::String;
use core::fmt;
use core::time::Duration;

use serde::Deserialize;

/// A request that got no usable reply.
///
/// Each is one line for a person and says who is at fault: the network ([`Connect`](Self::Connect),
/// [`Closed`](Self::Closed), [`Timeout`](Self::Timeout)), the peer (`Bad…`, [`Refused`](Self::Refused),
/// [`Tls`](Self::Tls), [`Rpc`](Self::Rpc), [`TooLarge`](Self::TooLarge)) or the caller
/// ([`Endpoint`](Self::Endpoint), [`Overloaded`](Self::Overloaded), [`NotRecorded`](Self::NotRecorded)).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The peer sent a frame that is no JSON-RPC. The connection is given up.
    #[non_exhaustive]
    BadFrame {
        /// What is wrong with it.
        reason: String,
    },
    /// The node's reply is not of the form that was asked for.
    #[non_exhaustive]
    BadReply {
        /// The form that was wanted.
        wanted: &'static str,
        /// What is wrong with the reply, with its start.
        reason: String,
    },
    /// The connection has ended.
    #[non_exhaustive]
    Closed {
        /// How.
        reason: String,
    },
    /// The endpoint could not be reached.
    #[non_exhaustive]
    Connect {
        /// The endpoint.
        endpoint: String,
        /// What the network said.
        reason: String,
    },
    /// The endpoint is no URL that this transport can use.
    #[non_exhaustive]
    Endpoint {
        /// The endpoint.
        endpoint: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The endpoint was reached and does not speak WebSocket.
    #[non_exhaustive]
    Handshake {
        /// The endpoint.
        endpoint: String,
        /// What went wrong.
        reason: String,
    },
    /// The recording holds no such request.
    #[non_exhaustive]
    NotRecorded {
        /// The request's method.
        method: String,
        /// Its parameters, cut where they are long.
        params: String,
        /// How many requests of that method the recording holds.
        recorded: usize,
    },
    /// More requests wait than the connection may hold.
    #[non_exhaustive]
    Overloaded {
        /// The limit, in bytes of requests not yet sent.
        max_queued_bytes: usize,
    },
    /// The server answered the WebSocket handshake with another HTTP status.
    #[non_exhaustive]
    Refused {
        /// The endpoint.
        endpoint: String,
        /// The HTTP status: 401 and 403 want credentials, 429 wants patience.
        status: u16,
    },
    /// The node's own error.
    Rpc(RpcError),
    /// No reply within the time allowed.
    #[non_exhaustive]
    Timeout {
        /// The time allowed.
        after: Duration,
    },
    /// TLS failed: a certificate that is not trusted, or a server that does not speak TLS.
    #[non_exhaustive]
    Tls {
        /// The endpoint.
        endpoint: String,
        /// What rustls said.
        reason: String,
    },
    /// The peer's message exceeds the limit. The connection is given up.
    #[non_exhaustive]
    TooLarge {
        /// What was too large.
        reason: String,
    },
}

impl Error {
    /// A reply of another form than was wanted; for transports and for readers of replies.
    #[must_use]
    pub fn bad_reply(wanted: &'static str, reason: impl Into<String>) -> Self {
        Self::BadReply { wanted, reason: reason.into() }
    }

    /// A connection that has ended; for transports.
    #[must_use]
    pub fn closed(reason: impl Into<String>) -> Self {
        Self::Closed { reason: reason.into() }
    }

    /// Whether the same request might succeed later without anything being changed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Closed { .. }
            | Self::Connect { .. }
            | Self::Overloaded { .. }
            | Self::Timeout { .. } => true,
            Self::Refused { status, .. } => *status == 429 || *status >= 500,
            Self::BadFrame { .. }
            | Self::BadReply { .. }
            | Self::Endpoint { .. }
            | Self::Handshake { .. }
            | Self::NotRecorded { .. }
            | Self::Rpc(_)
            | Self::Tls { .. }
            | Self::TooLarge { .. } => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadFrame { reason } => write!(f, "the node sent no JSON-RPC: {reason}"),
            Self::BadReply { wanted, reason } => {
                write!(f, "unexpected reply: {wanted} wanted, {reason}")
            }
            Self::Closed { reason } => write!(f, "connection closed: {reason}"),
            Self::Connect { endpoint, reason } => {
                write!(f, "cannot connect to {endpoint}: {reason}")
            }
            Self::Endpoint { endpoint, reason } => write!(f, "endpoint {endpoint:?}: {reason}"),
            Self::Handshake { endpoint, reason } => {
                write!(f, "{endpoint} does not speak WebSocket: {reason}")
            }
            Self::NotRecorded { method, params, recorded } => {
                write!(f, "not in the recording: {method} {params} ({recorded} others of {method})")
            }
            Self::Overloaded { max_queued_bytes } => {
                write!(f, "more than {max_queued_bytes} bytes of requests wait to be sent")
            }
            Self::Refused { endpoint, status } => {
                write!(f, "{endpoint} refused the connection with HTTP status {status}")
            }
            Self::Rpc(error) => error.fmt(f),
            Self::Timeout { after } => write!(f, "no reply within {} s", after.as_secs_f32()),
            Self::Tls { endpoint, reason } => write!(f, "no TLS with {endpoint}: {reason}"),
            Self::TooLarge { reason } => write!(f, "the node's message is too large: {reason}"),
        }
    }
}

impl core::error::Error for Error {}

/// The error object of a JSON-RPC reply.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[non_exhaustive]
pub struct RpcError {
    /// The error's number; -32768 to -32000 are JSON-RPC's own.
    pub code: i64,
    /// The node's sentence.
    pub message: String,
    /// Whatever else the node tells.
    #[serde(default)]
    pub data: Option<serde_json::Value>,
}

impl RpcError {
    /// The node does not know the method.
    pub const METHOD_NOT_FOUND: i64 = -32601;
    /// The node does not like the parameters.
    pub const INVALID_PARAMS: i64 = -32602;

    /// An error with a number and a sentence.
    #[must_use]
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), data: None }
    }
}

impl fmt::Display for RpcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the node answered with error {}: {}", self.code, OneLine(&self.message))?;
        match &self.data {
            Some(serde_json::Value::String(text)) => write!(f, " ({})", OneLine(text)),
            Some(other) => write!(f, " ({})", OneLine(&excerpt(other.to_string().as_bytes()))),
            None => Ok(()),
        }
    }
}

impl core::error::Error for RpcError {}

/// A node's text on one line and without control characters: it goes to people's terminals.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars().take(MAX_MESSAGE_CHARS) {
            let visible = if c.is_control() { ' ' } else { c };
            fmt::Write::write_char(f, visible)?;
        }
        Ok(())
    }
}

const MAX_MESSAGE_CHARS: usize = 1000;

/// The start of some text for an error message, on one line.
pub(crate) fn excerpt(text: &[u8]) -> String {
    const MAX: usize = 80;
    let cut = text.get(..MAX).unwrap_or(text);
    let mut out = String::from_utf8_lossy(cut).replace(|c: char| c.is_control(), " ");
    if text.len() > MAX {
        out.push('…');
    }
    out
}
