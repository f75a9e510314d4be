//! The pallet `Balances`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use super::super::super::types::{
        BalanceLock, ReserveData, SupportIdAmount, SupportMiscIdAmount,
    };
    use crate::hasher::Blake2_128Concat;
    use crate::subtensor::AccountData;
    use crate::{AccountId, Storage, Tao};
    use alloc::vec::Vec;

    pub const TOTAL_ISSUANCE: Storage<(), Tao> = Storage::new("Balances", "TotalIssuance")
        .with_default(&[0; 8])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const INACTIVE_ISSUANCE: Storage<(), Tao> = Storage::new("Balances", "InactiveIssuance")
        .with_default(&[0; 8])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const ACCOUNT: Storage<(Blake2_128Concat<AccountId>,), AccountData> =
        Storage::new("Balances", "Account")
            .with_default(&[
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128,
            ])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LOCKS: Storage<(Blake2_128Concat<AccountId>,), Vec<BalanceLock>> =
        Storage::new("Balances", "Locks")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const RESERVES: Storage<(Blake2_128Concat<AccountId>,), Vec<ReserveData>> =
        Storage::new("Balances", "Reserves")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const HOLDS: Storage<(Blake2_128Concat<AccountId>,), Vec<SupportIdAmount>> =
        Storage::new("Balances", "Holds")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const FREEZES: Storage<(Blake2_128Concat<AccountId>,), Vec<SupportMiscIdAmount>> =
        Storage::new("Balances", "Freezes")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);
}

pub mod constants {
    //! Constants.

    use crate::{Constant, Tao};

    pub const EXISTENTIAL_DEPOSIT: Constant<Tao> = Constant::new("Balances", "ExistentialDeposit");

    pub const MAX_LOCKS: Constant<u32> = Constant::new("Balances", "MaxLocks");

    pub const MAX_RESERVES: Constant<u32> = Constant::new("Balances", "MaxReserves");

    pub const MAX_FREEZES: Constant<u32> = Constant::new("Balances", "MaxFreezes");
}

pub mod calls {
    //! Calls.

    use super::super::super::types::{AdjustmentDirection, MultiAddress};
    use crate::codec::Compact;
    use crate::{AccountId, Call, Tao};
    use alloc::vec::Vec;

    /// Takes `dest`, `value`.
    pub const TRANSFER_ALLOW_DEATH: Call<(MultiAddress, Compact<Tao>)> =
        Call::new("Balances", "transfer_allow_death");

    /// Takes `source`, `dest`, `value`.
    pub const FORCE_TRANSFER: Call<(MultiAddress, MultiAddress, Compact<Tao>)> =
        Call::new("Balances", "force_transfer");

    /// Takes `dest`, `value`.
    pub const TRANSFER_KEEP_ALIVE: Call<(MultiAddress, Compact<Tao>)> =
        Call::new("Balances", "transfer_keep_alive");

    /// Takes `dest`, `keep_alive`.
    pub const TRANSFER_ALL: Call<(MultiAddress, bool)> = Call::new("Balances", "transfer_all");

    /// Takes `who`, `amount`.
    pub const FORCE_UNRESERVE: Call<(MultiAddress, Tao)> = Call::new("Balances", "force_unreserve");

    /// Takes `who`.
    pub const UPGRADE_ACCOUNTS: Call<(Vec<AccountId>,)> = Call::new("Balances", "upgrade_accounts");

    /// Takes `who`, `new_free`.
    pub const FORCE_SET_BALANCE: Call<(MultiAddress, Compact<Tao>)> =
        Call::new("Balances", "force_set_balance");

    /// Takes `direction`, `delta`.
    pub const FORCE_ADJUST_TOTAL_ISSUANCE: Call<(AdjustmentDirection, Compact<Tao>)> =
        Call::new("Balances", "force_adjust_total_issuance");

    /// Takes `value`, `keep_alive`.
    pub const BURN: Call<(Compact<Tao>, bool)> = Call::new("Balances", "burn");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::TOTAL_ISSUANCE,
    &storage::INACTIVE_ISSUANCE,
    &storage::ACCOUNT,
    &storage::LOCKS,
    &storage::RESERVES,
    &storage::HOLDS,
    &storage::FREEZES,
    &constants::EXISTENTIAL_DEPOSIT,
    &constants::MAX_LOCKS,
    &constants::MAX_RESERVES,
    &constants::MAX_FREEZES,
    &calls::TRANSFER_ALLOW_DEATH,
    &calls::FORCE_TRANSFER,
    &calls::TRANSFER_KEEP_ALIVE,
    &calls::TRANSFER_ALL,
    &calls::FORCE_UNRESERVE,
    &calls::UPGRADE_ACCOUNTS,
    &calls::FORCE_SET_BALANCE,
    &calls::FORCE_ADJUST_TOTAL_ISSUANCE,
    &calls::BURN,
];
