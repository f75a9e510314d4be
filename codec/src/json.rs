//! Integers in JSON without loss: a number up to 2^53, a decimal string above. Bytes as hex.
//!
//! Most JSON readers hold numbers as floats and silently round above 2^53; a balance of nine
//! million TAO in rao is above. For `#[serde(with = "…")]`; formats that are not for people keep
//! their own integers.
//!
//! ```
//! #[derive(serde::Serialize)]
//! struct Row {
//!     #[serde(with = "subwire_codec::json::exact_u64")]
//!     rao: u64,
//! }
//! # #[cfg(feature = "serde")] {
//! let text = serde_json::to_string(&Row { rao: u64::MAX }).unwrap();
//! assert_eq!(text, r#"{"rao":"18446744073709551615"}"#);
//! # }
//! ```

pub mod exact;
pub mod hex;
pub mod nested;

use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::fixed::{I32F32, I64F64, I96F32, U64F64, U96F32};
use crate::{AccountId, Alpha, Tao};

/// Above this a float no longer holds every integer.
const MAX_EXACT: u64 = 1 << 53;

macro_rules! exact {
    ($module:ident, $int:ty) => {
        #[doc = concat!("Writes and reads a `", stringify!($int), "` exactly.")]
        pub mod $module {
            use super::*;

            /// A number up to 2^53, a decimal string above; a minus makes no difference.
            ///
            /// # Errors
            ///
            /// Those of the serializer.
            #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
            pub fn serialize<S: Serializer>(
                value: &$int,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                if !serializer.is_human_readable() {
                    return value.serialize(serializer);
                }
                let small = i64::try_from(*value).ok();
                match small.filter(|small| small.unsigned_abs() <= MAX_EXACT) {
                    Some(small) => serializer.serialize_i64(small),
                    None => serializer.collect_str(value),
                }
            }

            /// Reads a number or a decimal string.
            ///
            /// # Errors
            ///
            /// Those of the deserializer, and one for what is no integer or does not fit.
            pub fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$int, D::Error> {
                if !deserializer.is_human_readable() {
                    return <$int>::deserialize(deserializer);
                }
                deserializer.deserialize_any(Exact::<$int>(PhantomData))
            }
        }
    };
}

exact!(exact_i64, i64);
exact!(exact_i128, i128);
exact!(exact_u64, u64);
exact!(exact_u128, u128);

struct Exact<T>(PhantomData<T>);

impl<T: TryFrom<u64> + TryFrom<i64> + FromStr> Visitor<'_> for Exact<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, or one as a decimal string")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::custom("number out of range"))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::custom("number out of range"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|_| E::custom("not a decimal number in range"))
    }
}

macro_rules! amount {
    ($name:ident) => {
        /// In rao, as an exact integer.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                exact_u64::serialize(&self.rao(), serializer)
            }
        }

        /// From rao.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                exact_u64::deserialize(deserializer).map(Self::from_rao)
            }
        }
    };
}

amount!(Tao);
amount!(Alpha);

macro_rules! fixed {
    ($name:ident, $text:literal, $bits:ty, $exact:literal) => {
        /// As the struct with the one field `bits`, an exact integer.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[derive(Serialize)]
                #[serde(rename = $text)]
                struct Fixed {
                    #[serde(with = $exact)]
                    bits: $bits,
                }
                Fixed { bits: self.to_bits() }.serialize(serializer)
            }
        }

        /// From the struct with the one field `bits`.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(Deserialize)]
                #[serde(rename = $text)]
                struct Fixed {
                    #[serde(with = $exact)]
                    bits: $bits,
                }
                Fixed::deserialize(deserializer).map(|fixed| Self::from_bits(fixed.bits))
            }
        }
    };
}

fixed!(I96F32, "I96F32", i128, "exact_i128");
fixed!(I64F64, "I64F64", i128, "exact_i128");
fixed!(I32F32, "I32F32", i64, "exact_i64");
fixed!(U64F64, "U64F64", u128, "exact_u128");
fixed!(U96F32, "U96F32", u128, "exact_u128");

/// As SS58 with prefix 42; as 32 bytes in formats that are not for people.
impl Serialize for AccountId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.as_bytes().serialize(serializer)
        }
    }
}

/// From SS58 with any prefix, or from hex behind `0x`.
impl<'de> Deserialize<'de> for AccountId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse().map_err(D::Error::custom)
        } else {
            <[u8; 32]>::deserialize(deserializer).map(Self::from)
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn amounts_are_exact_both_ways() {
        for (rao, json) in [
            (0, "0"),
            (MAX_EXACT, "9007199254740992"),
            (MAX_EXACT + 1, "\"9007199254740993\""),
            (u64::MAX, "\"18446744073709551615\""),
        ] {
            let tao = Tao::from_rao(rao);
            assert_eq!(serde_json::to_string(&tao).unwrap(), json);
            assert_eq!(serde_json::from_str::<Tao>(json).unwrap(), tao);
        }
        assert!(serde_json::from_str::<Tao>("-1").is_err());
        assert!(serde_json::from_str::<Tao>("1.5").is_err());
        assert!(serde_json::from_str::<Tao>("\"18446744073709551616\"").is_err());
    }

    #[test]
    fn fixed_point_numbers_keep_their_bits() {
        for (bits, json) in [
            (40_862_671, r#"{"bits":40862671}"#),
            (-1 << 53, r#"{"bits":-9007199254740992}"#),
            ((-1 << 53) - 1, r#"{"bits":"-9007199254740993"}"#),
            (i128::MAX, r#"{"bits":"170141183460469231731687303715884105727"}"#),
            (i128::MIN, r#"{"bits":"-170141183460469231731687303715884105728"}"#),
        ] {
            let price = I96F32::from_bits(bits);
            assert_eq!(serde_json::to_string(&price).unwrap(), json);
            assert_eq!(serde_json::from_str::<I96F32>(json).unwrap(), price);
            let bytes = postcard::to_allocvec(&price).unwrap();
            assert_eq!(bytes, postcard::to_allocvec(&bits).unwrap());
            assert_eq!(postcard::from_bytes::<I96F32>(&bytes).unwrap(), price);
        }
        for json in [r#"{"bits":-1}"#, r#"{"bits":"-1"}"#, r#"{"bits":1.5}"#, "1", "{}"] {
            assert!(serde_json::from_str::<U64F64>(json).is_err(), "{json}");
        }
        assert!(serde_json::from_str::<I32F32>(r#"{"bits":9223372036854775808}"#).is_err());
    }

    #[test]
    fn accounts_are_addresses() {
        let who = AccountId::from([1; 32]);
        let json = serde_json::to_string(&who).unwrap();
        assert_eq!(json, ["\"", &who.to_string(), "\""].concat());
        assert_eq!(serde_json::from_str::<AccountId>(&json).unwrap(), who);
        let error = serde_json::from_str::<AccountId>("\"5Grw\"").unwrap_err().to_string();
        assert!(error.contains("wrong length"), "{error}");
    }

    #[test]
    fn other_formats_keep_their_own_integers() {
        let (tao, who) = (Tao::MAX, AccountId::from([7; 32]));
        let bytes = postcard::to_allocvec(&(tao, who)).unwrap();
        // A varint of 64 bits, then the bare account.
        assert_eq!(bytes.len(), 10 + 32);
        assert_eq!(postcard::from_bytes::<(Tao, AccountId)>(&bytes).unwrap(), (tao, who));
    }
}
