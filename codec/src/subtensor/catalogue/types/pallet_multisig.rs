//! Types of the crate `pallet_multisig`.

use super::super::types::DispatchError;
use crate::codec::{Decode, Encode};
use crate::{AccountId, Tao, describe};
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Multisig {
    pub when: Timepoint,
    pub deposit: Tao,
    pub depositor: AccountId,
    pub approvals: Vec<AccountId>,
}

describe!(Multisig {
    when: Timepoint,
    deposit: Tao,
    depositor: AccountId,
    approvals: Vec<AccountId>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum MultisigEvent {
    NewMultisig {
        approving: AccountId,
        multisig: AccountId,
        call_hash: [u8; 32],
    },
    MultisigApproval {
        approving: AccountId,
        timepoint: Timepoint,
        multisig: AccountId,
        call_hash: [u8; 32],
    },
    MultisigExecuted {
        approving: AccountId,
        timepoint: Timepoint,
        multisig: AccountId,
        call_hash: [u8; 32],
        result: Result<(), DispatchError>,
    },
    MultisigCancelled {
        cancelling: AccountId,
        timepoint: Timepoint,
        multisig: AccountId,
        call_hash: [u8; 32],
    },
    DepositPoked {
        who: AccountId,
        call_hash: [u8; 32],
        old_deposit: Tao,
        new_deposit: Tao,
    },
}

describe!(enum MultisigEvent {
    0 NewMultisig { approving: AccountId, multisig: AccountId, call_hash: [u8; 32] },
    1 MultisigApproval { approving: AccountId, timepoint: Timepoint, multisig: AccountId, call_hash: [u8; 32] },
    2 MultisigExecuted { approving: AccountId, timepoint: Timepoint, multisig: AccountId, call_hash: [u8; 32], result: Result<(), DispatchError> },
    3 MultisigCancelled { cancelling: AccountId, timepoint: Timepoint, multisig: AccountId, call_hash: [u8; 32] },
    4 DepositPoked { who: AccountId, call_hash: [u8; 32], old_deposit: Tao, new_deposit: Tao },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Timepoint {
    pub height: u32,
    pub index: u32,
}

describe!(Timepoint { height: u32, index: u32 });
