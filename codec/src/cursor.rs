//! Reads SCALE from a slice, piece by piece: the one place where bytes become integers.
//!
//! Every reader of this crate that follows a chain's metadata stands on it. It says what is wrong
//! in one byte; who started the reading knows where, and finds out the path when it has failed.
//!
//! What is inlined everywhere is so in optimised builds only: in others each inlined piece would take
//! its own place on the stack, at every level of a nested value.

use core::fmt;

/// What is wrong with bytes, or with the type that should read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// A bool that is neither 0 nor 1.
    Bool,
    /// A char that is no Unicode scalar value.
    Char,
    /// A compact integer above its type's maximum, or not written in its shortest form.
    Compact,
    /// Nested deeper than `Limits::depth`.
    Depth,
    /// The bytes end inside the value.
    End,
    /// More items than `Limits::items`.
    Items,
    /// More output than `Limits::output`.
    Output,
    /// Four gibibytes or more, to be viewed.
    Size,
    /// Bytes are left over after the value.
    Trailing,
    /// The metadata describes no type by this id, or one of which no value can exist.
    Type,
    /// A text that is not UTF-8.
    Utf8,
    /// A variant that the type does not have.
    Variant,
    /// A version, or a kind in that version, that no reader knows.
    Version,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool => "a bool must be 0 or 1",
            Self::Char => "not a Unicode character",
            Self::Compact => "a compact integer is out of range or not in its shortest form",
            Self::Depth => "nested deeper than the limit",
            Self::End => "the bytes end here",
            Self::Items => "more items than the limit",
            Self::Output => "more output than the limit",
            Self::Size => "more bytes than a view can hold (4 GiB)",
            Self::Trailing => "bytes are left over",
            Self::Type => "the metadata does not describe this type",
            Self::Utf8 => "a text is not UTF-8",
            Self::Variant => "no such variant",
            Self::Version => "this version is not known",
        })
    }
}

/// A slice that shrinks as it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    pub(crate) rest: &'a [u8],
}

/// The least value that each compact mode may hold: less has a shorter form.
const LEAST: [u32; 3] = [0, 1 << 6, 1 << 14];

impl<'a> Cursor<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    #[inline(always)]
    pub(crate) fn byte(&mut self) -> Result<u8, Fault> {
        let (&byte, rest) = self.rest.split_first().ok_or(Fault::End)?;
        self.rest = rest;
        Ok(byte)
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn array<const N: usize>(&mut self) -> Result<&'a [u8; N], Fault> {
        let (array, rest) = self.rest.split_first_chunk().ok_or(Fault::End)?;
        self.rest = rest;
        Ok(array)
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn take(&mut self, len: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(Fault::End)?;
        self.rest = rest;
        Ok(taken)
    }

    #[inline(always)]
    pub(crate) fn bool(&mut self) -> Result<bool, Fault> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Fault::Bool),
        }
    }

    pub(crate) fn char(&mut self) -> Result<char, Fault> {
        char::from_u32(u32::from_le_bytes(*self.array()?)).ok_or(Fault::Char)
    }

    /// The length prefix of a sequence: `Compact<u32>`.
    #[inline(always)]
    pub(crate) fn length(&mut self) -> Result<usize, Fault> {
        self.compact::<{ u32::MAX as u64 }>().map(|length| length as usize)
    }

    /// Bytes behind their length.
    #[inline(always)]
    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Fault> {
        let length = self.length()?;
        self.take(length)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, Fault> {
        core::str::from_utf8(self.bytes()?).map_err(|_| Fault::Utf8)
    }

    /// A compact integer up to `MAX`, in its shortest form. For places where the width is usually
    /// the same as last time, so that the processor guesses the branch.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn compact<const MAX: u64>(&mut self) -> Result<u64, Fault> {
        let Some(window) = self.rest.first_chunk::<9>() else {
            return self.compact_at_end(MAX);
        };
        let mode = usize::from(window[0] & 3);
        let (value, len) = match mode {
            0 => (u64::from(window[0] >> 2), 1),
            1 => (u64::from(u16::from_le_bytes([window[0], window[1]]) >> 2), 2),
            2 => {
                let word = u32::from_le_bytes([window[0], window[1], window[2], window[3]]);
                (u64::from(word >> 2), 4)
            }
            _ => {
                let (value, len) = big(window)?;
                if value > MAX {
                    return Err(Fault::Compact);
                }
                self.rest = &self.rest[len..];
                return Ok(value);
            }
        };
        if value < u64::from(LEAST[mode]) || value > MAX {
            return Err(Fault::Compact);
        }
        self.rest = &self.rest[len..];
        Ok(value)
    }

    /// The same for places where widths follow each other without a pattern: no branch depends on
    /// the width.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn compact_unpredictable<const MAX: u64>(&mut self) -> Result<u64, Fault> {
        let Some(window) = self.rest.first_chunk::<9>() else {
            return self.compact_at_end(MAX);
        };
        let mode = u32::from(window[0] & 3);
        let low = u64::from_le_bytes([
            window[0], window[1], window[2], window[3], window[4], window[5], window[6], window[7],
        ]);
        if MAX <= 0xffff {
            // Four bytes at most, so a mask by the mode is all that it takes.
            if mode == 3 {
                return Err(Fault::Compact);
            }
            let value = (low & ((1u64 << (8 << mode)) - 1)) >> 2;
            if value < u64::from(LEAST[mode as usize]) || value > MAX {
                return Err(Fault::Compact);
            }
            self.rest = &self.rest[1 << mode..];
            return Ok(value);
        }
        // All ones where the integer has a length byte of its own.
        let is_big = 0u64.wrapping_sub(u64::from(mode == 3));
        let count = u32::from(window[0] >> 2) + 4;
        let shift = 64u32.wrapping_sub(count * 8) & 63;
        let digits = (low >> 8) | (u64::from(window[8]) << 56);
        let with_length = (digits << shift) >> shift;
        let shift = 64 - (8 << mode.min(2));
        let without = ((low << shift) >> shift) >> 2;
        let least_with = (1u64 << ((count * 8).wrapping_sub(8) & 63)).max(1 << 30);
        let least_with = if count == 4 { 1 << 30 } else { least_with };
        let least_without = [0u64, 1 << 6, 1 << 14, 0][mode as usize];
        let value = (with_length & is_big) | (without & !is_big);
        let least = (least_with & is_big) | (least_without & !is_big);
        let len = (u64::from(count + 1) & is_big) | ((1 << mode) & !is_big);
        let most = if MAX <= u64::from(u32::MAX) { 4 } else { 8 };
        if value < least || value > MAX || (u64::from(count) & is_big) > most {
            return Err(Fault::Compact);
        }
        self.rest = self.rest.get(len as usize..).ok_or(Fault::End)?;
        Ok(value)
    }

    /// A compact integer within the last eight bytes of the input.
    #[cold]
    #[inline(never)]
    fn compact_at_end(&mut self, max: u64) -> Result<u64, Fault> {
        let mut ahead = *self;
        let value = ahead.compact_u128()?;
        if value > u128::from(max) {
            return Err(Fault::Compact);
        }
        *self = ahead;
        Ok(value as u64)
    }

    /// A compact integer of up to 16 bytes, in its shortest form.
    pub(crate) fn compact_u128(&mut self) -> Result<u128, Fault> {
        let first = *self.rest.first().ok_or(Fault::End)?;
        let mode = usize::from(first & 3);
        let mut ahead = *self;
        let value = if mode == 3 {
            let count = usize::from(first >> 2) + 4;
            if count > 16 {
                return Err(Fault::Compact);
            }
            let value = little_endian(&ahead.take(count + 1)?[1..]);
            let least = if count == 4 { 1 << 30 } else { 1 << ((count - 1) * 8) };
            if value < least {
                return Err(Fault::Compact);
            }
            value
        } else {
            let value = little_endian(ahead.take(1 << mode)?) >> 2;
            if value < u128::from(LEAST[mode]) {
                return Err(Fault::Compact);
            }
            value
        };
        *self = ahead;
        Ok(value)
    }
}

/// A compact integer with a length byte, of 8 bytes at most, and its length in all.
#[inline(always)]
fn big(window: &[u8; 9]) -> Result<(u64, usize), Fault> {
    let count = u32::from(window[0] >> 2) + 4;
    if count > 8 {
        return Err(Fault::Compact);
    }
    let [_, digits @ ..] = *window;
    let unused = 64 - count * 8;
    let value = (u64::from_le_bytes(digits) << unused) >> unused;
    let least = if count == 4 { 1 << 30 } else { 1 << (count * 8 - 8) };
    if value < least { Err(Fault::Compact) } else { Ok((value, count as usize + 1)) }
}

/// At most 16 bytes as an integer.
fn little_endian(bytes: &[u8]) -> u128 {
    let mut wide = [0; 16];
    wide[..bytes.len()].copy_from_slice(bytes);
    u128::from_le_bytes(wide)
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use parity_scale_codec::{Compact, Decode, Encode};

    use super::*;

    /// What parity's own decoder says, and how many bytes it took.
    fn parity<T: Into<u128>>(bytes: &[u8]) -> Option<(u128, usize)>
    where
        Compact<T>: Decode,
    {
        let mut rest = bytes;
        let value = Compact::<T>::decode(&mut rest).ok()?;
        Some((value.0.into(), bytes.len() - rest.len()))
    }

    fn ours<const MAX: u64>(bytes: &[u8]) -> Option<(u128, usize)> {
        let (mut predictable, mut not) = (Cursor::new(bytes), Cursor::new(bytes));
        let value = predictable.compact::<MAX>();
        assert_eq!(value.is_ok(), not.compact_unpredictable::<MAX>().is_ok(), "{bytes:x?}");
        if value.is_ok() {
            assert_eq!(predictable.rest, not.rest);
        }
        value.ok().map(|value| (value.into(), bytes.len() - predictable.rest.len()))
    }

    fn agree(bytes: &[u8]) {
        assert_eq!(ours::<0xff>(bytes), parity::<u8>(bytes), "u8 {bytes:x?}");
        assert_eq!(ours::<0xffff>(bytes), parity::<u16>(bytes), "u16 {bytes:x?}");
        assert_eq!(ours::<0xffff_ffff>(bytes), parity::<u32>(bytes), "u32 {bytes:x?}");
        assert_eq!(ours::<{ u64::MAX }>(bytes), parity::<u64>(bytes), "u64 {bytes:x?}");
        let mut cursor = Cursor::new(bytes);
        let value = cursor.compact_u128().ok();
        let value = value.map(|value| (value, bytes.len() - cursor.rest.len()));
        assert_eq!(value, parity::<u128>(bytes), "u128 {bytes:x?}");
    }

    #[test]
    fn compacts_are_those_of_parity() {
        for bits in 0..=127 {
            for value in [(1u128 << bits) - 1, 1 << bits, (1 << bits) + 1] {
                let whole = Compact(value).encode();
                for tail in [0, 1, 20] {
                    let bytes: Vec<u8> =
                        whole.iter().copied().chain((0..tail).map(|_| 7)).collect();
                    agree(&bytes);
                }
                agree(&whole[..whole.len() - 1]);
            }
        }
    }

    #[test]
    fn every_first_byte_is_judged_as_parity_judges_it() {
        for first in 0..=255 {
            for fill in [0, 1, 0x3f, 0x40, 0x7f, 0xff] {
                for len in 1..=18 {
                    let mut bytes = alloc::vec![fill; len];
                    bytes[0] = first;
                    agree(&bytes);
                    bytes[len - 1] = 0;
                    agree(&bytes);
                }
            }
        }
    }
}
