//! What every decimal text here is put together from: a buffer on the stack, rounding, padding.

use core::fmt::{self, Alignment, Write};

/// The longest text without padding: a fixed-point number of 29 digits, a point and 64 decimals.
const LONGEST: usize = 96;

/// ASCII text on the stack.
pub(crate) struct Buffer {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Buffer {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; LONGEST], len: 0 }
    }

    pub(crate) fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

impl Write for Buffer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = self.bytes[self.len..].get_mut(..text.len()).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.len += text.len();
        Ok(())
    }
}

/// Whether `value + rest` rounds up, where `rest` is a part of one: to the nearest, halves to even.
pub(crate) fn rounds_up(value_is_odd: bool, rest_to_half: core::cmp::Ordering) -> bool {
    rest_to_half.is_gt() || rest_to_half.is_eq() && value_is_odd
}

/// Writes `prefix` (a sign, a symbol), `number` and so many `zeros`, as wide as `f` asks for.
///
/// Zeros that fill up, `{:08}`, go between prefix and number.
pub(crate) fn write_padded(
    f: &mut fmt::Formatter<'_>,
    prefix: &str,
    number: &str,
    zeros: usize,
    usual: Alignment,
) -> fmt::Result {
    let len = prefix.chars().count() + number.len() + zeros;
    let missing = f.width().unwrap_or(0).saturating_sub(len);
    let (left, inner, right) = if f.sign_aware_zero_pad() {
        (0, missing, 0)
    } else {
        match f.align().unwrap_or(usual) {
            Alignment::Left => (0, 0, missing),
            Alignment::Right => (missing, 0, 0),
            Alignment::Center => (missing / 2, 0, missing - missing / 2),
        }
    };
    let fill = f.fill();
    repeat(f, fill, left)?;
    f.write_str(prefix)?;
    repeat(f, '0', inner)?;
    f.write_str(number)?;
    repeat(f, '0', zeros)?;
    repeat(f, fill, right)
}

fn repeat(f: &mut fmt::Formatter<'_>, with: char, times: usize) -> fmt::Result {
    (0..times).try_for_each(|_| f.write_char(with))
}
