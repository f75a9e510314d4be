//! Pallets.

use crate::Descriptor;

pub mod admin_utils;
pub mod aura;
pub mod balances;
pub mod base_fee;
pub mod commitments;
pub mod contracts;
pub mod crowdloan;
pub mod drand;
pub mod ethereum;
pub mod evm;
pub mod evm_chain_id;
pub mod grandpa;
pub mod mev_shield;
pub mod multisig;
pub mod preimage;
pub mod proxy;
pub mod randomness_collective_flip;
pub mod registry;
pub mod safe_mode;
pub mod scheduler;
pub mod subtensor_module;
pub mod sudo;
pub mod swap;
pub mod system;
pub mod timestamp;
pub mod transaction_payment;
pub mod utility;

/// All of them.
pub const ALL: &[&[&dyn Descriptor]] = &[
    system::ALL,
    randomness_collective_flip::ALL,
    timestamp::ALL,
    aura::ALL,
    grandpa::ALL,
    balances::ALL,
    transaction_payment::ALL,
    subtensor_module::ALL,
    utility::ALL,
    sudo::ALL,
    multisig::ALL,
    preimage::ALL,
    scheduler::ALL,
    proxy::ALL,
    registry::ALL,
    commitments::ALL,
    admin_utils::ALL,
    safe_mode::ALL,
    ethereum::ALL,
    evm::ALL,
    evm_chain_id::ALL,
    base_fee::ALL,
    drand::ALL,
    crowdloan::ALL,
    swap::ALL,
    contracts::ALL,
    mev_shield::ALL,
];
