//! The pallet `EVMChainId`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use crate::Storage;

    pub const CHAIN_ID: Storage<(), u64> = Storage::new("EVMChainId", "ChainId")
        .with_default(&[0; 8])
        .same_in(&IN_212_224_233_315_320_343_365);
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&storage::CHAIN_ID];
