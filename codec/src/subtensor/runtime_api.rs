//! Runtime APIs of Subtensor.

use alloc::vec::Vec;

use super::{NetUid, NeuronInfo, NeuronInfoLite};
use crate::{RuntimeApi, Runtimes};

/// All neurons of a subnet with their weights and bonds; none where the subnet does not exist.
pub const NEURONS: RuntimeApi<(NetUid,), Vec<NeuronInfo>> = neuron_info("get_neurons").or_wrapped();

/// All neurons of a subnet; none where the subnet does not exist.
pub const NEURONS_LITE: RuntimeApi<(NetUid,), Vec<NeuronInfoLite>> =
    neuron_info("get_neurons_lite").or_wrapped();

/// One neuron of a subnet, by uid, with its weights and bonds. Not for the runtimes of the specs
/// 208 to 218 that return it wrapped in bytes, and then without the `Option`.
pub const NEURON: RuntimeApi<(NetUid, u16), Option<NeuronInfo>> = neuron_info("get_neuron");

/// One neuron of a subnet, by uid. Not for the runtimes of the specs 208 to 218 that return it
/// wrapped in bytes, and then without the `Option`.
pub const NEURON_LITE: RuntimeApi<(NetUid, u16), Option<NeuronInfoLite>> =
    neuron_info("get_neuron_lite");

/// Those compared of which the metadata describes runtime APIs, without 218, which wraps.
const UNWRAPPED: Runtimes = Runtimes::new(super::COMPARED.spec_name(), &[233, 315, 320, 343, 365]);

const fn neuron_info<Args, Output>(method: &'static str) -> RuntimeApi<Args, Output> {
    RuntimeApi::new("NeuronInfoRuntimeApi", method).same_in(&UNWRAPPED)
}
