//! The pallet `MevShield`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{IN_212_224_233_315_320_343, IN_365};
    use super::super::super::types::Submission;
    use crate::Storage;
    use crate::hasher::Blake2_128Concat;
    use alloc::vec::Vec;

    pub const CURRENT_KEY: Storage<(), Option<Vec<u8>>> = Storage::new("MevShield", "CurrentKey")
        .same_in(&IN_365)
        .missing_in(&IN_212_224_233_315_320_343);

    pub const NEXT_KEY: Storage<(), Option<Vec<u8>>> = Storage::new("MevShield", "NextKey")
        .same_in(&IN_365)
        .missing_in(&IN_212_224_233_315_320_343);

    pub const SUBMISSIONS: Storage<(Blake2_128Concat<[u8; 32]>,), Option<Submission>> =
        Storage::new("MevShield", "Submissions")
            .same_in(&IN_365)
            .missing_in(&IN_212_224_233_315_320_343);

    pub const KEY_HASH_BY_BLOCK: Storage<(Blake2_128Concat<u32>,), Option<[u8; 32]>> =
        Storage::new("MevShield", "KeyHashByBlock")
            .same_in(&IN_365)
            .missing_in(&IN_212_224_233_315_320_343);
}

pub mod calls {
    //! Calls.

    use crate::Call;
    use alloc::vec::Vec;

    /// Takes `public_key`.
    pub const ANNOUNCE_NEXT_KEY: Call<(Vec<u8>,)> = Call::new("MevShield", "announce_next_key");

    /// Takes `commitment`, `ciphertext`.
    pub const SUBMIT_ENCRYPTED: Call<([u8; 32], Vec<u8>)> =
        Call::new("MevShield", "submit_encrypted");

    /// Takes `id`, `reason`.
    pub const MARK_DECRYPTION_FAILED: Call<([u8; 32], Vec<u8>)> =
        Call::new("MevShield", "mark_decryption_failed");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::CURRENT_KEY,
    &storage::NEXT_KEY,
    &storage::SUBMISSIONS,
    &storage::KEY_HASH_BY_BLOCK,
    &calls::ANNOUNCE_NEXT_KEY,
    &calls::SUBMIT_ENCRYPTED,
    &calls::MARK_DECRYPTION_FAILED,
];
