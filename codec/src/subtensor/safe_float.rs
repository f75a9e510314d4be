//! The runtime's decimal floating-point numbers.

use core::fmt::{self, Alignment, Write};

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::decimal::{Buffer, write_padded};

/// A number is written out in full where its exponent is this far from zero at most; the runtime's
/// own are within 21 and stand for stakes.
const MAX_PLAIN_EXPONENT: u64 = 40;

/// `mantissa` times ten to the power of `exponent`: shares of stakes. Since spec version 425.
///
/// Prints exactly, in scientific notation where there would be more than 40 zeros.
///
/// ```
/// use subwire_codec::subtensor::SafeFloat;
///
/// let shares = SafeFloat { mantissa: 150_000, exponent: -6 };
/// assert_eq!((shares.to_string(), shares.floor()), ("0.15".into(), Some(0)));
/// let many = SafeFloat { mantissa: 7, exponent: 3 };
/// assert_eq!((many.to_string(), many.floor()), ("7000".into(), Some(7_000)));
/// assert_eq!(SafeFloat { mantissa: 7, exponent: -100 }.to_string(), "7e-100");
/// ```
#[derive(
    Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo,
)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct SafeFloat {
    /// The digits.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub mantissa: u128,
    /// By how many places the point is moved.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub exponent: i64,
}

impl SafeFloat {
    /// The whole part; `None` where 128 bits do not hold it.
    #[must_use]
    pub fn floor(self) -> Option<u128> {
        let places = u32::try_from(self.exponent.unsigned_abs()).unwrap_or(u32::MAX);
        let power = 10u128.checked_pow(places);
        match (self.mantissa, self.exponent < 0) {
            (0, _) => Some(0),
            // Ten to a power beyond 128 bits is more than any mantissa.
            (mantissa, true) => Some(power.map_or(0, |power| mantissa / power)),
            (mantissa, false) => mantissa.checked_mul(power?),
        }
    }
}

impl fmt::Display for SafeFloat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut mantissa, mut exponent) = (self.mantissa, self.exponent);
        while mantissa != 0 && mantissa % 10 == 0 && exponent < 0 {
            (mantissa, exponent) = (mantissa / 10, exponent + 1);
        }
        let mut text = Buffer::new();
        let places = exponent.unsigned_abs();
        if mantissa == 0 || exponent == 0 {
            write!(text, "{mantissa}")?;
        } else if places > MAX_PLAIN_EXPONENT {
            write!(text, "{mantissa}e{exponent}")?;
        } else if exponent > 0 {
            write!(text, "{mantissa}{:0places$}", 0, places = places as usize)?;
        } else {
            let mut digits = Buffer::new();
            write!(digits, "{mantissa:0width$}", width = places as usize + 1)?;
            let (before, behind) =
                digits.as_str().split_at(digits.as_str().len() - places as usize);
            write!(text, "{before}.{behind}")?;
        }
        write_padded(f, "", text.as_str(), 0, Alignment::Left)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn texts_are_exact_and_short() {
        for (mantissa, exponent, text) in [
            (0, i64::MIN, "0"),
            (12, 0, "12"),
            (12, -1, "1.2"),
            (12, -2, "0.12"),
            (1_200, -2, "12"),
            (1, 40, "10000000000000000000000000000000000000000"),
            (1, 41, "1e41"),
            (1, i64::MIN, "1e-9223372036854775808"),
            (u128::MAX, -40, "0.0340282366920938463463374607431768211455"),
            (u128::MAX, i64::MAX, "340282366920938463463374607431768211455e9223372036854775807"),
        ] {
            assert_eq!(SafeFloat { mantissa, exponent }.to_string(), text);
        }
    }

    #[test]
    fn whole_parts_fit_or_are_none() {
        let floor = |mantissa, exponent| SafeFloat { mantissa, exponent }.floor();
        assert_eq!(floor(0, i64::MAX), Some(0));
        assert_eq!(floor(u128::MAX, i64::MIN), Some(0));
        assert_eq!(floor(u128::MAX, 0), Some(u128::MAX));
        assert_eq!(floor(u128::MAX, 1), None);
        assert_eq!(floor(1, i64::MAX), None);
        assert_eq!(floor(1_999, -3), Some(1));
    }
}
