//! Types of the crate `sp_consensus_slots`.

use super::super::types::{ConsensusBabePublic, RuntimeHeader};
use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ConsensusSlotsEquivocationProof {
    pub offender: ConsensusBabePublic,
    pub slot: Slot,
    pub first_header: RuntimeHeader,
    pub second_header: RuntimeHeader,
}

describe!(ConsensusSlotsEquivocationProof {
    offender: ConsensusBabePublic,
    slot: Slot,
    first_header: RuntimeHeader,
    second_header: RuntimeHeader
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Slot(pub u64);

describe!(Slot(u64));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct SlotDuration(pub u64);

describe!(SlotDuration(u64));
