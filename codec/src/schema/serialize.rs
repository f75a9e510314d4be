//! A value's bytes as something that serde can serialise, without a tree between.
//!
//! For formats that people read, the form is that of [`json`](super::json), token for token. Others
//! get what fits them:
//!
//! | SCALE | formats that are not for people |
//! |---|---|
//! | integers, compacts | integers of their own width; above 128 bits as for people |
//! | `Vec<u8>`, `[u8; N]`, accounts | bytes |
//! | structs with names | maps: serde's structs want names that are known when one compiles |
//! | tuples, arrays, structs without names | tuples |
//! | options | none and some; where the content may be null itself, a map `{"Some": …}` |
//! | variants | the name, or a map of one entry |
//! | bits | as for people |

use core::cell::RefCell;
use core::fmt;

use serde::ser::{Error, SerializeMap, SerializeSeq, SerializeTuple};
use serde::{Serialize, Serializer};

use super::json::{Accounts, token};
use super::{Node, ReadError, Schema, Source, bits, deeper};
use crate::cursor::Fault;
use crate::json::{exact_i64, exact_i128, exact_u64, exact_u128};
use crate::ss58;

/// Bytes that are known to be a value of a type; [`Schema::serialize`] makes them.
#[derive(Clone, Copy)]
pub struct Serializable<'a> {
    schema: &'a Schema,
    node: Node,
    bytes: &'a [u8],
    accounts: Accounts,
}

impl Schema {
    /// Makes something that serde can serialise of `bytes`, which are exactly one value of a type.
    ///
    /// They are checked here, once, and read again with each serialising. The [form](self)
    /// for people is that of [`to_json`](Self::to_json), which is several times faster where text is
    /// what is wanted. How much output there may be is for the serializer to say:
    /// [`Limits::output`](super::Limits::output) does not hold here.
    ///
    /// ```
    /// # use subwire_codec::registry::Registry;
    /// # use subwire_codec::schema::{Accounts, Schema};
    /// let (registry, pair) = Registry::of::<(u16, Option<bool>)>();
    /// let schema = Schema::new(registry);
    /// let value = schema.serialize(pair, &[7, 0, 1, 1], Accounts::default())?;
    /// assert_eq!(serde_json::to_string_pretty(&value).unwrap(), "[\n  7,\n  true\n]");
    /// # Ok::<(), subwire_codec::schema::ReadError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the offset and the path of what is wrong: all that
    /// [`validate`](Self::validate) refuses.
    pub fn serialize<'a>(
        &'a self,
        ty: u32,
        bytes: &'a [u8],
        accounts: Accounts,
    ) -> Result<Serializable<'a>, ReadError> {
        self.read_all(ty, bytes, |node, source, depth| {
            self.table().skip(node, source, depth)?;
            Ok(Serializable { schema: self, node, bytes, accounts })
        })
    }
}

impl fmt::Debug for Serializable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Serializable({} bytes)", self.bytes.len())
    }
}

impl Serialize for Serializable<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let walk = Walk {
            schema: self.schema,
            source: RefCell::new(self.schema.source(self.bytes)),
            accounts: self.accounts,
        };
        Part { walk: &walk, node: self.node, depth: self.schema.depth() }.serialize(serializer)
    }
}

/// The bytes as far as they have not been read. Serializers ask for each part once and in order;
/// one that does not gets an error or other parts, nothing worse.
struct Walk<'a> {
    schema: &'a Schema,
    source: RefCell<Source<'a>>,
    accounts: Accounts,
}

impl<'a> Walk<'a> {
    fn read<T, E: Error>(
        &self,
        read: impl FnOnce(&mut Source<'a>) -> Result<T, Fault>,
    ) -> Result<T, E> {
        let mut source = self.source.try_borrow_mut().map_err(E::custom)?;
        read(&mut source).map_err(E::custom)
    }

    fn array<const N: usize, E: Error>(&self) -> Result<[u8; N], E> {
        self.read(|source| source.array().copied())
    }

    fn compact<const MAX: u64, E: Error>(&self) -> Result<u64, E> {
        self.read(|source| source.compact::<MAX>())
    }
}

/// The next value.
struct Part<'w, 'a> {
    walk: &'w Walk<'a>,
    node: Node,
    depth: u32,
}

impl Serialize for Part<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.node {
            Node::Struct(_)
            | Node::Option { .. }
            | Node::Enum(_)
            | Node::Sequence(_)
            | Node::Array(..) => self.compound(serializer),
            _ => self.leaf(serializer),
        }
    }
}

impl<'w, 'a> Part<'w, 'a> {
    /// What holds no other value. Apart, so that nested values do not each carry its stack.
    #[inline(never)]
    fn leaf<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let walk = self.walk;
        match self.node {
            Node::Null => serializer.serialize_unit(),
            Node::Bool => serializer.serialize_bool(walk.read(|source| source.bool())?),
            Node::Char => serializer.serialize_char(walk.read(|source| source.char())?),
            Node::Str => serializer.serialize_str(walk.read(|source| source.text())?),
            Node::U8 => serializer.serialize_u8(u8::from_le_bytes(walk.array()?)),
            Node::U16 => serializer.serialize_u16(u16::from_le_bytes(walk.array()?)),
            Node::U32 => serializer.serialize_u32(u32::from_le_bytes(walk.array()?)),
            Node::U64 => exact_u64::serialize(&u64::from_le_bytes(walk.array()?), serializer),
            Node::U128 => exact_u128::serialize(&u128::from_le_bytes(walk.array()?), serializer),
            Node::I8 => serializer.serialize_i8(i8::from_le_bytes(walk.array()?)),
            Node::I16 => serializer.serialize_i16(i16::from_le_bytes(walk.array()?)),
            Node::I32 => serializer.serialize_i32(i32::from_le_bytes(walk.array()?)),
            Node::I64 => exact_i64::serialize(&i64::from_le_bytes(walk.array()?), serializer),
            Node::I128 => exact_i128::serialize(&i128::from_le_bytes(walk.array()?), serializer),
            Node::U256 => wide(&walk.array()?, false, serializer),
            Node::I256 => wide(&walk.array()?, true, serializer),
            Node::C8 => serializer.serialize_u8(walk.compact::<0xff, _>()? as u8),
            Node::C16 => serializer.serialize_u16(walk.compact::<0xffff, _>()? as u16),
            Node::C32 => serializer.serialize_u32(walk.compact::<0xffff_ffff, _>()? as u32),
            Node::C64 => exact_u64::serialize(&walk.compact::<{ u64::MAX }, _>()?, serializer),
            Node::C128 => {
                exact_u128::serialize(&walk.read(|source| source.compact_u128())?, serializer)
            }
            Node::Account => self.account(&walk.array()?, serializer),
            Node::Bytes => bytes(walk.read(|source| source.bytes())?, serializer),
            Node::ByteArray(len) => {
                bytes(walk.read(|source| source.take(len as usize))?, serializer)
            }
            Node::Bits { store, most_significant_first } => {
                let (count, words) = walk.read(|source| bits(source, store))?;
                let text = token(|out| out.bits(count, words, store, most_significant_first));
                serializer.serialize_str(text.trim_matches('"'))
            }
            // The others hold values.
            _ => Err(Error::custom(Fault::Type)),
        }
    }

    fn compound<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (walk, table) = (self.walk, self.walk.schema.table());
        match self.node {
            Node::Struct(group) => Fields { walk, group, depth: self.depth }.serialize(serializer),
            Node::Option { some, nullable } => {
                let part = self.below(table.child(some))?;
                match walk.read(|source| source.byte())? {
                    0 => serializer.serialize_none(),
                    1 if nullable => entry("Some", &part, serializer),
                    1 => serializer.serialize_some(&part),
                    _ => Err(Error::custom(Fault::Variant)),
                }
            }
            Node::Enum(index) => {
                let depth = deeper(self.depth).map_err(Error::custom)?;
                let group = walk.read(|source| table.variant(index, source.byte()?))?;
                let name = table.group(group).variant;
                let name = name.map_or("", |name| walk.schema.registry().str(name));
                if table.group(group).fields.is_empty() {
                    return serializer.serialize_str(name);
                }
                entry(name, &Fields { walk, group, depth }, serializer)
            }
            Node::Sequence(of) => {
                let part = self.below(table.child(of))?;
                let length = walk.read(|source| table.length(source, of))?;
                let mut sequence = serializer.serialize_seq(Some(length))?;
                for _ in 0..length {
                    sequence.serialize_element(&part)?;
                }
                sequence.end()
            }
            Node::Array(of, length) => {
                let part = Part { walk, node: table.child(of), depth: self.depth };
                let mut tuple = serializer.serialize_tuple(length as usize)?;
                for _ in 0..length {
                    tuple.serialize_element(&part)?;
                }
                tuple.end()
            }
            // The others hold no other values.
            _ => Err(Error::custom(Fault::Type)),
        }
    }

    /// A value one level further down.
    fn below<E: Error>(&self, node: Node) -> Result<Self, E> {
        let depth = deeper(self.depth).map_err(E::custom)?;
        Ok(Part { walk: self.walk, node, depth })
    }

    fn account<S: Serializer>(&self, account: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        match self.walk.accounts.prefix().filter(|_| serializer.is_human_readable()) {
            Some(prefix) => {
                serializer.serialize_str(&ss58::encode_with_valid_prefix(account, prefix))
            }
            None => bytes(account, serializer),
        }
    }
}

/// The fields of a struct, of a tuple or of a variant.
struct Fields<'w, 'a> {
    walk: &'w Walk<'a>,
    group: u32,
    depth: u32,
}

impl Serialize for Fields<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (walk, table) = (self.walk, self.walk.schema.table());
        let group = table.group(self.group);
        let fields = table.fields(group);
        let part = |field: u32| Part { walk, node: table.child(field), depth: self.depth };
        if let Some(first) = group.names {
            let mut map = serializer.serialize_map(Some(fields.len()))?;
            for (at, &field) in fields.iter().enumerate() {
                let name = walk.schema.registry().field_name(first + at as u32);
                map.serialize_entry(name, &part(field))?;
            }
            return map.end();
        }
        match *fields {
            [field] if group.variant.is_some() => part(field).serialize(serializer),
            _ => {
                let mut tuple = serializer.serialize_tuple(fields.len())?;
                for &field in fields {
                    tuple.serialize_element(&part(field))?;
                }
                tuple.end()
            }
        }
    }
}

fn entry<S: Serializer>(
    name: &str,
    value: &impl Serialize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(name, value)?;
    map.end()
}

fn bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.serialize_str(&const_hex::encode_prefixed(bytes))
    } else {
        serializer.serialize_bytes(bytes)
    }
}

fn wide<S: Serializer>(bytes: &[u8; 32], signed: bool, serializer: S) -> Result<S::Ok, S::Error> {
    let text = token(|out| out.i256(bytes, signed));
    match text.parse() {
        Ok(number) => serializer.serialize_i64(number),
        Err(_) => serializer.serialize_str(text.trim_matches('"')),
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;
    use alloc::string::ToString;
    use alloc::vec::Vec;

    use parity_scale_codec::{Compact, Encode};
    use scale_info::TypeInfo;

    use super::*;
    use crate::AccountId;
    use crate::registry::Registry;

    #[derive(Encode, TypeInfo)]
    struct Row {
        rao: u64,
        weight: (Compact<u16>, i128),
        next: Option<u8>,
    }

    #[derive(Encode, TypeInfo)]
    enum Shape {
        Empty,
        One(u8),
        Two(bool, Vec<u8>),
    }

    fn postcard_of<T: Encode + TypeInfo + 'static>(value: &T) -> Vec<u8> {
        let (registry, id) = Registry::of::<T>();
        let (schema, bytes) = (Schema::new(registry), value.encode());
        let value = schema.serialize(id, &bytes, Accounts::default()).unwrap();
        postcard::to_allocvec(&value).unwrap()
    }

    fn postcard(value: impl Serialize) -> Vec<u8> {
        postcard::to_allocvec(&value).unwrap()
    }

    // What each form is, as serde itself serialises Rust values of that form.
    #[test]
    fn formats_that_are_not_for_people_get_what_fits_them() {
        let row = Row { rao: u64::MAX, weight: (Compact(300), i128::MIN), next: Some(3) };
        let fields = (("rao", u64::MAX), ("weight", (300u16, i128::MIN)), ("next", Some(3u8)));
        assert_eq!(postcard_of(&row), [&[3], &postcard(fields)[..]].concat());
        let shapes = (vec_of(Shape::Empty), [Shape::One(4)], Shape::Two(true, [7; 9].to_vec()));
        let two = (1u8, "Two", (true, 9u8, [7u8; 9]));
        assert_eq!(postcard_of(&shapes), postcard((["Empty"].as_slice(), (1u8, "One", 4u8), two)));
        let who = AccountId::from([8; 32]);
        assert_eq!(postcard_of(&(who, [1u8, 2])), postcard((32u8, [8u8; 32], 2u8, [1u8, 2])));
        assert_eq!(postcard_of(&Some(None::<u8>)), postcard((1u8, "Some", None::<u8>)));
        assert_eq!(postcard_of(&((), "é".to_string())), postcard("é"));
    }

    fn vec_of<T>(one: T) -> Vec<T> {
        [one].into()
    }

    #[test]
    fn a_value_serialises_as_often_as_asked_for() {
        let (registry, id) = Registry::of::<BTreeMap<u16, Vec<u32>>>();
        let schema = Schema::new(registry);
        let bytes = BTreeMap::from([(1u16, vec_of(2u32))]).encode();
        let value = schema.serialize(id, &bytes, Accounts::Hex).unwrap();
        assert_eq!(serde_json::to_string(&[value, value]).unwrap(), "[[[1,[2]]],[[1,[2]]]]");
        let error = schema.serialize(id, &bytes[..7], Accounts::Hex).unwrap_err();
        assert_eq!(error.to_string(), "byte 4 of 7, at [0].1[0]: the bytes end here");
    }
}
