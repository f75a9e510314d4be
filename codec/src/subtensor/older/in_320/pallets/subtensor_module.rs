//! The pallet `SubtensorModule`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{IN_212_224_233, IN_315_320};
    use crate::hasher::Blake2_128Concat;
    use crate::{AccountId, Storage};

    pub const AUTO_STAKE_DESTINATION: Storage<(Blake2_128Concat<AccountId>,), Option<AccountId>> =
        Storage::new("SubtensorModule", "AutoStakeDestination")
            .same_in(&IN_315_320)
            .missing_in(&IN_212_224_233);
}

pub mod calls {
    //! Calls.

    use crate::subtensor::NetUid;
    use crate::{AccountId, Call};

    /// Takes `netuid`, `hotkey`, `evm_key`, `block_number`, `signature`.
    pub const ASSOCIATE_EVM_KEY: Call<(NetUid, AccountId, [u8; 20], u64, [u8; 65])> =
        Call::new("SubtensorModule", "associate_evm_key");

    /// Takes `hotkey`.
    pub const SET_COLDKEY_AUTO_STAKE_HOTKEY: Call<(AccountId,)> =
        Call::new("SubtensorModule", "set_coldkey_auto_stake_hotkey");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::AUTO_STAKE_DESTINATION,
    &calls::ASSOCIATE_EVM_KEY,
    &calls::SET_COLDKEY_AUTO_STAKE_HOTKEY,
];
