//! A registry of the type forms that real runtimes seldom or never have.

use bitvec::order::{Lsb0, Msb0};
use bitvec::vec::BitVec;
use scale_info::build::Fields;
use scale_info::{MetaType, Path, PortableRegistry, Registry, Type, TypeDefPrimitive, TypeInfo};
use subwire_codec::codec::Compact;
use subwire_codec::fixed::{I64F64, I96F32};
use subwire_codec::{AccountId, Era, Tao};

pub(super) fn types() -> PortableRegistry {
    let mut registry = Registry::new();
    let all = [
        MetaType::new::<Everything>(),
        MetaType::new::<Vec<Everything>>(),
        MetaType::new::<Tree>(),
        MetaType::new::<Never>(),
        MetaType::new::<Vec<Never>>(),
        MetaType::new::<Vec<()>>(),
        MetaType::new::<Vec<Nothing>>(),
        MetaType::new::<Vec<Vec<[Nothing; 3]>>>(),
        MetaType::new::<Vec<Option<Nothing>>>(),
        MetaType::new::<Vec<(bool, Compact<u64>, AccountId, u8)>>(),
        MetaType::new::<Vec<Compact<u8>>>(),
        MetaType::new::<Vec<Compact<u16>>>(),
        MetaType::new::<Vec<Compact<u32>>>(),
        MetaType::new::<Vec<Compact<u64>>>(),
        MetaType::new::<Vec<Compact<u128>>>(),
        MetaType::new::<Vec<Vec<Compact<u16>>>>(),
        MetaType::new::<Compact<()>>(),
        MetaType::new::<(bool, Wide)>(),
        MetaType::new::<Vec<[bool; 3]>>(),
        MetaType::new::<Vec<Option<Option<Option<bool>>>>>(),
        MetaType::new::<Vec<i128>>(),
        MetaType::new::<Vec<U256>>(),
        MetaType::new::<Vec<Era>>(),
        MetaType::new::<Vec<Shape>>(),
        MetaType::new::<Vec<Newtype>>(),
        MetaType::new::<(BitVec<u8, Lsb0>, BitVec<u16, Msb0>)>(),
        MetaType::new::<(BitVec<u32, Lsb0>, BitVec<u32, Msb0>)>(),
    ];
    for ty in all {
        registry.register_type(&ty);
    }
    registry.into()
}

#[derive(TypeInfo)]
#[allow(dead_code, reason = "only described")]
struct Everything {
    signed: (i8, i16, i32, i64, i128),
    unsigned: (u8, u16, u32, u64, u128),
    text: String,
    letter: char,
    huge: U256,
    fixed: (I96F32, I64F64),
    nothing: Nothing,
    none_left: [u16; 0],
    maybe: Option<Option<bool>>,
    unit: Option<()>,
    bytes: (Vec<u8>, [u8; 3], Vec<Newtype>),
    compact: (Compact<u128>, Compact<Tao>),
    named: Compact<Named>,
    one: (u8,),
}

#[derive(TypeInfo)]
#[allow(dead_code, reason = "only described")]
enum Shape {
    #[codec(index = 5)]
    Unit,
    #[codec(index = 0)]
    One(Option<u16>),
    #[codec(index = 255)]
    Pair(Vec<u8>, bool),
    #[codec(index = 7)]
    Named { quote_me: u8, second: Nothing },
    #[codec(index = 8)]
    Null(()),
}

#[derive(TypeInfo)]
#[allow(dead_code, reason = "only described")]
enum Tree {
    Leaf(Compact<u32>),
    Fork(Box<Self>, Option<Box<Self>>),
    Many(Vec<Self>),
}

#[derive(TypeInfo)]
enum Never {}

#[derive(TypeInfo)]
struct Nothing;

#[derive(TypeInfo)]
#[allow(dead_code, reason = "only described")]
struct Newtype(u8);

#[derive(TypeInfo)]
#[allow(dead_code, reason = "only described")]
struct Named {
    inner: u32,
}

/// As the crate `primitive-types` describes its own.
struct U256;

impl TypeInfo for U256 {
    type Identity = Self;

    fn type_info() -> Type {
        let words = Fields::unnamed().field(|field| field.ty::<[u64; 4]>());
        Type::builder().path(Path::new("U256", "primitive_types")).composite(words)
    }
}

/// The primitive that no Rust type is. Only at the end of a value: scale-decode 0.16 reads it
/// nowhere else.
struct Wide;

impl TypeInfo for Wide {
    type Identity = Self;

    fn type_info() -> Type {
        TypeDefPrimitive::I256.into()
    }
}
