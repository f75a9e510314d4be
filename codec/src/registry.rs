//! A chain's types, as its metadata describes them, in a few flat tables.
//!
//! What `scale-info` holds as a tree of strings is kept here as rows and ranges: one text, one row
//! for each type, field and variant. A registry of 700 types is read in a fraction of a
//! millisecond, and its names are not copied again.

mod error;
mod read;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use parity_scale_codec::Encode;
use scale_info::{MetaType, PortableRegistry, TypeInfo};

pub use self::error::{MetadataError, MetadataErrorKind};
pub(crate) use self::read::{Reader, read};

/// The types of a chain, each with the id by which others refer to it.
#[derive(Clone, Default)]
pub struct Registry {
    text: String,
    types: Vec<TypeRow>,
    fields: Vec<FieldRow>,
    variants: Vec<VariantRow>,
    params: Vec<ParamRow>,
    members: Vec<u32>,
}

impl Registry {
    /// Reads the SCALE form of `scale-info`'s `PortableRegistry`, which must be all of `bytes`.
    ///
    /// # Errors
    ///
    /// [`MetadataError`] with the offset and the part that does not decode.
    pub fn decode(bytes: &[u8]) -> Result<Self, MetadataError> {
        let mut reader = Reader::new(bytes, true);
        let registry = read(&mut reader)?;
        if !reader.at_end() {
            return Err(reader.error(MetadataErrorKind::Trailing));
        }
        Ok(registry.with_text(reader.into_text()))
    }

    /// The types of a Rust type and of all that it is made of, and its own id among them.
    #[must_use]
    pub fn of<T: TypeInfo + 'static>() -> (Self, u32) {
        Self::of_meta(&MetaType::new::<T>())
    }

    pub(crate) fn of_meta(ty: &MetaType) -> (Self, u32) {
        let mut types = scale_info::Registry::new();
        let id = types.register_type(ty).id;
        (PortableRegistry::from(types).into(), id)
    }

    pub(crate) fn with_text(mut self, text: String) -> Self {
        self.text = text;
        self
    }

    /// How many types there are; their ids count from zero.
    #[must_use]
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Whether there is no type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// The type of an id.
    #[must_use]
    pub fn get(&self, id: u32) -> Option<Type<'_>> {
        let row = self.types.get(id as usize)?;
        Some(Type { registry: self, id, row })
    }

    /// All types, by id.
    pub fn types(&self) -> impl ExactSizeIterator<Item = Type<'_>> {
        let rows = self.types.iter().enumerate();
        rows.map(|(id, row)| Type { registry: self, id: id as u32, row })
    }

    /// The first type of a path such as `sp_core::crypto::AccountId32`.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Type<'_>> {
        self.types().find(|ty| ty.path() == path)
    }

    /// The name in a row of the fields.
    pub(crate) fn field_name(&self, row: u32) -> &str {
        self.fields.get(row as usize).map_or("", |row| self.str(row.name))
    }

    /// The variants of an enum; none where the id is not that of an enum.
    pub(crate) fn variants(&self, id: u32) -> Variants<'_> {
        match self.get(id).map(|ty| ty.def()) {
            Some(TypeDef::Variant(variants)) => variants,
            _ => Variants { registry: self, rows: &[] },
        }
    }

    /// What the registry keeps under a range of its text.
    pub(crate) fn str(&self, text: Text) -> &str {
        let start = text.start as usize;
        self.text.get(start..start + text.len as usize).unwrap_or_default()
    }
}

/// `scale-info`'s own registry. Never fails: it reads back what that crate has written.
impl From<PortableRegistry> for Registry {
    fn from(types: PortableRegistry) -> Self {
        Self::decode(&types.encode()).unwrap_or_default()
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Registry({} types)", self.types.len())
    }
}

/// A type of a registry.
#[derive(Clone, Copy)]
pub struct Type<'r> {
    registry: &'r Registry,
    id: u32,
    row: &'r TypeRow,
}

impl<'r> Type<'r> {
    /// The id by which others refer to it.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Its path, `pallet_balances::types::AccountData`; empty for types without a name.
    #[must_use]
    pub fn path(&self) -> &'r str {
        self.registry.str(self.row.path)
    }

    /// The last part of its path.
    #[must_use]
    pub fn name(&self) -> &'r str {
        let path = self.path();
        path.rsplit("::").next().unwrap_or(path)
    }

    /// Its generic parameters: each one's name, and its type where the type is described.
    pub fn params(&self) -> impl ExactSizeIterator<Item = (&'r str, Option<u32>)> + use<'r> {
        let registry = self.registry;
        let rows = rows(&registry.params, &self.row.params);
        rows.iter().map(|row| (registry.str(row.name), row.ty))
    }

    /// Its documentation, lines separated by line ends; empty where docs were not kept.
    #[must_use]
    pub fn docs(&self) -> &'r str {
        self.registry.str(self.row.docs)
    }

    /// What it is made of.
    #[must_use]
    pub fn def(&self) -> TypeDef<'r> {
        let registry = self.registry;
        match &self.row.def {
            Def::Composite(fields) => TypeDef::Composite(Fields::new(registry, fields)),
            Def::Variant(variants) => {
                TypeDef::Variant(Variants { registry, rows: rows(&registry.variants, variants) })
            }
            Def::Sequence(of) => TypeDef::Sequence(*of),
            Def::Array { len, of } => TypeDef::Array { len: *len, of: *of },
            Def::Tuple(members) => TypeDef::Tuple(rows(&registry.members, members)),
            Def::Primitive(primitive) => TypeDef::Primitive(*primitive),
            Def::Compact(of) => TypeDef::Compact(*of),
            Def::BitSequence { store, order } => {
                TypeDef::BitSequence { store: *store, order: *order }
            }
        }
    }
}

impl fmt::Debug for Type<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Type({}, {:?})", self.id, self.path())
    }
}

/// What a type is made of; numbers are ids of other types.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum TypeDef<'r> {
    /// Elements without a length prefix.
    #[non_exhaustive]
    Array {
        /// How many.
        len: u32,
        /// Their type.
        of: u32,
    },
    /// Bits behind their number, in words of `store`.
    #[non_exhaustive]
    BitSequence {
        /// The integer type of a word.
        store: u32,
        /// The type that names the order of bits, `Lsb0` or `Msb0`.
        order: u32,
    },
    /// An integer, or a struct around one, in its compact form.
    Compact(u32),
    /// A struct.
    Composite(Fields<'r>),
    /// A bool, char, text or integer.
    Primitive(Primitive),
    /// Elements behind their number.
    Sequence(u32),
    /// Values of several types, one after another.
    Tuple(&'r [u32]),
    /// An enum.
    Variant(Variants<'r>),
}

/// The types that are not made of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "named for the Rust types that they are")]
#[non_exhaustive]
pub enum Primitive {
    Bool,
    Char,
    Str,
    U8,
    U16,
    U32,
    U64,
    U128,
    U256,
    I8,
    I16,
    I32,
    I64,
    I128,
    I256,
}

impl Primitive {
    /// In the order of their indices on the wire.
    const ALL: [Self; 15] = [
        Self::Bool,
        Self::Char,
        Self::Str,
        Self::U8,
        Self::U16,
        Self::U32,
        Self::U64,
        Self::U128,
        Self::U256,
        Self::I8,
        Self::I16,
        Self::I32,
        Self::I64,
        Self::I128,
        Self::I256,
    ];
}

/// The fields of a struct or of a variant, in wire order.
#[derive(Clone, Copy)]
pub struct Fields<'r> {
    registry: &'r Registry,
    first: u32,
    rows: &'r [FieldRow],
}

impl<'r> Fields<'r> {
    fn new(registry: &'r Registry, range: &Range<u32>) -> Self {
        Self { registry, first: range.start, rows: rows(&registry.fields, range) }
    }

    /// The registry's row of the first field.
    pub(crate) fn first_row(&self) -> u32 {
        self.first
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A field by its place.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Field<'r>> {
        let row = self.rows.get(index)?;
        Some(Field { registry: self.registry, row })
    }

    /// The fields.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Field<'r>> + use<'r> {
        let registry = self.registry;
        self.rows.iter().map(move |row| Field { registry, row })
    }
}

impl fmt::Debug for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// A field of a struct or of a variant.
#[derive(Clone, Copy)]
pub struct Field<'r> {
    registry: &'r Registry,
    row: &'r FieldRow,
}

impl<'r> Field<'r> {
    /// Its name; empty in tuple structs.
    #[must_use]
    pub fn name(&self) -> &'r str {
        self.registry.str(self.row.name)
    }

    /// The id of its type.
    #[must_use]
    pub fn ty(&self) -> u32 {
        self.row.ty
    }

    /// Its type as the source writes it, `BalanceOf<T>`; empty where not known.
    #[must_use]
    pub fn type_name(&self) -> &'r str {
        self.registry.str(self.row.type_name)
    }

    /// Its documentation, lines separated by line ends.
    #[must_use]
    pub fn docs(&self) -> &'r str {
        self.registry.str(self.row.docs)
    }
}

impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.ty())
    }
}

/// The variants of an enum, as its metadata lists them.
#[derive(Clone, Copy)]
pub struct Variants<'r> {
    registry: &'r Registry,
    rows: &'r [VariantRow],
}

impl<'r> Variants<'r> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The variants.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Variant<'r>> + use<'r> {
        let registry = self.registry;
        self.rows.iter().map(move |row| Variant { registry, row })
    }

    /// The variant of a name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Variant<'r>> {
        self.iter().find(|variant| variant.name() == name)
    }

    /// The variant of an index on the wire.
    #[must_use]
    pub fn at(&self, index: u8) -> Option<Variant<'r>> {
        self.iter().find(|variant| variant.index() == index)
    }
}

impl fmt::Debug for Variants<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// A variant of an enum.
#[derive(Clone, Copy)]
pub struct Variant<'r> {
    registry: &'r Registry,
    row: &'r VariantRow,
}

impl<'r> Variant<'r> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'r str {
        self.registry.str(self.row.name)
    }

    pub(crate) fn name_text(&self) -> Text {
        self.row.name
    }

    /// Its index on the wire.
    #[must_use]
    pub fn index(&self) -> u8 {
        self.row.index
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> Fields<'r> {
        Fields::new(self.registry, &self.row.fields)
    }

    /// Its documentation, lines separated by line ends.
    #[must_use]
    pub fn docs(&self) -> &'r str {
        self.registry.str(self.row.docs)
    }
}

impl fmt::Debug for Variant<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {} {:?}", self.name(), self.index(), self.fields())
    }
}

/// A piece of the registry's text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Text {
    start: u32,
    len: u32,
}

#[derive(Clone, Debug)]
struct TypeRow {
    path: Text,
    params: Range<u32>,
    def: Def,
    docs: Text,
}

#[derive(Clone, Debug)]
enum Def {
    Composite(Range<u32>),
    Variant(Range<u32>),
    Sequence(u32),
    Array { len: u32, of: u32 },
    Tuple(Range<u32>),
    Primitive(Primitive),
    Compact(u32),
    BitSequence { store: u32, order: u32 },
}

#[derive(Clone, Debug)]
struct FieldRow {
    name: Text,
    ty: u32,
    type_name: Text,
    docs: Text,
}

#[derive(Clone, Debug)]
struct VariantRow {
    name: Text,
    fields: Range<u32>,
    index: u8,
    docs: Text,
}

#[derive(Clone, Debug)]
struct ParamRow {
    name: Text,
    ty: Option<u32>,
}

/// The rows of a range, which the registry itself has made.
fn rows<'r, T>(all: &'r [T], range: &Range<u32>) -> &'r [T] {
    all.get(range.start as usize..range.end as usize).unwrap_or_default()
}
