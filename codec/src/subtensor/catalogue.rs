//! All descriptors of this crate, their types erased.

use super::{runtime_api, storage};
use crate::Descriptor;

/// Every descriptor of [`storage`] and [`runtime_api`], to be compared with a runtime.
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
#[must_use]
pub const fn catalogue() -> &'static [&'static dyn Descriptor] {
    &[
        &storage::NUMBER,
        &storage::ACCOUNT,
        &storage::NETWORKS_ADDED,
        &storage::TOTAL_NETWORKS,
        &storage::SUBNETWORK_N,
        &storage::TEMPO,
        &storage::IMMUNITY_PERIOD,
        &storage::MAX_WEIGHTS_LIMIT,
        &storage::DIFFICULTY,
        &storage::UIDS,
        &storage::IS_NETWORK_MEMBER,
        &storage::AXONS,
        &storage::PROMETHEUS,
        &storage::LAST_UPDATE,
        &storage::WEIGHTS,
        &storage::BONDS,
        &storage::MECHANISM_COUNT_CURRENT,
        &storage::MECHANISM_EMISSION_SPLIT,
        &runtime_api::NEURONS,
        &runtime_api::NEURONS_LITE,
        &runtime_api::NEURON,
        &runtime_api::NEURON_LITE,
    ]
}
