//! The runtime API `TransactionPaymentCallApi`.

use super::super::runtimes::{IN_233_315_320_343_365, IN_365};
use super::super::types::{FeeDetails, RuntimeDispatchInfo, Weight};
use crate::{Descriptor, EncodedCall, RuntimeApi};

/// Takes `call`, `len`.
pub const QUERY_CALL_INFO: RuntimeApi<(EncodedCall, u32), RuntimeDispatchInfo> =
    RuntimeApi::new("TransactionPaymentCallApi", "query_call_info").same_in(&IN_365);

/// Takes `call`, `len`.
pub const QUERY_CALL_FEE_DETAILS: RuntimeApi<(EncodedCall, u32), FeeDetails> =
    RuntimeApi::new("TransactionPaymentCallApi", "query_call_fee_details").same_in(&IN_365);

/// Takes `weight`.
pub const QUERY_WEIGHT_TO_FEE: RuntimeApi<(Weight,), u64> =
    RuntimeApi::new("TransactionPaymentCallApi", "query_weight_to_fee")
        .same_in(&IN_233_315_320_343_365);

/// Takes `length`.
pub const QUERY_LENGTH_TO_FEE: RuntimeApi<(u32,), u64> =
    RuntimeApi::new("TransactionPaymentCallApi", "query_length_to_fee")
        .same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] =
    &[&QUERY_CALL_INFO, &QUERY_CALL_FEE_DETAILS, &QUERY_WEIGHT_TO_FEE, &QUERY_LENGTH_TO_FEE];
