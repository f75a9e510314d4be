//! The pallet `Grandpa`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use super::super::super::types::{ConsensusGrandpaPublic, StoredPendingChange, StoredState};
    use crate::Storage;
    use crate::hasher::Twox64Concat;
    use alloc::vec::Vec;

    pub const STATE: Storage<(), StoredState> = Storage::new("Grandpa", "State")
        .with_default(&[0])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const PENDING_CHANGE: Storage<(), Option<StoredPendingChange>> =
        Storage::new("Grandpa", "PendingChange").same_in(&IN_212_224_233_315_320_343_365);

    pub const NEXT_FORCED: Storage<(), Option<u32>> =
        Storage::new("Grandpa", "NextForced").same_in(&IN_212_224_233_315_320_343_365);

    pub const STALLED: Storage<(), Option<(u32, u32)>> =
        Storage::new("Grandpa", "Stalled").same_in(&IN_212_224_233_315_320_343_365);

    pub const CURRENT_SET_ID: Storage<(), u64> = Storage::new("Grandpa", "CurrentSetId")
        .with_default(&[0; 8])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const SET_ID_SESSION: Storage<(Twox64Concat<u64>,), Option<u32>> =
        Storage::new("Grandpa", "SetIdSession").same_in(&IN_212_224_233_315_320_343_365);

    pub const AUTHORITIES: Storage<(), Vec<(ConsensusGrandpaPublic, u64)>> =
        Storage::new("Grandpa", "Authorities")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);
}

pub mod constants {
    //! Constants.

    use crate::Constant;

    pub const MAX_AUTHORITIES: Constant<u32> = Constant::new("Grandpa", "MaxAuthorities");

    pub const MAX_NOMINATORS: Constant<u32> = Constant::new("Grandpa", "MaxNominators");

    pub const MAX_SET_ID_SESSION_ENTRIES: Constant<u64> =
        Constant::new("Grandpa", "MaxSetIdSessionEntries");
}

pub mod calls {
    //! Calls.

    use super::super::super::types::{ConsensusGrandpaEquivocationProof, Void};
    use crate::Call;

    /// Takes `equivocation_proof`, `key_owner_proof`.
    pub const REPORT_EQUIVOCATION: Call<(ConsensusGrandpaEquivocationProof, Void)> =
        Call::new("Grandpa", "report_equivocation");

    /// Takes `equivocation_proof`, `key_owner_proof`.
    pub const REPORT_EQUIVOCATION_UNSIGNED: Call<(ConsensusGrandpaEquivocationProof, Void)> =
        Call::new("Grandpa", "report_equivocation_unsigned");

    /// Takes `delay`, `best_finalized_block_number`.
    pub const NOTE_STALLED: Call<(u32, u32)> = Call::new("Grandpa", "note_stalled");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::STATE,
    &storage::PENDING_CHANGE,
    &storage::NEXT_FORCED,
    &storage::STALLED,
    &storage::CURRENT_SET_ID,
    &storage::SET_ID_SESSION,
    &storage::AUTHORITIES,
    &constants::MAX_AUTHORITIES,
    &constants::MAX_NOMINATORS,
    &constants::MAX_SET_ID_SESSION_ENTRIES,
    &calls::REPORT_EQUIVOCATION,
    &calls::REPORT_EQUIVOCATION_UNSIGNED,
    &calls::NOTE_STALLED,
];
