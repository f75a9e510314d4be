//! TAO and alpha: whole numbers of rao, written exactly.

use core::fmt;
use core::iter::Sum;
use core::str::FromStr;

use parity_scale_codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// 1 TAO, or 1 alpha, is this many rao.
const RAO_PER_UNIT: u64 = 1_000_000_000;
const DECIMALS: usize = 9;

macro_rules! amount {
    ($(#[$doc:meta])* $name:ident, $symbol:literal, $unit:literal) => {
        $(#[$doc])*
        #[derive(
            Clone,
            CompactAs,
            Copy,
            Debug,
            Decode,
            DecodeWithMemTracking,
            Default,
            Encode,
            Eq,
            Hash,
            MaxEncodedLen,
            Ord,
            PartialEq,
            PartialOrd,
            TypeInfo,
        )]
        pub struct $name(u64);

        impl $name {
            #[doc = concat!("Nothing: 0 ", $unit, ".")]
            pub const ZERO: Self = Self(0);
            #[doc = concat!("The greatest amount: 2^64 - 1 rao, about 18.4 billion ", $unit, ".")]
            pub const MAX: Self = Self(u64::MAX);

            /// So many rao.
            #[must_use]
            pub const fn from_rao(rao: u64) -> Self {
                Self(rao)
            }

            #[doc = concat!("So many whole ", $unit, "; `None` above 18,446,744,073.")]
            #[must_use]
            pub const fn from_whole(whole: u64) -> Option<Self> {
                match whole.checked_mul(RAO_PER_UNIT) {
                    Some(rao) => Some(Self(rao)),
                    None => None,
                }
            }

            /// The amount in rao.
            #[must_use]
            pub const fn rao(self) -> u64 {
                self.0
            }

            /// The sum, or `None` where it would not fit.
            #[must_use]
            pub const fn checked_add(self, other: Self) -> Option<Self> {
                match self.0.checked_add(other.0) {
                    Some(rao) => Some(Self(rao)),
                    None => None,
                }
            }

            /// The difference, or `None` where it would be below zero.
            #[must_use]
            pub const fn checked_sub(self, other: Self) -> Option<Self> {
                match self.0.checked_sub(other.0) {
                    Some(rao) => Some(Self(rao)),
                    None => None,
                }
            }

            /// So many times the amount, or `None` where it would not fit.
            #[must_use]
            pub const fn checked_mul(self, times: u64) -> Option<Self> {
                match self.0.checked_mul(times) {
                    Some(rao) => Some(Self(rao)),
                    None => None,
                }
            }

            /// The amount in so many equal parts, rounded down to the rao; `None` for no parts.
            #[must_use]
            pub const fn checked_div(self, parts: u64) -> Option<Self> {
                match self.0.checked_div(parts) {
                    Some(rao) => Some(Self(rao)),
                    None => None,
                }
            }

            /// The sum, or [`MAX`](Self::MAX) where it would not fit.
            #[must_use]
            pub const fn saturating_add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }

            /// The difference, or zero where it would be below.
            #[must_use]
            pub const fn saturating_sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }
        }

        /// All nine decimals behind the symbol; `{:#}` groups the whole part by thousands.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = Text::default();
                write_amount(&mut text, $symbol, self.0, f.alternate());
                f.pad(text.as_str())
            }
        }

        /// Reads a decimal number with at most nine decimals, with or without the symbol.
        impl FromStr for $name {
            type Err = ParseAmountError;

            fn from_str(text: &str) -> Result<Self, ParseAmountError> {
                parse(text, $symbol).map(Self)
            }
        }

        /// `None` where the sum would not fit.
        impl Sum<$name> for Option<$name> {
            fn sum<I: Iterator<Item = $name>>(mut iter: I) -> Self {
                iter.try_fold($name::ZERO, $name::checked_add)
            }
        }
    };
}

amount!(
    /// An amount of TAO, held in rao: 1 TAO is 10⁹ rao.
    ///
    /// ```
    /// use subwire_codec::Tao;
    ///
    /// let tao: Tao = "1234.5".parse()?;
    /// assert_eq!(tao.rao(), 1_234_500_000_000);
    /// assert_eq!(tao.to_string(), "τ1234.500000000");
    /// assert_eq!(format!("{tao:#}"), "τ1,234.500000000");
    /// assert_eq!(tao.checked_sub(Tao::MAX), None);
    /// # Ok::<(), subwire_codec::ParseAmountError>(())
    /// ```
    Tao, 'τ', "TAO"
);

amount!(
    /// An amount of a subnet's own token, held in rao: 1 alpha is 10⁹ rao.
    ///
    /// Which subnet's is not part of the number. There is no arithmetic with [`Tao`]:
    /// an alpha's worth in TAO is a price that only the chain knows.
    Alpha, 'α', "alpha"
);

/// Why a text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseAmountError {
    /// Nothing where digits were wanted.
    Empty,
    /// A character that is no digit and not the one decimal point.
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

fn parse(text: &str, symbol: char) -> Result<u64, ParseAmountError> {
    let number = text.strip_prefix(symbol).unwrap_or(text);
    let start = text.len() - number.len();
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && decimals.is_empty() {
        return Err(ParseAmountError::Empty);
    }
    let digits =
        |part: &str, start: usize| match part.char_indices().find(|(_, c)| !c.is_ascii_digit()) {
            Some((at, found)) => Err(ParseAmountError::Character { at: start + at, found }),
            None => Ok(()),
        };
    digits(whole, start)?;
    digits(decimals, start + whole.len() + 1)?;
    if decimals.len() > DECIMALS {
        return Err(ParseAmountError::Decimals { found: decimals.len() });
    }
    let whole = fold_digits(whole)?;
    let missing = DECIMALS - decimals.len();
    let decimals = fold_digits(decimals)? * 10u64.pow(missing as u32);
    let rao = whole.checked_mul(RAO_PER_UNIT).and_then(|rao| rao.checked_add(decimals));
    rao.ok_or(ParseAmountError::TooLarge)
}

fn fold_digits(digits: &str) -> Result<u64, ParseAmountError> {
    let next = |sum: u64, digit: u8| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0'));
    digits.bytes().try_fold(0, next).ok_or(ParseAmountError::TooLarge)
}

/// The longest amount, "τ18,446,744,073.709551615", on the stack: `pad` wants it whole.
#[derive(Default)]
struct Text {
    bytes: [u8; 32],
    len: usize,
}

impl Text {
    fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }

    fn push(&mut self, bytes: &[u8]) {
        self.bytes[self.len..self.len + bytes.len()].copy_from_slice(bytes);
        self.len += bytes.len();
    }
}

fn write_amount(out: &mut Text, symbol: char, rao: u64, grouped: bool) {
    out.push(symbol.encode_utf8(&mut [0; 4]).as_bytes());
    let mut digits = [b'0'; 20];
    let mut rest = rao;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let (whole, decimals) = digits.split_at(digits.len() - DECIMALS);
    let leading = whole.iter().take(whole.len() - 1).take_while(|digit| **digit == b'0').count();
    let whole = &whole[leading..];
    for (i, digit) in whole.iter().enumerate() {
        if grouped && i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(b",");
        }
        out.push(&[*digit]);
    }
    out.push(b".");
    out.push(decimals);
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::{String, ToString};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn prints_all_decimals() {
        for (rao, text) in [
            (0, "τ0.000000000"),
            (1, "τ0.000000001"),
            (RAO_PER_UNIT, "τ1.000000000"),
            (1_000_000 * RAO_PER_UNIT, "τ1000000.000000000"),
            (u64::MAX, "τ18446744073.709551615"),
        ] {
            assert_eq!(Tao::from_rao(rao).to_string(), text);
            assert_eq!(text.parse(), Ok(Tao::from_rao(rao)));
        }
        assert_eq!(format!("{:#}", Tao::MAX), "τ18,446,744,073.709551615");
        assert_eq!(format!("{:#}", Alpha::from_rao(100 * RAO_PER_UNIT)), "α100.000000000");
        assert_eq!(format!("{:>14}", Tao::ZERO), "  τ0.000000000");
    }

    #[test]
    fn parses_exactly_or_says_why_not() {
        use ParseAmountError as E;
        for (text, expected) in [
            ("1", Ok(RAO_PER_UNIT)),
            (".5", Ok(RAO_PER_UNIT / 2)),
            ("2.", Ok(2 * RAO_PER_UNIT)),
            ("0.000000001", Ok(1)),
            ("000000000000000000000001", Ok(RAO_PER_UNIT)),
            ("", Err(E::Empty)),
            (".", Err(E::Empty)),
            ("τ", Err(E::Empty)),
            ("-1", Err(E::Character { at: 0, found: '-' })),
            ("τ1,000", Err(E::Character { at: 3, found: ',' })),
            ("1.2.3", Err(E::Character { at: 3, found: '.' })),
            ("1e9", Err(E::Character { at: 1, found: 'e' })),
            ("α1", Err(E::Character { at: 0, found: 'α' })),
            ("0.0000000001", Err(E::Decimals { found: 10 })),
            ("18446744073.709551616", Err(E::TooLarge)),
            ("99999999999999999999999", Err(E::TooLarge)),
        ] {
            assert_eq!(text.parse::<Tao>().map(Tao::rao), expected, "{text}");
        }
    }

    #[test]
    fn arithmetic_is_checked() {
        assert_eq!(Tao::MAX.checked_add(Tao::from_rao(1)), None);
        assert_eq!(Tao::ZERO.checked_sub(Tao::from_rao(1)), None);
        assert_eq!(Tao::MAX.checked_mul(2), None);
        assert_eq!(Tao::from_rao(7).checked_div(2), Some(Tao::from_rao(3)));
        assert_eq!(Tao::MAX.checked_div(0), None);
        assert_eq!(Tao::MAX.saturating_add(Tao::MAX), Tao::MAX);
        assert_eq!(Tao::ZERO.saturating_sub(Tao::MAX), Tao::ZERO);
        assert_eq!([Tao::MAX, Tao::MAX].into_iter().sum::<Option<Tao>>(), None);
        assert_eq!(Tao::from_whole(18_446_744_074), None);
    }

    proptest! {
        #[test]
        fn text_comes_back(rao: u64) {
            let tao = Tao::from_rao(rao);
            prop_assert_eq!(tao.to_string().parse(), Ok(tao));
        }

        #[test]
        fn any_text_is_an_amount_or_an_error(text: String) {
            let _ = text.parse::<Tao>();
        }
    }
}
