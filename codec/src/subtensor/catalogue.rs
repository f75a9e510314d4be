//! Descriptors and types of node-subtensor 365.
//!
//! Written by `subwire codegen`.

pub mod apis;
pub mod pallets;
pub mod runtimes;
pub mod types;
