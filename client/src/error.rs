//! Why a read failed.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::time::Duration;

use subwire_codec::descriptor::BindError;
use subwire_codec::layout::{Mismatch, ValueError};
use subwire_codec::schema::ReadError;
use subwire_codec::storage_key::{ArgumentError, StorageKeyError};
use subwire_codec::{DecodeError, KeyError};
use subwire_transport::{Error as TransportError, RpcError};

use crate::{Block, BlockHash, Spec};

/// How much like the name that is missing another must be to be told, 1 being the same.
const ALIKE: f64 = 0.85;

/// A read that failed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// An argument is none of the type that the chain takes.
    #[non_exhaustive]
    Argument {
        /// Where it stands: `SubtensorModule.Tempo, argument 1`.
        place: String,
        /// What is wrong with it.
        error: Box<ArgumentError>,
    },
    /// The arguments are not as many as the chain takes.
    #[non_exhaustive]
    Arguments {
        /// Of what: `SubtensorModule.Tempo`.
        place: String,
        /// How many it takes.
        wanted: usize,
        /// How many there are.
        given: usize,
    },
    /// The descriptor does not fit the runtime.
    Bind(Box<BindError>),
    /// The chain's bytes are not of the descriptor's layout.
    Decode(DecodeError),
    /// The node's final chain does not go through a block that was final before, or its best one has
    /// another first block.
    #[non_exhaustive]
    Diverged {
        /// The number of the block.
        number: u32,
        /// Its hash.
        hash: BlockHash,
    },
    /// More blocks are missing in a stream of heads than it fills in.
    #[non_exhaustive]
    Gap {
        /// How many are missing, at least.
        missing: u32,
        /// The number of the head that they are missing before.
        head: u32,
    },
    /// A key that the node gave is not one of the item's.
    Key(KeyError),
    /// The Rust type does not fit the chain's.
    Layout(Box<Mismatch>),
    /// The runtime's metadata cannot be had, or cannot be used.
    #[non_exhaustive]
    Metadata {
        /// The runtime that it was wanted for.
        spec: Spec,
        /// Why there is none.
        reason: String,
    },
    /// The runtime has nothing of this name.
    #[non_exhaustive]
    Missing {
        /// What was looked for: `storage item`.
        what: &'static str,
        /// Its name, `SubtensorModule.Tempo`.
        name: String,
        /// The name among those that the runtime has, if any is much like it.
        closest: Option<String>,
    },
    /// The node knows no such block.
    NoSuchBlock(Block),
    /// The chain's bytes are no value of the type that its metadata names.
    Read(Box<ReadError>),
    /// The request got no usable reply.
    #[non_exhaustive]
    Request {
        /// The JSON-RPC method.
        method: Cow<'static, str>,
        /// What went wrong.
        error: TransportError,
    },
    /// The node has told of no head for this long.
    Stalled(Duration),
    /// The arguments are none of the storage item's, or a key that the node gave is not.
    StorageKey(Box<StorageKeyError>),
    /// The block's runtime does not have it: not any more, or not yet.
    Unsupported {
        /// What is asked for, by the chain's name.
        what: &'static str,
        /// The first spec version that is known not to have it any more.
        since_spec: Option<u32>,
        /// The first spec version that is known to have it.
        from_spec: Option<u32>,
    },
    /// The chain's bytes are no value that the descriptor's type can hold.
    Value(Box<ValueError>),
    /// The runtime does not call a view function: why.
    ViewFunction(&'static str),
}

impl Error {
    /// Whether the same read might succeed later without anything being changed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Request { error, .. } => error.is_retryable(),
            Self::Stalled(_) => true,
            _ => false,
        }
    }

    /// The node's own error, where it is one.
    #[must_use]
    pub fn rpc(&self) -> Option<&RpcError> {
        match self {
            Self::Request { error: TransportError::Rpc(error), .. } => Some(error),
            _ => None,
        }
    }

    pub(crate) fn of(method: impl Into<Cow<'static, str>>) -> impl Fn(TransportError) -> Self {
        let method = method.into();
        move |error| Self::Request { method: method.clone(), error }
    }

    /// A reply of another form than was wanted.
    pub(crate) fn bad_reply(
        method: &'static str,
        wanted: &'static str,
        reason: impl Into<String>,
    ) -> Self {
        Self::Request { method: method.into(), error: TransportError::bad_reply(wanted, reason) }
    }

    /// Nothing of this name, whose last part may be looked for [`among`](Self::among) others.
    pub(crate) fn missing(what: &'static str, name: impl Into<String>) -> Self {
        Self::Missing { what, name: name.into(), closest: None }
    }

    /// The same with the one of these names that is most like the one that is missing.
    pub(crate) fn among<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let Self::Missing { name, closest, .. } = &mut self else { return self };
        let wanted = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        let likeness = |name: &'a str| (strsim::jaro_winkler(&wanted, &name.to_lowercase()), name);
        let alike = names.into_iter().map(likeness).filter(|(likeness, _)| *likeness >= ALIKE);
        let found = alike.max_by(|(one, _), (other, _)| one.total_cmp(other));
        *closest = found.map(|(_, name)| name.into());
        self
    }

    /// Whether the node does not know the method, or the recording does not hold the request.
    pub(crate) fn is_unanswerable(&self) -> bool {
        let Self::Request { error, .. } = self else { return false };
        match error {
            TransportError::Rpc(error) => error.code == RpcError::METHOD_NOT_FOUND,
            TransportError::NotRecorded { .. } | TransportError::Unsupported { .. } => true,
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument { place, error } => write!(f, "{place}: {error}"),
            Self::Arguments { place, wanted, given } => {
                write!(f, "{place}: {given} arguments given, {wanted} wanted")
            }
            Self::Bind(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Diverged { number, hash } => {
                write!(f, "the node's chain does not go through block {number}, {hash}")
            }
            Self::Gap { missing, head } => {
                write!(
                    f,
                    "{missing} blocks are missing before block {head}, too many to be filled in"
                )
            }
            Self::Key(error) => error.fmt(f),
            Self::Layout(error) => error.fmt(f),
            Self::Metadata { spec, reason } => write!(f, "the metadata of {spec}: {reason}"),
            Self::Missing { what, name, closest } => {
                write!(f, "the runtime has no {what} {name}")?;
                closest.iter().try_for_each(|name| write!(f, "; is it {name}?"))
            }
            Self::NoSuchBlock(block) => write!(f, "the node knows no block {block}"),
            Self::Read(error) => error.fmt(f),
            Self::Request { method, error } => match error {
                TransportError::Archive { .. }
                | TransportError::BadReply { .. }
                | TransportError::Rpc(_)
                | TransportError::Timeout { .. } => {
                    write!(f, "{method}: {error}")
                }
                // The others are the connection's, whatever was asked.
                _ => error.fmt(f),
            },
            Self::Stalled(patience) => write!(f, "the node has told of no head for {patience:?}"),
            Self::StorageKey(error) => error.fmt(f),
            Self::Unsupported { what, since_spec, from_spec } => {
                write!(f, "the block's runtime has no {what}")?;
                if let Some(spec) = from_spec {
                    write!(f, "; spec version {spec} has it")?;
                }
                since_spec.iter().try_for_each(|spec| write!(f, "; gone since spec version {spec}"))
            }
            Self::Value(error) => error.fmt(f),
            Self::ViewFunction(why) => write!(f, "view function: {why}"),
        }
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Argument { error, .. } => Some(error),
            Self::Bind(error) => Some(error),
            Self::Decode(error) => Some(error),
            Self::Key(error) => Some(error),
            Self::Layout(error) => Some(error),
            Self::Arguments { .. }
            | Self::Diverged { .. }
            | Self::Gap { .. }
            | Self::Metadata { .. }
            | Self::Missing { .. }
            | Self::NoSuchBlock(_)
            | Self::Stalled(_)
            | Self::Unsupported { .. }
            | Self::ViewFunction(_) => None,
            Self::Read(error) => Some(error),
            Self::Request { error, .. } => Some(error),
            Self::StorageKey(error) => Some(error),
            Self::Value(error) => Some(error),
        }
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

impl From<KeyError> for Error {
    fn from(error: KeyError) -> Self {
        Self::Key(error)
    }
}

/// Errors that are kept behind a pointer: they are large, and seldom.
macro_rules! boxed {
    ($($error:ident => $variant:ident),+ $(,)?) => {
        $(impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::$variant(Box::new(error))
            }
        })+
    };
}

boxed!(BindError => Bind, ReadError => Read, StorageKeyError => StorageKey, ValueError => Value);
