//! The pallet `Commitments`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{
        IN_212_224_233, IN_212_224_233_315_320_343_365, IN_315_320_343_365,
    };
    use crate::hasher::{Identity, Twox64Concat};
    use crate::subtensor::{NetUid, Registration, UsageTracker};
    use crate::{AccountId, Storage};
    use alloc::collections::BTreeSet;
    use alloc::vec::Vec;

    pub const TIMELOCKED_INDEX: Storage<(), BTreeSet<(u16, AccountId)>> =
        Storage::new("Commitments", "TimelockedIndex")
            .with_default(&[0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const COMMITMENT_OF: Storage<
        (Identity<NetUid>, Twox64Concat<AccountId>),
        Option<Registration>,
    > = Storage::new("Commitments", "CommitmentOf").same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_COMMITMENT: Storage<(Identity<NetUid>, Twox64Concat<AccountId>), Option<u32>> =
        Storage::new("Commitments", "LastCommitment").same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_BONDS_RESET: Storage<(Identity<NetUid>, Twox64Concat<AccountId>), Option<u32>> =
        Storage::new("Commitments", "LastBondsReset")
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const REVEALED_COMMITMENTS: Storage<
        (Identity<NetUid>, Twox64Concat<AccountId>),
        Option<Vec<(Vec<u8>, u64)>>,
    > = Storage::new("Commitments", "RevealedCommitments")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const USED_SPACE_OF: Storage<
        (Identity<NetUid>, Twox64Concat<AccountId>),
        Option<UsageTracker>,
    > = Storage::new("Commitments", "UsedSpaceOf")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const MAX_SPACE: Storage<(), u32> = Storage::new("Commitments", "MaxSpace")
        .with_default(&[28, 12, 0, 0])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);
}

pub mod constants {
    //! Constants.

    use crate::Constant;

    pub const MAX_FIELDS: Constant<u32> = Constant::new("Commitments", "MaxFields");

    pub const INITIAL_DEPOSIT: Constant<u64> = Constant::new("Commitments", "InitialDeposit");

    pub const FIELD_DEPOSIT: Constant<u64> = Constant::new("Commitments", "FieldDeposit");
}

pub mod calls {
    //! Calls.

    use crate::Call;
    use crate::subtensor::{CommitmentInfo, NetUid};

    /// Takes `netuid`, `info`.
    pub const SET_COMMITMENT: Call<(NetUid, CommitmentInfo)> =
        Call::new("Commitments", "set_commitment");

    /// Takes `new_limit`.
    pub const SET_MAX_SPACE: Call<(u32,)> = Call::new("Commitments", "set_max_space");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::TIMELOCKED_INDEX,
    &storage::COMMITMENT_OF,
    &storage::LAST_COMMITMENT,
    &storage::LAST_BONDS_RESET,
    &storage::REVEALED_COMMITMENTS,
    &storage::USED_SPACE_OF,
    &storage::MAX_SPACE,
    &constants::MAX_FIELDS,
    &constants::INITIAL_DEPOSIT,
    &constants::FIELD_DEPOSIT,
    &calls::SET_COMMITMENT,
    &calls::SET_MAX_SPACE,
];
