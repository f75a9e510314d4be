//! Everything that metadata says beside the types: rows, and the ranges that join them.
//!
//! Texts are kept in the registry's text, byte strings in one blob.

use alloc::vec::Vec;
use core::ops::Range;

use super::key::{Modifier, StorageKey};
use crate::registry::{Registry, Text};
use crate::schema::Schema;

/// The types, and the rows that refer to them.
pub(super) struct Tables {
    pub(super) schema: Schema,
    pub(super) rows: Rows,
}

impl Tables {
    pub(super) fn registry(&self) -> &Registry {
        self.schema.registry()
    }

    pub(super) fn str(&self, text: Text) -> &str {
        self.registry().str(text)
    }

    pub(super) fn bytes(&self, range: &Range<u32>) -> &[u8] {
        slice(&self.rows.blob, range)
    }
}

#[derive(Default)]
pub(super) struct Rows {
    pub(super) version: u8,
    /// Defaults and the values of constants.
    pub(super) blob: Vec<u8>,
    pub(super) pallets: Vec<PalletRow>,
    pub(super) storage: Vec<StorageRow>,
    pub(super) keys: Vec<StorageKey>,
    pub(super) constants: Vec<ConstantRow>,
    pub(super) associated: Vec<AssociatedRow>,
    pub(super) views: Vec<ViewRow>,
    pub(super) apis: Vec<ApiRow>,
    pub(super) methods: Vec<FunctionRow>,
    pub(super) params: Vec<ParamRow>,
    pub(super) deprecated: Vec<(u8, DeprecationRow)>,
    pub(super) extrinsic: ExtrinsicRow,
    pub(super) outer: OuterRow,
    pub(super) custom: Vec<CustomRow>,
}

/// The rows of a range, which the reader itself has made.
pub(super) fn slice<'m, T>(all: &'m [T], range: &Range<u32>) -> &'m [T] {
    all.get(range.start as usize..range.end as usize).unwrap_or_default()
}

pub(super) struct PalletRow {
    pub(super) name: Text,
    pub(super) index: u8,
    pub(super) prefix: Option<Text>,
    /// `twox_128` of the prefix.
    pub(super) hash: [u8; 16],
    pub(super) storage: Range<u32>,
    pub(super) calls: Option<EnumRow>,
    pub(super) events: Option<EnumRow>,
    pub(super) errors: Option<EnumRow>,
    pub(super) constants: Range<u32>,
    pub(super) associated: Range<u32>,
    pub(super) views: Range<u32>,
    pub(super) docs: Text,
    pub(super) deprecation: Option<DeprecationRow>,
}

pub(super) struct EnumRow {
    pub(super) ty: u32,
    pub(super) deprecated: Range<u32>,
}

#[derive(Clone, Copy)]
pub(super) struct DeprecationRow {
    pub(super) note: Text,
    pub(super) since: Text,
}

pub(super) struct StorageRow {
    pub(super) name: Text,
    /// `twox_128` of the name.
    pub(super) hash: [u8; 16],
    pub(super) modifier: Modifier,
    pub(super) keys: Range<u32>,
    pub(super) value: u32,
    pub(super) default: Range<u32>,
    pub(super) docs: Text,
    pub(super) deprecation: Option<DeprecationRow>,
}

pub(super) struct ConstantRow {
    pub(super) name: Text,
    pub(super) ty: u32,
    pub(super) value: Range<u32>,
    pub(super) docs: Text,
    pub(super) deprecation: Option<DeprecationRow>,
}

pub(super) struct AssociatedRow {
    pub(super) name: Text,
    pub(super) ty: u32,
    pub(super) docs: Text,
}

pub(super) struct ViewRow {
    pub(super) id: [u8; 32],
    pub(super) function: FunctionRow,
}

pub(super) struct ApiRow {
    pub(super) name: Text,
    pub(super) version: Option<u32>,
    pub(super) methods: Range<u32>,
    pub(super) docs: Text,
    pub(super) deprecation: Option<DeprecationRow>,
}

pub(super) struct FunctionRow {
    pub(super) name: Text,
    pub(super) inputs: Range<u32>,
    pub(super) output: u32,
    pub(super) docs: Text,
    pub(super) deprecation: Option<DeprecationRow>,
}

pub(super) struct ParamRow {
    pub(super) name: Text,
    pub(super) ty: u32,
}

#[derive(Default)]
pub(super) struct ExtrinsicRow {
    /// Known to V14 only.
    pub(super) ty: Option<u32>,
    pub(super) versions: Vec<u8>,
    pub(super) address: Option<u32>,
    pub(super) call: Option<u32>,
    pub(super) signature: Option<u32>,
    pub(super) extra: Option<u32>,
    pub(super) extensions: Vec<ExtensionRow>,
    /// Each version of the extensions with the places of its extensions.
    pub(super) by_version: Vec<(u8, Vec<u32>)>,
}

pub(super) struct ExtensionRow {
    pub(super) name: Text,
    pub(super) extra: u32,
    pub(super) implicit: u32,
}

/// The enums of all pallets' calls, events and errors.
#[derive(Default)]
pub(super) struct OuterRow {
    pub(super) call: Option<u32>,
    pub(super) event: Option<u32>,
    pub(super) error: Option<u32>,
}

pub(super) struct CustomRow {
    pub(super) name: Text,
    pub(super) ty: u32,
    pub(super) value: Range<u32>,
}
