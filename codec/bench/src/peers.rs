//! What subwire-codec is compared with: the crates that others use for the same work.

use std::hint::black_box;
use std::rc::Rc;

use frame_decode::storage::{IntoEncodableValues, StorageTypeInfo, encode_storage_key_with_info};
use parity_scale_codec::Decode;
use scale_decode::visitor::{IgnoreVisitor, decode_with_visitor};
use scale_info::PortableRegistry;
use scale_value::Value;
use subxt_metadata::Metadata;

use crate::{Op, Part, Runtime, Set, corpus};

/// Skips by scale-decode's `IgnoreVisitor`.
pub fn ignore(set: Rc<Set>) -> Op {
    over_parts(set, |part| {
        let input = &mut &part.bytes[..];
        let visitor = IgnoreVisitor::<PortableRegistry>::new();
        decode_with_visitor(input, part.type_id, &part.runtime.types, visitor)
            .expect("scale-decode");
        consumed(part, input)
    })
}

/// Decodes into scale-value's tree.
pub fn tree(set: Rc<Set>) -> Op {
    over_parts(set, |part| {
        black_box(&value(part));
        part.bytes.len()
    })
}

/// Decodes into scale-value's tree and writes that with serde_json.
pub fn json(set: Rc<Set>) -> Op {
    over_parts(set, |part| serde_json::to_vec(&value(part)).expect("serde_json").len())
}

/// Decodes by parity-scale-codec's derive.
pub fn derive<T: Decode>(set: Rc<Set>) -> Op {
    over_parts(set, |part| {
        let input = &mut &part.bytes[..];
        black_box(&T::decode(input).expect("parity-scale-codec"));
        consumed(part, input)
    })
}

/// Decodes metadata with frame-metadata and makes nothing of it.
pub fn metadata(runtime: Rc<Runtime>) -> Op {
    Box::new(move || {
        black_box(&corpus::decode_metadata(&runtime.metadata));
        runtime.metadata.len()
    })
}

/// Decodes a registry with scale-info.
pub fn registry(runtime: Rc<Runtime>) -> Op {
    let bytes = runtime.registry();
    Box::new(move || {
        black_box(&PortableRegistry::decode(&mut &bytes[..]).expect("scale-info"));
        bytes.len()
    })
}

/// A storage key, as subxt 0.51's `StorageEntry::fetch_key` makes it: the item was looked up
/// before, its arguments are of subxt's own types.
pub fn key<Keys>(runtime: &Runtime, pallet: &'static str, item: &'static str, keys: Keys) -> Key
where
    Keys: IntoEncodableValues + 'static,
{
    let metadata = Metadata::decode_from(&runtime.metadata).expect("subxt-metadata");
    let info = metadata.storage_info(pallet, item).expect("no such item").into_owned();
    Box::new(move || {
        encode_storage_key_with_info(pallet, item, &keys, &info, metadata.types())
            .expect("frame-decode")
    })
}

/// Makes a storage key.
pub type Key = Box<dyn FnMut() -> Vec<u8>>;

fn value(part: &Part) -> Value<u32> {
    let input = &mut &part.bytes[..];
    let value = scale_value::scale::decode_as_type(input, part.type_id, &part.runtime.types);
    consumed(part, input);
    value.expect("scale-value")
}

/// The number of bytes read, which must be all.
fn consumed(part: &Part, rest: &[u8]) -> usize {
    assert!(rest.is_empty(), "{} bytes are left", rest.len());
    part.bytes.len()
}

fn over_parts(set: Rc<Set>, decode: impl Fn(&Part) -> usize + 'static) -> Op {
    Box::new(move || set.parts.iter().map(&decode).sum())
}
