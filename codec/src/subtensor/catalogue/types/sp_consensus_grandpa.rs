//! Types of the crate `sp_consensus_grandpa`.

use super::super::types::{Equivocation2, FinalityGrandpaEquivocation};
use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ConsensusGrandpaEquivocation {
    Prevote(FinalityGrandpaEquivocation),
    Precommit(Equivocation2),
}

describe!(enum ConsensusGrandpaEquivocation {
    0 Prevote(FinalityGrandpaEquivocation),
    1 Precommit(Equivocation2),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ConsensusGrandpaEquivocationProof {
    pub set_id: u64,
    pub equivocation: ConsensusGrandpaEquivocation,
}

describe!(ConsensusGrandpaEquivocationProof {
    set_id: u64,
    equivocation: ConsensusGrandpaEquivocation
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ConsensusGrandpaPublic(pub [u8; 32]);

describe!(ConsensusGrandpaPublic([u8; 32]));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Signature(pub [u8; 64]);

describe!(Signature([u8; 64]));
