//! The state as the runtime's own calls tell of it.

mod stakes;
mod subnets;

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use subwire_codec::RuntimeApi;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::subtensor::apis::account_nonce_api::ACCOUNT_NONCE;
use subwire_codec::subtensor::apis::neuron_info_runtime_api::{
    GET_NEURON, GET_NEURON_LITE, GET_NEURONS, GET_NEURONS_LITE,
};
use subwire_transport::mock::{ChainBuilder, StateAt};

use super::world::World;

/// Lets a chain answer its runtime's calls.
pub(super) fn answer(chain: ChainBuilder, world: &Arc<World>) -> ChainBuilder {
    let calls = Calls { chain, world: world.clone() };
    let calls = stakes::answer(subnets::answer(neurons(calls)));
    calls.on(&ACCOUNT_NONCE, |_, _, _| 0).chain
}

fn neurons(calls: Calls) -> Calls {
    calls
        .on(&GET_NEURONS, |world, _, (netuid,)| {
            let subnet = world.subnet(netuid);
            subnet.map_or_else(Vec::new, |subnet| subnet.column(|neuron| subnet.neuron(neuron)))
        })
        .on(&GET_NEURONS_LITE, |world, _, (netuid,)| {
            let subnet = world.subnet(netuid);
            subnet.map_or_else(Vec::new, |subnet| subnet.column(|one| subnet.neuron_lite(one)))
        })
        .on(&GET_NEURON, |world, _, (netuid, uid)| {
            let subnet = world.subnet(netuid)?;
            Some(subnet.neuron(subnet.neurons.get(usize::from(uid))?))
        })
        .on(&GET_NEURON_LITE, |world, _, (netuid, uid)| {
            let subnet = world.subnet(netuid)?;
            Some(subnet.neuron_lite(subnet.neurons.get(usize::from(uid))?))
        })
}

/// A chain whose runtime is being given its calls.
pub(super) struct Calls {
    chain: ChainBuilder,
    world: Arc<World>,
}

impl Calls {
    /// Answers a method from the state of the block that it is asked at.
    pub(super) fn on<Args, Output>(
        self,
        method: &RuntimeApi<Args, Output>,
        answer: fn(&World, &StateAt, Args) -> Output,
    ) -> Self
    where
        Args: Decode + 'static,
        Output: Encode + 'static,
    {
        self.on_as(method, answer)
    }

    /// As [`on`](Self::on), for an answer that the modelled runtime lays out otherwise than the
    /// descriptor's type, which knows other runtimes as well.
    fn on_as<Args, Output, Wire>(
        mut self,
        method: &RuntimeApi<Args, Output>,
        answer: fn(&World, &StateAt, Args) -> Wire,
    ) -> Self
    where
        Args: Decode + 'static,
        Wire: Encode + 'static,
    {
        let world = self.world.clone();
        self.chain = self.chain.runtime_call_at(method.name(), move |state, args| {
            let args = subwire_codec::decode_exact(args);
            let args = args.map_err(|error: subwire_codec::DecodeError| error.to_string());
            Ok::<_, String>(answer(&world, state, args?).encode())
        });
        self
    }
}
