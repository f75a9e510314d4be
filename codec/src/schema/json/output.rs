//! The text under way: a buffer that is filled with zeros first, so that pieces of known greatest
//! size are stored as whole arrays and only the position moves by what was meant.
//!
//! The limit is not looked at for each byte. Where the buffer would have to grow beyond it, the
//! text is marked as [full](Output::is_full) and written over itself from then on; who writes asks
//! once for each element and stops.

use alloc::vec::Vec;
use core::mem;

use crate::cursor::Fault;
use crate::schema::Table;

/// The largest piece of fixed size, and what may be written beyond the limit.
const SLACK: usize = 256;

/// Room of so many bytes is asked for as zeros: an allocator may have whole pages of them.
const LARGE: usize = 16 << 10;

#[derive(Debug)]
pub(in crate::schema) struct Output {
    bytes: Vec<u8>,
    at: usize,
    /// Where the text starts: before it stands what the caller had.
    start: usize,
    limit: usize,
    full: bool,
}

impl Output {
    /// Writes behind what stands in `bytes`. `expected` is how long the text will probably be.
    pub(super) fn behind(bytes: &mut Vec<u8>, expected: usize, limit: usize) -> Self {
        let start = bytes.len();
        let room = expected.min(limit).saturating_add(SLACK);
        let mut bytes = mem::take(bytes);
        if bytes.capacity() == 0 && room > LARGE {
            // Zeros that the allocator has need not be written.
            bytes = alloc::vec![0; room];
        } else {
            bytes.resize(start.saturating_add(room), 0);
        }
        Self { bytes, at: start, start, limit, full: false }
    }

    /// Gives the buffer back: with the text, or as it was where the text is too long or `done`
    /// tells of a fault.
    pub(super) fn finish(
        mut self,
        done: Result<(), Fault>,
        bytes: &mut Vec<u8>,
    ) -> Result<(), Fault> {
        let fits = !self.full && self.at - self.start <= self.limit;
        let done = done.and(if fits { Ok(()) } else { Err(Fault::Output) });
        self.bytes.truncate(if done.is_ok() { self.at } else { self.start });
        *bytes = self.bytes;
        done
    }

    /// Whether the text is longer than the limit; nothing more need be written.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Makes room for `left` more bytes of input, as `read` bytes have become what stands here.
    #[cold]
    #[inline(never)]
    pub(super) fn expect(&mut self, read: usize, left: usize) {
        let written = self.at - self.start;
        if self.full || read == 0 || written > self.limit {
            return;
        }
        // An eighth more, so that the last elements need no second allocation.
        let more = (written as u64).saturating_mul(left as u64) / read as u64;
        let more = (more + more / 8).min((self.limit - written) as u64) as usize;
        let room = self.at + more + SLACK;
        if room > self.bytes.len() {
            self.bytes.resize(room, 0);
        }
    }

    /// Room for a piece of at most `N` bytes; [`advance`](Self::advance) says how many it took.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn room<const N: usize>(&mut self) -> &mut [u8; N] {
        const { assert!(N <= SLACK) };
        if self.bytes.len() - self.at < N {
            self.grow();
        }
        self.bytes[self.at..].first_chunk_mut().expect("there are SLACK bytes more")
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn advance(&mut self, len: usize) {
        self.at += len;
    }

    /// Where the next byte will stand.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Writes once more what stands at a position: `len` bytes of at most `N` that had room there.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn again<const N: usize>(&mut self, position: usize, len: usize) {
        if let Some(text) = self.bytes.get(position..).and_then(|text| text.first_chunk::<N>()) {
            self.short(*text, len);
        }
    }

    /// Takes back the last byte: the comma behind the last element.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn back(&mut self) {
        self.at = self.at.saturating_sub(1).max(self.start);
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn byte(&mut self, byte: u8) {
        self.room::<1>()[0] = byte;
        self.at += 1;
    }

    /// The first `len` bytes of an array.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn short<const N: usize>(&mut self, bytes: [u8; N], len: usize) {
        *self.room::<N>() = bytes;
        self.at += len;
    }

    /// A piece of the table's literals: mostly one block, of which the end is written over later.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn literal(&mut self, literals: &[u8], at: u32, len: u32) {
        if len as usize <= Table::PADDING {
            if let Some(block) = literals[at as usize..].first_chunk::<{ Table::PADDING }>() {
                *self.room() = *block;
                self.at += len as usize;
                return;
            }
        }
        self.text(&literals[at as usize..(at + len) as usize]);
    }

    #[inline(never)]
    pub(super) fn text(&mut self, text: &[u8]) {
        if let Some(room) = self.long(text.len()) {
            room.copy_from_slice(text);
        }
    }

    /// Takes room for a piece of exactly so many bytes, if it is within the limit.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn long(&mut self, len: usize) -> Option<&mut [u8]> {
        if self.bytes.len() - self.at < len {
            self.grow_by(len)?;
        }
        let at = self.at;
        self.at += len;
        Some(&mut self.bytes[at..at + len])
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        if self.at - self.start > self.limit {
            self.full = true;
            self.at = self.start;
        } else {
            let written = self.at - self.start;
            let more = written.min(self.limit - written);
            self.bytes.resize(self.at + more + SLACK, 0);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow_by(&mut self, len: usize) -> Option<()> {
        let written = self.at - self.start;
        if len > self.limit.saturating_sub(written) {
            self.full = true;
            self.at = self.start;
            return None;
        }
        let more = written.min(self.limit - written - len);
        self.bytes.resize(self.at + len + more + SLACK, 0);
        Some(())
    }
}
