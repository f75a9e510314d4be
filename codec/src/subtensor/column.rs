//! A list of compact numbers, as the numbers themselves.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::{Deref, DerefMut};

use parity_scale_codec::{Compact, Decode, DecodeWithMemTracking, Encode, Error, Input, Output};
use scale_info::build::Fields;
use scale_info::{Path, Type, TypeInfo, TypeParameter, meta_type};

/// One column of a table: on the wire a list of compact numbers, in Rust a slice of `T`.
///
/// ```
/// use subwire_codec::codec::{Compact, Decode, Encode};
/// use subwire_codec::subtensor::Column;
///
/// let wire = vec![Compact(1u16), Compact(500)].encode();
/// let column = Column::<u16>::decode(&mut &wire[..])?;
/// assert_eq!(column[1], 500);
/// assert_eq!(column.iter().max(), Some(&500));
/// assert_eq!(column.encode(), wire);
/// # Ok::<(), subwire_codec::codec::Error>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Column<T>(Vec<T>);

impl<T> Column<T> {
    /// The numbers, as a list of one's own.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> Deref for Column<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> DerefMut for Column<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> From<Vec<T>> for Column<T> {
    fn from(numbers: Vec<T>) -> Self {
        Self(numbers)
    }
}

impl<T> From<Column<T>> for Vec<T> {
    fn from(column: Column<T>) -> Self {
        column.0
    }
}

impl<T> FromIterator<T> for Column<T> {
    fn from_iter<I: IntoIterator<Item = T>>(numbers: I) -> Self {
        Self(numbers.into_iter().collect())
    }
}

impl<T> IntoIterator for Column<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> vec::IntoIter<T> {
        self.0.into_iter()
    }
}

impl<'c, T> IntoIterator for &'c Column<T> {
    type Item = &'c T;
    type IntoIter = core::slice::Iter<'c, T>;

    fn into_iter(self) -> core::slice::Iter<'c, T> {
        self.0.iter()
    }
}

impl<T> Decode for Column<T>
where
    Compact<T>: Decode,
{
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        // The list's own decoder grows by what the bytes have paid for. A number is laid out as it
        // is in `Compact`, so the list is not built again.
        let numbers = Vec::<Compact<T>>::decode(input)?;
        Ok(numbers.into_iter().map(|Compact(number)| number).collect())
    }
}

impl<T> DecodeWithMemTracking for Column<T> where Compact<T>: Decode {}

impl<T: Copy> Encode for Column<T>
where
    Compact<T>: Encode,
{
    fn size_hint(&self) -> usize {
        size_of::<u32>() + self.len()
    }

    fn encode_to<O: Output + ?Sized>(&self, output: &mut O) {
        // No list of the chain is longer; the wire knows no longer one.
        Compact(self.len() as u32).encode_to(output);
        for number in self {
            Compact(*number).encode_to(output);
        }
    }
}

/// As a newtype around the list that it is on the wire.
impl<T: TypeInfo + 'static> TypeInfo for Column<T>
where
    Compact<T>: TypeInfo + 'static,
{
    type Identity = Self;

    fn type_info() -> Type {
        Type::builder()
            .path(Path::new("Column", module_path!()))
            .type_params(vec![TypeParameter::new("T", Some(meta_type::<T>()))])
            .composite(Fields::unnamed().field(|field| field.ty::<Vec<Compact<T>>>()))
    }
}

#[cfg(feature = "serde")]
impl<T: crate::json::exact::Exact> crate::json::exact::Exact for Column<T> {
    fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }

    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::read(deserializer).map(Self)
    }
}
