//! The pallet `SafeMode`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use crate::hasher::Twox64Concat;
    use crate::{AccountId, Storage};

    pub const ENTERED_UNTIL: Storage<(), Option<u32>> =
        Storage::new("SafeMode", "EnteredUntil").same_in(&IN_212_224_233_315_320_343_365);

    pub const DEPOSITS: Storage<(Twox64Concat<AccountId>, Twox64Concat<u32>), Option<u64>> =
        Storage::new("SafeMode", "Deposits").same_in(&IN_212_224_233_315_320_343_365);
}

pub mod constants {
    //! Constants.

    use crate::Constant;

    pub const ENTER_DURATION: Constant<u32> = Constant::new("SafeMode", "EnterDuration");

    pub const EXTEND_DURATION: Constant<u32> = Constant::new("SafeMode", "ExtendDuration");

    pub const ENTER_DEPOSIT_AMOUNT: Constant<Option<u64>> =
        Constant::new("SafeMode", "EnterDepositAmount");

    pub const EXTEND_DEPOSIT_AMOUNT: Constant<Option<u64>> =
        Constant::new("SafeMode", "ExtendDepositAmount");

    pub const RELEASE_DELAY: Constant<Option<u32>> = Constant::new("SafeMode", "ReleaseDelay");
}

pub mod calls {
    //! Calls.

    use crate::{AccountId, Call};

    pub const ENTER: Call<()> = Call::new("SafeMode", "enter");

    pub const FORCE_ENTER: Call<()> = Call::new("SafeMode", "force_enter");

    pub const EXTEND: Call<()> = Call::new("SafeMode", "extend");

    pub const FORCE_EXTEND: Call<()> = Call::new("SafeMode", "force_extend");

    pub const FORCE_EXIT: Call<()> = Call::new("SafeMode", "force_exit");

    /// Takes `account`, `block`.
    pub const FORCE_SLASH_DEPOSIT: Call<(AccountId, u32)> =
        Call::new("SafeMode", "force_slash_deposit");

    /// Takes `account`, `block`.
    pub const RELEASE_DEPOSIT: Call<(AccountId, u32)> = Call::new("SafeMode", "release_deposit");

    /// Takes `account`, `block`.
    pub const FORCE_RELEASE_DEPOSIT: Call<(AccountId, u32)> =
        Call::new("SafeMode", "force_release_deposit");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::ENTERED_UNTIL,
    &storage::DEPOSITS,
    &constants::ENTER_DURATION,
    &constants::EXTEND_DURATION,
    &constants::ENTER_DEPOSIT_AMOUNT,
    &constants::EXTEND_DEPOSIT_AMOUNT,
    &constants::RELEASE_DELAY,
    &calls::ENTER,
    &calls::FORCE_ENTER,
    &calls::EXTEND,
    &calls::FORCE_EXTEND,
    &calls::FORCE_EXIT,
    &calls::FORCE_SLASH_DEPOSIT,
    &calls::RELEASE_DEPOSIT,
    &calls::FORCE_RELEASE_DEPOSIT,
];
