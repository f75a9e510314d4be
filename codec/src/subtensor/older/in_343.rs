//! Descriptors and types of node-subtensor 343.
//!
//! Written by `subwire codegen`.

pub mod pallets;
pub mod runtimes;
pub mod types;
