//! Why a request got no reply.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::time::Duration;

mod node;
mod text;

pub use node::RpcError;
use text::OneLine;
pub(crate) use text::{excerpt, flaw};

/// A request that got no usable reply.
///
/// Each is one line for a person and says who is at fault: the network ([`Connect`](Self::Connect),
/// [`Closed`](Self::Closed), [`Timeout`](Self::Timeout)), the peer (`Bad…`, [`Refused`](Self::Refused),
/// [`Tls`](Self::Tls), [`Rpc`](Self::Rpc), [`TooLarge`](Self::TooLarge),
/// [`WrongChain`](Self::WrongChain)), two of these ([`Archive`](Self::Archive),
/// [`OutcomeUnknown`](Self::OutcomeUnknown)) or the caller
/// ([`Endpoint`](Self::Endpoint), [`Overloaded`](Self::Overloaded), [`Lagged`](Self::Lagged),
/// [`Unsupported`](Self::Unsupported), and the mocks' [`NotRecorded`](Self::NotRecorded) and
/// [`Unexpected`](Self::Unexpected)).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The node does not have the block's state, and its archive did not give it either.
    #[non_exhaustive]
    Archive {
        /// What the node said.
        node: RpcError,
        /// What became of the archive.
        archive: Box<Self>,
    },
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
            Self::Archive { archive, .. } => archive.is_retryable(),
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
            Self::Archive { node, archive } => write!(f, "{node}; its archive: {archive}"),
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
