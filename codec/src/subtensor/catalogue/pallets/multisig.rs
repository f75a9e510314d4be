//! The pallet `Multisig`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use crate::hasher::{Blake2_128Concat, Twox64Concat};
    use crate::subtensor::Multisig;
    use crate::{AccountId, Storage};

    pub const MULTISIGS: Storage<
        (Twox64Concat<AccountId>, Blake2_128Concat<[u8; 32]>),
        Option<Multisig>,
    > = Storage::new("Multisig", "Multisigs").same_in(&IN_212_224_233_315_320_343_365);
}

pub mod constants {
    //! Constants.

    use crate::{Constant, Tao};

    pub const DEPOSIT_BASE: Constant<Tao> = Constant::new("Multisig", "DepositBase");

    pub const DEPOSIT_FACTOR: Constant<Tao> = Constant::new("Multisig", "DepositFactor");

    pub const MAX_SIGNATORIES: Constant<u32> = Constant::new("Multisig", "MaxSignatories");
}

pub mod calls {
    //! Calls.

    use super::super::super::types::Weight;
    use crate::subtensor::Timepoint;
    use crate::{AccountId, Call, EncodedCall};
    use alloc::vec::Vec;

    /// Takes `other_signatories`, `call`.
    pub const AS_MULTI_THRESHOLD_1: Call<(Vec<AccountId>, EncodedCall)> =
        Call::new("Multisig", "as_multi_threshold_1");

    /// Takes `threshold`, `other_signatories`, `maybe_timepoint`, `call`, `max_weight`.
    pub const AS_MULTI: Call<(u16, Vec<AccountId>, Option<Timepoint>, EncodedCall, Weight)> =
        Call::new("Multisig", "as_multi");

    /// Takes `threshold`, `other_signatories`, `maybe_timepoint`, `call_hash`, `max_weight`.
    pub const APPROVE_AS_MULTI: Call<(u16, Vec<AccountId>, Option<Timepoint>, [u8; 32], Weight)> =
        Call::new("Multisig", "approve_as_multi");

    /// Takes `threshold`, `other_signatories`, `timepoint`, `call_hash`.
    pub const CANCEL_AS_MULTI: Call<(u16, Vec<AccountId>, Timepoint, [u8; 32])> =
        Call::new("Multisig", "cancel_as_multi");

    /// Takes `threshold`, `other_signatories`, `call_hash`.
    pub const POKE_DEPOSIT: Call<(u16, Vec<AccountId>, [u8; 32])> =
        Call::new("Multisig", "poke_deposit");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::MULTISIGS,
    &constants::DEPOSIT_BASE,
    &constants::DEPOSIT_FACTOR,
    &constants::MAX_SIGNATORIES,
    &calls::AS_MULTI_THRESHOLD_1,
    &calls::AS_MULTI,
    &calls::APPROVE_AS_MULTI,
    &calls::CANCEL_AS_MULTI,
    &calls::POKE_DEPOSIT,
];
