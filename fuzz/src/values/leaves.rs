//! A value as the line of its parts, for ours and for scale-value's: what both say alike must be
//! alike.

use std::collections::BTreeSet;

use scale_info::{PortableRegistry, TypeDef, TypeDefPrimitive};
use scale_value::{Composite, Primitive, ValueDef};
use subwire_codec::schema::{Kind, Value};

/// Values with more parts are not compared: scale-value takes its time.
const MANY: usize = 4096;

/// Leaves out types with 256-bit integers in them: ours keeps one number, however wide its type is,
/// and scale-value four of 64 bits, or 32 bytes.
pub(super) fn compare(types: &PortableRegistry, id: u32, bytes: &[u8], ours: &Value) {
    if has_wide(types, id, &mut BTreeSet::new()) {
        return;
    }
    let mut found = Vec::new();
    of_ours(ours.kind(), &mut found);
    if found.len() > MANY {
        return;
    }
    let theirs = scale_value::scale::decode_as_type(&mut &bytes[..], id, types);
    let mut expected = Vec::new();
    of_theirs(&theirs.expect("what scale-decode skips").value, &mut expected);
    assert_eq!(found, expected, "{ours}");
}

fn has_wide(types: &PortableRegistry, id: u32, seen: &mut BTreeSet<u32>) -> bool {
    let Some(ty) = types.resolve(id).filter(|_| seen.insert(id)) else { return false };
    if ty.path.segments.last().is_some_and(|name| name == "U256") {
        return true;
    }
    let mut any = |id: u32| has_wide(types, id, seen);
    match &ty.type_def {
        TypeDef::Composite(def) => def.fields.iter().any(|field| any(field.ty.id)),
        TypeDef::Variant(def) => {
            def.variants.iter().any(|of| of.fields.iter().any(|field| any(field.ty.id)))
        }
        TypeDef::Sequence(def) => any(def.type_param.id),
        TypeDef::Array(def) => any(def.type_param.id),
        TypeDef::Tuple(def) => def.fields.iter().any(|field| any(field.id)),
        TypeDef::Primitive(def) => {
            matches!(def, TypeDefPrimitive::U256 | TypeDefPrimitive::I256)
        }
        TypeDef::Compact(_) | TypeDef::BitSequence(_) => false,
    }
}

fn of_ours(value: Kind<'_>, out: &mut Vec<String>) {
    match value {
        Kind::Unit => {}
        Kind::None => out.push("None".into()),
        Kind::Some(some) => {
            out.push("Some".into());
            of_ours(some.kind(), out);
        }
        Kind::Bool(bool) => out.push(bool.to_string()),
        Kind::Char(char) => out.push(char.to_string()),
        Kind::Uint(int) => out.push(int.to_string()),
        Kind::Int(int) => out.push(int.to_string()),
        Kind::Account(account) => of_bytes(account.as_bytes(), out),
        Kind::Str(text) => out.push(text.into()),
        Kind::Bytes(bytes) => of_bytes(bytes, out),
        Kind::Bits(bits) => out.extend(bits.iter().map(|bit| bit.to_string())),
        Kind::List(list) => list.iter().for_each(|element| of_ours(element, out)),
        Kind::Tuple(fields) | Kind::Struct(fields) => {
            fields.iter().for_each(|(_, field)| of_ours(field.kind(), out));
        }
        Kind::Variant(name, fields) => {
            out.push(name.into());
            fields.iter().for_each(|(_, field)| of_ours(field.kind(), out));
        }
        other => panic!("a value that is new: {other:?}"),
    }
}

fn of_bytes(bytes: &[u8], out: &mut Vec<String>) {
    out.extend(bytes.iter().map(ToString::to_string));
}

fn of_theirs<T>(value: &ValueDef<T>, out: &mut Vec<String>) {
    match value {
        ValueDef::Composite(fields) => of_fields(fields, out),
        ValueDef::Variant(variant) => {
            out.push(variant.name.clone());
            of_fields(&variant.values, out);
        }
        ValueDef::BitSequence(bits) => out.extend(bits.iter().map(|bit| bit.to_string())),
        ValueDef::Primitive(primitive) => out.push(match primitive {
            Primitive::Bool(bool) => bool.to_string(),
            Primitive::Char(char) => char.to_string(),
            Primitive::String(text) => text.clone(),
            Primitive::U128(int) => int.to_string(),
            Primitive::I128(int) => int.to_string(),
            Primitive::U256(_) | Primitive::I256(_) => unreachable!("left out"),
        }),
    }
}

fn of_fields<T>(fields: &Composite<T>, out: &mut Vec<String>) {
    fields.values().for_each(|field| of_theirs(&field.value, out));
}
