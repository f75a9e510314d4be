//! One block of BLAKE2b-512, as far as a checksum of two bytes needs it.
//!
//! Source: RFC 7693. That most of the block is zero is known to the compiler, which leaves the
//! additions away.

const IV: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];

const SIGMA: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// The first eight bytes of the digest of the first `len` bytes of `message`, which the caller
/// has filled up with zeros.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn first_word(message: &[u8; 48], len: u64) -> u64 {
    let mut block = [0; 16];
    for (word, bytes) in block.iter_mut().zip(message.chunks_exact(8)) {
        *word = bytes.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    }
    // A digest of 64 bytes, no key.
    let first = IV[0] ^ 0x0101_0040;
    let mut state = [0; 16];
    state[..8].copy_from_slice(&IV);
    state[0] = first;
    state[8..].copy_from_slice(&IV);
    state[12] ^= len;
    // The last block.
    state[14] = !state[14];
    round::<0>(&mut state, &block);
    round::<1>(&mut state, &block);
    round::<2>(&mut state, &block);
    round::<3>(&mut state, &block);
    round::<4>(&mut state, &block);
    round::<5>(&mut state, &block);
    round::<6>(&mut state, &block);
    round::<7>(&mut state, &block);
    round::<8>(&mut state, &block);
    round::<9>(&mut state, &block);
    round::<0>(&mut state, &block);
    round::<1>(&mut state, &block);
    first ^ state[0] ^ state[8]
}

#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn round<const R: usize>(state: &mut [u64; 16], block: &[u64; 16]) {
    let at = |place: usize| block[SIGMA[R][place]];
    mix::<0, 4, 8, 12>(state, at(0), at(1));
    mix::<1, 5, 9, 13>(state, at(2), at(3));
    mix::<2, 6, 10, 14>(state, at(4), at(5));
    mix::<3, 7, 11, 15>(state, at(6), at(7));
    mix::<0, 5, 10, 15>(state, at(8), at(9));
    mix::<1, 6, 11, 12>(state, at(10), at(11));
    mix::<2, 7, 8, 13>(state, at(12), at(13));
    mix::<3, 4, 9, 14>(state, at(14), at(15));
}

#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
fn mix<const A: usize, const B: usize, const C: usize, const D: usize>(
    state: &mut [u64; 16],
    x: u64,
    y: u64,
) {
    state[A] = state[A].wrapping_add(state[B]).wrapping_add(x);
    state[D] = (state[D] ^ state[A]).rotate_right(32);
    state[C] = state[C].wrapping_add(state[D]);
    state[B] = (state[B] ^ state[C]).rotate_right(24);
    state[A] = state[A].wrapping_add(state[B]).wrapping_add(y);
    state[D] = (state[D] ^ state[A]).rotate_right(16);
    state[C] = state[C].wrapping_add(state[D]);
    state[B] = (state[B] ^ state[C]).rotate_right(63);
}
