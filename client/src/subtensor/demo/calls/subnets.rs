//! `SubnetInfoRuntimeApi`, and what a subnet costs.

use alloc::vec::Vec;

use subwire_codec::Tao;
use subwire_codec::codec::Encode;
use subwire_codec::subtensor::apis::subnet_info_runtime_api::{
    GET_ALL_DYNAMIC_INFO, GET_ALL_MECHAGRAPHS, GET_ALL_METAGRAPHS, GET_COLDKEY_AUTO_STAKE_HOTKEY,
    GET_DYNAMIC_INFO, GET_MECHAGRAPH, GET_METAGRAPH, GET_SELECTIVE_MECHAGRAPH,
    GET_SELECTIVE_METAGRAPH, GET_SUBNET_HYPERPARAMS, GET_SUBNET_HYPERPARAMS_V2, GET_SUBNET_INFO,
    GET_SUBNET_INFO_V2, GET_SUBNET_STATE, GET_SUBNET_TO_PRUNE, GET_SUBNETS_INFO,
    GET_SUBNETS_INFO_V2,
};
use subwire_codec::subtensor::apis::subnet_registration_runtime_api::GET_NETWORK_REGISTRATION_COST;
use subwire_codec::subtensor::{
    CompactText, Metagraph, NetUid, NetUidStorageIndex, SelectiveMetagraph,
    SelectiveMetagraphIndex as Field,
};

use super::Calls;
use crate::subtensor::demo::storage::subnets::LOCK_COST;
use crate::subtensor::demo::world::World;

pub(super) fn answer(calls: Calls) -> Calls {
    calls
        .on(&GET_SUBNET_INFO, |world, state, (netuid,)| {
            Some(world.subnet(netuid)?.info(state.number()))
        })
        .on(&GET_SUBNETS_INFO, |world, state, ()| {
            world.subnets().map(|subnet| Some(subnet.info(state.number()))).collect()
        })
        .on(&GET_SUBNET_INFO_V2, |world, state, (netuid,)| {
            Some(world.subnet(netuid)?.info_v2(state.number()))
        })
        .on(&GET_SUBNETS_INFO_V2, |world, state, ()| {
            world.subnets().map(|subnet| Some(subnet.info_v2(state.number()))).collect()
        })
        .on(&GET_SUBNET_HYPERPARAMS, |world, _, (netuid,)| {
            Some(world.subnet(netuid)?.traits.hyper_v1())
        })
        .on(&GET_SUBNET_HYPERPARAMS_V2, |world, _, (netuid,)| {
            Some(world.subnet(netuid)?.traits.hyper.clone())
        })
        .on(&GET_DYNAMIC_INFO, |world, state, (netuid,)| {
            Some(world.subnet(netuid)?.dynamic(state.number()))
        })
        .on(&GET_ALL_DYNAMIC_INFO, |world, state, ()| {
            world.subnets().map(|subnet| Some(subnet.dynamic(state.number()))).collect()
        })
        .on(&GET_SUBNET_STATE, |world, _, (netuid,)| Some(world.subnet(netuid)?.state()))
        .on(&GET_METAGRAPH, |world, state, (netuid,)| metagraph(world, state.number(), netuid, 0))
        .on(&GET_MECHAGRAPH, |world, state, (netuid, mechanism)| {
            metagraph(world, state.number(), netuid, mechanism)
        })
        .on(&GET_ALL_METAGRAPHS, |world, state, ()| {
            world.netuids().map(|netuid| metagraph(world, state.number(), netuid, 0)).collect()
        })
        .on(&GET_ALL_MECHAGRAPHS, |world, state, ()| {
            let mechanisms = world.subnets().flat_map(|subnet| {
                (0..subnet.traits.mechanisms).map(move |mechanism| (subnet.netuid, mechanism))
            });
            mechanisms.map(|(netuid, one)| metagraph(world, state.number(), netuid, one)).collect()
        })
        .on(&GET_SELECTIVE_METAGRAPH, |world, state, (netuid, fields)| {
            let selected = selected(world, metagraph(world, state.number(), netuid, 0)?, &fields)?;
            // As the runtime's: it is a field like the others, but of subnet 0 without being asked.
            let netuid = fields.contains(&(Field::Netuid as u16)).then_some(netuid);
            Some(SelectiveMetagraph { netuid: netuid.unwrap_or_default(), ..selected })
        })
        .on(&GET_SELECTIVE_MECHAGRAPH, |world, state, (netuid, mechanism, fields)| {
            selected(world, metagraph(world, state.number(), netuid, mechanism)?, &fields)
        })
        .on(&GET_COLDKEY_AUTO_STAKE_HOTKEY, |world, _, (coldkey, netuid)| {
            world.auto_stake(&coldkey, netuid)
        })
        .on(&GET_SUBNET_TO_PRUNE, |world, _, ()| {
            // The newest subnets are the first to go.
            let newest = world.subnets().skip(1).max_by_key(|subnet| subnet.traits.registered_at);
            newest.map(|subnet| subnet.netuid.0)
        })
        .on(&GET_NETWORK_REGISTRATION_COST, |_, _, ()| Tao::from_rao(LOCK_COST))
}

/// What one of a subnet's mechanisms did; each does the same.
fn metagraph(world: &World, number: u32, netuid: NetUid, mechanism: u8) -> Option<Metagraph> {
    let subnet = world.subnet(netuid).filter(|one| mechanism < one.traits.mechanisms)?;
    let index = NetUidStorageIndex::new(netuid, mechanism)?;
    Some(Metagraph { netuid: NetUid(index.0), ..subnet.metagraph(world, number) })
}

/// The fields that are asked for by their numbers; numbers that no field has are passed over.
fn selected(world: &World, whole: Metagraph, fields: &[u16]) -> Option<SelectiveMetagraph> {
    let field = |number: &u16| Field::ALL.get(usize::from(*number)).copied();
    let fields: Vec<_> = fields.iter().filter_map(field).collect();
    let subnet = world.subnet(NetUidStorageIndex(whole.netuid.0).netuid())?;
    let validators = subnet.neurons.iter().filter(|neuron| neuron.validates);
    let commitments = subnet.neurons.iter().filter_map(|neuron| {
        let registration = neuron.registration(subnet.netuid)?;
        Some((neuron.hotkey, CompactText::from(registration.encode())))
    });
    Some(SelectiveMetagraph {
        validators: fields
            .contains(&Field::Validators)
            .then(|| validators.map(|neuron| neuron.uid).collect()),
        commitments: fields.contains(&Field::Commitments).then(|| commitments.collect()),
        ..whole.select(&fields)
    })
}
