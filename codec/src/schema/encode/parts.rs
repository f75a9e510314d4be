//! Values with parts: what stands next in an array, or under a name in an object.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use parity_scale_codec::Encode;

use super::describe::fields;
use super::error::{EncodeError, EncodeErrorKind, bare, quoted};
use super::sink::{Sink, Spot, length_prefix};
use crate::schema::{Group, Node};

/// An array that is being written: of a sequence, an array, or the fields of a tuple.
#[derive(Debug)]
pub(super) struct Run {
    kind: RunKind,
    /// Of which type it is, and how deep its elements stand.
    spot: Spot,
    inner: Spot,
    /// How many elements there were.
    pub(super) count: usize,
}

#[derive(Debug)]
enum RunKind {
    /// Any number of them; the prefix goes before the byte at `start`. What takes no bytes has a
    /// weight.
    Elements { start: usize, weight: usize },
    /// That number of them.
    Fixed(usize),
    /// Fields without names, by group.
    Fields(u32),
}

impl Run {
    /// Opens an array.
    pub(super) fn open(sink: &mut Sink<'_>, spot: Spot) -> Result<Self, EncodeError> {
        let spot = sink.filled(spot)?;
        let table = sink.table();
        let elements = |weight| RunKind::Elements { start: sink.len(), weight };
        let (kind, inner) = match spot.node {
            Node::Sequence(of) => {
                let info = table.info(of);
                let weight = if info.min == 0 { info.weight.max(1) as usize } else { 0 };
                (elements(weight), spot.deeper()?.is(table.child(of)))
            }
            Node::Array(of, len) => (RunKind::Fixed(len as usize), spot.is(table.child(of))),
            Node::Bytes => (elements(0), spot.is(Node::U8)),
            Node::ByteArray(len) => (RunKind::Fixed(len as usize), spot.is(Node::U8)),
            Node::Account => (RunKind::Fixed(32), spot.is(Node::U8)),
            Node::Struct(group) if table.group(group).names.is_none() => {
                (RunKind::Fields(group), spot.in_struct()?)
            }
            _ => return Err(sink.mismatch(spot, || "an array".into())),
        };
        Ok(Self { kind, spot, inner, count: 0 })
    }

    /// The place for the next element.
    #[inline]
    pub(super) fn next(&mut self, sink: &mut Sink<'_>) -> Result<Spot, EncodeError> {
        let spot = match self.kind {
            RunKind::Elements { weight: 0, .. } => Some(self.inner),
            RunKind::Elements { weight, .. } => {
                sink.spend(weight)?;
                Some(self.inner)
            }
            RunKind::Fixed(len) => (self.count < len).then_some(self.inner),
            RunKind::Fields(group) => {
                let table = sink.table();
                let field = table.fields(table.group(group)).get(self.count);
                field.map(|field| self.inner.is(table.child(*field)))
            }
        };
        self.count += 1;
        spot.ok_or_else(|| sink.error(EncodeErrorKind::Length, self.spot, "more".into()))
    }

    /// An error in the element that was given last, as seen from here.
    #[cold]
    pub(super) fn locate(&self, error: EncodeError) -> EncodeError {
        let at = self.count.saturating_sub(1);
        match self.kind {
            RunKind::Fields(_) => error.within(&format!("{at}")),
            _ => error.within_element(at),
        }
    }

    /// Closes the array.
    pub(super) fn close(self, sink: &mut Sink<'_>) -> Result<(), EncodeError> {
        let len = match self.kind {
            RunKind::Elements { start, .. } => {
                return length_prefix(self.count)?
                    .using_encoded(|prefix| sink.insert(start, prefix));
            }
            RunKind::Fixed(len) => len,
            RunKind::Fields(group) => sink.table().group(group).fields.len(),
        };
        if self.count == len {
            return Ok(());
        }
        Err(sink.error(EncodeErrorKind::Length, self.spot, format!("{}", self.count)))
    }
}

/// An object that is being written: the fields of a struct by name, or the one variant of an enum.
#[derive(Debug)]
pub(super) struct Object {
    kind: ObjectKind,
    spot: Spot,
}

#[derive(Debug)]
enum ObjectKind {
    Struct(Names),
    /// An enum, or an option whose content may be null: one name, which is there already or not.
    Tagged {
        done: bool,
    },
}

impl Object {
    /// Opens an object.
    pub(super) fn open(sink: &mut Sink<'_>, spot: Spot) -> Result<Self, EncodeError> {
        let spot = sink.filled(spot)?;
        match spot.node {
            Node::Struct(group) if sink.table().group(group).names.is_some() => {
                let kind = ObjectKind::Struct(Names { group, next: 0, late: Vec::new() });
                Ok(Self { kind, spot: spot.in_struct()? })
            }
            Node::Enum(_) | Node::Option { .. } => {
                Ok(Self { kind: ObjectKind::Tagged { done: false }, spot })
            }
            _ => Err(sink.mismatch(spot, || "an object".into())),
        }
    }

    /// The place for the value under a name.
    pub(super) fn key(&mut self, sink: &mut Sink<'_>, name: &str) -> Result<Spot, EncodeError> {
        match &mut self.kind {
            ObjectKind::Struct(names) => {
                let field = names.field(sink, name)?;
                Ok(self.spot.is(sink.table().child(field)))
            }
            ObjectKind::Tagged { done } => {
                if core::mem::replace(done, true) {
                    let found = format!("another name, {}", quoted(name));
                    return Err(sink.error(EncodeErrorKind::Length, self.spot, found));
                }
                match self.spot.node {
                    Node::Option { .. } if name == "Some" => sink.some(self.spot),
                    Node::Option { .. } => Err(sink.mismatch(self.spot, || quoted(name))),
                    _ => sink.variant(self.spot, name),
                }
            }
        }
    }

    /// An error in the value under a name, as seen from here.
    #[cold]
    pub(super) fn locate(&self, error: EncodeError, name: &str) -> EncodeError {
        match self.spot.node {
            Node::Option { .. } => error,
            _ => error.within(name),
        }
    }

    /// Closes the object.
    pub(super) fn close(self, sink: &mut Sink<'_>) -> Result<(), EncodeError> {
        match self.kind {
            ObjectKind::Struct(names) => names.close(sink, self.spot),
            ObjectKind::Tagged { done: true } => Ok(()),
            ObjectKind::Tagged { done: false } => {
                Err(sink.mismatch(self.spot, || "an empty object".into()))
            }
        }
    }
}

/// The fields of a struct as they come. Those in their order are written at once; from the first
/// on that is not, they stand behind them and are put in order in the end.
#[derive(Debug)]
struct Names {
    group: u32,
    /// How many came in order.
    next: u32,
    /// The others: which field, and where it starts.
    late: Vec<(u32, usize)>,
}

impl Names {
    /// The node index of the field of a name, whose value is written next.
    fn field(&mut self, sink: &Sink<'_>, name: &str) -> Result<u32, EncodeError> {
        let table = sink.table();
        let group: &Group = table.group(self.group);
        let (nodes, first) = (table.fields(group), group.names.unwrap_or(0));
        let registry = sink.schema.registry();
        let is_named = |at: u32| registry.field_name(first + at) == name;
        let count = nodes.len() as u32;
        let in_order = self.late.is_empty() && self.next < count && is_named(self.next);
        let found = if in_order { Some(self.next) } else { (0..count).find(|at| is_named(*at)) };
        let Some(at) = found else {
            let expected = format!("a field of {}", fields(sink.schema, group));
            return Err(EncodeError::new(EncodeErrorKind::UnknownField, expected, quoted(name)));
        };
        if in_order {
            self.next += 1;
        } else if at < self.next || self.late.iter().any(|(late, _)| *late == at) {
            let found = format!("the field {}", bare(name));
            let expected = String::from("every field once");
            return Err(EncodeError::new(EncodeErrorKind::Repeated, expected, found));
        } else {
            self.late.push((at, sink.len()));
        }
        Ok(nodes[at as usize])
    }

    fn close(mut self, sink: &mut Sink<'_>, spot: Spot) -> Result<(), EncodeError> {
        let table = sink.table();
        let group = table.group(self.group);
        let nodes = table.fields(group);
        if self.next as usize == nodes.len() {
            return Ok(());
        }
        let start = self.late.first().map_or(sink.len(), |(_, start)| *start);
        let late = sink.split_off(start);
        let ends = self.late.iter().skip(1).map(|(_, at)| at - start).chain([late.len()]);
        let mut parts: Vec<_> = self
            .late
            .iter()
            .zip(ends)
            .map(|((field, at), end)| (*field, *at - start..end))
            .collect();
        parts.sort_unstable_by_key(|(field, _)| *field);
        self.late.clear();
        let mut parts = parts.into_iter().peekable();
        for at in self.next..nodes.len() as u32 {
            if let Some((_, range)) = parts.next_if(|(field, _)| *field == at) {
                sink.write(&late[range])?;
                continue;
            }
            match table.child(nodes[at as usize]) {
                option @ Node::Option { .. } => sink.null(spot.is(option))?,
                _ => {
                    let first = group.names.unwrap_or(0);
                    let name = sink.schema.registry().field_name(first + at);
                    let (kind, what) =
                        (EncodeErrorKind::MissingField, format!("the field {}", bare(name)));
                    return Err(EncodeError::new(kind, what, String::new()));
                }
            }
        }
        Ok(())
    }
}
