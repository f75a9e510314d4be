//! Edits of metadata that leave its encoding whole: other types, other keys, ids that lead nowhere.

use frame_metadata::RuntimeMetadata;
use frame_metadata::v14::{StorageEntryType, StorageHasher};
use subwire_codec::codec::Compact;
use subwire_codec::scale_info::form::PortableForm;
use subwire_codec::scale_info::{
    PortableRegistry, TypeDef, TypeDefArray, TypeDefBitSequence, TypeDefCompact, TypeDefSequence,
    TypeDefTuple,
};

/// How many kinds of edits there are.
pub(super) const KINDS: u8 = 14;

/// Most edits that one input makes.
const MOST: usize = 64;

/// Four bytes an edit: its kind, where, and two for what.
pub(super) fn apply(metadata: &mut RuntimeMetadata, script: &[u8]) {
    for edit in script.chunks_exact(4).take(MOST) {
        let &[kind, at, what, more] = edit else { return };
        match kind % KINDS {
            kind @ 0..=7 => edit_type(types(metadata), kind, at, what, more),
            kind @ 8..=11 => edit_item(metadata, kind, at, what, more),
            12 => edit_pallets(metadata, at, what, more),
            _ => edit_extensions(metadata, at, what),
        }
    }
}

fn types(metadata: &mut RuntimeMetadata) -> &mut PortableRegistry {
    match metadata {
        RuntimeMetadata::V14(metadata) => &mut metadata.types,
        RuntimeMetadata::V15(metadata) => &mut metadata.types,
        RuntimeMetadata::V16(metadata) => &mut metadata.types,
        _ => unreachable!("no such base"),
    }
}

/// Ids up to the byte's range lead nowhere where there are fewer types.
fn edit_type(types: &mut PortableRegistry, kind: u8, at: u8, what: u8, more: u8) {
    let count = types.types.len();
    let other = types.types[usize::from(what) % count].ty.clone();
    let found = &mut types.types[usize::from(at) % count];
    let (what, more_id) = (u32::from(what).into(), u32::from(more).into());
    let def = &mut found.ty.type_def;
    *def = match kind {
        0 => return found.ty = other,
        1 => TypeDefSequence::new(what).into(),
        2 => TypeDefArray::new(u32::from(more).pow(3), what).into(),
        3 => TypeDefTuple::new_portable(vec![what, more_id]).into(),
        4 => TypeDefCompact::new(what).into(),
        5 => TypeDefBitSequence::new_portable(what, more_id).into(),
        // The place itself is no type any more.
        6 => return found.id = found.id.wrapping_add(u32::from(more)),
        _ => {
            match def {
                TypeDef::Composite(composite) => {
                    composite.fields.iter_mut().for_each(|field| field.ty = what);
                }
                TypeDef::Variant(variants) => {
                    variants.variants.iter_mut().for_each(|variant| variant.index = more);
                }
                _ => {}
            }
            return;
        }
    };
}

fn edit_item(metadata: &mut RuntimeMetadata, kind: u8, at: u8, what: u8, more: u8) {
    macro_rules! item {
        ($metadata:ident) => {{
            let pallet = $metadata.pallets.first_mut();
            let entries = pallet.and_then(|pallet| pallet.storage.as_mut());
            let Some(entries) = entries.map(|storage| &mut storage.entries) else { return };
            let count = entries.len();
            let Some(entry) = entries.get_mut(usize::from(at) % count.max(1)) else { return };
            edit_entry(&mut entry.ty, &mut entry.default, kind, what, more);
        }};
    }
    match metadata {
        RuntimeMetadata::V14(metadata) => item!(metadata),
        RuntimeMetadata::V15(metadata) => item!(metadata),
        RuntimeMetadata::V16(metadata) => item!(metadata),
        _ => {}
    }
}

fn edit_entry(
    ty: &mut StorageEntryType<PortableForm>,
    default: &mut Vec<u8>,
    kind: u8,
    what: u8,
    more: u8,
) {
    let id = u32::from(what).into();
    match (kind, ty) {
        (8, StorageEntryType::Map { value, .. } | StorageEntryType::Plain(value)) => *value = id,
        (9, StorageEntryType::Map { key, .. }) => *key = id,
        (10, StorageEntryType::Map { hashers, .. }) => {
            hashers.resize(usize::from(what % 8), StorageHasher::Identity);
        }
        (11, _) => default.resize(usize::from(what % 64), more),
        _ => {}
    }
}

fn edit_pallets(metadata: &mut RuntimeMetadata, at: u8, what: u8, more: u8) {
    macro_rules! pallets {
        ($metadata:ident) => {{
            if $metadata.pallets.len() < 4 {
                let copy = $metadata.pallets[0].clone();
                $metadata.pallets.push(copy);
            }
            let count = $metadata.pallets.len();
            let pallet = &mut $metadata.pallets[usize::from(at) % count];
            pallet.index = more;
            match what % 4 {
                0 => pallet.storage = None,
                1 => pallet.calls = None,
                2 => pallet.name.push(char::from(what)),
                _ => pallet.constants.clear(),
            }
        }};
    }
    match metadata {
        RuntimeMetadata::V14(metadata) => pallets!(metadata),
        RuntimeMetadata::V15(metadata) => pallets!(metadata),
        RuntimeMetadata::V16(metadata) => pallets!(metadata),
        _ => {}
    }
}

fn edit_extensions(metadata: &mut RuntimeMetadata, at: u8, what: u8) {
    match metadata {
        RuntimeMetadata::V14(metadata) => metadata.extrinsic.ty = u32::from(what).into(),
        RuntimeMetadata::V15(metadata) => metadata.extrinsic.signed_extensions.clear(),
        RuntimeMetadata::V16(metadata) => {
            let places = vec![Compact(u32::from(what % 4))];
            metadata.extrinsic.transaction_extensions_by_version.insert(at, places);
        }
        _ => {}
    }
}
