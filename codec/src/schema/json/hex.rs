//! Bytes as `"0x…"`, by arithmetic on whole blocks that the compiler turns into vector code.

use super::output::Output;

impl Output {
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn hex_32(&mut self, bytes: &[u8; 32]) {
        let room = self.room::<68>();
        room[..3].copy_from_slice(b"\"0x");
        if let Some(room) = room[3..].first_chunk_mut::<64>() {
            write(bytes, room);
        }
        room[67] = b'"';
        self.advance(68);
    }

    pub(super) fn hex(&mut self, bytes: &[u8]) {
        let Some(room) = bytes.len().checked_mul(2).and_then(|len| self.long(len + 4)) else {
            return;
        };
        let Some((close, room)) = room.split_last_mut() else { return };
        *close = b'"';
        let (open, room) = room.split_at_mut(3);
        open.copy_from_slice(b"\"0x");
        let blocks = bytes.chunks_exact(16);
        let rest = blocks.remainder();
        let (digits, last) = room.split_at_mut(2 * (bytes.len() - rest.len()));
        for (block, digits) in blocks.zip(digits.chunks_exact_mut(32)) {
            if let (Some(block), Some(digits)) = (block.first_chunk(), digits.first_chunk_mut()) {
                write::<16, 32>(block, digits);
            }
        }
        for (&byte, digits) in rest.iter().zip(last.chunks_exact_mut(2)) {
            digits.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn write<const N: usize, const DIGITS: usize>(bytes: &[u8; N], out: &mut [u8; DIGITS]) {
    const { assert!(DIGITS == 2 * N) };
    for (at, &byte) in bytes.iter().enumerate() {
        out[2 * at] = digit(byte >> 4);
        out[2 * at + 1] = digit(byte & 15);
    }
}

#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn digit(nibble: u8) -> u8 {
    nibble + b'0' + if nibble > 9 { b'a' - b'0' - 10 } else { 0 }
}
