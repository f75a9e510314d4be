//! Views of what metadata says about extrinsics.

use core::fmt;

use super::tables::{ExtensionRow, Tables};

/// How the extrinsics of a chain are made.
#[derive(Clone, Copy)]
pub struct ExtrinsicInfo<'m> {
    tables: &'m Tables,
}

impl<'m> ExtrinsicInfo<'m> {
    pub(super) fn new(tables: &'m Tables) -> Self {
        Self { tables }
    }

    /// The versions that the chain takes: 4, 5 or both. V14 and V15 name one.
    #[must_use]
    pub fn versions(&self) -> &'m [u8] {
        &self.tables.rows.extrinsic.versions
    }

    /// The id of the type of a signer's address. V14 tells it by a generic parameter of the
    /// extrinsic's type; None where that is missing.
    #[must_use]
    pub fn address(&self) -> Option<u32> {
        self.tables.rows.extrinsic.address
    }

    /// The id of the type of calls; None as for [`address`](Self::address).
    #[must_use]
    pub fn call(&self) -> Option<u32> {
        self.tables.rows.extrinsic.call
    }

    /// The id of the type of signatures; None as for [`address`](Self::address).
    #[must_use]
    pub fn signature(&self) -> Option<u32> {
        self.tables.rows.extrinsic.signature
    }

    /// The id of the type of all extensions' payloads together. V16 does not tell it.
    #[must_use]
    pub fn extra(&self) -> Option<u32> {
        self.tables.rows.extrinsic.extra
    }

    /// All extensions that any version has.
    pub fn extensions(&self) -> impl ExactSizeIterator<Item = Extension<'m>> + use<'m> {
        let tables = self.tables;
        tables.rows.extrinsic.extensions.iter().map(move |row| Extension { tables, row })
    }

    /// The versions of the extensions; only 0 before V16.
    pub fn extension_versions(&self) -> impl ExactSizeIterator<Item = u8> + use<'m> {
        self.tables.rows.extrinsic.by_version.iter().map(|(version, _)| *version)
    }

    /// The extensions of one version, in the order of their payloads; None where there is no such
    /// version. An extrinsic of version 4 has those of version 0.
    #[must_use]
    pub fn extensions_of(
        &self,
        version: u8,
    ) -> Option<impl ExactSizeIterator<Item = Extension<'m>> + use<'m>> {
        let tables = self.tables;
        let all = &tables.rows.extrinsic.extensions;
        let (_, places) = tables.rows.extrinsic.by_version.iter().find(|(of, _)| *of == version)?;
        // The reader has checked that the places are there.
        Some(places.iter().map(move |place| Extension { tables, row: &all[*place as usize] }))
    }
}

impl fmt::Debug for ExtrinsicInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "versions {:?}, ", self.versions())?;
        f.debug_list().entries(self.extensions()).finish()
    }
}

/// A transaction extension (signed extension): what a transaction carries beside its call, and
/// what is signed with it.
#[derive(Clone, Copy)]
pub struct Extension<'m> {
    tables: &'m Tables,
    row: &'m ExtensionRow,
}

impl<'m> Extension<'m> {
    /// Its identifier, `CheckNonce`.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.tables.str(self.row.name)
    }

    /// The id of the type that the transaction carries (`extra`).
    #[must_use]
    pub fn extra(&self) -> u32 {
        self.row.extra
    }

    /// The id of the type that is signed and not carried (`implicit`, `additional_signed`).
    #[must_use]
    pub fn implicit(&self) -> u32 {
        self.row.implicit
    }
}

impl fmt::Debug for Extension<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} + {}", self.name(), self.extra(), self.implicit())
    }
}
