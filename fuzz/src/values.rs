//! Bytes as values of any type of real runtimes, and of types that runtimes seldom have.
//!
//! All of the schema's readers take the same bytes and find the same in them; what they read is
//! written back to the same bytes; and scale-decode and scale-value, which others use for this,
//! agree.

mod leaves;
mod rare;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use frame_metadata::RuntimeMetadata;
use scale_decode::visitor::{IgnoreVisitor, decode_with_visitor};
use scale_info::PortableRegistry;
use subwire_codec::Fault;
use subwire_codec::codec::Encode;
use subwire_codec::registry::{Registry, TypeDef};
use subwire_codec::schema::{Accounts, Limits, Schema};

use crate::chain;

/// The first byte chooses the registry, the next two the type's id.
pub fn check(data: &[u8]) {
    let Some((&[registry, low, high], bytes)) = data.split_first_chunk() else { return };
    let id = u16::from_le_bytes([low, high]);
    let types = match (registry % 3, chain::runtimes()) {
        (0, Some([runtime, _])) => (runtime.ours.schema(), portable(&runtime.theirs)),
        (1, Some([_, runtime])) => (runtime.ours.schema(), portable(&runtime.theirs)),
        _ => {
            let (schema, types) = rare();
            (schema, types)
        }
    };
    let (schema, types) = types;
    check_value(schema, types, u32::from(id) % types.types.len() as u32, bytes);
}

/// Each type of the rare ones with bytes that make a value of many of them, or nearly.
pub fn seeds() -> Vec<Vec<u8>> {
    let patterns: [&[u8]; 6] = [
        &[],
        &[0; 64],
        &[1; 64],
        &[4, 1, 8, 0, 1, 12, 97, 98, 99],
        &[8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[3, 0, 0, 0, 0x40, 1, 0, 0x13, 0, 0, 0, 0, 0, 0, 0, 0x80],
    ];
    let (_, types) = rare();
    let ids = (0..types.types.len() as u16).map(u16::to_le_bytes);
    ids.flat_map(|id| patterns.map(|bytes| [&[2], &id[..], bytes].concat())).collect()
}

fn rare() -> &'static (Schema, PortableRegistry) {
    static RARE: OnceLock<(Schema, PortableRegistry)> = OnceLock::new();
    RARE.get_or_init(|| {
        let types = rare::types();
        let registry = Registry::decode(&types.encode()).expect("a registry");
        let limits = Limits { items: 10_000, output: 1 << 20, ..Limits::default() };
        (Schema::new(registry).with_limits(limits), types)
    })
}

fn portable(metadata: &RuntimeMetadata) -> &PortableRegistry {
    match metadata {
        RuntimeMetadata::V14(metadata) => &metadata.types,
        RuntimeMetadata::V16(metadata) => &metadata.types,
        other => panic!("metadata of version {}", other.version()),
    }
}

fn check_value(schema: &Schema, types: &PortableRegistry, id: u32, bytes: &[u8]) {
    let verdict = schema.measure(id, bytes);
    let len = match &verdict {
        Ok(len) => *len,
        Err(error) => {
            assert!(error.offset() <= bytes.len(), "{error}");
            assert!(!error.to_string().is_empty());
            assert_eq!(schema.to_json(id, bytes, Accounts::Hex).unwrap_err(), *error);
            assert_eq!(schema.value(id, bytes).unwrap_err(), *error);
            assert_eq!(schema.view(id, bytes).unwrap_err(), *error);
            assert_eq!(schema.serialize(id, bytes, Accounts::Hex).unwrap_err(), *error);
            // What we refuse in front, others may find so deep that the stack ends first.
            let too_deep = bytes.len() > chain::SHALLOW;
            if too_deep || counts_nothing(schema.registry(), id, &mut BTreeSet::new()) {
                return;
            }
            // What is ours alone: limits, types that make no sense, and texts, which theirs skips
            // without looking.
            let ours_alone = [Fault::Depth, Fault::Items, Fault::Output, Fault::Type, Fault::Utf8];
            if !ours_alone.contains(&error.fault()) {
                assert_eq!(theirs(types, id, bytes), None, "{error}");
            }
            return;
        }
    };
    let bytes = &bytes[..len];
    assert_eq!(schema.validate(id, bytes), Ok(()));
    let comparable = !counts_nothing(schema.registry(), id, &mut BTreeSet::new());
    if comparable {
        let ty = types.resolve(id);
        assert_eq!(theirs(types, id, bytes), Some(len), "{bytes:?} of {ty:?}");
    }
    let json = match schema.to_json(id, bytes, Accounts::Ss58(42)) {
        Ok(json) => json,
        // The one thing in which writing is stricter than reading.
        Err(error) => return assert_eq!(error.fault(), Fault::Output),
    };
    let as_serde = schema.serialize(id, bytes, Accounts::Ss58(42)).expect("valid");
    assert_eq!(serde_json::to_string(&as_serde).expect("JSON"), json);
    let value = match schema.value(id, bytes) {
        Ok(value) => value,
        Err(error) => return assert_eq!(error.fault(), Fault::Items),
    };
    let parsed: serde_json::Value = match serde_json::from_str(&json) {
        Ok(parsed) => parsed,
        // serde_json nests less deep than chains may.
        Err(error) => {
            return assert!(error.to_string().starts_with("recursion"), "{error}: {json}");
        }
    };
    assert_eq!(serde_json::to_value(&value).expect("JSON"), parsed);
    if let Ok(view) = schema.view(id, bytes) {
        assert_eq!(view.root().bytes(), bytes);
        assert_eq!(view.root().to_json(Accounts::Ss58(42)).as_deref(), Ok(&*json));
    }
    // Bits behind the last one of a bit sequence are lost; all else comes back.
    let again = schema.encode_value(id, &value).expect("what was read");
    assert_eq!(schema.encode_json(id, &json).as_ref(), Ok(&again));
    assert_eq!(schema.encode(id, &parsed).as_ref(), Ok(&again));
    let with_hex = schema.to_json(id, bytes, Accounts::Hex).expect("JSON");
    assert_eq!(schema.encode_json(id, &with_hex).as_ref(), Ok(&again));
    if again != bytes {
        assert!(value.to_string().contains("0b"), "{value} lost something");
        assert_eq!(schema.value(id, &again).as_ref(), Ok(&value));
    }
    if comparable {
        leaves::compare(types, id, bytes, &value);
    }
}

/// How many bytes scale-decode reads as a value of the type.
fn theirs(types: &PortableRegistry, id: u32, bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    let visitor = IgnoreVisitor::<PortableRegistry>::new();
    decode_with_visitor(&mut rest, id, types, visitor).ok()?;
    Some(bytes.len() - rest.len())
}

/// Whether values without bytes can be counted in a value of the type, or are all that it is. A
/// length may claim any number of them, which others go through one by one; and a compact of
/// nothing they refuse.
fn counts_nothing(registry: &Registry, id: u32, seen: &mut BTreeSet<u32>) -> bool {
    let Some(ty) = registry.get(id).filter(|_| seen.insert(id)) else { return false };
    let mut any = |id: u32| counts_nothing(registry, id, seen);
    match ty.def() {
        TypeDef::Composite(fields) => fields.iter().any(|field| any(field.ty())),
        TypeDef::Variant(variants) => {
            variants.iter().any(|variant| variant.fields().iter().any(|field| any(field.ty())))
        }
        TypeDef::Tuple(members) => members.iter().any(|member| any(*member)),
        TypeDef::Sequence(of) | TypeDef::Array { of, .. } | TypeDef::Compact(of) => {
            takes_no_bytes(registry, of, 0) || any(of)
        }
        _ => false,
    }
}

/// Whether a value of the type takes no bytes.
fn takes_no_bytes(registry: &Registry, id: u32, depth: u32) -> bool {
    // Types that take none nest no deeper, here and in runtimes.
    let Some(ty) = registry.get(id).filter(|_| depth < 16) else { return false };
    let none = |id: u32| takes_no_bytes(registry, id, depth + 1);
    match ty.def() {
        TypeDef::Composite(fields) => fields.iter().all(|field| none(field.ty())),
        TypeDef::Tuple(members) => members.iter().all(|member| none(*member)),
        TypeDef::Array { len, of, .. } => len == 0 || none(of),
        TypeDef::Compact(of) => none(of),
        _ => false,
    }
}
