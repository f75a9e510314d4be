//! From a value to its parts.

use core::fmt;
use core::iter;

use super::tape::{Entry, Tape, is_noted, is_parcel};
use crate::cursor::Fault;
use crate::schema::Schema;
use crate::schema::skip::bits;
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
    place: Place,
}

/// Where a value is.
#[derive(Clone, Copy)]
struct Place {
    /// The byte that it starts with.
    start: u32,
    /// Its own entry if it has one, or else that of the first of its parts that has one.
    entry: u32,
}

impl<'d> View<'d> {
    pub(super) fn root(schema: &'d Schema, ty: u32, bytes: &'d [u8], tape: &'d Tape) -> Self {
        Self {
            schema,
            bytes,
            entries: &tape.entries,
            node: ty,
            place: Place { start: 0, entry: 0 },
        }
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
        let end = self.behind(self.node, self.place);
        let range = end.map(|end| self.place.start as usize..end.start as usize);
        range.and_then(|range| self.bytes.get(range)).unwrap_or_default()
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
            Node::Option { some, .. } if self.first() == Some(1) => {
                Some(self.part(some, self.place.inside(1)))
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
    /// Free for elements of fixed size. Otherwise those before it are stepped over, at one memory
    /// access each, and each field of a struct that stands between: to go through a list, use
    /// [`iter`](Self::iter).
    #[must_use]
    pub fn at(self, index: usize) -> Option<Self> {
        let view = self.content();
        let Some(list) = view.list() else {
            let fields = view.fields()?;
            let before = fields.get(..index)?;
            let place = before
                .iter()
                .try_fold(view.first_field(), |place, &field| view.behind(field, place))?;
            return Some(view.part(*fields.get(index)?, place));
        };
        if index >= list.length {
            return None;
        }
        let size = view.table().info(list.of).size;
        if size != Info::VARIES {
            let start = list.first.start + size * index as u32;
            return Some(view.part(list.of, Place { start, ..list.first }));
        }
        let place = (0..index).try_fold(list.first, |place, _| view.next(list.of, place))?;
        Some(view.element(list.of, place))
    }

    /// The elements of a list, or the fields of a tuple, struct or variant; of others nothing.
    /// A step costs the same wherever it is.
    pub fn iter(self) -> impl Iterator<Item = Self> {
        let view = self.content();
        let list = view.list();
        let fields = view.fields().unwrap_or_default();
        let count = list.as_ref().map_or(fields.len(), |list| list.length);
        let mut place = list.as_ref().map_or_else(|| view.first_field(), |list| list.first);
        let mut at = 0;
        iter::from_fn(move || {
            if at == count {
                return None;
            }
            let part = match &list {
                Some(list) => {
                    let element = view.element(list.of, place);
                    place = view.next(list.of, place)?;
                    element
                }
                None => {
                    let field = view.part(fields[at], place);
                    place = view.behind(fields[at], place)?;
                    field
                }
            };
            at += 1;
            Some(part)
        })
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

    /// Its first byte.
    fn first(self) -> Option<u8> {
        self.bytes.get(self.place.start as usize).copied()
    }

    fn part(self, node: u32, place: Place) -> Self {
        Self { node, place, ..self }
    }

    /// The element of a list at a place. A struct's own entry stands before those of its parts.
    fn element(self, of: u32, place: Place) -> Self {
        let table = self.table();
        let own = is_noted(table, of) && !is_parcel(table, table.child(of));
        self.part(of, Place { entry: place.entry + u32::from(own), ..place })
    }

    /// The place of the element behind another.
    fn next(self, of: u32, place: Place) -> Option<Place> {
        if is_noted(self.table(), of) { self.noted(place) } else { self.behind(of, place) }
    }

    /// The place behind the value that an entry stands for.
    fn noted(self, place: Place) -> Option<Place> {
        let entry = self.entries.get(place.entry as usize)?;
        Some(Place { start: entry.end, entry: entry.next })
    }

    /// The place behind a value that is no element.
    fn behind(self, node: u32, place: Place) -> Option<Place> {
        let table = self.table();
        let size = table.info(node).size;
        if size != Info::VARIES {
            return Some(Place { start: place.start.checked_add(size)?, ..place });
        }
        match table.child(node) {
            node if is_parcel(table, node) => self.noted(place),
            Node::Struct(group) => {
                let mut fields = table.fields(table.group(group)).iter();
                fields.try_fold(place, |place, &field| self.behind(field, place))
            }
            node => {
                let mut source = self.schema.source(self.bytes.get(place.start as usize..)?);
                pass(node, &mut source).ok()?;
                Some(Place { start: (self.bytes.len() - source.rest.len()) as u32, ..place })
            }
        }
    }

    fn group(self) -> Option<&'d Group> {
        let table = self.table();
        let group = match self.kind() {
            Node::Struct(group) => group,
            Node::Enum(index) => table.variant(index, self.first()?).ok()?,
            _ => return None,
        };
        Some(table.group(group))
    }

    fn fields(self) -> Option<&'d [u32]> {
        self.group().map(|group| self.table().fields(group))
    }

    /// The place of the first field of a struct, or of a variant behind its index.
    fn first_field(self) -> Place {
        if let Node::Enum(_) = self.kind() { self.place.inside(1) } else { self.place }
    }

    fn list(self) -> Option<List> {
        let (of, length, prefix) = match self.kind() {
            Node::Array(of, length) => (of, length as usize, 0),
            Node::Sequence(of) => {
                let bytes = self.bytes.get(self.place.start as usize..)?;
                let mut source = self.schema.source(bytes);
                let length = source.length().ok()?;
                (of, length, bytes.len() - source.rest.len())
            }
            _ => return None,
        };
        let own = is_parcel(self.table(), self.kind());
        let first = if own { self.place.inside(prefix as u32) } else { self.place };
        Some(List { of, length, first })
    }
}

impl Place {
    /// Behind so many bytes of a value that has an entry.
    fn inside(self, bytes: u32) -> Self {
        Self { start: self.start + bytes, entry: self.entry + 1 }
    }
}

/// A list's elements.
struct List {
    of: u32,
    length: usize,
    /// The place of the first one.
    first: Place,
}

/// Passes a value that tells its own length, and that was checked before.
fn pass(node: Node, source: &mut Source<'_>) -> Result<(), Fault> {
    match node {
        Node::Str | Node::Bytes => source.bytes().map(drop),
        Node::Bits { store, .. } => bits(source, store).map(drop),
        // A compact integer.
        _ => source.compact_u128().map(drop),
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "View({:?}, {} bytes at {})", self.kind(), self.bytes().len(), self.place.start)
    }
}
