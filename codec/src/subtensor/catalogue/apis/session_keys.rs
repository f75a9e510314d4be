//! The runtime API `SessionKeys`.

use super::super::runtimes::IN_233_315_320_343_365;
use super::super::types::KeyTypeId;
use crate::{Descriptor, RuntimeApi};
use alloc::vec::Vec;

/// Takes `seed`.
pub const GENERATE_SESSION_KEYS: RuntimeApi<(Option<Vec<u8>>,), Vec<u8>> =
    RuntimeApi::new("SessionKeys", "generate_session_keys").same_in(&IN_233_315_320_343_365);

/// Takes `encoded`.
pub const DECODE_SESSION_KEYS: RuntimeApi<(Vec<u8>,), Option<Vec<(Vec<u8>, KeyTypeId)>>> =
    RuntimeApi::new("SessionKeys", "decode_session_keys").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&GENERATE_SESSION_KEYS, &DECODE_SESSION_KEYS];
