//! Types of the crate `sp_consensus_grandpa`.

use super::super::types::{Equivocation2, FinalityGrandpaEquivocation};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ConsensusGrandpaEquivocation {
    Prevote(FinalityGrandpaEquivocation),
    Precommit(Equivocation2),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ConsensusGrandpaEquivocationProof {
    pub set_id: u64,
    pub equivocation: ConsensusGrandpaEquivocation,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ConsensusGrandpaPublic(pub [u8; 32]);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Signature(pub [u8; 64]);
