//! Types of the crate `pallet_commitments`.

use crate::AccountId;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::subtensor::{CommitmentInfo, NetUid};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum CommitmentsCall {
    set_commitment {
        netuid: NetUid,
        info: CommitmentInfo,
    },
    #[codec(index = 2)]
    set_max_space {
        new_limit: u32,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum CommitmentsEvent {
    Commitment { netuid: NetUid, who: AccountId },
    TimelockCommitment { netuid: NetUid, who: AccountId, reveal_round: u64 },
    CommitmentRevealed { netuid: NetUid, who: AccountId },
}
