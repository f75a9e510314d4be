//! Where values are written, whatever they come from: the one place that judges them.
//!
//! A reader of JSON, of a [`Value`](crate::schema::Value) or of what serde gives it asks for a
//! [`Spot`] and says what it has found: a text, an integer, nothing. The sink knows what must stand
//! there, checks it and writes the bytes.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use parity_scale_codec::{Compact, Encode};

use super::describe::{describe, variants};
use super::error::{EncodeError, EncodeErrorKind, bare, quoted};
use super::integer::{Integer, NotInteger};
use crate::AccountId;
use crate::schema::{Enum, Group, Limits, Node, Schema, Table};

/// How many structs may stand inside each other, for each level of [`Limits::depth`] and around the
/// first.
const STRUCTS_A_LEVEL: u32 = 8;

/// A place for one value: what must stand there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) node: Node,
    /// How many sequences, enums and options may still open.
    depth: u32,
    /// How many structs may still open.
    structs: u32,
}

impl Spot {
    pub(super) fn is(self, node: Node) -> Self {
        Self { node, ..self }
    }

    pub(super) fn deeper(self) -> Result<Self, EncodeError> {
        let depth = self.depth.checked_sub(1);
        depth.map(|depth| Self { depth, ..self }).ok_or_else(|| {
            EncodeError::new(EncodeErrorKind::Depth, "depth".to_owned(), String::new())
        })
    }

    pub(super) fn in_struct(self) -> Result<Self, EncodeError> {
        let structs = self.structs.checked_sub(1);
        structs.map(|structs| Self { structs, ..self }).ok_or_else(|| {
            let what = "structs inside structs".to_owned();
            EncodeError::new(EncodeErrorKind::Depth, what, String::new())
        })
    }
}

/// The bytes of a value that is being written.
pub(super) struct Sink<'s> {
    pub(super) schema: &'s Schema,
    out: Vec<u8>,
    items: usize,
}

impl<'s> Sink<'s> {
    /// A sink for one value of a type, and the place for it.
    pub(super) fn new(schema: &'s Schema, ty: u32) -> Result<(Self, Spot), EncodeError> {
        let node = schema.node(ty).map_err(|_| no_type())?;
        let depth = schema.depth();
        let items = schema.limits().items;
        let spot = Spot { node, depth, structs: (depth + 1) * STRUCTS_A_LEVEL };
        Ok((Self { schema, out: Vec::new(), items }, spot))
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out
    }

    pub(super) fn table(&self) -> &'s Table {
        self.schema.table()
    }

    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Writes bytes as they are.
    #[inline]
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        self.room(bytes.len())?;
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    fn room(&self, more: usize) -> Result<(), EncodeError> {
        if self.out.len().saturating_add(more) <= self.schema.limits().output {
            return Ok(());
        }
        Err(limit(EncodeErrorKind::Output, self.schema.limits(), "bytes"))
    }

    /// Takes so many items from what is left of [`Limits::items`].
    pub(super) fn spend(&mut self, items: usize) -> Result<(), EncodeError> {
        let left = self.items.checked_sub(items);
        let error = || limit(EncodeErrorKind::Items, self.schema.limits(), "items");
        self.items = left.ok_or_else(error)?;
        Ok(())
    }

    /// Puts bytes in front of what has been written since `at`.
    pub(super) fn insert(&mut self, at: usize, bytes: &[u8]) -> Result<(), EncodeError> {
        self.write(bytes)?;
        self.out[at..].rotate_right(bytes.len());
        Ok(())
    }

    /// Takes back what has been written since `at`.
    pub(super) fn split_off(&mut self, at: usize) -> Vec<u8> {
        self.out.split_off(at)
    }

    /// The place inside an option for a value that is not null; elsewhere the place itself.
    ///
    /// Where the content may be null itself, nothing but `{"Some": …}` says which of both is
    /// meant, so this leaves such an option as it is, and any leaf is refused there.
    #[inline]
    pub(super) fn filled(&mut self, spot: Spot) -> Result<Spot, EncodeError> {
        match spot.node {
            Node::Option { nullable: false, .. } => self.some(spot),
            _ => Ok(spot),
        }
    }

    /// The place inside an option, of either kind; elsewhere the place itself, which counts as
    /// one struct more, so that a `Some` in a `Some` without end has one.
    pub(super) fn some(&mut self, spot: Spot) -> Result<Spot, EncodeError> {
        let Node::Option { some, .. } = spot.node else { return spot.in_struct() };
        let spot = spot.deeper()?;
        self.write(&[1])?;
        Ok(spot.is(self.table().child(some)))
    }

    /// The place for what a variant holds; the variant itself is written.
    pub(super) fn variant(&mut self, spot: Spot, name: &str) -> Result<Spot, EncodeError> {
        let spot = self.filled(spot)?;
        let Node::Enum(index) = spot.node else {
            return Err(self.mismatch(spot, || format!("the variant {}", bare(name))));
        };
        let spot = spot.deeper()?;
        let (table, registry) = (self.table(), self.schema.registry());
        let is_named = |group: u32| {
            group != Enum::NONE
                && table.group(group).variant.is_some_and(|text| registry.str(text) == name)
        };
        let groups = table.groups_of(index);
        let Some(at) = groups.iter().position(|group| is_named(*group)) else {
            let kind = EncodeErrorKind::UnknownVariant;
            let expected = format!("one of {}", variants(self.schema, index));
            return Err(EncodeError::new(kind, expected, quoted(name)));
        };
        // There are no more than 256.
        self.write(&[at as u8])?;
        Ok(spot.is(payload(table, groups[at])))
    }

    pub(super) fn null(&mut self, spot: Spot) -> Result<(), EncodeError> {
        match spot.node {
            Node::Null => Ok(()),
            Node::Option { .. } => {
                // As deep as the `Some` would be: it is read so.
                spot.deeper()?;
                self.write(&[0])
            }
            _ => Err(self.mismatch(spot, || "null".to_owned())),
        }
    }

    pub(super) fn bool(&mut self, spot: Spot, value: bool) -> Result<(), EncodeError> {
        let spot = self.filled(spot)?;
        match spot.node {
            Node::Bool => self.write(&[u8::from(value)]),
            _ => Err(self.mismatch(spot, || format!("{value}"))),
        }
    }

    pub(super) fn char(&mut self, spot: Spot, value: char) -> Result<(), EncodeError> {
        let spot = self.filled(spot)?;
        match spot.node {
            Node::Char => self.write(&u32::from(value).to_le_bytes()),
            _ => self.text(spot, value.encode_utf8(&mut [0; 4])),
        }
    }

    /// An integer, or the decimal digits of one; `text` is what to say of it in an error.
    pub(super) fn integer(
        &mut self,
        spot: Spot,
        value: Integer,
        text: impl FnOnce() -> String,
    ) -> Result<(), EncodeError> {
        let spot = self.filled(spot)?;
        let Some((form, width)) = integer_form(spot.node) else {
            return Err(self.mismatch(spot, text));
        };
        match form {
            Form::Unsigned => value.unsigned(width).map(|bytes| self.write(&bytes[..width])),
            Form::Signed => value.signed(width).map(|bytes| self.write(&bytes[..width])),
            Form::Compact => {
                let fitting = value.unsigned(width).and_then(|_| value.to_u128());
                fitting.map(|value| Compact(value).using_encoded(|bytes| self.write(bytes)))
            }
        }
        .unwrap_or_else(|| Err(self.out_of_range(spot, text())))
    }

    /// A number as it stands in a text: digits with a sign or not.
    pub(super) fn digits(&mut self, spot: Spot, digits: &str) -> Result<(), EncodeError> {
        match Integer::parse(digits) {
            Ok(value) => self.integer(spot, value, || bare(digits)),
            Err(NotInteger::TooLarge)
                if integer_form(content(self.table(), spot.node)).is_some() =>
            {
                Err(self.out_of_range(spot, bare(digits)))
            }
            Err(_) => Err(self.mismatch(spot, || bare(digits))),
        }
    }

    /// A text, which for many types is the form that people write.
    pub(super) fn text(&mut self, spot: Spot, text: &str) -> Result<(), EncodeError> {
        let spot = self.filled(spot)?;
        match spot.node {
            Node::Str => self.sized(text.as_bytes()),
            Node::Char => {
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (Some(only), None) => self.char(spot, only),
                    _ => Err(self.bad_text(spot, text)),
                }
            }
            Node::Bytes => match text.strip_prefix("0x") {
                Some(digits) => {
                    self.length(digits.len() / 2)?;
                    self.hex(spot, digits, text)
                }
                None => self.sized(text.as_bytes()),
            },
            Node::ByteArray(len) => {
                let digits = text.strip_prefix("0x").unwrap_or(text);
                if digits.len() != (len as usize).saturating_mul(2) {
                    return Err(self.bad_text(spot, text));
                }
                self.hex(spot, digits, text)
            }
            Node::Account => match text.parse::<AccountId>() {
                Ok(account) => self.write(account.as_bytes()),
                Err(error) => {
                    let found = format!("{} ({error})", quoted(text));
                    Err(self.error(EncodeErrorKind::Text, spot, found))
                }
            },
            Node::Bits { .. } => match text.strip_prefix("0b") {
                Some(digits) if digits.bytes().all(|digit| matches!(digit, b'0' | b'1')) => {
                    self.bits(spot, digits.bytes().map(|digit| digit == b'1'))
                }
                _ => Err(self.bad_text(spot, text)),
            },
            Node::Enum(_) => {
                let inner = self.variant(spot, text)?;
                match inner.node {
                    Node::Null if self.is_unit(spot.node, text) => Ok(()),
                    _ => Err(self
                        .mismatch(inner, || "nothing but the variant's name".to_owned())
                        .within(text)),
                }
            }
            node if integer_form(node).is_some() => match Integer::parse(text) {
                Ok(value) => self.integer(spot, value, || quoted(text)),
                Err(NotInteger::TooLarge) => Err(self.out_of_range(spot, quoted(text))),
                Err(NotInteger::Text) => Err(self.bad_text(spot, text)),
            },
            _ => Err(self.mismatch(spot, || quoted(text))),
        }
    }

    /// Bytes that are known to be bytes.
    pub(super) fn bytes(&mut self, spot: Spot, bytes: &[u8]) -> Result<(), EncodeError> {
        let spot = self.filled(spot)?;
        let fixed = match spot.node {
            Node::Bytes => return self.sized(bytes),
            Node::ByteArray(len) => len as usize,
            Node::Account => 32,
            _ => return Err(self.mismatch(spot, || format!("{} bytes", bytes.len()))),
        };
        if bytes.len() == fixed {
            return self.write(bytes);
        }
        let found = format!("{} bytes", bytes.len());
        Err(self.error(EncodeErrorKind::Length, spot, found))
    }

    /// Bits, first to last.
    pub(super) fn bits(
        &mut self,
        spot: Spot,
        bits: impl ExactSizeIterator<Item = bool>,
    ) -> Result<(), EncodeError> {
        let spot = self.filled(spot)?;
        let Node::Bits { store, most_significant_first } = spot.node else {
            return Err(self.mismatch(spot, || format!("{} bits", bits.len())));
        };
        self.length(bits.len())?;
        let (store, width) = (usize::from(store), usize::from(store) * 8);
        let mut word = 0u64;
        let mut used = 0;
        for bit in bits {
            let at = if most_significant_first { width - 1 - used } else { used };
            word |= u64::from(bit) << at;
            used += 1;
            if used == width {
                self.write(&word.to_le_bytes()[..store])?;
                (word, used) = (0, 0);
            }
        }
        if used == 0 { Ok(()) } else { self.write(&word.to_le_bytes()[..store]) }
    }

    fn hex(&mut self, spot: Spot, digits: &str, text: &str) -> Result<(), EncodeError> {
        let start = self.out.len();
        self.room(digits.len() / 2)?;
        // The length is that of a text that is there.
        self.out.resize(start + digits.len() / 2, 0);
        // The hex reader would take a second prefix.
        let is_prefixed = matches!(digits.as_bytes().get(1), Some(b'x' | b'X'));
        if is_prefixed || const_hex::decode_to_slice(digits, &mut self.out[start..]).is_err() {
            return Err(self.bad_text(spot, text));
        }
        Ok(())
    }

    fn sized(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        self.length(bytes.len())?;
        self.write(bytes)
    }

    fn length(&mut self, length: usize) -> Result<(), EncodeError> {
        length_prefix(length)?.using_encoded(|bytes| self.write(bytes))
    }

    /// Whether the variant of this name has no fields at all.
    fn is_unit(&self, node: Node, name: &str) -> bool {
        let Node::Enum(index) = node else { return false };
        let (table, registry) = (self.table(), self.schema.registry());
        table.groups_of(index).iter().filter(|group| **group != Enum::NONE).any(|&group| {
            let group = table.group(group);
            let is_named = group.variant.is_some_and(|text| registry.str(text) == name);
            is_named && group.fields.is_empty()
        })
    }

    /// The error for another kind of value than wanted.
    #[cold]
    pub(super) fn mismatch(&self, spot: Spot, found: impl FnOnce() -> String) -> EncodeError {
        if spot.node == Node::Bad {
            return no_type();
        }
        self.error(EncodeErrorKind::Mismatch, spot, found())
    }

    #[cold]
    fn bad_text(&self, spot: Spot, text: &str) -> EncodeError {
        self.error(EncodeErrorKind::Text, spot, quoted(text))
    }

    #[cold]
    fn out_of_range(&self, spot: Spot, found: String) -> EncodeError {
        self.error(EncodeErrorKind::Range, spot, found)
    }

    #[cold]
    pub(super) fn error(&self, kind: EncodeErrorKind, spot: Spot, found: String) -> EncodeError {
        EncodeError::new(kind, describe(self.schema, spot.node), found)
    }
}

/// What a variant holds, as a type of its own: nothing, its one field, or a struct of its fields.
fn payload(table: &Table, index: u32) -> Node {
    let group: &Group = table.group(index);
    match (table.fields(group), group.names) {
        ([], _) => Node::Null,
        ([only], None) => table.child(*only),
        _ => Node::Struct(index),
    }
}

/// What an option holds; other nodes as they are.
fn content(table: &Table, node: Node) -> Node {
    match node {
        Node::Option { some, nullable: false } => table.child(some),
        node => node,
    }
}

enum Form {
    Compact,
    Signed,
    Unsigned,
}

/// Of an integer: how it is written, and how many bytes its values have.
fn integer_form(node: Node) -> Option<(Form, usize)> {
    Some(match node {
        Node::U8 => (Form::Unsigned, 1),
        Node::U16 => (Form::Unsigned, 2),
        Node::U32 => (Form::Unsigned, 4),
        Node::U64 => (Form::Unsigned, 8),
        Node::U128 => (Form::Unsigned, 16),
        Node::U256 => (Form::Unsigned, 32),
        Node::I8 => (Form::Signed, 1),
        Node::I16 => (Form::Signed, 2),
        Node::I32 => (Form::Signed, 4),
        Node::I64 => (Form::Signed, 8),
        Node::I128 => (Form::Signed, 16),
        Node::I256 => (Form::Signed, 32),
        Node::C8 => (Form::Compact, 1),
        Node::C16 => (Form::Compact, 2),
        Node::C32 => (Form::Compact, 4),
        Node::C64 => (Form::Compact, 8),
        Node::C128 => (Form::Compact, 16),
        _ => return None,
    })
}

/// The length of a sequence as it is written.
pub(super) fn length_prefix(length: usize) -> Result<Compact<u32>, EncodeError> {
    u32::try_from(length).map(Compact).map_err(|_| {
        let expected = format!("at most {} elements", u32::MAX);
        EncodeError::new(EncodeErrorKind::Length, expected, format!("{length}"))
    })
}

#[cold]
fn no_type() -> EncodeError {
    EncodeError::new(EncodeErrorKind::Type, "a type that is described".to_owned(), String::new())
}

#[cold]
fn limit(kind: EncodeErrorKind, limits: Limits, unit: &str) -> EncodeError {
    let most = if kind == EncodeErrorKind::Items { limits.items } else { limits.output };
    EncodeError::new(kind, format!("{most} {unit}"), String::new())
}
