//! TAO and alpha: whole numbers of rao, written exactly.

#[cfg(test)]
mod tests;
mod text;

use core::fmt;
use core::iter::Sum;
use core::str::FromStr;

use parity_scale_codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::fixed::{Fixed, arith};
use text::{InRao, RAO_PER_UNIT};

pub use text::ParseAmountError;

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

            /// `numerator / denominator` of the amount, rounded down to the rao; `None` where it
            /// would not fit or the denominator is 0.
            ///
            /// A take of 11796, as the chain has it, is a ratio to 65535.
            #[must_use]
            pub const fn checked_mul_ratio(self, numerator: u64, denominator: u64) -> Option<Self> {
                // (2^64 - 1)^2 fits.
                let product = self.0 as u128 * numerator as u128;
                match product.checked_div(denominator as u128) {
                    Some(rao) => Self::from_wide(rao),
                    None => None,
                }
            }

            /// The amount times a fixed-point number, rounded down to the rao once, at the end;
            /// `None` where it would not fit or be below zero.
            #[must_use]
            pub fn checked_mul_fixed<F: Fixed>(self, factor: F) -> Option<Self> {
                Self::from_wide(times(self.0, factor)?)
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

            /// So many times the amount, or [`MAX`](Self::MAX) where it would not fit.
            #[must_use]
            pub const fn saturating_mul(self, times: u64) -> Self {
                Self(self.0.saturating_mul(times))
            }

            /// The amount as a whole number of rao, `1500000000 rao`: text that reads back.
            /// `{:#}` groups it by thousands, which does not.
            #[must_use]
            pub fn in_rao(self) -> impl fmt::Display + Copy {
                InRao(self.0)
            }

            const fn from_wide(rao: u128) -> Option<Self> {
                if rao > u64::MAX as u128 { None } else { Some(Self(rao as u64)) }
            }
        }

        /// All nine decimals behind the symbol; `{:.4}` rounds to four, halves to even, and `{:#}`
        /// groups the whole part by thousands.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                text::write(f, $symbol, self.0)
            }
        }

        /// Reads a decimal number with at most nine decimals, with or without the symbol, or a
        /// whole number with `rao` behind it.
        impl FromStr for $name {
            type Err = ParseAmountError;

            fn from_str(text: &str) -> Result<Self, ParseAmountError> {
                text::parse(text, $symbol).map(Self)
            }
        }

        /// `None` where the sum would not fit.
        impl Sum<$name> for Option<$name> {
            fn sum<I: Iterator<Item = $name>>(mut iter: I) -> Self {
                iter.try_fold($name::ZERO, $name::checked_add)
            }
        }

        /// `None` where the sum would not fit.
        impl<'a> Sum<&'a $name> for Option<$name> {
            fn sum<I: Iterator<Item = &'a $name>>(iter: I) -> Self {
                iter.copied().sum()
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
    /// assert_eq!(format!("{tao:#.2}"), "τ1,234.50");
    /// assert_eq!(tao.in_rao().to_string(), "1234500000000 rao");
    /// assert_eq!(tao.checked_sub(Tao::MAX), None);
    /// # Ok::<(), subwire_codec::ParseAmountError>(())
    /// ```
    Tao, 'τ', "TAO"
);

amount!(
    /// An amount of a subnet's own token, held in rao: 1 alpha is 10⁹ rao.
    ///
    /// Which subnet's is not part of the number. There is no arithmetic with [`Tao`] but at a price,
    /// which the chain has:
    ///
    /// ```
    /// use subwire_codec::Alpha;
    /// use subwire_codec::fixed::U64F64;
    ///
    /// let stake: Alpha = "250".parse()?;
    /// let price: U64F64 = "0.0625".parse()?;       // a sixteenth of a TAO for an alpha
    /// let worth = stake.checked_to_tao(price).ok_or("too much")?;
    /// assert_eq!(worth.to_string(), "τ15.625000000");
    /// assert_eq!(worth.checked_to_alpha(price), Some(stake));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Alpha, 'α', "alpha"
);

impl Alpha {
    /// What the amount is worth at a `price` in TAO for one alpha, rounded down to the rao.
    ///
    /// `None` where it would not fit or the price is below zero. Selling gives less: a swap moves
    /// the price, and takes a fee.
    #[must_use]
    pub fn checked_to_tao<F: Fixed>(self, price: F) -> Option<Tao> {
        Tao::from_wide(times(self.0, price)?)
    }
}

impl Tao {
    /// How much alpha the amount is worth at a `price` in TAO for one alpha, rounded down to the
    /// rao.
    ///
    /// `None` where it would not fit or the price is zero or below. Buying gives less: a swap moves
    /// the price, and takes a fee.
    #[must_use]
    pub fn checked_to_alpha<F: Fixed>(self, price: F) -> Option<Alpha> {
        if price.is_below_zero() {
            return None;
        }
        Alpha::from_wide(arith::shift_div(self.0.into(), price.magnitude(), F::FRAC_BITS)?)
    }
}

/// `rao` times `factor`, rounded down; `None` below zero and above 128 bits.
fn times<F: Fixed>(rao: u64, factor: F) -> Option<u128> {
    if factor.is_below_zero() {
        return None;
    }
    arith::mul_shift(rao.into(), factor.magnitude(), F::FRAC_BITS)
}
