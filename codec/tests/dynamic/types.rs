//! Types as the recordings write them, `Vec<(AccountId32, Compact<u64>)>`, as a registry.
//!
//! Where the metadata of a recording's runtime is not there, its file says what its structs are
//! made of. This turns that into the same tables that metadata is read into.

use std::collections::BTreeMap;

use parity_scale_codec::{Compact, Encode};
use serde_json::Value;
use subwire_codec::registry::Registry;

use super::data::{array, text};

/// A registry with the type of `name` in it, whose structs are described by `layout`; the id of
/// that type.
pub(crate) fn registry(name: &str, layout: &Value) -> (Registry, u32) {
    let mut builder = Builder { layout, types: Vec::new(), known: BTreeMap::new() };
    let id = builder.ty(name);
    let mut bytes = Compact(builder.types.len() as u32).encode();
    for (id, (path, def)) in builder.types.iter().enumerate() {
        Compact(id as u32).encode_to(&mut bytes);
        path.encode_to(&mut bytes);
        bytes.push(0);
        bytes.extend_from_slice(def);
        bytes.push(0);
    }
    (Registry::decode(&bytes).unwrap(), id)
}

struct Builder<'l> {
    layout: &'l Value,
    /// Each type's path, and its definition in SCALE.
    types: Vec<(Vec<String>, Vec<u8>)>,
    known: BTreeMap<String, u32>,
}

impl Builder<'_> {
    fn ty(&mut self, name: &str) -> u32 {
        if let Some(&id) = self.known.get(name) {
            return id;
        }
        let (path, def) = self.define(name);
        self.types.push((path, def));
        let id = self.types.len() as u32 - 1;
        self.known.insert(name.to_string(), id);
        id
    }

    fn define(&mut self, name: &str) -> (Vec<String>, Vec<u8>) {
        let primitives = [
            "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "U256", "i8", "i16", "i32",
            "i64", "i128",
        ];
        if let Some(index) = primitives.iter().position(|primitive| *primitive == name) {
            return (vec![], vec![5, index as u8]);
        }
        if let Some(of) = inside(name, "Vec<", ">") {
            return (vec![], self.of(2, of));
        }
        if let Some(of) = inside(name, "Compact<", ">") {
            return (vec![], self.of(6, of));
        }
        if let Some(of) = inside(name, "Option<", ">") {
            let some = self.ty(of);
            let mut def = vec![1, 2 << 2];
            ("None", Vec::<()>::new(), 0u8, Vec::<String>::new()).encode_to(&mut def);
            ("Some", 1u8 << 2, 0u8, Compact(some), 0u8, 0u8, 1u8, 0u8).encode_to(&mut def);
            return (vec!["Option".into()], def);
        }
        if let Some(members) = inside(name, "(", ")") {
            let members: Vec<_> =
                split(members).into_iter().map(|member| Compact(self.ty(member))).collect();
            return (vec![], [vec![4], members.encode()].concat());
        }
        if let Some((of, len)) = inside(name, "[", "]").and_then(|array| array.rsplit_once(';')) {
            let len: u32 = len.trim().parse().unwrap();
            let of = Compact(self.ty(of.trim()));
            return (vec![], (3u8, len, of).encode());
        }
        if name == "AccountId32" {
            let field = (0u8, Compact(self.ty("[u8; 32]")), 0u8, 0u8).encode();
            let path = ["sp_core", "crypto", "AccountId32"].map(str::to_string).to_vec();
            return (path, [vec![0, 1 << 2], field].concat());
        }
        let fields = array(&self.layout[name]).to_vec();
        let mut def = vec![0];
        Compact(fields.len() as u32).encode_to(&mut def);
        for field in fields {
            let ty = Compact(self.ty(text(&field[1])));
            (Some(text(&field[0])), ty, 0u8, 0u8).encode_to(&mut def);
        }
        (vec![name.into()], def)
    }

    fn of(&mut self, form: u8, inner: &str) -> Vec<u8> {
        (form, Compact(self.ty(inner))).encode()
    }
}

fn inside<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    text.strip_prefix(open)?.strip_suffix(close)
}

/// Splits at the commas that are not inside brackets.
fn split(members: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, mark) in members.char_indices() {
        match mark {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(members[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(members[start..].trim());
    parts
}
