//! From a value to its parts.

use core::fmt;
use core::iter;

use super::tape::{Entry, Tape, has_entries, is_compact};
use crate::schema::Schema;
use crate::schema::table::{Group, Info, Node, Source, Table};

/// A part of a value, or all of it, where its bytes lie. Small, and free to copy.
///
/// An `Option`'s `Some` is looked through by all that looks for something inside; [`some`] tells
/// it from `None`.
///
/// [`some`]: Self::some
#[derive(Clone, Copy)]
pub struct View<'d> {
    schema: &'d Schema,
    bytes: &'d [u8],
    entries: &'d [Entry],
    node: u32,
    /// The byte that it starts with.
    start: u32,
    /// Its entry, or [`View::NONE`].
    entry: u32,
}

impl<'d> View<'d> {
    /// The entry of what has none: its size is fixed, or it is a compact integer.
    const NONE: u32 = u32::MAX;

    pub(super) fn root(schema: &'d Schema, ty: u32, bytes: &'d [u8], tape: &'d Tape) -> Self {
        Self { schema, bytes, entries: &tape.entries, node: ty, start: 0, entry: 0 }
    }

    /// The id of its type. A struct around other types may give the id of what it is around;
    /// `None` where the registry has none: the field of a struct that is compact as a whole.
    #[must_use]
    pub fn type_id(self) -> Option<u32> {
        self.table().of_type(self.node)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(self) -> &'d [u8] {
        let start = self.start as usize;
        self.bytes.get(start..self.end()).unwrap_or_default()
    }

    /// Whether it is an `Option`'s `None`.
    #[must_use]
    pub fn is_none(self) -> bool {
        matches!(self.kind(), Node::Option { .. }) && self.some().is_none()
    }

    /// What an `Option` holds; `None` for its `None`, and for all that is no `Option`.
    #[must_use]
    pub fn some(self) -> Option<Self> {
        match self.kind() {
            Node::Option { some, .. } if self.bytes().first() == Some(&1) => {
                self.at_entry(some, self.entry + 1)
            }
            _ => None,
        }
    }

    /// The name of an enum's variant. Its fields are found by [`get`](Self::get) and
    /// [`at`](Self::at).
    #[must_use]
    pub fn variant(self) -> Option<&'d str> {
        let view = self.content();
        let Node::Enum(_) = view.kind() else { return None };
        let types = view.schema.types();
        types.variant(view.group()?)
    }

    /// The field of a name, of a struct or of a variant. Costs a comparison a field; for many
    /// values of one type, ask once for the [`field_index`](Self::field_index).
    #[must_use]
    pub fn get(self, name: &str) -> Option<Self> {
        self.at(self.field_index(name)?)
    }

    /// The place of a field, for [`at`](Self::at). It is the same in all values of a struct's
    /// type, and in all of a variant.
    #[must_use]
    pub fn field_index(self, name: &str) -> Option<usize> {
        let types = self.schema.types();
        let group = self.content().group()?;
        (0..group.fields.len()).find(|&at| types.field(group, at) == Some(name))
    }

    /// The name of a field by its place.
    #[must_use]
    pub fn field_name(self, index: usize) -> Option<&'d str> {
        self.schema.types().field(self.content().group()?, index)
    }

    /// How many elements a list has, or how many fields a struct, tuple or variant; `None` for
    /// what has neither.
    #[must_use]
    pub fn count(self) -> Option<usize> {
        let view = self.content();
        view.list().map(|list| list.length).or_else(|| view.group().map(|group| group.fields.len()))
    }

    /// The element of a list, or the field of a tuple, struct or variant, by its place.
    ///
    /// Free for elements and fields of fixed size. Otherwise the neighbours before it are stepped
    /// over, one memory access each: to go through a list, use [`iter`](Self::iter).
    #[must_use]
    pub fn at(self, index: usize) -> Option<Self> {
        let view = self.content();
        let Some(list) = view.list() else { return view.field(index) };
        if index >= list.length {
            return None;
        }
        match list.elements {
            Elements::Fixed(size) => view.within(list.of, list.start as usize + index * size),
            Elements::Entries => view.at_entry(list.of, view.nth_entry(index)?),
            Elements::Compacts => {
                let mut element = view.within(list.of, list.start as usize)?;
                for _ in 0..index {
                    element = view.within(list.of, element.end())?;
                }
                Some(element)
            }
        }
    }

    /// The elements of a list, or the fields of a tuple, struct or variant; of others nothing.
    /// A step costs the same wherever it is.
    pub fn iter(self) -> impl Iterator<Item = Self> {
        let view = self.content();
        let of = view.list().map(|list| list.of);
        let (count, mut at) = (view.count().unwrap_or(0), 0);
        let mut last: Option<Self> = None;
        iter::from_fn(move || {
            if at == count {
                return None;
            }
            last = match last {
                None => view.at(0),
                Some(last) => view.after(last, of.or_else(|| view.field_node(at))?),
            };
            at += 1;
            last
        })
    }

    /// The part behind another of the same value.
    fn after(self, last: Self, node: u32) -> Option<Self> {
        if last.entry == Self::NONE {
            return self.within(node, last.end());
        }
        self.at_entry(node, self.entries.get(last.entry as usize)?.next)
    }

    /// The first inside all options.
    pub(super) fn content(self) -> Self {
        let mut view = self;
        while let Some(some) = view.some() {
            view = some;
        }
        view
    }

    pub(super) fn kind(self) -> Node {
        self.table().child(self.node)
    }

    pub(super) fn schema(self) -> &'d Schema {
        self.schema
    }

    pub(super) fn source(self) -> Source<'d> {
        self.schema.source(self.bytes())
    }

    fn table(self) -> &'d Table {
        self.schema.table()
    }

    /// The byte behind it.
    fn end(self) -> usize {
        let start = self.start as usize;
        let info = self.table().info(self.node);
        if info.size != Info::VARIES {
            return start + info.size as usize;
        }
        if self.entry != Self::NONE {
            let next = self.entries.get(self.entry as usize);
            let next = next.and_then(|entry| self.entries.get(entry.next as usize));
            return next.map_or(self.bytes.len(), |entry| entry.start as usize);
        }
        // A compact integer of a list, which was read once already.
        let first = self.bytes.get(start).copied().unwrap_or(0);
        start
            + match first & 3 {
                3 => 5 + usize::from(first >> 2),
                mode => 1 << mode,
            }
    }

    fn at_entry(self, node: u32, entry: u32) -> Option<Self> {
        let start = self.entries.get(entry as usize)?.start;
        Some(Self { node, start, entry, ..self })
    }

    fn within(self, node: u32, start: usize) -> Option<Self> {
        let start = u32::try_from(start).ok()?;
        Some(Self { node, start, entry: Self::NONE, ..self })
    }

    /// The entry of a part.
    fn nth_entry(self, index: usize) -> Option<u32> {
        (0..index).try_fold(self.entry + 1, |entry, _| {
            self.entries.get(entry as usize).map(|entry| entry.next)
        })
    }

    fn group(self) -> Option<&'d Group> {
        let table = self.table();
        let group = match self.kind() {
            Node::Struct(group) => group,
            Node::Enum(index) => table.variant(index, *self.bytes().first()?).ok()?,
            _ => return None,
        };
        Some(table.group(group))
    }

    fn field_node(self, index: usize) -> Option<u32> {
        self.table().fields(self.group()?).get(index).copied()
    }

    fn field(self, index: usize) -> Option<Self> {
        let table = self.table();
        let fields = table.fields(self.group()?);
        let &node = fields.get(index)?;
        if table.info(self.node).size == Info::VARIES {
            return self.at_entry(node, self.nth_entry(index)?);
        }
        let before: usize =
            fields[..index].iter().map(|&node| table.info(node).size as usize).sum();
        self.within(node, self.start as usize + before)
    }

    fn list(self) -> Option<List> {
        let table = self.table();
        let (of, length, start) = match self.kind() {
            Node::Array(of, length) => (of, length as usize, self.start),
            Node::Sequence(of) => {
                let mut source = self.source();
                let length = source.length().ok()?;
                (of, length, self.start + (self.bytes().len() - source.rest.len()) as u32)
            }
            _ => return None,
        };
        let elements = if has_entries(table, of) {
            Elements::Entries
        } else if is_compact(table.child(of)) {
            Elements::Compacts
        } else {
            Elements::Fixed(table.info(of).size as usize)
        };
        Some(List { of, length, start, elements })
    }
}

/// A list's elements, and where they are.
struct List {
    of: u32,
    length: usize,
    /// The byte that the first one starts with.
    start: u32,
    elements: Elements,
}

enum Elements {
    /// Side by side, of so many bytes each.
    Fixed(usize),
    Compacts,
    Entries,
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "View({:?}, {} bytes at {})", self.kind(), self.bytes().len(), self.start)
    }
}
