//! The chain's types, each under a name of its own.

#![allow(non_camel_case_types, reason = "the chain has these names")]

mod ethereum;
mod fp_evm;
mod node_subtensor_runtime;
mod pallet_admin_utils;
mod pallet_collective;
mod subtensor_runtime_common;
pub use self::ethereum::*;
pub use self::fp_evm::*;
pub use self::node_subtensor_runtime::*;
pub use self::pallet_admin_utils::*;
pub use self::pallet_collective::*;
pub use self::subtensor_runtime_common::*;
