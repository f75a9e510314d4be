//! The runtime API `NeuronInfoRuntimeApi`.

use super::super::runtimes::IN_233_315_320_343_365;
use crate::subtensor::{NetUid, NeuronInfo, NeuronInfoLite};
use crate::{Descriptor, RuntimeApi};
use alloc::vec::Vec;

/// All neurons of a subnet with their weights and bonds; none where the subnet does not exist.
///
/// Takes `netuid`.
pub const GET_NEURONS: RuntimeApi<(NetUid,), Vec<NeuronInfo>> =
    RuntimeApi::new("NeuronInfoRuntimeApi", "get_neurons")
        .or_wrapped()
        .same_in(&IN_233_315_320_343_365);

/// One neuron of a subnet, by uid, with its weights and bonds. Not for runtimes of the specs 208 to 218 that wrap it in bytes, and then without the `Option`.
///
/// Takes `netuid`, `uid`.
pub const GET_NEURON: RuntimeApi<(NetUid, u16), Option<NeuronInfo>> =
    RuntimeApi::new("NeuronInfoRuntimeApi", "get_neuron").same_in(&IN_233_315_320_343_365);

/// All neurons of a subnet; none where the subnet does not exist.
///
/// Takes `netuid`.
pub const GET_NEURONS_LITE: RuntimeApi<(NetUid,), Vec<NeuronInfoLite>> =
    RuntimeApi::new("NeuronInfoRuntimeApi", "get_neurons_lite")
        .or_wrapped()
        .same_in(&IN_233_315_320_343_365);

/// One neuron of a subnet, by uid. Not for runtimes of the specs 208 to 218 that wrap it in bytes, and then without the `Option`.
///
/// Takes `netuid`, `uid`.
pub const GET_NEURON_LITE: RuntimeApi<(NetUid, u16), Option<NeuronInfoLite>> =
    RuntimeApi::new("NeuronInfoRuntimeApi", "get_neuron_lite").same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] =
    &[&GET_NEURONS, &GET_NEURON, &GET_NEURONS_LITE, &GET_NEURON_LITE];
