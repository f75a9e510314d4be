//! The runtime API `AccountNonceApi`.

use super::super::runtimes::IN_233_315_320_343_365;
use crate::{AccountId, Descriptor, RuntimeApi};

/// Takes `account`.
pub const ACCOUNT_NONCE: RuntimeApi<(AccountId,), u32> =
    RuntimeApi::new("AccountNonceApi", "account_nonce").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&ACCOUNT_NONCE];
