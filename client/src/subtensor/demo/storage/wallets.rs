//! What the developers' accounts do besides: proxies, crowdloans, leases and the like.

use subwire_codec::fixed::U64F64;
use subwire_codec::subtensor::pallets::crowdloan::storage as crowdloan;
use subwire_codec::subtensor::pallets::multisig::storage::MULTISIGS;
use subwire_codec::subtensor::pallets::proxy::storage::{ANNOUNCEMENTS, PROXIES};
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    ACCUMULATED_LEASE_DIVIDENDS, COLDKEY_SWAP_SCHEDULED, NEXT_SUBNET_LEASE_ID, SUBNET_LEASE_SHARES,
    SUBNET_LEASES, SUBNET_UID_TO_LEASE_ID,
};
use subwire_codec::subtensor::{
    Announcement, BoundedCall, CrowdloanInfo, Multisig, NetUid, Percent, ProxyDefinition,
    ProxyType, SubnetLease, Timepoint,
};
use subwire_codec::{AccountId, Alpha, Tao};

use super::Items;
use crate::subtensor::demo::world::{FIRST, WHOLE, World};

/// The subnet that is leased, where there is one of that number.
const LEASED: NetUid = NetUid(2);

/// A crowdloan's deposit, which is its creator's contribution.
const DEPOSIT: u64 = 10 * WHOLE;

pub(super) fn fill(items: Items) -> Items {
    leases(crowdloans(proxies(items)))
}

fn proxies(items: Items) -> Items {
    items
        .map(&PROXIES, |_, out| {
            let [alice, bob, charlie, dave, ..] = accounts();
            let proxy =
                |delegate, proxy_type, delay| ProxyDefinition { delegate, proxy_type, delay };
            let of_alice = [proxy(bob, ProxyType::Any, 0), proxy(charlie, ProxyType::Staking, 10)];
            let of_bob = [proxy(dave, ProxyType::Transfer, 0)];
            out.add((alice,), &(of_alice.to_vec(), Tao::from_rao(126_000_000)));
            out.add((bob,), &(of_bob.to_vec(), Tao::from_rao(93_000_000)));
        })
        .map(&ANNOUNCEMENTS, |world, out| {
            let [alice, _, charlie, ..] = accounts();
            let call_hash = world.chance.bytes(&[b"announced"]);
            let announced = Announcement { real: alice, call_hash, height: FIRST - 5 };
            out.add((charlie,), &([announced].to_vec(), Tao::from_rao(36_000_000)));
        })
        .map(&MULTISIGS, |world, out| {
            let [alice, bob, ..] = accounts();
            let multisig = Multisig {
                when: Timepoint { height: FIRST - 20, index: 2 },
                deposit: Tao::from_rao(WHOLE / 10),
                depositor: alice,
                approvals: [alice, bob].to_vec(),
            };
            let who = world.chance.account(&[b"multisig"]);
            out.some((who, world.chance.bytes(&[b"multisig call"])), &multisig);
        })
        .map(&COLDKEY_SWAP_SCHEDULED, |_, out| {
            let [.., eve, ferdie] = accounts();
            out.add((ferdie,), &(FIRST + 36_000, eve));
        })
}

/// Three: one that has ended, one that has a target, one that will make a call.
fn crowdloans(items: Items) -> Items {
    items
        .value(&crowdloan::NEXT_CROWDLOAN_ID, &3)
        .map(&crowdloan::CROWDLOANS, |world, out| {
            let [alice, .., eve, _] = accounts();
            for id in 0..3 {
                let contributions = contributions(id);
                let raised = contributions.iter().map(|(_, tao)| *tao).sum::<Option<_>>();
                let call = BoundedCall::Lookup { hash: world.chance.bytes(&[b"call"]), len: 42 };
                let loan = CrowdloanInfo {
                    creator: alice,
                    deposit: Tao::from_rao(DEPOSIT),
                    min_contribution: Tao::from_rao(WHOLE),
                    end: FIRST + 50_000 * id,
                    cap: Tao::from_rao(1000 * WHOLE),
                    funds_account: world.chance.account(&[b"funds", &id.to_le_bytes()]),
                    raised: raised.unwrap_or_default(),
                    target_address: (id < 2).then_some(eve),
                    call: (id == 2).then_some(call),
                    finalized: id == 0,
                    contributors_count: contributions.len() as u32,
                };
                out.some((id,), &loan);
            }
        })
        .map(&crowdloan::CONTRIBUTIONS, |_, out| {
            for id in 0..3 {
                for (who, tao) in contributions(id) {
                    out.some((id, who), &tao);
                }
            }
        })
}

fn leases(items: Items) -> Items {
    items
        .map(&NEXT_SUBNET_LEASE_ID, |world, out| {
            out.add((), &u32::from(world.subnet(LEASED).is_some()));
        })
        .map(&SUBNET_LEASES, |world, out| {
            let ([alice, ..], Some(subnet)) = (accounts(), world.subnet(LEASED)) else { return };
            let (hotkey, coldkey) = subnet.owner();
            let lease = SubnetLease {
                beneficiary: alice,
                coldkey,
                hotkey,
                emissions_share: Percent(30),
                end_block: Some(FIRST + 1_000_000),
                netuid: LEASED,
                cost: Tao::from_rao(900 * WHOLE),
            };
            out.some((0,), &lease);
        })
        .map(&SUBNET_LEASE_SHARES, |world, out| {
            let ([_, bob, charlie, ..], Some(_)) = (accounts(), world.subnet(LEASED)) else {
                return;
            };
            for (who, part) in [(bob, 1), (charlie, 3)] {
                out.add((0, who), &U64F64::from_bits(part << 62));
            }
        })
        .map(&SUBNET_UID_TO_LEASE_ID, |world, out| {
            if world.subnet(LEASED).is_some() {
                out.some((LEASED,), &0);
            }
        })
        .map(&ACCUMULATED_LEASE_DIVIDENDS, |world, out| {
            if world.subnet(LEASED).is_some() {
                out.add((0,), &Alpha::from_rao(5 * WHOLE));
            }
        })
}

/// Who has given what for a crowdloan.
fn contributions(id: u32) -> [(AccountId, Tao); 3] {
    let [alice, bob, charlie, ..] = accounts();
    let given = |who, tao: u64| (who, Tao::from_rao(tao * WHOLE));
    [(alice, Tao::from_rao(DEPOSIT)), given(bob, 20 + u64::from(id)), given(charlie, 5)]
}

/// //Alice to //Ferdie.
fn accounts() -> [AccountId; 6] {
    let mut accounts = World::developers();
    [(); 6].map(|()| accounts.next().unwrap_or_else(|| AccountId::from([0; 32])))
}
