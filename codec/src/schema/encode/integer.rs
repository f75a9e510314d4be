//! Integers of up to 256 bits with a sign, on their way from text or from Rust into bytes.

/// A whole number: a sign and a magnitude below 2^256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Integer {
    negative: bool,
    /// Least significant first.
    limbs: [u64; 4],
}

/// Why a text is not an [`Integer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotInteger {
    /// It is a number, but no chain's type holds it.
    TooLarge,
    Text,
}

impl Integer {
    /// Reads decimal digits, a minus before them or not, or hex digits behind `0x`, most
    /// significant first. Takes time in proportion to the text, however long.
    pub(super) fn parse(text: &str) -> Result<Self, NotInteger> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let negative = digits.len() < text.len();
        let (digits, radix) = match text.strip_prefix("0x") {
            Some(digits) => (digits, 16),
            None => (digits, 10),
        };
        if digits.is_empty() {
            return Err(NotInteger::Text);
        }
        let mut limbs = [0; 4];
        let mut fits = true;
        // As many digits as one limb takes.
        for chunk in digits.as_bytes().chunks(if radix == 16 { 15 } else { 19 }) {
            let (mut value, mut scale) = (0, 1);
            for &digit in chunk {
                let digit = char::from(digit).to_digit(radix).ok_or(NotInteger::Text)?;
                value = value * u64::from(radix) + u64::from(digit);
                scale *= u64::from(radix);
            }
            fits = fits && multiply_add(&mut limbs, scale, value);
        }
        if fits { Ok(Self { negative, limbs }) } else { Err(NotInteger::TooLarge) }
    }

    /// Its `width` bytes, little-endian, as an unsigned integer; `None` where it does not fit.
    pub(super) fn unsigned(self, width: usize) -> Option<[u8; 32]> {
        let bytes = self.magnitude();
        let fits = bytes[width..].iter().all(|&byte| byte == 0);
        let below_zero = self.negative && self.limbs != [0; 4];
        (fits && !below_zero).then_some(bytes)
    }

    /// Its `width` bytes, little-endian, in two's complement; `None` where it does not fit.
    pub(super) fn signed(self, width: usize) -> Option<[u8; 32]> {
        let magnitude = self.magnitude();
        let bytes = if self.negative { negated(magnitude) } else { magnitude };
        let is_zero = self.limbs == [0; 4];
        let is_below = bytes[width - 1] & 0x80 != 0;
        let fill = if is_below { 0xff } else { 0 };
        let fits = bytes[width..].iter().all(|&byte| byte == fill);
        (fits && is_below == (self.negative && !is_zero)).then_some(bytes)
    }

    /// Its value, if it is not negative and has at most 128 bits.
    pub(super) fn to_u128(self) -> Option<u128> {
        let [low, high, 0, 0] = self.limbs else { return None };
        let value = u128::from(high) << 64 | u128::from(low);
        (!self.negative || value == 0).then_some(value)
    }

    /// From 32 bytes, little-endian.
    pub(super) fn unsigned_of(bytes: [u8; 32]) -> Self {
        let mut limbs = [0; 4];
        for (limb, bytes) in limbs.iter_mut().zip(bytes.chunks_exact(8)) {
            *limb = bytes.iter().rev().fold(0, |limb, byte| limb << 8 | u64::from(*byte));
        }
        Self { negative: false, limbs }
    }

    /// From 32 bytes, little-endian, in two's complement.
    pub(super) fn signed_of(bytes: [u8; 32]) -> Self {
        if bytes[31] & 0x80 == 0 {
            return Self::unsigned_of(bytes);
        }
        Self { negative: true, ..Self::unsigned_of(negated(bytes)) }
    }

    fn magnitude(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (bytes, limb) in bytes.chunks_exact_mut(8).zip(self.limbs) {
            bytes.copy_from_slice(&limb.to_le_bytes());
        }
        bytes
    }
}

impl From<u64> for Integer {
    fn from(value: u64) -> Self {
        Self { negative: false, limbs: [value, 0, 0, 0] }
    }
}

impl From<u128> for Integer {
    fn from(value: u128) -> Self {
        Self { negative: false, limbs: [value as u64, (value >> 64) as u64, 0, 0] }
    }
}

impl From<i128> for Integer {
    fn from(value: i128) -> Self {
        Self { negative: value < 0, ..Self::from(value.unsigned_abs()) }
    }
}

/// Two's complement: of a number its negative, and back.
fn negated(mut bytes: [u8; 32]) -> [u8; 32] {
    let mut carry = true;
    for byte in &mut bytes {
        (*byte, carry) = (!*byte).overflowing_add(u8::from(carry));
    }
    bytes
}

/// `limbs * factor + more`; whether that has at most 256 bits.
fn multiply_add(limbs: &mut [u64; 4], factor: u64, more: u64) -> bool {
    let mut carry = more;
    for limb in limbs {
        let wide = u128::from(*limb) * u128::from(factor) + u128::from(carry);
        *limb = wide as u64;
        carry = (wide >> 64) as u64;
    }
    carry == 0
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::ToString;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn widths_are_those_of_rust(value: i128, shift in 0..128u32) {
            let value = value >> shift;
            let integer = Integer::from(value);
            prop_assert_eq!(Integer::parse(&value.to_string()), Ok(integer));
            macro_rules! width {
                ($way:ident, $int:ty) => {
                    let bytes = <$int>::try_from(value).ok().map(<$int>::to_le_bytes);
                    let ours = integer.$way(size_of::<$int>());
                    let ours = ours.map(|bytes| bytes[..size_of::<$int>()].to_vec());
                    prop_assert_eq!(ours, bytes.map(|bytes| bytes.to_vec()));
                };
            }
            width!(unsigned, u8);
            width!(unsigned, u16);
            width!(unsigned, u32);
            width!(unsigned, u64);
            width!(unsigned, u128);
            width!(signed, i8);
            width!(signed, i16);
            width!(signed, i32);
            width!(signed, i64);
            width!(signed, i128);
        }

        #[test]
        fn hex_is_most_significant_first(value: u128) {
            let integer = Integer::from(value);
            prop_assert_eq!(Integer::parse(&format!("{value:#x}")), Ok(integer));
            prop_assert_eq!(integer.to_u128(), Some(value));
            prop_assert_eq!(Integer::unsigned_of(integer.magnitude()), integer);
        }
    }

    #[test]
    fn the_greatest_of_256_bits() {
        let max = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
        let above =
            "115792089237316195423570985008687907853269984665640564039457584007913129639936";
        let most = Integer { negative: false, limbs: [u64::MAX; 4] };
        assert_eq!(Integer::parse(max), Ok(most));
        assert_eq!(Integer::parse(&["000", max].concat()), Ok(most));
        assert_eq!(Integer::parse(&["0x", &"f".repeat(64)].concat()), Ok(most));
        assert_eq!(Integer::parse(above), Err(NotInteger::TooLarge));
        assert_eq!(Integer::parse(&"9".repeat(1 << 20)), Err(NotInteger::TooLarge));
        assert_eq!(most.signed(32), None);
        assert_eq!(Integer { negative: true, ..most }.signed(32), None);
        let least = Integer { negative: true, limbs: [0, 0, 0, 1 << 63] };
        assert_eq!(least.signed(32).map(|bytes| bytes[31]), Some(0x80));
        assert_eq!(least.signed(32).map(Integer::signed_of), Some(least));
        assert_eq!(Integer { negative: false, ..least }.signed(32), None);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "-", "0x", "-0x1", "0x-1", "+1", " 1", "1 ", "1.0", "1e3", "1_0", "٣"] {
            assert_eq!(Integer::parse(text), Err(NotInteger::Text), "{text:?}");
        }
        assert_eq!(Integer::parse("-0").unwrap().unsigned(1), Some([0; 32]));
        assert_eq!(Integer::parse("-0").unwrap().signed(1), Some([0; 32]));
    }
}
