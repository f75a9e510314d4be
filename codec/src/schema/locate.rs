//! Finds the place of a fault: a slow second reading that knows where it is.
//!
//! The fast readers carry no path. What they refuse is read once more from the start, field by
//! field, until the same thing happens.

use alloc::format;
use alloc::string::String;
use core::fmt;

use super::skip::deeper;
use super::table::{Group, Node, Source, Table};
use super::{Fault, Schema};

/// A path longer than this loses its start: types may nest names without end.
const MAX_PATH: usize = 1024;

/// Bytes that are no value of the type they were read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    fault: Fault,
    offset: usize,
    len: usize,
    path: String,
}

impl ReadError {
    /// What is wrong.
    #[must_use]
    pub fn fault(&self) -> Fault {
        self.fault
    }

    /// The byte at which the part starts that is wrong.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// How many bytes there were.
    #[must_use]
    pub fn input_len(&self) -> usize {
        self.len
    }

    /// The way to that part, `neurons[3].axon_info.port`; empty for the value itself. Of a way of
    /// more than a thousand bytes the end, behind `…`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn new(fault: Fault, offset: usize, len: usize, path: String) -> Self {
        Self { fault, offset, len, path }
    }

    /// The same error as seen from bytes of which these were a part.
    #[must_use]
    pub(crate) fn inside(mut self, before: usize, len: usize, path: &str) -> Self {
        self.offset += before;
        self.len = len;
        prepend(&mut self.path, path);
        self
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {} of {}", self.offset, self.len)?;
        if !self.path.is_empty() {
            write!(f, ", at {}", self.path)?;
        }
        write!(f, ": {}", self.fault)
    }
}

impl core::error::Error for ReadError {}

impl Schema {
    /// The error for a fault that a reader has met in `bytes`.
    #[cold]
    pub(crate) fn locate(&self, ty: u32, bytes: &[u8], met: Fault) -> ReadError {
        let mut search = Search { schema: self, source: self.source(bytes), path: String::new() };
        let found = self.node(ty).and_then(|node| search.value(node, self.depth()));
        let offset = bytes.len() - search.source.rest.len();
        match found {
            Err(fault) => ReadError::new(fault, offset, bytes.len(), search.path),
            // The bytes are a value: there is too much of them, or of what was made of them.
            Ok(()) => ReadError::new(met, offset, bytes.len(), String::new()),
        }
    }
}

struct Search<'s, 'b> {
    schema: &'s Schema,
    source: Source<'b>,
    path: String,
}

impl<'s> Search<'s, '_> {
    fn table(&self) -> &'s Table {
        self.schema.table()
    }

    /// Reads a value; if it fails, the source stands at the part that is wrong.
    fn value(&mut self, node: Node, depth: u32) -> Result<(), Fault> {
        let start = self.source.rest;
        let read = self.parts(node, depth);
        if read.is_err() && !is_compound(node) {
            self.source.rest = start;
        }
        read
    }

    fn parts(&mut self, node: Node, depth: u32) -> Result<(), Fault> {
        let table = self.table();
        match node {
            Node::Struct(group) => self.group(table.group(group), depth),
            Node::Option { some, .. } => {
                let depth = deeper(depth)?;
                let tag = self.tag(|tag| if tag > 1 { Err(Fault::Variant) } else { Ok(tag) })?;
                if tag == 1 { self.value(table.child(some), depth) } else { Ok(()) }
            }
            Node::Enum(index) => {
                let depth = deeper(depth)?;
                let group = table.group(self.tag(|tag| table.variant(index, tag))?);
                let read = self.group(group, depth);
                if let (Err(_), Some(name)) = (read, group.variant) {
                    let name = self.schema.registry().str(name);
                    prepend(&mut self.path, name);
                }
                read
            }
            Node::Sequence(of) => {
                let depth = deeper(depth)?;
                let length = self.length(of)?;
                self.run(of, length, depth)
            }
            Node::Array(of, length) => self.run(of, length as usize, depth),
            node => table.skip(node, &mut self.source, depth),
        }
    }

    fn group(&mut self, group: &Group, depth: u32) -> Result<(), Fault> {
        let table = self.table();
        let fields = table.fields(group);
        for (at, &field) in fields.iter().enumerate() {
            if table.info(field).size == 0 {
                // Nothing can be wrong with it, and there may be many such parts.
                continue;
            }
            if let Err(fault) = self.value(table.child(field), depth) {
                let registry = self.schema.registry();
                match group.names {
                    Some(first) => {
                        prepend(&mut self.path, registry.field_name(first + at as u32));
                    }
                    None if fields.len() == 1 && group.variant.is_some() => {}
                    None => prepend(&mut self.path, &format!("{at}")),
                }
                return Err(fault);
            }
        }
        Ok(())
    }

    fn run(&mut self, of: u32, length: usize, depth: u32) -> Result<(), Fault> {
        let table = self.table();
        if table.info(of).size == 0 {
            return Ok(());
        }
        for at in 0..length {
            if let Err(fault) = self.value(table.child(of), depth) {
                prepend(&mut self.path, &format!("[{at}]"));
                return Err(fault);
            }
        }
        Ok(())
    }

    /// The length of a sequence. Believed where elements take bytes: the search ends with these.
    fn length(&mut self, of: u32) -> Result<usize, Fault> {
        let start = self.source.rest;
        let info = self.table().info(of);
        let length = self.source.length().and_then(|length| {
            let items = if info.min == 0 { length.saturating_mul(info.weight as usize) } else { 0 };
            self.source.spend(items)?;
            Ok(length)
        });
        if length.is_err() {
            self.source.rest = start;
        }
        length
    }

    /// Reads the byte that tells a variant. A wrong one is left unread.
    fn tag<T>(&mut self, judge: impl FnOnce(u8) -> Result<T, Fault>) -> Result<T, Fault> {
        let start = self.source.rest;
        let judged = self.source.byte().and_then(judge);
        if judged.is_err() {
            self.source.rest = start;
        }
        judged
    }
}

/// Whether a value has parts that know their own place better.
fn is_compound(node: Node) -> bool {
    matches!(
        node,
        Node::Struct(_) | Node::Option { .. } | Node::Enum(_) | Node::Sequence(_) | Node::Array(..)
    )
}

/// `name` before `path`, with a dot where one belongs. A path that would be too long begins with `…`
/// from then on.
pub(crate) fn prepend(path: &mut String, name: &str) {
    if name.is_empty() || path.starts_with('…') {
        return;
    }
    if path.len() + name.len() > MAX_PATH {
        path.insert(0, '…');
        return;
    }
    if !path.is_empty() && !path.starts_with('[') {
        path.insert(0, '.');
    }
    path.insert_str(0, name);
}
