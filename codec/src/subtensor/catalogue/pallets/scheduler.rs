//! The pallet `Scheduler`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{IN_212_224_233_315_320_343_365, IN_343_365};
    use super::super::super::types::{RetryConfig, Scheduled};
    use crate::Storage;
    use crate::hasher::{Blake2_128Concat, Twox64Concat};
    use alloc::vec::Vec;

    pub const INCOMPLETE_SINCE: Storage<(), Option<u32>> =
        Storage::new("Scheduler", "IncompleteSince").same_in(&IN_212_224_233_315_320_343_365);

    pub const AGENDA: Storage<(Twox64Concat<u32>,), Vec<Option<Scheduled>>> =
        Storage::new("Scheduler", "Agenda").with_default(&[0]).same_in(&IN_343_365);

    pub const RETRIES: Storage<(Blake2_128Concat<(u32, u32)>,), Option<RetryConfig>> =
        Storage::new("Scheduler", "Retries").same_in(&IN_212_224_233_315_320_343_365);

    pub const LOOKUP: Storage<(Twox64Concat<[u8; 32]>,), Option<(u32, u32)>> =
        Storage::new("Scheduler", "Lookup").same_in(&IN_212_224_233_315_320_343_365);
}

pub mod constants {
    //! Constants.

    use super::super::super::types::Weight;
    use crate::Constant;

    pub const MAXIMUM_WEIGHT: Constant<Weight> = Constant::new("Scheduler", "MaximumWeight");

    pub const MAX_SCHEDULED_PER_BLOCK: Constant<u32> =
        Constant::new("Scheduler", "MaxScheduledPerBlock");
}

pub mod calls {
    //! Calls.

    use crate::{Call, EncodedCall};

    /// Takes `when`, `maybe_periodic`, `priority`, `call`.
    pub const SCHEDULE: Call<(u32, Option<(u32, u32)>, u8, EncodedCall)> =
        Call::new("Scheduler", "schedule");

    /// Takes `when`, `index`.
    pub const CANCEL: Call<(u32, u32)> = Call::new("Scheduler", "cancel");

    /// Takes `id`, `when`, `maybe_periodic`, `priority`, `call`.
    pub const SCHEDULE_NAMED: Call<([u8; 32], u32, Option<(u32, u32)>, u8, EncodedCall)> =
        Call::new("Scheduler", "schedule_named");

    /// Takes `id`.
    pub const CANCEL_NAMED: Call<([u8; 32],)> = Call::new("Scheduler", "cancel_named");

    /// Takes `after`, `maybe_periodic`, `priority`, `call`.
    pub const SCHEDULE_AFTER: Call<(u32, Option<(u32, u32)>, u8, EncodedCall)> =
        Call::new("Scheduler", "schedule_after");

    /// Takes `id`, `after`, `maybe_periodic`, `priority`, `call`.
    pub const SCHEDULE_NAMED_AFTER: Call<([u8; 32], u32, Option<(u32, u32)>, u8, EncodedCall)> =
        Call::new("Scheduler", "schedule_named_after");

    /// Takes `task`, `retries`, `period`.
    pub const SET_RETRY: Call<((u32, u32), u8, u32)> = Call::new("Scheduler", "set_retry");

    /// Takes `id`, `retries`, `period`.
    pub const SET_RETRY_NAMED: Call<([u8; 32], u8, u32)> =
        Call::new("Scheduler", "set_retry_named");

    /// Takes `task`.
    pub const CANCEL_RETRY: Call<((u32, u32),)> = Call::new("Scheduler", "cancel_retry");

    /// Takes `id`.
    pub const CANCEL_RETRY_NAMED: Call<([u8; 32],)> = Call::new("Scheduler", "cancel_retry_named");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::INCOMPLETE_SINCE,
    &storage::AGENDA,
    &storage::RETRIES,
    &storage::LOOKUP,
    &constants::MAXIMUM_WEIGHT,
    &constants::MAX_SCHEDULED_PER_BLOCK,
    &calls::SCHEDULE,
    &calls::CANCEL,
    &calls::SCHEDULE_NAMED,
    &calls::CANCEL_NAMED,
    &calls::SCHEDULE_AFTER,
    &calls::SCHEDULE_NAMED_AFTER,
    &calls::SET_RETRY,
    &calls::SET_RETRY_NAMED,
    &calls::CANCEL_RETRY,
    &calls::CANCEL_RETRY_NAMED,
];
