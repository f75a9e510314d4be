//! What the small types look like on the wire, and how they are described to the library.

use subwire_codec::codec::{Compact, Encode};
use subwire_codec::registry::Registry;
use subwire_codec::schema::Schema;

use super::{Ty, Value, in_width};

pub(super) fn encode(ty: &Ty, value: &Value, bytes: &mut Vec<u8>) {
    match (ty, value) {
        (Ty::Bool, Value::Bool(value)) => bytes.push(u8::from(*value)),
        (Ty::Text, Value::Text(text)) => text.encode_to(bytes),
        (Ty::Int { compact: true, .. }, Value::Int(value)) => Compact(*value).encode_to(bytes),
        (Ty::Int { bits, .. }, Value::Int(value)) => {
            bytes.extend_from_slice(&value.to_le_bytes()[..*bits as usize / 8]);
        }
        (Ty::List(of), Value::Many(values)) => {
            Compact(values.len() as u32).encode_to(bytes);
            values.iter().for_each(|value| encode(of, value, bytes));
        }
        (Ty::Array(of, _), Value::Many(values)) => {
            values.iter().for_each(|value| encode(of, value, bytes));
        }
        (Ty::Tuple(parts), Value::Many(values)) => {
            parts.iter().zip(values).for_each(|(ty, value)| encode(ty, value, bytes));
        }
        (Ty::Newtype(of), value) => encode(of, value, bytes),
        (Ty::Struct(fields), Value::Many(values)) => {
            fields.iter().zip(values).for_each(|((_, ty), value)| encode(ty, value, bytes));
        }
        (Ty::Option(of), Value::Option(value)) => {
            bytes.push(u8::from(value.is_some()));
            value.iter().for_each(|value| encode(of, value, bytes));
        }
        (Ty::Enum(variants), Value::Variant(at, values)) => {
            bytes.push(variants[*at].1);
            let fields = variants[*at].2.iter().zip(values);
            fields.for_each(|((_, ty), value)| encode(ty, value, bytes));
        }
        _ => panic!("{value:?} is no {ty:?}"),
    }
}

pub(super) fn decode(ty: &Ty, bytes: &mut &[u8]) -> Option<Value> {
    let fields = |fields: &[(String, Ty)], bytes: &mut &[u8]| {
        fields.iter().map(|(_, ty)| decode(ty, bytes)).collect::<Option<Vec<_>>>()
    };
    Some(match ty {
        Ty::Bool => match take(bytes, 1)?[0] {
            tag @ 0..=1 => Value::Bool(tag == 1),
            _ => return None,
        },
        Ty::Text => {
            let length = compact(bytes, 32)? as usize;
            Value::Text(String::from_utf8(take(bytes, length)?.to_vec()).ok()?)
        }
        Ty::Int { bits, compact: true, .. } => Value::Int(compact(bytes, *bits)?),
        Ty::Int { bits, signed, .. } => {
            let value = little_endian(take(bytes, *bits as usize / 8)?);
            Value::Int(in_width(value, *bits, *signed))
        }
        Ty::Array(of, length) => {
            Value::Many((0..*length).map(|_| decode(of, bytes)).collect::<Option<_>>()?)
        }
        Ty::List(of) => {
            let length = compact(bytes, 32)?;
            // Every type takes a byte at least.
            if length > bytes.len() as u128 {
                return None;
            }
            Value::Many((0..length).map(|_| decode(of, bytes)).collect::<Option<_>>()?)
        }
        Ty::Tuple(parts) => {
            Value::Many(parts.iter().map(|part| decode(part, bytes)).collect::<Option<_>>()?)
        }
        Ty::Newtype(of) => decode(of, bytes)?,
        Ty::Struct(of) => Value::Many(fields(of, bytes)?),
        Ty::Option(of) => match take(bytes, 1)?[0] {
            0 => Value::Option(None),
            1 => Value::Option(Some(Box::new(decode(of, bytes)?))),
            _ => return None,
        },
        Ty::Enum(variants) => {
            let index = take(bytes, 1)?[0];
            let at = variants.iter().position(|(_, of, _)| *of == index)?;
            Value::Variant(at, fields(&variants[at].2, bytes)?)
        }
    })
}

fn take<'b>(bytes: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

fn little_endian(bytes: &[u8]) -> u128 {
    bytes.iter().rev().fold(0, |value, byte| (value << 8) | u128::from(*byte))
}

/// A compact integer that fits so many bits and is written in its shortest form.
fn compact(bytes: &mut &[u8], bits: u32) -> Option<u128> {
    let before = *bytes;
    let value = match before.first()? & 3 {
        3 => {
            let length = usize::from(take(bytes, 1)?[0] >> 2) + 4;
            little_endian(take(bytes, length).filter(|_| length <= 16)?)
        }
        mode => little_endian(take(bytes, 1 << mode)?) >> 2,
    };
    let shortest = Compact(value).encode().len() == before.len() - bytes.len();
    (shortest && (bits == 128 || value >> bits == 0)).then_some(value)
}

/// The type, described in a registry of its own: the schema, and the type's id.
pub(super) fn schema(ty: &Ty) -> (Schema, u32) {
    let mut types = Vec::new();
    let id = describe(ty, &mut types);
    let mut bytes = Vec::new();
    Compact(types.len() as u32).encode_to(&mut bytes);
    for (id, ty) in types.iter().enumerate() {
        Compact(id as u32).encode_to(&mut bytes);
        bytes.extend_from_slice(ty);
    }
    (Schema::new(Registry::decode(&bytes).unwrap()), id)
}

type Fields = Vec<(Option<String>, Compact<u32>, Option<String>, Vec<String>)>;

/// Adds the SCALE form of a type behind those that it is made of.
fn describe(ty: &Ty, types: &mut Vec<Vec<u8>>) -> u32 {
    let named = |fields: &[(String, Ty)], types: &mut Vec<Vec<u8>>| -> Fields {
        let field = |(name, ty): &(String, Ty)| {
            (Some(name.clone()), Compact(describe(ty, types)), None, Vec::new())
        };
        fields.iter().map(field).collect()
    };
    let nameless = |id: u32| -> Fields { vec![(None, Compact(id), None, Vec::new())] };
    let (path, definition) = match ty {
        Ty::Bool => ("", (5u8, 0u8).encode()),
        Ty::Text => ("", (5u8, 2u8).encode()),
        Ty::Int { bits, signed, compact } => {
            let place = bits.trailing_zeros() as u8 - 3;
            let primitive = (5u8, if *signed { 9 + place } else { 3 + place }).encode();
            if *compact {
                let of = push("", primitive, types);
                ("", (6u8, Compact(of)).encode())
            } else {
                ("", primitive)
            }
        }
        Ty::Array(of, length) => ("", (3u8, *length, Compact(describe(of, types))).encode()),
        Ty::List(of) => ("", (2u8, Compact(describe(of, types))).encode()),
        Ty::Tuple(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| Compact(describe(part, types))).collect();
            ("", (4u8, parts).encode())
        }
        Ty::Newtype(of) => ("Newtype", (0u8, nameless(describe(of, types))).encode()),
        Ty::Struct(fields) => ("Struct", (0u8, named(fields, types)).encode()),
        Ty::Option(of) => {
            let some = nameless(describe(of, types));
            let none = ("None", Fields::new(), 0u8, Vec::<String>::new());
            let some = ("Some", some, 1u8, Vec::<String>::new());
            ("Option", (1u8, vec![none, some]).encode())
        }
        Ty::Enum(variants) => {
            let variant = |(name, index, fields): &(String, u8, Vec<(String, Ty)>)| {
                (name.clone(), named(fields, types), *index, Vec::<String>::new())
            };
            ("Enum", (1u8, variants.iter().map(variant).collect::<Vec<_>>()).encode())
        }
    };
    push(path, definition, types)
}

fn push(path: &str, definition: Vec<u8>, types: &mut Vec<Vec<u8>>) -> u32 {
    let path: Vec<&str> = if path.is_empty() { Vec::new() } else { vec![path] };
    let mut ty = (path, Vec::<(String, Option<Compact<u32>>)>::new()).encode();
    ty.extend_from_slice(&definition);
    Vec::<String>::new().encode_to(&mut ty);
    types.push(ty);
    types.len() as u32 - 1
}
