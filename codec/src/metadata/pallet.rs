//! Views of a pallet: what it is made of, all but its storage.

use core::fmt;

use super::deprecation::Deprecation;
use super::function::ViewFunction;
use super::storage::StorageItem;
use super::tables::{AssociatedRow, ConstantRow, EnumRow, PalletRow, Tables, slice};
use crate::registry::{Variant, Variants};

/// A pallet: a part of a runtime with its own storage, calls, events, errors and constants.
#[derive(Clone, Copy)]
pub struct Pallet<'m> {
    tables: &'m Tables,
    row: &'m PalletRow,
}

impl<'m> Pallet<'m> {
    pub(super) fn new(tables: &'m Tables, row: &'m PalletRow) -> Self {
        Self { tables, row }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.tables.str(self.row.name)
    }

    /// Its index in the enums of all calls, events and errors.
    #[must_use]
    pub fn index(&self) -> u8 {
        self.row.index
    }

    /// Its documentation, lines separated by line ends; empty in V14, which has none, and where
    /// docs were not kept.
    #[must_use]
    pub fn docs(&self) -> &'m str {
        self.tables.str(self.row.docs)
    }

    /// Whether it should not be used any more; known to V16 only.
    #[must_use]
    pub fn deprecation(&self) -> Option<Deprecation<'m>> {
        Deprecation::new(self.tables, self.row.deprecation)
    }

    /// The name whose hash its storage keys start with, most often its own name. None where it has
    /// no storage.
    #[must_use]
    pub fn storage_prefix(&self) -> Option<&'m str> {
        self.row.prefix.map(|prefix| self.tables.str(prefix))
    }

    /// The storage item of a name.
    #[must_use]
    pub fn storage_item(&self, name: &str) -> Option<StorageItem<'m>> {
        self.storage_items().find(|item| item.name() == name)
    }

    /// Its storage items.
    pub fn storage_items(&self) -> impl ExactSizeIterator<Item = StorageItem<'m>> + use<'m> {
        let (tables, pallet) = (self.tables, self.row);
        let rows = slice(&tables.rows.storage, &pallet.storage);
        rows.iter().map(move |row| StorageItem::new(tables, pallet, row))
    }

    /// The storage item whose name has this `twox_128`.
    pub(super) fn item_by_hash(&self, hash: &[u8]) -> Option<StorageItem<'m>> {
        let items = slice(&self.tables.rows.storage, &self.row.storage);
        let row = items.iter().find(|row| row.hash == hash)?;
        Some(StorageItem::new(self.tables, self.row, row))
    }

    /// Its calls. None where it has none.
    #[must_use]
    pub fn calls(&self) -> Option<PalletEnum<'m>> {
        self.row.calls.as_ref().map(|row| PalletEnum::new(self.tables, row))
    }

    /// Its events. None where it has none.
    #[must_use]
    pub fn events(&self) -> Option<PalletEnum<'m>> {
        self.row.events.as_ref().map(|row| PalletEnum::new(self.tables, row))
    }

    /// Its errors. None where it has none.
    #[must_use]
    pub fn errors(&self) -> Option<PalletEnum<'m>> {
        self.row.errors.as_ref().map(|row| PalletEnum::new(self.tables, row))
    }

    /// The constant of a name.
    #[must_use]
    pub fn constant(&self, name: &str) -> Option<Constant<'m>> {
        self.constants().find(|constant| constant.name() == name)
    }

    /// Its constants.
    pub fn constants(&self) -> impl ExactSizeIterator<Item = Constant<'m>> + use<'m> {
        let tables = self.tables;
        let rows = slice(&tables.rows.constants, &self.row.constants);
        rows.iter().map(move |row| Constant { tables, row })
    }

    /// The view function of a name; known to V16 only.
    #[must_use]
    pub fn view_function(&self, name: &str) -> Option<ViewFunction<'m>> {
        self.view_functions().find(|function| function.name() == name)
    }

    /// Its view functions; empty before V16.
    pub fn view_functions(&self) -> impl ExactSizeIterator<Item = ViewFunction<'m>> + use<'m> {
        let tables = self.tables;
        let rows = slice(&tables.rows.views, &self.row.views);
        rows.iter().map(move |row| ViewFunction::new(tables, row))
    }

    /// The associated type of a name, `Currency`; known to V16 only.
    #[must_use]
    pub fn associated_type(&self, name: &str) -> Option<AssociatedType<'m>> {
        self.associated_types().find(|ty| ty.name() == name)
    }

    /// The associated types of its configuration; empty before V16.
    pub fn associated_types(&self) -> impl ExactSizeIterator<Item = AssociatedType<'m>> + use<'m> {
        let tables = self.tables;
        let rows = slice(&tables.rows.associated, &self.row.associated);
        rows.iter().map(move |row| AssociatedType { tables, row })
    }
}

impl fmt::Debug for Pallet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pallet({} = {})", self.name(), self.index())
    }
}

/// A pallet's calls, its events or its errors: the variants of one enum.
#[derive(Clone, Copy)]
pub struct PalletEnum<'m> {
    tables: &'m Tables,
    row: &'m EnumRow,
    variants: Variants<'m>,
}

impl<'m> PalletEnum<'m> {
    fn new(tables: &'m Tables, row: &'m EnumRow) -> Self {
        Self { tables, row, variants: tables.registry().variants(row.ty) }
    }

    /// The id of the enum's type.
    #[must_use]
    pub fn ty(&self) -> u32 {
        self.row.ty
    }

    /// All of them; none where the registry describes no enum by this id.
    #[must_use]
    pub fn variants(&self) -> Variants<'m> {
        self.variants
    }

    /// The one of a name, `transfer_keep_alive`.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Variant<'m>> {
        self.variants.named(name)
    }

    /// The one of an index.
    #[must_use]
    pub fn at(&self, index: u8) -> Option<Variant<'m>> {
        self.variants.at(index)
    }

    /// Whether the one of an index should not be used any more; known to V16 only.
    #[must_use]
    pub fn deprecation(&self, index: u8) -> Option<Deprecation<'m>> {
        let rows = slice(&self.tables.rows.deprecated, &self.row.deprecated);
        let (_, row) = rows.iter().find(|(variant, _)| *variant == index)?;
        Deprecation::new(self.tables, Some(*row))
    }
}

impl fmt::Debug for PalletEnum<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.variants.fmt(f)
    }
}

/// A constant of a pallet.
#[derive(Clone, Copy)]
pub struct Constant<'m> {
    tables: &'m Tables,
    row: &'m ConstantRow,
}

impl<'m> Constant<'m> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.tables.str(self.row.name)
    }

    /// The id of its type.
    #[must_use]
    pub fn ty(&self) -> u32 {
        self.row.ty
    }

    /// Its value's SCALE encoding.
    #[must_use]
    pub fn value(&self) -> &'m [u8] {
        self.tables.bytes(&self.row.value)
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

impl fmt::Debug for Constant<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.ty())
    }
}

/// A type that a pallet's configuration names.
#[derive(Clone, Copy)]
pub struct AssociatedType<'m> {
    tables: &'m Tables,
    row: &'m AssociatedRow,
}

impl<'m> AssociatedType<'m> {
    /// Its name in the configuration.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.tables.str(self.row.name)
    }

    /// Its id.
    #[must_use]
    pub fn ty(&self) -> u32 {
        self.row.ty
    }

    /// Its documentation, lines separated by line ends.
    #[must_use]
    pub fn docs(&self) -> &'m str {
        self.tables.str(self.row.docs)
    }
}

impl fmt::Debug for AssociatedType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.ty())
    }
}
