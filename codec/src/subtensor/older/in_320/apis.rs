//! Runtime APIs.

use crate::Descriptor;

pub mod convert_transaction_runtime_api;
pub mod ethereum_runtime_rpc_api;

/// All of them.
pub const ALL: &[&[&dyn Descriptor]] =
    &[ethereum_runtime_rpc_api::ALL, convert_transaction_runtime_api::ALL];
