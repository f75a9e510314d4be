//! Registries that no compiler of Rust has written: small, and made to cost much.

use std::thread;

use parity_scale_codec::{Compact, Encode};
use subwire_codec::Fault;
use subwire_codec::registry::Registry;
use subwire_codec::schema::{Accounts, EncodeErrorKind, Limits, Schema};

/// How many structs may stand inside each other.
const NESTING: u32 = 16;

const BOOL: u8 = 0;
const STR: u8 = 2;
const U8: u8 = 3;
const U32: u8 = 5;

/// A registry in its SCALE form, type by type.
#[derive(Default)]
struct Types {
    count: u32,
    bytes: Vec<u8>,
}

impl Types {
    fn push(&mut self, def: &[u8]) -> u32 {
        let id = self.count;
        self.bytes.extend([Compact(id).encode(), vec![0, 0], def.to_vec(), vec![0]].concat());
        self.count += 1;
        id
    }

    fn primitive(&mut self, primitive: u8) -> u32 {
        self.push(&[5, primitive])
    }

    fn tuple(&mut self, members: &[u32]) -> u32 {
        let members: Vec<_> = members.iter().copied().map(Compact).collect();
        self.push(&[vec![4], members.encode()].concat())
    }

    fn compact(&mut self, of: u32) -> u32 {
        self.push(&[vec![6], Compact(of).encode()].concat())
    }

    fn record(&mut self, fields: &[(&str, u32)]) -> u32 {
        let mut def = vec![0];
        def.extend(Compact(fields.len() as u32).encode());
        for (name, ty) in fields {
            def.extend((Some(name), Compact(*ty), None::<String>, 0u8).encode());
        }
        self.push(&def)
    }

    fn schema(&self) -> Schema {
        let bytes = [Compact(self.count).encode(), self.bytes.clone()].concat();
        Schema::new(Registry::decode(&bytes).unwrap())
    }
}

/// All readers refuse the bytes, on the stack of an ordinary thread.
fn refused(schema: &Schema, ty: u32, bytes: &[u8]) {
    assert!(schema.validate(ty, bytes).is_err());
    assert!(schema.to_json(ty, bytes, Accounts::Hex).is_err());
    assert!(schema.value(ty, bytes).is_err());
    assert!(schema.view(ty, bytes).is_err());
    assert!(schema.serialize(ty, bytes, Accounts::Hex).is_err());
    assert!(schema.encode_json(ty, &"[".repeat(100_000)).is_err());
}

// What is described before its users is measured before them, which must not hide how deep it is.
#[test]
fn a_long_chain_of_structs_is_no_type_whichever_end_comes_first() {
    const LENGTH: u32 = 50_000;
    let mut types = Types::default();
    let bool = types.primitive(BOOL);
    let mut inner = bool;
    for _ in 0..LENGTH {
        inner = types.tuple(&[&[bool; 50][..], &[inner]].concat());
    }
    let schema = types.schema();
    refused(&schema, inner, &vec![0; 50 * LENGTH as usize + 1]);
    refused(&schema, inner, &[2]);

    let mut types = Types::default();
    for id in 0..LENGTH {
        types.tuple(&[id + 1, LENGTH]);
    }
    let bool = types.primitive(BOOL);
    let pair = types.tuple(&[bool, bool]);
    let schema = types.schema();
    refused(&schema, 0, &[0; 100]);
    // What the chain ends in is not harmed.
    assert_eq!(schema.validate(bool, &[1]), Ok(()));
    assert_eq!(schema.validate(pair, &[1, 0]), Ok(()));
}

#[test]
fn structs_that_double_their_compact_integers_stay_small() {
    let mut types = Types::default();
    let u32 = types.primitive(U32);
    let mut doubled = types.compact(u32);
    let mut levels = vec![];
    for _ in 0..30 {
        doubled = types.tuple(&[doubled, doubled]);
        levels.push(doubled);
    }
    let schema = types.schema();
    assert!(schema.validate(doubled, &[4; 100]).is_err());
    // 2^11 of them.
    let bytes = [4; 2048];
    assert_eq!(schema.validate(levels[10], &bytes), Ok(()));
    let json = schema.to_json(levels[10], &bytes, Accounts::Hex).unwrap();
    assert_eq!(schema.encode_json(levels[10], &json).unwrap(), bytes);
    let value = schema.value(levels[10], &bytes).unwrap();
    assert_eq!(schema.encode_value(levels[10], &value).unwrap(), bytes);
}

// A member of a tuple is a byte of metadata. What stands for it would be two thousand bytes of text.
#[test]
fn what_is_written_for_a_struct_is_not_written_a_million_times() {
    let mut types = Types::default();
    let unit = types.tuple(&[]);
    let byte = types.primitive(U8);
    let many = types.tuple(&[unit; 400]);
    let wide = types.tuple(&[&vec![many; 3_000_000][..], &[byte]].concat());
    let few = types.tuple(&[many, byte]);
    let schema = types.schema();
    assert_eq!(schema.validate(wide, &[7]), Ok(()));
    let json = schema.to_json(few, &[7], Accounts::Hex).unwrap();
    assert_eq!(json, format!("[[{}null],7]", "null,".repeat(399)));
}

#[test]
fn a_long_name_is_kept_once_however_many_compact_types_have_it() {
    let mut types = Types::default();
    let byte = types.primitive(U8);
    let name = "n".repeat(1 << 20);
    let record = types.record(&[(&name, byte)]);
    let mut last = 0;
    for _ in 0..20_000 {
        last = types.compact(record);
    }
    let schema = types.schema();
    let json = schema.to_json(last, &[28], Accounts::Hex).unwrap();
    assert_eq!(json, format!("{{\"{name}\":7}}"));
    assert_eq!(schema.encode_json(last, &json).unwrap(), [28]);
}

#[test]
fn paths_through_long_names_are_cut() {
    let mut types = Types::default();
    let text = types.primitive(STR);
    let long = "n".repeat(1 << 20);
    let inner = types.record(&[("inner", text)]);
    let record = types.record(&[(&long, inner)]);
    let schema = types.schema();
    let error = schema.validate(record, &[4]).unwrap_err();
    assert_eq!(error.to_string(), "byte 0 of 1, at …inner: the bytes end here");
}

#[test]
fn the_search_for_a_place_does_not_count_what_takes_no_bytes() {
    let mut types = Types::default();
    let bool = types.primitive(BOOL);
    let mut empty = types.tuple(&[]);
    for _ in 0..14 {
        empty = types.tuple(&[empty, empty]);
    }
    let pair = types.tuple(&[&[empty; 100][..], &[bool]].concat());
    let pairs = types.push(&[vec![2], Compact(pair).encode()].concat());
    let schema = types.schema();
    let mut bytes = [Compact(100_000u32).encode(), vec![1; 99_999]].concat();
    bytes.push(2);
    let error = schema.validate(pairs, &bytes).unwrap_err();
    assert_eq!(error.to_string(), "byte 100003 of 100004, at [99999].100: a bool must be 0 or 1");
}

#[test]
fn what_is_read_without_a_level_is_written_without_one() {
    let mut types = Types::default();
    let byte = types.primitive(U8);
    let pair = types.tuple(&[byte, byte]);
    let option = types.push(&[vec![2], Compact(pair).encode()].concat());
    let schema = types.schema().with_limits(Limits { depth: 0, ..Limits::default() });
    let value = schema.value(pair, &[1, 2]).unwrap();
    assert_eq!(schema.encode_value(pair, &value).unwrap(), [1, 2]);
    assert_eq!(schema.encode_json(pair, "[1,2]").unwrap(), [1, 2]);
    let error = schema.encode_json(option, "[]").unwrap_err();
    assert_eq!(error.kind(), EncodeErrorKind::Depth);
    assert!(schema.validate(option, &[0]).is_err());
}

// As many structs inside each other as there may be, at every level that there may be. Without
// optimisation that takes more than the stack of an ordinary thread.
#[test]
fn the_deepest_structs_fit_the_stack() {
    let megabytes = if cfg!(debug_assertions) { 16 } else { 2 };
    let thread = thread::Builder::new().stack_size(megabytes << 20);
    thread.spawn(deepest_structs).unwrap().join().unwrap();
}

fn deepest_structs() {
    let mut types = Types::default();
    let bool = types.primitive(BOOL);
    // What it is a list of comes last.
    let list = types.push(&[vec![2], Compact(1 + NESTING).encode()].concat());
    let mut inner = list;
    for _ in 0..NESTING {
        inner = types.tuple(&[inner, bool]);
    }
    let schema = types.schema();
    let levels = usize::from(Limits::default().depth) - 1;
    let bools = levels * NESTING as usize;
    let bytes = [vec![4; levels], vec![0; 1 + bools]].concat();
    assert_eq!(schema.validate(list, &bytes), Ok(()));
    let json = schema.to_json(list, &bytes, Accounts::Hex).unwrap();
    let value = schema.value(list, &bytes).unwrap();
    assert_eq!(value.clone(), value);
    assert!(!value.to_string().is_empty());
    drop(value);
    let view = schema.view(list, &bytes).unwrap();
    assert_eq!(view.root().to_json(Accounts::Hex).unwrap(), json);
    let serialized = schema.serialize(list, &bytes, Accounts::Hex).unwrap();
    assert_eq!(serde_json::to_string(&serialized).unwrap(), json);
    refused(&schema, list, &bytes[..bytes.len() - 1]);
    // One more is no type at all.
    let more = types.tuple(&[inner, bool]);
    assert_eq!(schema.validate(inner, &bytes[1..]), Ok(()));
    assert_eq!(types.schema().validate(more, &[0; 100]).unwrap_err().fault(), Fault::Type);
}
