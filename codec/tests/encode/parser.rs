//! The JSON reader takes what serde_json takes, and refuses what it refuses.

use parity_scale_codec::Encode;
use proptest::prelude::*;
use scale_info::TypeInfo;
use serde::Deserialize;

use crate::schema_of;

#[derive(Debug, Deserialize, Encode, TypeInfo)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    flags: Vec<bool>,
    next: Option<Vec<Self>>,
    numbers: (Option<u8>, Option<i64>),
}

/// Whether both readers say the same of a text. Where they differ by intent the text is left out:
/// a number in quotes is a number for us.
fn agree(text: &str) {
    let (schema, ty) = schema_of::<Vec<Row>>();
    let theirs = serde_json::from_str::<Vec<Row>>(text).ok().map(|rows| rows.encode());
    let ours = schema.encode_json(ty, text);
    if let (Ok(_), None) = (&ours, &theirs) {
        let value = serde_json::from_str::<serde_json::Value>(text);
        assert!(value.is_ok(), "no JSON, and taken: {text}");
        return;
    }
    assert_eq!(ours.as_ref().ok(), theirs.as_ref(), "{text}: {ours:?}");
    let (schema, ty) = schema_of::<Vec<Option<String>>>();
    let theirs = serde_json::from_str::<Vec<Option<String>>>(text).ok().map(|it| it.encode());
    let ours = schema.encode_json(ty, text);
    assert_eq!(ours.as_ref().ok(), theirs.as_ref(), "{text}: {ours:?}");
}

/// A text with one byte replaced, added or taken away, and its start.
fn mutants(text: &str, at: usize, with: &str) -> Vec<String> {
    let at = (0..=at % (text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (before, behind) = text.split_at(at);
    let next = behind.chars().next().map_or(0, char::len_utf8);
    vec![
        before.to_owned(),
        [before, with, behind].concat(),
        [before, with, &behind[next..]].concat(),
        [before, &behind[next..]].concat(),
    ]
}

const TEXTS: [&str; 5] = [
    r#"[{"name":"aé\n\u00e9\ud83d\ude00","flags":[true,false],"next":[],"numbers":[255,-1]}]"#,
    r#" [ { "flags" : [ ] , "name" : "" , "numbers" : [ null , 9223372036854775807 ] } ] "#,
    r#"["","\"\\\/\b\f\n\r\t","\u0000\uD834\udd1e",null]"#,
    r#"[{"name":"","flags":[],"next":[{"name":"x","flags":[],"numbers":[0,0]}],"numbers":[7,10]}]"#,
    "[]",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn edited_texts(which in 0..TEXTS.len(), edits in prop::collection::vec(
        (any::<usize>(), r#"[\[\]{},:"\\/bfnrtu0-9a-fE.+ \n\t\x00-]|null|true|\\ud83d|\\udc00|é"#), 1..3,
    )) {
        let mut texts = vec![TEXTS[which].to_owned()];
        for (at, with) in edits {
            texts = texts.iter().flat_map(|text| mutants(text, at, &with)).collect();
            texts.iter().for_each(|text| agree(text));
        }
    }

    #[test]
    fn any_text(text in r#"[\[\]{},:"\\ntfu0-9e.+ -]{0,12}"#, other: String) {
        agree(&text);
        agree(&other);
        agree(&format!("[{text}]"));
        agree(&format!("[\"{other}\"]"));
    }

    #[test]
    fn numbers(text in r#"-?[0-9]{0,3}(\.[0-9]{0,2})?([eE][+-]?[0-9]{0,2})?"#) {
        // Whatever is no whole number is refused by both as an i64, and -0 is a float for serde.
        prop_assume!(text != "-0");
        let (schema, ty) = schema_of::<i64>();
        let theirs = serde_json::from_str::<i64>(&text).ok().map(|it| it.encode());
        prop_assert_eq!(schema.encode_json(ty, &text).ok(), theirs);
    }

    #[test]
    fn strings(text: String) {
        let json = serde_json::to_string(&text).unwrap();
        let (schema, ty) = schema_of::<String>();
        prop_assert_eq!(schema.encode_json(ty, &json), Ok(text.encode()));
        prop_assert_eq!(schema.encode_argument(ty, &json), Ok(text.encode()));
    }
}

#[test]
fn the_texts_are_valid() {
    let (schema, ty) = schema_of::<Vec<Row>>();
    for text in TEXTS.iter().filter(|text| text.contains("name")) {
        assert!(schema.encode_json(ty, text).is_ok(), "{text}");
        agree(text);
    }
}
