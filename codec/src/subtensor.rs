//! Bittensor's types and descriptors, as Subtensor's runtime lays them out.
//!
//! Fields have the chain's names and stand in wire order. Source: the structs of
//! opentensor/subtensor at spec version 425, whose layout is that of 315 to 365 as well.
//!
//! Fractions stand as the chain holds them: a `u16` of which 65535 is the whole.

mod account;
mod catalogue;
mod netuid;
mod neuron;
pub mod runtime_api;
mod serving;
pub mod storage;

use crate::Runtimes;

/// The runtimes that the descriptors here were compared with, and are the same in unless they name
/// others themselves.
pub const COMPARED: Runtimes =
    Runtimes::new("node-subtensor", &[212, 218, 224, 233, 315, 320, 343, 365]);

pub use account::{AccountData, AccountInfo};
pub use catalogue::catalogue;
pub use netuid::NetUid;
pub use neuron::{ColdkeyStake, NeuronInfo, NeuronInfoLite, UidWeight};
pub use serving::{AxonInfo, PrometheusInfo};
