//! The flat table that types are compiled to.

use alloc::vec::Vec;
use core::ops::{Deref, DerefMut, Range};

use crate::cursor::{Cursor, Fault};
use crate::registry::Text;

/// What a type is, as a reader needs to know it. Numbers without a name are indices of nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    /// No value can be read: the type is not described, contains itself, or makes no sense.
    Bad,
    /// Takes no bytes: `()`, a struct without fields, `Compact<()>`.
    Null,
    Bool,
    Char,
    Str,
    U8,
    U16,
    U32,
    U64,
    U128,
    I8,
    I16,
    I32,
    I64,
    I128,
    /// 32 bytes, an unsigned integer.
    U256,
    I256,
    /// Compact integers, by the width of what they stand for.
    C8,
    C16,
    C32,
    C64,
    C128,
    /// 32 bytes that people write as an address.
    Account,
    /// `Vec<u8>`.
    Bytes,
    /// `[u8; N]`.
    ByteArray(u32),
    /// Bits in words of so many bytes.
    Bits {
        store: u8,
        most_significant_first: bool,
    },
    Sequence(u32),
    Array(u32, u32),
    /// A struct or a tuple: the index of its group.
    Struct(u32),
    /// The index of an enum.
    Enum(u32),
    /// `Option`. Where the content may be null itself, a JSON writer says `{"Some": …}`.
    Option {
        some: u32,
        nullable: bool,
    },
}

/// What is known of a node's size.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Info {
    /// The size in bytes of every value, or [`Info::VARIES`].
    pub(crate) size: u32,
    /// No value is smaller.
    pub(crate) min: u32,
    /// Of a type that takes no bytes: how many values it holds in all.
    pub(crate) weight: u32,
    /// Whether every value of the right size is valid.
    pub(crate) plain: bool,
}

impl Info {
    pub(crate) const VARIES: u32 = u32::MAX;

    /// The size, where any bytes of that size are a value.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn plain_size(self) -> Option<usize> {
        (self.plain && self.size != Self::VARIES).then_some(self.size as usize)
    }
}

/// The fields of a struct, of a tuple or of a variant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    /// To write it as JSON: a literal before each value, and one behind the last. Structs inside
    /// are dissolved in it.
    pub(crate) steps: Range<u32>,
    pub(crate) tail: Range<u32>,
    /// To skip it: neighbours of fixed size are one step.
    pub(crate) skips: Range<u32>,
    /// The nodes of its own fields: a range of [`Table::fields`].
    pub(crate) fields: Range<u32>,
    /// The registry's row of the first field, where fields have names.
    pub(crate) names: Option<u32>,
    /// Of a variant: its name.
    pub(crate) variant: Option<Text>,
}

/// An enum: for each index on the wire its group, or [`Enum::NONE`].
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) groups: Range<u32>,
}

impl Enum {
    pub(crate) const NONE: u32 = u32::MAX;
}

/// One value of a struct, and the JSON that stands before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) node: Node,
    pub(crate) literal: u32,
    pub(crate) literal_len: u32,
}

/// One step of skipping a struct.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Skip {
    /// So many bytes, whatever they are.
    Advance(u32),
    /// Compact integers side by side: a range of [`Table::compacts`].
    Compacts {
        start: u32,
        end: u32,
    },
    Node(Node),
}

/// All types of a chain.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The first ones belong to the registry's types, by id; others follow.
    pub(crate) nodes: Vec<Node>,
    pub(crate) info: Vec<Info>,
    pub(crate) groups: Vec<Group>,
    pub(crate) fields: Vec<u32>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) variants: Vec<u32>,
    pub(crate) steps: Vec<Step>,
    pub(crate) skips: Vec<Skip>,
    /// The nodes of neighbouring compact integers.
    pub(crate) compacts: Vec<Node>,
    /// JSON between values. Ends in [`Table::PADDING`] zeros, so that a short piece can be copied
    /// as one block.
    pub(crate) literals: Vec<u8>,
    /// How many of the nodes are types of the registry.
    pub(crate) types: u32,
}

impl Table {
    pub(crate) const PADDING: usize = 32;

    /// The node index of a type's id, which is the same number.
    pub(crate) fn of_type(&self, ty: u32) -> Option<u32> {
        (ty < self.types).then_some(ty)
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn node(&self, index: u32) -> Option<Node> {
        self.nodes.get(index as usize).copied()
    }

    /// A node by an index that stands in the table.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn child(&self, index: u32) -> Node {
        self.nodes[index as usize]
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn info(&self, index: u32) -> Info {
        self.info[index as usize]
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn group(&self, index: u32) -> &Group {
        &self.groups[index as usize]
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn steps(&self, group: &Group) -> &[Step] {
        &self.steps[group.steps.start as usize..group.steps.end as usize]
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn skips(&self, group: &Group) -> &[Skip] {
        &self.skips[group.skips.start as usize..group.skips.end as usize]
    }

    /// The node indices of a group's own fields.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn fields(&self, group: &Group) -> &[u32] {
        &self.fields[group.fields.start as usize..group.fields.end as usize]
    }

    /// The group of each index on the wire; [`Enum::NONE`] where there is no variant.
    pub(crate) fn groups_of(&self, index: u32) -> &[u32] {
        let groups = &self.enums[index as usize].groups;
        &self.variants[groups.start as usize..groups.end as usize]
    }

    /// The group of an enum's variant.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn variant(&self, index: u32, on_wire: u8) -> Result<u32, Fault> {
        match self.groups_of(index).get(usize::from(on_wire)) {
            Some(&group) if group != Enum::NONE => Ok(group),
            _ => Err(Fault::Variant),
        }
    }

    /// Reads the length of a sequence. Elements that take bytes cannot be more than the bytes
    /// that are left; the others count as items.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn length(&self, source: &mut Source<'_>, of: u32) -> Result<usize, Fault> {
        let length = source.length()?;
        let info = self.info(of);
        if info.min == 0 {
            source.spend(length.saturating_mul(info.weight as usize))?;
        } else if (length as u64) * u64::from(info.min) > source.rest.len() as u64 {
            return Err(Fault::End);
        }
        Ok(length)
    }
}

/// The bytes that are read, and what may still be spent on them.
#[derive(Debug)]
pub(crate) struct Source<'b> {
    cursor: Cursor<'b>,
    items: usize,
}

impl<'b> Source<'b> {
    pub(crate) fn new(bytes: &'b [u8], items: usize) -> Self {
        Self { cursor: Cursor::new(bytes), items }
    }

    /// Takes so many items from what is left of [`Limits::items`](super::Limits::items).
    #[inline]
    pub(crate) fn spend(&mut self, items: usize) -> Result<(), Fault> {
        self.items = self.items.checked_sub(items).ok_or(Fault::Items)?;
        Ok(())
    }
}

impl<'b> Deref for Source<'b> {
    type Target = Cursor<'b>;

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn deref(&self) -> &Cursor<'b> {
        &self.cursor
    }
}

impl DerefMut for Source<'_> {
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.cursor
    }
}
