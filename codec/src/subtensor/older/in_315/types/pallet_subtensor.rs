//! Types of the crate `pallet_subtensor`.

use crate::codec::{Decode, Encode};
use crate::subtensor::NetUid;
use crate::{AccountId, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum RateLimitKey {
    SetSNOwnerHotkey(NetUid),
    NetworkLastRegistered,
    LastTxBlock(AccountId),
    LastTxBlockChildKeyTake(AccountId),
    LastTxBlockDelegateTake(AccountId),
}

describe!(enum RateLimitKey {
    0 SetSNOwnerHotkey(NetUid),
    1 NetworkLastRegistered,
    2 LastTxBlock(AccountId),
    3 LastTxBlockChildKeyTake(AccountId),
    4 LastTxBlockDelegateTake(AccountId),
});
