//! The runtime API `DelegateInfoRuntimeApi`.

use super::super::runtimes::IN_315_320_343_365;
use crate::subtensor::{DelegateInfo, Delegated};
use crate::{AccountId, Descriptor, RuntimeApi};
use alloc::vec::Vec;

pub const GET_DELEGATES: RuntimeApi<(), Vec<DelegateInfo>> =
    RuntimeApi::new("DelegateInfoRuntimeApi", "get_delegates").same_in(&IN_315_320_343_365);

/// Takes `delegate_account`.
pub const GET_DELEGATE: RuntimeApi<(AccountId,), Option<DelegateInfo>> =
    RuntimeApi::new("DelegateInfoRuntimeApi", "get_delegate").same_in(&IN_315_320_343_365);

/// Takes `delegatee_account`.
pub const GET_DELEGATED: RuntimeApi<(AccountId,), Vec<Delegated>> =
    RuntimeApi::new("DelegateInfoRuntimeApi", "get_delegated").same_in(&IN_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&GET_DELEGATES, &GET_DELEGATE, &GET_DELEGATED];
