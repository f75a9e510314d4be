//! Types of the crate `finality_grandpa`.

use super::super::types::{ConsensusGrandpaPublic, Signature};
use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Equivocation2 {
    pub round_number: u64,
    pub identity: ConsensusGrandpaPublic,
    pub first: (Precommit, Signature),
    pub second: (Precommit, Signature),
}

describe!(Equivocation2 {
    round_number: u64,
    identity: ConsensusGrandpaPublic,
    first: (Precommit, Signature),
    second: (Precommit, Signature)
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct FinalityGrandpaEquivocation {
    pub round_number: u64,
    pub identity: ConsensusGrandpaPublic,
    pub first: (Prevote, Signature),
    pub second: (Prevote, Signature),
}

describe!(FinalityGrandpaEquivocation {
    round_number: u64,
    identity: ConsensusGrandpaPublic,
    first: (Prevote, Signature),
    second: (Prevote, Signature)
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Precommit {
    pub target_hash: [u8; 32],
    pub target_number: u32,
}

describe!(Precommit { target_hash: [u8; 32], target_number: u32 });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Prevote {
    pub target_hash: [u8; 32],
    pub target_number: u32,
}

describe!(Prevote { target_hash: [u8; 32], target_number: u32 });
