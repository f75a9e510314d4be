//! Why a request got no reply.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use core::fmt;
use core::time::Duration;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::Reply;

/// A request that got no usable reply.
///
/// Each is one line for a person and says who is at fault: the network ([`Connect`](Self::Connect),
/// [`Closed`](Self::Closed), [`Timeout`](Self::Timeout)), the peer (`Bad…`, [`Refused`](Self::Refused),
/// [`Tls`](Self::Tls), [`Rpc`](Self::Rpc), [`TooLarge`](Self::TooLarge),
/// [`WrongChain`](Self::WrongChain)), both ([`OutcomeUnknown`](Self::OutcomeUnknown)) or the caller
/// ([`Endpoint`](Self::Endpoint), [`Overloaded`](Self::Overloaded), [`Lagged`](Self::Lagged),
/// [`Unsupported`](Self::Unsupported), and the mocks' [`NotRecorded`](Self::NotRecorded) and
/// [`Unexpected`](Self::Unexpected)).
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
    /// The endpoint was reached and does not speak the protocol.
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
        /// The recorded request that is most like it, cut where it is long.
        closest: Option<String>,
    },
    /// A call that must not be sent twice was sent, and its answer was lost: the node may have
    /// acted on it or not. Look at the chain before you send it again.
    #[non_exhaustive]
    OutcomeUnknown {
        /// The method.
        method: String,
        /// What became of the answer.
        reason: String,
    },
    /// A subscription's reader was too slow for its buffer, and it asked to be ended then.
    #[non_exhaustive]
    Lagged {
        /// How many items fitted into the buffer.
        buffered: usize,
    },
    /// More requests wait than the connection may hold.
    #[non_exhaustive]
    Overloaded {
        /// The limit, in bytes of requests not yet sent.
        max_queued_bytes: usize,
    },
    /// The server answered with an HTTP status that is not the one wanted.
    #[non_exhaustive]
    Refused {
        /// The endpoint.
        endpoint: String,
        /// The HTTP status: 401 and 403 want credentials, 407 those of the proxy, 429 wants
        /// patience. Redirects, 300 to 399, are not followed.
        status: u16,
        /// How long the server asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The node's own error.
    Rpc(RpcError),
    /// No reply within the time allowed.
    #[non_exhaustive]
    Timeout {
        /// The time allowed.
        after: Duration,
        /// Why, where the connection knows: it could not be made, or the node wants to be left
        /// alone.
        cause: Option<String>,
    },
    /// TLS failed: a certificate that is not trusted, or a server that does not speak TLS.
    #[non_exhaustive]
    Tls {
        /// The endpoint.
        endpoint: String,
        /// What rustls said.
        reason: String,
        /// Whether the connection ended midway, so that rustls never came to a judgement.
        interrupted: bool,
    },
    /// The peer's message exceeds the limit. The connection is given up.
    #[non_exhaustive]
    TooLarge {
        /// What was too large.
        reason: String,
    },
    /// The mock was told to expect another request.
    #[non_exhaustive]
    Unexpected {
        /// What was expected and what came.
        reason: String,
    },
    /// This transport cannot do what was asked.
    #[non_exhaustive]
    Unsupported {
        /// What it cannot do.
        what: String,
    },
    /// The endpoint serves another chain. It is not used.
    #[non_exhaustive]
    WrongChain {
        /// The endpoint.
        endpoint: String,
        /// The genesis hash that was wanted.
        wanted: String,
        /// The endpoint's.
        found: String,
    },
}

impl Error {
    /// A reply of another form than was wanted; for transports and for readers of replies.
    #[must_use]
    pub fn bad_reply(wanted: &'static str, reason: impl Into<String>) -> Self {
        Self::BadReply { wanted, reason: reason.into() }
    }

    /// A connection that has ended; for transports, like those below.
    #[must_use]
    pub fn closed(reason: impl Into<String>) -> Self {
        Self::Closed { reason: reason.into() }
    }

    /// An endpoint that could not be reached.
    #[must_use]
    pub fn connect(endpoint: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Connect { endpoint: endpoint.into(), reason: reason.into() }
    }

    /// More requests than may wait.
    #[must_use]
    pub fn overloaded(max_queued_bytes: usize) -> Self {
        Self::Overloaded { max_queued_bytes }
    }

    /// An endpoint that answered with an HTTP status instead of a connection.
    #[must_use]
    pub fn refused(endpoint: impl Into<String>, status: u16) -> Self {
        Self::Refused { endpoint: endpoint.into(), status, retry_after: None }
    }

    /// A call whose answer was lost.
    #[must_use]
    pub fn outcome_unknown(method: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::OutcomeUnknown { method: method.into(), reason: reason.into() }
    }

    /// A subscription that ended because its reader was slower than its buffer allows.
    #[must_use]
    pub fn lagged(buffered: usize) -> Self {
        Self::Lagged { buffered }
    }

    /// A request that a mock was not told to expect.
    #[must_use]
    pub fn unexpected(reason: impl Into<String>) -> Self {
        Self::Unexpected { reason: reason.into() }
    }

    /// Something that a transport cannot do.
    #[must_use]
    pub fn unsupported(what: impl Into<String>) -> Self {
        Self::Unsupported { what: what.into() }
    }

    /// No reply in time.
    #[must_use]
    pub fn timeout(after: Duration) -> Self {
        Self::Timeout { after, cause: None }
    }

    /// A message over the limit.
    #[must_use]
    pub fn too_large(reason: impl Into<String>) -> Self {
        Self::TooLarge { reason: reason.into() }
    }

    /// Whether it proves that no node has acted on the request. A gateway that says 500 or more may
    /// have passed it on.
    pub(crate) fn is_unsent(&self) -> bool {
        match self {
            Self::Connect { .. }
            | Self::Handshake { .. }
            | Self::Overloaded { .. }
            | Self::Tls { .. }
            | Self::WrongChain { .. } => true,
            Self::Refused { status, .. } => *status < 500,
            _ => false,
        }
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
            Self::Tls { interrupted, .. } => *interrupted,
            Self::BadFrame { .. }
            | Self::BadReply { .. }
            | Self::Endpoint { .. }
            | Self::Handshake { .. }
            | Self::Lagged { .. }
            | Self::NotRecorded { .. }
            | Self::OutcomeUnknown { .. }
            | Self::Rpc(_)
            | Self::TooLarge { .. }
            | Self::Unexpected { .. }
            | Self::Unsupported { .. }
            | Self::WrongChain { .. } => false,
        }
    }
}

/// One line, whatever a peer or a caller put into it.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadFrame { reason } => {
                write!(f, "the node sent no JSON-RPC: {}", OneLine(reason))
            }
            Self::BadReply { wanted, reason } => {
                write!(f, "unexpected reply: {wanted} wanted, {}", OneLine(reason))
            }
            Self::Closed { reason } => write!(f, "connection closed: {}", OneLine(reason)),
            Self::Connect { endpoint, reason } => {
                write!(f, "cannot connect to {}: {}", OneLine(endpoint), OneLine(reason))
            }
            Self::Endpoint { endpoint, reason } => {
                write!(f, "endpoint \"{}\": {}", OneLine(endpoint), OneLine(reason))
            }
            Self::Handshake { endpoint, reason } => {
                write!(f, "no connection with {}: {}", OneLine(endpoint), OneLine(reason))
            }
            Self::Lagged { buffered } => {
                write!(f, "the subscription was ended: more than {buffered} items waited")
            }
            Self::NotRecorded { method, params, recorded, closest } => {
                let (method, params) = (OneLine(method), OneLine(params));
                write!(
                    f,
                    "not in the recording: {method} {params} ({recorded} others of {method})"
                )?;
                match closest {
                    Some(closest) => write!(f, "; the closest is {}", OneLine(closest)),
                    None => Ok(()),
                }
            }
            Self::OutcomeUnknown { method, reason } => {
                let (method, reason) = (OneLine(method), OneLine(reason));
                write!(f, "the outcome of {method} is unknown, it was not sent again: {reason}")
            }
            Self::Overloaded { max_queued_bytes } => {
                write!(f, "more than {max_queued_bytes} bytes of requests wait to be sent")
            }
            Self::Refused { endpoint, status, retry_after } => {
                write!(f, "{} refused with HTTP status {status}", OneLine(endpoint))?;
                match status {
                    300..=399 => f.write_str(" (it points elsewhere, where nobody follows)")?,
                    401 | 403 => f.write_str(" (credentials wanted)")?,
                    407 => f.write_str(" (the proxy wants credentials)")?,
                    429 => f.write_str(" (too many requests)")?,
                    _ => {}
                }
                match retry_after {
                    Some(wait) => write!(f, ", to be asked again after {} s", wait.as_secs()),
                    None => Ok(()),
                }
            }
            Self::Rpc(error) => error.fmt(f),
            Self::Timeout { after, cause } => {
                write!(f, "no reply within {} s", after.as_secs_f32())?;
                match cause {
                    Some(cause) => write!(f, ": {}", OneLine(cause)),
                    None => Ok(()),
                }
            }
            Self::Tls { endpoint, reason, .. } => {
                write!(f, "no TLS with {}: {}", OneLine(endpoint), OneLine(reason))
            }
            Self::TooLarge { reason } => {
                write!(f, "the node's message is too large: {}", OneLine(reason))
            }
            Self::Unexpected { reason } => write!(f, "unexpected request: {}", OneLine(reason)),
            Self::Unsupported { what } => write!(f, "not possible here: {}", OneLine(what)),
            Self::WrongChain { endpoint, wanted, found } => {
                let (wanted, found) = (OneLine(wanted), OneLine(found));
                write!(
                    f,
                    "{} serves another chain: genesis {found}, {wanted} wanted",
                    OneLine(endpoint)
                )
            }
        }
    }
}

impl core::error::Error for Error {}

/// The error object of a JSON-RPC reply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RpcError {
    /// The error's number; -32768 to -32000 are JSON-RPC's own. 0 where the node gives none.
    pub code: i64,
    /// The node's sentence, cut at [`MAX_MESSAGE_LEN`](Self::MAX_MESSAGE_LEN).
    pub message: String,
    /// Whatever else the node tells, as JSON. Clones share it.
    pub data: Option<Reply>,
}

impl RpcError {
    /// The node does not know the method.
    pub const METHOD_NOT_FOUND: i64 = -32601;
    /// The node does not like the parameters.
    pub const INVALID_PARAMS: i64 = -32602;
    /// The node gets too many requests; of whole batches, that it takes none.
    pub const LIMIT_EXCEEDED: i64 = -32005;
    /// The node has too much to do; jsonrpsee's servers say it.
    pub const SERVER_BUSY: i64 = -32009;
    /// The batch has too many requests; jsonrpsee's servers say it.
    pub const BATCH_TOO_LARGE: i64 = -32010;
    /// How many bytes of a node's sentence are kept: one error may end many requests, and each
    /// has a copy.
    pub const MAX_MESSAGE_LEN: usize = 1000;

    /// An error with a number and a sentence.
    #[must_use]
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        let mut message = message.into();
        if message.len() > Self::MAX_MESSAGE_LEN {
            let fits = |at: &usize| message.is_char_boundary(*at);
            message.truncate((0..=Self::MAX_MESSAGE_LEN).rev().find(fits).unwrap_or_default());
            message.shrink_to_fit();
        }
        Self { code, message, data: None }
    }

    /// Whether the node has done nothing because it is asked for too much at once.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        // Some services repeat HTTP's own number.
        matches!(self.code, Self::LIMIT_EXCEEDED | Self::SERVER_BUSY | 429)
    }

    /// Whether, said of a batch as a whole, it means that nothing of the batch was done.
    pub(crate) fn refuses_batches(&self) -> bool {
        self.is_refusal() || self.code == Self::BATCH_TOO_LARGE
    }
}

impl<'de> Deserialize<'de> for RpcError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Object {
            // Some development nodes leave it out over HTTP.
            #[serde(default)]
            code: i64,
            message: String,
            // Kept as text: as a tree it would take many times its length.
            #[serde(default)]
            data: Option<Box<RawValue>>,
        }
        let object = Object::deserialize(deserializer)?;
        let data = object.data.map(|raw| Reply::from_json(String::from(Box::<str>::from(raw))));
        Ok(Self { data, ..Self::new(object.code, object.message) })
    }
}

impl fmt::Display for RpcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the node answered with error {}: {}", self.code, OneLine(&self.message))?;
        match &self.data {
            Some(data) => match data.read::<String>("text") {
                Ok(text) => write!(f, " ({})", OneLine(&excerpt(text.as_bytes()))),
                Err(_) => write!(f, " ({})", OneLine(&excerpt(data.as_json()))),
            },
            None => Ok(()),
        }
    }
}

impl core::error::Error for RpcError {}

/// Text on one line and of bearable length, without what steers a terminal or turns its text
/// around: peers and callers write it, and people's terminals show it.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars().take(RpcError::MAX_MESSAGE_LEN) {
            let steers = c.is_control()
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            fmt::Write::write_char(f, if steers { ' ' } else { c })?;
        }
        Ok(())
    }
}

/// The start of some text, for an error message.
pub(crate) fn excerpt(text: &[u8]) -> String {
    const MAX: usize = 80;
    let cut = text.get(..MAX).unwrap_or(text);
    let mut out = String::from_utf8_lossy(cut).into_owned();
    if text.len() > MAX {
        out.push('…');
    }
    out
}

/// What is wrong with some JSON. serde repeats a wrong text whole, however long it is, and says at
/// the end where it stands.
pub(crate) fn flaw(error: &serde_json::Error, json: &[u8]) -> String {
    const END: usize = 60;
    let (message, start) = (error.to_string(), excerpt(json));
    let end = (message.len().saturating_sub(END)..message.len())
        .find(|at| message.is_char_boundary(*at))
        .map_or("", |at| &message[at..]);
    if message.len() <= 2 * END {
        format!("{message} in {start}")
    } else {
        format!("{}{end} in {start}", excerpt(message.as_bytes()))
    }
}
