//! The pallet `BaseFee`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use super::super::super::types::Permill;
    use crate::Storage;

    pub const BASE_FEE_PER_GAS: Storage<(), [u64; 4]> = Storage::new("BaseFee", "BaseFeePerGas")
        .with_default(&[
            0, 200, 23, 168, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0,
        ])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const ELASTICITY: Storage<(), Permill> = Storage::new("BaseFee", "Elasticity")
        .with_default(&[72, 232, 1, 0])
        .same_in(&IN_212_224_233_315_320_343_365);
}

pub mod calls {
    //! Calls.

    use super::super::super::types::Permill;
    use crate::Call;

    /// Takes `fee`.
    pub const SET_BASE_FEE_PER_GAS: Call<([u64; 4],)> =
        Call::new("BaseFee", "set_base_fee_per_gas");

    /// Takes `elasticity`.
    pub const SET_ELASTICITY: Call<(Permill,)> = Call::new("BaseFee", "set_elasticity");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::BASE_FEE_PER_GAS,
    &storage::ELASTICITY,
    &calls::SET_BASE_FEE_PER_GAS,
    &calls::SET_ELASTICITY,
];
