//! Views of storage items.

use core::fmt;

use super::deprecation::Deprecation;
use super::key::{Modifier, StorageKey};
use super::tables::{PalletRow, StorageRow, Tables, slice};
use crate::schema::Schema;

/// A storage item of a pallet: one value, or a map of them.
#[derive(Clone, Copy)]
pub struct StorageItem<'m> {
    tables: &'m Tables,
    pallet: &'m PalletRow,
    row: &'m StorageRow,
}

impl<'m> StorageItem<'m> {
    pub(super) fn new(tables: &'m Tables, pallet: &'m PalletRow, row: &'m StorageRow) -> Self {
        Self { tables, pallet, row }
    }

    /// What reads and writes its arguments and values.
    pub(crate) fn schema(&self) -> &'m Schema {
        &self.tables.schema
    }

    /// The name of its pallet.
    #[must_use]
    pub fn pallet(&self) -> &'m str {
        self.tables.str(self.pallet.name)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.tables.str(self.row.name)
    }

    /// What the absence of an entry means.
    #[must_use]
    pub fn modifier(&self) -> Modifier {
        self.row.modifier
    }

    /// The arguments of its keys, in their order; empty where it is a single value.
    ///
    /// A map with one hasher has one argument, even where that is a tuple.
    #[must_use]
    pub fn keys(&self) -> &'m [StorageKey] {
        slice(&self.tables.rows.keys, &self.row.keys)
    }

    /// The id of the value's type.
    #[must_use]
    pub fn value(&self) -> u32 {
        self.row.value
    }

    /// The SCALE encoding of what an absent entry reads as, if its modifier is
    /// [`Modifier::Default`]. Of an optional item it is the encoding of `None`.
    #[must_use]
    pub fn default(&self) -> &'m [u8] {
        self.tables.bytes(&self.row.default)
    }

    /// The bytes with which all its keys start; the whole key where it is a single value.
    #[must_use]
    pub fn prefix(&self) -> [u8; 32] {
        let mut prefix = [0; 32];
        let (pallet, item) = prefix.split_at_mut(16);
        pallet.copy_from_slice(&self.pallet.hash);
        item.copy_from_slice(&self.row.hash);
        prefix
    }

    /// Its documentation, lines separated by line ends.
    #[must_use]
    pub fn docs(&self) -> &'m str {
        self.tables.str(self.row.docs)
    }

    /// Whether it should not be used any more; known to V16 only.
    #[must_use]
    pub fn deprecation(&self) -> Option<Deprecation<'m>> {
        Deprecation::new(self.tables, self.row.deprecation)
    }
}

impl fmt::Debug for StorageItem<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{} {:?} -> ", self.pallet(), self.name(), self.keys())?;
        write!(f, "{} {:?}", self.value(), self.modifier())
    }
}
