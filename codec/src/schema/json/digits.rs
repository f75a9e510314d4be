//! Integers as decimal digits: three digits from a table, eight at a time by arithmetic.
//!
//! A number that a float holds exactly, up to 2^53 in magnitude, is a JSON number; a larger one
//! is a string.

use super::output::Output;
use crate::schema::Table;

/// Above this a float no longer holds every integer.
const MAX_EXACT: u64 = 1 << 53;

/// 10^8: what eight digits hold.
const EIGHT: u64 = 100_000_000;

/// The text of 0 to 999, and how long it is.
static UP_TO_999: [[u8; 4]; 1000] = up_to_999();

const ASCII: u64 = u64::from_le_bytes([b'0'; 8]);

/// More than an integer takes, with its quotes.
pub(super) const ROOM: usize = 32;

impl Output {
    /// An integer of at most 32 bits.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn u32(&mut self, value: u32) {
        let len = write_u32(self.room(), value);
        self.advance(len);
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn u64(&mut self, value: u64) {
        let len = write_u64(self.room(), value);
        self.advance(len);
    }

    /// A piece of the table's literals and the integer behind it.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn literal_and_u64(&mut self, literals: &[u8], at: u32, len: u32, value: u64) {
        const BLOCK: usize = Table::PADDING;
        let len = len as usize;
        if len <= BLOCK {
            if let Some(block) = literals[at as usize..].first_chunk::<BLOCK>() {
                let room = self.room::<{ BLOCK + ROOM }>();
                room[..BLOCK].copy_from_slice(block);
                if let Some(digits) = room[len..].first_chunk_mut() {
                    let digits = write_u64(digits, value);
                    self.advance(len + digits);
                }
                return;
            }
        }
        self.text(&literals[at as usize..at as usize + len]);
        self.u64(value);
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn i64(&mut self, value: i64) {
        let magnitude = value.unsigned_abs();
        if magnitude > MAX_EXACT {
            return self.integer(value < 0, &limbs(magnitude.into()));
        }
        if value < 0 {
            self.byte(b'-');
        }
        self.u64(magnitude);
    }

    pub(super) fn u128(&mut self, value: u128) {
        match u64::try_from(value) {
            Ok(value) => self.u64(value),
            Err(_) => self.integer(false, &limbs(value)),
        }
    }

    pub(super) fn i128(&mut self, value: i128) {
        match i64::try_from(value) {
            Ok(value) => self.i64(value),
            Err(_) => self.integer(value < 0, &limbs(value.unsigned_abs())),
        }
    }

    /// 32 bytes as one integer.
    #[inline(never)]
    pub(in crate::schema) fn i256(&mut self, bytes: &[u8; 32], signed: bool) {
        let is_negative = signed && bytes[31] > 0x7f;
        let mut limbs = [0; 8];
        let mut carry = is_negative;
        for (limb, bytes) in limbs.iter_mut().zip(bytes.chunks_exact(4)) {
            *limb = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            if is_negative {
                (*limb, carry) = (!*limb).overflowing_add(u32::from(carry));
            }
        }
        self.integer(is_negative, &limbs);
    }

    /// An integer of any size, its limbs least significant first.
    #[inline(never)]
    fn integer<const N: usize>(&mut self, is_negative: bool, limbs: &[u32; N]) {
        let mut rest = *limbs;
        let mut text = [0; 8 * 10];
        let mut start = text.len();
        while rest.iter().any(|&limb| limb != 0) && start >= 8 {
            let mut remainder = 0;
            for limb in rest.iter_mut().rev() {
                let dividend = (remainder << 32) | u64::from(*limb);
                *limb = (dividend / EIGHT) as u32;
                remainder = dividend % EIGHT;
            }
            start -= 8;
            let digits = (eight_digits(remainder as u32) | ASCII).to_le_bytes();
            text[start..start + 8].copy_from_slice(&digits);
        }
        let digits = &text[start..];
        let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
        let digits = &digits[zeros..];
        let exact = limbs.iter().skip(2).all(|&limb| limb == 0)
            && (u64::from(limbs[1]) << 32 | u64::from(limbs[0])) <= MAX_EXACT;
        if !exact {
            self.byte(b'"');
        }
        if is_negative {
            self.byte(b'-');
        }
        self.text(if digits.is_empty() { b"0" } else { digits });
        if !exact {
            self.byte(b'"');
        }
    }
}

/// Writes an integer below 10^8, without a branch that depends on it; gives its length.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn write_small(room: &mut [u8; ROOM], value: u32) -> usize {
    let digits = eight_digits(value);
    // Of zero the last digit stays.
    let zeros = digits.trailing_zeros().min(56) & !7;
    store(room, 0, (digits | ASCII) >> zeros);
    8 - (zeros / 8) as usize
}

#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn write_u32(room: &mut [u8; ROOM], value: u32) -> usize {
    if let Some(&[a, b, c, len]) = UP_TO_999.get(value as usize) {
        room[..4].copy_from_slice(&[a, b, c, len]);
        return usize::from(len);
    }
    if u64::from(value) < EIGHT {
        return write_small(room, value);
    }
    let len = write_small(room, value / EIGHT as u32);
    store(room, len, eight_digits(value % EIGHT as u32) | ASCII);
    len + 8
}

/// Writes an integer, in quotes where it is large; gives the length of that.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn write_u64(room: &mut [u8; ROOM], value: u64) -> usize {
    if value < 1000 {
        let text = UP_TO_999[value as usize];
        room[..4].copy_from_slice(&text);
        return usize::from(text[3]);
    }
    write_long(room, value)
}

/// The same for an integer that is probably not below 1000.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn write_long(room: &mut [u8; ROOM], value: u64) -> usize {
    if value < EIGHT {
        return write_small(room, value as u32);
    }
    let (high, low) = (value / EIGHT, (value % EIGHT) as u32);
    if value <= MAX_EXACT {
        let len = write_small(room, high as u32);
        store(room, len, eight_digits(low) | ASCII);
        return len + 8;
    }
    // 16 digits at least: 2^53 has them.
    let (high, middle) = ((high / EIGHT) as u32, (high % EIGHT) as u32);
    let digits = eight_digits(high);
    let zeros = digits.trailing_zeros() & !7;
    let len = 8 - (zeros / 8) as usize;
    room[0] = b'"';
    store(room, 1, (digits | ASCII) >> (zeros & 63));
    store(room, 1 + len, eight_digits(middle) | ASCII);
    store(room, 9 + len, eight_digits(low) | ASCII);
    room[17 + len] = b'"';
    18 + len
}

/// Eight digits of a number below 10^8, one in each byte, the first one lowest.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn eight_digits(value: u32) -> u64 {
    let value = u64::from(value);
    // Four and four, two and two, one and one; the factors are 1/100 and 1/10.
    let high = value / 10_000;
    let fours = high | ((value - high * 10_000) << 32);
    let high = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let twos = high | ((fours - high * 100) << 16);
    let high = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    high | ((twos - high * 10) << 8)
}

#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn store(room: &mut [u8; ROOM], at: usize, digits: u64) {
    room[at..at + 8].copy_from_slice(&digits.to_le_bytes());
}

fn limbs(value: u128) -> [u32; 4] {
    [0, 32, 64, 96].map(|shift| (value >> shift) as u32)
}

const fn up_to_999() -> [[u8; 4]; 1000] {
    let mut table = [[0; 4]; 1000];
    let mut value = 0;
    while value < 1000 {
        let (a, b, c) = (value / 100, value / 10 % 10, value % 10);
        let (a, b, c) = (b'0' + a as u8, b'0' + b as u8, b'0' + c as u8);
        table[value] = match value {
            0..10 => [c, 0, 0, 1],
            10..100 => [b, c, 0, 2],
            _ => [a, b, c, 3],
        };
        value += 1;
    }
    table
}
