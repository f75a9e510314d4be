//! Types of the crate `pallet_shield`.

use super::super::types::DispatchErrorWithPostInfo;
use crate::AccountId;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ShieldCall {
    announce_next_key {
        public_key: Vec<u8>,
    },
    submit_encrypted {
        commitment: [u8; 32],
        ciphertext: Vec<u8>,
    },
    #[codec(index = 3)]
    mark_decryption_failed {
        id: [u8; 32],
        reason: Vec<u8>,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ShieldEvent {
    EncryptedSubmitted { id: [u8; 32], who: AccountId },
    DecryptedExecuted { id: [u8; 32], signer: AccountId },
    DecryptedRejected { id: [u8; 32], reason: DispatchErrorWithPostInfo },
    DecryptionFailed { id: [u8; 32], reason: Vec<u8> },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Submission {
    pub author: AccountId,
    pub commitment: [u8; 32],
    pub ciphertext: Vec<u8>,
    pub submitted_in: u32,
}
