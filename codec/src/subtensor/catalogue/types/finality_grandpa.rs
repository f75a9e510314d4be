//! Types of the crate `finality_grandpa`.

use super::super::types::{ConsensusGrandpaPublic, Signature};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Equivocation2 {
    pub round_number: u64,
    pub identity: ConsensusGrandpaPublic,
    pub first: (Precommit, Signature),
    pub second: (Precommit, Signature),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct FinalityGrandpaEquivocation {
    pub round_number: u64,
    pub identity: ConsensusGrandpaPublic,
    pub first: (Prevote, Signature),
    pub second: (Prevote, Signature),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Precommit {
    pub target_hash: [u8; 32],
    pub target_number: u32,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Prevote {
    pub target_hash: [u8; 32],
    pub target_number: u32,
}
