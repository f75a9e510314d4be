//! Types of the crate `sp_consensus_aura`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ConsensusAuraPublic(pub [u8; 32]);
