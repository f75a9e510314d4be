//! Types of the crate `pallet_commitments`.

use crate::codec::{Decode, Encode};
use crate::subtensor::NetUid;
use crate::{AccountId, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum CommitmentsEvent {
    Commitment { netuid: NetUid, who: AccountId },
    TimelockCommitment { netuid: NetUid, who: AccountId, reveal_round: u64 },
    CommitmentRevealed { netuid: NetUid, who: AccountId },
}

describe!(enum CommitmentsEvent {
    0 Commitment { netuid: NetUid, who: AccountId },
    1 TimelockCommitment { netuid: NetUid, who: AccountId, reveal_round: u64 },
    2 CommitmentRevealed { netuid: NetUid, who: AccountId },
});
