//! Types of the crate `pallet_sudo`.

use super::super::types::{DispatchError, MultiAddress, RuntimeCall, Weight};
use crate::AccountId;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::boxed::Box;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SudoCall {
    sudo { call: Box<RuntimeCall> },
    sudo_unchecked_weight { call: Box<RuntimeCall>, weight: Weight },
    set_key { new: MultiAddress },
    sudo_as { who: MultiAddress, call: Box<RuntimeCall> },
    remove_key,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SudoEvent {
    Sudid { sudo_result: Result<(), DispatchError> },
    KeyChanged { old: Option<AccountId>, new: AccountId },
    KeyRemoved,
    SudoAsDone { sudo_result: Result<(), DispatchError> },
}
