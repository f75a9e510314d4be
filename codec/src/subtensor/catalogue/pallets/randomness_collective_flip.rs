//! The pallet `RandomnessCollectiveFlip`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use crate::Storage;
    use alloc::vec::Vec;

    pub const RANDOM_MATERIAL: Storage<(), Vec<[u8; 32]>> =
        Storage::new("RandomnessCollectiveFlip", "RandomMaterial")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&storage::RANDOM_MATERIAL];
