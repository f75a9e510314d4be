//! What the fuzz targets check. It stands in a library so that the seeds are made, and an ordinary
//! test runs, without libFuzzer's driver.
//!
//! A check panics where something is wrong.

#![forbid(unsafe_code)]

pub mod calls;
pub mod chain;
pub mod connection;
pub mod events;
pub mod extrinsics;
pub mod frames;
pub mod headers;
pub mod http;
pub mod json;
pub mod keys;
pub mod metadata;
pub mod plan;
pub mod recordings;
pub mod seeds;
pub mod suri;
pub mod text;
pub mod types;
pub mod values;
