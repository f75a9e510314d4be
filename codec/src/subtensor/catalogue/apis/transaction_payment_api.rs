//! The runtime API `TransactionPaymentApi`.

use super::super::runtimes::IN_233_315_320_343_365;
use super::super::types::{
    FeeDetails, FpSelfContainedUncheckedExtrinsic, RuntimeDispatchInfo, Weight,
};
use crate::{Descriptor, RuntimeApi};

/// Takes `uxt`, `len`.
pub const QUERY_INFO: RuntimeApi<(FpSelfContainedUncheckedExtrinsic, u32), RuntimeDispatchInfo> =
    RuntimeApi::new("TransactionPaymentApi", "query_info").same_in(&IN_233_315_320_343_365);

/// Takes `uxt`, `len`.
pub const QUERY_FEE_DETAILS: RuntimeApi<(FpSelfContainedUncheckedExtrinsic, u32), FeeDetails> =
    RuntimeApi::new("TransactionPaymentApi", "query_fee_details").same_in(&IN_233_315_320_343_365);

/// Takes `weight`.
pub const QUERY_WEIGHT_TO_FEE: RuntimeApi<(Weight,), u64> =
    RuntimeApi::new("TransactionPaymentApi", "query_weight_to_fee")
        .same_in(&IN_233_315_320_343_365);

/// Takes `length`.
pub const QUERY_LENGTH_TO_FEE: RuntimeApi<(u32,), u64> =
    RuntimeApi::new("TransactionPaymentApi", "query_length_to_fee")
        .same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] =
    &[&QUERY_INFO, &QUERY_FEE_DETAILS, &QUERY_WEIGHT_TO_FEE, &QUERY_LENGTH_TO_FEE];
