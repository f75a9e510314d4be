//! The pallet `Registry`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use super::super::super::types::RegistryRegistration;
    use crate::hasher::Twox64Concat;
    use crate::{AccountId, Storage};

    pub const IDENTITY_OF: Storage<(Twox64Concat<AccountId>,), Option<RegistryRegistration>> =
        Storage::new("Registry", "IdentityOf").same_in(&IN_212_224_233_315_320_343_365);
}

pub mod constants {
    //! Constants.

    use crate::Constant;

    pub const MAX_ADDITIONAL_FIELDS: Constant<u32> =
        Constant::new("Registry", "MaxAdditionalFields");

    pub const INITIAL_DEPOSIT: Constant<u64> = Constant::new("Registry", "InitialDeposit");

    pub const FIELD_DEPOSIT: Constant<u64> = Constant::new("Registry", "FieldDeposit");
}

pub mod calls {
    //! Calls.

    use super::super::super::types::IdentityInfo;
    use crate::{AccountId, Call};

    /// Takes `identified`, `info`.
    pub const SET_IDENTITY: Call<(AccountId, IdentityInfo)> = Call::new("Registry", "set_identity");

    /// Takes `identified`.
    pub const CLEAR_IDENTITY: Call<(AccountId,)> = Call::new("Registry", "clear_identity");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::IDENTITY_OF,
    &constants::MAX_ADDITIONAL_FIELDS,
    &constants::INITIAL_DEPOSIT,
    &constants::FIELD_DEPOSIT,
    &calls::SET_IDENTITY,
    &calls::CLEAR_IDENTITY,
];
