//! Types of the crate `pallet_sudo`.

use super::super::types::DispatchError;
use crate::codec::{Decode, Encode};
use crate::{AccountId, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum SudoEvent {
    Sudid { sudo_result: Result<(), DispatchError> },
    KeyChanged { old: Option<AccountId>, new: AccountId },
    KeyRemoved,
    SudoAsDone { sudo_result: Result<(), DispatchError> },
}

describe!(enum SudoEvent {
    0 Sudid { sudo_result: Result<(), DispatchError> },
    1 KeyChanged { old: Option<AccountId>, new: AccountId },
    2 KeyRemoved,
    3 SudoAsDone { sudo_result: Result<(), DispatchError> },
});
