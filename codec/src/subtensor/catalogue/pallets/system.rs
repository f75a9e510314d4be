//! The pallet `System`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{
        IN_212_224_233, IN_212_224_233_315_320_343_365, IN_315_320_343_365, IN_365,
    };
    use super::super::super::types::{
        CodeUpgradeAuthorization, Digest, EventRecord, LastRuntimeUpgradeInfo, Phase,
        SupportPerDispatchClass, Weight,
    };
    use crate::hasher::{Blake2_128Concat, Twox64Concat};
    use crate::subtensor::AccountInfo;
    use crate::{AccountId, Storage};
    use alloc::vec::Vec;

    /// An account's nonce and balances.
    pub const ACCOUNT: Storage<(Blake2_128Concat<AccountId>,), AccountInfo> =
        Storage::new("System", "Account")
            .with_default(&[
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                128,
            ])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const EXTRINSIC_COUNT: Storage<(), Option<u32>> =
        Storage::new("System", "ExtrinsicCount").same_in(&IN_212_224_233_315_320_343_365);

    pub const INHERENTS_APPLIED: Storage<(), bool> = Storage::new("System", "InherentsApplied")
        .with_default(&[0])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const BLOCK_WEIGHT: Storage<(), SupportPerDispatchClass> =
        Storage::new("System", "BlockWeight")
            .with_default(&[0; 6])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const ALL_EXTRINSICS_LEN: Storage<(), Option<u32>> =
        Storage::new("System", "AllExtrinsicsLen").same_in(&IN_212_224_233_315_320_343_365);

    pub const BLOCK_HASH: Storage<(Twox64Concat<u32>,), [u8; 32]> =
        Storage::new("System", "BlockHash")
            .with_default(&[0; 32])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const EXTRINSIC_DATA: Storage<(Twox64Concat<u32>,), Vec<u8>> =
        Storage::new("System", "ExtrinsicData")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// The number of the block.
    pub const NUMBER: Storage<(), u32> = Storage::new("System", "Number")
        .with_default(&[0; 4])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const PARENT_HASH: Storage<(), [u8; 32]> = Storage::new("System", "ParentHash")
        .with_default(&[0; 32])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const DIGEST: Storage<(), Digest> = Storage::new("System", "Digest")
        .with_default(&[0])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const EVENTS: Storage<(), Vec<EventRecord>> =
        Storage::new("System", "Events").with_default(&[0]).same_in(&IN_365);

    pub const EVENT_COUNT: Storage<(), u32> = Storage::new("System", "EventCount")
        .with_default(&[0; 4])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const EVENT_TOPICS: Storage<(Blake2_128Concat<[u8; 32]>,), Vec<(u32, u32)>> =
        Storage::new("System", "EventTopics")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_RUNTIME_UPGRADE: Storage<(), Option<LastRuntimeUpgradeInfo>> =
        Storage::new("System", "LastRuntimeUpgrade").same_in(&IN_212_224_233_315_320_343_365);

    pub const UPGRADED_TO_U32_REF_COUNT: Storage<(), bool> =
        Storage::new("System", "UpgradedToU32RefCount")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const UPGRADED_TO_TRIPLE_REF_COUNT: Storage<(), bool> =
        Storage::new("System", "UpgradedToTripleRefCount")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const EXECUTION_PHASE: Storage<(), Option<Phase>> =
        Storage::new("System", "ExecutionPhase").same_in(&IN_212_224_233_315_320_343_365);

    pub const AUTHORIZED_UPGRADE: Storage<(), Option<CodeUpgradeAuthorization>> =
        Storage::new("System", "AuthorizedUpgrade").same_in(&IN_212_224_233_315_320_343_365);

    pub const EXTRINSIC_WEIGHT_RECLAIMED: Storage<(), Weight> =
        Storage::new("System", "ExtrinsicWeightReclaimed")
            .with_default(&[0, 0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);
}

pub mod constants {
    //! Constants.

    use super::super::super::types::{BlockLength, BlockWeights, RuntimeDbWeight, RuntimeVersion};
    use crate::Constant;

    pub const BLOCK_WEIGHTS: Constant<BlockWeights> = Constant::new("System", "BlockWeights");

    pub const BLOCK_LENGTH: Constant<BlockLength> = Constant::new("System", "BlockLength");

    pub const BLOCK_HASH_COUNT: Constant<u32> = Constant::new("System", "BlockHashCount");

    pub const DB_WEIGHT: Constant<RuntimeDbWeight> = Constant::new("System", "DbWeight");

    pub const VERSION: Constant<RuntimeVersion> = Constant::new("System", "Version");

    pub const SS58_PREFIX: Constant<u16> = Constant::new("System", "SS58Prefix");
}

pub mod calls {
    //! Calls.

    use crate::Call;
    use alloc::vec::Vec;

    /// Takes `remark`.
    pub const REMARK: Call<(Vec<u8>,)> = Call::new("System", "remark");

    /// Takes `pages`.
    pub const SET_HEAP_PAGES: Call<(u64,)> = Call::new("System", "set_heap_pages");

    /// Takes `code`.
    pub const SET_CODE: Call<(Vec<u8>,)> = Call::new("System", "set_code");

    /// Takes `code`.
    pub const SET_CODE_WITHOUT_CHECKS: Call<(Vec<u8>,)> =
        Call::new("System", "set_code_without_checks");

    /// Takes `items`.
    pub const SET_STORAGE: Call<(Vec<(Vec<u8>, Vec<u8>)>,)> = Call::new("System", "set_storage");

    /// Takes `keys`.
    pub const KILL_STORAGE: Call<(Vec<Vec<u8>>,)> = Call::new("System", "kill_storage");

    /// Takes `prefix`, `subkeys`.
    pub const KILL_PREFIX: Call<(Vec<u8>, u32)> = Call::new("System", "kill_prefix");

    /// Takes `remark`.
    pub const REMARK_WITH_EVENT: Call<(Vec<u8>,)> = Call::new("System", "remark_with_event");

    /// Takes `code_hash`.
    pub const AUTHORIZE_UPGRADE: Call<([u8; 32],)> = Call::new("System", "authorize_upgrade");

    /// Takes `code_hash`.
    pub const AUTHORIZE_UPGRADE_WITHOUT_CHECKS: Call<([u8; 32],)> =
        Call::new("System", "authorize_upgrade_without_checks");

    /// Takes `code`.
    pub const APPLY_AUTHORIZED_UPGRADE: Call<(Vec<u8>,)> =
        Call::new("System", "apply_authorized_upgrade");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::ACCOUNT,
    &storage::EXTRINSIC_COUNT,
    &storage::INHERENTS_APPLIED,
    &storage::BLOCK_WEIGHT,
    &storage::ALL_EXTRINSICS_LEN,
    &storage::BLOCK_HASH,
    &storage::EXTRINSIC_DATA,
    &storage::NUMBER,
    &storage::PARENT_HASH,
    &storage::DIGEST,
    &storage::EVENTS,
    &storage::EVENT_COUNT,
    &storage::EVENT_TOPICS,
    &storage::LAST_RUNTIME_UPGRADE,
    &storage::UPGRADED_TO_U32_REF_COUNT,
    &storage::UPGRADED_TO_TRIPLE_REF_COUNT,
    &storage::EXECUTION_PHASE,
    &storage::AUTHORIZED_UPGRADE,
    &storage::EXTRINSIC_WEIGHT_RECLAIMED,
    &constants::BLOCK_WEIGHTS,
    &constants::BLOCK_LENGTH,
    &constants::BLOCK_HASH_COUNT,
    &constants::DB_WEIGHT,
    &constants::VERSION,
    &constants::SS58_PREFIX,
    &calls::REMARK,
    &calls::SET_HEAP_PAGES,
    &calls::SET_CODE,
    &calls::SET_CODE_WITHOUT_CHECKS,
    &calls::SET_STORAGE,
    &calls::KILL_STORAGE,
    &calls::KILL_PREFIX,
    &calls::REMARK_WITH_EVENT,
    &calls::AUTHORIZE_UPGRADE,
    &calls::AUTHORIZE_UPGRADE_WITHOUT_CHECKS,
    &calls::APPLY_AUTHORIZED_UPGRADE,
];
