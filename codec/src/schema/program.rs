//! Writes the programs of structs: how to skip one, and how to print one as JSON.
//!
//! What is known beforehand is done beforehand: names are already quoted, structs inside structs
//! are dissolved, neighbours of fixed size are skipped as one.

use alloc::vec::Vec;
use core::ops::Range;

use super::table::{Group, Info, Node, Skip, Step, Table};
use crate::registry::Registry;

/// A struct of more steps is called, not dissolved.
const MAX_INLINE: usize = 48;

/// A program of more steps takes in no further structs.
const MAX_STEPS: usize = 192;

/// A struct with more text is called, not dissolved.
const MAX_TEXT: usize = 2048;

/// So many bytes of text and steps may be written again for all structs that are dissolved.
/// Real metadata takes 20 KB; of hostile metadata the programs would be far larger than itself.
const MAX_DISSOLVED: usize = 1 << 20;

pub(super) fn write(registry: &Registry, table: &mut Table) {
    let done = alloc::vec![false; table.groups.len()];
    let (steps, text, spare) = (Vec::new(), Vec::new(), MAX_DISSOLVED);
    let mut writer = Writer { registry, done, steps, text, spare };
    for group in 0..table.groups.len() as u32 {
        writer.group(table, group);
    }
    table.literals.resize(table.literals.len() + Table::PADDING, 0);
}

struct Writer<'r> {
    registry: &'r Registry,
    done: Vec<bool>,
    /// Programs that are being written: each a range behind the one that waits for it.
    steps: Vec<(Node, Range<u32>)>,
    text: Vec<u8>,
    /// What is left of [`MAX_DISSOLVED`].
    spare: usize,
}

impl Writer<'_> {
    /// Structs that contain themselves have been made bad, so this comes to an end; the nesting
    /// is bounded with it.
    fn group(&mut self, table: &mut Table, index: u32) {
        if core::mem::replace(&mut self.done[index as usize], true) {
            return;
        }
        let fields = table.groups[index as usize].fields.clone();
        for field in fields.clone() {
            if let Node::Struct(inner) = table.child(table.fields[field as usize]) {
                self.group(table, inner);
            }
        }
        let group = table.groups[index as usize].clone();
        table.groups[index as usize] =
            Group { skips: self.skips(table, fields), ..self.json(table, group) };
    }

    fn json(&mut self, table: &mut Table, group: Group) -> Group {
        self.steps.clear();
        self.text.clear();
        let fields = group.fields.clone();
        let (open, close): (&[u8], &[u8]) = match (group.names, fields.len(), group.variant) {
            (_, 0, Some(_)) => (b"", b""),
            (Some(_), ..) => (b"{", b"}"),
            (None, 1, Some(_)) => (b"", b""),
            (None, ..) => (b"[", b"]"),
        };
        if let Some(name) = group.variant {
            let object: &[u8] = if fields.is_empty() { b"" } else { b"{" };
            self.text.extend_from_slice(object);
            quote(self.registry.str(name), &mut self.text);
            let colon: &[u8] = if fields.is_empty() { b"" } else { b":" };
            self.text.extend_from_slice(colon);
        }
        self.text.extend_from_slice(open);
        let mut literal = 0;
        for (at, field) in fields.clone().enumerate() {
            if at > 0 {
                self.text.push(b',');
            }
            if let Some(first) = group.names {
                quote(self.registry.field_name(first + at as u32), &mut self.text);
                self.text.push(b':');
            }
            match table.child(table.fields[field as usize]) {
                Node::Null => self.text.extend_from_slice(b"null"),
                Node::Struct(inner) if self.fits(table, inner) => {
                    let inner = table.group(inner);
                    for step in table.steps(inner) {
                        let text =
                            step.literal as usize..(step.literal + step.literal_len) as usize;
                        self.text.extend_from_slice(&table.literals[text]);
                        self.steps.push((step.node, literal..self.text.len() as u32));
                        literal = self.text.len() as u32;
                    }
                    let tail = inner.tail.start as usize..inner.tail.end as usize;
                    self.text.extend_from_slice(&table.literals[tail]);
                }
                node => {
                    self.steps.push((node, literal..self.text.len() as u32));
                    literal = self.text.len() as u32;
                }
            }
        }
        self.text.extend_from_slice(close);
        if group.variant.is_some() && !fields.is_empty() {
            self.text.push(b'}');
        }
        let base = table.literals.len() as u32;
        table.literals.extend_from_slice(&self.text);
        let first = table.steps.len() as u32;
        table.steps.extend(self.steps.iter().map(|(node, text)| Step {
            node: *node,
            literal: base + text.start,
            literal_len: text.end - text.start,
        }));
        Group {
            steps: first..table.steps.len() as u32,
            tail: base + literal..table.literals.len() as u32,
            ..group
        }
    }

    /// Whether a struct is dissolved, for which is paid then.
    fn fits(&mut self, table: &Table, inner: u32) -> bool {
        let inner = table.group(inner);
        let steps = table.steps(inner);
        let text = match steps.first() {
            Some(first) => inner.tail.end - first.literal,
            None => inner.tail.end - inner.tail.start,
        };
        steps.len() <= MAX_INLINE
            && self.steps.len() <= MAX_STEPS
            && text as usize <= MAX_TEXT
            && self.pays(text as usize + size_of_val(steps))
    }

    fn pays(&mut self, bytes: usize) -> bool {
        let left = self.spare.checked_sub(bytes);
        self.spare = left.unwrap_or(self.spare);
        left.is_some()
    }

    fn skips(&mut self, table: &mut Table, fields: Range<u32>) -> Range<u32> {
        let start = table.skips.len();
        for field in fields {
            let index = table.fields[field as usize];
            let (node, info) = (table.child(index), table.info(index));
            match node {
                Node::Null => {}
                _ if info.plain && info.size != Info::VARIES => {
                    push(table, start, Skip::Advance(info.size));
                }
                Node::Struct(inner) => {
                    let steps = table.skips(table.group(inner));
                    let room = table.skips.len() - start <= MAX_STEPS && steps.len() <= MAX_INLINE;
                    // Many compact integers are one step.
                    let work = if room { steps.iter().map(|step| step.work()).sum() } else { 0 };
                    if room && work <= MAX_INLINE && self.pays(work * size_of::<Skip>()) {
                        let inner = table.groups[inner as usize].skips.clone();
                        for at in inner {
                            let step = table.skips[at as usize];
                            push(table, start, step);
                        }
                    } else {
                        push(table, start, Skip::Node(node));
                    }
                }
                _ => push(table, start, Skip::Node(node)),
            }
        }
        start as u32..table.skips.len() as u32
    }
}

impl Skip {
    /// How many values it passes, as far as they are passed one by one.
    fn work(self) -> usize {
        match self {
            Self::Compacts { start, end } => (end - start) as usize,
            Self::Advance(_) | Self::Node(_) => 1,
        }
    }
}

/// Adds a step of the program that begins at `start`; neighbours of one kind become one.
fn push(table: &mut Table, start: usize, step: Skip) {
    let step = match step {
        Skip::Node(node @ (Node::C8 | Node::C16 | Node::C32 | Node::C64)) => {
            table.compacts.push(node);
            let end = table.compacts.len() as u32;
            Skip::Compacts { start: end - 1, end }
        }
        Skip::Compacts { start, end } => {
            // Of a struct that is dissolved: once more, behind those of this one.
            let copy = table.compacts.len() as u32;
            table.compacts.extend_from_within(start as usize..end as usize);
            Skip::Compacts { start: copy, end: copy + (end - start) }
        }
        other => other,
    };
    if let Some(last) = table.skips[start..].last_mut() {
        match (last, step) {
            (Skip::Advance(last), Skip::Advance(more)) => {
                if let Some(sum) = last.checked_add(more) {
                    *last = sum;
                    return;
                }
            }
            (Skip::Compacts { end: last, .. }, Skip::Compacts { start, end }) if *last == start => {
                *last = end;
                return;
            }
            _ => {}
        }
    }
    table.skips.push(step);
}

/// A text as a JSON string. Names are identifiers; hostile metadata may hold anything.
fn quote(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for &byte in text.as_bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            0..=0x1f => {
                let digit = |nibble: u8| b"0123456789abcdef"[usize::from(nibble)];
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}
