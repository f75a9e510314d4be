//! The runtime API `Core`.

use super::super::runtimes::{IN_233_315_320_343_365, IN_315_320_343_365};
use super::super::types::{ExtrinsicInclusionMode, RuntimeBlock, RuntimeHeader, RuntimeVersion};
use crate::{Descriptor, RuntimeApi};

pub const VERSION: RuntimeApi<(), RuntimeVersion> =
    RuntimeApi::new("Core", "version").same_in(&IN_315_320_343_365);

/// Takes `block`.
pub const EXECUTE_BLOCK: RuntimeApi<(RuntimeBlock,), ()> =
    RuntimeApi::new("Core", "execute_block").same_in(&IN_233_315_320_343_365);

/// Takes `header`.
pub const INITIALIZE_BLOCK: RuntimeApi<(RuntimeHeader,), ExtrinsicInclusionMode> =
    RuntimeApi::new("Core", "initialize_block").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&VERSION, &EXECUTE_BLOCK, &INITIALIZE_BLOCK];
