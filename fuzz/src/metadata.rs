//! Metadata: what `frame-metadata` reads we read, and the other way round; and whatever it says,
//! all of it can be looked at and read with.

mod edit;
#[path = "../../codec/tests/metadata/made.rs"]
pub(crate) mod made;
#[path = "../../codec/tests/metadata/ours.rs"]
mod ours;
#[path = "../../codec/tests/metadata/theirs.rs"]
mod theirs;

use core::fmt;

use frame_metadata::RuntimeMetadataPrefixed;
use subwire_codec::Metadata;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::metadata::{Pallet, StorageItem};
use subwire_codec::registry::{MetadataErrorKind, Registry, TypeDef};
use subwire_codec::schema::Limits;

/// The first byte chooses: edits of one of the built-in metadata, or bytes as they are.
pub fn check(data: &[u8]) {
    let Some((selector, rest)) = data.split_first() else { return };
    match made::metadata(*selector) {
        Some(mut metadata) => {
            edit::apply(&mut metadata.1, rest);
            check_bytes(&metadata.encode());
        }
        None => check_bytes(rest),
    }
}

/// Inputs for [`check`]: the built-in metadata as they are, as bytes, and edited in every way.
pub fn seeds() -> Vec<Vec<u8>> {
    // The enum of a pallet's calls becomes a sequence of nothing.
    let mut seeds = vec![vec![2, 1, 2, 255, 255]];
    for selector in 0..made::COUNT {
        seeds.push(vec![selector]);
        for kind in 0..edit::KINDS {
            seeds.push([&[selector][..], &[kind, 1, 2, 3].repeat(3)].concat());
        }
        let bytes = made::metadata(selector).expect("one for each number").encode();
        let wrapped = [bytes.encode(), Some(&bytes).encode()];
        for bytes in [&bytes, &wrapped[0], &wrapped[1]] {
            seeds.push([&[made::COUNT], &bytes[..]].concat());
        }
    }
    seeds
}

fn check_bytes(bytes: &[u8]) {
    let ours = Metadata::decode(bytes);
    let without_docs = Metadata::decode_without_docs(bytes);
    // One that we should be able to read, bare and to its end.
    let theirs = match bytes {
        [b'm', b'e', b't', b'a', 14..=16, ..] => {
            let mut rest = bytes;
            RuntimeMetadataPrefixed::decode(&mut rest).ok().filter(|_| rest.is_empty())
        }
        _ => None,
    };
    match ours {
        Ok(metadata) => {
            assert!(theirs.is_some() || !bytes.starts_with(b"meta"), "{metadata:?}");
            assert_eq!(metadata.pallets().len(), without_docs.unwrap().pallets().len());
            // Not where a map's keys are unsorted or twice there: that reads, and each reads it its way.
            if let Some(theirs) = theirs.filter(|theirs| theirs.encode() == bytes) {
                assert_eq!(ours::lines(&metadata), theirs::lines(&theirs.1));
            }
            walk(metadata);
        }
        Err(error) => {
            assert_eq!(without_docs.unwrap_err(), error);
            assert!(error.offset() <= bytes.len(), "{error}");
            assert!((1..200).contains(&error.to_string().len()), "{error}");
            let ours_alone = matches!(
                error.kind(),
                MetadataErrorKind::Contradiction { .. } | MetadataErrorKind::TypeId { .. }
            );
            assert!(theirs.is_none() || ours_alone, "{error}");
        }
    }
}

/// Looks at everything once. Texts are short because the whole input is.
fn walk(metadata: Metadata) {
    let metadata = metadata.with_limits(small());
    for pallet in metadata.pallets() {
        walk_pallet(&metadata, pallet);
    }
    for api in metadata.apis() {
        assert!(metadata.api(api.name()).is_some());
        for method in api.methods() {
            assert_eq!(method.api(), api.name());
            assert!(api.method(method.name()).is_some());
            seen(&(api, api.docs(), api.version(), api.deprecation()));
            seen(&(method, method.docs(), method.deprecation()));
            read(&metadata, method.output(), &[0; 8]);
        }
    }
    let extrinsic = metadata.extrinsic();
    for version in extrinsic.extension_versions() {
        seen(&extrinsic.extensions_of(version).expect("a version it names").collect::<Vec<_>>());
    }
    seen(&(extrinsic, extrinsic.address(), extrinsic.signature(), extrinsic.extra()));
    for ty in [metadata.call_type(), metadata.event_type(), metadata.error_type()] {
        read(&metadata, ty.unwrap_or_default(), &[1; 8]);
    }
    for value in metadata.custom_values() {
        assert!(metadata.custom_value(value.name()).is_some());
        read(&metadata, value.ty(), value.value());
    }
    seen(&(&metadata, metadata.runtime_version()));
    walk_types(metadata.registry());
}

fn walk_pallet(metadata: &Metadata, pallet: Pallet<'_>) {
    assert!(metadata.pallet(pallet.name()).is_some());
    assert!(metadata.pallet_at(pallet.index()).is_some());
    seen(&(pallet, pallet.docs(), pallet.deprecation(), pallet.storage_prefix()));
    for item in pallet.storage_items() {
        assert!(pallet.storage_item(item.name()).is_some());
        walk_item(metadata, item);
    }
    for of in [pallet.calls(), pallet.events(), pallet.errors()].into_iter().flatten() {
        for variant in of.variants().iter() {
            assert!(of.named(variant.name()).is_some());
            assert!(of.at(variant.index()).is_some());
            seen(&(of.deprecation(variant.index()), variant.docs()));
        }
        read(metadata, of.ty(), &[0; 4]);
    }
    for constant in pallet.constants() {
        assert!(pallet.constant(constant.name()).is_some());
        seen(&(constant, constant.docs(), constant.deprecation()));
        read(metadata, constant.ty(), constant.value());
    }
    for ty in pallet.associated_types() {
        assert!(pallet.associated_type(ty.name()).is_some());
        seen(&(ty, ty.docs()));
    }
    for view in pallet.view_functions() {
        assert!(pallet.view_function(view.name()).is_some());
        seen(&(view, view.id(), view.docs(), view.deprecation(), view.inputs().len()));
    }
}

fn walk_item(metadata: &Metadata, item: StorageItem<'_>) {
    let found = metadata.storage_by_key(&item.prefix()).expect("its own prefix");
    assert_eq!(found.prefix(), item.prefix());
    seen(&(item, item.docs(), item.deprecation()));
    read(metadata, item.value(), item.default());
    for key in item.keys() {
        let mut out = Vec::new();
        key.hasher().append(item.default(), &mut out);
        let kept = if key.hasher().keeps_key() { item.default().len() } else { 0 };
        assert_eq!(out.len(), key.hasher().hash_len() + kept);
        read(metadata, key.ty(), item.default());
    }
}

fn walk_types(registry: &Registry) {
    for ty in registry.types() {
        seen(&(ty, ty.docs(), ty.def(), ty.params().len()));
        if let TypeDef::Variant(variants) = ty.def() {
            for variant in variants.iter() {
                assert!(variants.named(variant.name()).is_some());
            }
        }
    }
}

/// What is read, or the error, agrees with itself.
fn read(metadata: &Metadata, ty: u32, bytes: &[u8]) {
    let schema = metadata.schema();
    match schema.measure(ty, bytes) {
        Ok(len) => assert!(schema.validate(ty, &bytes[..len]).is_ok()),
        Err(error) => {
            assert!(schema.validate(ty, bytes).is_err());
            assert!(!error.to_string().is_empty());
        }
    }
}

fn seen(thing: &dyn fmt::Debug) {
    fmt::write(&mut Nowhere, format_args!("{thing:?}")).expect("nowhere has room");
}

struct Nowhere;

impl fmt::Write for Nowhere {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}

/// So that no input is slow.
fn small() -> Limits {
    let mut limits = Limits::default();
    (limits.depth, limits.items, limits.output) = (64, 10_000, 1 << 16);
    limits
}
