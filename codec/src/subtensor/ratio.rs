//! Fractions as the chain holds them: so many parts of a whole.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Alignment};

use parity_scale_codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::decimal::{rounds_up, write_padded};
use crate::{Alpha, Tao};

/// [`Tao`] and [`Alpha`]: what a fraction can be taken of.
pub trait Amount: sealed::Amount {}

mod sealed {
    pub trait Amount: Copy {
        fn times_ratio(self, parts: u64, whole: u64) -> Option<Self>;
    }
}

macro_rules! ratio {
    (
        $(#[$doc:meta])*
        $name:ident($(#[$serde:meta])* $int:ident), whole: $whole:literal, decimals: $decimals:literal
    ) => {
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
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        #[cfg_attr(feature = "serde", serde(transparent))]
        pub struct $name(
            /// How many parts.
            $(#[$serde])*
            pub $int,
        );

        impl $name {
            /// How many parts the whole has.
            pub const WHOLE: $int = $whole;
            /// Nothing.
            pub const ZERO: Self = Self(0);
            /// The whole.
            pub const ONE: Self = Self(Self::WHOLE);

            /// The nearest number that an `f64` holds; most are not exact.
            #[must_use]
            pub fn to_f64(self) -> f64 {
                self.0 as f64 / Self::WHOLE as f64
            }

            /// Displays in percent, `18.00%`, with two decimals or as many as asked for.
            #[must_use]
            pub fn percent(self) -> impl fmt::Display {
                InPercent { parts: self.0.into(), whole: Self::WHOLE.into() }
            }
        }

        impl From<$int> for $name {
            fn from(parts: $int) -> Self {
                Self(parts)
            }
        }

        impl From<$name> for $int {
            fn from(ratio: $name) -> Self {
                ratio.0
            }
        }

        /// As a part of one, rounded to the nearest: by default with as many decimals as tell any
        /// two apart, `{:.3}` with as many as asked for.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let decimals = f.precision().unwrap_or($decimals);
                let number = quotient(self.0.into(), Self::WHOLE.into(), decimals);
                write_padded(f, "", &number, 0, Alignment::Left)
            }
        }
    };
}

ratio!(
    /// Parts of 65535: takes, incentives, dividends, weights.
    ///
    /// ```
    /// use subwire_codec::Tao;
    /// use subwire_codec::subtensor::PerU16;
    ///
    /// let take = PerU16(11_796);
    /// assert_eq!(take.to_string(), "0.18000");
    /// assert_eq!(format!("{take:.7} {}", take.percent()), "0.1799954 18.00%");
    /// let reward = Tao::from_rao(1_000_000_000);
    /// assert_eq!(take.of(reward), Tao::from_rao(179_995_422));    // rounded down to the rao
    /// ```
    PerU16(u16), whole: 65_535, decimals: 5
);
ratio!(
    /// Parts of 2^64 - 1: the shares of children, `TaoWeight`.
    PerU64(#[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))] u64),
    whole: 18_446_744_073_709_551_615, decimals: 20
);
ratio!(
    /// Parts of a thousand. May be more than the whole.
    PerMille(u32), whole: 1_000, decimals: 3
);
ratio!(
    /// Parts of a hundred. May be more than the whole, though no honest runtime stores that.
    Percent(u8), whole: 100, decimals: 2
);

macro_rules! of {
    ($($name:ident),*) => {$(
        impl $name {
            /// This part of an amount, rounded down to the rao.
            #[must_use]
            pub fn of<A: Amount>(self, amount: A) -> A {
                // No part is more than the whole, so none is more than the amount.
                amount.times_ratio(self.0.into(), Self::WHOLE.into()).unwrap_or(amount)
            }
        }
    )*};
}

macro_rules! checked_of {
    ($($name:ident),*) => {$(
        impl $name {
            /// This part of an amount, rounded down to the rao; `None` where it would not fit.
            #[must_use]
            pub fn checked_of<A: Amount>(self, amount: A) -> Option<A> {
                amount.times_ratio(self.0.into(), Self::WHOLE.into())
            }
        }
    )*};
}

of!(PerU16, PerU64);
checked_of!(PerMille, Percent);

macro_rules! amount {
    ($($name:ident),*) => {$(
        impl Amount for $name {}

        impl sealed::Amount for $name {
            fn times_ratio(self, parts: u64, whole: u64) -> Option<Self> {
                self.checked_mul_ratio(parts, whole)
            }
        }
    )*};
}

amount!(Tao, Alpha);

struct InPercent {
    parts: u64,
    whole: u64,
}

impl fmt::Display for InPercent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = f.precision().unwrap_or(2);
        let mut number = quotient(u128::from(self.parts) * 100, self.whole, decimals);
        number.push('%');
        write_padded(f, "", &number, 0, Alignment::Left)
    }
}

/// `parts / whole` in decimal, to the nearest, halves to even. `parts` is below 2^72.
fn quotient(parts: u128, whole: u64, decimals: usize) -> String {
    let whole = u128::from(whole);
    let (mut before, mut rest) = (parts / whole, parts % whole);
    let mut behind = Vec::new();
    for _ in 0..decimals {
        behind.push((rest * 10 / whole) as u8);
        rest = rest * 10 % whole;
    }
    let last_is_odd = behind.last().map_or(before % 2 == 1, |digit| digit % 2 == 1);
    if rounds_up(last_is_odd, (rest * 2).cmp(&whole)) {
        let nines = behind.iter().rev().take_while(|digit| **digit == 9).count();
        let stays = behind.len() - nines;
        behind[stays..].fill(0);
        match behind[..stays].last_mut() {
            Some(digit) => *digit += 1,
            None => before += 1,
        }
    }
    let point = if decimals > 0 { "." } else { "" };
    let mut number = alloc::format!("{before}{point}");
    number.extend(behind.into_iter().map(|digit| char::from(b'0' + digit)));
    number
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::ToString;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_exact() {
        assert_eq!(PerU16(65_535).to_string(), "1.00000");
        assert_eq!(PerU16(65_534).to_string(), "0.99998");
        assert_eq!(format!("{:.3}", PerU16(65_534)), "1.000");
        assert_eq!(format!("{:.0}", PerU16(32_768)), "1");
        assert_eq!(format!("{:.0}", PerU16(32_767)), "0");
        assert_eq!(format!("{:.30}", PerU16(1)), "0.000015259021896696421759365225");
        assert_eq!(PerU64(1).to_string(), "0.00000000000000000005");
        assert_eq!(PerU64(u64::MAX).to_string(), "1.00000000000000000000");
        assert_eq!(PerU64(u64::MAX).percent().to_string(), "100.00%");
        assert_eq!(
            (PerMille(13_700).to_string(), Percent(7).to_string()),
            ("13.700".into(), "0.07".into())
        );
        // Halves go to the even neighbour.
        assert_eq!(format!("{:.2} {:.2}", PerMille(125), PerMille(135)), "0.12 0.14");
        assert_eq!(
            format!("[{:>8.2}] [{:<8.2}]", Percent(50), Percent(50)),
            "[    0.50] [0.50    ]"
        );
    }

    #[test]
    fn parts_of_amounts_round_down() {
        assert_eq!(PerU16(65_535).of(Tao::MAX), Tao::MAX);
        assert_eq!(PerU16(65_534).of(Alpha::from_rao(65_534)), Alpha::from_rao(65_533));
        assert_eq!(PerU64(u64::MAX).of(Alpha::MAX), Alpha::MAX);
        assert_eq!(PerU64(u64::MAX - 1).of(Alpha::from_rao(1)), Alpha::ZERO);
        assert_eq!(PerMille(13_700).checked_of(Tao::from_rao(10)), Some(Tao::from_rao(137)));
        assert_eq!(PerMille(1_001).checked_of(Tao::MAX), None);
        assert_eq!(Percent(18).checked_of(Tao::from_rao(10)), Some(Tao::from_rao(1)));
    }

    proptest! {
        #[test]
        fn default_texts_tell_any_two_apart(a: u16, b: u16, c: u64, d: u64) {
            prop_assert_eq!(PerU16(a).to_string() == PerU16(b).to_string(), a == b);
            prop_assert_eq!(PerU64(c).to_string() == PerU64(d).to_string(), c == d);
            prop_assert!(PerU64(c).to_string() != PerU64(c.wrapping_add(1)).to_string());
        }

        #[test]
        fn texts_are_the_nearest(parts: u16, decimals in 0usize..12) {
            let text = format!("{:.decimals$}", PerU16(parts)).replace('.', "");
            let scale = 10u128.pow(decimals as u32);
            let (exact, found) = (u128::from(parts) * scale, text.parse::<u128>().unwrap() * 65_535);
            prop_assert!(exact.abs_diff(found) * 2 <= 65_535);
        }
    }
}
