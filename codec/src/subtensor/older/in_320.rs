//! Descriptors and types of node-subtensor 320.
//!
//! Written by `subwire codegen`.

pub mod apis;
pub mod pallets;
pub mod runtimes;
pub mod types;
