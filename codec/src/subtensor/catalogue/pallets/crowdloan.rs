//! The pallet `Crowdloan`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{IN_212_224_233, IN_315_320_343_365};
    use crate::hasher::{Identity, Twox64Concat};
    use crate::subtensor::CrowdloanInfo;
    use crate::{AccountId, Storage, Tao};
    use alloc::vec::Vec;

    pub const CROWDLOANS: Storage<(Twox64Concat<u32>,), Option<CrowdloanInfo>> =
        Storage::new("Crowdloan", "Crowdloans")
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const NEXT_CROWDLOAN_ID: Storage<(), u32> = Storage::new("Crowdloan", "NextCrowdloanId")
        .with_default(&[0; 4])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const CONTRIBUTIONS: Storage<(Twox64Concat<u32>, Identity<AccountId>), Option<Tao>> =
        Storage::new("Crowdloan", "Contributions")
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const CURRENT_CROWDLOAN_ID: Storage<(), Option<u32>> =
        Storage::new("Crowdloan", "CurrentCrowdloanId")
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const HAS_MIGRATION_RUN: Storage<(Identity<Vec<u8>>,), bool> =
        Storage::new("Crowdloan", "HasMigrationRun")
            .with_default(&[0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);
}

pub mod constants {
    //! Constants.

    use super::super::super::types::PalletId;
    use crate::{Constant, Tao};

    pub const PALLET_ID: Constant<PalletId> = Constant::new("Crowdloan", "PalletId");

    pub const MINIMUM_DEPOSIT: Constant<Tao> = Constant::new("Crowdloan", "MinimumDeposit");

    pub const ABSOLUTE_MINIMUM_CONTRIBUTION: Constant<Tao> =
        Constant::new("Crowdloan", "AbsoluteMinimumContribution");

    pub const MINIMUM_BLOCK_DURATION: Constant<u32> =
        Constant::new("Crowdloan", "MinimumBlockDuration");

    pub const MAXIMUM_BLOCK_DURATION: Constant<u32> =
        Constant::new("Crowdloan", "MaximumBlockDuration");

    pub const REFUND_CONTRIBUTORS_LIMIT: Constant<u32> =
        Constant::new("Crowdloan", "RefundContributorsLimit");

    pub const MAX_CONTRIBUTORS: Constant<u32> = Constant::new("Crowdloan", "MaxContributors");
}

pub mod calls {
    //! Calls.

    use crate::codec::Compact;
    use crate::{AccountId, Call, EncodedCall, Tao};

    /// Takes `deposit`, `min_contribution`, `cap`, `end`, `call`, `target_address`.
    pub const CREATE: Call<(
        Compact<Tao>,
        Compact<Tao>,
        Compact<Tao>,
        Compact<u32>,
        Option<EncodedCall>,
        Option<AccountId>,
    )> = Call::new("Crowdloan", "create");

    /// Takes `crowdloan_id`, `amount`.
    pub const CONTRIBUTE: Call<(Compact<u32>, Compact<Tao>)> = Call::new("Crowdloan", "contribute");

    /// Takes `crowdloan_id`.
    pub const WITHDRAW: Call<(Compact<u32>,)> = Call::new("Crowdloan", "withdraw");

    /// Takes `crowdloan_id`.
    pub const FINALIZE: Call<(Compact<u32>,)> = Call::new("Crowdloan", "finalize");

    /// Takes `crowdloan_id`.
    pub const REFUND: Call<(Compact<u32>,)> = Call::new("Crowdloan", "refund");

    /// Takes `crowdloan_id`.
    pub const DISSOLVE: Call<(Compact<u32>,)> = Call::new("Crowdloan", "dissolve");

    /// Takes `crowdloan_id`, `new_min_contribution`.
    pub const UPDATE_MIN_CONTRIBUTION: Call<(Compact<u32>, Compact<Tao>)> =
        Call::new("Crowdloan", "update_min_contribution");

    /// Takes `crowdloan_id`, `new_end`.
    pub const UPDATE_END: Call<(Compact<u32>, Compact<u32>)> = Call::new("Crowdloan", "update_end");

    /// Takes `crowdloan_id`, `new_cap`.
    pub const UPDATE_CAP: Call<(Compact<u32>, Compact<Tao>)> = Call::new("Crowdloan", "update_cap");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::CROWDLOANS,
    &storage::NEXT_CROWDLOAN_ID,
    &storage::CONTRIBUTIONS,
    &storage::CURRENT_CROWDLOAN_ID,
    &storage::HAS_MIGRATION_RUN,
    &constants::PALLET_ID,
    &constants::MINIMUM_DEPOSIT,
    &constants::ABSOLUTE_MINIMUM_CONTRIBUTION,
    &constants::MINIMUM_BLOCK_DURATION,
    &constants::MAXIMUM_BLOCK_DURATION,
    &constants::REFUND_CONTRIBUTORS_LIMIT,
    &constants::MAX_CONTRIBUTORS,
    &calls::CREATE,
    &calls::CONTRIBUTE,
    &calls::WITHDRAW,
    &calls::FINALIZE,
    &calls::REFUND,
    &calls::DISSOLVE,
    &calls::UPDATE_MIN_CONTRIBUTION,
    &calls::UPDATE_END,
    &calls::UPDATE_CAP,
];
