//! Types of the crate `pallet_grandpa`.

use super::super::types::{ConsensusGrandpaEquivocationProof, ConsensusGrandpaPublic, Void};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum GrandpaCall {
    report_equivocation {
        equivocation_proof: ConsensusGrandpaEquivocationProof,
        key_owner_proof: Void,
    },
    report_equivocation_unsigned {
        equivocation_proof: ConsensusGrandpaEquivocationProof,
        key_owner_proof: Void,
    },
    note_stalled {
        delay: u32,
        best_finalized_block_number: u32,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum GrandpaEvent {
    NewAuthorities { authority_set: Vec<(ConsensusGrandpaPublic, u64)> },
    Paused,
    Resumed,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct StoredPendingChange {
    pub scheduled_at: u32,
    pub delay: u32,
    pub next_authorities: Vec<(ConsensusGrandpaPublic, u64)>,
    pub forced: Option<u32>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum StoredState {
    Live,
    PendingPause { scheduled_at: u32, delay: u32 },
    Paused,
    PendingResume { scheduled_at: u32, delay: u32 },
}
