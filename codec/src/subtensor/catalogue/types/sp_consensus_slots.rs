//! Types of the crate `sp_consensus_slots`.

use super::super::types::{ConsensusBabePublic, RuntimeHeader};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ConsensusSlotsEquivocationProof {
    pub offender: ConsensusBabePublic,
    pub slot: Slot,
    pub first_header: RuntimeHeader,
    pub second_header: RuntimeHeader,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Slot(pub u64);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct SlotDuration(pub u64);
