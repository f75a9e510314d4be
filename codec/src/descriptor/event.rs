//! Events of pallets.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use parity_scale_codec::Decode;
use scale_info::{MetaType, TypeInfo};

use super::{BindError, BindErrorKind, Descriptor, Kind, Missing, Verdict, verdict};
use crate::events::EventRecord;
use crate::layout::{Change, Decoder, Fit, Mismatch, ValueError, Why};
use crate::metadata::Metadata;
use crate::schema::Node;

/// An event of a pallet.
///
/// `T` is made of its fields: a tuple, or a struct with the fields' names where the chain names
/// them; `()` where there is none.
pub struct Event<T> {
    pallet: &'static str,
    name: &'static str,
    types: PhantomData<fn() -> T>,
}

/// An event of one runtime: decodes its fields there.
///
/// Owns what it needs; keep it as long as the runtime is the same.
pub struct BoundEvent<T> {
    event: Event<T>,
    decoder: Decoder<T>,
}

impl<T> Event<T> {
    /// Describes the event `name` of `pallet`, both named as in the chain's metadata.
    #[must_use]
    pub const fn new(pallet: &'static str, name: &'static str) -> Self {
        Self { pallet, name, types: PhantomData }
    }

    /// The pallet's name.
    #[must_use]
    pub const fn pallet(&self) -> &'static str {
        self.pallet
    }

    /// The event's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode + TypeInfo + 'static> Event<T> {
    /// Compares the event with a runtime's metadata, and gives what decodes its fields there.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the event is missing or does not fit.
    pub fn bind(&self, metadata: &Metadata) -> Result<BoundEvent<T>, BindError> {
        self.try_bind(metadata).map_err(|kind| BindError::new(self, kind))
    }

    fn try_bind(&self, metadata: &Metadata) -> Result<BoundEvent<T>, BindErrorKind> {
        let pallet = metadata.pallet(self.pallet).ok_or(Missing::Owner(Kind::Event))?;
        let events = pallet.events().ok_or(Missing::Item(Kind::Event))?;
        let event = events.named(self.name).ok_or(Missing::Item(Kind::Event))?;
        let schema = metadata.schema();
        let group = match schema.node(events.ty()) {
            Ok(Node::Enum(of)) => schema.table().variant(of, event.index()).ok(),
            _ => None,
        };
        let group = group.ok_or_else(|| Mismatch::new("", Why::Undescribed))?;
        Ok(BoundEvent {
            event: *self,
            decoder: Decoder::of(Fit::of_fields(schema, group, &MetaType::new::<T>())?),
        })
    }
}

impl<T: Decode + TypeInfo + 'static> BoundEvent<T> {
    /// The descriptor.
    #[must_use]
    pub fn event(&self) -> Event<T> {
        self.event
    }

    /// What has drifted.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        self.decoder.changes()
    }

    /// Decodes the fields of a record; `None` where it is of another event.
    ///
    /// # Errors
    ///
    /// [`ValueError`] where the record is of this event and `T` refuses its fields.
    pub fn decode(&self, record: &EventRecord<'_, '_>) -> Option<Result<T, ValueError>> {
        if !record.is(self.event.pallet, self.event.name) {
            return None;
        }
        let decoded = self.decoder.decode(record.fields().bytes());
        Some(decoded.map_err(|error| error.at(self.event.pallet, self.event.name)))
    }
}

impl<T: Decode + TypeInfo + 'static> Descriptor for Event<T> {
    fn kind(&self) -> Kind {
        Kind::Event
    }

    fn owner(&self) -> &'static str {
        self.pallet
    }

    fn item(&self) -> &'static str {
        self.name
    }

    fn verify(&self, metadata: &Metadata) -> Verdict {
        verdict(self.try_bind(metadata).map(|bound| bound.changes()))
    }
}

super::descriptor!(Event<T>, pallet, name);

impl<T> fmt::Debug for BoundEvent<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bound{:?}", self.event)
    }
}
