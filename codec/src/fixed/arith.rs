//! Products and quotients of 128-bit magnitudes through 256 bits, so that nothing is lost between.
//!
//! All of it rounds down, which for magnitudes is towards zero.

/// `a * b / 2^shift`, rounded down; `None` above 128 bits. `shift` is below 128.
pub(crate) const fn mul_shift(a: u128, b: u128, shift: u32) -> Option<u128> {
    let (high, low) = wide_mul(a, b);
    if shift == 0 {
        return if high == 0 { Some(low) } else { None };
    }
    if high >> shift != 0 {
        return None;
    }
    Some((high << (128 - shift)) | (low >> shift))
}

/// `a * 2^shift / b`, rounded down; `None` above 128 bits and where `b` is zero. `shift` is below
/// 128.
pub(crate) const fn shift_div(a: u128, b: u128, shift: u32) -> Option<u128> {
    if b == 0 {
        return None;
    }
    let (mut quotient, mut rest) = (a / b, a % b);
    if quotient > u128::MAX >> shift {
        return None;
    }
    if rest.leading_zeros() >= shift {
        return Some((quotient << shift) | ((rest << shift) / b));
    }
    // Long division, one bit at a time: the rest grows to 129 bits, of which the carry is the top.
    let mut left = shift;
    while left > 0 {
        let carry = rest >> 127 == 1;
        rest <<= 1;
        quotient <<= 1;
        if carry || rest >= b {
            rest = rest.wrapping_sub(b);
            quotient |= 1;
        }
        left -= 1;
    }
    Some(quotient)
}

/// The 256 bits of a product: the upper half, then the lower.
const fn wide_mul(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0) = (a >> 64, a & LOW);
    let (b1, b0) = (b >> 64, b & LOW);
    // (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1: no sum below overflows.
    let bottom = a0 * b0;
    let middle = a1 * b0 + (bottom >> 64);
    let other = a0 * b1 + (middle & LOW);
    let high = a1 * b1 + (middle >> 64) + (other >> 64);
    (high, (other << 64) | (bottom & LOW))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn edges() {
        assert_eq!(wide_mul(u128::MAX, u128::MAX), (u128::MAX - 1, 1));
        assert_eq!(mul_shift(u128::MAX, u128::MAX, 127), None);
        assert_eq!(mul_shift(u128::MAX, 1 << 64, 64), Some(u128::MAX));
        assert_eq!(mul_shift(u128::MAX, 2, 0), None);
        assert_eq!(mul_shift(1, 1, 64), Some(0));
        assert_eq!(shift_div(u128::MAX, u128::MAX, 64), Some(1 << 64));
        assert_eq!(shift_div(u128::MAX - 1, u128::MAX, 64), Some(u64::MAX.into()));
        assert_eq!(shift_div(1 << 64, 1, 64), None);
        assert_eq!(shift_div(u64::MAX.into(), 1, 64), Some(u128::MAX - u128::from(u64::MAX)));
        assert_eq!(shift_div(1, 0, 64), None);
    }

    proptest! {
        #[test]
        fn small_ones_are_as_in_128_bits(a: u64, b: u64, shift in 0u32..64) {
            let (a, b) = (u128::from(a), u128::from(b));
            prop_assert_eq!(mul_shift(a, b, shift), Some((a * b) >> shift));
            prop_assert_eq!(shift_div(a, b, shift), (a << shift).checked_div(b));
        }

        /// The quotient is the greatest number whose product with the divisor is not above the
        /// dividend, in 256 bits.
        #[test]
        fn a_quotient_is_exact(a: u128, b in 1u128.., down in 0u32..128, shift in 0u32..128) {
            let b = (b >> down).max(1);
            let dividend = if shift == 0 { (0, a) } else { (a >> (128 - shift), a << shift) };
            match shift_div(a, b, shift) {
                Some(quotient) => {
                    let (high, low) = wide_mul(quotient, b);
                    prop_assert!((high, low) <= dividend);
                    let (next, carry) = low.overflowing_add(b);
                    prop_assert!((u128::from(carry) + high, next) > dividend);
                }
                // The quotient takes 129 bits where the upper half is not below the divisor.
                None => prop_assert!(dividend.0 >= b),
            }
        }
    }
}
