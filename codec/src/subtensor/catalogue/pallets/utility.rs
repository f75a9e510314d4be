//! The pallet `Utility`.

use crate::Descriptor;

pub mod constants {
    //! Constants.

    use crate::Constant;

    pub const BATCHED_CALLS_LIMIT: Constant<u32> = Constant::new("Utility", "batched_calls_limit");
}

pub mod calls {
    //! Calls.

    use super::super::super::types::{OriginCaller, Weight};
    use crate::{Call, EncodedCall};
    use alloc::vec::Vec;

    /// Takes `calls`.
    pub const BATCH: Call<(Vec<EncodedCall>,)> = Call::new("Utility", "batch");

    /// Takes `index`, `call`.
    pub const AS_DERIVATIVE: Call<(u16, EncodedCall)> = Call::new("Utility", "as_derivative");

    /// Takes `calls`.
    pub const BATCH_ALL: Call<(Vec<EncodedCall>,)> = Call::new("Utility", "batch_all");

    /// Takes `as_origin`, `call`.
    pub const DISPATCH_AS: Call<(OriginCaller, EncodedCall)> = Call::new("Utility", "dispatch_as");

    /// Takes `calls`.
    pub const FORCE_BATCH: Call<(Vec<EncodedCall>,)> = Call::new("Utility", "force_batch");

    /// Takes `call`, `weight`.
    pub const WITH_WEIGHT: Call<(EncodedCall, Weight)> = Call::new("Utility", "with_weight");

    /// Takes `main`, `fallback`.
    pub const IF_ELSE: Call<(EncodedCall, EncodedCall)> = Call::new("Utility", "if_else");

    /// Takes `as_origin`, `call`.
    pub const DISPATCH_AS_FALLIBLE: Call<(OriginCaller, EncodedCall)> =
        Call::new("Utility", "dispatch_as_fallible");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &constants::BATCHED_CALLS_LIMIT,
    &calls::BATCH,
    &calls::AS_DERIVATIVE,
    &calls::BATCH_ALL,
    &calls::DISPATCH_AS,
    &calls::FORCE_BATCH,
    &calls::WITH_WEIGHT,
    &calls::IF_ELSE,
    &calls::DISPATCH_AS_FALLIBLE,
];
