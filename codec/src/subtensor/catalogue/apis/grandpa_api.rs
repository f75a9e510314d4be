//! The runtime API `GrandpaApi`.

use super::super::runtimes::IN_233_315_320_343_365;
use super::super::types::{ConsensusGrandpaEquivocationProof, ConsensusGrandpaPublic, OpaqueValue};
use crate::{Descriptor, RuntimeApi};
use alloc::vec::Vec;

pub const GRANDPA_AUTHORITIES: RuntimeApi<(), Vec<(ConsensusGrandpaPublic, u64)>> =
    RuntimeApi::new("GrandpaApi", "grandpa_authorities").same_in(&IN_233_315_320_343_365);

/// Takes `equivocation_proof`, `key_owner_proof`.
pub const SUBMIT_REPORT_EQUIVOCATION_UNSIGNED_EXTRINSIC: RuntimeApi<
    (ConsensusGrandpaEquivocationProof, OpaqueValue),
    Option<()>,
> = RuntimeApi::new("GrandpaApi", "submit_report_equivocation_unsigned_extrinsic")
    .same_in(&IN_233_315_320_343_365);

/// Takes `set_id`, `authority_id`.
pub const GENERATE_KEY_OWNERSHIP_PROOF: RuntimeApi<
    (u64, ConsensusGrandpaPublic),
    Option<OpaqueValue>,
> = RuntimeApi::new("GrandpaApi", "generate_key_ownership_proof").same_in(&IN_233_315_320_343_365);

pub const CURRENT_SET_ID: RuntimeApi<(), u64> =
    RuntimeApi::new("GrandpaApi", "current_set_id").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &GRANDPA_AUTHORITIES,
    &SUBMIT_REPORT_EQUIVOCATION_UNSIGNED_EXTRINSIC,
    &GENERATE_KEY_OWNERSHIP_PROOF,
    &CURRENT_SET_ID,
];
