//! Bittensor's types and descriptors, as Subtensor's runtime lays them out.
//!
//! Fields have the chain's names and stand in wire order. Source: the structs of
//! opentensor/subtensor at spec versions 365 and 425; types say where the two differ.
//!
//! Amounts are [`Tao`](crate::Tao) or [`Alpha`](crate::Alpha), fractions are [`PerU16`] and its
//! like. What stays a bare number has its unit in the docs.

mod account;
mod catalogue;
mod certificate;
mod coldkey_swap;
mod column;
mod commit;
mod commitment;
mod crowdloan;
mod delegate;
mod dynamic;
mod hyperparameters;
mod identity;
mod metagraph;
mod netuid;
mod neuron;
mod proxy;
mod ratio;
mod root;
pub mod runtime_api;
mod safe_float;
mod serving;
mod stake;
pub mod storage;
mod subnet;
mod swap;
mod text;

use crate::Runtimes;

/// The runtimes that the descriptors here were compared with, and are the same in unless they name
/// others themselves.
pub const COMPARED: Runtimes =
    Runtimes::new("node-subtensor", &[212, 218, 224, 233, 315, 320, 343, 365]);

pub use account::{AccountData, AccountInfo};
pub use catalogue::catalogue;
pub use certificate::NeuronCertificate;
pub use coldkey_swap::ColdkeySwapAnnouncement;
pub use column::Column;
pub use commit::{TimelockedCommit, WeightCommit};
pub use commitment::{CommitmentInfo, Data, Registration, UsageTracker};
pub use crowdloan::{BoundedCall, CrowdloanInfo, SubnetLease};
pub use delegate::{DelegateInfo, Delegated, Nominator, SubnetStake};
pub use dynamic::DynamicInfo;
pub use hyperparameters::{
    HyperparamEntry, HyperparamValue, Hyperparameters, SubnetHyperparams, SubnetHyperparamsV2,
    SubnetHyperparamsV3,
};
pub use identity::{ChainIdentityV2, SubnetIdentityV3};
pub use metagraph::{
    AlphaDividend, LoadError, Metagraph, MetagraphRow, SavedMetagraph, SelectiveMetagraph,
    SelectiveMetagraphIndex, TaoDividend, UnevenColumns,
};
pub use netuid::NetUid;
pub use neuron::{ColdkeyStake, NeuronInfo, NeuronInfoLite, UidWeight};
pub use proxy::{Announcement, ProxyDefinition, ProxyType};
pub use ratio::{Amount, PerMille, PerU16, PerU64, Percent};
pub use root::{RecycleOrBurnEnum, RootClaimTypeEnum};
pub use safe_float::SafeFloat;
pub use serving::{AxonInfo, PrometheusInfo};
pub use stake::{LockState, StakeAvailability, StakeInfo};
pub use subnet::{SubnetInfo, SubnetInfoV2, SubnetState};
pub use swap::{SimSwapResult, SubnetPrice};
pub use text::{CompactText, Text};
