//! Types of the crate `pallet_preimage`.

use super::super::types::HoldConsideration;
use crate::codec::{Decode, Encode};
use crate::{AccountId, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum OldRequestStatus {
    Unrequested { deposit: (AccountId, u64), len: u32 },
    Requested { deposit: Option<(AccountId, u64)>, count: u32, len: Option<u32> },
}

describe!(enum OldRequestStatus {
    0 Unrequested { deposit: (AccountId, u64), len: u32 },
    1 Requested { deposit: Option<(AccountId, u64)>, count: u32, len: Option<u32> },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum PreimageEvent {
    Noted { hash: [u8; 32] },
    Requested { hash: [u8; 32] },
    Cleared { hash: [u8; 32] },
}

describe!(enum PreimageEvent {
    0 Noted { hash: [u8; 32] },
    1 Requested { hash: [u8; 32] },
    2 Cleared { hash: [u8; 32] },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum PreimageHoldReason {
    Preimage,
}

describe!(enum PreimageHoldReason {
    0 Preimage,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum RequestStatus {
    Unrequested {
        ticket: (AccountId, HoldConsideration),
        len: u32,
    },
    Requested {
        maybe_ticket: Option<(AccountId, HoldConsideration)>,
        count: u32,
        maybe_len: Option<u32>,
    },
}

describe!(enum RequestStatus {
    0 Unrequested { ticket: (AccountId, HoldConsideration), len: u32 },
    1 Requested { maybe_ticket: Option<(AccountId, HoldConsideration)>, count: u32, maybe_len: Option<u32> },
});
