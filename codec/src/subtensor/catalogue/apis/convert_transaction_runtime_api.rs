//! The runtime API `ConvertTransactionRuntimeApi`.

use super::super::runtimes::IN_343_365;
use super::super::types::{FpSelfContainedUncheckedExtrinsic, TransactionV3};
use crate::{Descriptor, RuntimeApi};

/// Takes `transaction`.
pub const CONVERT_TRANSACTION: RuntimeApi<(TransactionV3,), FpSelfContainedUncheckedExtrinsic> =
    RuntimeApi::new("ConvertTransactionRuntimeApi", "convert_transaction").same_in(&IN_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&CONVERT_TRANSACTION];
