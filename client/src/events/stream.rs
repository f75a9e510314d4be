//! The events of the blocks that come.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use futures::future::ready;
use futures::stream::{self, Stream, StreamExt, TryStreamExt};
use subwire_codec::Event;
use subwire_codec::codec::Decode;
use subwire_codec::events::{EventRecord, Phase};
use subwire_codec::metadata::Metadata;
use subwire_codec::registry::TypeDef;
use subwire_codec::scale_info::TypeInfo;
use subwire_transport::Transport;

use super::BlockEvents;
use crate::{At, Dynamic, Error, FinalizedHeads, Head, HeadEvent, Heads};

/// How many blocks' events are under way at the same time, and how many of those of one branch.
const IN_FLIGHT: usize = 8;

/// An event that was looked for, and where it happened.
pub struct FoundEvent<E, T = Arc<dyn Transport>> {
    head: Head<T>,
    index: usize,
    phase: Phase,
    event: E,
}

impl<T: Transport> Heads<T> {
    /// What happens to the best chain, with the events of each block that belongs to it now:
    /// in the order of [`HeadEvent::enacted`]. One request for each block, and what it takes to know
    /// its runtime; up to 8 blocks ahead of the reader. Of a branch that takes the place of another, 8
    /// blocks at a time.
    pub fn with_events(
        self,
    ) -> impl Stream<Item = Result<(HeadEvent<T>, Vec<BlockEvents>), Error>> + Send + Unpin {
        let events = self.map(|event| async move {
            let event = event?;
            // A branch may be as long as the largest gap, far too long to be asked for at once.
            let blocks: Vec<At<T>> = event.enacted().iter().map(|head| head.at().clone()).collect();
            let each = stream::iter(blocks).map(|at| async move { at.events().await });
            let events = each.buffered(IN_FLIGHT).try_collect().await?;
            Ok((event, events))
        });
        until_error(events.buffered(IN_FLIGHT)).boxed()
    }
}

impl<T: Transport> FinalizedHeads<T> {
    /// The final blocks, each with its events. One request for each block, and what it takes to know
    /// its runtime; up to 8 blocks ahead of the reader.
    ///
    /// The events of a block that upgrades the chain are read by the runtime that executed it, those
    /// of the next one by the new one.
    pub fn with_events(
        self,
    ) -> impl Stream<Item = Result<(Head<T>, BlockEvents), Error>> + Send + Unpin {
        let events = self.map(|head| async move {
            let head = head?;
            let events = head.at().events().await?;
            Ok((head, events))
        });
        until_error(events.buffered(IN_FLIGHT)).boxed()
    }

    /// Every event of a kind in the final blocks. Ends after an `Err`. Costs as [`with_events`](Self::with_events).
    ///
    /// Ends with [`Error::Bind`] at the first block in whose runtime the event is another, or missing.
    pub fn find<E>(
        self,
        event: Event<E>,
    ) -> impl Stream<Item = Result<FoundEvent<E, T>, Error>> + Send + Unpin
    where
        E: Decode + TypeInfo + Send + 'static,
    {
        self.pick(move |events| {
            let bound = events.runtime().event(&event)?;
            let mut found = Vec::new();
            for record in events.iter()? {
                let record = record?;
                if let Some(fields) = bound.decode(&record) {
                    found.push(Found::of(&record, fields?));
                }
            }
            Ok(found)
        })
    }

    /// Every event of a pallet in the final blocks, or those of one name, for the metadata to tell what
    /// they are: each as a value of the chain's type of all events. Costs as
    /// [`with_events`](Self::with_events).
    pub fn find_named(
        self,
        pallet: &str,
        name: Option<&str>,
    ) -> impl Stream<Item = Result<FoundEvent<Dynamic, T>, Error>> + Send + Unpin + use<T> {
        let (pallet, name) = (String::from(pallet), name.map(String::from));
        self.pick(move |events| {
            let runtime = events.runtime();
            let ty = event_type(runtime.metadata());
            let ty = ty.ok_or_else(|| Error::missing("list of events", "System.Events"))?;
            let mut found = Vec::new();
            for record in events.iter()?.named(&pallet, name.as_deref()) {
                let record = record?;
                let event = Dynamic::new(runtime.clone(), ty, record.bytes().to_vec());
                found.push(Found::of(&record, event));
            }
            Ok(found)
        })
    }

    /// What `pick` finds in each block, one item after the other.
    fn pick<E: Send + 'static>(
        self,
        pick: impl Fn(&BlockEvents) -> Result<Vec<Found<E>>, Error> + Send + 'static,
    ) -> impl Stream<Item = Result<FoundEvent<E, T>, Error>> + Send + Unpin {
        let found = self.with_events().and_then(move |(head, events)| {
            let found = pick(&events);
            async move {
                let found = found?.into_iter();
                let found: Vec<_> = found.map(|found| Ok(found.at(head.clone()))).collect();
                Ok(stream::iter(found))
            }
        });
        until_error(found.try_flatten()).boxed()
    }
}

/// What comes up to the first error, so that none is passed over unseen.
fn until_error<V: Send>(
    items: impl Stream<Item = Result<V, Error>> + Send,
) -> impl Stream<Item = Result<V, Error>> + Send {
    items.scan(false, |failed, item| {
        let item = if *failed { None } else { Some(item) };
        *failed = !matches!(item, Some(Ok(_)));
        ready(item)
    })
}

/// An event whose block is not named yet.
struct Found<E> {
    index: usize,
    phase: Phase,
    event: E,
}

impl<E> Found<E> {
    fn of(record: &EventRecord<'_, '_>, event: E) -> Self {
        Self { index: record.index(), phase: record.phase(), event }
    }

    fn at<T>(self, head: Head<T>) -> FoundEvent<E, T> {
        let Self { index, phase, event } = self;
        FoundEvent { head, index, phase, event }
    }
}

impl<E, T> FoundEvent<E, T> {
    /// The block.
    #[must_use]
    pub fn head(&self) -> &Head<T> {
        &self.head
    }

    /// Its place among the block's events.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// When in the block it happened: which extrinsic told it.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// What it tells.
    #[must_use]
    pub fn event(&self) -> &E {
        &self.event
    }

    /// What it tells, by value.
    #[must_use]
    pub fn into_event(self) -> E {
        self.event
    }
}

impl<E: fmt::Debug, T> fmt::Debug for FoundEvent<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoundEvent")
            .field("head", &self.head)
            .field("phase", &self.phase)
            .field("event", &self.event)
            .finish_non_exhaustive()
    }
}

/// The type of an event of whatever pallet: `RuntimeEvent`.
fn event_type(metadata: &Metadata) -> Option<u32> {
    let registry = metadata.registry();
    let records = registry.get(metadata.storage_item("System", "Events")?.value())?;
    let TypeDef::Sequence(record) = records.def() else { return None };
    let TypeDef::Composite(fields) = registry.get(record)?.def() else { return None };
    fields.iter().find(|field| field.name() == "event").map(|field| field.ty())
}
