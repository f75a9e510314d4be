//! Bittensor's types and descriptors, as Subtensor's runtime lays them out.
//!
//! Fields have the chain's names and stand in wire order. Source: the structs of
//! opentensor/subtensor at spec versions 365 and 425; types say where the two differ.
//!
//! Amounts are [`Tao`](crate::Tao) or [`Alpha`](crate::Alpha), fractions are [`PerU16`] and its
//! like. What stays a bare number has its unit in the docs.
//!
//! [`pallets`], [`apis`] and [`types`] are written by `subwire codegen` from the metadata of spec version
//! 365; the types beside them are written by hand. What is read by the descriptors of a runtime that
//! has drifted is adapted to their types, or refused: see [`layout`](crate::layout).

mod account;
#[allow(
    missing_docs,
    clippy::large_enum_variant,
    clippy::type_complexity,
    clippy::exhaustive_enums,
    reason = "the chain names them and says what they are"
)]
mod catalogue;
mod certificate;
mod coldkey_swap;
mod column;
mod commit;
mod commitment;
mod crowdloan;
mod delegate;
mod dynamic;
pub mod gone;
mod hyperparameters;
mod identity;
pub mod later;
mod metagraph;
mod multisig;
mod netuid;
mod neuron;
#[allow(
    missing_docs,
    clippy::exhaustive_enums,
    clippy::large_enum_variant,
    clippy::type_complexity,
    reason = "the chain names them and says what they are"
)]
pub mod older;
mod proxy;
mod ratio;
mod root;
mod safe_float;
mod serving;
mod stake;
mod subnet;
mod swap;
mod text;

use crate::{Descriptor, Runtimes};

/// The runtimes that the descriptors here were compared with. Each says itself in which it is the
/// same, and which do not have it.
pub const COMPARED: Runtimes = runtimes::IN_212_224_233_315_320_343_365;

pub use account::{AccountData, AccountInfo};
pub use catalogue::{apis, pallets, runtimes, types};
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
pub use multisig::{Multisig, Timepoint};
pub use netuid::{NetUid, NetUidStorageIndex};
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

/// Every descriptor of [`pallets`], [`apis`], [`later`], [`gone`] and [`older`], its types erased, to be
/// compared with a runtime. What is in `older` has the name of another one before it, and where either fits,
/// the runtime's is known.
///
/// ```
/// use subwire_codec::{Metadata, subtensor};
///
/// fn report(metadata: &Metadata) {
///     for descriptor in subtensor::catalogue() {
///         println!("{}: {}", descriptor.full_name(), descriptor.verify(metadata));
///     }
/// }
/// ```
// Compiled by who calls it: no one else has to wait for a thousand descriptors to be made objects.
#[inline]
pub fn catalogue() -> impl Iterator<Item = &'static dyn Descriptor> {
    let of_365 = pallets::ALL.iter().chain(apis::ALL).flat_map(|all| all.iter().copied());
    of_365.chain(later::all()).chain(gone::all()).chain(older::all())
}
