//! The runtime API `BlockBuilder`.

use super::super::runtimes::IN_233_315_320_343_365;
use super::super::types::{
    CheckInherentsResult, DispatchError, FpSelfContainedUncheckedExtrinsic, InherentData,
    RuntimeBlock, RuntimeHeader, TransactionValidityError,
};
use crate::{Descriptor, RuntimeApi};
use alloc::vec::Vec;

/// Takes `extrinsic`.
pub const APPLY_EXTRINSIC: RuntimeApi<
    (FpSelfContainedUncheckedExtrinsic,),
    Result<Result<(), DispatchError>, TransactionValidityError>,
> = RuntimeApi::new("BlockBuilder", "apply_extrinsic").same_in(&IN_233_315_320_343_365);

pub const FINALIZE_BLOCK: RuntimeApi<(), RuntimeHeader> =
    RuntimeApi::new("BlockBuilder", "finalize_block").same_in(&IN_233_315_320_343_365);

/// Takes `inherent`.
pub const INHERENT_EXTRINSICS: RuntimeApi<(InherentData,), Vec<FpSelfContainedUncheckedExtrinsic>> =
    RuntimeApi::new("BlockBuilder", "inherent_extrinsics").same_in(&IN_233_315_320_343_365);

/// Takes `block`, `data`.
pub const CHECK_INHERENTS: RuntimeApi<(RuntimeBlock, InherentData), CheckInherentsResult> =
    RuntimeApi::new("BlockBuilder", "check_inherents").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] =
    &[&APPLY_EXTRINSIC, &FINALIZE_BLOCK, &INHERENT_EXTRINSICS, &CHECK_INHERENTS];
