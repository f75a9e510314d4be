//! The pallet `Aura`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use super::super::super::types::{ConsensusAuraPublic, Slot};
    use crate::Storage;
    use alloc::vec::Vec;

    pub const AUTHORITIES: Storage<(), Vec<ConsensusAuraPublic>> =
        Storage::new("Aura", "Authorities")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const CURRENT_SLOT: Storage<(), Slot> = Storage::new("Aura", "CurrentSlot")
        .with_default(&[0; 8])
        .same_in(&IN_212_224_233_315_320_343_365);
}

pub mod constants {
    //! Constants.

    use crate::Constant;

    pub const SLOT_DURATION: Constant<u64> = Constant::new("Aura", "SlotDuration");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] =
    &[&storage::AUTHORITIES, &storage::CURRENT_SLOT, &constants::SLOT_DURATION];
