//! Accounts and numbers that follow from a seed.

use alloc::vec::Vec;

use subwire_codec::AccountId;
use subwire_codec::hash::blake2b_256;

/// Gives for the same seed and the same words the same answer, in any order of asking: what is
/// made on demand is as if it had always been there.
#[derive(Clone, Debug)]
pub(super) struct Chance {
    /// Goes behind the words; empty for the seed 0.
    seed: Vec<u8>,
}

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        let seed = if seed == 0 { Vec::new() } else { seed.to_le_bytes().to_vec() };
        Self { seed }
    }

    pub(super) fn bytes(&self, words: &[&[u8]]) -> [u8; 32] {
        let mut bytes = words.concat();
        bytes.extend(&self.seed);
        blake2b_256(&bytes)
    }

    pub(super) fn account(&self, words: &[&[u8]]) -> AccountId {
        AccountId::from(self.bytes(words))
    }

    pub(super) fn number(&self, words: &[&[u8]]) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.bytes(words);
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}
