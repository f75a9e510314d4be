//! The runtime API `TaggedTransactionQueue`.

use super::super::runtimes::IN_233_315_320_343_365;
use super::super::types::{
    FpSelfContainedUncheckedExtrinsic, TransactionSource, TransactionValidityError,
    ValidTransaction,
};
use crate::{Descriptor, RuntimeApi};

/// Takes `source`, `tx`, `block_hash`.
pub const VALIDATE_TRANSACTION: RuntimeApi<
    (TransactionSource, FpSelfContainedUncheckedExtrinsic, [u8; 32]),
    Result<ValidTransaction, TransactionValidityError>,
> = RuntimeApi::new("TaggedTransactionQueue", "validate_transaction")
    .same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&VALIDATE_TRANSACTION];
