//! Validates values without keeping anything of them.

use core::ops::Range;

use super::table::{Node, Skip, Source, Table};
use crate::cursor::{Cursor, Fault};

impl Table {
    /// Reads past one value. `depth` is how many sequences, enums and options may still open.
    #[inline]
    pub(crate) fn skip(
        &self,
        node: Node,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        match node {
            Node::Null => Ok(()),
            Node::Bool => source.bool().map(drop),
            Node::C8 => source.compact::<0xff>().map(drop),
            Node::C16 => source.compact::<0xffff>().map(drop),
            Node::C32 => source.compact::<0xffff_ffff>().map(drop),
            Node::C64 => source.compact::<{ u64::MAX }>().map(drop),
            Node::U8 | Node::I8 => source.take(1).map(drop),
            Node::U16 | Node::I16 => source.take(2).map(drop),
            Node::U32 | Node::I32 => source.take(4).map(drop),
            Node::U64 | Node::I64 => source.take(8).map(drop),
            Node::U128 | Node::I128 => source.take(16).map(drop),
            Node::Account | Node::U256 | Node::I256 => source.take(32).map(drop),
            Node::ByteArray(len) => source.take(len as usize).map(drop),
            Node::Bytes => source.bytes().map(drop),
            _ => self.skip_rare(node, source, depth),
        }
    }

    #[inline(never)]
    fn skip_rare(&self, node: Node, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        match node {
            Node::C128 => source.compact_u128().map(drop),
            Node::Str => source.text().map(drop),
            Node::Char => source.char().map(drop),
            Node::Bits { store, .. } => bits(source, store).map(drop),
            Node::Struct(group) => self.skip_group(group, source, depth),
            Node::Option { some, .. } => {
                let depth = deeper(depth)?;
                match source.byte()? {
                    0 => Ok(()),
                    1 => self.skip(self.child(some), source, depth),
                    _ => Err(Fault::Variant),
                }
            }
            Node::Enum(index) => {
                let depth = deeper(depth)?;
                let group = self.variant(index, source.byte()?)?;
                self.skip_group(group, source, depth)
            }
            Node::Sequence(of) => {
                let depth = deeper(depth)?;
                let length = self.length(source, of)?;
                self.skip_run(of, length, source, depth)
            }
            Node::Array(of, length) => self.skip_run(of, length as usize, source, depth),
            // The others are not rare.
            _ => Err(Fault::Type),
        }
    }

    fn skip_group(&self, group: u32, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        for step in self.skips(self.group(group)) {
            self.skip_step(*step, source, depth)?;
        }
        Ok(())
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn skip_step(
        &self,
        step: Skip,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        match step {
            Skip::Advance(len) => source.take(len as usize).map(drop),
            Skip::Compacts { start, end } => {
                self.skip_compacts(start as usize..end as usize, source, depth)
            }
            Skip::Node(node) => self.skip(node, source, depth),
        }
    }

    /// Reads past compact integers of several widths. One or two bytes are valid in all but the
    /// smallest; only what is longer asks which it is.
    #[inline]
    fn skip_compacts(
        &self,
        range: Range<usize>,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        for &node in &self.compacts[range] {
            match *source.rest {
                [first, _, ..] if first & 3 == 0 => source.rest = &source.rest[1..],
                [first, second, ..] if first & 3 == 1 && second != 0 && node != Node::C8 => {
                    source.rest = &source.rest[2..];
                }
                _ => self.skip(node, source, depth)?,
            }
        }
        Ok(())
    }

    /// Reads past `length` values of one type, side by side.
    pub(crate) fn skip_run(
        &self,
        of: u32,
        length: usize,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        if let Some(size) = self.info(of).plain_size() {
            let size = size.checked_mul(length).ok_or(Fault::End)?;
            return source.take(size).map(drop);
        }
        match self.child(of) {
            Node::Bool => bools(source, length).map(drop),
            Node::C8 => compacts::<0xff>(source, length),
            Node::C16 => compacts::<0xffff>(source, length),
            Node::C32 => compacts::<0xffff_ffff>(source, length),
            Node::C64 => compacts::<{ u64::MAX }>(source, length),
            Node::Struct(group) => {
                for _ in 0..length {
                    self.skip_group(group, source, depth)?;
                }
                Ok(())
            }
            node => {
                for _ in 0..length {
                    self.skip(node, source, depth)?;
                }
                Ok(())
            }
        }
    }
}

/// One level further down.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn deeper(depth: u32) -> Result<u32, Fault> {
    depth.checked_sub(1).ok_or(Fault::Depth)
}

/// A run of bools: all at once.
pub(crate) fn bools<'b>(source: &mut Source<'b>, length: usize) -> Result<&'b [u8], Fault> {
    let bytes = source.take(length)?;
    let all = bytes.iter().fold(0, |all, byte| all | byte);
    if all > 1 { Err(Fault::Bool) } else { Ok(bytes) }
}

/// The number of bits of a bit sequence, and the words that hold them.
pub(crate) fn bits<'b>(source: &mut Source<'b>, store: u8) -> Result<(usize, &'b [u8]), Fault> {
    let count = source.length()?;
    let store = usize::from(store);
    let words = source.take(count.div_ceil(store * 8) * store)?;
    Ok((count, words))
}

/// A run of compact integers. Real ones are mostly of one byte: eight of them are seen at a glance.
#[inline(never)]
fn compacts<const MAX: u64>(source: &mut Cursor<'_>, length: usize) -> Result<(), Fault> {
    const MODES: u64 = 0x0303_0303_0303_0303;
    let mut left = length;
    while left >= 8 {
        let Some(window) = source.rest.first_chunk::<8>() else { break };
        let modes = u64::from_le_bytes(*window) & MODES;
        let single = (modes.trailing_zeros() / 8) as usize;
        source.rest = &source.rest[single..];
        left -= single;
        if single < 8 {
            source.compact_unpredictable::<MAX>()?;
            left -= 1;
        }
    }
    for _ in 0..left {
        source.compact_unpredictable::<MAX>()?;
    }
    Ok(())
}
