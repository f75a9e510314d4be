//! The runtime API `Metadata`.

use super::super::runtimes::IN_233_315_320_343_365;
use super::super::types::OpaqueMetadata;
use crate::{Descriptor, RuntimeApi};
use alloc::vec::Vec;

pub const METADATA: RuntimeApi<(), OpaqueMetadata> =
    RuntimeApi::new("Metadata", "metadata").same_in(&IN_233_315_320_343_365);

/// Takes `version`.
pub const METADATA_AT_VERSION: RuntimeApi<(u32,), Option<OpaqueMetadata>> =
    RuntimeApi::new("Metadata", "metadata_at_version").same_in(&IN_233_315_320_343_365);

pub const METADATA_VERSIONS: RuntimeApi<(), Vec<u32>> =
    RuntimeApi::new("Metadata", "metadata_versions").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&METADATA, &METADATA_AT_VERSION, &METADATA_VERSIONS];
