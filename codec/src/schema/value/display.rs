//! Values for people: `{ free: 5, of: Some(5Grw…) }`.

use core::fmt::{self, Debug, Display, Formatter, Write};

use super::kind::{Fields, Kind, List};
use super::tree::Value;
use super::wide;

/// On one line: texts quoted, bytes as hex, accounts as addresses.
impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.kind(), f)
    }
}

/// As `Display`, and over many lines where `{:#?}` asks for it.
impl Debug for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.kind(), f)
    }
}

impl Display for Kind<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Some(value) => write!(f, "Some({value})"),
            Self::List(list) => row(f, "[", list.iter(), "]"),
            Self::Tuple(fields) => write!(f, "({fields})"),
            Self::Struct(fields) => write!(f, "{{ {fields} }}"),
            Self::Variant(name, fields) if fields.is_empty() => f.write_str(name),
            Self::Variant(name, fields) if fields.are_named() => write!(f, "{name} {{ {fields} }}"),
            Self::Variant(name, fields) => write!(f, "{name}({fields})"),
            leaf => leaf.write_leaf(f),
        }
    }
}

impl Debug for Kind<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Some(value) => f.debug_tuple("Some").field(value).finish(),
            Self::List(list) => Debug::fmt(&list, f),
            Self::Tuple(fields) => debug_tuple(f, "", fields),
            Self::Struct(fields) => Debug::fmt(&fields, f),
            Self::Variant(name, fields) if fields.are_named() => {
                let mut debug = f.debug_struct(name);
                fields.iter().for_each(|(field, value)| {
                    debug.field(field.unwrap_or_default(), value);
                });
                debug.finish()
            }
            Self::Variant(name, fields) => debug_tuple(f, name, fields),
            leaf => leaf.write_leaf(f),
        }
    }
}

impl Kind<'_> {
    fn write_leaf(self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit => f.write_str("()"),
            Self::None => f.write_str("None"),
            Self::Bool(bool) => write!(f, "{bool}"),
            Self::Char(char) => write!(f, "{char:?}"),
            Self::Uint(int) => write!(f, "{int}"),
            Self::Int(int) => write!(f, "{int}"),
            Self::U256(bytes) => wide::write(f, bytes, false),
            Self::I256(bytes) => wide::write(f, bytes, true),
            Self::Account(account) => write!(f, "{account}"),
            Self::Str(text) => write!(f, "{text:?}"),
            Self::Bytes(bytes) => write_hex(f, bytes),
            Self::Bits(bits) => {
                f.write_str("0b")?;
                bits.iter().try_for_each(|bit| f.write_char(if bit { '1' } else { '0' }))
            }
            // The others are no leaves.
            _ => Ok(()),
        }
    }
}

impl Debug for List<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Side by side, with their names.
impl Display for Fields<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        row(f, "", self.iter().map(|(name, value)| Field(name, value)), "")
    }
}

impl Debug for Fields<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.are_named() {
            return debug_tuple(f, "", *self);
        }
        let named = self.iter().map(|(name, value)| (Bare(name.unwrap_or_default()), value));
        f.debug_map().entries(named).finish()
    }
}

/// A field and its name.
struct Field<'v>(Option<&'v str>, &'v Value);

impl Display for Field<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(name) => write!(f, "{name}: {}", self.1),
            None => Display::fmt(self.1, f),
        }
    }
}

/// A name without quotes.
struct Bare<'v>(&'v str);

impl Debug for Bare<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

fn debug_tuple(f: &mut Formatter<'_>, name: &str, fields: Fields<'_>) -> fmt::Result {
    let mut debug = f.debug_tuple(name);
    fields.iter().for_each(|(_, value)| {
        debug.field(value);
    });
    debug.finish()
}

fn row<T: Display>(
    f: &mut Formatter<'_>,
    open: &str,
    values: impl Iterator<Item = T>,
    close: &str,
) -> fmt::Result {
    f.write_str(open)?;
    for (at, value) in values.enumerate() {
        f.write_str(if at > 0 { ", " } else { "" })?;
        write!(f, "{value}")?;
    }
    f.write_str(close)
}

/// `0x` and the digits of bytes.
pub(super) fn write_hex(f: &mut impl Write, bytes: &[u8]) -> fmt::Result {
    f.write_str("0x")?;
    let mut buffer = [0; 64];
    for chunk in bytes.chunks(32) {
        let digits = &mut buffer[..chunk.len() * 2];
        const_hex::encode_to_slice(chunk, digits).map_err(|_| fmt::Error)?;
        f.write_str(core::str::from_utf8(digits).map_err(|_| fmt::Error)?)?;
    }
    Ok(())
}
