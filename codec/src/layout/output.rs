//! The bytes that a plan writes: a buffer that is longer than what is in it, so that short pieces
//! are copied as one block.

use alloc::vec;
use alloc::vec::Vec;

use crate::cursor::Fault;

/// Pieces up to this long are copied as one block of this size, where that much is there to read.
const BLOCK: usize = 64;

pub(super) struct Output {
    /// Zeros follow what is written.
    bytes: Vec<u8>,
    len: usize,
    limit: usize,
}

impl Output {
    /// Writes from the start of `buffer`, whatever is in it, and never more than `limit` bytes.
    pub(super) fn new(buffer: Vec<u8>, expected: usize, limit: usize) -> Self {
        let wanted = expected.min(limit) + BLOCK;
        // The allocator often has zeros at hand, which makes a new buffer cheaper than a longer one.
        let bytes = if buffer.len() < wanted { vec![0; wanted] } else { buffer };
        Self { bytes, len: 0, limit }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The buffer, and how much of it is written.
    pub(super) fn finish(self) -> (Vec<u8>, usize) {
        (self.bytes, self.len)
    }

    /// A place for `N` bytes behind what is written.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn room<const N: usize>(&mut self) -> Result<&mut [u8; N], Fault> {
        if self.bytes.len() - self.len < N {
            self.grow(N)?;
        }
        self.bytes[self.len..].first_chunk_mut().ok_or(Fault::Output)
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) -> Result<(), Fault> {
        // A block may reach beyond the limit, what is written may not.
        let most = self.limit.saturating_add(BLOCK);
        let least = self.len.saturating_add(more);
        if least > most {
            return Err(Fault::Output);
        }
        let len = least.max(self.bytes.len().saturating_mul(2)).min(most);
        self.bytes.resize(len, 0);
        Ok(())
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn fixed<const N: usize>(&mut self, bytes: [u8; N]) -> Result<(), Fault> {
        *self.room()? = bytes;
        self.len += N;
        Ok(())
    }

    /// 32 bytes of a number and of its sign.
    pub(super) fn extended(&mut self, low: u128, high: u128) -> Result<(), Fault> {
        self.fixed(low.to_le_bytes())?;
        self.fixed(high.to_le_bytes())
    }

    /// A compact integer in its shortest form.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn compact(&mut self, value: u128) -> Result<(), Fault> {
        let bytes = value.to_le_bytes();
        if value < 1 << 6 {
            return self.fixed([(value as u8) << 2]);
        }
        if value < 1 << 14 {
            return self.fixed((((value as u16) << 2) | 1).to_le_bytes());
        }
        if value < 1 << 30 {
            return self.fixed((((value as u32) << 2) | 2).to_le_bytes());
        }
        let len = 16 - value.leading_zeros() as usize / 8;
        self.fixed([(((len - 4) as u8) << 2) | 3])?;
        *self.room()? = bytes;
        self.len += len;
        Ok(())
    }

    /// The first `len` of some bytes. What follows them is copied along where that is quicker.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn copy(&mut self, from: &[u8], len: usize) -> Result<(), Fault> {
        if len <= BLOCK {
            if let Some(block) = from.first_chunk::<BLOCK>() {
                *self.room()? = *block;
                self.len += len;
                return Ok(());
            }
        }
        self.copy_any(from, len)
    }

    #[inline(never)]
    fn copy_any(&mut self, from: &[u8], len: usize) -> Result<(), Fault> {
        self.extend(len)?.copy_from_slice(from.get(..len).ok_or(Fault::End)?);
        Ok(())
    }

    /// So many bytes behind what is written, for the caller to fill.
    pub(super) fn extend(&mut self, len: usize) -> Result<&mut [u8], Fault> {
        if self.bytes.len() - self.len < len {
            self.grow(len)?;
        }
        let start = self.len;
        self.len += len;
        self.bytes.get_mut(start..self.len).ok_or(Fault::Output)
    }

    /// Puts a piece of what is written behind it once more.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn repeat(&mut self, start: usize, end: usize) -> Result<(), Fault> {
        let len = end - start;
        if len <= BLOCK {
            // Room first: the block may reach into it.
            self.room::<BLOCK>()?;
            let block = *self.bytes[start..].first_chunk::<BLOCK>().ok_or(Fault::Output)?;
            *self.room()? = block;
            self.len += len;
            return Ok(());
        }
        if self.bytes.len() - self.len < len {
            self.grow(len)?;
        }
        self.bytes.copy_within(start..end, self.len);
        self.len += len;
        Ok(())
    }

    /// Drops what stands between `start` and `end`: what follows moves down.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn replace(&mut self, start: usize, end: usize) {
        self.bytes.copy_within(end..self.len, start);
        self.len = start + (self.len - end);
    }
}
