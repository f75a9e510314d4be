//! What is no value of a type, and what is said of it.

use std::collections::BTreeMap;

use parity_scale_codec::Encode;
use scale_info::TypeInfo;
use serde_json::json;
use subwire_codec::AccountId;
use subwire_codec::registry::Registry;
use subwire_codec::schema::{EncodeErrorKind, Limits, Schema, Value};

use crate::schema_of;
use crate::types::{Everything, Named, Newtype, Shape};

fn message<T: TypeInfo + 'static>(json: &str) -> String {
    let (schema, ty) = schema_of::<T>();
    schema.encode_json(ty, json).unwrap_err().to_string()
}

#[test]
fn an_error_says_where_and_what() {
    for (json, message) in [
        ("{", "byte 1 of the text: expected a name in quotes, found nothing more"),
        (r#"{"b":2"#, "byte 6 of the text: expected ',' or '}', found nothing more"),
        (r#"{"b":2} x"#, "byte 8 of the text: expected the end of the text, found \"x\""),
        (r#"{"b":02}"#, "byte 6 of the text: expected ',' or '}', found \"2\""),
        (
            r#"{"b":2.5}"#,
            "byte 5 of the text, at b: expected an integer of type u16, found 2.5, no whole number",
        ),
        (
            r#"{"b":2e3}"#,
            "byte 5 of the text, at b: expected an integer of type u16, found 2e3, no whole number",
        ),
        (r#"{"b":-1}"#, "byte 5 of the text, at b: expected an integer of type u16, found -1"),
        (
            r#"{"b":"two"}"#,
            "byte 5 of the text, at b: expected an integer of type u16, found \"two\"",
        ),
        ("{}", "byte 0 of the text: the field b is missing"),
        (r#"{"b":2,"a":1,"c":null,"b":2}"#, "byte 22 of the text: the field b is given twice"),
        (r#"{"b":2,"a":1,"a":1}"#, "byte 13 of the text: the field a is given twice"),
        (r#"{"d":2}"#, "byte 1 of the text: expected a field of a, b, c, found \"d\""),
        ("[1]", "byte 0 of the text: expected Named, an object with a, b, c, found an array"),
        ("null", "byte 0 of the text: expected Named, an object with a, b, c, found null"),
        (
            r#"{"b":1,"c":"0x1"}"#,
            "byte 11 of the text, at c: expected bytes, as hex behind 0x or as a text, found \"0x1\"",
        ),
        (
            r#"{"b":1,"c":"0x0x12"}"#,
            "byte 11 of the text, at c: expected bytes, as hex behind 0x or as a text, found \"0x0x12\"",
        ),
        (
            r#"{"b":1,"c":[1,256]}"#,
            "byte 14 of the text, at c[1]: expected an integer of type u8, found 256",
        ),
    ] {
        assert_eq!(self::message::<Named>(json), message, "{json}");
    }
    for (json, message) in [
        (
            r#""Box""#,
            "byte 0 of the text: expected one of Empty, One, Unit, Named, Pair, found \"Box\"",
        ),
        (
            r#""One""#,
            "byte 0 of the text, at One: expected true or false, or null, found nothing but the variant's name",
        ),
        (
            r#""Unit""#,
            "byte 0 of the text, at Unit: expected null, found nothing but the variant's name",
        ),
        ("7", "byte 0 of the text: expected Shape, one of Empty, One, Unit, Named, Pair, found 7"),
        (
            "{}",
            "byte 0 of the text: expected Shape, one of Empty, One, Unit, Named, Pair, found an empty object",
        ),
        (
            r#"{"Empty":null,"One":null}"#,
            "byte 14 of the text: expected Shape, one of Empty, One, Unit, Named, Pair, found another name, \"One\"",
        ),
        (r#"{"Pair":[1]}"#, "byte 8 of the text, at Pair: expected an array of 2, found 1"),
        (r#"{"Pair":[1,[],2]}"#, "byte 8 of the text, at Pair: expected an array of 2, found more"),
        (
            r#"{"Pair":[1,["Empty",{"Named":{"id":1,"text":2}}]]}"#,
            "byte 44 of the text, at Pair.1[1].Named.text: expected a text, found 2",
        ),
    ] {
        assert_eq!(self::message::<Shape>(json), message, "{json}");
    }
    let (schema, ty) = schema_of::<Everything>();
    let error = schema.encode(ty, &json!({"small": [1, 2, 3, "x"]})).unwrap_err();
    assert_eq!(error.to_string(), "at small.3: expected an integer of type i64, found \"x\"");
    assert_eq!((error.kind(), error.path()), (EncodeErrorKind::Text, "small.3"));
    assert_eq!((error.position(), error.found()), (None, "\"x\""));
    let (schema, ty) = schema_of::<BTreeMap<u16, Newtype>>();
    let error = schema.encode(ty, &json!({"7": [null, {"b": 1.5}]})).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at [0].1[1].b: expected an integer of type u16, found 1.5, no whole number"
    );
}

#[test]
fn leaves_are_judged_exactly() {
    fn judge<T: Encode + TypeInfo + 'static>(good: &[(&str, T)], bad: &[&str]) {
        let (schema, ty) = schema_of::<T>();
        for (json, value) in good {
            assert_eq!(schema.encode_json(ty, json), Ok(value.encode()), "{json}");
        }
        for json in bad {
            assert!(schema.encode_json(ty, json).is_err(), "{json} is no {:?}", T::type_info());
        }
    }
    judge::<i8>(
        &[("-128", -128), ("127", 127), ("-0", 0), ("\"-1\"", -1), ("\"0x7f\"", 127)],
        &["-129", "128", "\"0x80\"", "\"-0x1\"", "\"\"", "1.0", "1e0", "true", "null", "\"+1\""],
    );
    judge::<u64>(
        &[("18446744073709551615", u64::MAX), ("\"0xffffffffffffffff\"", u64::MAX)],
        &["18446744073709551616", "-1", "\" 1\"", "99999999999999999999999999999999999999999"],
    );
    judge::<i128>(
        &[("-170141183460469231731687303715884105728", i128::MIN)],
        &["170141183460469231731687303715884105728"],
    );
    judge::<bool>(&[("true", true), ("false", false)], &["1", "\"true\"", "tru", "truee", "null"]);
    judge::<()>(&[("null", ())], &["[]", "{}", "0", "nul"]);
    judge::<String>(&[("\"0x12\"", "0x12".into()), ("\"\"", String::new())], &["1", "null", "[]"]);
    judge::<Vec<u8>>(
        &[
            ("\"0xAb01\"", vec![0xab, 1]),
            ("\"0x\"", vec![]),
            ("\"\"", vec![]),
            ("\"ab\"", b"ab".to_vec()),
            ("\"é\"", "é".as_bytes().to_vec()),
            ("\"0XAB\"", b"0XAB".to_vec()),
            ("[0,255]", vec![0, 255]),
        ],
        &["\"0xa\"", "\"0xzz\"", "\"0x 1\"", "[256]", "[-1]", "7"],
    );
    judge::<[u8; 2]>(
        &[("\"0x0102\"", [1, 2]), ("\"0102\"", [1, 2]), ("[1,2]", [1, 2])],
        &["\"0x01\"", "\"0x010203\"", "\"ab\"", "\"zzzz\"", "\"0x0x\"", "[1]", "[1,2,3]", "\"\""],
    );
    judge::<[u16; 2]>(&[("[1,2]", [1, 2])], &["[1]", "[1,2,3]", "[]", "\"0x01000200\""]);
    judge::<AccountId>(
        &[
            ("\"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY\"", alice()),
            ("\"15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5\"", alice()),
            ("\"0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d\"", alice()),
        ],
        &["\"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ\"", "\"0xd4\"", "[1]", "7", "\"\""],
    );
    judge::<(Option<u8>, bool)>(
        &[("[null,true]", (None, true)), ("[3,false]", (Some(3), false))],
        &["[true]", "[null,true,null]", "{}", "null"],
    );
}

fn alice() -> AccountId {
    "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY".parse().unwrap()
}

#[test]
fn limits_hold_whatever_a_text_claims() {
    let (schema, ty) = schema_of::<Shape>();
    let nest = |levels: usize| {
        ["{\"Pair\":[0,[".repeat(levels), "\"Empty\"".into(), "]]}".repeat(levels)].concat()
    };
    let bytes = schema.encode_json(ty, &nest(63)).unwrap();
    assert_eq!(schema.validate(ty, &bytes), Ok(()));
    let error = schema.encode_json(ty, &nest(64)).unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::Depth);
    let error = schema.encode_json(ty, &nest(1 << 16)).unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::Depth);
    assert!(error.to_string().len() < 2000, "{error}");

    let (registry, ty) = Registry::of::<(Vec<()>, Vec<[(); 100]>, Vec<u8>)>();
    let limits = Limits { items: 1000, output: 1000, ..Limits::default() };
    let schema = Schema::new(registry).with_limits(limits);
    let units = |count: usize| vec!["null"; count].join(",");
    let kind = |json: String| schema.encode_json(ty, &json).map_err(|error| error.kind());
    assert_eq!(kind(format!("[[{}],[],\"\"]", units(1000))), Ok(vec![0xa1, 0x0f, 0, 0]));
    assert_eq!(kind(format!("[[{}],[],\"\"]", units(1001))), Err(EncodeErrorKind::Items));
    let arrays = vec![format!("[{}]", units(100)); 10].join(",");
    assert_eq!(kind(format!("[[],[{arrays}],\"\"]")), Err(EncodeErrorKind::Items));
    assert_eq!(kind(format!("[[],[],\"0x{}\"]", "00".repeat(996))).map(|it| it.len()), Ok(1000));
    for long in ["00".repeat(997), "00".repeat(1 << 20)] {
        assert_eq!(kind(format!("[[],[],\"0x{long}\"]")), Err(EncodeErrorKind::Output));
    }
    let bytes = vec!["7"; 1001].join(",");
    assert_eq!(kind(format!("[[],[],[{bytes}]]")), Err(EncodeErrorKind::Output));
}

#[test]
fn long_texts_make_short_errors() {
    let long = "x".repeat(1 << 16);
    for json in [
        format!("\"{long}\""),
        format!("{{\"{long}\":1}}"),
        format!("{{\"Named\":{{\"{long}\":1}}}}"),
        "9".repeat(1 << 16),
        format!("[{}]", "1,".repeat(1 << 16)),
        format!("\"{}", "\\n".repeat(1 << 16)),
    ] {
        let message = message::<Shape>(&json);
        assert!(message.len() < 300 && !message.contains('\n'), "{message}");
    }
}

#[test]
fn values_made_by_hand() {
    let (schema, ty) = schema_of::<Shape>();
    let named = Value::variant_record("Named", [("text", "x".into()), ("id", Value::from(1u8))]);
    let by_record =
        Value::record([("Named", Value::record([("id", 1u8.into()), ("text", "x".into())]))]);
    let shape = Shape::Named { id: 1, text: "x".into() };
    assert_eq!(schema.encode_value(ty, &named), Ok(shape.encode()));
    assert_eq!(schema.encode_value(ty, &by_record), Ok(shape.encode()));
    for value in [Value::variant("Empty", []), "Empty".into()] {
        assert_eq!(schema.encode_value(ty, &value), Ok(Shape::Empty.encode()));
    }
    for value in [Value::variant("Unit", [Value::unit()]), Value::record([("Unit", Value::none())])]
    {
        assert_eq!(schema.encode_value(ty, &value), Ok(Shape::Unit(()).encode()));
    }
    for (value, message) in [
        (
            Value::variant("Unit", []),
            "at Unit: expected null, found nothing but the variant's name",
        ),
        (Value::variant("Pair", [1u8.into()]), "at Pair: expected an array of 2, found 1"),
        (
            Value::variant("Pair", [1u8.into(), Value::list([Value::variant("Box", [])])]),
            "at Pair.1[0]: expected one of Empty, One, Unit, Named, Pair, found \"Box\"",
        ),
        (
            Value::u256([0xff; 32]),
            "expected Shape, one of Empty, One, Unit, Named, Pair, found more than 128 bits",
        ),
    ] {
        let error = schema.encode_value(ty, &value).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let (schema, ty) = schema_of::<u8>();
    let somes = |count: usize| (0..count).fold(Value::from(1u8), |value, _| Value::some(value));
    assert_eq!(schema.encode_value(ty, &somes(1000)), Ok(vec![1]));
    let error = schema.encode_value(ty, &somes(2000)).unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::Depth);
}

#[test]
fn a_type_that_is_not_there() {
    let (schema, _) = schema_of::<u8>();
    let error = schema.encode_json(99, "1").unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::Type);
    assert_eq!(error.to_string(), "the metadata does not describe this type");
}

#[test]
fn long_sequences_get_their_prefix() {
    let (schema, ty) = schema_of::<Vec<Vec<u16>>>();
    for count in [0, 1, 63, 64, 16_383, 16_384] {
        let value = vec![vec![7u16; count], vec![], vec![8; count]];
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(schema.encode_json(ty, &json), Ok(value.encode()));
    }
}
