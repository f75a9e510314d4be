//! The tape: where the parts of a value begin, noted while the value is checked.
//!
//! An entry stands for each value on the way down, but not below values of a fixed size, whose
//! parts have fixed places, and not for the elements of lists of such values or of compact
//! integers. Entries stand in the order of the bytes, so a value ends where the next entry that is
//! not its own begins.

use alloc::vec::Vec;
use core::fmt;

use crate::cursor::Fault;
use crate::schema::skip::deeper;
use crate::schema::table::{Info, Node, Source, Table};

/// One note on the tape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The byte that the value starts with.
    pub(super) start: u32,
    /// The entry of what comes after the value and all its parts.
    pub(super) next: u32,
}

/// Room for a view's notes, to be used again for the next value.
#[derive(Clone, Default)]
pub struct Tape {
    pub(super) entries: Vec<Entry>,
}

impl Tape {
    /// A tape without room; it grows with the first value.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes the places of one value and of its end.
    pub(super) fn write(
        &mut self,
        table: &Table,
        index: u32,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        // Positions take 32 bits.
        u32::try_from(source.rest.len()).map_err(|_| Fault::Size)?;
        self.entries.clear();
        let mut writer = Writer { table, entries: &mut self.entries, len: source.rest.len() };
        source.spend(1)?;
        writer.value(index, source, depth)?;
        writer.push(source);
        u32::try_from(self.entries.len()).map(drop).map_err(|_| Fault::Items)
    }
}

impl fmt::Debug for Tape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tape({} entries)", self.entries.len())
    }
}

struct Writer<'t> {
    table: &'t Table,
    entries: &'t mut Vec<Entry>,
    /// How many bytes there were.
    len: usize,
}

impl Writer<'_> {
    #[inline(always)]
    fn push(&mut self, source: &Source<'_>) {
        let start = (self.len - source.rest.len()) as u32;
        self.entries.push(Entry { start, next: self.entries.len() as u32 + 1 });
    }

    /// Notes a value that was taken from the limit.
    #[inline(always)]
    fn value(&mut self, index: u32, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        self.push(source);
        let info = self.table.info(index);
        if let Some(size) = info.plain_size() {
            return source.take(size).map(drop);
        }
        match self.table.child(index) {
            node @ (Node::Struct(_)
            | Node::Enum(_)
            | Node::Option { .. }
            | Node::Sequence(_)
            | Node::Array(..))
                if info.size == Info::VARIES =>
            {
                self.nested(node, source, depth)
            }
            node => self.table.skip(node, source, depth),
        }
    }

    #[inline(never)]
    fn nested(&mut self, node: Node, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        let at = self.entries.len() - 1;
        match node {
            Node::Struct(group) => self.group(group, source, depth)?,
            Node::Enum(index) => {
                let depth = deeper(depth)?;
                let group = self.table.variant(index, source.byte()?)?;
                self.group(group, source, depth)?;
            }
            Node::Option { some, .. } => {
                let depth = deeper(depth)?;
                match source.byte()? {
                    0 => {}
                    1 => {
                        source.spend(1)?;
                        self.value(some, source, depth)?;
                    }
                    _ => return Err(Fault::Variant),
                }
            }
            Node::Sequence(of) => {
                let depth = deeper(depth)?;
                let length = self.table.length(source, of)?;
                self.run(of, length, source, depth)?;
            }
            Node::Array(of, length) => self.run(of, length as usize, source, depth)?,
            _ => return Err(Fault::Type),
        }
        self.entries[at].next = self.entries.len() as u32;
        Ok(())
    }

    #[inline(always)]
    fn group(&mut self, index: u32, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        let table = self.table;
        let fields = table.fields(table.group(index));
        source.spend(fields.len())?;
        fields.iter().try_for_each(|&field| self.value(field, source, depth))
    }

    #[inline(always)]
    fn run(
        &mut self,
        of: u32,
        length: usize,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        if !has_entries(self.table, of) {
            return self.table.skip_run(of, length, source, depth);
        }
        source.spend(length)?;
        let room = length.min(source.rest.len());
        self.entries.reserve(room);
        (0..length).try_for_each(|_| self.value(of, source, depth))
    }
}

/// Whether the elements of a list have entries of their own.
pub(super) fn has_entries(table: &Table, of: u32) -> bool {
    table.info(of).size == Info::VARIES && !is_compact(table.child(of))
}

pub(super) fn is_compact(node: Node) -> bool {
    matches!(node, Node::C8 | Node::C16 | Node::C32 | Node::C64 | Node::C128)
}
