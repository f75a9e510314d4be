//! The chain's types, each under a name of its own.

mod pallet_admin_utils;
pub use self::pallet_admin_utils::*;
