//! From bytes to a value.
//!
//! Who makes room for values takes them from the limit first, and never makes more than the bytes
//! that are left can fill: a value that takes no bytes finds its room when it comes.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use core::cell::OnceCell;

use super::bits::Bits;
use super::names::{Names, Shape};
use super::tree::{Repr, Value};
use crate::AccountId;
use crate::cursor::{Cursor, Fault};
use crate::schema::Schema;
use crate::schema::locate::ReadError;
use crate::schema::skip::{bits, bools, deeper};
use crate::schema::table::{Group, Node, Source, Table};
use crate::schema::types::Types;

impl Schema {
    /// Reads all of `bytes` as one value of a type, into an owned tree. It keeps the names of
    /// the schema's types alive.
    ///
    /// Each field and each element counts as an item of [`Limits::items`](crate::schema::Limits),
    /// except in lists of bools, integers and accounts, which count as one.
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the offset and the path of what is wrong.
    pub fn value(&self, ty: u32, bytes: &[u8]) -> Result<Value, ReadError> {
        self.read_all(ty, bytes, |node, source, depth| self.value_of(node, source, depth))
    }

    /// Reads one value, for who reads several from the same bytes.
    pub(crate) fn value_of(
        &self,
        node: Node,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<Value, Fault> {
        source.spend(1)?;
        Reader { table: self.table(), types: self.types(), names: OnceCell::new() }
            .value(node, source, depth)
    }
}

struct Reader<'s> {
    table: &'s Table,
    types: &'s Arc<Types>,
    /// Made for the first struct. Its own count of references spares threads that read at the same
    /// time to count on the schema's.
    names: OnceCell<Arc<Names>>,
}

impl Reader<'_> {
    fn shape(&self, group: u32) -> Value {
        let names = self.names.get_or_init(|| Arc::new(Names::Chain(Arc::clone(self.types))));
        Value(Repr::Shape(Shape::of_chain(names, group)))
    }

    /// Reads a value for which room was made.
    fn value(&self, node: Node, source: &mut Source<'_>, depth: u32) -> Result<Value, Fault> {
        match common(node, source)? {
            Some(value) => Ok(value),
            None => self.uncommon(node, source, depth),
        }
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn uncommon(&self, node: Node, source: &mut Source<'_>, depth: u32) -> Result<Value, Fault> {
        match node {
            Node::Struct(_)
            | Node::Enum(_)
            | Node::Option { .. }
            | Node::Sequence(_)
            | Node::Array(..) => self.nested(node, source, depth),
            node => leaf(node, source),
        }
    }

    /// Reads what holds other values. Does little itself: the stack is full of it.
    #[inline(never)]
    fn nested(&self, node: Node, source: &mut Source<'_>, depth: u32) -> Result<Value, Fault> {
        match node {
            Node::Option { some, .. } => {
                let depth = deeper(depth)?;
                match source.byte()? {
                    0 => Ok(Value::none()),
                    1 => {
                        source.spend(1)?;
                        self.value(self.table.child(some), source, depth).map(Value::some)
                    }
                    _ => Err(Fault::Variant),
                }
            }
            Node::Enum(index) => {
                let depth = deeper(depth)?;
                let group = self.table.variant(index, source.byte()?)?;
                self.group(group, source, depth)
            }
            Node::Struct(group) => self.group(group, source, depth),
            Node::Sequence(of) => {
                let depth = deeper(depth)?;
                let length = self.table.length(source, of)?;
                self.run(of, length, source, depth)
            }
            Node::Array(of, length) => self.run(of, length as usize, source, depth),
            // The others hold nothing.
            _ => Err(Fault::Type),
        }
    }

    fn group(&self, index: u32, source: &mut Source<'_>, depth: u32) -> Result<Value, Fault> {
        let group = self.table.group(index);
        let shape = self.shape(index);
        if group.fields.is_empty() {
            return Ok(shape);
        }
        let mut cells = room(group.fields.len() + 1, source)?;
        cells.push(shape);
        self.fields(group, source, depth, &mut cells)?;
        Ok(Value(Repr::Group(cells.into())))
    }

    #[inline(never)]
    fn fields(
        &self,
        group: &Group,
        source: &mut Source<'_>,
        depth: u32,
        cells: &mut Vec<Value>,
    ) -> Result<(), Fault> {
        // A cursor of its own is kept in registers.
        let mut cursor = Cursor::new(source.rest);
        for &field in self.table.fields(group) {
            let node = self.table.child(field);
            if let Some(value) = common(node, &mut cursor)? {
                cells.push(value);
                continue;
            }
            source.rest = cursor.rest;
            let value = self.uncommon(node, source, depth)?;
            cursor.rest = source.rest;
            cells.push(value);
        }
        source.rest = cursor.rest;
        Ok(())
    }

    /// Reads so many values of one type, side by side.
    fn run(
        &self,
        of: u32,
        length: usize,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<Value, Fault> {
        let least = u64::from(self.table.info(of).min);
        if (length as u64).saturating_mul(least) > source.rest.len() as u64 {
            return Err(Fault::End);
        }
        // From here on, what takes bytes has them.
        let of = self.table.child(of);
        if let Some(packed) = packed(of, length, source)? {
            return Ok(Value(packed));
        }
        let Node::Struct(index) = of else {
            let mut values = room(length, source)?;
            for _ in 0..length {
                values.push(self.value(of, source, depth)?);
            }
            return Ok(Value(Repr::List(values.into())));
        };
        let group = self.table.group(index);
        let cells = length.saturating_mul(group.fields.len()).saturating_add(1);
        let mut cells = room(cells, source)?;
        cells.push(self.shape(index));
        for _ in 0..length {
            self.fields(group, source, depth, &mut cells)?;
        }
        Ok(Value(Repr::Rows(cells.into())))
    }
}

/// Reads a value of the types that most fields have.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn common(node: Node, source: &mut Cursor<'_>) -> Result<Option<Value>, Fault> {
    let int = match node {
        Node::C16 => source.compact::<0xffff>()?,
        Node::C64 => source.compact::<{ u64::MAX }>()?,
        Node::U16 => u64::from(u16::from_le_bytes(*source.array()?)),
        Node::U32 => u64::from(u32::from_le_bytes(*source.array()?)),
        Node::U64 => u64::from_le_bytes(*source.array()?),
        Node::U8 => u64::from(source.byte()?),
        Node::Bool => return Ok(Some(Value(Repr::Bool(source.bool()?)))),
        Node::Account => {
            let account = AccountId::from(*source.array()?);
            return Ok(Some(Value(Repr::Account(Box::new(account)))));
        }
        _ => return Ok(None),
    };
    Ok(Some(Value(Repr::Uint(int))))
}

/// Reads a value that holds no others, of a type that is less common.
#[inline(never)]
fn leaf(node: Node, source: &mut Source<'_>) -> Result<Value, Fault> {
    Ok(match node {
        Node::Null => Value::unit(),
        Node::Char => source.char()?.into(),
        Node::Str => source.text()?.into(),
        Node::U128 => u128::from_le_bytes(*source.array()?).into(),
        Node::I8 => i8::from_le_bytes(*source.array()?).into(),
        Node::I16 => i16::from_le_bytes(*source.array()?).into(),
        Node::I32 => i32::from_le_bytes(*source.array()?).into(),
        Node::I64 => i64::from_le_bytes(*source.array()?).into(),
        Node::I128 => i128::from_le_bytes(*source.array()?).into(),
        Node::U256 => Value::u256(*source.array()?),
        Node::I256 => Value::i256(*source.array()?),
        Node::C8 => source.compact::<0xff>()?.into(),
        Node::C32 => source.compact::<0xffff_ffff>()?.into(),
        Node::C128 => source.compact_u128()?.into(),
        Node::Bytes => Value::bytes(source.bytes()?),
        Node::ByteArray(len) => Value::bytes(source.take(len as usize)?),
        Node::Bits { store, most_significant_first } => {
            let (len, words) = bits(source, store)?;
            let bits = Bits::of_words(len, words, store, most_significant_first);
            Value(Repr::Bits(Box::new(bits)))
        }
        // The others are common, or bad.
        _ => return Err(Fault::Type),
    })
}

/// Reads a list of plain things, for which there are bytes. `None` where it is of others.
#[inline(never)]
fn packed(of: Node, length: usize, source: &mut Source<'_>) -> Result<Option<Repr>, Fault> {
    let u32 = |int| u64::from(u32::from_le_bytes(int));
    Ok(Some(match of {
        Node::Bool => Repr::Bools(bools(source, length)?.iter().map(|&bool| bool != 0).collect()),
        Node::U8 => Repr::U16s(source.take(length)?.iter().map(|&int| u16::from(int)).collect()),
        Node::U16 => Repr::U16s(chunks(source.take(length * 2)?, u16::from_le_bytes)),
        Node::U32 => Repr::U64s(chunks(source.take(length * 4)?, u32)),
        Node::U64 => Repr::U64s(chunks(source.take(length * 8)?, u64::from_le_bytes)),
        Node::C8 => Repr::U16s(compacts::<0xff, _>(source, length, |int| int as u16)?),
        Node::C16 => Repr::U16s(compacts::<0xffff, _>(source, length, |int| int as u16)?),
        Node::C32 => Repr::U64s(compacts::<0xffff_ffff, _>(source, length, |int| int)?),
        Node::C64 => Repr::U64s(compacts::<{ u64::MAX }, _>(source, length, |int| int)?),
        Node::Account => Repr::Accounts(chunks(source.take(length * 32)?, AccountId::from)),
        _ => return Ok(None),
    }))
}

/// Room for so many values, one of which may be a shape, which takes no bytes.
#[inline]
fn room(values: usize, source: &mut Source<'_>) -> Result<Vec<Value>, Fault> {
    source.spend(values)?;
    Ok(Vec::with_capacity(values.min(source.rest.len() + 1)))
}

fn chunks<const N: usize, T>(bytes: &[u8], read: impl Fn([u8; N]) -> T) -> Box<[T]> {
    let chunks = bytes.chunks_exact(N);
    // Every chunk is of that length.
    chunks.map(|chunk| read(chunk.try_into().unwrap_or([0; N]))).collect()
}

/// A run of compact integers. Real ones are mostly of one byte, and mostly zero: eight of them are
/// seen at a glance, and zeros are there already.
#[inline(never)]
fn compacts<const MAX: u64, T: Copy + Default>(
    source: &mut Cursor<'_>,
    length: usize,
    int: impl Fn(u64) -> T,
) -> Result<Box<[T]>, Fault> {
    const MODES: u64 = 0x0303_0303_0303_0303;
    let mut ints = vec![T::default(); length].into_boxed_slice();
    let mut at = 0;
    while let Some(place) = ints.get_mut(at..) {
        let (Some(eight), Some(window)) =
            (place.first_chunk_mut::<8>(), source.rest.first_chunk::<8>())
        else {
            break;
        };
        let word = u64::from_le_bytes(*window);
        if word & MODES != 0 {
            eight[0] = int(source.compact_unpredictable::<MAX>()?);
            at += 1;
            continue;
        }
        if word != 0 {
            for (place, byte) in eight.iter_mut().zip(window) {
                *place = int(u64::from(byte >> 2));
            }
        }
        source.rest = &source.rest[8..];
        at += 8;
    }
    for place in ints.iter_mut().skip(at) {
        *place = int(source.compact_unpredictable::<MAX>()?);
    }
    Ok(ints)
}
