//! Trying a transaction out, without sending it.

use alloc::string::String;
use core::fmt;

use subwire_codec::Part;
use subwire_transport::{Params, RpcError, Transport};

use super::{Invalid, Signed, TxError};
use crate::{Error, Runtime};

/// What a transaction would come to in the next block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DryRun {
    /// It would succeed. Calls within a batch that tell of failures by events only may have failed.
    Success,
    /// It would be executed and fail: the error's name and the chain's words.
    Failed(String),
    /// The chain would not take it.
    Invalid(Invalid),
}

impl<T: Transport> Signed<T> {
    /// Tries it out on the state of the head. Two or three requests, one after the other.
    ///
    /// By `system_dryRun` where the node lets us; public nodes do not. Else the runtime is asked
    /// itself, by its API `BlockBuilder`, which is what that method does. The nonce must be the
    /// account's next, and what other transactions in the pool will do is not seen.
    ///
    /// # Errors
    ///
    /// The transport's, and [`TxError::Unsupported`] where neither is there.
    pub async fn dry_run(&self) -> Result<DryRun, TxError> {
        const METHOD: &str = "system_dryRun";
        const CALL: &str = "BlockBuilder_apply_extrinsic";
        let at = self.client().at_head().await?;
        let runtime = at.next_runtime().await?;
        let params = Params::new().hex(self.bytes()).hex(at.hash().as_bytes());
        let reply = self.client().transport().request(METHOD, params).await;
        let bytes = match reply.and_then(|reply| reply.hex()).map_err(Error::of(METHOD)) {
            // Nodes that forbid it say that they do not know it.
            Err(error) if error.is_unanswerable() => {
                at.call_raw(CALL, self.bytes()).await.map_err(|error| match error.rpc() {
                    Some(rpc) if is_unknown(rpc) => TxError::Unsupported { what: "a dry run" },
                    _ => error.into(),
                })?
            }
            result => result?,
        };
        read(&runtime, &bytes).ok_or_else(|| {
            Error::bad_reply(METHOD, "the result of a transaction", "it is none").into()
        })
    }
}

/// Whether a node has no such method, or its runtime no such call.
fn is_unknown(error: &RpcError) -> bool {
    error.code == RpcError::METHOD_NOT_FOUND || error.message.contains("is not found")
}

/// Reads a `Result<Result<(), DispatchError>, TransactionValidityError>`.
fn read(runtime: &Runtime, bytes: &[u8]) -> Option<DryRun> {
    match bytes {
        [0, 0] => Some(DryRun::Success),
        [0, 1, error @ ..] => {
            let metadata = runtime.metadata();
            let ty = metadata.registry().find("sp_runtime::DispatchError")?.id();
            let error = Part::new(metadata.schema(), ty, error).ok()?;
            Some(DryRun::Failed(metadata.dispatch_error(error)?.to_string()))
        }
        [1, invalid @ ..] => Invalid::decode(invalid).map(DryRun::Invalid),
        _ => None,
    }
}

impl fmt::Display for DryRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Success => f.write_str("it would succeed"),
            Self::Failed(error) => write!(f, "it would fail: {error}"),
            Self::Invalid(reason) => write!(f, "the chain would not take it: {reason}"),
        }
    }
}
