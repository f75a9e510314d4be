//! The chain's fixed-point numbers: whole bits, exact text, checked arithmetic.
//!
//! A number is an integer, its `bits`, over a power of two: `I96F32` has 96 bits before the point,
//! of which one is the sign, and 32 behind it, so its bits are 2^32 times its value. On the wire
//! and in JSON it is a struct with the one field `bits`, as `substrate_fixed` has it.
//!
//! ```
//! use subwire_codec::fixed::{I96F32, U64F64};
//!
//! let price = I96F32::from_bits(40_862_671);    // a subnet's `moving_price`
//! assert_eq!(price.to_string(), "0.00951408199034631252288818359375");
//! assert_eq!(format!("{price:.6}"), "0.009514");
//! let shares: U64F64 = "1000.25".parse()?;
//! assert_eq!((shares.floor(), shares.fraction()), (1000, 1 << 62));
//! assert!("0.1".parse::<U64F64>().is_err());    // between two numbers; asked for the nearer:
//! assert_eq!(U64F64::parse_rounded("0.1")?.fraction(), 0x1999_9999_9999_999a);
//! # Ok::<(), subwire_codec::fixed::ParseFixedError>(())
//! ```
//!
//! Products and quotients are computed in 256 bits and rounded towards zero, once, at the end.
//! There are no operators: each could overflow.

pub(crate) mod arith;
#[cfg(test)]
mod tests;
mod text;
mod typenum;

use core::fmt;
use core::iter::Sum;
use core::str::FromStr;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::{Type, TypeInfo};

pub use text::ParseFixedError;
use text::{Between, Number};

/// The fixed-point types of this module, and no others.
pub trait Fixed: Copy + sealed::Parts {}

pub(crate) mod sealed {
    /// What a fixed-point number is made of: `magnitude / 2^FRAC_BITS`, perhaps below zero.
    pub trait Parts {
        const FRAC_BITS: u32;
        fn is_below_zero(&self) -> bool;
        fn magnitude(&self) -> u128;
    }
}

macro_rules! fixed {
    (
        $(#[$doc:meta])*
        $name:ident { bits: $bits:ident, fraction: $frac:literal, chain: $chain:literal }
    ) => {
        $(#[$doc])*
        #[derive(
            Clone,
            Copy,
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
        )]
        pub struct $name {
            bits: $bits,
        }

        #[allow(
            unused_comparisons,
            clippy::absurd_extreme_comparisons,
            reason = "unsigned types ask for a sign as well"
        )]
        impl $name {
            /// How many bits stand behind the point.
            pub const FRAC_BITS: u32 = $frac;
            /// Nothing.
            pub const ZERO: Self = Self { bits: 0 };
            /// The number 1.
            pub const ONE: Self = Self { bits: 1 << $frac };
            /// The least number above zero.
            pub const DELTA: Self = Self { bits: 1 };
            /// The least number.
            pub const MIN: Self = Self { bits: $bits::MIN };
            /// The greatest number.
            pub const MAX: Self = Self { bits: $bits::MAX };

            #[doc = concat!("The number `bits / 2^", $frac, "`.")]
            #[must_use]
            pub const fn from_bits(bits: $bits) -> Self {
                Self { bits }
            }

            #[doc = concat!("The number times 2^", $frac, ", as the chain holds it.")]
            #[must_use]
            pub const fn to_bits(self) -> $bits {
                self.bits
            }

            /// A whole number; `None` where the bits before the point do not hold it.
            #[must_use]
            pub const fn from_whole(whole: $bits) -> Option<Self> {
                match whole.checked_mul(Self::ONE.bits) {
                    Some(bits) => Some(Self { bits }),
                    None => None,
                }
            }

            /// The whole part: the greatest whole number that is not above this one, -2 for -1.5.
            #[must_use]
            pub const fn floor(self) -> $bits {
                self.bits >> $frac
            }

            #[doc = concat!("What [`floor`](Self::floor) leaves, times 2^", $frac, ".")]
            ///
            /// Never below zero: -1.5 is -2 and a fraction of a half.
            #[must_use]
            pub const fn fraction(self) -> u64 {
                self.bits as u64 & (u64::MAX >> (64 - $frac))
            }

            /// The nearest number that an `f64` holds; it has 53 bits, so most are not exact.
            #[must_use]
            pub fn to_f64(self) -> f64 {
                // Dividing by a power of two is exact at these sizes: only the cast rounds.
                self.bits as f64 / (1u128 << $frac) as f64
            }

            /// Reads a decimal number as the nearest this type has, and in the middle between two
            /// as the one with even bits.
            ///
            /// # Errors
            ///
            /// [`ParseFixedError`] where the text is no number or out of range, never
            /// [`Inexact`](ParseFixedError::Inexact).
            pub fn parse_rounded(text: &str) -> Result<Self, ParseFixedError> {
                Self::parse(text, Between::Round)
            }

            /// The sum, or `None` out of range.
            #[must_use]
            pub const fn checked_add(self, other: Self) -> Option<Self> {
                match self.bits.checked_add(other.bits) {
                    Some(bits) => Some(Self { bits }),
                    None => None,
                }
            }

            /// The difference, or `None` out of range.
            #[must_use]
            pub const fn checked_sub(self, other: Self) -> Option<Self> {
                match self.bits.checked_sub(other.bits) {
                    Some(bits) => Some(Self { bits }),
                    None => None,
                }
            }

            /// The product, rounded towards zero, or `None` out of range.
            #[must_use]
            pub const fn checked_mul(self, other: Self) -> Option<Self> {
                match arith::mul_shift(self.unsigned(), other.unsigned(), $frac) {
                    Some(magnitude) => Self::signed(self.differs_in_sign(other), magnitude),
                    None => None,
                }
            }

            /// The quotient, rounded towards zero, or `None` out of range and where `other` is
            /// zero.
            #[must_use]
            pub const fn checked_div(self, other: Self) -> Option<Self> {
                match arith::shift_div(self.unsigned(), other.unsigned(), $frac) {
                    Some(magnitude) => Self::signed(self.differs_in_sign(other), magnitude),
                    None => None,
                }
            }

            /// The sum, or the end of the range that it is beyond.
            #[must_use]
            pub const fn saturating_add(self, other: Self) -> Self {
                Self { bits: self.bits.saturating_add(other.bits) }
            }

            /// The difference, or the end of the range that it is beyond.
            #[must_use]
            pub const fn saturating_sub(self, other: Self) -> Self {
                Self { bits: self.bits.saturating_sub(other.bits) }
            }

            /// The product, rounded towards zero, or the end of the range that it is beyond.
            #[must_use]
            pub const fn saturating_mul(self, other: Self) -> Self {
                match self.checked_mul(other) {
                    Some(product) => product,
                    None => Self::end(self.differs_in_sign(other)),
                }
            }

            /// The quotient, rounded towards zero, or the end of the range that it is beyond;
            /// `None` where `other` is zero, for no end is nearer then.
            #[must_use]
            pub const fn saturating_div(self, other: Self) -> Option<Self> {
                if other.bits == 0 {
                    return None;
                }
                match self.checked_div(other) {
                    Some(quotient) => Some(quotient),
                    None => Some(Self::end(self.differs_in_sign(other))),
                }
            }

            const fn differs_in_sign(self, other: Self) -> bool {
                (self.bits < 0) != (other.bits < 0)
            }

            const fn end(low: bool) -> Self {
                if low { Self::MIN } else { Self::MAX }
            }

            const fn unsigned(self) -> u128 {
                self.bits.abs_diff(0) as u128
            }

            /// The number of these bits and that sign, if it is one.
            const fn signed(negative: bool, magnitude: u128) -> Option<Self> {
                let limit = Self::end(negative).unsigned();
                if magnitude > limit {
                    return None;
                }
                let bits = magnitude as $bits;
                Some(Self { bits: if negative { bits.wrapping_neg() } else { bits } })
            }

            fn parse(text: &str, between: Between) -> Result<Self, ParseFixedError> {
                let number = text::parse(text, $bits::MIN < 0, $frac, between)?;
                let value = Self::signed(number.negative, number.magnitude);
                value.ok_or(ParseFixedError::OutOfRange)
            }
        }

        /// All decimals there are, none for a whole number. `{:.3}` rounds to as many as asked
        /// for, halves to even; width, fill and sign work as for Rust's own numbers.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                use sealed::Parts;
                let (negative, magnitude) = (self.is_below_zero(), self.magnitude());
                text::write(Number { negative, magnitude, frac_bits: $frac }, f)
            }
        }

        /// The type's name and the number in decimal.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        /// Reads a decimal number that is exactly one of this type's; `parse_rounded` takes others
        /// too.
        impl FromStr for $name {
            type Err = ParseFixedError;

            fn from_str(text: &str) -> Result<Self, ParseFixedError> {
                Self::parse(text, Between::Refuse)
            }
        }

        /// `None` where the sum, or one on the way to it, is out of range.
        impl Sum<$name> for Option<$name> {
            fn sum<I: Iterator<Item = $name>>(mut iter: I) -> Self {
                iter.try_fold($name::ZERO, $name::checked_add)
            }
        }

        /// As the chain's metadata describes it, the fraction bits included.
        impl TypeInfo for $name {
            type Identity = Self;

            fn type_info() -> Type {
                typenum::fixed::<$bits>($chain, stringify!($bits), $frac)
            }
        }

        impl Fixed for $name {}

        #[allow(
            unused_comparisons,
            clippy::absurd_extreme_comparisons,
            reason = "unsigned types ask for a sign as well"
        )]
        impl sealed::Parts for $name {
            const FRAC_BITS: u32 = $frac;

            fn is_below_zero(&self) -> bool {
                self.bits < 0
            }

            fn magnitude(&self) -> u128 {
                self.unsigned()
            }
        }
    };
}

macro_rules! negate {
    ($($name:ident),*) => {$(
        impl $name {
            /// The number with the other sign; `None` for [`MIN`](Self::MIN), which has none.
            #[must_use]
            pub const fn checked_neg(self) -> Option<Self> {
                match self.bits.checked_neg() {
                    Some(bits) => Some(Self { bits }),
                    None => None,
                }
            }

            /// The number with the other sign; [`MAX`](Self::MAX) for [`MIN`](Self::MIN).
            #[must_use]
            pub const fn saturating_neg(self) -> Self {
                Self { bits: self.bits.saturating_neg() }
            }

            /// Whether it is below zero.
            #[must_use]
            pub const fn is_negative(self) -> bool {
                self.bits < 0
            }
        }
    )*};
}

macro_rules! whole {
    ($($name:ident { $bits:ident } from $int:ident),*) => {$(
        /// A whole number, which always fits.
        impl From<$int> for $name {
            fn from(whole: $int) -> Self {
                Self { bits: $bits::from(whole) << Self::FRAC_BITS }
            }
        }
    )*};
}

fixed!(
    /// 96 bits before the point, 32 behind it, signed: `moving_price`, `RootClaimable`.
    I96F32 { bits: i128, fraction: 32, chain: "FixedI128" }
);
fixed!(
    /// 64 bits before the point, 64 behind it, signed: the flow of TAO, fees of positions.
    I64F64 { bits: i128, fraction: 64, chain: "FixedI128" }
);
fixed!(
    /// 32 bits before the point, 32 behind it, signed: `alpha_sigmoid_steepness`.
    I32F32 { bits: i64, fraction: 32, chain: "FixedI64" }
);
fixed!(
    /// 64 bits before the point, 64 behind it: `TotalHotkeyShares`, `Alpha`, square roots of
    /// prices.
    U64F64 { bits: u128, fraction: 64, chain: "FixedU128" }
);
fixed!(
    /// 96 bits before the point, 32 behind it: `RootProp`.
    U96F32 { bits: u128, fraction: 32, chain: "FixedU128" }
);

negate!(I96F32, I64F64, I32F32);
whole!(
    I96F32 { i128 } from i64,
    I64F64 { i128 } from i64,
    I32F32 { i64 } from i32,
    U64F64 { u128 } from u64,
    U96F32 { u128 } from u64
);
