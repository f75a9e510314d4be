//! A binary fixed-point number as decimal text and back, without losing a bit.
//!
//! A fraction of n bits has at most n decimals, so every number has an exact, finite text. The
//! other way only some texts are numbers: 0.1 is none in binary.

use core::fmt::{self, Alignment, Write};

use crate::decimal::{Buffer, rounds_up, write_padded};

/// A fixed-point number of any of the types: `magnitude / 2^frac_bits`. `frac_bits` is 1 to 64.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) negative: bool,
    pub(super) magnitude: u128,
    pub(super) frac_bits: u32,
}

/// Why a text is not a fixed-point number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseFixedError {
    /// Nothing where digits were wanted.
    Empty,
    /// A character that is no digit and not the one decimal point; a minus where the type has no
    /// negative numbers.
    #[non_exhaustive]
    Character {
        /// Where it stands in the text, in bytes.
        at: usize,
        /// The character.
        found: char,
    },
    /// A number between two neighbours of the type.
    #[non_exhaustive]
    Inexact {
        /// Neighbours are 1 / 2^`frac_bits` apart.
        frac_bits: u32,
    },
    /// Above the type's greatest number or below its least.
    OutOfRange,
}

impl fmt::Display for ParseFixedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("fixed-point number: no digits"),
            Self::Character { at, found } => write!(
                f,
                "fixed-point number: character {found:?} at position {at} is not part of one"
            ),
            Self::Inexact { frac_bits } => {
                write!(f, "fixed-point number: not a multiple of 1 / 2^{frac_bits}")
            }
            Self::OutOfRange => f.write_str("fixed-point number: out of the type's range"),
        }
    }
}

impl core::error::Error for ParseFixedError {}

/// Writes the number with as many decimals as `f` asks for, by default with all it has.
pub(super) fn write(number: Number, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut whole = number.magnitude >> number.frac_bits;
    // The fraction in units of 2^-64.
    let mut rest = (number.magnitude << (128 - number.frac_bits) >> 64) as u64;
    let wanted = f.precision();
    let mut digits = [0; 64];
    let mut len = 0;
    while len < digits.len() && wanted.map_or(rest != 0, |wanted| len < wanted) {
        let product = u128::from(rest) * 10;
        digits[len] = b'0' + (product >> 64) as u8;
        rest = product as u64;
        len += 1;
    }
    let decimals = &mut digits[..len];
    let is_odd = decimals.last().map_or(whole % 2 == 1, |digit| digit % 2 == 1);
    if rounds_up(is_odd, rest.cmp(&(1 << 63))) && increment(decimals) {
        whole += 1;
    }

    let mut text = Buffer::new();
    write!(text, "{whole}")?;
    if wanted.unwrap_or(len) > 0 {
        text.write_char('.')?;
    }
    text.write_str(core::str::from_utf8(decimals).unwrap_or_default())?;
    let zeros = wanted.unwrap_or(len) - len;
    let sign = match number.negative {
        true => "-",
        false if f.sign_plus() => "+",
        false => "",
    };
    write_padded(f, sign, text.as_str(), zeros, Alignment::Right)
}

/// Adds one to the last digit; whether that carried over the first.
fn increment(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit != b'9' {
            *digit += 1;
            return false;
        }
        *digit = b'0';
    }
    true
}

/// How a text between two neighbours is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// Not at all.
    Refuse,
    /// As the nearer, and in the middle as the even one.
    Round,
}

/// Reads a decimal number. The magnitude may still be more than the type holds.
pub(super) fn parse(
    text: &str,
    signed: bool,
    frac_bits: u32,
    between: Between,
) -> Result<Number, ParseFixedError> {
    let unsigned = if signed { text.strip_prefix('-') } else { None };
    let (whole, decimals) = split(unsigned.unwrap_or(text), usize::from(unsigned.is_some()))?;
    let next = |sum: u128, digit: u8| sum.checked_mul(10)?.checked_add(u128::from(digit - b'0'));
    let whole = whole.bytes().try_fold(0, next).ok_or(ParseFixedError::OutOfRange)?;
    if whole > u128::MAX >> frac_bits {
        return Err(ParseFixedError::OutOfRange);
    }

    let mut fraction = Fraction::new(decimals.as_bytes());
    let bits = (0..frac_bits).fold(0, |bits, _| bits << 1 | u128::from(fraction.double()));
    let mut magnitude = whole << frac_bits | bits;
    if !fraction.is_zero() {
        if between == Between::Refuse {
            return Err(ParseFixedError::Inexact { frac_bits });
        }
        let half = fraction.double();
        if half && (!fraction.is_zero() || magnitude % 2 == 1) {
            magnitude = magnitude.checked_add(1).ok_or(ParseFixedError::OutOfRange)?;
        }
    }
    Ok(Number { negative: unsigned.is_some(), magnitude, frac_bits })
}

/// The digits before the point and those behind it. `start` is where `number` starts in the text
/// that errors speak of.
fn split(number: &str, start: usize) -> Result<(&str, &str), ParseFixedError> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && decimals.is_empty() {
        return Err(ParseFixedError::Empty);
    }
    for (part, start) in [(whole, start), (decimals, start + whole.len() + 1)] {
        if let Some((at, found)) = part.char_indices().find(|(_, c)| !c.is_ascii_digit()) {
            return Err(ParseFixedError::Character { at: start + at, found });
        }
    }
    Ok((whole, decimals))
}

/// A decimal fraction, of which doubling yields one binary digit after the other.
///
/// Every middle between two neighbours has at most 65 decimals, so what is behind the 80th tells
/// nothing but that there is something.
struct Fraction {
    /// 16 decimals each, the highest first.
    limbs: [u64; 5],
    more: bool,
}

impl Fraction {
    const LIMB_DIGITS: usize = 16;
    const LIMB: u64 = 10u64.pow(Self::LIMB_DIGITS as u32);

    /// From ASCII digits.
    fn new(decimals: &[u8]) -> Self {
        let mut digits = decimals.iter().map(|digit| u64::from(digit - b'0'));
        let limbs = [(); 5].map(|()| {
            (0..Self::LIMB_DIGITS).fold(0, |limb, _| limb * 10 + digits.next().unwrap_or(0))
        });
        Self { limbs, more: digits.any(|digit| digit != 0) }
    }

    fn is_zero(&self) -> bool {
        self.limbs == [0; 5] && !self.more
    }

    /// Doubles it and takes away the one before the point, if that made one.
    fn double(&mut self) -> bool {
        let mut carry = false;
        for limb in self.limbs.iter_mut().rev() {
            let doubled = *limb * 2 + u64::from(carry);
            carry = doubled >= Self::LIMB;
            *limb = if carry { doubled - Self::LIMB } else { doubled };
        }
        carry
    }
}
