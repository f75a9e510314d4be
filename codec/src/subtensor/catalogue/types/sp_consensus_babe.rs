//! Types of the crate `sp_consensus_babe`.

use super::super::types::Slot;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum AllowedSlots {
    PrimarySlots,
    PrimaryAndSecondaryPlainSlots,
    PrimaryAndSecondaryVRFSlots,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct BabeConfiguration {
    pub slot_duration: u64,
    pub epoch_length: u64,
    pub c: (u64, u64),
    pub authorities: Vec<(ConsensusBabePublic, u64)>,
    pub randomness: [u8; 32],
    pub allowed_slots: AllowedSlots,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct BabeEpochConfiguration {
    pub c: (u64, u64),
    pub allowed_slots: AllowedSlots,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ConsensusBabePublic(pub [u8; 32]);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Epoch {
    pub epoch_index: u64,
    pub start_slot: Slot,
    pub duration: u64,
    pub authorities: Vec<(ConsensusBabePublic, u64)>,
    pub randomness: [u8; 32],
    pub config: BabeEpochConfiguration,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct OpaqueKeyOwnershipProof(pub Vec<u8>);
