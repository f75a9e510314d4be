//! The chain's types, each under a name of its own.

#![allow(non_camel_case_types, reason = "the chain has these names")]

mod node_subtensor_runtime;
mod pallet_collective;
mod pallet_subtensor;
pub use self::node_subtensor_runtime::*;
pub use self::pallet_collective::*;
pub use self::pallet_subtensor::*;
