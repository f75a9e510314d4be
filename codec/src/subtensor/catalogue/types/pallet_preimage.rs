//! Types of the crate `pallet_preimage`.

use super::super::types::HoldConsideration;
use crate::AccountId;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum OldRequestStatus {
    Unrequested { deposit: (AccountId, u64), len: u32 },
    Requested { deposit: Option<(AccountId, u64)>, count: u32, len: Option<u32> },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum PreimageCall {
    note_preimage { bytes: Vec<u8> },
    unnote_preimage { hash: [u8; 32] },
    request_preimage { hash: [u8; 32] },
    unrequest_preimage { hash: [u8; 32] },
    ensure_updated { hashes: Vec<[u8; 32]> },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum PreimageEvent {
    Noted { hash: [u8; 32] },
    Requested { hash: [u8; 32] },
    Cleared { hash: [u8; 32] },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum PreimageHoldReason {
    Preimage,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
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
