//! The runtime API `OffchainWorkerApi`.

use super::super::runtimes::IN_233_315_320_343_365;
use super::super::types::RuntimeHeader;
use crate::{Descriptor, RuntimeApi};

/// Takes `header`.
pub const OFFCHAIN_WORKER: RuntimeApi<(RuntimeHeader,), ()> =
    RuntimeApi::new("OffchainWorkerApi", "offchain_worker").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&OFFCHAIN_WORKER];
