//! The pallet `SubtensorModule`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{IN_212_224_233, IN_315};
    use super::super::super::types::RateLimitKey;
    use crate::Storage;
    use crate::hasher::Identity;

    pub const LAST_RATE_LIMITED_BLOCK: Storage<(Identity<RateLimitKey>,), u64> =
        Storage::new("SubtensorModule", "LastRateLimitedBlock")
            .with_default(&[0; 8])
            .same_in(&IN_315)
            .missing_in(&IN_212_224_233);
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&storage::LAST_RATE_LIMITED_BLOCK];
