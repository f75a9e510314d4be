//! The runtime API `GenesisBuilder`.

use super::super::runtimes::IN_233_315_320_343_365;
use crate::{Descriptor, RuntimeApi};
use alloc::string::String;
use alloc::vec::Vec;

/// Takes `json`.
pub const BUILD_STATE: RuntimeApi<(Vec<u8>,), Result<(), String>> =
    RuntimeApi::new("GenesisBuilder", "build_state").same_in(&IN_233_315_320_343_365);

/// Takes `id`.
pub const GET_PRESET: RuntimeApi<(Option<String>,), Option<Vec<u8>>> =
    RuntimeApi::new("GenesisBuilder", "get_preset").same_in(&IN_233_315_320_343_365);

pub const PRESET_NAMES: RuntimeApi<(), Vec<String>> =
    RuntimeApi::new("GenesisBuilder", "preset_names").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&BUILD_STATE, &GET_PRESET, &PRESET_NAMES];
