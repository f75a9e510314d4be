//! Who has staked what on whom, and who works for whom.

use alloc::collections::BTreeMap;

use subwire_codec::Alpha;
use subwire_codec::fixed::{I96F32, U64F64};
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    ALPHA, ALPHA_DIVIDENDS_PER_SUBNET, AUTO_STAKE_DESTINATION, AUTO_STAKE_DESTINATION_COLDKEYS,
    CHILD_KEYS, CHILDKEY_TAKE, DELEGATES, IDENTITIES_V2, OWNED_HOTKEYS, OWNER, PARENT_KEYS,
    PENDING_CHILD_KEYS, ROOT_ALPHA_DIVIDENDS_PER_SUBNET, ROOT_CLAIM_TYPE, ROOT_CLAIMABLE,
    ROOT_CLAIMED, STAKING_HOTKEYS, TOTAL_HOTKEY_ALPHA, TOTAL_HOTKEY_ALPHA_LAST_EPOCH,
    TOTAL_HOTKEY_SHARES,
};
use subwire_codec::subtensor::{ColdkeyStake, NetUid, PerU16, PerU64, RootClaimTypeEnum};

use super::Items;
use crate::subtensor::demo::ledger::TAKE;
use crate::subtensor::demo::subnet::{Neuron, Subnet};
use crate::subtensor::demo::world::{FIRST, World};

/// The part of its stake that a parent lends to its child: a half.
const LENT: PerU64 = PerU64(1 << 63);

pub(super) fn fill(items: Items) -> Items {
    root_claims(families(shares(keys(items))))
}

fn keys(items: Items) -> Items {
    items
        .map(&OWNER, |world, out| {
            for (_, neuron) in world.neurons() {
                out.add((neuron.hotkey,), &neuron.coldkey);
            }
        })
        .map(&OWNED_HOTKEYS, |world, out| {
            world.owners().for_each(|(coldkey, hotkeys)| out.add((coldkey,), &hotkeys));
        })
        .map(&STAKING_HOTKEYS, |world, out| {
            world.stakers().for_each(|(coldkey, hotkeys)| out.add((coldkey,), &hotkeys));
        })
        .map(&DELEGATES, |world, out| {
            for (_, neuron) in world.delegates() {
                out.add((neuron.hotkey,), &TAKE);
            }
        })
        .map(&AUTO_STAKE_DESTINATION, |world, out| {
            for (coldkey, netuid) in developers_on_subnets(world) {
                let Some(hotkey) = world.auto_stake(&coldkey, netuid) else { continue };
                out.some((coldkey, netuid), &hotkey);
            }
        })
        .map(&AUTO_STAKE_DESTINATION_COLDKEYS, |world, out| {
            for subnet in world.subnets() {
                let Some(first) = subnet.neurons.first().filter(|one| one.validates) else {
                    continue;
                };
                out.add((first.hotkey, subnet.netuid), &World::developers().collect());
            }
        })
        .map(&IDENTITIES_V2, |world, out| {
            let owners = world.owners().map(|(coldkey, _)| coldkey);
            for coldkey in owners.chain(World::developers()) {
                let Some(identity) = world.identity(&coldkey) else { continue };
                out.some((coldkey,), &identity);
            }
        })
}

/// Each share is worth its number in alpha.
fn shares(items: Items) -> Items {
    items
        .map(&ALPHA, |world, out| {
            for (subnet, neuron) in world.neurons() {
                for ColdkeyStake(coldkey, alpha) in &neuron.stake {
                    out.add((neuron.hotkey, coldkey, subnet.netuid), &as_shares(*alpha));
                }
            }
        })
        .map(&TOTAL_HOTKEY_SHARES, |world, out| {
            for (subnet, neuron) in world.delegates() {
                out.add((neuron.hotkey, subnet.netuid), &as_shares(neuron.total_stake()));
            }
        })
        .map(&TOTAL_HOTKEY_ALPHA, |world, out| {
            for (subnet, neuron) in world.delegates() {
                out.add((neuron.hotkey, subnet.netuid), &neuron.total_stake());
            }
        })
        .map(&TOTAL_HOTKEY_ALPHA_LAST_EPOCH, |world, out| {
            for (subnet, neuron) in world.delegates() {
                out.add((neuron.hotkey, subnet.netuid), &neuron.total_stake());
            }
        })
        .map(&ALPHA_DIVIDENDS_PER_SUBNET, |world, out| {
            for (subnet, neuron) in world.delegates() {
                out.add((subnet.netuid, neuron.hotkey), &neuron.emission());
            }
        })
        .map(&ROOT_ALPHA_DIVIDENDS_PER_SUBNET, |world, out| {
            for (subnet, neuron) in world.delegates() {
                let part = Alpha::from_rao(neuron.emission().rao() / 10);
                out.add((subnet.netuid, neuron.hotkey), &part);
            }
        })
}

/// On every other subnet the first validator lends to the second, and will lend to the third.
fn families(items: Items) -> Items {
    items
        .map(&CHILD_KEYS, |world, out| {
            for (subnet, [parent, child, _]) in world.subnets().filter_map(family) {
                out.add((parent.hotkey, subnet.netuid), &[(LENT, child.hotkey)].to_vec());
            }
        })
        .map(&PARENT_KEYS, |world, out| {
            for (subnet, [parent, child, _]) in world.subnets().filter_map(family) {
                out.add((child.hotkey, subnet.netuid), &[(LENT, parent.hotkey)].to_vec());
            }
        })
        .map(&PENDING_CHILD_KEYS, |world, out| {
            for (subnet, [parent, _, next]) in world.subnets().filter_map(family) {
                let pending = ([(LENT, next.hotkey)].to_vec(), u64::from(FIRST) + 7200);
                out.add((subnet.netuid, parent.hotkey), &pending);
            }
        })
        .map(&CHILDKEY_TAKE, |world, out| {
            for (subnet, [_, child, _]) in world.subnets().filter_map(family) {
                out.add((child.hotkey, subnet.netuid), &PerU16(TAKE.0 / 2));
            }
        })
}

fn root_claims(items: Items) -> Items {
    items
        .map(&ROOT_CLAIMABLE, |world, out| {
            for neuron in root_validators(world) {
                let rates = world.netuids().skip(1).take(4).map(|netuid| {
                    // A thousandth of an alpha for each TAO, and more on later subnets.
                    (netuid, I96F32::from_bits(i128::from(netuid.0) << 22))
                });
                out.add((neuron.hotkey,), &rates.collect::<BTreeMap<_, _>>());
            }
        })
        .map(&ROOT_CLAIMED, |world, out| {
            for neuron in root_validators(world) {
                for ColdkeyStake(coldkey, alpha) in &neuron.stake {
                    let claimed = u128::from(alpha.rao()) >> 12;
                    for netuid in world.netuids().skip(1).take(2) {
                        out.add((netuid, neuron.hotkey, coldkey), &claimed);
                    }
                }
            }
        })
        .map(&ROOT_CLAIM_TYPE, |_, out| {
            let subnets = [NetUid(1), NetUid(3)].into();
            let types = [RootClaimTypeEnum::Keep, RootClaimTypeEnum::KeepSubnets { subnets }];
            for (developer, claim) in World::developers().zip(types) {
                out.add((developer,), &claim);
            }
        })
}

fn as_shares(alpha: Alpha) -> U64F64 {
    U64F64::from_bits(u128::from(alpha.rao()) << 64)
}

fn family(subnet: &Subnet) -> Option<(&Subnet, &[Neuron; 3])> {
    let first = subnet.neurons.first_chunk()?;
    let can = subnet.netuid.0 % 2 == 1 && first.iter().all(|one: &Neuron| one.validates);
    can.then_some((subnet, first))
}

fn root_validators(world: &World) -> impl Iterator<Item = &Neuron> {
    let root = world.subnet(NetUid::ROOT).into_iter();
    root.flat_map(|root| root.neurons.iter().filter(|neuron| neuron.validates))
}

fn developers_on_subnets(
    world: &World,
) -> impl Iterator<Item = (subwire_codec::AccountId, NetUid)> {
    World::developers().flat_map(|who| world.netuids().map(move |netuid| (who, netuid)))
}
