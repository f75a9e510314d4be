//! Types of the crate `pallet_multisig`.

use super::super::types::{DispatchError, RuntimeCall, Weight};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::{AccountId, Tao};
use alloc::boxed::Box;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Multisig {
    pub when: Timepoint,
    pub deposit: Tao,
    pub depositor: AccountId,
    pub approvals: Vec<AccountId>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum MultisigCall {
    as_multi_threshold_1 {
        other_signatories: Vec<AccountId>,
        call: Box<RuntimeCall>,
    },
    as_multi {
        threshold: u16,
        other_signatories: Vec<AccountId>,
        maybe_timepoint: Option<Timepoint>,
        call: Box<RuntimeCall>,
        max_weight: Weight,
    },
    approve_as_multi {
        threshold: u16,
        other_signatories: Vec<AccountId>,
        maybe_timepoint: Option<Timepoint>,
        call_hash: [u8; 32],
        max_weight: Weight,
    },
    cancel_as_multi {
        threshold: u16,
        other_signatories: Vec<AccountId>,
        timepoint: Timepoint,
        call_hash: [u8; 32],
    },
    poke_deposit {
        threshold: u16,
        other_signatories: Vec<AccountId>,
        call_hash: [u8; 32],
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
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

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Timepoint {
    pub height: u32,
    pub index: u32,
}
