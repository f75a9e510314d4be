//! What a runtime says about itself: pallets, storage, calls, events, errors, constants, runtime
//! APIs, extrinsics, and the types of all of it.
//!
//! Versions 14, 15 and 16 are read into one [`Metadata`]. What a version does not know is empty or
//! `None` in it:
//!
//! | | V14 | V15 | V16 |
//! |---|---|---|---|
//! | pallets, storage, calls, events, errors, constants, extensions | yes | yes | yes |
//! | docs of pallets, runtime APIs, custom values | | yes | yes |
//! | the enum of all errors | where some type uses it | yes | yes |
//! | type of all extensions' payloads together | yes | yes | |
//! | view functions, associated types, deprecations, versions of APIs | | | yes |
//!
//! Views such as [`Pallet`] and [`StorageItem`] are handles of two or three words, made on demand.
//! Type ids are those of [`Metadata::registry`]. An id that the registry does not describe is
//! handed out as it is; looking it up gives `None`.

mod deprecation;
mod extrinsic;
mod function;
mod key;
mod pallet;
mod read;
mod storage;
mod tables;
mod version;

use core::fmt;

pub use self::deprecation::Deprecation;
pub use self::extrinsic::{Extension, ExtrinsicInfo};
pub use self::function::{Api, ApiMethod, Param, ViewFunction};
pub use self::key::{Hasher, Modifier, StorageKey};
pub use self::pallet::{AssociatedType, Constant, Pallet, PalletEnum};
pub use self::storage::StorageItem;
use self::tables::{CustomRow, Tables};
pub use self::version::RuntimeVersion;
use crate::registry::{MetadataError, Registry};
use crate::schema::{Limits, Schema};

/// The metadata of a runtime.
pub struct Metadata {
    tables: Tables,
}

impl Metadata {
    /// Reads metadata of version 14, 15 or 16, which must be all of `bytes`.
    ///
    /// Takes it bare, as `state_getMetadata` answers it, and as the runtime calls return it:
    /// wrapped in a `Vec<u8>` (`Metadata_metadata`) or an `Option<Vec<u8>>`
    /// (`Metadata_metadata_at_version`). Compiles the [`Schema`] of its types. About a millisecond for
    /// 300 kB.
    ///
    /// # Errors
    ///
    /// [`MetadataError`] with the offset and the part that does not decode, or with the version
    /// that is not read.
    pub fn decode(bytes: &[u8]) -> Result<Self, MetadataError> {
        Ok(Self { tables: read::read(bytes, true)? })
    }

    /// As [`decode`](Self::decode), and drops all documentation, which is a third of the text.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    pub fn decode_without_docs(bytes: &[u8]) -> Result<Self, MetadataError> {
        Ok(Self { tables: read::read(bytes, false)? })
    }

    /// The version of the metadata: 14, 15 or 16. Not that of the runtime.
    #[must_use]
    pub fn version(&self) -> u8 {
        self.tables.rows.version
    }

    /// Which runtime it is of: the constant `System.Version`. None where there is no such constant,
    /// or where it does not tell.
    #[must_use]
    pub fn runtime_version(&self) -> Option<RuntimeVersion<'_>> {
        RuntimeVersion::read(self.schema(), self.constant("System", "Version")?)
    }

    /// The version of the runtime; None as for [`runtime_version`](Self::runtime_version).
    #[must_use]
    pub fn spec_version(&self) -> Option<u32> {
        self.runtime_version().map(|version| version.spec_version())
    }

    /// Sets the limits that hold for everything that is read by its schema.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.tables.schema = self.tables.schema.with_limits(limits);
        self
    }

    /// What reads and writes values of its types.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.tables.schema
    }

    /// The types.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        self.tables.registry()
    }

    /// The pallet of a name.
    #[must_use]
    pub fn pallet(&self, name: &str) -> Option<Pallet<'_>> {
        self.pallets().find(|pallet| pallet.name() == name)
    }

    /// The pallet of an index.
    #[must_use]
    pub fn pallet_at(&self, index: u8) -> Option<Pallet<'_>> {
        self.pallets().find(|pallet| pallet.index() == index)
    }

    /// The pallets.
    pub fn pallets(&self) -> impl ExactSizeIterator<Item = Pallet<'_>> {
        self.tables.rows.pallets.iter().map(|row| Pallet::new(&self.tables, row))
    }

    /// The storage item of these names.
    #[must_use]
    pub fn storage_item(&self, pallet: &str, item: &str) -> Option<StorageItem<'_>> {
        self.pallet(pallet)?.storage_item(item)
    }

    /// The storage item to which a key belongs, by the key's first 32 bytes. None for keys that are
    /// no pallet's, such as `:code`.
    #[must_use]
    pub fn storage_by_key(&self, key: &[u8]) -> Option<StorageItem<'_>> {
        let (pallet, rest) = key.split_first_chunk::<16>()?;
        let (item, _) = rest.split_first_chunk::<16>()?;
        // Pallets may share a prefix.
        let rows = self.tables.rows.pallets.iter().filter(|row| row.hash == *pallet);
        rows.map(|row| Pallet::new(&self.tables, row)).find_map(|pallet| pallet.item_by_hash(item))
    }

    /// The constant of these names.
    #[must_use]
    pub fn constant(&self, pallet: &str, name: &str) -> Option<Constant<'_>> {
        self.pallet(pallet)?.constant(name)
    }

    /// Whether the metadata is of a version that describes runtime APIs. V14 does not: no method is
    /// found there, although the runtime has them.
    #[must_use]
    pub fn describes_apis(&self) -> bool {
        self.version() >= 15
    }

    /// The runtime API of a name.
    #[must_use]
    pub fn api(&self, name: &str) -> Option<Api<'_>> {
        self.apis().find(|api| api.name() == name)
    }

    /// The runtime APIs; empty in V14.
    pub fn apis(&self) -> impl ExactSizeIterator<Item = Api<'_>> {
        self.tables.rows.apis.iter().map(|row| Api::new(&self.tables, row))
    }

    /// The method of a runtime API.
    #[must_use]
    pub fn api_method(&self, api: &str, method: &str) -> Option<ApiMethod<'_>> {
        self.api(api)?.method(method)
    }

    /// How extrinsics are made.
    #[must_use]
    pub fn extrinsic(&self) -> ExtrinsicInfo<'_> {
        ExtrinsicInfo::new(&self.tables)
    }

    /// The id of the enum of all pallets' calls. V14 does not name it: there it is what extrinsics
    /// wrap.
    #[must_use]
    pub fn call_type(&self) -> Option<u32> {
        self.tables.rows.outer.call
    }

    /// The id of the enum of all pallets' events. V14 does not name it: there it is what
    /// `System.Events` records.
    #[must_use]
    pub fn event_type(&self) -> Option<u32> {
        self.tables.rows.outer.event
    }

    /// The id of the enum of all pallets' errors. V14 has it only where some other type uses it.
    #[must_use]
    pub fn error_type(&self) -> Option<u32> {
        self.tables.rows.outer.error
    }

    /// The custom value of a name.
    #[must_use]
    pub fn custom_value(&self, name: &str) -> Option<CustomValue<'_>> {
        self.custom_values().find(|value| value.name() == name)
    }

    /// Values that the chain's makers added; empty in V14.
    pub fn custom_values(&self) -> impl ExactSizeIterator<Item = CustomValue<'_>> {
        self.tables.rows.custom.iter().map(|row| CustomValue { tables: &self.tables, row })
    }
}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (version, pallets) = (self.version(), self.pallets().len());
        write!(f, "Metadata(V{version}, {pallets} pallets, {:?})", self.registry())
    }
}

/// A value that a chain's makers added to its metadata.
#[derive(Clone, Copy)]
pub struct CustomValue<'m> {
    tables: &'m Tables,
    row: &'m CustomRow,
}

impl<'m> CustomValue<'m> {
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

    /// Its SCALE encoding.
    #[must_use]
    pub fn value(&self) -> &'m [u8] {
        self.tables.bytes(&self.row.value)
    }
}

impl fmt::Debug for CustomValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.ty())
    }
}
