//! The pallet `Contracts`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{IN_212_224_233_315_320, IN_343_365};
    use super::super::super::types::{CodeInfo, ContractInfo, DeletionQueueManager};
    use crate::hasher::{Identity, Twox64Concat};
    use crate::{AccountId, Storage};
    use alloc::vec::Vec;

    pub const PRISTINE_CODE: Storage<(Identity<[u8; 32]>,), Option<Vec<u8>>> =
        Storage::new("Contracts", "PristineCode")
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const CODE_INFO_OF: Storage<(Identity<[u8; 32]>,), Option<CodeInfo>> =
        Storage::new("Contracts", "CodeInfoOf")
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const NONCE: Storage<(), u64> = Storage::new("Contracts", "Nonce")
        .with_default(&[0; 8])
        .same_in(&IN_343_365)
        .missing_in(&IN_212_224_233_315_320);

    pub const CONTRACT_INFO_OF: Storage<(Twox64Concat<AccountId>,), Option<ContractInfo>> =
        Storage::new("Contracts", "ContractInfoOf")
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const DELETION_QUEUE: Storage<(Twox64Concat<u32>,), Option<Vec<u8>>> =
        Storage::new("Contracts", "DeletionQueue")
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const DELETION_QUEUE_COUNTER: Storage<(), DeletionQueueManager> =
        Storage::new("Contracts", "DeletionQueueCounter")
            .with_default(&[0; 8])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const MIGRATION_IN_PROGRESS: Storage<(), Option<Vec<u8>>> =
        Storage::new("Contracts", "MigrationInProgress")
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);
}

pub mod constants {
    //! Constants.

    use super::super::super::types::{ApiVersion, Environment, Perbill, Schedule};
    use crate::Constant;

    pub const SCHEDULE: Constant<Schedule> = Constant::new("Contracts", "Schedule");

    pub const DEPOSIT_PER_BYTE: Constant<u64> = Constant::new("Contracts", "DepositPerByte");

    pub const DEFAULT_DEPOSIT_LIMIT: Constant<u64> =
        Constant::new("Contracts", "DefaultDepositLimit");

    pub const DEPOSIT_PER_ITEM: Constant<u64> = Constant::new("Contracts", "DepositPerItem");

    pub const CODE_HASH_LOCKUP_DEPOSIT_PERCENT: Constant<Perbill> =
        Constant::new("Contracts", "CodeHashLockupDepositPercent");

    pub const MAX_CODE_LEN: Constant<u32> = Constant::new("Contracts", "MaxCodeLen");

    pub const MAX_STORAGE_KEY_LEN: Constant<u32> = Constant::new("Contracts", "MaxStorageKeyLen");

    pub const MAX_TRANSIENT_STORAGE_SIZE: Constant<u32> =
        Constant::new("Contracts", "MaxTransientStorageSize");

    pub const MAX_DELEGATE_DEPENDENCIES: Constant<u32> =
        Constant::new("Contracts", "MaxDelegateDependencies");

    pub const UNSAFE_UNSTABLE_INTERFACE: Constant<bool> =
        Constant::new("Contracts", "UnsafeUnstableInterface");

    pub const MAX_DEBUG_BUFFER_LEN: Constant<u32> = Constant::new("Contracts", "MaxDebugBufferLen");

    pub const ENVIRONMENT: Constant<Environment> = Constant::new("Contracts", "Environment");

    pub const API_VERSION: Constant<ApiVersion> = Constant::new("Contracts", "ApiVersion");
}

pub mod calls {
    //! Calls.

    use super::super::super::types::{Determinism, MultiAddress, Weight};
    use crate::codec::Compact;
    use crate::{Call, Tao};
    use alloc::vec::Vec;

    /// Takes `dest`, `value`, `gas_limit`, `storage_deposit_limit`, `data`.
    pub const CALL_OLD_WEIGHT: Call<(
        MultiAddress,
        Compact<Tao>,
        Compact<u64>,
        Option<Compact<u64>>,
        Vec<u8>,
    )> = Call::new("Contracts", "call_old_weight");

    /// Takes `value`, `gas_limit`, `storage_deposit_limit`, `code`, `data`, `salt`.
    pub const INSTANTIATE_WITH_CODE_OLD_WEIGHT: Call<(
        Compact<Tao>,
        Compact<u64>,
        Option<Compact<u64>>,
        Vec<u8>,
        Vec<u8>,
        Vec<u8>,
    )> = Call::new("Contracts", "instantiate_with_code_old_weight");

    /// Takes `value`, `gas_limit`, `storage_deposit_limit`, `code_hash`, `data`, `salt`.
    pub const INSTANTIATE_OLD_WEIGHT: Call<(
        Compact<Tao>,
        Compact<u64>,
        Option<Compact<u64>>,
        [u8; 32],
        Vec<u8>,
        Vec<u8>,
    )> = Call::new("Contracts", "instantiate_old_weight");

    /// Takes `code`, `storage_deposit_limit`, `determinism`.
    pub const UPLOAD_CODE: Call<(Vec<u8>, Option<Compact<u64>>, Determinism)> =
        Call::new("Contracts", "upload_code");

    /// Takes `code_hash`.
    pub const REMOVE_CODE: Call<([u8; 32],)> = Call::new("Contracts", "remove_code");

    /// Takes `dest`, `code_hash`.
    pub const SET_CODE: Call<(MultiAddress, [u8; 32])> = Call::new("Contracts", "set_code");

    /// Takes `dest`, `value`, `gas_limit`, `storage_deposit_limit`, `data`.
    pub const CALL: Call<(MultiAddress, Compact<Tao>, Weight, Option<Compact<u64>>, Vec<u8>)> =
        Call::new("Contracts", "call");

    /// Takes `value`, `gas_limit`, `storage_deposit_limit`, `code`, `data`, `salt`.
    pub const INSTANTIATE_WITH_CODE: Call<(
        Compact<Tao>,
        Weight,
        Option<Compact<u64>>,
        Vec<u8>,
        Vec<u8>,
        Vec<u8>,
    )> = Call::new("Contracts", "instantiate_with_code");

    /// Takes `value`, `gas_limit`, `storage_deposit_limit`, `code_hash`, `data`, `salt`.
    pub const INSTANTIATE: Call<(
        Compact<Tao>,
        Weight,
        Option<Compact<u64>>,
        [u8; 32],
        Vec<u8>,
        Vec<u8>,
    )> = Call::new("Contracts", "instantiate");

    /// Takes `weight_limit`.
    pub const MIGRATE: Call<(Weight,)> = Call::new("Contracts", "migrate");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::PRISTINE_CODE,
    &storage::CODE_INFO_OF,
    &storage::NONCE,
    &storage::CONTRACT_INFO_OF,
    &storage::DELETION_QUEUE,
    &storage::DELETION_QUEUE_COUNTER,
    &storage::MIGRATION_IN_PROGRESS,
    &constants::SCHEDULE,
    &constants::DEPOSIT_PER_BYTE,
    &constants::DEFAULT_DEPOSIT_LIMIT,
    &constants::DEPOSIT_PER_ITEM,
    &constants::CODE_HASH_LOCKUP_DEPOSIT_PERCENT,
    &constants::MAX_CODE_LEN,
    &constants::MAX_STORAGE_KEY_LEN,
    &constants::MAX_TRANSIENT_STORAGE_SIZE,
    &constants::MAX_DELEGATE_DEPENDENCIES,
    &constants::UNSAFE_UNSTABLE_INTERFACE,
    &constants::MAX_DEBUG_BUFFER_LEN,
    &constants::ENVIRONMENT,
    &constants::API_VERSION,
    &calls::CALL_OLD_WEIGHT,
    &calls::INSTANTIATE_WITH_CODE_OLD_WEIGHT,
    &calls::INSTANTIATE_OLD_WEIGHT,
    &calls::UPLOAD_CODE,
    &calls::REMOVE_CODE,
    &calls::SET_CODE,
    &calls::CALL,
    &calls::INSTANTIATE_WITH_CODE,
    &calls::INSTANTIATE,
    &calls::MIGRATE,
];
