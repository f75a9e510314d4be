//! From a registry to the flat table: what each type is, and how large.

use alloc::vec::Vec;

use super::program;
use super::table::{Enum, Group, Info, Node, Table};
use crate::registry::{Fields, Primitive, Registry, Type, TypeDef, Variants};

/// Structs and arrays inside each other without a sequence, enum or option between them. Runtimes
/// have seven. All of them stand on the reader's stack, at each level of [`Limits::depth`].
///
/// [`Limits::depth`]: super::Limits::depth
const MAX_NESTING: u32 = 16;

/// Newtypes inside each other.
const MAX_NEWTYPES: u32 = 64;

/// How many values a type may hold that takes no bytes.
const MAX_WEIGHT: u32 = 1 << 16;

pub(super) fn compile(registry: &Registry) -> Table {
    let compacts = alloc::vec![None; registry.len()];
    let mut compiler = Compiler { registry, table: Table::default(), compacts };
    let types = registry.len() as u32;
    compiler.table.types = types;
    compiler.table.nodes.resize(registry.len(), Node::Bad);
    for ty in registry.types() {
        let node = match compiler.canonical(ty.id()) {
            // A newtype becomes what it holds, which is compiled at its own place.
            Some(id) if id == ty.id() => compiler.node(ty),
            _ => Node::Bad,
        };
        compiler.table.nodes[ty.id() as usize] = node;
    }
    for id in 0..types {
        if let Some(canonical) = compiler.canonical(id) {
            compiler.table.nodes[id as usize] = compiler.table.nodes[canonical as usize];
        }
    }
    compiler.mark_nullable();
    measure(&mut compiler.table);
    program::write(registry, &mut compiler.table);
    compiler.table
}

struct Compiler<'r> {
    registry: &'r Registry,
    table: Table,
    /// Of each type the node of its compact form, once that is known: a struct's is made once,
    /// however many types are compact forms of it.
    compacts: Vec<Option<Node>>,
}

impl<'r> Compiler<'r> {
    /// The type that a chain of newtypes ends in. `None` where it has no end.
    fn canonical(&self, id: u32) -> Option<u32> {
        let mut id = id;
        for _ in 0..MAX_NEWTYPES {
            let ty = self.registry.get(id)?;
            match self.newtype(ty) {
                Some(inner) if special(ty).is_none() => id = inner,
                _ => return Some(id),
            }
        }
        None
    }

    /// The type of the one field without a name, of a struct that has just that.
    fn newtype(&self, ty: Type<'r>) -> Option<u32> {
        match ty.def() {
            TypeDef::Composite(fields) if fields.len() == 1 => {
                fields.get(0).filter(|field| field.name().is_empty()).map(|field| field.ty())
            }
            _ => None,
        }
    }

    fn node(&mut self, ty: Type<'r>) -> Node {
        if let Some(node) = special(ty) {
            return if self.is_32_bytes(ty) { node } else { Node::Bad };
        }
        match ty.def() {
            TypeDef::Primitive(primitive) => of_primitive(primitive),
            TypeDef::Composite(fields) => self.composite(fields),
            TypeDef::Tuple([]) => Node::Null,
            TypeDef::Tuple(members) => {
                let start = self.table.fields.len() as u32;
                for &member in members {
                    let member = self.canonical(member).unwrap_or(u32::MAX);
                    self.push_field(member);
                }
                Node::Struct(self.push_group(start, None, None))
            }
            TypeDef::Variant(variants) => self.variants(ty, variants),
            TypeDef::Sequence(of) if self.is_byte(of) => Node::Bytes,
            TypeDef::Sequence(of) => self.canonical(of).map_or(Node::Bad, Node::Sequence),
            TypeDef::Array { len, of } if self.is_byte(of) => Node::ByteArray(len),
            TypeDef::Array { len, of } => {
                self.canonical(of).map_or(Node::Bad, |of| Node::Array(of, len))
            }
            TypeDef::Compact(of) => self.compact(of, MAX_NESTING),
            TypeDef::BitSequence { store, order } => self.bits(store, order),
        }
    }

    fn composite(&mut self, fields: Fields<'r>) -> Node {
        if fields.is_empty() {
            return Node::Null;
        }
        let start = self.push_fields(fields);
        Node::Struct(self.push_group(start, names(fields), None))
    }

    fn variants(&mut self, ty: Type<'r>, variants: Variants<'r>) -> Node {
        if ty.path() == "Option" {
            if let Some(some) = option(variants) {
                return self
                    .canonical(some)
                    .map_or(Node::Bad, |some| Node::Option { some, nullable: false });
            }
        }
        let count = variants.iter().map(|variant| usize::from(variant.index()) + 1).max();
        let start = self.table.variants.len();
        self.table.variants.resize(start + count.unwrap_or(0), Enum::NONE);
        for variant in variants.iter() {
            let place = start + usize::from(variant.index());
            if self.table.variants[place] != Enum::NONE {
                // Two variants of one index: nobody can tell them apart.
                return Node::Bad;
            }
            let fields = self.push_fields(variant.fields());
            let names = names(variant.fields());
            let group = self.push_group(fields, names, Some(variant.name_text()));
            self.table.variants[place] = group;
        }
        let groups = start as u32..self.table.variants.len() as u32;
        self.table.enums.push(Enum { groups });
        Node::Enum(self.table.enums.len() as u32 - 1)
    }

    /// A compact integer; of a struct with one field, that struct with a compact field.
    fn compact(&mut self, of: u32, nesting: u32) -> Node {
        let Some(ty) = self.canonical(of).and_then(|of| self.registry.get(of)) else {
            return Node::Bad;
        };
        if let Some(known) = self.compacts[ty.id() as usize] {
            return known;
        }
        match ty.def() {
            TypeDef::Primitive(Primitive::U8) => Node::C8,
            TypeDef::Primitive(Primitive::U16) => Node::C16,
            TypeDef::Primitive(Primitive::U32) => Node::C32,
            TypeDef::Primitive(Primitive::U64) => Node::C64,
            TypeDef::Primitive(Primitive::U128) => Node::C128,
            TypeDef::Tuple([]) => Node::Null,
            TypeDef::Composite(fields) if fields.is_empty() => Node::Null,
            TypeDef::Composite(fields) if fields.len() == 1 && special(ty).is_none() => {
                let Some(field) = fields.get(0).filter(|_| nesting > 0) else {
                    return Node::Bad;
                };
                let inner = self.compact(field.ty(), nesting - 1);
                if inner == Node::Bad {
                    return Node::Bad;
                }
                self.table.nodes.push(inner);
                let start = self.table.fields.len() as u32;
                self.push_field(self.table.nodes.len() as u32 - 1);
                let node = Node::Struct(self.push_group(start, names(fields), None));
                self.compacts[ty.id() as usize] = Some(node);
                node
            }
            _ => Node::Bad,
        }
    }

    fn bits(&self, store: u32, order: u32) -> Node {
        let primitive = |id| match self.registry.get(id).map(|ty| ty.def()) {
            Some(TypeDef::Primitive(primitive)) => Some(primitive),
            _ => None,
        };
        let store = match primitive(store) {
            Some(Primitive::U8) => 1,
            Some(Primitive::U16) => 2,
            Some(Primitive::U32) => 4,
            Some(Primitive::U64) => 8,
            _ => return Node::Bad,
        };
        match self.registry.get(order).map(|ty| ty.name()) {
            Some("Lsb0") => Node::Bits { store, most_significant_first: false },
            Some("Msb0") => Node::Bits { store, most_significant_first: true },
            _ => Node::Bad,
        }
    }

    /// Whether a type is `u8` itself: a newtype around it is a number, not a byte.
    fn is_byte(&self, id: u32) -> bool {
        let def = self.registry.get(id).map(|ty| ty.def());
        matches!(def, Some(TypeDef::Primitive(Primitive::U8)))
    }

    /// Whether the one field of a newtype takes 32 bytes: `[u8; 32]` or `[u64; 4]`.
    fn is_32_bytes(&self, ty: Type<'r>) -> bool {
        let inner = self.newtype(ty).and_then(|id| self.registry.get(id));
        let Some(TypeDef::Array { len, of }) = inner.map(|ty| ty.def()) else { return false };
        match self.registry.get(of).map(|ty| ty.def()) {
            Some(TypeDef::Primitive(Primitive::U8)) => len == 32,
            Some(TypeDef::Primitive(Primitive::U64)) => len == 4,
            _ => false,
        }
    }

    fn push_fields(&mut self, fields: Fields<'r>) -> u32 {
        let start = self.table.fields.len() as u32;
        for field in fields.iter() {
            let node = self.canonical(field.ty()).unwrap_or(u32::MAX);
            self.push_field(node);
        }
        start
    }

    /// A node that does not exist becomes one that is bad.
    fn push_field(&mut self, node: u32) {
        let mut node = node;
        if node as usize >= self.table.nodes.len() {
            self.table.nodes.push(Node::Bad);
            node = self.table.nodes.len() as u32 - 1;
        }
        self.table.fields.push(node);
    }

    fn push_group(
        &mut self,
        start: u32,
        names: Option<u32>,
        variant: Option<crate::registry::Text>,
    ) -> u32 {
        let fields = start..self.table.fields.len() as u32;
        self.table.groups.push(Group { fields, names, variant, ..Group::default() });
        self.table.groups.len() as u32 - 1
    }

    /// Tells options whether what they hold may be null, now that all nodes are known.
    fn mark_nullable(&mut self) {
        for index in 0..self.table.nodes.len() {
            if let Node::Option { some, .. } = self.table.nodes[index] {
                let content = self.table.child(some);
                let nullable = matches!(content, Node::Null | Node::Option { .. });
                self.table.nodes[index] = Node::Option { some, nullable };
            }
        }
    }
}

/// Types that are recognised by their path. A newtype around 32 bytes is otherwise just these.
fn special(ty: Type<'_>) -> Option<Node> {
    match ty.path() {
        "sp_core::crypto::AccountId32"
        | "sp_runtime::AccountId32"
        | "subwire_codec::account::AccountId" => Some(Node::Account),
        "primitive_types::U256" => Some(Node::U256),
        _ => None,
    }
}

/// The row of the first name, where all fields have one.
fn names(fields: Fields<'_>) -> Option<u32> {
    let named = !fields.is_empty() && fields.iter().all(|field| !field.name().is_empty());
    named.then(|| fields.first_row())
}

/// What the `Some` of an `Option` holds, if the variants are those of an `Option`.
fn option(variants: Variants<'_>) -> Option<u32> {
    let (none, some) = (variants.at(0)?, variants.at(1)?);
    let fields = some.fields();
    let is_option = variants.len() == 2 && none.fields().is_empty() && fields.len() == 1;
    fields.get(0).filter(|field| is_option && field.name().is_empty()).map(|field| field.ty())
}

fn of_primitive(primitive: Primitive) -> Node {
    match primitive {
        Primitive::Bool => Node::Bool,
        Primitive::Char => Node::Char,
        Primitive::Str => Node::Str,
        Primitive::U8 => Node::U8,
        Primitive::U16 => Node::U16,
        Primitive::U32 => Node::U32,
        Primitive::U64 => Node::U64,
        Primitive::U128 => Node::U128,
        Primitive::U256 => Node::U256,
        Primitive::I8 => Node::I8,
        Primitive::I16 => Node::I16,
        Primitive::I32 => Node::I32,
        Primitive::I64 => Node::I64,
        Primitive::I128 => Node::I128,
        Primitive::I256 => Node::I256,
    }
}

/// Finds the size of every node. A struct or array that contains itself becomes bad here: every
/// other way for a type to contain itself takes a byte a round, and so comes to an end. So does one
/// that nests too deep, whoever else uses what it holds.
fn measure(table: &mut Table) {
    let count = table.nodes.len();
    table.info.resize(count, Info::default());
    let mut sizes = Sizes { states: alloc::vec![State::New; count], path: Vec::new() };
    for index in 0..count as u32 {
        sizes.visit(table, index);
    }
}

/// A walk from parts to what they are part of. It keeps its own stack: a chain of structs may be
/// as long as the registry.
struct Sizes {
    states: Vec<State>,
    /// The nodes that are being measured, each with the number of its parts that are done.
    path: Vec<(u32, u32)>,
}

#[derive(Clone, Copy)]
enum State {
    New,
    Open,
    /// Measured. So many structs and arrays stand inside each other, itself included.
    Known {
        height: u32,
    },
}

impl Sizes {
    fn visit(&mut self, table: &mut Table, index: u32) {
        self.enter(table, index);
        while let Some((index, done)) = self.path.last_mut() {
            match part(table, *index, *done) {
                Some(part) => {
                    *done += 1;
                    self.enter(table, part);
                }
                None => {
                    let index = *index;
                    self.path.pop();
                    self.close(table, index);
                }
            }
        }
    }

    fn enter(&mut self, table: &mut Table, index: u32) {
        let state = &mut self.states[index as usize];
        match state {
            State::New => {
                *state = State::Open;
                self.path.push((index, 0));
            }
            State::Open => table.nodes[index as usize] = Node::Bad,
            State::Known { .. } => {}
        }
    }

    /// Measures a node whose parts have been measured.
    fn close(&mut self, table: &mut Table, index: u32) {
        let (node, mut height) = (table.child(index), 0);
        let mut measured = |part: u32| match self.states[part as usize] {
            State::Known { height: inner } => {
                height = height.max(inner + 1);
                table.info(part)
            }
            // It contains this one.
            _ => of_leaf(Node::Bad),
        };
        let mut info = match node {
            Node::Struct(group) => {
                let sum = Info { plain: true, weight: 1, ..Info::default() };
                let fields = table.fields(table.group(group)).iter();
                fields.fold(sum, |sum, &field| sum.and(measured(field)))
            }
            Node::Array(of, len) => measured(of).times(len),
            node => of_leaf(node),
        };
        if height > MAX_NESTING || (info.size == 0 && info.weight > MAX_WEIGHT) {
            (info, height) = (of_leaf(Node::Bad), 0);
            table.nodes[index as usize] = Node::Bad;
        }
        table.info[index as usize] = info;
        self.states[index as usize] = State::Known { height };
    }
}

/// A part of a struct or array by its place.
fn part(table: &Table, index: u32, at: u32) -> Option<u32> {
    match table.child(index) {
        Node::Struct(group) => table.fields(table.group(group)).get(at as usize).copied(),
        Node::Array(of, _) => (at == 0).then_some(of),
        _ => None,
    }
}

impl Info {
    fn and(self, next: Self) -> Self {
        let both = self.size != Self::VARIES && next.size != Self::VARIES;
        let size = if both { self.size.checked_add(next.size) } else { None };
        Self {
            size: size.unwrap_or(Self::VARIES),
            min: self.min.saturating_add(next.min),
            weight: self.weight.saturating_add(next.weight),
            plain: self.plain && next.plain,
        }
    }

    fn times(self, len: u32) -> Self {
        let size = if self.size == Self::VARIES && len > 0 { None } else { Some(self.size) };
        Self {
            size: size.and_then(|size| size.checked_mul(len)).unwrap_or(Self::VARIES),
            min: self.min.saturating_mul(len),
            weight: self.weight.saturating_mul(len).saturating_add(1),
            plain: self.plain || len == 0,
        }
    }
}

fn of_leaf(node: Node) -> Info {
    let fixed = |size| Info { size, min: size, weight: 1, plain: true };
    let varies = |min| Info { size: Info::VARIES, min, weight: 1, plain: false };
    match node {
        // Claims bytes, so that nothing takes it for free.
        Node::Bad => varies(1),
        Node::Null => fixed(0),
        Node::Bool => Info { plain: false, ..fixed(1) },
        Node::Char => Info { plain: false, ..fixed(4) },
        Node::U8 | Node::I8 => fixed(1),
        Node::U16 | Node::I16 => fixed(2),
        Node::U32 | Node::I32 => fixed(4),
        Node::U64 | Node::I64 => fixed(8),
        Node::U128 | Node::I128 => fixed(16),
        Node::U256 | Node::I256 | Node::Account => fixed(32),
        Node::ByteArray(len) if len != Info::VARIES => fixed(len),
        _ => varies(1),
    }
}
