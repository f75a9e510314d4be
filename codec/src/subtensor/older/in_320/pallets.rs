//! Pallets.

use crate::Descriptor;

pub mod admin_utils;
pub mod ethereum;
pub mod evm;
pub mod proxy;
pub mod subtensor_module;
pub mod utility;

/// All of them.
pub const ALL: &[&[&dyn Descriptor]] =
    &[subtensor_module::ALL, utility::ALL, proxy::ALL, admin_utils::ALL, ethereum::ALL, evm::ALL];
