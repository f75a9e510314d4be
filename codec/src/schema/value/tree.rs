//! The tree itself, and how to build one by hand.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::bits::Bits;
use super::names::Shape;
use super::wide;
use crate::AccountId;

/// A value of any type, owned.
///
/// It is made from bytes by [`Schema::value`](crate::schema::Schema::value), by hand, or, with the feature
/// `serde`, from any format that describes itself. Values are equal when their content is: a
/// struct by the names of its fields, an integer whatever its width, a list however it is kept.
///
/// From bytes and through serde it nests no deeper than their limits. What is nested by hand has none:
/// cloning, printing and dropping it take stack for each level.
///
/// ```
/// use subwire_codec::schema::Value;
///
/// let price = Value::record([("netuid", Value::from(1u16)), ("rao", Value::from(900u64))]);
/// assert_eq!(price.get("rao").and_then(Value::as_u64), Some(900));
/// assert_eq!(price.to_string(), "{ netuid: 1, rao: 900 }");
///
/// let call = Value::variant("remark", [Value::bytes(b"gm")]);
/// assert_eq!(call.to_string(), "remark(0x676d)");
/// ```
#[derive(Clone)]
pub struct Value(pub(super) Repr);

const _: () = assert!(size_of::<Value>() <= 24, "values are kept side by side in large numbers");

/// What a value is kept as.
#[derive(Clone)]
pub(super) enum Repr {
    Unit,
    None,
    Some(Box<Value>),
    Bool(bool),
    Char(char),
    Uint(u64),
    /// Below zero.
    Int(i64),
    /// Above 2^64: the low half, then the high one. Two halves want no greater alignment.
    WideUint([u64; 2]),
    /// Below -2^63.
    WideInt([u64; 2]),
    /// Above 2^128.
    U256(Box<[u8; 32]>),
    /// Below -2^127, in two's complement.
    I256(Box<[u8; 32]>),
    Account(Box<AccountId>),
    Str(Box<str>),
    Bytes(Box<[u8]>),
    Bits(Box<Bits>),
    List(Box<[Value]>),
    Bools(Box<[bool]>),
    U16s(Box<[u16]>),
    U64s(Box<[u64]>),
    Accounts(Box<[AccountId]>),
    /// A struct, tuple or variant: the first cell is its shape, the others are its fields.
    Group(Box<[Value]>),
    /// A list of structs or tuples: the first cell is their shape, then come the fields of each.
    Rows(Box<[Value]>),
    /// The first cell of those two, or a variant without fields.
    Shape(Shape),
}

/// Values made by hand.
impl Value {
    /// `()`, and every struct without fields.
    #[must_use]
    pub fn unit() -> Self {
        Self(Repr::Unit)
    }

    /// An `Option`'s `None`.
    #[must_use]
    pub fn none() -> Self {
        Self(Repr::None)
    }

    /// An `Option`'s `Some`.
    #[must_use]
    pub fn some(value: impl Into<Self>) -> Self {
        Self(Repr::Some(Box::new(value.into())))
    }

    /// A struct with named fields.
    #[must_use]
    pub fn record<'n>(fields: impl IntoIterator<Item = (&'n str, Self)>) -> Self {
        Self::named(None, owned(fields))
    }

    /// A tuple, or a struct whose fields have no names.
    #[must_use]
    pub fn tuple(values: impl IntoIterator<Item = Self>) -> Self {
        Self::group(Shape::own(None, None), values)
    }

    /// An enum's variant, with no fields or with fields that have no names.
    #[must_use]
    pub fn variant(name: &str, values: impl IntoIterator<Item = Self>) -> Self {
        Self::group(Shape::own(Some(name), None), values)
    }

    /// An enum's variant with named fields.
    #[must_use]
    pub fn variant_record<'n>(
        name: &str,
        fields: impl IntoIterator<Item = (&'n str, Self)>,
    ) -> Self {
        Self::named(Some(name), owned(fields))
    }

    /// A list of any length: for `Vec`, arrays, sets and maps.
    #[must_use]
    pub fn list(values: impl IntoIterator<Item = Self>) -> Self {
        Self(Repr::List(values.into_iter().collect()))
    }

    /// Bytes: for `Vec<u8>` and `[u8; N]`.
    #[must_use]
    pub fn bytes(bytes: &[u8]) -> Self {
        Self(Repr::Bytes(bytes.into()))
    }

    /// A bit sequence.
    #[must_use]
    pub fn bits(bits: impl IntoIterator<Item = bool>) -> Self {
        Self(Repr::Bits(Box::new(bits.into_iter().collect())))
    }

    /// An integer of 256 bits from its bytes, lowest first.
    #[must_use]
    pub fn u256(bytes: [u8; 32]) -> Self {
        let (low, high) = wide::halves(&bytes);
        if high == 0 { low.into() } else { Self(Repr::U256(Box::new(bytes))) }
    }

    /// A signed integer of 256 bits from its bytes in two's complement, lowest first.
    #[must_use]
    pub fn i256(bytes: [u8; 32]) -> Self {
        let (low, high) = wide::halves(&bytes);
        if high >> 127 == 0 {
            return Self::u256(bytes);
        }
        match low as i128 {
            low if low < 0 && high == u128::MAX => low.into(),
            _ => Self(Repr::I256(Box::new(bytes))),
        }
    }

    /// A struct with these names, which are not copied again.
    #[cfg(feature = "serde")]
    pub(super) fn record_of(fields: impl IntoIterator<Item = (Box<str>, Self)>) -> Self {
        Self::named(None, fields)
    }

    fn named(variant: Option<&str>, fields: impl IntoIterator<Item = (Box<str>, Self)>) -> Self {
        let (names, values): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
        // Without a field there is no difference to one without names.
        let names = (!names.is_empty()).then(|| names.into());
        Self::group(Shape::own(variant, names), values)
    }

    fn group(shape: Shape, values: impl IntoIterator<Item = Self>) -> Self {
        let variant = shape.variant().is_some();
        let mut cells: Vec<_> = [Self(Repr::Shape(shape))].into_iter().chain(values).collect();
        if cells.len() > 1 {
            return Self(Repr::Group(cells.into()));
        }
        cells.pop().filter(|_| variant).unwrap_or_else(Self::unit)
    }
}

fn owned<'n>(
    fields: impl IntoIterator<Item = (&'n str, Value)>,
) -> impl Iterator<Item = (Box<str>, Value)> {
    fields.into_iter().map(|(name, value)| (Box::from(name), value))
}

macro_rules! from_ints {
    ($($int:ty => $wide:ty),*) => {$(
        impl From<$int> for Value {
            fn from(int: $int) -> Self {
                Self::from(<$wide>::from(int))
            }
        }
    )*};
}

from_ints!(u8 => u64, u16 => u64, u32 => u64, i8 => i64, i16 => i64, i32 => i64);

impl From<u64> for Value {
    fn from(int: u64) -> Self {
        Self(Repr::Uint(int))
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Self(u64::try_from(int).map_or(Repr::Int(int), Repr::Uint))
    }
}

impl From<u128> for Value {
    fn from(int: u128) -> Self {
        Self(match u64::try_from(int) {
            Ok(small) => Repr::Uint(small),
            Err(_) => Repr::WideUint([int as u64, (int >> 64) as u64]),
        })
    }
}

impl From<i128> for Value {
    fn from(int: i128) -> Self {
        match (u128::try_from(int), i64::try_from(int)) {
            (Ok(int), _) => int.into(),
            (_, Ok(small)) => Self(Repr::Int(small)),
            _ => Self(Repr::WideInt([int as u64, (int >> 64) as u64])),
        }
    }
}

impl From<bool> for Value {
    fn from(bool: bool) -> Self {
        Self(Repr::Bool(bool))
    }
}

impl From<char> for Value {
    fn from(char: char) -> Self {
        Self(Repr::Char(char))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self(Repr::Str(text.into()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self(Repr::Str(text.into()))
    }
}

impl From<AccountId> for Value {
    fn from(account: AccountId) -> Self {
        Self(Repr::Account(Box::new(account)))
    }
}

/// A list.
impl<T: Into<Self>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Self::list(values.into_iter().map(Into::into))
    }
}

/// A list.
impl FromIterator<Self> for Value {
    fn from_iter<I: IntoIterator<Item = Self>>(values: I) -> Self {
        Self::list(values)
    }
}
