use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use parity_scale_codec::{Compact, Encode};
use proptest::prelude::*;
use scale_info::TypeInfo;

use super::*;
use crate::AccountId;
use crate::cursor::Fault;
use crate::registry::Registry;
use crate::schema::{Limits, Schema};

#[derive(Encode, TypeInfo)]
struct Account {
    free: u128,
    #[codec(compact)]
    reserved: u64,
    flags: (bool, i32),
}

#[derive(Encode, TypeInfo)]
enum Call {
    Nothing,
    Remark(Vec<u8>),
    Pair(i64, ()),
    Transfer { to: AccountId, amount: Compact<u128> },
    Batch(Vec<Self>),
}

fn read<T: Encode + TypeInfo + 'static>(value: &T) -> Value {
    let (registry, ty) = Registry::of::<T>();
    Schema::new(registry).value(ty, &value.encode()).unwrap()
}

fn account(free: u128, reserved: u64, flags: (bool, i32)) -> Value {
    let flags = Value::tuple([flags.0.into(), flags.1.into()]);
    Value::record([("free", free.into()), ("reserved", reserved.into()), ("flags", flags)])
}

#[test]
fn what_is_read_equals_what_is_made_by_hand() {
    let (wide, who) = (u128::MAX - 1, AccountId::from([7; 32]));
    let accounts = vec![
        Account { free: 5, reserved: 6, flags: (true, -1) },
        Account { free: wide, reserved: 0, flags: (false, 1) },
    ];
    let by_hand = Value::list([account(5, 6, (true, -1)), account(wide, 0, (false, 1))]);
    assert_eq!(read(&accounts), by_hand);
    assert_ne!(
        read(&accounts),
        Value::list([account(5, 6, (true, -1)), account(wide, 1, (false, 1))])
    );

    let calls = vec![
        Call::Nothing,
        Call::Remark(vec![1, 2]),
        Call::Pair(i64::MIN, ()),
        Call::Transfer { to: who, amount: Compact(9) },
        Call::Batch(vec![Call::Nothing]),
    ];
    let nothing = || Value::variant("Nothing", []);
    let transfer = [("to", who.into()), ("amount", 9u8.into())];
    let by_hand = Value::list([
        nothing(),
        Value::variant("Remark", [Value::bytes(&[1, 2])]),
        Value::variant("Pair", [i64::MIN.into(), Value::unit()]),
        Value::variant_record("Transfer", transfer),
        Value::variant("Batch", [Value::list([nothing()])]),
    ]);
    assert_eq!(read(&calls), by_hand);

    assert_eq!(read(&Some(Some(5u8))), Value::some(Value::some(5u8)));
    assert_eq!(read(&Some(None::<u8>)), Value::some(Value::none()));
    assert_eq!(read(&Some(())), Value::some(Value::unit()));
    // Parity encodes no chars.
    let (registry, ty) = Registry::of::<(char, u8)>();
    let read_char = |first| Schema::new(registry.clone()).value(ty, &[first, 0, 0, 0, 7]);
    assert_eq!(read_char(b'x').unwrap(), Value::tuple(['x'.into(), 7u8.into()]));
    assert_eq!(read(&"text".to_string()), "text".into());
    assert_eq!(read(&()), Value::unit());
}

#[test]
fn names_and_kinds_make_a_difference() {
    let one = |name: &str| Value::record([(name, 1u8.into())]);
    assert_ne!(one("free"), one("reserved"));
    assert_ne!(one("free"), Value::tuple([1u8.into()]));
    assert_ne!(one("free"), Value::variant_record("free", [("free", 1u8.into())]));
    assert_ne!(Value::variant("A", []), Value::variant("B", []));
    assert_ne!(Value::variant("A", []), "A".into());
    assert_ne!(Value::list([]), Value::unit());
    assert_ne!(Value::some(1u8), 1u8.into());
    assert_ne!(Value::none(), Value::unit());
    assert_ne!(Value::from(true), 1u8.into());
}

#[test]
fn packed_lists_equal_lists_of_values() {
    fn check<T: Clone + Encode + Into<Value> + TypeInfo + 'static>(values: &Vec<T>) {
        let (packed, by_hand) = (read(values), Value::from(values.clone()));
        assert_eq!(packed, by_hand);
        assert_eq!(by_hand, packed);
        assert_eq!(packed.to_string(), by_hand.to_string());
        for end in 0..values.len() {
            assert_ne!(packed, Value::from(values[..end].to_vec()));
        }
    }
    check(&vec![true, false, true]);
    check(&vec![1u16, u16::MAX]);
    check(&vec![1u32, u32::MAX]);
    check(&vec![1u64, u64::MAX]);
    check(&vec![1u128, u128::MAX]);
    check(&vec![1i16, -1]);
    check(&vec![AccountId::from([1; 32]), AccountId::from([2; 32])]);
    check(&vec!["a".to_string(), "".to_string()]);
    check(&Vec::<bool>::new());
    assert_eq!(read(&Vec::<bool>::new()), read(&Vec::<AccountId>::new()));
    assert_eq!(read(&[1u16, 2]), read(&vec![1u64, 2]));
}

proptest! {
    #[test]
    fn compacts_of_every_width_are_read(ints in prop::collection::vec(
        (any::<u64>(), 0..64u32).prop_map(|(int, bits)| int >> bits), 0..40,
    )) {
        let narrow: Vec<_> = ints.iter().map(|&int| Compact(int as u16)).collect();
        let wide: Vec<_> = ints.iter().map(|&int| Compact(int)).collect();
        prop_assert_eq!(read(&wide), Value::from(ints.clone()));
        prop_assert_eq!(read(&narrow), Value::from_iter(ints.iter().map(|&int| (int as u16).into())));
    }

    #[test]
    fn integers_are_what_they_are_whatever_their_width(int: i128) {
        prop_assert_eq!(Value::from(int).as_i128(), Some(int));
        prop_assert_eq!(Value::from(int).to_string(), int.to_string());
        prop_assert_eq!(read(&int), int.into());
        let mut bytes = [if int < 0 { 0xff } else { 0 }; 32];
        bytes[..16].copy_from_slice(&int.to_le_bytes());
        prop_assert_eq!(Value::i256(bytes), int.into());
        let small = int as i16;
        prop_assert_eq!(Value::from(small), Value::from(i128::from(small)));
    }

    #[test]
    fn bits_are_the_same_in_all_words_and_orders(bits: Vec<bool>) {
        for store in [1u8, 2, 4, 8] {
            for high_first in [false, true] {
                let width = usize::from(store) * 8;
                // Bits that are not used are set: they must not be seen.
                let mut words = vec![0xffu8; bits.len().div_ceil(width) * usize::from(store)];
                for (at, &bit) in bits.iter().enumerate() {
                    let within = at % width;
                    let within = if high_first { width - 1 - within } else { within };
                    let byte = &mut words[at / width * usize::from(store) + within / 8];
                    *byte = *byte & !(1 << (within % 8)) | u8::from(bit) << (within % 8);
                }
                let read = Bits::of_words(bits.len(), &words, store, high_first);
                prop_assert_eq!(&read, &bits.iter().copied().collect::<Bits>());
                prop_assert!(read.iter().eq(bits.iter().copied()));
                prop_assert_eq!(read.get(bits.len()), None);
            }
        }
    }
}

#[test]
fn integers_of_256_bits() {
    let mut one_more = [0; 32];
    one_more[16] = 1;
    assert_eq!(Value::u256(one_more).to_string(), "340282366920938463463374607431768211456");
    assert_eq!(
        Value::u256([0xff; 32]).to_string(),
        "115792089237316195423570985008687907853269984665640564039457584007913129639935"
    );
    let mut least = [0; 32];
    least[31] = 0x80;
    assert_eq!(
        Value::i256(least).to_string(),
        "-57896044618658097711785492504343953926634992332820282019728792003956564819968"
    );
    assert_eq!(Value::i256([0xff; 32]), (-1i8).into());
    assert_eq!(Value::u256([0; 32]), 0u8.into());
}

#[test]
fn a_value_is_looked_into() {
    let value = read(&vec![Some(Account { free: 5, reserved: 6, flags: (true, -1) })]);
    let first = value.index(0).unwrap();
    assert_eq!(first.get("free").and_then(Value::as_u128), Some(5));
    assert_eq!(first.get("flags").and_then(|flags| flags.index(1)?.as_i128()), Some(-1));
    assert_eq!(first.get("flags").and_then(|flags| flags.index(0)?.as_bool()), Some(true));
    assert_eq!((first.get("none"), first.index(3), value.index(1)), (None, None, None));
    assert_eq!((value.count(), first.count(), Value::unit().count()), (Some(1), Some(3), None));
    assert_eq!(first.iter().nth(1).and_then(Kind::as_u64), Some(6));
    let call = read(&Call::Pair(-1, ()));
    let (name, fields) = call.as_variant().unwrap();
    assert_eq!((name, fields.len(), fields.at(0).unwrap().as_i128()), ("Pair", 2, Some(-1)));
    assert_eq!(call.index(0).unwrap().as_u128(), None);
}

#[test]
fn values_print() {
    let who = AccountId::from([7; 32]);
    let calls = vec![
        Call::Nothing,
        Call::Remark(vec![1, 0xab]),
        Call::Pair(-1, ()),
        Call::Transfer { to: who, amount: Compact(9) },
    ];
    let text = read(&calls).to_string();
    let wanted = [
        "[Nothing, Remark(0x01ab), Pair(-1, ()), Transfer { to: ",
        &who.to_string(),
        ", amount: 9 }]",
    ];
    assert_eq!(text, wanted.concat());
    let accounts = vec![Account { free: 5, reserved: 0, flags: (true, 2) }];
    assert_eq!(read(&accounts).to_string(), "[{ free: 5, reserved: 0, flags: (true, 2) }]");
    assert_eq!(
        alloc::format!("{:?}", read(&accounts)),
        "[{free: 5, reserved: 0, flags: (true, 2)}]"
    );
    assert_eq!(alloc::format!("{:#?}", read(&Some(calls))).lines().count(), 16);
    assert_eq!(Value::bits([true, false]).to_string(), "0b10");
    assert_eq!(Value::tuple([Value::some('"'), "\n".into()]).to_string(), r#"(Some('"'), "\n")"#);
}

#[test]
fn room_and_depth_are_bounded() {
    #[derive(TypeInfo)]
    #[allow(dead_code)]
    struct Node {
        nothing: [(); 4],
        next: Option<Box<Self>>,
    }
    let (registry, ty) = Registry::of::<Node>();
    let schema = Schema::new(registry);
    let deep = [vec![1; 127], vec![0]].concat();
    assert_eq!(schema.value(ty, &deep).unwrap(), schema.value(ty, &deep).unwrap());
    let deeper = [vec![1; 128], vec![0]].concat();
    assert_eq!(schema.value(ty, &deeper).unwrap_err().fault(), Fault::Depth);
    // A struct is its own node and has two fields and four elements; an option holds one more.
    let items = |items| schema.clone().with_limits(Limits { items, ..Limits::default() });
    assert_eq!(items(8).value(ty, &[0]), schema.value(ty, &[0]));
    assert_eq!(items(7).value(ty, &[0]).unwrap_err().fault(), Fault::Items);

    let (registry, ty) = Registry::of::<Vec<()>>();
    let all = Compact(u32::MAX).encode();
    assert_eq!(Schema::new(registry).value(ty, &all).unwrap_err().fault(), Fault::Items);
    let (registry, ty) = Registry::of::<[Compact<u64>; 1 << 31]>();
    assert_eq!(Schema::new(registry).value(ty, &[0; 9]).unwrap_err().fault(), Fault::End);
}

#[cfg(feature = "serde")]
mod json {
    use alloc::string::String;

    use super::*;

    #[test]
    fn json_is_exact_and_tells_nones_apart() {
        let who = AccountId::from([7; 32]);
        let accounts = vec![Account { free: 1 << 53, reserved: u64::MAX, flags: (true, -1) }];
        for (value, json) in [
            (
                read(&accounts),
                r#"[{"free":9007199254740992,"reserved":"18446744073709551615","flags":[true,-1]}]"#,
            ),
            (read(&Call::Nothing), r#""Nothing""#),
            (read(&Call::Remark(vec![1, 2])), r#"{"Remark":"0x0102"}"#),
            (read(&Call::Pair(1, ())), r#"{"Pair":[1,null]}"#),
            (read(&Call::Batch(vec![])), r#"{"Batch":[]}"#),
            (read(&vec![None, Some(5u8)]), "[null,5]"),
            (read(&vec![None, Some(None), Some(Some(5u8))]), r#"[null,{"Some":null},{"Some":5}]"#),
            (read(&Some(())), r#"{"Some":null}"#),
            (read(&vec![true, false]), "[true,false]"),
            (Value::bits([true, false]), r#""0b10""#),
            (Value::from('x'), r#""x""#),
            (
                Value::u256([0xff; 32]),
                r#""115792089237316195423570985008687907853269984665640564039457584007913129639935""#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
        }
        let call = read(&Call::Transfer { to: who, amount: Compact(9) });
        let json = serde_json::to_string(&call).unwrap();
        assert_eq!(json, alloc::format!(r#"{{"Transfer":{{"to":"{who}","amount":9}}}}"#));
    }

    #[test]
    fn what_json_says_by_itself() {
        let json = r#"{"a":[1,-2,null,"5"],"b":{"c":true},"d":[]}"#;
        let a = Value::list([1u8.into(), (-2i8).into(), Value::none(), "5".into()]);
        let b = Value::record([("c", true.into())]);
        let value = Value::record([("a", a), ("b", b), ("d", Value::list([]))]);
        assert_eq!(serde_json::from_str::<Value>(json).unwrap(), value);
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert!(serde_json::from_str::<Value>("1.5").is_err());
    }

    #[test]
    fn json_is_read_to_a_depth() {
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        let read = |text: &String| {
            let mut reader = serde_json::Deserializer::from_str(text);
            ::serde::Deserialize::deserialize(&mut reader).map(|value: Value| value.count())
        };
        assert!(read(&nested(100)).is_ok());
        assert!(read(&nested(10_000)).is_err());
    }
}
