//! Integers of one width and form, written in another that holds them all.

use super::output::Output;
use crate::cursor::Fault;
use crate::schema::{Node, Source};

pub(super) fn is_integer(node: Node) -> bool {
    form(node).is_some()
}

/// Whether every number of the one is a number of the other.
pub(super) fn fits(from: Node, to: Node) -> bool {
    let (Some(from), Some(to)) = (form(from), form(to)) else { return false };
    match (from.signed, to.signed) {
        (false, true) => from.bits < to.bits,
        (true, false) => false,
        _ => from.bits <= to.bits,
    }
}

/// Whether every number of the one, which fits, is the same bytes in the other.
pub(super) fn is_verbatim(from: Node, to: Node) -> bool {
    match (form(from), form(to)) {
        (Some(from), Some(to)) => from.compact && to.compact,
        _ => false,
    }
}

struct Form {
    bits: u16,
    signed: bool,
    compact: bool,
}

fn form(node: Node) -> Option<Form> {
    let (bits, signed, compact) = match node {
        Node::U8 => (8, false, false),
        Node::U16 => (16, false, false),
        Node::U32 => (32, false, false),
        Node::U64 => (64, false, false),
        Node::U128 => (128, false, false),
        Node::U256 => (256, false, false),
        Node::I8 => (8, true, false),
        Node::I16 => (16, true, false),
        Node::I32 => (32, true, false),
        Node::I64 => (64, true, false),
        Node::I128 => (128, true, false),
        Node::I256 => (256, true, false),
        Node::C8 => (8, false, true),
        Node::C16 => (16, false, true),
        Node::C32 => (32, false, true),
        Node::C64 => (64, false, true),
        Node::C128 => (128, false, true),
        _ => return None,
    };
    Some(Form { bits, signed, compact })
}

/// Reads an integer and writes it in a form that it fits.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn convert(
    from: Node,
    to: Node,
    source: &mut Source<'_>,
    output: &mut Output,
) -> Result<(), Fault> {
    match from {
        Node::C8 => small(to, source.compact::<0xff>()?, output),
        Node::C16 => small(to, source.compact::<0xffff>()?, output),
        Node::C32 => small(to, source.compact::<0xffff_ffff>()?, output),
        Node::C64 => small(to, source.compact::<{ u64::MAX }>()?, output),
        Node::U8 => small(to, u64::from(source.byte()?), output),
        Node::U16 => small(to, u64::from(u16::from_le_bytes(*source.array()?)), output),
        Node::U32 => small(to, u64::from(u32::from_le_bytes(*source.array()?)), output),
        Node::U64 => small(to, u64::from_le_bytes(*source.array()?), output),
        _ => wide(from, to, source, output),
    }
}

/// Converts so many integers side by side. Unsigned ones of fixed widths are only spread out, which
/// the compiler does many at a time.
pub(super) fn convert_run(
    from: Node,
    to: Node,
    length: usize,
    source: &mut Source<'_>,
    output: &mut Output,
) -> Result<(), Fault> {
    match (from, to) {
        (Node::U8, Node::U16 | Node::I16) => spread::<1, 2>(length, source, output),
        (Node::U8, Node::U32 | Node::I32) => spread::<1, 4>(length, source, output),
        (Node::U8, Node::U64 | Node::I64) => spread::<1, 8>(length, source, output),
        (Node::U16, Node::U32 | Node::I32) => spread::<2, 4>(length, source, output),
        (Node::U16, Node::U64 | Node::I64) => spread::<2, 8>(length, source, output),
        (Node::U32, Node::U64 | Node::I64) => spread::<4, 8>(length, source, output),
        (Node::U32, Node::U128 | Node::I128) => spread::<4, 16>(length, source, output),
        (Node::U64, Node::U128 | Node::I128) => spread::<8, 16>(length, source, output),
        _ => {
            for _ in 0..length {
                convert(from, to, source, output)?;
            }
            Ok(())
        }
    }
}

fn spread<const FROM: usize, const TO: usize>(
    length: usize,
    source: &mut Source<'_>,
    output: &mut Output,
) -> Result<(), Fault> {
    let narrow = source.take(length.checked_mul(FROM).ok_or(Fault::End)?)?;
    let wide = output.extend(length.checked_mul(TO).ok_or(Fault::Output)?)?;
    for (narrow, wide) in narrow.chunks_exact(FROM).zip(wide.chunks_exact_mut(TO)) {
        wide[..FROM].copy_from_slice(narrow);
        wide[FROM..].fill(0);
    }
    Ok(())
}

/// An unsigned integer of at most 64 bits.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn small(to: Node, value: u64, output: &mut Output) -> Result<(), Fault> {
    match to {
        Node::U16 | Node::I16 => output.fixed((value as u16).to_le_bytes()),
        Node::U32 | Node::I32 => output.fixed((value as u32).to_le_bytes()),
        Node::U64 | Node::I64 => output.fixed(value.to_le_bytes()),
        Node::U8 => output.fixed([value as u8]),
        Node::U128 | Node::I128 => output.fixed(u128::from(value).to_le_bytes()),
        Node::U256 | Node::I256 => output.extended(u128::from(value), 0),
        _ => output.compact(u128::from(value)),
    }
}

#[inline(never)]
fn wide(from: Node, to: Node, source: &mut Source<'_>, output: &mut Output) -> Result<(), Fault> {
    let signed = match from {
        Node::U128 => return unsigned(to, u128::from_le_bytes(*source.array()?), output),
        Node::C128 => return unsigned(to, source.compact_u128()?, output),
        Node::I8 => i128::from(i8::from_le_bytes(*source.array()?)),
        Node::I16 => i128::from(i16::from_le_bytes(*source.array()?)),
        Node::I32 => i128::from(i32::from_le_bytes(*source.array()?)),
        Node::I64 => i128::from(i64::from_le_bytes(*source.array()?)),
        Node::I128 => i128::from_le_bytes(*source.array()?),
        // Integers of 256 bits are read as they are or not at all.
        _ => return Err(Fault::Type),
    };
    match to {
        Node::I16 => output.fixed((signed as i16).to_le_bytes()),
        Node::I32 => output.fixed((signed as i32).to_le_bytes()),
        Node::I64 => output.fixed((signed as i64).to_le_bytes()),
        Node::I128 => output.fixed(signed.to_le_bytes()),
        Node::I256 => output.extended(signed as u128, if signed < 0 { u128::MAX } else { 0 }),
        _ => Err(Fault::Type),
    }
}

fn unsigned(to: Node, value: u128, output: &mut Output) -> Result<(), Fault> {
    match to {
        Node::U128 => output.fixed(value.to_le_bytes()),
        Node::U256 | Node::I256 => output.extended(value, 0),
        Node::C128 => output.compact(value),
        _ => Err(Fault::Type),
    }
}
