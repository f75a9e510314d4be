//! Integers of 256 bits, as text.

use core::fmt::{self, Write};

/// The lower and the upper half of 32 bytes, lowest first.
pub(super) fn halves(bytes: &[u8; 32]) -> (u128, u128) {
    let mut halves = [[0; 16]; 2];
    halves[0].copy_from_slice(&bytes[..16]);
    halves[1].copy_from_slice(&bytes[16..]);
    (u128::from_le_bytes(halves[0]), u128::from_le_bytes(halves[1]))
}

/// Decimal digits of 32 bytes, lowest first, in two's complement if they are signed.
pub(super) fn write(f: &mut impl Write, bytes: &[u8; 32], signed: bool) -> fmt::Result {
    let (mut low, mut high) = halves(bytes);
    if signed && high >> 127 == 1 {
        f.write_char('-')?;
        let carry;
        (low, carry) = (!low).overflowing_add(1);
        high = (!high).wrapping_add(u128::from(carry));
    }
    // Nineteen digits a limb: 256 bits have 78.
    const LIMB: u128 = 10_000_000_000_000_000_000;
    let mut words = [low as u64, (low >> 64) as u64, high as u64, (high >> 64) as u64];
    let mut limbs = [0u64; 5];
    for limb in &mut limbs {
        let mut rest = 0;
        for word in words.iter_mut().rev() {
            let dividend = (rest << 64) | u128::from(*word);
            *word = (dividend / LIMB) as u64;
            rest = dividend % LIMB;
        }
        *limb = rest as u64;
    }
    let used = limbs.iter().rposition(|&limb| limb > 0).unwrap_or(0);
    write!(f, "{}", limbs[used])?;
    limbs[..used].iter().rev().try_for_each(|limb| write!(f, "{limb:019}"))
}
