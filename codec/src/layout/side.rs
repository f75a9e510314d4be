//! One of the two types that are compared: what its schema says, in the words of the comparison.

use alloc::vec::Vec;

use crate::registry::{Registry, Type};
use crate::schema::{Node, Schema, Table};

/// Bits of fraction behind each other in a type-level number.
const MAX_DIGITS: u32 = 16;

/// Parameters of a fixed-point type or of a type-level number: no such type has more.
const MAX_PARAMS: usize = 8;

pub(super) struct Side<'s> {
    schema: &'s Schema,
    /// The groups of fixed-point types in their order, each with its bits of fraction.
    fixed: Vec<(u32, Option<u32>)>,
}

impl<'s> Side<'s> {
    pub(super) fn new(schema: &'s Schema) -> Self {
        let mut fixed = Vec::new();
        for ty in schema.registry().types() {
            if !is_fixed_point(ty) {
                continue;
            }
            if let Ok(Node::Struct(group)) = schema.node(ty.id()) {
                fixed.push((group, fraction_bits(schema.registry(), ty)));
            }
        }
        fixed.sort_unstable();
        Self { schema, fixed }
    }

    pub(super) fn table(&self) -> &'s Table {
        self.schema.table()
    }

    /// The node indices of a group's fields.
    pub(super) fn fields(&self, group: u32) -> &'s [u32] {
        let table = self.schema.table();
        table.fields(table.group(group))
    }

    pub(super) fn child(&self, index: u32) -> Node {
        self.table().child(index)
    }

    /// The one field of a group that has no other, and that is no fixed-point number.
    pub(super) fn only_field(&self, group: u32) -> Option<Node> {
        match self.fields(group) {
            [field] if self.fixed_point(group).is_none() => Some(self.child(*field)),
            _ => None,
        }
    }

    /// Whether a group's fields have names.
    pub(super) fn is_named(&self, group: u32) -> bool {
        self.table().group(group).names.is_some()
    }

    /// The name of a field; empty where it has none.
    pub(super) fn name(&self, group: u32, at: usize) -> &'s str {
        let first = self.table().group(group).names;
        let name = first.map_or("", |first| self.schema.registry().field_name(first + at as u32));
        // Older versions of `scale-info` kept the mark of a keyword that is used as a name.
        name.strip_prefix("r#").unwrap_or(name)
    }

    /// The name of a variant, by its group.
    pub(super) fn variant_name(&self, group: u32) -> &'s str {
        let name = self.table().group(group).variant;
        name.map_or("", |name| self.schema.registry().str(name))
    }

    /// Whether a group is a fixed-point number, and with how many bits of fraction.
    pub(super) fn fixed_point(&self, group: u32) -> Option<Option<u32>> {
        let at = self.fixed.partition_point(|(of, _)| *of < group);
        self.fixed.get(at).filter(|(of, _)| *of == group).map(|(_, bits)| *bits)
    }
}

/// `substrate_fixed::FixedI128<Frac>` and its like, under whatever crate's name.
fn is_fixed_point(ty: Type<'_>) -> bool {
    let name = ty.name();
    (name.starts_with("FixedI") || name.starts_with("FixedU"))
        && ty.params().take(MAX_PARAMS).any(|(name, _)| name == "Frac")
}

/// The number that the type parameter `Frac` stands for.
fn fraction_bits(registry: &Registry, ty: Type<'_>) -> Option<u32> {
    let (_, frac) = ty.params().take(MAX_PARAMS).find(|(name, _)| *name == "Frac")?;
    type_number(registry, frac?, MAX_DIGITS)
}

/// `UInt<UInt<UTerm, B1>, B0>` is 2.
fn type_number(registry: &Registry, id: u32, digits: u32) -> Option<u32> {
    let ty = registry.get(id)?;
    if ty.name() == "UTerm" {
        return Some(0);
    }
    let digits = digits.checked_sub(1)?;
    let param = |wanted| {
        let (_, ty) = ty.params().take(MAX_PARAMS).find(|(name, _)| *name == wanted)?;
        ty
    };
    let bit = match registry.get(param("B")?)?.name() {
        "B0" => 0,
        "B1" => 1,
        _ => return None,
    };
    Some(type_number(registry, param("U")?, digits)? * 2 + bit)
}

/// What a node is, for a person who reads that two do not fit.
pub(super) fn describe(node: Node) -> &'static str {
    match node {
        Node::Bad => "nothing readable",
        Node::Null => "nothing",
        Node::Bool => "bool",
        Node::Char => "char",
        Node::Str => "a text",
        Node::U8 => "u8",
        Node::U16 => "u16",
        Node::U32 => "u32",
        Node::U64 => "u64",
        Node::U128 => "u128",
        Node::I8 => "i8",
        Node::I16 => "i16",
        Node::I32 => "i32",
        Node::I64 => "i64",
        Node::I128 => "i128",
        Node::U256 => "u256",
        Node::I256 => "i256",
        Node::C8 => "compact u8",
        Node::C16 => "compact u16",
        Node::C32 => "compact u32",
        Node::C64 => "compact u64",
        Node::C128 => "compact u128",
        Node::Account => "an account id",
        Node::Bytes => "bytes",
        Node::ByteArray(_) => "an array of bytes",
        Node::Bits { .. } => "a bit sequence",
        Node::Sequence(_) => "a sequence",
        Node::Array(..) => "an array",
        Node::Struct(_) => "a struct or tuple",
        Node::Enum(_) => "an enum",
        Node::Option { .. } => "an option",
    }
}
