//! A transaction that is in a block, and what became of it there.

use alloc::sync::Arc;
use core::fmt;

use futures::future::try_join;
use subwire_codec::Part;
use subwire_codec::events::Outcome;
use subwire_transport::Transport;

use super::TxError;
use crate::{At, BlockHash, Error, ExtrinsicEvents, ExtrinsicHash, IncludedExtrinsic};

/// A transaction that is in a block, with its events.
pub struct TxInBlock<T = Arc<dyn Transport>> {
    extrinsic: IncludedExtrinsic<T>,
    events: ExtrinsicEvents,
}

impl<T: Transport> TxInBlock<T> {
    /// Reads the block and its events, in one round trip where its runtime is known.
    pub(super) async fn read(at: At<T>, hash: ExtrinsicHash) -> Result<Self, TxError> {
        let (mut body, events) = try_join(at.raw_body(), at.events()).await?;
        let block = at.hash();
        let index = body.place(hash).ok_or(TxError::NotInBlock { block, hash })?;
        let bytes = body.extrinsics.swap_remove(index as usize);
        let extrinsic = IncludedExtrinsic::new(at, events.runtime().clone(), index, bytes);
        Ok(Self { extrinsic, events: events.of_extrinsic(index) })
    }

    /// The extrinsic, and the block that has it.
    #[must_use]
    pub fn extrinsic(&self) -> &IncludedExtrinsic<T> {
        &self.extrinsic
    }

    /// The block.
    #[must_use]
    pub fn at(&self) -> &At<T> {
        self.extrinsic.at()
    }

    /// The block's hash.
    #[must_use]
    pub fn block(&self) -> BlockHash {
        self.at().hash()
    }

    /// Its place in the block.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.extrinsic.index()
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> ExtrinsicHash {
        self.extrinsic.hash()
    }

    /// Its events.
    #[must_use]
    pub fn events(&self) -> &ExtrinsicEvents {
        &self.events
    }

    /// What became of it and of the calls within it.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where the events do not read, or tell no outcome.
    pub fn outcome(&self) -> Result<Outcome<'_, '_>, Error> {
        let outcome = self.events.outcome()?;
        outcome.ok_or_else(|| Error::missing("event", "System.ExtrinsicSuccess"))
    }

    /// Nothing where it succeeded, and every call within it.
    ///
    /// # Errors
    ///
    /// [`TxError::Dispatch`] with the first failure, by name and with the chain's words: its own, or
    /// that of a call within a batch, a proxy's, a multisig's or sudo's.
    pub fn success(&self) -> Result<(), TxError> {
        let outcome = self.outcome()?;
        let nested = outcome.nested().first().map(|failure| failure.error);
        let is_nested = outcome.error().is_none();
        match outcome.error().or(nested) {
            Some(error) => {
                let (block, error) = (self.block(), error.to_string());
                Err(TxError::Dispatch { block, error, is_nested })
            }
            None => Ok(()),
        }
    }

    /// What was paid for it, the tip included, in the chain's smallest unit. None where the chain
    /// does not tell: where nothing was paid, or it has no event `TransactionFeePaid`.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where the events do not read.
    pub fn fee_paid(&self) -> Result<Option<u128>, Error> {
        for event in self.events.iter()? {
            let event = event?;
            if event.is("TransactionPayment", "TransactionFeePaid") {
                return Ok(event.fields().get("actual_fee").and_then(uint));
            }
        }
        Ok(None)
    }
}

/// Chains have amounts of 64 or 128 bits.
fn uint(part: Part<'_, '_>) -> Option<u128> {
    match part.bytes().len() {
        8 => part.decode::<u64>().ok().map(u128::from),
        16 => part.decode().ok(),
        _ => None,
    }
}

impl<T> fmt::Debug for TxInBlock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TxInBlock").field("extrinsic", &self.extrinsic).finish_non_exhaustive()
    }
}
