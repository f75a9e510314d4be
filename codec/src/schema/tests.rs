use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use parity_scale_codec::{Compact, Decode, Encode};
use proptest::prelude::*;
use scale_info::TypeInfo;

use super::*;
use crate::AccountId;
use crate::input::decode_exact;

#[derive(Clone, Debug, Decode, Encode, PartialEq, TypeInfo)]
pub(super) enum Shape {
    #[codec(index = 3)]
    Empty,
    #[codec(index = 7)]
    One(Option<bool>),
    #[codec(index = 200)]
    Named {
        #[codec(compact)]
        id: u64,
        text: String,
    },
    #[codec(index = 201)]
    Pair(u32, Vec<Self>),
}

#[derive(Clone, Debug, Decode, Encode, PartialEq, TypeInfo)]
pub(super) struct Everything {
    unit: (),
    flags: Vec<bool>,
    small: (u8, i16, u32, i64),
    wide: [u128; 2],
    compacts: (Vec<Compact<u8>>, Vec<Compact<u16>>, Vec<Compact<u32>>, Vec<Compact<u64>>),
    huge: Compact<u128>,
    bytes: Vec<u8>,
    fixed: [u8; 5],
    nested: Option<Option<Box<Shape>>>,
    accounts: Vec<AccountId>,
    map: BTreeMap<u16, String>,
}

pub(super) fn schema_of<T: TypeInfo + 'static>() -> (Schema, u32) {
    let (registry, id) = Registry::of::<T>();
    (Schema::new(registry), id)
}

fn agrees<T: Decode + TypeInfo + 'static>(bytes: &[u8]) {
    let (schema, id) = schema_of::<T>();
    let (ours, parity) = (schema.validate(id, bytes), decode_exact::<T>(bytes));
    assert_eq!(ours.is_ok(), parity.is_ok(), "{ours:?} {bytes:x?}");
}

pub(super) fn shape() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        Just(Shape::Empty),
        any::<Option<bool>>().prop_map(Shape::One),
        (any::<u64>(), ".{0,5}").prop_map(|(id, text)| Shape::Named { id, text }),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        (any::<u32>(), prop::collection::vec(inner, 0..4)).prop_map(|(c, v)| Shape::Pair(c, v))
    })
}

proptest! {
    #[test]
    fn what_parity_reads_is_valid_and_what_it_refuses_is_not(
        shapes in prop::collection::vec(shape(), 0..4), at in any::<usize>(), bit in 0..8u8,
    ) {
        let mut bytes = shapes.encode();
        agrees::<Vec<Shape>>(&bytes);
        agrees::<Vec<Shape>>(&bytes[..at % bytes.len()]);
        let at = at % bytes.len();
        bytes[at] ^= 1u8 << bit;
        agrees::<Vec<Shape>>(&bytes);
    }

    #[test]
    fn any_bytes_are_judged_as_parity_judges_them(bytes: Vec<u8>) {
        agrees::<Everything>(&bytes);
        agrees::<Vec<Shape>>(&bytes);
        agrees::<(Option<Compact<u32>>, Vec<(bool, Compact<u64>)>)>(&bytes);
        agrees::<Vec<Compact<u64>>>(&bytes);
        agrees::<[[bool; 2]; 3]>(&bytes);
    }
}

pub(super) fn everything() -> Everything {
    Everything {
        unit: (),
        flags: vec![true, false],
        small: (1, -2, 3, -4),
        wide: [u128::MAX, 0],
        compacts: (
            vec![Compact(1); 20],
            vec![Compact(700), Compact(3)],
            vec![Compact(70_000)],
            (0..64).map(|bits| Compact(1u64 << bits)).collect(),
        ),
        huge: Compact(u128::MAX),
        bytes: vec![7; 300],
        fixed: [1; 5],
        nested: Some(Some(Box::new(Shape::Pair(5, vec![Shape::Empty])))),
        accounts: vec![AccountId::from([1; 32])],
        map: [(1, "one".to_string())].into(),
    }
}

#[test]
fn everything_is_read_to_its_end() {
    let (schema, id) = schema_of::<Everything>();
    let bytes = everything().encode();
    assert_eq!(schema.validate(id, &bytes), Ok(()));
    for end in 0..bytes.len() {
        let error = schema.validate(id, &bytes[..end]).unwrap_err();
        assert_eq!(error.fault(), Fault::End, "{end}: {error}");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(schema.measure(id, &longer), Ok(bytes.len()));
    let error = schema.validate(id, &longer).unwrap_err();
    assert_eq!((error.fault(), error.offset()), (Fault::Trailing, bytes.len()));
}

#[test]
fn an_error_names_the_path() {
    let (schema, id) = schema_of::<Vec<(u8, Shape)>>();
    for (bytes, message) in [
        (&[4, 1, 9][..], "byte 2 of 3, at [0].1: no such variant"),
        (&[4, 1, 7, 1, 2], "byte 4 of 5, at [0].1.One: a bool must be 0 or 1"),
        (&[4, 1, 200, 4, 4, 0xff], "byte 4 of 6, at [0].1.Named.text: a text is not UTF-8"),
        (
            &[8, 1, 3, 1, 201, 0, 0, 0, 0, 4, 9],
            "byte 10 of 11, at [1].1.Pair.1[0]: no such variant",
        ),
        (&[0xfe, 0xff, 0xff, 0xff, 1, 3], "byte 6 of 6, at [1].0: the bytes end here"),
    ] {
        assert_eq!(schema.validate(id, bytes).unwrap_err().to_string(), message);
    }
}

#[test]
fn depth_is_bounded_and_settable() {
    let (schema, id) = schema_of::<Shape>();
    let nest = |levels: usize| {
        let mut bytes = [201, 0, 0, 0, 0, 4].repeat(levels);
        bytes.push(3);
        bytes
    };
    // An enum and a sequence a level, and the enum at the bottom.
    assert_eq!(schema.validate(id, &nest(63)), Ok(()));
    assert_eq!(schema.validate(id, &nest(64)).unwrap_err().fault(), Fault::Depth);
    assert_eq!(schema.validate(id, &nest(1 << 20)).unwrap_err().fault(), Fault::Depth);
    let schema = schema.with_limits(Limits { depth: u16::MAX, ..Limits::default() });
    assert_eq!(schema.limits().depth, Limits::MAX_DEPTH);
    assert_eq!(schema.validate(id, &nest(127)), Ok(()));
}

#[test]
fn elements_without_bytes_count_as_items() {
    let (schema, id) = schema_of::<Vec<()>>();
    let all = Compact(u32::MAX).encode();
    assert_eq!(schema.validate(id, &Compact(1000u32).encode()), Ok(()));
    assert_eq!(schema.validate(id, &all).unwrap_err().fault(), Fault::Items);
    let (schema, id) = schema_of::<Vec<Vec<[(); 64]>>>();
    let many = [&Compact(1000u32).encode()[..], &Compact(1000u32).encode().repeat(1000)].concat();
    assert_eq!(schema.validate(id, &many).unwrap_err().fault(), Fault::Items);
}

/// The SCALE form of a registry, written by hand: what no Rust type would describe.
pub(super) fn registry(types: &[&[u8]]) -> Schema {
    let mut bytes = Compact(types.len() as u32).encode();
    for (id, def) in types.iter().enumerate() {
        Compact(id as u32).encode_to(&mut bytes);
        bytes.extend_from_slice(&[0, 0]);
        bytes.extend_from_slice(def);
        bytes.push(0);
    }
    Schema::new(Registry::decode(&bytes).unwrap())
}

#[test]
fn types_that_make_no_sense_harm_no_other() {
    let field = |id: u8| [0, id << 2, 0, 0];
    let composite = |ids: &[u8]| {
        let mut def = vec![0, (ids.len() as u8) << 2];
        ids.iter().for_each(|id| def.extend_from_slice(&field(*id)));
        def
    };
    let byte = [5, 3];
    let schema = registry(&[
        &byte,
        &composite(&[1]),         // a newtype of itself
        &composite(&[0, 2]),      // contains itself
        &composite(&[0, 99]),     // contains what is not there
        &[3, 2, 0, 0, 0, 4 << 2], // an array of itself
        &[6, 5 << 2],             // a compact of itself
        &[2, 6 << 2],             // a sequence of itself: that can be
        &[1, 0],                  // an enum without variants
        &[7, 0, 0],               // bits without an order
        &[3, 255, 255, 255, 255, 4 << 2],
    ]);
    for id in [1, 2, 3, 4, 5, 7, 8, 9] {
        let error = schema.validate(id, &[0; 64]).unwrap_err();
        assert!(matches!(error.fault(), Fault::Type | Fault::Variant), "{id}: {error}");
    }
    assert_eq!(schema.validate(0, &[1]), Ok(()));
    assert_eq!(schema.validate(6, &[8, 0, 4, 0]), Ok(()));
    assert_eq!(schema.validate(10, &[]).unwrap_err().fault(), Fault::Type);
    let deep = vec![4; 1 << 16];
    assert_eq!(schema.validate(6, &deep).unwrap_err().fault(), Fault::Depth);
}

#[test]
fn arrays_of_nothing_do_not_multiply() {
    // [[[(); 2^16]; 2^16]; 2^16]
    let array = |of: u8| [3, 0, 0, 1, 0, of << 2];
    let schema = registry(&[&[4, 0], &array(0), &array(1), &array(2), &[2, 3 << 2]]);
    assert_eq!(schema.validate(3, &[]).unwrap_err().fault(), Fault::Type);
    assert_eq!(schema.validate(4, &[0]), Ok(()));
    assert_eq!(schema.validate(4, &[4]).unwrap_err().fault(), Fault::Type);
}
