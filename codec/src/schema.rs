//! A chain's types, compiled once for reading and writing values of any of them.
//!
//! A [`Registry`] says what each type is made of. A [`Schema`] holds the same as one flat table:
//! newtypes are looked through, sizes are known, every struct is a short program. Values are then
//! read straight from their bytes, without a tree and without looking up a name.
//!
//! ```
//! use subwire_codec::registry::Registry;
//! use subwire_codec::scale_info::TypeInfo;
//! use subwire_codec::schema::Schema;
//!
//! #[derive(TypeInfo)]
//! # #[scale_info(crate = subwire_codec::scale_info)]
//! struct Subnet {
//!     netuid: u16,
//!     name: String,
//! }
//!
//! let (registry, subnets) = Registry::of::<Vec<Subnet>>();
//! let schema = Schema::new(registry);
//! schema.validate(subnets, &[4, 1, 0, 8, b'o', b'k'])?;
//! let error = schema.validate(subnets, &[4, 1, 0, 8, b'o']).unwrap_err();
//! assert_eq!(error.to_string(), "byte 3 of 5, at [0].name: the bytes end here");
//! # Ok::<(), subwire_codec::schema::ReadError>(())
//! ```

mod compile;
pub mod encode;
pub mod json;
mod locate;
mod program;
#[cfg(feature = "serde")]
pub mod serialize;
mod skip;
mod table;
#[cfg(test)]
mod tests;
mod types;
mod value;
mod view;

use alloc::sync::Arc;
use core::fmt;

pub use self::encode::{EncodeError, EncodeErrorKind};
pub use self::json::Accounts;
pub use self::locate::ReadError;
#[cfg(feature = "serde")]
pub use self::serialize::Serializable;
pub(crate) use self::skip::{bits, bools, deeper};
pub(crate) use self::table::{Enum, Group, Node, Skip, Source, Table};
pub(crate) use self::types::Types;
pub use self::value::{Bits, Fields, Kind, List, Value};
pub use self::view::{Document, Tape, View};
use crate::cursor::Fault;
use crate::registry::Registry;

/// What a value may cost, whatever its bytes claim.
///
/// A length prefix is never trusted: elements that take bytes are bounded by the bytes there are.
/// These limits bound the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many sequences, enums and options may stand inside each other: 128 unless told
    /// otherwise, and never more than [`MAX_DEPTH`](Self::MAX_DEPTH). Each level, and each struct on
    /// the way, of which there are at most 16 between two levels, takes up to half a kilobyte of
    /// stack in optimised builds, several in others.
    pub depth: u16,
    /// How many items a value may have that take memory or time of their own: elements that take
    /// no bytes, entries of a view, nodes of a tree. 2^24 unless told otherwise.
    pub items: usize,
    /// How many bytes of output may be written: 512 MiB unless told otherwise.
    pub output: usize,
}

impl Limits {
    /// The greatest depth that can be asked for: what Substrate's runtimes allow an extrinsic.
    pub const MAX_DEPTH: u16 = 256;
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 128, items: 1 << 24, output: 512 << 20 }
    }
}

/// The types of a chain, ready to read and write their values.
///
/// Types are named by their ids in the [`Registry`] that it was made from.
///
/// Cloning it is cheap: the types are shared.
#[derive(Clone)]
pub struct Schema {
    types: Arc<Types>,
    limits: Limits,
}

impl Schema {
    /// Compiles the types: about half a millisecond for a runtime's 700.
    ///
    /// Never fails. A type that makes no sense, of which no value could exist, makes its values
    /// unreadable ([`Fault::Type`]) and harms no other.
    #[must_use]
    pub fn new(registry: Registry) -> Self {
        let table = compile::compile(&registry);
        Self { types: Arc::new(Types { registry, table }), limits: Limits::default() }
    }

    /// Sets the limits that hold for everything that is read by this schema.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = Limits { depth: limits.depth.min(Limits::MAX_DEPTH), ..limits };
        self
    }

    /// The limits in force.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The types by themselves.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.types.registry
    }

    /// Checks that `bytes` are exactly one value of a type. Allocates nothing.
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the offset and the path of what is wrong.
    pub fn validate(&self, ty: u32, bytes: &[u8]) -> Result<(), ReadError> {
        self.read_all(ty, bytes, |node, source, depth| self.table().skip(node, source, depth))
    }

    /// Checks that `bytes` start with a value of a type, and gives its length. Allocates nothing.
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the offset and the path of what is wrong.
    pub fn measure(&self, ty: u32, bytes: &[u8]) -> Result<usize, ReadError> {
        let mut source = self.source(bytes);
        let read = self.node(ty).and_then(|node| {
            self.table().skip(node, &mut source, self.depth())?;
            Ok(bytes.len() - source.rest.len())
        });
        read.map_err(|fault| self.locate(ty, bytes, fault))
    }

    /// Reads all of `bytes` as one value. The reader gets the type's node, the bytes, and the depth
    /// that is left; if it fails, the place is looked for.
    pub(crate) fn read_all<'b, T>(
        &self,
        ty: u32,
        bytes: &'b [u8],
        read: impl FnOnce(Node, &mut Source<'b>, u32) -> Result<T, Fault>,
    ) -> Result<T, ReadError> {
        let mut source = self.source(bytes);
        let value = self.node(ty).and_then(|node| {
            let value = read(node, &mut source, self.depth())?;
            if source.rest.is_empty() { Ok(value) } else { Err(Fault::Trailing) }
        });
        value.map_err(|fault| self.locate(ty, bytes, fault))
    }

    pub(crate) fn types(&self) -> &Arc<Types> {
        &self.types
    }

    pub(crate) fn table(&self) -> &Table {
        &self.types.table
    }

    pub(crate) fn source<'b>(&self, bytes: &'b [u8]) -> Source<'b> {
        Source::new(bytes, self.limits.items)
    }

    pub(crate) fn depth(&self) -> u32 {
        u32::from(self.limits.depth)
    }

    /// The node of a type's id.
    pub(crate) fn node(&self, ty: u32) -> Result<Node, Fault> {
        self.table().of_type(ty).and_then(|index| self.table().node(index)).ok_or(Fault::Type)
    }
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Schema({} types)", self.types.registry.len())
    }
}
