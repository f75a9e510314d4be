//! Rust types of every kind, and any values of them.

use parity_scale_codec::{Decode, Encode};
use proptest::prelude::*;
use scale_info::TypeInfo;
use serde::Serialize;
use subwire_codec::AccountId;

#[derive(Clone, Debug, Decode, Encode, PartialEq, Serialize, TypeInfo)]
pub(crate) struct Named {
    pub(crate) a: Option<u8>,
    pub(crate) b: u16,
    pub(crate) c: Option<Vec<u8>>,
}

#[derive(Clone, Debug, Decode, Encode, PartialEq, Serialize, TypeInfo)]
pub(crate) enum Shape {
    #[codec(index = 3)]
    Empty,
    #[codec(index = 7)]
    One(Option<bool>),
    #[codec(index = 9)]
    Unit(()),
    #[codec(index = 200)]
    Named {
        #[codec(compact)]
        id: u64,
        text: String,
    },
    #[codec(index = 201)]
    Pair(u32, Vec<Self>),
}

#[derive(Clone, Debug, Decode, Encode, PartialEq, Serialize, TypeInfo)]
pub(crate) struct Newtype(pub(crate) Vec<Option<Named>>);

#[derive(Clone, Debug, Decode, Encode, PartialEq, Serialize, TypeInfo)]
pub(crate) struct Everything {
    pub(crate) unit: (),
    pub(crate) flags: Vec<bool>,
    pub(crate) small: (u8, i16, u32, i64),
    pub(crate) wide: [u64; 2],
    #[codec(compact)]
    pub(crate) compact: u32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) fixed: [u8; 5],
    pub(crate) text: String,
    pub(crate) shape: Option<Box<Shape>>,
    pub(crate) accounts: Vec<AccountId>,
    pub(crate) newtype: Newtype,
    pub(crate) result: Result<u8, Named>,
    pub(crate) units: Vec<()>,
}

pub(crate) fn shape() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        Just(Shape::Empty),
        Just(Shape::Unit(())),
        any::<Option<bool>>().prop_map(Shape::One),
        (any::<u64>(), ".{0,5}").prop_map(|(id, text)| Shape::Named { id, text }),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        (any::<u32>(), prop::collection::vec(inner, 0..4)).prop_map(|(c, v)| Shape::Pair(c, v))
    })
}

fn named() -> impl Strategy<Value = Named> {
    (any::<Option<u8>>(), any::<u16>(), any::<Option<Vec<u8>>>()).prop_map(|(a, b, c)| Named {
        a,
        b,
        c,
    })
}

pub(crate) fn everything() -> impl Strategy<Value = Everything> {
    let numbers = any::<(Vec<bool>, (u8, i16, u32, i64), [u64; 2], u32)>();
    let texts = (any::<(Vec<u8>, [u8; 5])>(), ".{0,9}", 0..100usize);
    let shapes = (prop::option::of(shape()), prop::collection::vec(any::<[u8; 32]>(), 0..4));
    let named = (prop::collection::vec(prop::option::of(named()), 0..4), any::<bool>(), named());
    (numbers, texts, shapes, named).prop_map(|(numbers, texts, shapes, named)| {
        let ((bytes, fixed), text, units) = texts;
        Everything {
            unit: (),
            flags: numbers.0,
            small: numbers.1,
            wide: numbers.2,
            compact: numbers.3,
            bytes,
            fixed,
            text,
            shape: shapes.0.map(Box::new),
            accounts: shapes.1.into_iter().map(AccountId::from).collect(),
            newtype: Newtype(named.0),
            result: if named.1 { Ok(7) } else { Err(named.2) },
            units: vec![(); units],
        }
    })
}
