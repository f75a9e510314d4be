//! The pallet `TransactionPayment`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use super::super::super::types::{FixedU128, Releases};
    use crate::Storage;

    pub const NEXT_FEE_MULTIPLIER: Storage<(), FixedU128> =
        Storage::new("TransactionPayment", "NextFeeMultiplier")
            .with_default(&[0, 0, 100, 167, 179, 182, 224, 13, 0, 0, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const STORAGE_VERSION: Storage<(), Releases> =
        Storage::new("TransactionPayment", "StorageVersion")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);
}

pub mod constants {
    //! Constants.

    use crate::Constant;

    pub const OPERATIONAL_FEE_MULTIPLIER: Constant<u8> =
        Constant::new("TransactionPayment", "OperationalFeeMultiplier");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::NEXT_FEE_MULTIPLIER,
    &storage::STORAGE_VERSION,
    &constants::OPERATIONAL_FEE_MULTIPLIER,
];
