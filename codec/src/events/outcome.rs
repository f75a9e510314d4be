//! What became of an extrinsic.

use alloc::vec::Vec;

use super::{EventRecord, Events};
use crate::dispatch_error::DispatchError;
use crate::schema::ReadError;

/// What became of an extrinsic, and of the calls inside it.
#[derive(Clone, Debug)]
pub struct Outcome<'m, 'b> {
    event: EventRecord<'m, 'b>,
    error: Option<DispatchError<'m>>,
    nested: Vec<Failure<'m, 'b>>,
}

/// A call inside an extrinsic that failed without failing the extrinsic.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Failure<'m, 'b> {
    /// The event that tells it.
    pub event: EventRecord<'m, 'b>,
    /// Why it failed.
    pub error: DispatchError<'m>,
}

impl<'m, 'b> Outcome<'m, 'b> {
    /// Whether the extrinsic itself succeeded. Calls inside it may have failed all the same.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.event.name() == "ExtrinsicSuccess"
    }

    /// Why it failed, if it did.
    #[must_use]
    pub fn error(&self) -> Option<DispatchError<'m>> {
        self.error
    }

    /// The calls inside it that failed, in the order in which events told it.
    #[must_use]
    pub fn nested(&self) -> &[Failure<'m, 'b>] {
        &self.nested
    }

    /// `System.ExtrinsicSuccess` or `System.ExtrinsicFailed`, whose field `dispatch_info` tells
    /// the weight and whether a fee was paid.
    #[must_use]
    pub fn event(&self) -> EventRecord<'m, 'b> {
        self.event
    }
}

impl<'m, 'b> Events<'m, 'b> {
    /// What became of an extrinsic, by its place in the block. None where the block has none there.
    ///
    /// Reads all events.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where an event does not read.
    pub fn outcome(self, extrinsic: u32) -> Result<Option<Outcome<'m, 'b>>, ReadError> {
        let mut last = None;
        let mut nested = Vec::new();
        for event in self.of_extrinsic(extrinsic) {
            let event = event?;
            let error = event.failure();
            if event.is("System", "ExtrinsicSuccess") || event.is("System", "ExtrinsicFailed") {
                last = Some((event, error));
            } else if let Some(error) = error {
                nested.push(Failure { event, error });
            }
        }
        Ok(last.map(|(event, error)| Outcome { event, error, nested }))
    }
}
