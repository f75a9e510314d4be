//! The pallet `EVM`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{
        IN_212, IN_212_224_233_315_320_343_365, IN_224_233_315_320_343_365,
    };
    use super::super::super::types::CodeMetadata;
    use crate::Storage;
    use crate::hasher::Blake2_128Concat;
    use alloc::vec::Vec;

    pub const ACCOUNT_CODES: Storage<(Blake2_128Concat<[u8; 20]>,), Vec<u8>> =
        Storage::new("EVM", "AccountCodes")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const ACCOUNT_CODES_METADATA: Storage<(Blake2_128Concat<[u8; 20]>,), Option<CodeMetadata>> =
        Storage::new("EVM", "AccountCodesMetadata").same_in(&IN_212_224_233_315_320_343_365);

    pub const ACCOUNT_STORAGES: Storage<
        (Blake2_128Concat<[u8; 20]>, Blake2_128Concat<[u8; 32]>),
        [u8; 32],
    > = Storage::new("EVM", "AccountStorages")
        .with_default(&[0; 32])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const WHITELISTED_CREATORS: Storage<(), Vec<[u8; 20]>> =
        Storage::new("EVM", "WhitelistedCreators")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const DISABLE_WHITELIST_CHECK: Storage<(), bool> =
        Storage::new("EVM", "DisableWhitelistCheck")
            .with_default(&[0])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);
}

pub mod calls {
    //! Calls.

    use super::super::super::types::AuthorizationListItem;
    use crate::{Call, Tao};
    use alloc::vec::Vec;

    /// Takes `address`, `value`.
    pub const WITHDRAW: Call<([u8; 20], Tao)> = Call::new("EVM", "withdraw");

    /// Takes `source`, `target`, `input`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `access_list`, `authorization_list`.
    pub const CALL: Call<(
        [u8; 20],
        [u8; 20],
        Vec<u8>,
        [u64; 4],
        u64,
        [u64; 4],
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        Vec<([u8; 20], Vec<[u8; 32]>)>,
        Vec<AuthorizationListItem>,
    )> = Call::new("EVM", "call");

    /// Takes `source`, `init`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `access_list`, `authorization_list`.
    pub const CREATE: Call<(
        [u8; 20],
        Vec<u8>,
        [u64; 4],
        u64,
        [u64; 4],
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        Vec<([u8; 20], Vec<[u8; 32]>)>,
        Vec<AuthorizationListItem>,
    )> = Call::new("EVM", "create");

    /// Takes `source`, `init`, `salt`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `access_list`, `authorization_list`.
    pub const CREATE2: Call<(
        [u8; 20],
        Vec<u8>,
        [u8; 32],
        [u64; 4],
        u64,
        [u64; 4],
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        Vec<([u8; 20], Vec<[u8; 32]>)>,
        Vec<AuthorizationListItem>,
    )> = Call::new("EVM", "create2");

    /// Takes `new`.
    pub const SET_WHITELIST: Call<(Vec<[u8; 20]>,)> = Call::new("EVM", "set_whitelist");

    /// Takes `disabled`.
    pub const DISABLE_WHITELIST: Call<(bool,)> = Call::new("EVM", "disable_whitelist");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::ACCOUNT_CODES,
    &storage::ACCOUNT_CODES_METADATA,
    &storage::ACCOUNT_STORAGES,
    &storage::WHITELISTED_CREATORS,
    &storage::DISABLE_WHITELIST_CHECK,
    &calls::WITHDRAW,
    &calls::CALL,
    &calls::CREATE,
    &calls::CREATE2,
    &calls::SET_WHITELIST,
    &calls::DISABLE_WHITELIST,
];
