//! The pallet `AdminUtils`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{IN_212_224_233, IN_315_320_343};
    use super::super::super::types::PrecompileEnum;
    use crate::Storage;
    use crate::hasher::Blake2_128Concat;

    pub const PRECOMPILE_ENABLE: Storage<(Blake2_128Concat<PrecompileEnum>,), bool> =
        Storage::new("AdminUtils", "PrecompileEnable")
            .with_default(&[1])
            .same_in(&IN_315_320_343)
            .missing_in(&IN_212_224_233);
}

pub mod calls {
    //! Calls.

    use super::super::super::types::PrecompileEnum;
    use crate::Call;

    /// Takes `precompile_id`, `enabled`.
    pub const SUDO_TOGGLE_EVM_PRECOMPILE: Call<(PrecompileEnum, bool)> =
        Call::new("AdminUtils", "sudo_toggle_evm_precompile");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] =
    &[&storage::PRECOMPILE_ENABLE, &calls::SUDO_TOGGLE_EVM_PRECOMPILE];
