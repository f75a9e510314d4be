//! Runtime APIs.

use crate::Descriptor;

pub mod account_nonce_api;
pub mod aura_api;
pub mod babe_api;
pub mod block_builder;
pub mod contracts_api;
pub mod convert_transaction_runtime_api;
pub mod core;
pub mod delegate_info_runtime_api;
pub mod ethereum_runtime_rpc_api;
pub mod genesis_builder;
pub mod grandpa_api;
pub mod metadata;
pub mod neuron_info_runtime_api;
pub mod offchain_worker_api;
pub mod session_keys;
pub mod stake_info_runtime_api;
pub mod subnet_info_runtime_api;
pub mod subnet_registration_runtime_api;
pub mod swap_runtime_api;
pub mod tagged_transaction_queue;
pub mod transaction_payment_api;
pub mod transaction_payment_call_api;

/// All of them.
pub const ALL: &[&[&dyn Descriptor]] = &[
    core::ALL,
    metadata::ALL,
    block_builder::ALL,
    genesis_builder::ALL,
    tagged_transaction_queue::ALL,
    offchain_worker_api::ALL,
    aura_api::ALL,
    session_keys::ALL,
    grandpa_api::ALL,
    account_nonce_api::ALL,
    transaction_payment_api::ALL,
    transaction_payment_call_api::ALL,
    ethereum_runtime_rpc_api::ALL,
    convert_transaction_runtime_api::ALL,
    contracts_api::ALL,
    delegate_info_runtime_api::ALL,
    neuron_info_runtime_api::ALL,
    subnet_info_runtime_api::ALL,
    stake_info_runtime_api::ALL,
    subnet_registration_runtime_api::ALL,
    babe_api::ALL,
    swap_runtime_api::ALL,
];
