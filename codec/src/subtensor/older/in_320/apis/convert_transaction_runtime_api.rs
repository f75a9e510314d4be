//! The runtime API `ConvertTransactionRuntimeApi`.

use super::super::runtimes::IN_233_315_320;
use super::super::types::TransactionV2;
use crate::subtensor::types::FpSelfContainedUncheckedExtrinsic;
use crate::{Descriptor, RuntimeApi};

/// Takes `transaction`.
pub const CONVERT_TRANSACTION: RuntimeApi<(TransactionV2,), FpSelfContainedUncheckedExtrinsic> =
    RuntimeApi::new("ConvertTransactionRuntimeApi", "convert_transaction").same_in(&IN_233_315_320);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&CONVERT_TRANSACTION];
