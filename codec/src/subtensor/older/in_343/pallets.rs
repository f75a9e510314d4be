//! Pallets.

use crate::Descriptor;

pub mod admin_utils;

/// All of them.
pub const ALL: &[&[&dyn Descriptor]] = &[admin_utils::ALL];
