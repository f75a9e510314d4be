//! Values into bytes: what parity's own encoder writes is what ours writes, from JSON and from
//! serde, and what is no value of a type is refused with its place.

#[path = "encode/parser.rs"]
mod parser;
#[path = "encode/rare.rs"]
mod rare;
#[path = "encode/recorded.rs"]
mod recorded;
#[path = "encode/refusals.rs"]
mod refusals;
#[path = "encode/types.rs"]
mod types;

use std::collections::BTreeMap;

use parity_scale_codec::Encode;
use proptest::prelude::*;
use proptest::sample::Index;
use scale_info::TypeInfo;
use serde::Serialize;
use serde_json::Value;
use subwire_codec::registry::Registry;
use subwire_codec::schema::Schema;
use subwire_codec::subtensor::{AccountData, AccountInfo, AxonInfo, NeuronInfo, PrometheusInfo};
use subwire_codec::{AccountId, Tao};

use crate::types::{Everything, Named, Shape, everything, shape};

fn schema_of<T: TypeInfo + 'static>() -> (Schema, u32) {
    let (registry, ty) = Registry::of::<T>();
    (Schema::new(registry), ty)
}

/// All ways from a Rust value to bytes give those of parity.
fn is_written<T: Encode + Serialize + TypeInfo + 'static>(value: &T) {
    let (schema, ty) = schema_of::<T>();
    let bytes = value.encode();
    assert_eq!(schema.encode(ty, value).as_ref(), Ok(&bytes));
    recorded::comes_back(&schema, ty, &bytes);
    let json = serde_json::to_value(value).unwrap();
    assert_eq!(schema.encode(ty, &json).as_ref(), Ok(&bytes), "{json}");
    for text in [json.to_string(), serde_json::to_string_pretty(value).unwrap()] {
        assert_eq!(schema.encode_json(ty, &text).as_ref(), Ok(&bytes), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_parity_writes_is_written(shapes in prop::collection::vec(shape(), 0..4)) {
        is_written(&shapes);
    }

    #[test]
    fn every_kind_of_type_is_written(value in everything()) {
        is_written(&value);
    }

    #[test]
    fn the_order_of_fields_makes_no_difference(value in everything(), order: Vec<Index>) {
        let (schema, ty) = schema_of::<Everything>();
        let json = serde_json::to_value(&value).unwrap();
        let text = shuffled(&json, &mut order.iter().cycle());
        prop_assert_eq!(schema.encode_json(ty, &text), Ok(value.encode()), "{}", text);
    }
}

/// The same JSON with the fields of every object in another order.
fn shuffled<'o>(json: &Value, order: &mut impl Iterator<Item = &'o Index>) -> String {
    match json {
        Value::Array(elements) => {
            let elements: Vec<_> = elements.iter().map(|json| shuffled(json, order)).collect();
            format!("[{}]", elements.join(" , "))
        }
        Value::Object(fields) => {
            let mut parts: Vec<_> = fields
                .iter()
                .map(|(name, json)| format!("\"{name}\" :{}", shuffled(json, order)))
                .collect();
            for at in 1..parts.len() {
                let other = order.next().map_or(0, |index| index.index(at + 1));
                parts.swap(at, other);
            }
            format!("{{{}}}", parts.join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn subtensors_types_are_written() {
    let who = AccountId::from([7; 32]);
    let data = AccountData { free: Tao::MAX, ..AccountData::default() };
    is_written(&AccountInfo { data, ..AccountInfo::default() });
    is_written(&AxonInfo { ip: u128::MAX, ..AxonInfo::default() });
    is_written(&PrometheusInfo::default());
    is_written(&vec![Some((who, 1u16)), None]);
    let neuron: Option<NeuronInfo> = None;
    is_written(&neuron);
}

#[test]
fn a_map_is_a_sequence_of_pairs() {
    let (schema, ty) = schema_of::<BTreeMap<(u16, AccountId), String>>();
    let who = AccountId::from([7; 32]);
    let map = BTreeMap::from([((1u16, who), "x".to_owned()), ((2, who), String::new())]);
    assert_eq!(schema.encode(ty, &map), Ok(map.encode()));
    let pairs: Vec<_> = map.iter().collect();
    assert_eq!(schema.encode(ty, &pairs), Ok(map.encode()));
    let text = serde_json::to_string(&pairs).unwrap();
    assert_eq!(schema.encode_json(ty, &text), Ok(map.encode()));
}

#[test]
fn a_some_in_a_some_is_told_from_a_none() {
    let (schema, ty) = schema_of::<Option<Option<Option<bool>>>>();
    for (json, value) in [
        ("null", None),
        (r#"{"Some":null}"#, Some(None)),
        (r#"{"Some":{"Some":null}}"#, Some(Some(None))),
        (r#"{"Some":{"Some":true}}"#, Some(Some(Some(true)))),
    ] {
        assert_eq!(schema.encode_json(ty, json), Ok(value.encode()), "{json}");
        assert_eq!(schema.encode(ty, &value), Ok(value.encode()), "{json}");
    }
    assert!(schema.encode_json(ty, "true").is_err());
    assert!(schema.encode_json(ty, r#"{"Some":true}"#).is_err());
    assert!(schema.encode_json(ty, "{}").is_err());
}

#[test]
fn fields_that_are_options_may_be_left_out() {
    let (schema, ty) = schema_of::<Named>();
    for (json, value) in [
        (r#"{"b":2}"#, Named { a: None, b: 2, c: None }),
        (r#"{"c":[1],"b":2}"#, Named { a: None, b: 2, c: Some(vec![1]) }),
        (r#"{"c":"0x0102","b":2,"a":1}"#, Named { a: Some(1), b: 2, c: Some(vec![1, 2]) }),
        (r#"{"b":2,"a":1}"#, Named { a: Some(1), b: 2, c: None }),
        (r#"{"c":"hi","a":null,"b":"0x02"}"#, Named { a: None, b: 2, c: Some(b"hi".to_vec()) }),
    ] {
        assert_eq!(schema.encode_json(ty, json), Ok(value.encode()), "{json}");
    }
}

#[test]
fn arguments_are_json_or_bare_words() {
    let word = |text: &str, (schema, ty): (Schema, u32)| schema.encode_argument(ty, text).ok();
    let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    let who: AccountId = alice.parse().unwrap();
    let hex = const_hex::encode_prefixed(who);
    for text in [alice, &hex, &format!("\"{alice}\""), &format!(" \"{hex}\"")] {
        assert_eq!(word(text, schema_of::<AccountId>()), Some(who.encode()), "{text}");
        assert_eq!(word(text, schema_of::<Option<AccountId>>()), Some(Some(who).encode()));
    }
    assert_eq!(word("7", schema_of::<u16>()), Some(7u16.encode()));
    assert_eq!(word("0x07", schema_of::<u16>()), Some(7u16.encode()));
    assert_eq!(word("7", schema_of::<String>()), Some("7".encode()));
    assert_eq!(word("true", schema_of::<bool>()), Some(true.encode()));
    assert_eq!(word("null", schema_of::<Option<u8>>()), Some(vec![0]));
    assert_eq!(word("hello", schema_of::<Vec<u8>>()), Some(b"hello".to_vec().encode()));
    assert_eq!(word("[104]", schema_of::<Vec<u8>>()), Some(vec![4, 104]));
    assert_eq!(word("Empty", schema_of::<Shape>()), Some(Shape::Empty.encode()));
    assert_eq!(word("\"half", schema_of::<String>()), None);
    let (schema, ty) = schema_of::<u16>();
    for (text, message) in [
        ("70000", "byte 0 of the text: expected an integer of type u16, found 70000"),
        ("seven", "expected an integer of type u16, found \"seven\""),
        ("[7]", "byte 0 of the text: expected an integer of type u16, found an array"),
        ("", "expected an integer of type u16, found \"\""),
    ] {
        assert_eq!(schema.encode_argument(ty, text).unwrap_err().to_string(), message);
    }
}
