//! Types of the crate `pallet_shield`.

use super::super::types::DispatchErrorWithPostInfo;
use crate::codec::{Decode, Encode};
use crate::{AccountId, describe};
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ShieldEvent {
    EncryptedSubmitted { id: [u8; 32], who: AccountId },
    DecryptedExecuted { id: [u8; 32], signer: AccountId },
    DecryptedRejected { id: [u8; 32], reason: DispatchErrorWithPostInfo },
    DecryptionFailed { id: [u8; 32], reason: Vec<u8> },
}

describe!(enum ShieldEvent {
    0 EncryptedSubmitted { id: [u8; 32], who: AccountId },
    1 DecryptedExecuted { id: [u8; 32], signer: AccountId },
    2 DecryptedRejected { id: [u8; 32], reason: DispatchErrorWithPostInfo },
    3 DecryptionFailed { id: [u8; 32], reason: Vec<u8> },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Submission {
    pub author: AccountId,
    pub commitment: [u8; 32],
    pub ciphertext: Vec<u8>,
    pub submitted_in: u32,
}

describe!(Submission {
    author: AccountId,
    commitment: [u8; 32],
    ciphertext: Vec<u8>,
    submitted_in: u32
});
