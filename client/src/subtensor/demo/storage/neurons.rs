//! Neurons: their keys, what they earned, what they weigh, what they say.

use subwire_codec::codec::Encode;
use subwire_codec::subtensor::pallets::commitments::storage as commitments;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    ACTIVE, ASSOCIATED_EVM_ADDRESS, AXONS, BLOCK_AT_REGISTRATION, BONDS, CONSENSUS, DIVIDENDS,
    EMISSION, INCENTIVE, IS_NETWORK_MEMBER, KEYS, LAST_UPDATE, NEURON_CERTIFICATES, PRUNING_SCORES,
    RANK, STAKE_WEIGHT, SUBNETWORK_N, TIMELOCKED_WEIGHT_COMMITS, TRUST, UIDS, VALIDATOR_PERMIT,
    VALIDATOR_TRUST, WEIGHT_COMMITS, WEIGHTS,
};
use subwire_codec::subtensor::{
    NetUidStorageIndex, NeuronCertificate, PerU16, TimelockedCommit, UidWeight, UsageTracker,
    WeightCommit,
};

use super::{Items, Map};
use crate::subtensor::demo::subnet::{Neuron, Subnet};
use crate::subtensor::demo::world::{FIRST, World};

pub(super) fn fill(items: Items) -> Items {
    said(weights(columns(keys(items))))
}

fn keys(items: Items) -> Items {
    items
        .map(&UIDS, |world, out| {
            for (subnet, neuron) in world.neurons() {
                out.some((subnet.netuid, neuron.hotkey), &neuron.uid);
            }
        })
        .map(&KEYS, |world, out| {
            for (subnet, neuron) in world.neurons() {
                out.add((subnet.netuid, neuron.uid), &neuron.hotkey);
            }
        })
        .map(&IS_NETWORK_MEMBER, |world, out| {
            for (subnet, neuron) in world.neurons() {
                out.add((neuron.hotkey, subnet.netuid), &true);
            }
        })
        .map(&BLOCK_AT_REGISTRATION, |world, out| {
            for (subnet, neuron) in world.neurons() {
                out.add((subnet.netuid, neuron.uid), &neuron.registered_at());
            }
        })
        .map(&AXONS, |world, out| {
            for (subnet, neuron) in world.neurons().filter(|(_, neuron)| neuron.axon.port != 0) {
                out.some((subnet.netuid, neuron.hotkey), &neuron.axon);
            }
        })
}

fn columns(items: Items) -> Items {
    items
        .of_subnets(&SUBNETWORK_N, Subnet::size)
        .of_subnets(&ACTIVE, |subnet| subnet.column(|one| one.active))
        .of_subnets(&RANK, |subnet| subnet.column(|one| one.incentive))
        .of_subnets(&TRUST, |subnet| subnet.column(Neuron::trust))
        .of_subnets(&CONSENSUS, |subnet| subnet.column(|one| one.incentive))
        .of_subnets(&DIVIDENDS, |subnet| subnet.column(|one| one.dividends))
        .of_subnets(&EMISSION, |subnet| subnet.column(Neuron::emission))
        .of_subnets(&VALIDATOR_TRUST, |subnet| subnet.column(Neuron::validator_trust))
        .of_subnets(&PRUNING_SCORES, |subnet| subnet.column(|_| u16::MAX))
        .of_subnets(&VALIDATOR_PERMIT, |subnet| subnet.column(|one| one.validates))
        .of_subnets(&STAKE_WEIGHT, stake_weights)
        .map(&INCENTIVE, |world, out| {
            for (index, subnet) in mechanisms(world) {
                out.add((index,), &subnet.column(|one| one.incentive));
            }
        })
        .map(&LAST_UPDATE, |world, out| {
            for (index, subnet) in mechanisms(world) {
                out.add((index,), &subnet.column(|one| one.last_update));
            }
        })
}

fn weights(items: Items) -> Items {
    items
        .map(&WEIGHTS, rows)
        .map(&BONDS, rows)
        .map(&WEIGHT_COMMITS, |world, out| {
            for (index, subnet, neuron) in committers(world) {
                let commit = WeightCommit {
                    hash: world.chance.bytes(&[b"weights", neuron.hotkey.as_ref()]),
                    commit_block: neuron.last_update,
                    first_reveal_block: neuron.last_update + u64::from(subnet.traits.hyper.tempo),
                    last_reveal_block: neuron.last_update
                        + 2 * u64::from(subnet.traits.hyper.tempo),
                };
                out.some((index, neuron.hotkey), &[commit].to_vec());
            }
        })
        .map(&TIMELOCKED_WEIGHT_COMMITS, |world, out| {
            for (index, subnet, neuron) in committers(world) {
                let epoch = u64::from(FIRST) / u64::from(subnet.traits.hyper.tempo + 1);
                let commit = TimelockedCommit {
                    hotkey: neuron.hotkey,
                    commit_block: neuron.last_update,
                    ciphertext: world.chance.bytes(&[b"cipher", neuron.hotkey.as_ref()]).to_vec(),
                    reveal_round: 20_000_100,
                };
                out.add((index, epoch), &[commit].to_vec());
            }
        })
}

fn said(items: Items) -> Items {
    items
        .map(&NEURON_CERTIFICATES, |world, out| {
            for (subnet, neuron) in world.neurons().filter(|(_, one)| one.uid % 16 == 5) {
                let key = world.chance.bytes(&[b"certificate", neuron.hotkey.as_ref()]);
                let certificate = NeuronCertificate { public_key: key.to_vec(), algorithm: 1 };
                out.some((subnet.netuid, neuron.hotkey), &certificate);
            }
        })
        .map(&ASSOCIATED_EVM_ADDRESS, |world, out| {
            for (subnet, neuron) in world.neurons().filter(|(_, one)| one.uid % 16 == 3) {
                let [address @ .., _, _, _, _, _, _, _, _, _, _, _, _] =
                    world.chance.bytes(&[b"evm", neuron.hotkey.as_ref()]);
                out.some((subnet.netuid, neuron.uid), &(address, neuron.registered_at()));
            }
        })
        .map(&commitments::COMMITMENT_OF, |world, out| {
            for (subnet, neuron) in world.neurons() {
                let Some(registration) = neuron.registration(subnet.netuid) else { continue };
                out.some((subnet.netuid, neuron.hotkey), &registration);
            }
        })
        .map(&commitments::LAST_COMMITMENT, |world, out| {
            for (subnet, neuron) in world.neurons().filter(|(_, one)| one.uid % 4 == 1) {
                out.some((subnet.netuid, neuron.hotkey), &(neuron.registered_at() as u32));
            }
        })
        .map(&commitments::USED_SPACE_OF, |world, out| {
            for (subnet, neuron) in world.neurons() {
                let Some(text) = neuron.commitment(subnet.netuid) else { continue };
                let used = UsageTracker { last_epoch: 0, used_space: text.len() as u64 };
                out.some((subnet.netuid, neuron.hotkey), &used);
            }
        })
        .map(&commitments::REVEALED_COMMITMENTS, |world, out| {
            for (subnet, neuron) in world.neurons().filter(|(_, one)| one.uid % 4 == 2) {
                let text = format!("revealed by {} on {}", neuron.uid, subnet.netuid);
                let revealed = (text.encode(), neuron.registered_at());
                out.some((subnet.netuid, neuron.hotkey), &[revealed].to_vec());
            }
        })
        .map(&commitments::LAST_BONDS_RESET, |world, out| {
            for (subnet, neuron) in world.neurons().filter(|(_, one)| one.uid % 8 == 1) {
                out.some((subnet.netuid, neuron.hotkey), &(neuron.registered_at() as u32));
            }
        })
}

/// Each mechanism of each subnet by its number; all of a subnet do the same.
fn mechanisms(world: &World) -> impl Iterator<Item = (NetUidStorageIndex, &Subnet)> {
    world.subnets().flat_map(|subnet| {
        let numbers = 0..subnet.traits.mechanisms;
        numbers.filter_map(move |number| {
            Some((NetUidStorageIndex::new(subnet.netuid, number)?, subnet))
        })
    })
}

/// The first validator of each mechanism in which weights are committed before they are revealed.
fn committers(world: &World) -> impl Iterator<Item = (NetUidStorageIndex, &Subnet, &Neuron)> {
    mechanisms(world).filter_map(|(index, subnet)| {
        let first = subnet.neurons.first().filter(|neuron| neuron.validates)?;
        subnet.traits.hyper.commit_reveal_weights_enabled.then_some((index, subnet, first))
    })
}

/// What each validator holds, weights and bonds alike.
fn rows<K>(world: &World, out: &mut Map<'_, K, Vec<(u16, PerU16)>>)
where
    K: subwire_codec::StorageKeys,
    (NetUidStorageIndex, u16): subwire_codec::KeyArgs<K>,
{
    for (index, subnet) in mechanisms(world) {
        let row = subnet.weights.iter().map(|UidWeight(uid, weight)| (*uid, *weight));
        let row: Vec<_> = row.collect();
        for neuron in subnet.neurons.iter().filter(|neuron| neuron.validates) {
            out.add((index, neuron.uid), &row);
        }
    }
}

/// The neurons' parts of all stake on the subnet.
fn stake_weights(subnet: &Subnet) -> Vec<PerU16> {
    let whole = u128::from(subnet.staked().rao()).max(1);
    subnet.column(|neuron| {
        let part = u128::from(neuron.total_stake().rao()) * u128::from(PerU16::WHOLE) / whole;
        PerU16(part.min(u128::from(PerU16::WHOLE)) as u16)
    })
}
