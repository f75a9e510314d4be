//! The names that the chain gives the variants of [`Data`], and what it says of their types.

use alloc::vec::Vec;

use scale_info::build::{Fields, Variants};
use scale_info::{Path, Type, TypeInfo};

use super::{Data, FIRST_RAW};

macro_rules! raw {
    ($($len:literal)*) => {
        /// The variants' names, by index.
        const NAMES: &[&str] = &[
            "None",
            $(concat!("Raw", $len),)*
            "BlakeTwo256",
            "Sha256",
            "Keccak256",
            "ShaThree256",
            "TimelockEncrypted",
            "ResetBondsFlag",
            "BigRaw",
        ];

        fn with_raw(variants: Variants) -> Variants {
            variants$(.variant(concat!("Raw", $len), |variant| {
                let fields = Fields::unnamed().field(|field| field.ty::<[u8; $len]>());
                variant.index(FIRST_RAW + $len).fields(fields)
            }))*
        }
    };
}

raw!(
    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34
    35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66
    67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98
    99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122
    123 124 125 126 127 128
);

/// As the chain's metadata has it: a variant for each length of raw bytes.
impl TypeInfo for Data {
    type Identity = Self;

    fn type_info() -> Type {
        let mut variants = with_raw(Variants::new().variant("None", |variant| variant.index(0)));
        for index in 130..134 {
            variants = variants.variant(NAMES[usize::from(index)], |variant| {
                let hash = Fields::unnamed().field(|field| field.ty::<[u8; 32]>());
                variant.index(index).fields(hash)
            });
        }
        let variants = variants
            .variant("TimelockEncrypted", |variant| {
                let fields = Fields::named()
                    .field(|field| field.name("encrypted").ty::<Vec<u8>>())
                    .field(|field| field.name("reveal_round").ty::<u64>());
                variant.index(134).fields(fields)
            })
            .variant("ResetBondsFlag", |variant| variant.index(135))
            .variant("BigRaw", |variant| {
                let bytes = Fields::unnamed().field(|field| field.ty::<Vec<u8>>());
                variant.index(136).fields(bytes)
            });
        Type::builder().path(Path::new("Data", module_path!())).variant(variants)
    }
}

#[cfg(feature = "serde")]
mod json {
    use alloc::vec::Vec;
    use core::fmt;

    use serde::de::{Deserializer, EnumAccess, Error, Unexpected, VariantAccess, Visitor};
    use serde::{Deserialize, Serialize, Serializer};

    use super::{Data, FIRST_RAW, NAMES};

    /// Bytes of any number, as hex.
    #[derive(Deserialize, Serialize)]
    struct Hex(#[serde(with = "crate::json::hex")] Vec<u8>);

    #[derive(Deserialize, Serialize)]
    struct Timelocked {
        #[serde(with = "crate::json::hex")]
        encrypted: Vec<u8>,
        #[serde(with = "crate::json::exact")]
        reveal_round: u64,
    }

    /// By the chain's names: `{"Raw2": "0x0102"}`.
    impl Serialize for Data {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let index = self.index();
            let name = NAMES[usize::from(index)];
            let bytes = match self {
                Self::None | Self::ResetBondsFlag => {
                    return serializer.serialize_unit_variant("Data", index.into(), name);
                }
                Self::TimelockEncrypted { encrypted, reveal_round } => {
                    let value =
                        Timelocked { encrypted: encrypted.clone(), reveal_round: *reveal_round };
                    return serializer.serialize_newtype_variant(
                        "Data",
                        index.into(),
                        name,
                        &value,
                    );
                }
                Self::Raw(raw) => &raw[..raw.len().min(Self::MAX_RAW)],
                Self::BigRaw(raw) => raw,
                Self::BlakeTwo256(hash)
                | Self::Sha256(hash)
                | Self::Keccak256(hash)
                | Self::ShaThree256(hash) => hash,
            };
            let bytes = Hex(bytes.to_vec());
            serializer.serialize_newtype_variant("Data", index.into(), name, &bytes)
        }
    }

    impl<'de> Deserialize<'de> for Data {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_enum("Data", NAMES, Visit)
        }
    }

    struct Visit;

    impl<'de> Visitor<'de> for Visit {
        type Value = Data;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a part of a commitment")
        }

        fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Data, A::Error> {
            let (Index(index), variant) = data.variant()?;
            let hash = |Hex(bytes)| -> Result<[u8; 32], A::Error> {
                <[u8; 32]>::try_from(bytes)
                    .map_err(|_| A::Error::custom("not the 32 bytes of a hash"))
            };
            Ok(match index {
                0 => variant.unit_variant().map(|()| Data::None)?,
                130 => Data::BlakeTwo256(hash(variant.newtype_variant()?)?),
                131 => Data::Sha256(hash(variant.newtype_variant()?)?),
                132 => Data::Keccak256(hash(variant.newtype_variant()?)?),
                133 => Data::ShaThree256(hash(variant.newtype_variant()?)?),
                134 => {
                    let Timelocked { encrypted, reveal_round } = variant.newtype_variant()?;
                    Data::TimelockEncrypted { encrypted, reveal_round }
                }
                135 => variant.unit_variant().map(|()| Data::ResetBondsFlag)?,
                136 => Data::BigRaw(variant.newtype_variant::<Hex>()?.0),
                raw => {
                    let Hex(bytes) = variant.newtype_variant()?;
                    if bytes.len() != usize::from(raw - FIRST_RAW) {
                        return Err(A::Error::custom("not as many bytes as the variant has"));
                    }
                    Data::Raw(bytes)
                }
            })
        }
    }

    /// A variant's index, by its name in formats for people.
    struct Index(u8);

    impl<'de> Deserialize<'de> for Index {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_identifier(VisitIndex).map(Self)
        }
    }

    struct VisitIndex;

    impl Visitor<'_> for VisitIndex {
        type Value = u8;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a variant of Data")
        }

        fn visit_u64<E: Error>(self, index: u64) -> Result<u8, E> {
            let known = u8::try_from(index).ok().filter(|index| usize::from(*index) < NAMES.len());
            known.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(index), &self))
        }

        fn visit_str<E: Error>(self, name: &str) -> Result<u8, E> {
            let index = NAMES.iter().position(|known| *known == name);
            index.map(|index| index as u8).ok_or_else(|| E::unknown_variant(name, NAMES))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_at_their_indices() {
        assert_eq!((NAMES[1], NAMES[129], NAMES[136]), ("Raw0", "Raw128", "BigRaw"));
        assert_eq!(NAMES.len(), 137);
    }
}
