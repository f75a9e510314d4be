use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use parity_scale_codec::{Compact, Decode, Encode};
use proptest::prelude::*;
use scale_info::TypeInfo;

use super::*;
use crate::AccountId;
use crate::cursor::Fault;
use crate::schema::tests::{Everything, Shape, everything, registry, schema_of, shape};
use crate::schema::{Accounts, Kind, Limits, Schema};

/// Looks at every part of a view in every way, beside the tree of the same bytes.
fn check(view: View<'_>, value: Kind<'_>) {
    assert_eq!(view.to_value().unwrap().kind(), value, "{view:?}");
    assert_eq!(view.is_none(), value == Kind::None);
    assert_eq!(view.count(), value.count(), "{view:?}");
    assert_eq!(view.variant(), value.as_variant().map(|(name, _)| name));
    assert_eq!(view.as_bool(), value.as_bool());
    assert_eq!(view.as_u64(), value.as_u64());
    assert_eq!(view.as_u128(), value.as_u128());
    assert_eq!(view.as_i128(), value.as_i128());
    assert_eq!(view.as_str(), value.as_str());
    assert_eq!(view.as_bytes(), value.as_bytes());
    assert_eq!(view.as_account(), value.as_account());
    if let Kind::Some(content) = value {
        return check(view.some().unwrap(), content.kind());
    }
    assert!(view.some().is_none());
    let count = value.count().unwrap_or(0);
    assert_eq!(view.iter().count(), count);
    for ((at, part), its) in view.iter().enumerate().zip(value.iter()) {
        assert_eq!(view.at(at).unwrap().bytes(), part.bytes());
        check(part, its);
        if let Kind::Struct(fields) | Kind::Variant(_, fields) = value {
            let name = fields.name(at);
            assert_eq!(view.field_name(at), name);
            let named = name.map(|name| view.get(name).unwrap().bytes());
            assert_eq!(named, name.map(|_| part.bytes()));
        }
    }
    assert!(view.at(count).is_none());
    assert!(view.get("no such field").is_none());
}

/// The three readings accept the same bytes and refuse the others for the same reason.
fn agree(schema: &Schema, ty: u32, bytes: &[u8]) -> bool {
    let (skip, view) = (schema.validate(ty, bytes), schema.view(ty, bytes));
    let value = schema.value(ty, bytes);
    assert_eq!(value.as_ref().map(drop), skip.as_ref().map(drop), "{bytes:x?}");
    assert_eq!(view.as_ref().map(drop), skip.as_ref().map(drop), "{bytes:x?}");
    if let (Ok(view), Ok(value)) = (view, value) {
        assert_eq!(view.root().bytes(), bytes);
        check(view.root(), value.kind());
    }
    skip.is_ok()
}

fn agree_on<T: TypeInfo + 'static>(bytes: &[u8]) -> bool {
    let (schema, ty) = schema_of::<T>();
    agree(&schema, ty, bytes)
}

#[derive(Clone, Debug, Decode, Encode, TypeInfo)]
struct Fixed {
    flag: bool,
    pair: (u8, [i32; 2]),
    unit: (),
    who: AccountId,
}

proptest! {
    #[test]
    fn views_and_trees_agree(
        shapes in prop::collection::vec(shape(), 0..6), at: usize, bit in 0..8u8,
    ) {
        let mut bytes = shapes.encode();
        agree_on::<Vec<Shape>>(&bytes);
        agree_on::<Vec<Shape>>(&bytes[..at % bytes.len()]);
        let at = at % bytes.len();
        bytes[at] ^= 1u8 << bit;
        agree_on::<Vec<Shape>>(&bytes);
    }

    #[test]
    fn views_and_trees_agree_on_damaged_bytes(at: usize, byte: u8) {
        let mut bytes = everything().encode();
        let at = at % bytes.len();
        bytes[at] = byte;
        agree_on::<Everything>(&bytes);
    }

    #[test]
    fn views_and_trees_agree_on_any_bytes(bytes: Vec<u8>) {
        agree_on::<Vec<Shape>>(&bytes);
        agree_on::<Vec<Vec<(u16, Compact<u64>)>>>(&bytes);
        agree_on::<(Option<Option<bool>>, Vec<i16>, Vec<Compact<u128>>, String)>(&bytes);
        agree_on::<Vec<Fixed>>(&bytes);
        agree_on::<([Compact<u32>; 3], [[bool; 2]; 3], [Vec<u8>; 2])>(&bytes);
        agree_on::<Vec<((Compact<u32>, (u8, Vec<Option<u8>>)), [(u8, Compact<u8>); 1], bool)>>(&bytes);
    }

    #[test]
    fn compacts_of_a_list_are_found(ints: Vec<(u64, u8)>) {
        let ints: Vec<u64> = ints.iter().map(|(int, bits)| int >> (bits % 64)).collect();
        let compacts: Vec<_> = ints.iter().map(|&int| Compact(int)).collect();
        let (schema, ty) = schema_of::<(Vec<Compact<u64>>, u8)>();
        let bytes = (compacts, 7u8).encode();
        let view = schema.view(ty, &bytes).unwrap();
        let list = view.root().at(0).unwrap();
        prop_assert!(list.iter().map(|int| int.as_u64().unwrap()).eq(ints.iter().copied()));
        for (at, int) in ints.iter().enumerate() {
            prop_assert_eq!(list.at(at).unwrap().as_u64(), Some(*int));
        }
        prop_assert_eq!(view.root().at(1).unwrap().as_u64(), Some(7));
    }
}

#[test]
fn everything_is_looked_at() {
    assert!(agree_on::<Everything>(&everything().encode()));
    let fixed = Fixed { flag: true, pair: (1, [-2, 3]), unit: (), who: AccountId::from([7; 32]) };
    assert!(agree_on::<Vec<Fixed>>(&vec![fixed.clone(), fixed].encode()));
    assert!(agree_on::<Vec<()>>(&[40]));
    assert!(agree_on::<()>(&[]));
    assert!(agree_on::<Vec<[(); 3]>>(&[8]));
}

#[test]
fn a_part_becomes_json_a_tree_or_a_rust_type() {
    let (schema, ty) = schema_of::<Vec<(u8, Shape)>>();
    let shape = Shape::Pair(5, vec![Shape::Empty, Shape::One(Some(true))]);
    let bytes = vec![(1u8, Shape::Empty), (2, shape.clone())].encode();
    let document = schema.view(ty, &bytes).unwrap();
    let part = document.root().at(1).and_then(|pair| pair.at(1)).unwrap();
    assert_eq!(part.to_json(Accounts::Hex).unwrap(), r#"{"Pair":[5,["Empty",{"One":true}]]}"#);
    assert_eq!(part.decode::<Shape>().unwrap(), shape);
    assert_eq!(part.bytes(), shape.encode());
    assert_eq!(
        schema.to_json(part.type_id().unwrap(), part.bytes(), Accounts::Hex).unwrap(),
        part.to_json(Accounts::Hex).unwrap()
    );
    assert!(part.decode::<u8>().is_err());
    assert_eq!(
        part.to_value().unwrap(),
        schema.value(part.type_id().unwrap(), part.bytes()).unwrap()
    );
}

#[test]
fn a_field_is_looked_up_once_for_all_elements() {
    let (schema, ty) = schema_of::<Vec<Fixed>>();
    let fixed =
        |n| Fixed { flag: false, pair: (n, [0; 2]), unit: (), who: AccountId::from([n; 32]) };
    let bytes: Vec<u8> = (0..10).map(fixed).collect::<Vec<_>>().encode();
    let document = schema.view(ty, &bytes).unwrap();
    let who = document.root().at(0).and_then(|first| first.field_index("who")).unwrap();
    for (at, element) in document.root().iter().enumerate() {
        assert_eq!(element.at(who).unwrap().as_account(), Some(AccountId::from([at as u8; 32])));
    }
}

#[test]
fn a_tape_is_used_again() {
    let (schema, ty) = schema_of::<Vec<String>>();
    let mut tape = schema.view(ty, &vec!["a"; 100].encode()).unwrap().into_tape();
    for (bytes, last) in [(vec!["a", "bc"].encode(), "bc"), (vec!["d"].encode(), "d")] {
        let view = schema.view_in(ty, &bytes, &mut tape).unwrap();
        assert_eq!(view.iter().last().and_then(View::as_str), Some(last));
        assert!(schema.view_in(ty, &[4, 4, 0xff], &mut tape).is_err());
    }
}

#[test]
fn depth_and_entries_are_bounded() {
    #[derive(TypeInfo)]
    #[allow(dead_code)]
    struct List(u8, Option<Box<Self>>);
    let (schema, ty) = schema_of::<List>();
    let nested = |depth: usize| [vec![1; depth * 2], vec![1, 0]].concat();
    assert!(agree(&schema, ty, &nested(20)));
    assert!(schema.view(ty, &nested(127)).is_ok());
    assert_eq!(schema.view(ty, &nested(128)).unwrap_err().fault(), Fault::Depth);
    assert_eq!(schema.view(ty, &nested(1 << 20)).unwrap_err().fault(), Fault::Depth);

    let (schema, ty) = schema_of::<Vec<Option<u8>>>();
    let schema = schema.with_limits(Limits { items: 5, ..Limits::default() });
    assert!(schema.view(ty, &[16, 0, 0, 0, 0]).is_ok());
    assert_eq!(schema.view(ty, &[20, 0, 0, 0, 0, 0]).unwrap_err().fault(), Fault::Items);
    let (schema, ty) = schema_of::<Vec<()>>();
    let all = Compact(u32::MAX).encode();
    assert_eq!(schema.view(ty, &all).unwrap_err().fault(), Fault::Items);
}

#[test]
fn types_that_no_rust_type_has() {
    // A sequence of itself, an enum without variants, a char, U256, I256, chars, and two tuples.
    let schema = registry(&[
        &[2, 0],
        &[1, 0],
        &[5, 1],
        &[5, 8],
        &[5, 14],
        &[2, 2 << 2],
        &[4, 4 << 2, 0, 5 << 2, 3 << 2, 4 << 2],
        &[4, 2 << 2, 0, 1 << 2],
    ]);
    assert!(agree(&schema, 0, &[8, 0, 8, 0, 4, 0]));
    assert!(!agree(&schema, 1, &[0]));
    assert!(agree(&schema, 2, &[b'x', 0, 0, 0]));
    assert!(!agree(&schema, 2, &[0, 0xd8, 0, 0]));
    assert!(!agree(&schema, 5, &[8, b'x', 0, 0, 0, 0, 0xd8, 0, 0]));
    assert!(agree(&schema, 3, &[0xff; 32]));
    for fill in [0, 1, 0x7f, 0x80, 0xff] {
        let mut int = [fill; 32];
        assert!(agree(&schema, 4, &int));
        int[16..].fill(if fill < 0x80 { 0 } else { 0xff });
        let bytes = [&[0, 4, b'x', 0, 0, 0][..], &int, &int].concat();
        assert!(agree(&schema, 6, &bytes));
    }
    assert!(!agree(&schema, 7, &[0, 0]));
    assert!(!agree(&schema, 99, &[]));
}
