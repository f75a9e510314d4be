//! The runtime API `AuraApi`.

use super::super::runtimes::IN_233_315_320_343_365;
use super::super::types::{ConsensusAuraPublic, SlotDuration};
use crate::{Descriptor, RuntimeApi};
use alloc::vec::Vec;

pub const SLOT_DURATION: RuntimeApi<(), SlotDuration> =
    RuntimeApi::new("AuraApi", "slot_duration").same_in(&IN_233_315_320_343_365);

pub const AUTHORITIES: RuntimeApi<(), Vec<ConsensusAuraPublic>> =
    RuntimeApi::new("AuraApi", "authorities").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&SLOT_DURATION, &AUTHORITIES];
