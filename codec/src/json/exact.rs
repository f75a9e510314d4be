//! Exact integers wherever they stand: alone, in an `Option`, in a list.
//!
//! For `#[serde(with = "…")]`: one name for all the types in which an integer that may be above
//! 2^53 turns up.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{exact_i64, exact_i128, exact_u64, exact_u128};

/// A type whose integers are written and read exactly.
pub trait Exact: Sized {
    /// As [`serialize`].
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// As [`deserialize`].
    ///
    /// # Errors
    ///
    /// Those of the deserializer, and one for what is no such integer.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Integers up to 2^53 as numbers, others as decimal strings.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Exact, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// From numbers and decimal strings.
///
/// # Errors
///
/// Those of the deserializer, and one for what is no such integer.
pub fn deserialize<'de, T: Exact, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

macro_rules! integer {
    ($($int:ty: $module:ident),*) => {$(
        impl Exact for $int {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $module::serialize(self, serializer)
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $module::deserialize(deserializer)
            }
        }
    )*};
}

integer!(i64: exact_i64, i128: exact_i128, u64: exact_u64, u128: exact_u128);

impl<T: Exact> Exact for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Written).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(|Read(value)| value))
    }
}

impl<T: Exact> Exact for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = Vec::deserialize(deserializer)?;
        Ok(values.into_iter().map(|Read(value)| value).collect())
    }
}

struct Written<'v, T>(&'v T);

impl<T: Exact> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

struct Read<T>(T);

impl<'de, T: Exact> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Row {
        #[serde(with = "crate::json::exact")]
        blocks: Vec<u64>,
        #[serde(with = "crate::json::exact")]
        volume: Option<u128>,
        #[serde(with = "crate::json::exact")]
        none: Option<i64>,
    }

    #[test]
    fn integers_are_exact_wherever_they_stand() {
        let row = Row { blocks: vec![1, u64::MAX], volume: Some(u128::MAX), none: None };
        let json = concat!(
            r#"{"blocks":[1,"18446744073709551615"],"#,
            r#""volume":"340282366920938463463374607431768211455","none":null}"#
        );
        assert_eq!(serde_json::to_string(&row).unwrap(), json);
        assert_eq!(serde_json::from_str::<Row>(json).unwrap(), row);
        let bytes = postcard::to_allocvec(&row).unwrap();
        assert_eq!(postcard::from_bytes::<Row>(&bytes).unwrap(), row);
    }
}
