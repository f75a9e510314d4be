//! The events of a block: the records of `System.Events`, by name.
//!
//! [`Metadata::decode_events`] goes through them one at a time, straight from their bytes.

mod json;
mod outcome;

use alloc::format;
use alloc::string::String;
use core::fmt;
use core::iter::FusedIterator;

pub use self::outcome::{Failure, Outcome};
use crate::cursor::{Cursor, Fault};
use crate::dispatch_error::DispatchError;
use crate::metadata::{Metadata, Pallet};
use crate::part::{Names, Part, Parts};
use crate::registry::{TypeDef, Variant, Variants};
use crate::schema::ReadError;

impl Metadata {
    /// Reads the value of the storage item `System.Events`, which must be all of `bytes`.
    ///
    /// The iterator reads a record when asked for it, and keeps none. Bytes that are left over behind
    /// the last record are an error too, which comes last.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where the number of records does not read, or where the metadata does not
    /// describe them.
    pub fn decode_events<'m, 'b>(&'m self, bytes: &'b [u8]) -> Result<Events<'m, 'b>, ReadError> {
        let refuse = |fault| ReadError::new(fault, 0, bytes.len(), String::new());
        let types = RecordTypes::of(self).ok_or_else(|| refuse(Fault::Type))?;
        let mut cursor = Cursor::new(bytes);
        let count = cursor.length().map_err(refuse)?;
        // A record takes a byte at least: its phase.
        if count > cursor.rest.len() {
            return Err(refuse(Fault::End));
        }
        Ok(Events { metadata: self, types, all: bytes, rest: cursor.rest, count, index: 0 })
    }
}

/// The types of what stands in a record beside its event.
#[derive(Clone, Copy, Debug)]
struct RecordTypes<'m> {
    phases: Variants<'m>,
    topics: u32,
}

impl<'m> RecordTypes<'m> {
    /// None where a record is not the `EventRecord` that is known: a phase, an event and topics of
    /// 32 bytes.
    fn of(metadata: &'m Metadata) -> Option<Self> {
        let registry = metadata.registry();
        let events = registry.get(metadata.storage_item("System", "Events")?.value())?;
        let TypeDef::Sequence(record) = events.def() else { return None };
        let TypeDef::Composite(fields) = registry.get(record)?.def() else { return None };
        if !fields.iter().map(|field| field.name()).eq(["phase", "event", "topics"]) {
            return None;
        }
        let TypeDef::Variant(phases) = registry.get(fields.get(0)?.ty())?.def() else {
            return None;
        };
        let topics = fields.get(2)?.ty();
        let TypeDef::Sequence(topic) = registry.get(topics)?.def() else { return None };
        let table = metadata.schema().table();
        let info = table.info(table.of_type(topic)?);
        (info.plain_size() == Some(TOPIC)).then_some(Self { phases, topics })
    }
}

/// How many bytes a topic has.
const TOPIC: usize = 32;

/// The records of a block's events, in their order.
///
/// After an error there is no more.
#[derive(Clone)]
pub struct Events<'m, 'b> {
    metadata: &'m Metadata,
    types: RecordTypes<'m>,
    all: &'b [u8],
    rest: &'b [u8],
    count: usize,
    index: usize,
}

impl<'m, 'b> Events<'m, 'b> {
    /// How many records there are, as the bytes claim.
    #[must_use]
    pub fn count_claimed(&self) -> usize {
        self.count
    }

    /// Those of a pallet and, where one is given, of a name.
    pub fn named<'n>(
        self,
        pallet: &'n str,
        name: Option<&'n str>,
    ) -> impl Iterator<Item = Result<EventRecord<'m, 'b>, ReadError>> + use<'m, 'b, 'n> {
        self.filter(move |record| {
            record.as_ref().map_or(true, |record| {
                record.pallet().name() == pallet && name.is_none_or(|name| record.name() == name)
            })
        })
    }

    /// Those of one extrinsic, by its place in the block.
    pub fn of_extrinsic(
        self,
        extrinsic: u32,
    ) -> impl Iterator<Item = Result<EventRecord<'m, 'b>, ReadError>> + use<'m, 'b> {
        let phase = Phase::ApplyExtrinsic(extrinsic);
        self.filter(move |record| record.as_ref().map_or(true, |record| record.phase() == phase))
    }

    fn record(&mut self) -> Result<EventRecord<'m, 'b>, ReadError> {
        let schema = self.metadata.schema();
        let phase = self.phase()?;
        let start = self.rest;
        let pallet = self.byte("event")?;
        let pallet = self.metadata.pallet_at(pallet).ok_or_else(|| self.unknown("event"))?;
        let index = self.byte(pallet.name())?;
        let variant = pallet.events().and_then(|events| events.at(index));
        let variant = variant.ok_or_else(|| self.unknown(pallet.name()))?;
        let fields = Parts::first(self.metadata, Names::Fields(variant.fields()), self.rest)
            .map_err(|error| {
                let error = error.inside(0, self.rest.len(), variant.name());
                self.place(error.inside(0, self.rest.len(), pallet.name()))
            })?;
        let bytes = &start[..fields.bytes().len() + 2];
        self.rest = &start[bytes.len()..];
        let topics = Part::first(schema, self.types.topics, self.rest)
            .map_err(|error| self.place(error.inside(0, self.rest.len(), "topics")))?;
        self.rest = &self.rest[topics.bytes().len()..];
        let metadata = self.metadata;
        Ok(EventRecord {
            metadata,
            index: self.index,
            phase,
            pallet,
            variant,
            fields,
            topics,
            bytes,
        })
    }

    fn phase(&mut self) -> Result<Phase, ReadError> {
        let index = self.byte("phase")?;
        let variant = self.types.phases.at(index).ok_or_else(|| self.unknown("phase"))?;
        match (variant.name(), variant.fields().len()) {
            ("ApplyExtrinsic", 1) => {
                let Some((number, rest)) = self.rest.split_first_chunk() else {
                    return Err(self.error(Fault::End, 0, "phase.ApplyExtrinsic"));
                };
                self.rest = rest;
                Ok(Phase::ApplyExtrinsic(u32::from_le_bytes(*number)))
            }
            ("Finalization", 0) => Ok(Phase::Finalization),
            ("Initialization", 0) => Ok(Phase::Initialization),
            _ => Err(self.unknown("phase")),
        }
    }

    fn byte(&mut self, path: &str) -> Result<u8, ReadError> {
        let split = self.rest.split_first();
        let (byte, rest) = split.ok_or_else(|| self.error(Fault::End, 0, path))?;
        self.rest = rest;
        Ok(*byte)
    }

    /// The error of the byte that was read last: no variant has it.
    fn unknown(&self, path: &str) -> ReadError {
        self.error(Fault::Variant, 1, path)
    }

    /// An error so many bytes before what is left.
    fn error(&self, fault: Fault, back: usize, path: &str) -> ReadError {
        let at = self.all.len() - self.rest.len() - back;
        let error = ReadError::new(fault, at, self.all.len(), path.into());
        error.inside(0, self.all.len(), &format!("[{}]", self.index))
    }

    /// An error in what is left, as seen from the start.
    fn place(&self, error: ReadError) -> ReadError {
        let before = self.all.len() - self.rest.len();
        error.inside(before, self.all.len(), &format!("[{}]", self.index))
    }
}

impl<'m, 'b> Iterator for Events<'m, 'b> {
    type Item = Result<EventRecord<'m, 'b>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = if self.index < self.count {
            self.record()
        } else if self.rest.is_empty() {
            return None;
        } else {
            let at = self.all.len() - self.rest.len();
            Err(ReadError::new(Fault::Trailing, at, self.all.len(), String::new()))
        };
        if item.is_err() {
            (self.count, self.rest) = (0, &[]);
        }
        self.index += 1;
        Some(item)
    }
}

impl FusedIterator for Events<'_, '_> {}

impl fmt::Debug for Events<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({} of {})", self.index, self.count)
    }
}

/// When in a block an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// While the extrinsic at this place in the block was applied.
    ApplyExtrinsic(u32),
    /// At the end of the block.
    Finalization,
    /// At the start of the block.
    Initialization,
}

/// An event, with when it happened.
#[derive(Clone, Copy)]
pub struct EventRecord<'m, 'b> {
    metadata: &'m Metadata,
    index: usize,
    phase: Phase,
    pallet: Pallet<'m>,
    variant: Variant<'m>,
    fields: Parts<'m, 'b>,
    topics: Part<'m, 'b>,
    bytes: &'b [u8],
}

impl<'m, 'b> EventRecord<'m, 'b> {
    /// Its place among the block's events.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// When it happened.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The pallet that tells it.
    #[must_use]
    pub fn pallet(&self) -> Pallet<'m> {
        self.pallet
    }

    /// Its name, `Transfer`.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.variant.name()
    }

    /// Whether it is the event of these names.
    #[must_use]
    pub fn is(&self, pallet: &str, name: &str) -> bool {
        self.name() == name && self.pallet.name() == pallet
    }

    /// Its documentation, lines separated by line ends; empty where docs were not kept.
    #[must_use]
    pub fn docs(&self) -> &'m str {
        self.variant.docs()
    }

    /// What it tells. Fields have names, or a place only.
    #[must_use]
    pub fn fields(&self) -> Parts<'m, 'b> {
        self.fields
    }

    /// The topics by which it is indexed; most have none.
    pub fn topics(&self) -> impl ExactSizeIterator<Item = &'b [u8; 32]> + use<'b> {
        // The whole is 32 bytes for each and a length prefix, which is shorter.
        let bytes = self.topics.bytes();
        let (_, topics) = bytes.split_at(bytes.len() % TOPIC);
        topics.chunks_exact(TOPIC).map(|topic| {
            // Chunks have this size.
            topic.first_chunk().unwrap_or(&[0; TOPIC])
        })
    }

    /// The event's bytes: the index of its pallet, its own, and its fields.
    #[must_use]
    pub fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// The failure that it tells: the first dispatch error in its fields. That of
    /// `System.ExtrinsicFailed`, and of a call inside another, which the outer one survived:
    /// `Utility.BatchInterrupted`, `Proxy.ProxyExecuted`, `Sudo.Sudid` and whatever else holds one.
    #[must_use]
    pub fn failure(&self) -> Option<DispatchError<'m>> {
        self.fields.iter().find_map(|(_, field)| self.metadata.find_dispatch_error(field))
    }
}

impl fmt::Debug for EventRecord<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (phase, pallet, name) = (self.phase, self.pallet.name(), self.name());
        write!(f, "{phase:?} {pallet}.{name} {:?}", self.fields)
    }
}
