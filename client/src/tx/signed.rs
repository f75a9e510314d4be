//! A whole extrinsic, ready to be sent.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::hash::blake2b_256;
use subwire_transport::{Params, Request, Subscribe, Transport};

use super::nonce::Lease;
use super::{Invalid, Submitted, TxError, TxProgress};
use crate::{Client, ExtrinsicHash};

/// A whole extrinsic, ready to be sent. Until it is, it keeps its nonce from others; dropping it
/// gives the nonce back.
#[must_use = "it is not sent yet"]
pub struct Signed<T = Arc<dyn Transport>> {
    client: Client<T>,
    bytes: Vec<u8>,
    hash: ExtrinsicHash,
    lease: Option<Lease>,
    from: Option<u32>,
    until: Option<u32>,
}

const SUBMIT: &str = "author_submitExtrinsic";
const WATCH: &str = "author_submitAndWatchExtrinsic";
const UNWATCH: &str = "author_unwatchExtrinsic";

impl<T: Transport> Client<T> {
    /// An extrinsic that was made elsewhere, with its length before it. Nothing is checked here.
    ///
    /// Where it is [looked for](Submitted::find) later, nobody knows its era: see
    /// [`Signed::between`].
    pub fn signed(&self, bytes: impl Into<Vec<u8>>) -> Signed<T> {
        Signed::new(self.clone(), bytes.into(), None)
    }
}

impl<T: Transport> Signed<T> {
    pub(super) fn new(client: Client<T>, bytes: Vec<u8>, lease: Option<Lease>) -> Self {
        let hash = blake2b_256(&bytes).into();
        Self { client, bytes, hash, lease, from: None, until: None }
    }

    /// Tells which blocks can hold it: not the first or one before it, and not one after the last.
    /// Where the watch breaks, it is looked for there. Known of what was prepared here.
    pub fn between(mut self, first: Option<u32>, last: Option<u32>) -> Self {
        (self.from, self.until) = (first, last);
        self
    }

    /// Its bytes, with their length before them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> ExtrinsicHash {
        self.hash
    }

    /// The nonce that it keeps from others; None where it was made elsewhere, or with a nonce that the
    /// caller gave.
    #[must_use]
    pub fn nonce(&self) -> Option<u64> {
        self.lease.as_ref().map(Lease::nonce)
    }

    pub(super) fn client(&self) -> &Client<T> {
        &self.client
    }

    /// Puts it into the node's pool. One request, which is never sent twice.
    ///
    /// # Errors
    ///
    /// [`TxError::Invalid`] and others of the pool, [`TxError::OutcomeUnknown`] where the answer was
    /// lost, and the transport's.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future before it was polled gives the nonce back. After that the node may have
    /// got it: the account's next transaction asks the node which nonce it wants.
    pub async fn submit(mut self) -> Result<Submitted<T>, TxError> {
        self.sent();
        let request = Request::new(SUBMIT, Params::new().hex(&self.bytes)).once();
        let sent = self.client.transport().send(request).await;
        let sent = sent.map_err(TxError::of_submission(SUBMIT, self.hash));
        self.settle(sent).map(|(submitted, _)| submitted)
    }

    /// Puts it into the node's pool and is told what becomes of it. One request, which is never
    /// sent twice.
    ///
    /// # Errors
    ///
    /// As [`submit`](Self::submit); also where the transport has no subscriptions. The nonce is
    /// given back then, and nothing was sent.
    ///
    /// # Cancel safety
    ///
    /// As [`submit`](Self::submit).
    pub async fn submit_and_watch(mut self) -> Result<TxProgress<T>, TxError> {
        self.sent();
        let params = Params::new().hex(&self.bytes);
        let subscribe = Subscribe::new(WATCH, params, UNWATCH).once();
        let sent = self.client.transport().subscribe(subscribe).await;
        let sent = sent.map_err(TxError::of_submission(WATCH, self.hash));
        self.settle(sent).map(|(submitted, statuses)| TxProgress::new(submitted, statuses))
    }

    fn sent(&mut self) {
        if let Some(lease) = &mut self.lease {
            lease.sent();
        }
    }

    /// Settles what becomes of the nonce.
    fn settle<R>(self, sent: Result<R, TxError>) -> Result<(Submitted<T>, R), TxError> {
        if let Some(lease) = self.lease {
            match &sent {
                Ok(_) | Err(TxError::AlreadyInPool(_)) => lease.taken(),
                Err(TxError::Invalid { reason: Invalid::Stale }) => lease.stale(),
                // One below it is missing, which only the node can name: it will be asked.
                Err(TxError::Invalid { reason: Invalid::Future }) => drop(lease),
                Err(TxError::PriorityTooLow(_)) => lease.stale(),
                Err(TxError::Invalid { .. } | TxError::PoolBusy(_)) => lease.unused(),
                // Nothing was sent.
                Err(TxError::Chain(error)) if error.is_unanswerable() => lease.unused(),
                // It stays sent: the node will be asked.
                Err(_) => drop(lease),
            }
        }
        Ok((Submitted::new(self.client, self.hash, self.from, self.until), sent?))
    }
}

impl<T> fmt::Debug for Signed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("hash", &self.hash)
            .field("nonce", &self.lease.as_ref().map(Lease::nonce))
            .finish_non_exhaustive()
    }
}
