//! Text into bytes and bytes into text, by every type of a real runtime; and our JSON reader beside
//! serde_json's.

use std::sync::OnceLock;

use serde::Deserialize;
use subwire_codec::Fault;
use subwire_codec::codec::Encode;
use subwire_codec::registry::Registry;
use subwire_codec::scale_info::{self, TypeInfo};
use subwire_codec::schema::{Accounts, EncodeErrorKind, Schema, Value};

use crate::chain::runtimes;

/// Two bytes choose the type, one what the rest is: text or bytes.
pub fn check(data: &[u8]) {
    let Some(([low, high, form], rest)) = data.split_first_chunk() else { return };
    let text = core::str::from_utf8(rest).ok().filter(|_| form % 2 == 0);
    if let Some(text) = text {
        both_readers_agree(text);
    }
    let Some([.., runtime]) = runtimes() else { return };
    let schema = runtime.ours.schema();
    let ty = u32::from(u16::from_le_bytes([*low, *high])) % schema.registry().len() as u32;
    match text {
        Some(text) => from_text(schema, ty, text),
        None => from_bytes(schema, ty, rest),
    }
}

/// What a text says as a value of a type is such a value, and comes back.
fn from_text(schema: &Schema, ty: u32, text: &str) {
    match schema.encode_json(ty, text) {
        Ok(bytes) => {
            assert_eq!(schema.validate(ty, &bytes), Ok(()), "{text}");
            assert_eq!(schema.encode_argument(ty, text).as_ref(), Ok(&bytes));
            from_bytes(schema, ty, &bytes);
            // A tree of the same text is the same value, unless a name in it comes twice.
            if let Ok(value) = serde_json::from_str::<Value>(text) {
                assert_eq!(schema.encode_value(ty, &value).as_ref(), Ok(&bytes), "{text}");
            }
        }
        Err(error) => {
            let message = error.to_string();
            assert!(message.len() < 2000 && !message.contains('\n'), "{message}");
            assert!(error.position().unwrap_or(0) <= text.len(), "{message}");
            if let Ok(bytes) = schema.encode_argument(ty, text) {
                assert_eq!(schema.validate(ty, &bytes), Ok(()), "{text}");
            }
        }
    }
}

/// A value comes back from each of its forms.
fn from_bytes(schema: &Schema, ty: u32, bytes: &[u8]) {
    for accounts in [Accounts::default(), Accounts::Hex] {
        let json = match schema.to_json(ty, bytes, accounts) {
            Ok(json) => json,
            Err(error) if error.fault() == Fault::Output => continue,
            Err(_) => return,
        };
        let again = schema.encode_json(ty, &json).unwrap_or_else(|error| panic!("{error}: {json}"));
        same(schema, ty, bytes, &again);
    }
    let value = schema.serialize(ty, bytes, Accounts::default()).expect("valid");
    let again = schema.encode(ty, &value).unwrap_or_else(|error| panic!("{error}"));
    same(schema, ty, bytes, &again);
    match schema.value(ty, bytes) {
        Ok(value) => {
            let again = schema.encode_value(ty, &value).unwrap_or_else(|error| panic!("{error}"));
            same(schema, ty, bytes, &again);
        }
        Err(error) => assert_eq!(error.fault(), Fault::Items),
    }
}

/// The same bytes, but for the padding of bit sequences.
fn same(schema: &Schema, ty: u32, bytes: &[u8], again: &[u8]) {
    if bytes != again {
        let json = |bytes: &[u8]| schema.to_json(ty, bytes, Accounts::Hex).expect("valid");
        let (before, behind) = (json(bytes), json(again));
        assert!(before == behind && before.contains("\"0b"), "{before} became {behind}");
    }
}

#[derive(Debug, Deserialize, Encode, TypeInfo)]
#[codec(crate = subwire_codec::codec)]
#[scale_info(crate = scale_info)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    flags: Vec<bool>,
    next: Option<Vec<Self>>,
    pair: (Option<String>, bool),
}

fn both_readers_agree(text: &str) {
    static SCHEMA: OnceLock<(Schema, u32)> = OnceLock::new();
    let (schema, rows) = SCHEMA.get_or_init(|| {
        let (registry, rows) = Registry::of::<Vec<Row>>();
        (Schema::new(registry), rows)
    });
    let ours = schema.encode_json(*rows, text);
    // Ours goes as deep as its limit, theirs to 128.
    let too_deep = matches!(&ours, Err(error) if error.kind() == EncodeErrorKind::Depth);
    let theirs = serde_json::from_str::<Vec<Row>>(text);
    let theirs_too_deep =
        matches!(&theirs, Err(error) if error.to_string().starts_with("recursion"));
    if !too_deep && !theirs_too_deep {
        assert_eq!(ours.as_ref().ok(), theirs.as_ref().ok().map(Encode::encode).as_ref(), "{text}");
    }
}

/// Texts for every reader, and the constants and defaults of a runtime in both forms.
pub fn seeds() -> Vec<Vec<u8>> {
    let input = |ty: u32, form: u8, rest: &[u8]| {
        let [low, high, ..] = ty.to_le_bytes();
        [&[low, high, form], rest].concat()
    };
    let mut seeds: Vec<_> = TEXTS.iter().map(|text| input(0, 0, text.as_bytes())).collect();
    let Some([.., runtime]) = runtimes() else { return seeds };
    let schema = runtime.ours.schema();
    let mut push = |ty: u32, bytes: &[u8]| {
        if let Ok(json) = schema.to_json(ty, bytes, Accounts::default()) {
            seeds.push(input(ty, 0, json.as_bytes()));
            seeds.push(input(ty, 1, bytes));
        }
    };
    for pallet in runtime.ours.pallets() {
        pallet.constants().for_each(|constant| push(constant.ty(), constant.value()));
        pallet.storage_items().for_each(|item| push(item.value(), item.default()));
    }
    // Whatever type takes bytes like these.
    for ty in 0..schema.registry().len() as u32 {
        for bytes in [[0; 300], [1; 300], [4; 300]] {
            if let Ok(len) = schema.measure(ty, &bytes) {
                push(ty, &bytes[..len]);
            }
        }
    }
    seeds
}

const TEXTS: [&str; 7] = [
    "",
    "[]",
    " [ null , true , false , -0 , 12e+3 , 0.5 ] ",
    r#"["\"\\\/\b\f\n\r\t\u0000\uD834\udd1e\ud800","é"]"#,
    r#"[{"name":"a","flags":[true,false],"next":[],"pair":[null,true]}]"#,
    r#"[{"pair":["\ud83d\ude00",false],"flags":[],"name":"","next":[{"name":"x","flags":[],"pair":["",true]}]}]"#,
    r#"{"name":1,"name":2}"#,
];
