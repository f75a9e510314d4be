//! Types of the crate `sp_consensus_babe`.

use super::super::types::Slot;
use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum AllowedSlots {
    PrimarySlots,
    PrimaryAndSecondaryPlainSlots,
    PrimaryAndSecondaryVRFSlots,
}

describe!(enum AllowedSlots {
    0 PrimarySlots,
    1 PrimaryAndSecondaryPlainSlots,
    2 PrimaryAndSecondaryVRFSlots,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct BabeConfiguration {
    pub slot_duration: u64,
    pub epoch_length: u64,
    pub c: (u64, u64),
    pub authorities: Vec<(ConsensusBabePublic, u64)>,
    pub randomness: [u8; 32],
    pub allowed_slots: AllowedSlots,
}

describe!(BabeConfiguration {
    slot_duration: u64,
    epoch_length: u64,
    c: (u64, u64),
    authorities: Vec<(ConsensusBabePublic, u64)>,
    randomness: [u8; 32],
    allowed_slots: AllowedSlots
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct BabeEpochConfiguration {
    pub c: (u64, u64),
    pub allowed_slots: AllowedSlots,
}

describe!(BabeEpochConfiguration { c: (u64, u64), allowed_slots: AllowedSlots });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ConsensusBabePublic(pub [u8; 32]);

describe!(ConsensusBabePublic([u8; 32]));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Epoch {
    pub epoch_index: u64,
    pub start_slot: Slot,
    pub duration: u64,
    pub authorities: Vec<(ConsensusBabePublic, u64)>,
    pub randomness: [u8; 32],
    pub config: BabeEpochConfiguration,
}

describe!(Epoch {
    epoch_index: u64,
    start_slot: Slot,
    duration: u64,
    authorities: Vec<(ConsensusBabePublic, u64)>,
    randomness: [u8; 32],
    config: BabeEpochConfiguration
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct OpaqueKeyOwnershipProof(pub Vec<u8>);

describe!(OpaqueKeyOwnershipProof(Vec<u8>));
