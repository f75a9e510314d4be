//! The hashes of storage keys: xxHash64 in three widths and BLAKE2b in two.
//!
//! Source of their use in keys: `sp-crypto-hashing` and FRAME's storage hashers.

use xxhash_rust::{const_xxh64, xxh64};

/// xxHash64 with seed 0, little-endian.
#[must_use]
pub fn twox_64(data: &[u8]) -> [u8; 8] {
    xxh64::xxh64(data, 0).to_le_bytes()
}

/// xxHash64 with seeds 0 and 1, one after the other.
#[must_use]
pub fn twox_128(data: &[u8]) -> [u8; 16] {
    wide(data)
}

/// xxHash64 with seeds 0 to 3, one after the other.
#[must_use]
pub fn twox_256(data: &[u8]) -> [u8; 32] {
    wide(data)
}

/// BLAKE2b with a digest of 128 bits.
#[must_use]
pub fn blake2b_128(data: &[u8]) -> [u8; 16] {
    blake2b(data)
}

/// BLAKE2b with a digest of 256 bits.
#[must_use]
pub fn blake2b_256(data: &[u8]) -> [u8; 32] {
    blake2b(data)
}

/// The 32 bytes with which every key of a storage item starts: `twox_128(pallet)` and
/// `twox_128(item)`. Runs at compile time in a constant.
#[must_use]
pub const fn storage_prefix(pallet: &str, item: &str) -> [u8; 32] {
    let mut out = [0; 32];
    const_twox_128(pallet.as_bytes(), &mut out, 0);
    const_twox_128(item.as_bytes(), &mut out, 16);
    out
}

/// BLAKE2b with a digest of 256 bits, of two pieces as if they were one.
pub(crate) fn blake2b_256_of(parts: [&[u8]; 2]) -> [u8; 32] {
    let mut state = blake2b_simd::Params::new().hash_length(32).to_state();
    for part in parts {
        state.update(part);
    }
    let mut out = [0; 32];
    out.copy_from_slice(state.finalize().as_bytes());
    out
}

/// The 64-byte digest that SS58 checksums are cut from.
pub(crate) fn blake2b_512(parts: [&[u8]; 2]) -> [u8; 64] {
    let mut state = blake2b_simd::State::new();
    for part in parts {
        state.update(part);
    }
    *state.finalize().as_array()
}

fn wide<const N: usize>(data: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    for (seed, lane) in out.chunks_exact_mut(8).enumerate() {
        lane.copy_from_slice(&xxh64::xxh64(data, seed as u64).to_le_bytes());
    }
    out
}

fn blake2b<const N: usize>(data: &[u8]) -> [u8; N] {
    let digest = blake2b_simd::Params::new().hash_length(N).hash(data);
    let mut out = [0; N];
    out.copy_from_slice(digest.as_bytes());
    out
}

// Slices cannot be copied into in a const fn of our Rust version, hence the index loops.
const fn const_twox_128(data: &[u8], out: &mut [u8; 32], start: usize) {
    let mut seed = 0;
    while seed < 2 {
        let lane = const_xxh64::xxh64(data, seed as u64).to_le_bytes();
        let mut i = 0;
        while i < 8 {
            out[start + seed * 8 + i] = lane[i];
            i += 1;
        }
        seed += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Golden values: keys recorded from Subtensor nodes, and RFC 7693 for BLAKE2b.
    #[test]
    fn prefixes_are_those_of_recorded_keys() {
        const ACCOUNT: [u8; 32] = storage_prefix("System", "Account");
        assert_eq!(
            const_hex::encode(ACCOUNT),
            "26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9"
        );
        assert_eq!(ACCOUNT[..16], twox_128(b"System"));
        assert_eq!(
            const_hex::encode(storage_prefix("SubtensorModule", "NetworksAdded")),
            "658faa385070e074c85bf6b568cf05550e30450fc4d507a846032a7fa65d9a43"
        );
    }

    #[test]
    fn widths_share_their_lanes() {
        let wide = twox_256(b"subtensor");
        assert_eq!(wide[..8], twox_64(b"subtensor"));
        assert_eq!(wide[..16], twox_128(b"subtensor"));
        assert_ne!(wide[16..24], wide[..8]);
    }

    #[test]
    fn blake2b_matches_rfc_7693() {
        assert!(
            const_hex::encode(blake2b_512([b"a", b"bc"])).starts_with("ba80a53f981c4d0d6a2797b6")
        );
        // b2sum -l 256 and -l 128 of "abc"
        assert!(
            const_hex::encode(blake2b_256(b"abc")).starts_with("bddd813c634239723171ef3fee98579b")
        );
        assert_eq!(const_hex::encode(blake2b_128(b"abc")), "cf4ab791c62b8d2b2109c90275287816");
    }
}
