//! Amounts as text, `τ1.500000000` or `1500000000 rao`, and back.

use core::fmt::{self, Alignment, Write};

use crate::decimal::{Buffer, rounds_up, write_padded};

/// 1 TAO, or 1 alpha, is this many rao.
pub(super) const RAO_PER_UNIT: u64 = 10u64.pow(DECIMALS as u32);
const DECIMALS: usize = 9;

/// Why a text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseAmountError {
    /// Nothing where digits were wanted.
    Empty,
    /// A character that is no digit and not the one decimal point; in a text in rao, that too.
    #[non_exhaustive]
    Character {
        /// Where it stands in the text, in bytes.
        at: usize,
        /// The character.
        found: char,
    },
    /// More than nine decimals: less than a rao.
    #[non_exhaustive]
    Decimals {
        /// How many there were.
        found: usize,
    },
    /// More than 18,446,744,073.709551615.
    TooLarge,
}

impl fmt::Display for ParseAmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("amount: no digits"),
            Self::Character { at, found } => {
                write!(f, "amount: character {found:?} at position {at} is not part of a number")
            }
            Self::Decimals { found } => {
                write!(f, "amount: {found} decimals, the smallest unit (1 rao) has {DECIMALS}")
            }
            Self::TooLarge => f.write_str("amount: more than 18446744073.709551615"),
        }
    }
}

impl core::error::Error for ParseAmountError {}

/// Reads an amount with or without its symbol, or a whole number of rao with that word behind it.
pub(super) fn parse(text: &str, symbol: char) -> Result<u64, ParseAmountError> {
    if let Some(rao) = text.strip_suffix("rao") {
        let rao = rao.strip_suffix(' ').unwrap_or(rao);
        expect_digits(rao, 0)?;
        return if rao.is_empty() { Err(ParseAmountError::Empty) } else { fold_digits(rao) };
    }
    let number = text.strip_prefix(symbol).unwrap_or(text);
    let start = text.len() - number.len();
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && decimals.is_empty() {
        return Err(ParseAmountError::Empty);
    }
    expect_digits(whole, start)?;
    expect_digits(decimals, start + whole.len() + 1)?;
    if decimals.len() > DECIMALS {
        return Err(ParseAmountError::Decimals { found: decimals.len() });
    }
    let whole = fold_digits(whole)?;
    let missing = DECIMALS - decimals.len();
    let decimals = fold_digits(decimals)? * 10u64.pow(missing as u32);
    let rao = whole.checked_mul(RAO_PER_UNIT).and_then(|rao| rao.checked_add(decimals));
    rao.ok_or(ParseAmountError::TooLarge)
}

/// `start` is where the part starts in the text that the error speaks of.
fn expect_digits(part: &str, start: usize) -> Result<(), ParseAmountError> {
    match part.char_indices().find(|(_, c)| !c.is_ascii_digit()) {
        Some((at, found)) => Err(ParseAmountError::Character { at: start + at, found }),
        None => Ok(()),
    }
}

fn fold_digits(digits: &str) -> Result<u64, ParseAmountError> {
    let next = |sum: u64, digit: u8| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0'));
    digits.bytes().try_fold(0, next).ok_or(ParseAmountError::TooLarge)
}

/// Writes an amount behind its symbol, with as many decimals as `f` asks for, by default all nine.
pub(super) fn write(f: &mut fmt::Formatter<'_>, symbol: char, rao: u64) -> fmt::Result {
    let wanted = f.precision().unwrap_or(DECIMALS);
    let decimals = wanted.min(DECIMALS);
    // In units of the last decimal that is written.
    let unit = 10u64.pow((DECIMALS - decimals) as u32);
    let (mut amount, rest) = (rao / unit, rao % unit);
    if rounds_up(amount % 2 == 1, (rest * 2).cmp(&unit)) {
        amount += 1;
    }
    let per_whole = RAO_PER_UNIT / unit;

    let mut text = Buffer::new();
    write_whole(&mut text, amount / per_whole, f.alternate())?;
    if wanted > 0 {
        text.write_char('.')?;
    }
    if decimals > 0 {
        write!(text, "{:0decimals$}", amount % per_whole)?;
    }
    write_padded(
        f,
        symbol.encode_utf8(&mut [0; 4]),
        text.as_str(),
        wanted - decimals,
        Alignment::Left,
    )
}

/// A whole number of rao, with the word behind it.
#[derive(Clone, Copy)]
pub(super) struct InRao(pub(super) u64);

impl fmt::Display for InRao {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Buffer::new();
        write_whole(&mut text, self.0, f.alternate())?;
        text.write_str(" rao")?;
        write_padded(f, "", text.as_str(), 0, Alignment::Left)
    }
}

/// Writes a whole number, perhaps with a comma before every three digits.
fn write_whole(text: &mut Buffer, whole: u64, grouped: bool) -> fmt::Result {
    if !grouped {
        return write!(text, "{whole}");
    }
    let mut power = 1;
    while whole / power >= 1000 {
        power *= 1000;
    }
    write!(text, "{}", whole / power)?;
    while power > 1 {
        power /= 1000;
        write!(text, ",{:03}", whole / power % 1000)?;
    }
    Ok(())
}
