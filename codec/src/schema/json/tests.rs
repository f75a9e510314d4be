use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use parity_scale_codec::{Compact, Decode, Encode};
use proptest::prelude::*;
use scale_info::build::Fields;
use scale_info::{Path, TypeInfo};
use serde_json::{Value, json};

use super::*;
use crate::registry::Registry;
use crate::schema::Limits;
use crate::ss58;

/// What a value should look like, found without the schema.
trait Expected {
    fn expected(&self) -> Value;
}

/// The rule for integers, in a way that shares nothing with the writer.
fn integer(text: String) -> Value {
    match text.parse::<i128>() {
        Ok(value) if value.abs() <= 1 << 53 => json!(value as i64),
        _ => Value::String(text),
    }
}

macro_rules! integers {
    ($($int:ty),*) => {$(
        impl Expected for $int {
            fn expected(&self) -> Value {
                integer(self.to_string())
            }
        }
    )*};
}

integers!(i8, i16, u16, i32, u32, i64, u64, u128);

impl Expected for i128 {
    fn expected(&self) -> Value {
        integer(self.to_string())
    }
}

impl<T: ToString> Expected for Compact<T> {
    fn expected(&self) -> Value {
        integer(self.0.to_string())
    }
}

impl Expected for AccountId {
    fn expected(&self) -> Value {
        Value::String(self.to_string())
    }
}

impl Expected for bool {
    fn expected(&self) -> Value {
        Value::Bool(*self)
    }
}

impl Expected for String {
    fn expected(&self) -> Value {
        Value::String(self.clone())
    }
}

fn list<T: Expected>(items: &[T]) -> Value {
    items.iter().map(Expected::expected).collect()
}

fn hex(bytes: &[u8]) -> Value {
    Value::String(const_hex::encode_prefixed(bytes))
}

#[derive(Clone, Debug, Decode, Encode, PartialEq, TypeInfo)]
enum Shape {
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

impl Expected for Shape {
    fn expected(&self) -> Value {
        match self {
            Self::Empty => json!("Empty"),
            Self::One(flag) => json!({ "One": flag }),
            Self::Named { id, text } => {
                json!({"Named": {"id": Compact(*id).expected(), "text": text}})
            }
            Self::Pair(number, shapes) => json!({"Pair": [number, list(shapes)]}),
        }
    }
}

#[derive(Clone, Debug, Encode, PartialEq, TypeInfo)]
struct Inner {
    price: (i128,),
    pair: (u64, (Compact<u16>, Compact<u16>)),
    nothing: (),
}

#[derive(Clone, Debug, Encode, TypeInfo)]
struct Newtype(Vec<Option<u32>>);

#[derive(Clone, Debug, Encode, TypeInfo)]
struct Everything {
    unit: (),
    flags: Vec<bool>,
    small: (u8, i8, i16, u32, i32, i64),
    wide: [u128; 2],
    tiny: Vec<Compact<u8>>,
    weights: Vec<(Compact<u16>, Compact<u16>)>,
    compacts: Vec<Compact<u16>>,
    blocks: Vec<Compact<u32>>,
    amounts: Vec<Compact<u64>>,
    plain: Vec<u64>,
    huge: Compact<u128>,
    bytes: Vec<u8>,
    fixed: [u8; 37],
    newtype: Newtype,
    inner: Inner,
    nested: Option<Option<Box<Shape>>>,
    shapes: Vec<Shape>,
    accounts: Vec<AccountId>,
    map: BTreeMap<u16, String>,
    units: Vec<Option<()>>,
    triple: [Compact<u32>; 3],
    last: AccountId,
}

impl Expected for Everything {
    fn expected(&self) -> Value {
        let small = &self.small;
        let pairs = |pairs: &[(Compact<u16>, Compact<u16>)]| -> Value {
            pairs.iter().map(|pair| json!([pair.0.0, pair.1.0])).collect()
        };
        json!({
            "unit": null,
            "flags": self.flags,
            "small": [small.0, small.1, small.2, small.3, small.4, small.5.expected()],
            "wide": list(&self.wide),
            "tiny": list(&self.tiny),
            "weights": pairs(&self.weights),
            "compacts": list(&self.compacts),
            "blocks": list(&self.blocks),
            "amounts": list(&self.amounts),
            "plain": list(&self.plain),
            "huge": self.huge.expected(),
            "bytes": hex(&self.bytes),
            "fixed": hex(&self.fixed),
            "newtype": self.newtype.0,
            "inner": {
                "price": [self.inner.price.0.expected()],
                "pair": [self.inner.pair.0.expected(), pairs(&[self.inner.pair.1])[0]],
                "nothing": null,
            },
            "nested": match &self.nested {
                None => Value::Null,
                Some(None) => json!({"Some": null}),
                Some(Some(shape)) => json!({"Some": shape.expected()}),
            },
            "shapes": list(&self.shapes),
            "accounts": list(&self.accounts),
            "map": self.map.iter().map(|(key, text)| json!([key, text])).collect::<Value>(),
            "units": self.units.iter().map(|unit| match unit {
                None => Value::Null,
                Some(()) => json!({"Some": null}),
            }).collect::<Value>(),
            "triple": list(&self.triple),
            "last": self.last.expected(),
        })
    }
}

/// Numbers of every length, and those about 2^53.
fn number() -> impl Strategy<Value = u128> {
    prop_oneof![
        3 => (any::<u128>(), 0..128u32).prop_map(|(value, shift)| value >> shift),
        1 => (0..128u32, -2..3i128).prop_map(|(bit, near)| (1u128 << bit).wrapping_add(near as u128)),
        1 => ((1u128 << 53) - 3)..(1 << 53) + 4,
        1 => (0..39u32, -1..2i128).prop_map(|(e, near)| 10u128.pow(e).wrapping_add(near as u128)),
        1 => Just(0),
    ]
}

fn numbers(len: usize) -> impl Strategy<Value = Vec<u128>> {
    prop::collection::vec(number(), 0..len)
}

/// Mostly zeros, as what a subnet pays is.
fn sparse() -> impl Strategy<Value = Vec<u128>> {
    prop::collection::vec(prop_oneof![9 => Just(0), 1 => number()], 0..60)
}

fn account() -> impl Strategy<Value = AccountId> {
    prop_oneof![
        any::<[u8; 32]>(),
        any::<u8>().prop_map(|byte| {
            let mut account = [0; 32];
            account[31] = byte;
            account
        })
    ]
    .prop_map(AccountId::from)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,40}", "[\u{0}-\u{30}\"\\\\é🦀\u{7f}\u{2028}]{0,40}"]
}

fn shape() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        Just(Shape::Empty),
        any::<Option<bool>>().prop_map(Shape::One),
        (number(), text()).prop_map(|(id, text)| Shape::Named { id: id as u64, text }),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        (any::<u32>(), prop::collection::vec(inner, 0..4)).prop_map(|(c, v)| Shape::Pair(c, v))
    })
}

fn everything() -> impl Strategy<Value = Everything> {
    let numbers = (numbers(20), sparse(), sparse(), sparse(), numbers(40), number(), number());
    let texts = (
        any::<Vec<u8>>(),
        any::<[u8; 32]>(),
        prop::collection::btree_map(any::<u16>(), text(), 0..4),
        any::<Vec<bool>>(),
    );
    let parts = (
        prop::collection::vec(shape(), 0..4),
        prop::option::of(prop::option::of(shape())),
        prop::collection::vec(account(), 0..6),
        prop::collection::vec(any::<Option<()>>(), 0..4),
        prop::collection::vec(any::<Option<u32>>(), 0..4),
    );
    (numbers, texts, parts).prop_map(|(numbers, texts, parts)| {
        let (some, tiny, weights, blocks, amounts, a, b) = numbers;
        let (bytes, fixed, map, flags) = texts;
        let (shapes, nested, accounts, units, newtype) = parts;
        let pair = |x: &u128| (Compact(*x as u16), Compact((*x >> 16) as u16));
        Everything {
            unit: (),
            flags,
            small: (a as u8, a as i8, b as i16, a as u32, b as i32, b as i64),
            wide: [a, b],
            tiny: tiny.iter().map(|x| Compact(*x as u8)).collect(),
            weights: weights.iter().map(pair).collect(),
            compacts: weights.iter().map(|x| Compact(*x as u16)).collect(),
            blocks: blocks.iter().map(|x| Compact(*x as u32)).collect(),
            amounts: amounts.iter().map(|x| Compact(*x as u64)).collect(),
            plain: some.iter().map(|x| *x as u64).collect(),
            huge: Compact(a),
            bytes,
            fixed: core::array::from_fn(|at| fixed[at % 32]),
            newtype: Newtype(newtype),
            inner: Inner { price: ((a ^ b) as i128,), pair: (b as u64, pair(&a)), nothing: () },
            nested: nested.map(|shape| shape.map(Box::new)),
            shapes,
            last: accounts.first().copied().unwrap_or_else(|| [9; 32].into()),
            accounts,
            map,
            units,
            triple: [Compact(a as u32), Compact(0), Compact(b as u32)],
        }
    })
}

fn schema_of<T: TypeInfo + 'static>() -> (Schema, u32) {
    let (registry, id) = Registry::of::<T>();
    (Schema::new(registry), id)
}

fn text_of<T: Encode + TypeInfo + 'static>(value: &T) -> String {
    let (schema, id) = schema_of::<T>();
    schema.to_json(id, &value.encode(), Accounts::default()).unwrap()
}

/// JSON and validation accept the same bytes, and say the same of others.
fn agrees(schema: &Schema, id: u32, bytes: &[u8]) {
    let valid = schema.validate(id, bytes);
    for accounts in [Accounts::Hex, Accounts::default()] {
        let mut out = b"before".to_vec();
        let written = schema.write_json(id, bytes, accounts, &mut out);
        assert_eq!(written, valid, "{bytes:x?}");
        assert_eq!(&out[..6], b"before");
        let serializable = schema.serialize(id, bytes, accounts);
        match written {
            Ok(()) => {
                let text = serde_json::to_string(&serializable.unwrap()).unwrap();
                assert_eq!(text.as_bytes(), &out[6..]);
                drop(serde_json::from_str::<Value>(&text).unwrap());
            }
            Err(error) => {
                assert_eq!(out.len(), 6);
                assert_eq!(serializable.unwrap_err(), error);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_value_is_what_rust_says(value in everything()) {
        let (schema, id) = schema_of::<Everything>();
        let bytes = value.encode();
        let text = schema.to_json(id, &bytes, Accounts::default()).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value.expected());
        let serializable = schema.serialize(id, &bytes, Accounts::default()).unwrap();
        prop_assert_eq!(serde_json::to_string(&serializable).unwrap(), text);
    }

    #[test]
    fn damaged_values_are_refused_as_validation_refuses_them(
        value in everything(), at in any::<usize>(), bit in 0..8u8,
    ) {
        let (schema, id) = schema_of::<Everything>();
        let mut bytes = value.encode();
        let at = at % bytes.len();
        agrees(&schema, id, &bytes[..at]);
        bytes[at] ^= 1 << bit;
        agrees(&schema, id, &bytes);
    }

    #[test]
    fn any_bytes_are_judged_as_validation_judges_them(bytes: Vec<u8>) {
        let (schema, id) = schema_of::<Everything>();
        agrees(&schema, id, &bytes);
        let (schema, id) = schema_of::<Vec<Shape>>();
        agrees(&schema, id, &bytes);
        let (schema, id) = schema_of::<(Option<Compact<u32>>, Vec<(bool, Compact<u64>)>)>();
        agrees(&schema, id, &bytes);
        let (schema, id) = schema_of::<Vec<(Vec<[(); 3]>, AccountId)>>();
        agrees(&schema, id, &bytes);
    }

    #[test]
    fn addresses_are_those_of_ss58(
        accounts in prop::collection::vec(account(), 1..8), prefix in 0..=ss58::MAX_PREFIX,
    ) {
        let (schema, id) = schema_of::<Vec<AccountId>>();
        for prefix in [prefix, prefix % 64, 0] {
            let json = schema.to_json(id, &accounts.encode(), Accounts::Ss58(prefix)).unwrap();
            let expected: Value = accounts
                .iter()
                .map(|account| match account.to_ss58(prefix) {
                    Ok(address) => Value::String(address),
                    Err(_) => hex(account.as_bytes()),
                })
                .collect();
            prop_assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), expected);
        }
    }

    #[test]
    fn checksums_are_those_of_blake2b(message: [u8; 41], short in any::<bool>()) {
        let len = if short { 40 } else { 41 };
        let mut block = [0; 48];
        block[..len].copy_from_slice(&message[..len]);
        let digest = blake2b_simd::blake2b(&message[..len]);
        let expected = u64::from_le_bytes(*digest.as_bytes().first_chunk().unwrap());
        prop_assert_eq!(blake2b::first_word(&block, len as u64), expected);
    }

    #[test]
    fn the_limit_is_exact(value in everything(), limit in 0..3000usize) {
        let (schema, id) = schema_of::<Everything>();
        let (bytes, text) = (value.encode(), text_of(&value));
        for limit in [limit, text.len() - 1, text.len()] {
            let limits = Limits { output: limit, ..Limits::default() };
            let schema = Schema::new(schema.registry().clone()).with_limits(limits);
            let mut out = b"before".to_vec();
            let written = schema.write_json(id, &bytes, Accounts::default(), &mut out);
            if limit < text.len() {
                prop_assert_eq!(written.unwrap_err().fault(), Fault::Output);
                prop_assert_eq!(&out, b"before");
                prop_assert!(out.capacity() < 4 * (limit + bytes.len() + 1024));
            } else {
                prop_assert_eq!(written, Ok(()));
                prop_assert_eq!(&out[6..], text.as_bytes());
            }
        }
    }
}

#[test]
fn integers_are_numbers_up_to_two_to_the_53() {
    let two_53 = 1u64 << 53;
    assert_eq!(
        text_of(&vec![0, 999, 1000, 99_999_999, 100_000_000, two_53 - 1, two_53, two_53 + 1]),
        "[0,999,1000,99999999,100000000,9007199254740991,9007199254740992,\"9007199254740993\"]"
    );
    assert_eq!(
        text_of(&(9_999_999_999_999_999u64, 10u64.pow(16), u64::MAX, 10u64.pow(19))),
        r#"["9999999999999999","10000000000000000","18446744073709551615","10000000000000000000"]"#
    );
    let two_53 = two_53 as i64;
    assert_eq!(
        text_of(&(-1i64, -two_53, -two_53 - 1, i64::MIN, i64::MAX)),
        r#"[-1,-9007199254740992,"-9007199254740993","-9223372036854775808","9223372036854775807"]"#
    );
    assert_eq!(
        text_of(&(i128::MIN, i128::from(-two_53), u128::MAX, i8::MIN, i16::MIN, i32::MIN)),
        "[\"-170141183460469231731687303715884105728\",-9007199254740992,\
         \"340282366920938463463374607431768211455\",-128,-32768,-2147483648]"
    );
}

/// As the crate `primitive-types` describes it.
#[derive(Encode)]
struct U256([u64; 4]);

impl TypeInfo for U256 {
    type Identity = Self;

    fn type_info() -> scale_info::Type {
        let field = Fields::unnamed().field(|field| field.ty::<[u64; 4]>());
        scale_info::Type::builder().path(Path::new("U256", "primitive_types")).composite(field)
    }
}

#[test]
fn wide_integers_are_one_integer() {
    let two_53 = 1u64 << 53;
    for (limbs, text) in [
        ([0; 4], "0"),
        ([two_53, 0, 0, 0], "9007199254740992"),
        ([two_53 + 1, 0, 0, 0], "\"9007199254740993\""),
        ([0, 1, 0, 0], "\"18446744073709551616\""),
        // 2^192, by Python.
        ([0, 0, 0, 1], "\"6277101735386680763835789423207666416102355444464034512896\""),
        (
            [u64::MAX; 4],
            "\"115792089237316195423570985008687907853269984665640564039457584007913129639935\"",
        ),
    ] {
        assert_eq!(text_of(&U256(limbs)), text);
    }
    // No Rust type is described as a signed one.
    let schema = schema(&[("", &[5, 14])]);
    for (bytes, text) in [
        ([0xff; 32], "-1"),
        ([0; 32], "0"),
        (
            core::array::from_fn(|at| if at == 31 { 0x80 } else { 0 }),
            "\"-57896044618658097711785492504343953926634992332820282019728792003956564819968\"",
        ),
        (
            core::array::from_fn(|at| if at == 31 { 0x7f } else { 0xff }),
            "\"57896044618658097711785492504343953926634992332820282019728792003956564819967\"",
        ),
    ] {
        assert_eq!(schema.to_json(0, &bytes, Accounts::Hex).unwrap(), text);
        agrees(&schema, 0, &bytes);
    }
}

/// A registry of types that are given by path and SCALE form.
fn schema(types: &[(&str, &[u8])]) -> Schema {
    let mut bytes = Compact(types.len() as u32).encode();
    for (id, (path, def)) in types.iter().enumerate() {
        Compact(id as u32).encode_to(&mut bytes);
        path.split_terminator("::").map(String::from).collect::<Vec<_>>().encode_to(&mut bytes);
        bytes.push(0);
        bytes.extend_from_slice(def);
        bytes.push(0);
    }
    Schema::new(Registry::decode(&bytes).unwrap())
}

#[test]
fn bits_follow_each_other_as_in_the_sequence() {
    // The words 0b…01011 of each store, least significant bit first and last.
    for (primitive, store) in [(3, 1), (4, 2), (5, 4), (6, 8)] {
        let schema = schema(&[
            ("", &[5, primitive]),
            ("bitvec::order::Lsb0", &[0, 0]),
            ("bitvec::order::Msb0", &[0, 0]),
            ("", &[7, 0, 1 << 2]),
            ("", &[7, 0, 2 << 2]),
        ]);
        let bits = store * 8;
        let json = |id, count: usize, words: &[u8]| {
            let bytes = [&Compact(count as u32).encode()[..], words].concat();
            agrees(&schema, id, &bytes);
            schema.to_json(id, &bytes, Accounts::Hex).unwrap()
        };
        let mut word = vec![0; store];
        word[0] = 0b1011;
        let low = format!("1101{}", "0".repeat(bits - 4));
        let high = format!("{}1011", "0".repeat(bits - 4));
        assert_eq!(json(3, bits, &word), format!("\"0b{low}\""));
        assert_eq!(json(4, bits, &word), format!("\"0b{high}\""));
        let two = [&word[..], &word[..]].concat();
        assert_eq!(json(3, bits + 3, &two), format!("\"0b{low}110\""));
        assert_eq!(json(4, bits + 3, &two), format!("\"0b{high}000\""));
        assert_eq!(json(3, 2, &word), "\"0b11\"");
        assert_eq!(json(3, 0, &[]), "\"0b\"");
        assert_eq!(json(4, 0, &[]), "\"0b\"");
    }
}

#[test]
fn texts_are_escaped_as_serde_json_does_it() {
    let all: String = (0..0x300).filter_map(char::from_u32).collect();
    assert_eq!(text_of(&all), serde_json::to_string(&all).unwrap());
    let long = "a line\n".repeat(1000);
    assert_eq!(text_of(&long), serde_json::to_string(&long).unwrap());
    let char = schema(&[("", &[5, 1])]);
    for letter in ['\0', '"', 'a', 'é', '🦀'] {
        let json = char.to_json(0, &(letter as u32).to_le_bytes(), Accounts::Hex).unwrap();
        assert_eq!(json, serde_json::to_string(&letter).unwrap());
    }
    let error = char.to_json(0, &0xd800u32.to_le_bytes(), Accounts::Hex).unwrap_err();
    assert_eq!(error.fault(), Fault::Char);
}

#[test]
fn addresses_come_out_of_the_cache_as_they_went_in() {
    // About as many accounts as the cache has entries, so that some push others out, and each twice.
    let accounts: Vec<AccountId> = (0..5000u32)
        .map(|number| AccountId::from(crate::hash::blake2b_256(&number.to_le_bytes())))
        .collect();
    let twice = [&accounts[..], &accounts[..]].concat();
    let found: Vec<String> = serde_json::from_str(&text_of(&twice)).unwrap();
    let expected: Vec<String> = twice.iter().map(ToString::to_string).collect();
    assert!(found == expected);
    assert_eq!(text_of(&accounts[0]), format!("\"{}\"", accounts[0]));
}

#[test]
fn a_prefix_that_cannot_be_gives_hex() {
    let (schema, id) = schema_of::<AccountId>();
    for prefix in [46, 47, ss58::MAX_PREFIX + 1, u16::MAX] {
        let json = schema.to_json(id, &[1; 32], Accounts::Ss58(prefix)).unwrap();
        assert_eq!(json, format!("\"0x{}\"", "01".repeat(32)));
    }
}

#[test]
fn little_input_does_not_make_much_text() {
    let (schema, id) = schema_of::<Vec<()>>();
    assert_eq!(schema.to_json(id, &[8], Accounts::Hex).unwrap(), "[null,null]");
    // 2^24 elements of no bytes are 80 MB of text.
    let limits = Limits { output: 1 << 16, ..Limits::default() };
    let schema = schema.with_limits(limits);
    let mut out = Vec::new();
    let bytes = Compact(1u32 << 24).encode();
    let error = schema.write_json(id, &bytes, Accounts::Hex, &mut out).unwrap_err();
    assert_eq!(error.fault(), Fault::Output);
    assert!(out.capacity() < 1 << 17);
    assert_eq!(error.to_string(), "byte 4 of 4: more output than the limit");
}
