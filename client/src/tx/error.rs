//! Why a transaction was not made, not taken, or not included.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use subwire_codec::extrinsic::ComposeError;
use subwire_transport::{Error as TransportError, RpcError};

use super::{ArgumentError, Invalid, MultisigError, TxStatus};
use crate::{BlockHash, Error, ExtrinsicHash, SignError, Spec};

/// A transaction that failed somewhere on its way.
///
/// That its call was executed and failed is none of these unless it is
/// [asked for](super::TxInBlock::success): it is in a block then, and has paid its fee.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TxError {
    /// The pool has it already: it was submitted before.
    AlreadyInPool(RpcError),
    /// An argument of a call is wrong.
    #[non_exhaustive]
    Argument {
        /// The call, `Balances.transfer_keep_alive`.
        call: String,
        /// The argument's name, or its place where it has none.
        argument: String,
        /// What is wrong with it.
        error: ArgumentError,
    },
    /// Calls cannot be put together: there is none, or they are of different runtimes.
    Calls,
    /// A request failed, or metadata lacks something.
    Chain(Box<Error>),
    /// The extrinsic cannot be made for the chain.
    Compose(Box<ComposeError>),
    /// It was executed and failed.
    #[non_exhaustive]
    Dispatch {
        /// The block that has it.
        block: BlockHash,
        /// The error's name and the chain's words: `Balances.InsufficientBalance: …`.
        error: String,
        /// Whether the extrinsic succeeded and a call within it did not.
        is_nested: bool,
    },
    /// The pool let go of it: its status was the last one.
    Ended(TxStatus),
    /// The chain does not take it.
    #[non_exhaustive]
    Invalid {
        /// Why.
        reason: Invalid,
    },
    /// The signatories and the threshold make no multisig.
    Multisig(MultisigError),
    /// The block does not hold the extrinsic that the node said it had.
    #[non_exhaustive]
    NotInBlock {
        /// The block.
        block: BlockHash,
        /// The extrinsic.
        hash: ExtrinsicHash,
    },
    /// Nobody knows what became of it: the connection broke, or no block that could hold it was
    /// seen to do so. It may be in a block, or still come into one.
    #[non_exhaustive]
    OutcomeUnknown {
        /// The extrinsic, which can be [looked for](crate::Client::find_extrinsic).
        hash: ExtrinsicHash,
        /// What broke.
        reason: String,
    },
    /// The pool is full, or has banned it for a while.
    PoolBusy(RpcError),
    /// The pool has one of the same account and nonce that pays as much. A higher tip replaces it.
    PriorityTooLow(RpcError),
    /// The chain has another runtime than the call was composed for.
    #[non_exhaustive]
    RuntimeChanged {
        /// The runtime that it was composed for.
        composed_for: Spec,
        /// The chain's.
        chain_has: Spec,
    },
    /// The signer has not signed.
    Sign(SignError),
    /// More blocks than are looked through for one extrinsic.
    #[non_exhaustive]
    TooManyBlocks {
        /// How many were to be.
        blocks: u64,
        /// How many are: [`MAX_SEARCHED_BLOCKS`](super::MAX_SEARCHED_BLOCKS).
        limit: u32,
    },
    /// The node or the runtime cannot do what was asked.
    #[non_exhaustive]
    Unsupported {
        /// What it cannot do.
        what: &'static str,
    },
}

impl TxError {
    /// Whether the same call, prepared and signed anew, might succeed without anything being
    /// changed: the network's trouble, a nonce that somebody else was faster with, a busy pool, an
    /// era that was over.
    ///
    /// Never where the transaction had been sent, as with [`OutcomeUnknown`](Self::OutcomeUnknown)
    /// and [`Ended`](Self::Ended), even by a pool that dropped it, since others may have it: both
    /// might be executed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Chain(error) => error.is_retryable(),
            Self::Invalid { reason } => matches!(
                reason,
                Invalid::AncientBirthBlock
                    | Invalid::ExhaustsResources
                    | Invalid::Future
                    | Invalid::Stale
            ),
            Self::PoolBusy(_) => true,
            Self::PriorityTooLow(_) => true,
            Self::Sign(error) => error.is_retryable(),
            _ => false,
        }
    }

    /// What a node says of a submission. Without one of the pool's numbers it is a request that
    /// failed.
    pub(super) fn of_submission(
        method: &'static str,
        hash: ExtrinsicHash,
    ) -> impl Fn(TransportError) -> Self {
        move |error| match error {
            TransportError::OutcomeUnknown { reason, .. } => Self::OutcomeUnknown { hash, reason },
            TransportError::Rpc(error) => match error.code {
                INVALID | UNKNOWN_VALIDITY => Self::Invalid { reason: Invalid::read(&error) },
                BANNED | DROPPED_AT_ONCE => Self::PoolBusy(error),
                ALREADY_IN => Self::AlreadyInPool(error),
                TOO_LOW_PRIORITY => Self::PriorityTooLow(error),
                // Some development nodes leave the number out over HTTP.
                0 => match Invalid::read(&error) {
                    Invalid::Other(_) => Error::of(method)(TransportError::Rpc(error)).into(),
                    reason => Self::Invalid { reason },
                },
                _ => Error::of(method)(TransportError::Rpc(error)).into(),
            },
            error => Error::of(method)(error).into(),
        }
    }

    /// What goes wrong with reads after a submission. It could be read again, which must not be
    /// taken for a reason to send the call again.
    pub(super) fn after_submission(hash: ExtrinsicHash) -> impl Fn(Self) -> Self {
        move |error| match error {
            Self::Chain(error) if error.is_retryable() => {
                Self::OutcomeUnknown { hash, reason: error.to_string() }
            }
            error => error,
        }
    }
}

// The numbers of polkadot-sdk, substrate/client/rpc-api/src/author/error.rs.
const INVALID: i64 = 1010;
const UNKNOWN_VALIDITY: i64 = 1011;
const BANNED: i64 = 1012;
const ALREADY_IN: i64 = 1013;
const TOO_LOW_PRIORITY: i64 = 1014;
const DROPPED_AT_ONCE: i64 = 1016;

impl fmt::Display for TxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyInPool(error) | Self::PoolBusy(error) | Self::PriorityTooLow(error) => {
                error.fmt(f)
            }
            Self::Argument { call, argument, error } => {
                write!(f, "{call}, argument {argument}: {error}")
            }
            Self::Calls => f.write_str("no calls, or calls of different runtimes"),
            Self::Chain(error) => error.fmt(f),
            Self::Compose(error) => error.fmt(f),
            Self::Dispatch { block, error, is_nested: false } => {
                write!(f, "failed in block {block}: {error}")
            }
            Self::Dispatch { block, error, is_nested: true } => {
                write!(f, "a call within it failed in block {block}: {error}")
            }
            Self::Ended(status) => write!(f, "the pool let go of the transaction: {status}"),
            Self::Invalid { reason } => {
                write!(f, "the chain does not take the transaction: {reason}")
            }
            Self::Multisig(error) => error.fmt(f),
            Self::NotInBlock { block, hash } => {
                write!(f, "block {block} does not hold the extrinsic {hash}")
            }
            Self::OutcomeUnknown { hash, reason } => {
                write!(f, "what became of the extrinsic {hash} is unknown: {reason}")
            }
            Self::RuntimeChanged { composed_for, chain_has } => {
                write!(f, "the call is of {composed_for}, the chain has {chain_has}")
            }
            Self::Sign(error) => error.fmt(f),
            Self::TooManyBlocks { blocks, limit } => {
                write!(f, "{blocks} blocks to look through, at most {limit} are")
            }
            Self::Unsupported { what } => write!(f, "not possible here: {what}"),
        }
    }
}

impl core::error::Error for TxError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::AlreadyInPool(error) | Self::PoolBusy(error) | Self::PriorityTooLow(error) => {
                Some(error)
            }
            Self::Argument { error, .. } => Some(error),
            Self::Chain(error) => Some(error),
            Self::Compose(error) => Some(error),
            Self::Multisig(error) => Some(error),
            Self::Sign(error) => Some(error),
            _ => None,
        }
    }
}

impl From<Error> for TxError {
    fn from(error: Error) -> Self {
        Self::Chain(Box::new(error))
    }
}

impl From<ComposeError> for TxError {
    fn from(error: ComposeError) -> Self {
        Self::Compose(Box::new(error))
    }
}

impl From<MultisigError> for TxError {
    fn from(error: MultisigError) -> Self {
        Self::Multisig(error)
    }
}

impl From<SignError> for TxError {
    fn from(error: SignError) -> Self {
        Self::Sign(error)
    }
}
