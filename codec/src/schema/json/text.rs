//! Texts with JSON's escapes, and bits as digits.

use super::hex::digit;
use super::output::Output;

impl Output {
    /// A text in quotes, escaped as serde_json does it.
    #[inline(never)]
    pub(super) fn quoted(&mut self, text: &str) {
        self.byte(b'"');
        let bytes = text.as_bytes();
        // Most have nothing to escape: one look at all of them is quicker than a stop at each.
        if bytes.iter().fold(false, |found, &byte| found | needs_escape(byte)) {
            self.escaped(bytes);
        } else {
            self.text(bytes);
        }
        self.byte(b'"');
    }

    fn escaped(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|&byte| needs_escape(byte)) {
            self.text(&rest[..at]);
            let byte = rest[at];
            let short = match byte {
                b'"' | b'\\' => byte,
                0x08 => b'b',
                0x09 => b't',
                0x0a => b'n',
                0x0c => b'f',
                0x0d => b'r',
                _ => 0,
            };
            if short == 0 {
                let code = [b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)];
                self.short(code, 6);
            } else {
                self.short([b'\\', short], 2);
            }
            rest = &rest[at + 1..];
        }
        self.text(rest);
    }

    /// `"0b…"`: the bits in the order in which they follow each other.
    #[inline(never)]
    pub(in crate::schema) fn bits(
        &mut self,
        count: usize,
        words: &[u8],
        store: u8,
        most_significant_first: bool,
    ) {
        self.short(*b"\"0b ", 3);
        let store = usize::from(store);
        let mut left = count;
        for at in 0..words.len() {
            // A word's least significant byte comes first; so do the bits, or the other way round.
            let byte = if most_significant_first {
                let place = at % store;
                words[at - place + store - 1 - place].reverse_bits()
            } else {
                words[at]
            };
            let mut digits = [0; 8];
            for (bit, digit) in digits.iter_mut().enumerate() {
                *digit = b'0' + ((byte >> bit) & 1);
            }
            let len = left.min(8);
            self.short(digits, len);
            left -= len;
        }
        self.byte(b'"');
    }
}

#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}
