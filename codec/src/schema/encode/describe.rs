//! What a type wants, in words for an error.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

use crate::registry::TypeDef;
use crate::schema::{Enum, Group, Node, Schema};

/// How much of a list of names is told.
const MAX_LIST: usize = 200;

/// What a value must be, to be written as this type.
#[cold]
pub(super) fn describe(schema: &Schema, node: Node) -> String {
    let table = schema.table();
    let words = match node {
        Node::Bad => "nothing: the metadata does not describe this type",
        Node::Null => "null",
        Node::Bool => "true or false",
        Node::Char => "a text of one character",
        Node::Str => "a text",
        Node::U8 | Node::C8 => "an integer of type u8",
        Node::U16 | Node::C16 => "an integer of type u16",
        Node::U32 | Node::C32 => "an integer of type u32",
        Node::U64 | Node::C64 => "an integer of type u64",
        Node::U128 | Node::C128 => "an integer of type u128",
        Node::U256 => "an integer of type u256",
        Node::I8 => "an integer of type i8",
        Node::I16 => "an integer of type i16",
        Node::I32 => "an integer of type i32",
        Node::I64 => "an integer of type i64",
        Node::I128 => "an integer of type i128",
        Node::I256 => "an integer of type i256",
        Node::Account => "an account, as an SS58 address or hex",
        Node::Bytes => "bytes, as hex behind 0x or as a text",
        Node::ByteArray(len) => return format!("{len} bytes as hex"),
        Node::Bits { .. } => "bits, as \"0b0101\"",
        Node::Sequence(_) => "an array",
        Node::Array(_, len) => return format!("an array of {len}"),
        Node::Struct(group) => return of_group(schema, node, table.group(group)),
        Node::Enum(index) => {
            let name = name(schema, node);
            return format!("{name}one of {}", variants(schema, index));
        }
        Node::Option { nullable: true, .. } => "null or {\"Some\": value}",
        Node::Option { some, nullable: false } => {
            return format!("{}, or null", describe(schema, table.child(some)));
        }
    };
    words.to_owned()
}

/// The names of a group's fields, as far as there is room.
#[cold]
pub(super) fn fields(schema: &Schema, group: &Group) -> String {
    let first = group.names.unwrap_or(0);
    let rows = (0..group.fields.len() as u32).map(|at| first + at);
    list(rows.map(|row| schema.registry().field_name(row)))
}

/// The names of an enum's variants, as far as there is room.
#[cold]
pub(super) fn variants(schema: &Schema, index: u32) -> String {
    let table = schema.table();
    let groups = table.groups_of(index).iter().filter(|group| **group != Enum::NONE);
    list(
        groups.filter_map(|&group| {
            table.group(group).variant.map(|name| schema.registry().str(name))
        }),
    )
}

fn of_group(schema: &Schema, node: Node, group: &Group) -> String {
    let name = name(schema, node);
    match group.names {
        Some(_) => format!("{name}an object with {}", fields(schema, group)),
        None => format!("{name}an array of {}", group.fields.len()),
    }
}

/// The type's name and a colon, where the metadata has one.
fn name(schema: &Schema, node: Node) -> String {
    let nodes = schema.table().nodes.iter();
    let mut found = schema.registry().types().zip(nodes).filter(|(_, other)| **other == node);
    // A newtype has the node of what it holds.
    let is_own = |def| match def {
        TypeDef::Composite(fields) => {
            fields.len() != 1 || fields.get(0).is_some_and(|field| !field.name().is_empty())
        }
        TypeDef::Variant(_) => true,
        _ => false,
    };
    match found.find(|(ty, _)| is_own(ty.def()) && !ty.path().is_empty()) {
        Some((ty, _)) => format!("{}, ", super::error::bare(ty.name())),
        None => String::new(),
    }
}

fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut list = String::new();
    for name in names {
        if list.len() + name.len() > MAX_LIST {
            list.push_str(", …");
            break;
        }
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(name);
    }
    if list.is_empty() { "nothing".to_owned() } else { list }
}
