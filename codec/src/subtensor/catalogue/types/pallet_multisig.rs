//! Types of the crate `pallet_multisig`.

use super::super::types::DispatchError;
use crate::codec::{Decode, Encode};
use crate::subtensor::Timepoint;
use crate::{AccountId, Tao, describe};

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
