//! What a value is, however it is kept.

use super::bits::Bits;
use super::names::Shape;
use super::tree::{Repr, Value};
use crate::AccountId;

/// A value, borrowed, to `match` on. Equal where the content is.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Kind<'v> {
    /// `()`, or a struct without fields.
    Unit,
    /// An `Option`'s `None`.
    None,
    /// An `Option`'s `Some`.
    Some(&'v Value),
    /// A bool.
    Bool(bool),
    /// A character.
    Char(char),
    /// An integer from zero on, of any type.
    Uint(u128),
    /// An integer below zero, of any type.
    Int(i128),
    /// An integer of more than 128 bits: its bytes, lowest first.
    U256(&'v [u8; 32]),
    /// An integer below what 128 bits hold: its bytes in two's complement, lowest first.
    I256(&'v [u8; 32]),
    /// An account.
    Account(&'v AccountId),
    /// A text.
    Str(&'v str),
    /// Bytes.
    Bytes(&'v [u8]),
    /// A bit sequence.
    Bits(&'v Bits),
    /// A list or an array.
    List(List<'v>),
    /// A tuple, or a struct whose fields have no names.
    Tuple(Fields<'v>),
    /// A struct with named fields.
    Struct(Fields<'v>),
    /// An enum's variant: its name, and its fields with or without names.
    Variant(&'v str, Fields<'v>),
}

impl<'v> Kind<'v> {
    pub(super) fn of(value: &'v Value) -> Self {
        match &value.0 {
            Repr::Unit => Self::Unit,
            Repr::None => Self::None,
            Repr::Some(some) => Self::Some(some),
            Repr::Bool(bool) => Self::Bool(*bool),
            Repr::Char(char) => Self::Char(*char),
            Repr::Uint(int) => Self::Uint(u128::from(*int)),
            Repr::Int(int) => Self::Int(i128::from(*int)),
            Repr::WideUint(halves) => Self::Uint(joined(*halves)),
            Repr::WideInt(halves) => Self::Int(joined(*halves) as i128),
            Repr::U256(bytes) => Self::U256(bytes),
            Repr::I256(bytes) => Self::I256(bytes),
            Repr::Account(account) => Self::Account(account),
            Repr::Str(text) => Self::Str(text),
            Repr::Bytes(bytes) => Self::Bytes(bytes),
            Repr::Bits(bits) => Self::Bits(bits),
            Repr::List(values) => Self::List(List(Elements::Values(values))),
            Repr::Bools(bools) => Self::List(List(Elements::Bools(bools))),
            Repr::U16s(ints) => Self::List(List(Elements::U16s(ints))),
            Repr::U64s(ints) => Self::List(List(Elements::U64s(ints))),
            Repr::Accounts(accounts) => Self::List(List(Elements::Accounts(accounts))),
            Repr::Group(cells) => match split(cells) {
                Some((shape, cells)) => Self::of_group(shape, cells),
                None => Self::Unit,
            },
            Repr::Rows(cells) => Self::List(List(match split(cells) {
                Some((shape, cells)) => Elements::Rows(shape, shape.width().max(1), cells),
                None => Elements::Values(&[]),
            })),
            Repr::Shape(shape) => Self::of_group(shape, &[]),
        }
    }

    fn of_group(shape: &'v Shape, cells: &'v [Value]) -> Self {
        let fields = Fields { shape, cells };
        match shape.variant() {
            Some(name) => Self::Variant(name, fields),
            None if shape.field(0).is_some() => Self::Struct(fields),
            None => Self::Tuple(fields),
        }
    }

    /// As [`Value::get`].
    #[must_use]
    pub fn get(self, name: &str) -> Option<&'v Value> {
        self.fields()?.get(name)
    }

    /// As [`Value::index`].
    #[must_use]
    pub fn index(self, index: usize) -> Option<Self> {
        match self.content() {
            Self::List(list) => list.get(index),
            other => other.fields()?.at(index).map(Value::kind),
        }
    }

    /// As [`Value::count`].
    #[must_use]
    pub fn count(self) -> Option<usize> {
        match self.content() {
            Self::List(list) => Some(list.len()),
            other => other.fields().map(|fields| fields.len()),
        }
    }

    /// As [`Value::iter`].
    pub fn iter(self) -> impl Iterator<Item = Self> {
        let (list, fields) = match self.content() {
            Self::List(list) => (Some(list), None),
            other => (None, other.fields()),
        };
        let fields = fields.into_iter().flat_map(|fields| fields.iter().map(|(_, v)| v.kind()));
        list.into_iter().flat_map(List::iter).chain(fields)
    }

    /// As [`Value::as_variant`].
    #[must_use]
    pub fn as_variant(self) -> Option<(&'v str, Fields<'v>)> {
        match self.content() {
            Self::Variant(name, fields) => Some((name, fields)),
            _ => None,
        }
    }

    /// As [`Value::as_bool`].
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.content() {
            Self::Bool(bool) => Some(bool),
            _ => None,
        }
    }

    /// As [`Value::as_u64`].
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        self.as_u128().and_then(|int| u64::try_from(int).ok())
    }

    /// As [`Value::as_u128`].
    #[must_use]
    pub fn as_u128(self) -> Option<u128> {
        match self.content() {
            Self::Uint(int) => Some(int),
            _ => None,
        }
    }

    /// As [`Value::as_i128`].
    #[must_use]
    pub fn as_i128(self) -> Option<i128> {
        match self.content() {
            Self::Uint(int) => i128::try_from(int).ok(),
            Self::Int(int) => Some(int),
            _ => None,
        }
    }

    /// As [`Value::as_str`].
    #[must_use]
    pub fn as_str(self) -> Option<&'v str> {
        match self.content() {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// As [`Value::as_bytes`].
    #[must_use]
    pub fn as_bytes(self) -> Option<&'v [u8]> {
        match self.content() {
            Self::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// As [`Value::as_account`].
    #[must_use]
    pub fn as_account(self) -> Option<AccountId> {
        match self.content() {
            Self::Account(account) => Some(*account),
            _ => None,
        }
    }

    /// What stands in an `Option`'s `Some`; otherwise itself.
    fn content(self) -> Self {
        let mut kind = self;
        while let Self::Some(value) = kind {
            kind = value.kind();
        }
        kind
    }

    fn fields(self) -> Option<Fields<'v>> {
        match self.content() {
            Self::Tuple(fields) | Self::Struct(fields) | Self::Variant(_, fields) => Some(fields),
            _ => None,
        }
    }
}

impl PartialEq for Kind<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (*self, *other) {
            (Self::Unit, Self::Unit) | (Self::None, Self::None) => true,
            (Self::Some(a), Self::Some(b)) => a == b,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Char(a), Self::Char(b)) => a == b,
            (Self::Uint(a), Self::Uint(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::U256(a), Self::U256(b)) | (Self::I256(a), Self::I256(b)) => a == b,
            (Self::Account(a), Self::Account(b)) => a == b,
            (Self::Str(a), Self::Str(b)) => a == b,
            (Self::Bytes(a), Self::Bytes(b)) => a == b,
            (Self::Bits(a), Self::Bits(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            (Self::Tuple(a), Self::Tuple(b)) | (Self::Struct(a), Self::Struct(b)) => a == b,
            (Self::Variant(a, its), Self::Variant(b, others)) => a == b && its == others,
            _ => false,
        }
    }
}

impl Eq for Kind<'_> {}

/// The elements of a list.
#[derive(Clone, Copy)]
pub struct List<'v>(Elements<'v>);

#[derive(Clone, Copy)]
enum Elements<'v> {
    Values(&'v [Value]),
    Bools(&'v [bool]),
    U16s(&'v [u16]),
    U64s(&'v [u64]),
    Accounts(&'v [AccountId]),
    /// Rows of so many cells, which is never zero.
    Rows(&'v Shape, usize, &'v [Value]),
}

impl<'v> List<'v> {
    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        match self.0 {
            Elements::Values(values) => values.len(),
            Elements::Bools(bools) => bools.len(),
            Elements::U16s(ints) => ints.len(),
            Elements::U64s(ints) => ints.len(),
            Elements::Accounts(accounts) => accounts.len(),
            Elements::Rows(_, width, cells) => cells.len() / width,
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// An element by its place. Costs the same for every place.
    #[must_use]
    pub fn get(self, index: usize) -> Option<Kind<'v>> {
        Some(match self.0 {
            Elements::Values(values) => values.get(index)?.kind(),
            Elements::Bools(bools) => Kind::Bool(*bools.get(index)?),
            Elements::U16s(ints) => Kind::Uint(u128::from(*ints.get(index)?)),
            Elements::U64s(ints) => Kind::Uint(u128::from(*ints.get(index)?)),
            Elements::Accounts(accounts) => Kind::Account(accounts.get(index)?),
            Elements::Rows(shape, width, cells) => {
                let start = index.checked_mul(width)?;
                Kind::of_group(shape, cells.get(start..start.checked_add(width)?)?)
            }
        })
    }

    /// The elements, first to last.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Kind<'v>> {
        (0..self.len()).map(move |index| self.get(index).unwrap_or(Kind::Unit))
    }
}

impl PartialEq for List<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (Elements::Bools(a), Elements::Bools(b)) => a == b,
            (Elements::U16s(a), Elements::U16s(b)) => a == b,
            (Elements::U64s(a), Elements::U64s(b)) => a == b,
            (Elements::Accounts(a), Elements::Accounts(b)) => a == b,
            _ => self.len() == other.len() && self.iter().eq(other.iter()),
        }
    }
}

impl Eq for List<'_> {}

/// The fields of a struct, tuple or variant.
#[derive(Clone, Copy)]
pub struct Fields<'v> {
    shape: &'v Shape,
    cells: &'v [Value],
}

impl<'v> Fields<'v> {
    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.cells.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.cells.is_empty()
    }

    /// Whether the fields have names. Either all have one or none has.
    #[must_use]
    pub fn are_named(self) -> bool {
        self.shape.field(0).is_some()
    }

    /// A field by its name. Costs a comparison a field.
    #[must_use]
    pub fn get(self, name: &str) -> Option<&'v Value> {
        let named = |(at, _): &(usize, &Value)| self.shape.field(*at) == Some(name);
        self.cells.iter().enumerate().find(named).map(|(_, value)| value)
    }

    /// A field by its place.
    #[must_use]
    pub fn at(self, index: usize) -> Option<&'v Value> {
        self.cells.get(index)
    }

    /// The name of a field by its place.
    #[must_use]
    pub fn name(self, index: usize) -> Option<&'v str> {
        self.shape.field(index)
    }

    /// The fields, first to last, each with its name if fields have names.
    pub fn iter(self) -> impl ExactSizeIterator<Item = (Option<&'v str>, &'v Value)> {
        let shape = self.shape;
        self.cells.iter().enumerate().map(|(at, value)| (shape.field(at), value))
    }
}

impl PartialEq for Fields<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cells == other.cells
            && (self.shape.is(other.shape)
                || (0..self.len()).all(|at| self.name(at) == other.name(at)))
    }
}

impl Eq for Fields<'_> {}

/// Cells whose first is the shape of the others.
fn split(cells: &[Value]) -> Option<(&Shape, &[Value])> {
    match cells.split_first() {
        Some((Value(Repr::Shape(shape)), cells)) => Some((shape, cells)),
        _ => None,
    }
}

fn joined([low, high]: [u64; 2]) -> u128 {
    u128::from(low) | (u128::from(high) << 64)
}
