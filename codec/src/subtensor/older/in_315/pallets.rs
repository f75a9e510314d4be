//! Pallets.

use crate::Descriptor;

pub mod subtensor_module;
pub mod utility;

/// All of them.
pub const ALL: &[&[&dyn Descriptor]] = &[subtensor_module::ALL, utility::ALL];
