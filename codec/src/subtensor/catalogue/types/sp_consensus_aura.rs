//! Types of the crate `sp_consensus_aura`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ConsensusAuraPublic(pub [u8; 32]);

describe!(ConsensusAuraPublic([u8; 32]));
