//! Reads a value and writes it in one walk: literals that were written when the schema was made,
//! and the values between them.

use super::address::Addresses;
use super::digits::{self, write_long, write_small, write_u64};
use super::output::Output;
use crate::cursor::Fault;
use crate::schema::{Node, Source, Table, bits, bools, deeper};

/// How accounts are written.
pub(super) trait AccountForm {
    fn account(&mut self, account: &[u8; 32], out: &mut Output);
}

#[derive(Debug)]
pub(super) struct Hex;

impl AccountForm for Hex {
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn account(&mut self, account: &[u8; 32], out: &mut Output) {
        out.hex_32(account);
    }
}

impl AccountForm for Addresses {
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn account(&mut self, account: &[u8; 32], out: &mut Output) {
        self.write(account, out);
    }
}

#[derive(Debug)]
pub(super) struct Writer<'t, A> {
    table: &'t Table,
    accounts: A,
    out: Output,
    /// How many bytes there were to read.
    input: usize,
    /// Whether the output has been given room by what was read so far.
    sized: bool,
}

/// So many elements tell how much text the others will be.
const SAMPLE: usize = 15;

impl<'t, A: AccountForm> Writer<'t, A> {
    pub(super) fn new(table: &'t Table, accounts: A, out: Output, input: usize) -> Self {
        Self { table, accounts, out, input, sized: false }
    }

    /// Writes one value and gives the output back.
    pub(super) fn write(
        mut self,
        node: Node,
        source: &mut Source<'_>,
        depth: u32,
    ) -> (Result<(), Fault>, Output) {
        let done = self.value(node, source, depth);
        (done, self.out)
    }

    // Without optimisation every inlined piece has a place of its own on the stack, at each level.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn value(&mut self, node: Node, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        match node {
            Node::C16 => self.out.u32(source.compact::<0xffff>()? as u32),
            Node::C64 => self.out.u64(source.compact::<{ u64::MAX }>()?),
            Node::Account => self.accounts.account(source.array()?, &mut self.out),
            Node::Bool => self.bool(source.bool()?),
            Node::U8 => self.out.u32(source.byte()?.into()),
            Node::U16 => self.out.u32(u16::from_le_bytes(*source.array()?).into()),
            Node::U32 => self.out.u32(u32::from_le_bytes(*source.array()?)),
            Node::U64 => self.out.u64(u64::from_le_bytes(*source.array()?)),
            Node::U128 => self.out.u128(u128::from_le_bytes(*source.array()?)),
            _ => self.rare(node, source, depth)?,
        }
        Ok(())
    }

    #[inline(never)]
    fn rare(&mut self, node: Node, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        match node {
            Node::Struct(group) => self.group(group, source, depth),
            Node::Option { some, nullable } => self.option(some, nullable, source, depth),
            Node::Enum(index) => {
                let depth = deeper(depth)?;
                let group = self.table.variant(index, source.byte()?)?;
                self.group(group, source, depth)
            }
            Node::Sequence(of) => {
                let depth = deeper(depth)?;
                let length = self.table.length(source, of)?;
                self.run(of, length, source, depth)
            }
            Node::Array(of, length) => self.run(of, length as usize, source, depth),
            leaf => self.leaf(leaf, source),
        }
    }

    fn option(
        &mut self,
        some: u32,
        nullable: bool,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        let depth = deeper(depth)?;
        match source.byte()? {
            0 => self.out.short(*b"null", 4),
            1 => {
                if nullable {
                    self.out.short(*b"{\"Some\":", 8);
                }
                self.value(self.table.child(some), source, depth)?;
                if nullable {
                    self.out.byte(b'}');
                }
            }
            _ => return Err(Fault::Variant),
        }
        Ok(())
    }

    /// What holds no other value, and is seldom met.
    #[inline(never)]
    fn leaf(&mut self, node: Node, source: &mut Source<'_>) -> Result<(), Fault> {
        let out = &mut self.out;
        match node {
            Node::Null => out.short(*b"null", 4),
            Node::C8 => out.u32(source.compact::<0xff>()? as u32),
            Node::C32 => out.u32(source.compact::<0xffff_ffff>()? as u32),
            Node::C128 => out.u128(source.compact_u128()?),
            Node::I8 => out.i64(i8::from_le_bytes(*source.array()?).into()),
            Node::I16 => out.i64(i16::from_le_bytes(*source.array()?).into()),
            Node::I32 => out.i64(i32::from_le_bytes(*source.array()?).into()),
            Node::I64 => out.i64(i64::from_le_bytes(*source.array()?)),
            Node::I128 => out.i128(i128::from_le_bytes(*source.array()?)),
            Node::U256 => out.i256(source.array()?, false),
            Node::I256 => out.i256(source.array()?, true),
            Node::Bytes => out.hex(source.bytes()?),
            Node::ByteArray(len) => out.hex(source.take(len as usize)?),
            Node::Str => out.quoted(source.text()?),
            Node::Char => out.quoted(source.char()?.encode_utf8(&mut [0; 4])),
            Node::Bits { store, most_significant_first } => {
                let (count, words) = bits(source, store)?;
                out.bits(count, words, store, most_significant_first);
            }
            // The others are met before.
            _ => return Err(Fault::Type),
        }
        Ok(())
    }

    fn group(&mut self, group: u32, source: &mut Source<'_>, depth: u32) -> Result<(), Fault> {
        let table = self.table;
        let group = table.group(group);
        for step in table.steps(group) {
            // What a struct has most of: the literal and the number behind it as one piece.
            let number = match step.node {
                Node::C16 => source.compact::<0xffff>()?,
                Node::C64 => source.compact::<{ u64::MAX }>()?,
                Node::U8 => source.byte()?.into(),
                Node::U16 => u16::from_le_bytes(*source.array()?).into(),
                Node::U32 => u32::from_le_bytes(*source.array()?).into(),
                Node::U64 => u64::from_le_bytes(*source.array()?),
                node => {
                    self.out.literal(&table.literals, step.literal, step.literal_len);
                    self.value(node, source, depth)?;
                    continue;
                }
            };
            self.out.literal_and_u64(&table.literals, step.literal, step.literal_len, number);
        }
        let tail = &group.tail;
        self.out.literal(&table.literals, tail.start, tail.end - tail.start);
        Ok(())
    }

    /// `length` values of one type as an array.
    fn run(
        &mut self,
        of: u32,
        length: usize,
        source: &mut Source<'_>,
        depth: u32,
    ) -> Result<(), Fault> {
        if length == 0 {
            self.out.short(*b"[]", 2);
            return Ok(());
        }
        self.out.byte(b'[');
        match self.table.child(of) {
            Node::Bool => {
                for &byte in bools(source, length)? {
                    self.bool(byte != 0);
                    self.next()?;
                }
            }
            Node::C8 => self.compacts::<0xff>(length, source)?,
            Node::C16 => self.compacts::<0xffff>(length, source)?,
            Node::C32 => self.compacts::<0xffff_ffff>(length, source)?,
            Node::C64 => self.compacts::<{ u64::MAX }>(length, source)?,
            Node::Account => {
                for _ in 0..length {
                    self.accounts.account(source.array()?, &mut self.out);
                    self.next()?;
                }
            }
            Node::U8 => self.numbers(length, source, |[byte]| byte.into())?,
            Node::U16 => self.numbers(length, source, |bytes| u16::from_le_bytes(bytes).into())?,
            Node::U32 => self.numbers(length, source, |bytes| u32::from_le_bytes(bytes).into())?,
            Node::U64 => self.numbers(length, source, u64::from_le_bytes)?,
            Node::Struct(group) => {
                for at in 0..length {
                    self.group(group, source, depth)?;
                    self.next()?;
                    self.look_ahead(at, source);
                }
            }
            node => {
                for at in 0..length {
                    self.value(node, source, depth)?;
                    self.next()?;
                    self.look_ahead(at, source);
                }
            }
        }
        // The last comma was one too many.
        self.out.back();
        self.out.byte(b']');
        Ok(())
    }

    /// A comma, and the time to stop where the limit has been reached.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn next(&mut self) -> Result<(), Fault> {
        self.out.byte(b',');
        if self.out.is_full() { Err(Fault::Output) } else { Ok(()) }
    }

    /// After a few elements of the first long list it is known how much text bytes become.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn look_ahead(&mut self, at: usize, source: &Source<'_>) {
        if at == SAMPLE && !self.sized {
            self.sized = true;
            self.out.expect(self.input - source.rest.len(), source.rest.len());
        }
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn bool(&mut self, value: bool) {
        if value {
            self.out.short(*b"true ", 4);
        } else {
            self.out.short(*b"false", 5);
        }
    }

    /// A run of integers of `N` bytes, each with its comma.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn numbers<const N: usize>(
        &mut self,
        length: usize,
        source: &mut Source<'_>,
        read: impl Fn([u8; N]) -> u64,
    ) -> Result<(), Fault> {
        let bytes = length.checked_mul(N).ok_or(Fault::End)?;
        for bytes in source.take(bytes)?.chunks_exact(N) {
            let Some(bytes) = bytes.first_chunk() else { break };
            let room = self.out.room::<{ digits::ROOM }>();
            let len = write_u64(room, read(*bytes));
            room[len] = b',';
            self.out.advance(len + 1);
        }
        if self.out.is_full() { Err(Fault::Output) } else { Ok(()) }
    }

    /// A run of compact integers, each with its comma. Of those that are zero, as most of a
    /// subnet's are, eight are written at once.
    #[inline(never)]
    fn compacts<const MAX: u64>(
        &mut self,
        length: usize,
        source: &mut Source<'_>,
    ) -> Result<(), Fault> {
        let mut left = length;
        while left > 0 {
            if let Some((window, rest)) = source.rest.split_first_chunk::<8>() {
                if left >= 8 && u64::from_le_bytes(*window) == 0 {
                    self.out.short(*b"0,0,0,0,0,0,0,0,", 16);
                    source.rest = rest;
                    left -= 8;
                    continue;
                }
            }
            let value = source.compact_unpredictable::<MAX>()?;
            let room = self.out.room::<{ digits::ROOM }>();
            let len = if MAX <= 0xffff {
                write_small(room, value as u32)
            } else {
                write_long(room, value)
            };
            room[len] = b',';
            self.out.advance(len + 1);
            left -= 1;
        }
        if self.out.is_full() { Err(Fault::Output) } else { Ok(()) }
    }
}
