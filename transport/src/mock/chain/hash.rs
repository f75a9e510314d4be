//! Hashes and dice that are the same in every run.

use alloc::sync::Arc;

/// A block's or an extrinsic's hash.
pub(super) type Hash = [u8; 32];

/// How extrinsics and values are hashed.
pub(super) type Hasher = Arc<dyn Fn(&[u8]) -> Hash + Send + Sync>;

/// 32 bytes that follow from `bytes` and differ where they differ. Not a chain's hash, and nothing
/// to build security on: BLAKE2 would be one more dependency of a crate that hashes nothing else.
pub(super) fn mix(bytes: &[u8]) -> Hash {
    let mut lanes = [1u64, 2, 3, 4].map(|lane| scramble(lane ^ bytes.len() as u64));
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        let word = u64::from_le_bytes(word);
        // Each lane starts elsewhere, so one that collides leaves three that do not.
        lanes = lanes.map(|lane| scramble(lane.wrapping_add(word)));
    }
    let mut hash = [0; 32];
    for (bytes, lane) in hash.chunks_exact_mut(8).zip(lanes) {
        bytes.copy_from_slice(&lane.to_le_bytes());
    }
    hash
}

/// Numbers from a seed.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`, or 0 where that is 0.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        // The bias is of one in billions of billions for the small limits that are asked for.
        scramble(self.0).checked_rem(limit).unwrap_or_default()
    }
}

/// The golden ratio's step of SplitMix64.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// SplitMix64's finalizer: a permutation of the 64-bit numbers in which each bit of the argument
/// moves about half of those of the result.
fn scramble(number: u64) -> u64 {
    let mut z = number.wrapping_add(STEP);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_differs_has_another_hash() {
        let texts: [&[u8]; 7] = [b"", b"\0", b"\0\0", b"a", b"b", b"12345678", b"123456780"];
        let hashes: BTreeSet<Hash> = texts.iter().map(|text| mix(text)).collect();
        assert_eq!(hashes.len(), texts.len());
        assert_eq!(mix(b"again"), mix(b"again"));
    }

    #[test]
    fn dice_stay_below_and_reach_every_number() {
        let mut dice = Dice::new(7);
        let thrown: BTreeSet<u64> = (0..200).map(|_| dice.below(6)).collect();
        assert_eq!(thrown, (0..6).collect());
        assert_eq!(dice.below(0), 0);
        let throw = |seed| (0..9).map(|_| 1000).scan(Dice::new(seed), |d, n| Some(d.below(n)));
        assert!(throw(1).eq(throw(1)) && throw(1).ne(throw(2)));
    }
}
