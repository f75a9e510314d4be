//! Types of the crate `pallet_grandpa`.

use super::super::types::ConsensusGrandpaPublic;
use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum GrandpaEvent {
    NewAuthorities { authority_set: Vec<(ConsensusGrandpaPublic, u64)> },
    Paused,
    Resumed,
}

describe!(enum GrandpaEvent {
    0 NewAuthorities { authority_set: Vec<(ConsensusGrandpaPublic, u64)> },
    1 Paused,
    2 Resumed,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct StoredPendingChange {
    pub scheduled_at: u32,
    pub delay: u32,
    pub next_authorities: Vec<(ConsensusGrandpaPublic, u64)>,
    pub forced: Option<u32>,
}

describe!(StoredPendingChange {
    scheduled_at: u32,
    delay: u32,
    next_authorities: Vec<(ConsensusGrandpaPublic, u64)>,
    forced: Option<u32>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum StoredState {
    Live,
    PendingPause { scheduled_at: u32, delay: u32 },
    Paused,
    PendingResume { scheduled_at: u32, delay: u32 },
}

describe!(enum StoredState {
    0 Live,
    1 PendingPause { scheduled_at: u32, delay: u32 },
    2 Paused,
    3 PendingResume { scheduled_at: u32, delay: u32 },
});
