//! Descriptors and types of node-subtensor 315.
//!
//! Written by `subwire codegen`.

pub mod pallets;
pub mod runtimes;
pub mod types;
