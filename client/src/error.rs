//! Why a read failed.

use core::fmt;

use subwire_codec::DecodeError;

use crate::Block;

/// A read that failed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The chain's bytes are not of the descriptor's layout: most likely the runtime is another
    /// than the descriptor was written for.
    Decode(DecodeError),
    /// The node knows no such block.
    NoSuchBlock(Block),
    /// The request got no usable reply.
    #[non_exhaustive]
    Request {
        /// The JSON-RPC method.
        method: &'static str,
        /// What went wrong.
        error: subwire_transport::Error,
    },
}

impl Error {
    /// Whether the same read might succeed later without anything being changed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Request { error, .. } => error.is_retryable(),
            Self::Decode(_) | Self::NoSuchBlock(_) => false,
        }
    }

    pub(crate) fn of(method: &'static str) -> impl Fn(subwire_transport::Error) -> Self {
        move |error| Self::Request { method, error }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use subwire_transport::Error as Transport;
        match self {
            Self::Decode(error) => error.fmt(f),
            Self::NoSuchBlock(block) => write!(f, "the node knows no block {block}"),
            Self::Request { method, error } => match error {
                Transport::BadReply { .. } | Transport::Rpc(_) | Transport::Timeout { .. } => {
                    write!(f, "{method}: {error}")
                }
                // The others are the connection's, whatever was asked.
                _ => error.fmt(f),
            },
        }
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Decode(error) => Some(error),
            Self::NoSuchBlock(_) => None,
            Self::Request { error, .. } => Some(error),
        }
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}
