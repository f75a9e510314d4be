//! The runtime API `BabeApi`.

use super::super::runtimes::{IN_233, IN_315_320_343_365};
use super::super::types::{
    BabeConfiguration, ConsensusBabePublic, ConsensusSlotsEquivocationProof, Epoch,
    OpaqueKeyOwnershipProof, Slot,
};
use crate::{Descriptor, RuntimeApi};

pub const CONFIGURATION: RuntimeApi<(), BabeConfiguration> =
    RuntimeApi::new("BabeApi", "configuration").same_in(&IN_315_320_343_365).missing_in(&IN_233);

pub const CURRENT_EPOCH_START: RuntimeApi<(), Slot> =
    RuntimeApi::new("BabeApi", "current_epoch_start")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_233);

pub const CURRENT_EPOCH: RuntimeApi<(), Epoch> =
    RuntimeApi::new("BabeApi", "current_epoch").same_in(&IN_315_320_343_365).missing_in(&IN_233);

pub const NEXT_EPOCH: RuntimeApi<(), Epoch> =
    RuntimeApi::new("BabeApi", "next_epoch").same_in(&IN_315_320_343_365).missing_in(&IN_233);

/// Takes `slot`, `authority_id`.
pub const GENERATE_KEY_OWNERSHIP_PROOF: RuntimeApi<
    (Slot, ConsensusBabePublic),
    Option<OpaqueKeyOwnershipProof>,
> = RuntimeApi::new("BabeApi", "generate_key_ownership_proof")
    .same_in(&IN_315_320_343_365)
    .missing_in(&IN_233);

/// Takes `equivocation_proof`, `key_owner_proof`.
pub const SUBMIT_REPORT_EQUIVOCATION_UNSIGNED_EXTRINSIC: RuntimeApi<
    (ConsensusSlotsEquivocationProof, OpaqueKeyOwnershipProof),
    Option<()>,
> = RuntimeApi::new("BabeApi", "submit_report_equivocation_unsigned_extrinsic")
    .same_in(&IN_315_320_343_365)
    .missing_in(&IN_233);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &CONFIGURATION,
    &CURRENT_EPOCH_START,
    &CURRENT_EPOCH,
    &NEXT_EPOCH,
    &GENERATE_KEY_OWNERSHIP_PROOF,
    &SUBMIT_REPORT_EQUIVOCATION_UNSIGNED_EXTRINSIC,
];
