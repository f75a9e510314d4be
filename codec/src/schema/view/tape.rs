//! The tape: where values end whose end is not plain to see, noted while they are checked.
//!
//! An entry stands for each option, enum, sequence and array of a size that varies, and for each
//! struct of such a size that is a list's element. The others need none: their sizes are known, or
//! written before them, or those of their fields together. Entries stand in the order of the
//! bytes.

use alloc::vec::Vec;
use core::fmt;

use crate::cursor::Fault;
use crate::schema::skip::deeper;
use crate::schema::table::{Info, Node, Skip, Source, Table};

/// One note on the tape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The byte behind the value.
    pub(super) end: u32,
    /// The entry behind those of its parts.
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

    /// Checks one value and notes the ends of its parts.
    pub(super) fn write(
        &mut self,
        table: &Table,
        node: Node,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        // Positions take 32 bits.
        u32::try_from(source.rest.len()).map_err(|_| Fault::Size)?;
        self.entries.clear();
        let mut writer = Writer { table, entries: &mut self.entries, len: source.rest.len() };
        writer.value(node, source, depth)?;
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
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn value(&mut self, node: Node, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        match node {
            Node::Option { .. } | Node::Enum(_) | Node::Sequence(_) | Node::Array(..) => {
                self.parcel(node, source, depth)
            }
            Node::Struct(group) => self.group(group, source, depth),
            node => self.table.skip(node, source, depth),
        }
    }

    #[inline(never)]
    fn parcel(&mut self, node: Node, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        if !is_parcel(self.table, node) {
            return self.table.skip(node, source, depth);
        }
        source.spend(1)?;
        let at = self.open();
        match node {
            Node::Option { some, .. } => {
                let depth = deeper(depth)?;
                match source.byte()? {
                    0 => {}
                    1 => self.value(self.table.child(some), source, depth)?,
                    _ => return Err(Fault::Variant),
                }
            }
            Node::Enum(index) => {
                let depth = deeper(depth)?;
                let group = self.table.variant(index, source.byte()?)?;
                self.group(group, source, depth)?;
            }
            Node::Sequence(of) => {
                let depth = deeper(depth)?;
                let length = self.table.length(source, of)?;
                self.run(of, length, source, depth)?;
            }
            Node::Array(of, length) => self.run(of, length as usize, source, depth)?,
            _ => return Err(Fault::Type),
        }
        self.close(at, source);
        Ok(())
    }

    fn group(&mut self, index: u32, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        let table = self.table;
        for step in table.skips(table.group(index)) {
            match *step {
                Skip::Node(node) => self.value(node, source, depth)?,
                step => table.skip_step(step, source, depth)?,
            }
        }
        Ok(())
    }

    fn run(
        &mut self,
        of: u32,
        length: usize,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        if !is_noted(self.table, of) {
            return self.table.skip_run(of, length, source, depth);
        }
        let Node::Struct(group) = self.table.child(of) else {
            let node = self.table.child(of);
            return (0..length).try_for_each(|_| self.value(node, source, depth));
        };
        source.spend(length)?;
        self.entries.reserve(length.min(source.rest.len()));
        for _ in 0..length {
            let at = self.open();
            self.group(group, source, depth)?;
            self.close(at, source);
        }
        Ok(())
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn open(&mut self) -> usize {
        self.entries.push(Entry { end: 0, next: 0 });
        self.entries.len() - 1
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn close(&mut self, at: usize, source: &Source<'_>) {
        let end = (self.len - source.rest.len()) as u32;
        self.entries[at] = Entry { end, next: self.entries.len() as u32 };
    }
}

/// Whether values have an entry of their own wherever they are.
#[inline]
pub(super) fn is_parcel(table: &Table, node: Node) -> bool {
    match node {
        Node::Option { .. } | Node::Enum(_) | Node::Sequence(_) => true,
        Node::Array(of, length) => length > 0 && table.info(of).size == Info::VARIES,
        _ => false,
    }
}

/// Whether a list's elements have entries.
pub(super) fn is_noted(table: &Table, of: u32) -> bool {
    let node = table.child(of);
    let is_struct = matches!(node, Node::Struct(_)) && table.info(of).size == Info::VARIES;
    is_struct || is_parcel(table, node)
}
