//! Random changes, reorganisations and broken connections, in virtual time: whatever is told is the
//! state of its block, and the end is the head's. Each world follows from its seed.

use core::time::Duration;
use std::sync::Arc;

use fastrand::Rng;
use futures::StreamExt;
use futures::future::join3;
use subwire::codec::codec::Encode;
use subwire::codec::hash::blake2b_256;
use subwire::codec::hasher::Identity;
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::subtensor_module::storage::{LAST_UPDATE, SUBNETWORK_N};
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::codec::{AccountId, Storage, Tao};
use subwire::transport::WebSocket;
use subwire::transport::mock::{Break, Chain, LinkFaults, Network, NewBlock, VirtualClock};
use subwire::{At, BalanceNotice, NeuronNotice};

use crate::support::{account, info, subtensor_chain};
use crate::trusting;

const WORLDS: u64 = 30;
const ACCOUNTS: u32 = 5;
const SUBNET: NetUid = NetUid(7);
const KEYS: Storage<(Identity<NetUid>, Identity<u16>), AccountId> =
    Storage::new("SubtensorModule", "Keys");
/// The balance and the block that end a world.
const LAST: u64 = 1 << 40;

/// What all worlds together have told.
#[derive(Debug, Default)]
struct Tally {
    changes: usize,
    resumed: usize,
    begun_anew: usize,
    connections: usize,
}

#[test]
fn whatever_is_told_is_the_state_of_its_block() {
    let mut tally = Tally::default();
    for seed in 0..WORLDS {
        println!("seed {seed}");
        live(seed, &mut tally);
    }
    // Worlds in which nothing happens would prove nothing.
    println!("{tally:?}");
    let Tally { changes, resumed, begun_anew, connections } = tally;
    assert!(changes as u64 > 15 * WORLDS && resumed as u64 > 4 * WORLDS);
    assert!(begun_anew as u64 > 3 * WORLDS && connections as u64 > 3 * WORLDS);
}

fn live(seed: u64, tally: &mut Tally) {
    let clock = VirtualClock::new();
    let network = Network::new(&clock, seed);
    let chain = subtensor_chain().finality_lag(u32::MAX);
    let chain = if seed % 2 == 0 { chain.block_hasher(blake2b_256) } else { chain }.build();
    network.serve("far", chain.clone());
    network.set_faults("far", LinkFaults::none().latency(Duration::from_millis(40)));
    let (rpc, driver) = WebSocket::builder()
        .endpoint("ws://far")
        .clock(Arc::new(clock.clone()))
        .build_with(network.connector());
    let subtensor = trusting(rpc);
    network.run(driver.run(async {
        let mut balances = subtensor.watch_balances((0..ACCOUNTS).map(account)).await.unwrap();
        let mut neurons = subtensor.watch_neurons(SUBNET).await.unwrap();
        let (mut of_balances, mut of_neurons) = (Tally::default(), Tally::default());
        let read_balances = async {
            let mut known = Vec::new();
            loop {
                let at = match balances.next().await.unwrap() {
                    Ok(BalanceNotice::Begun { at, balances, .. }) => {
                        known = (0..ACCOUNTS).map(|n| balances[&account(n)]).collect();
                        at
                    }
                    Ok(BalanceNotice::Changed { at, changes, .. }) => {
                        for change in changes {
                            let n = (0..ACCOUNTS).find(|n| account(*n) == change.account).unwrap();
                            let known = &mut known[n as usize];
                            assert!(*known == change.before && *known != change.after);
                            *known = change.after;
                        }
                        of_balances.changes += 1;
                        at
                    }
                    Ok(BalanceNotice::Resumed { .. }) => {
                        of_balances.resumed += 1;
                        continue;
                    }
                    other => panic!("{other:?}"),
                };
                assert_eq!(known, balances_at(&at).await);
                if known[0] == Tao::from_rao(LAST) {
                    break;
                }
            }
        };
        let read_neurons = async {
            loop {
                let (at, columns) = match neurons.next().await.unwrap() {
                    Ok(NeuronNotice::Whole { at, columns, .. }) => {
                        of_neurons.begun_anew += 1;
                        (at, columns)
                    }
                    Ok(NeuronNotice::Changed { at, columns, .. }) => {
                        of_neurons.changes += 1;
                        (at, columns)
                    }
                    Ok(NeuronNotice::Resumed { .. }) => {
                        of_neurons.resumed += 1;
                        continue;
                    }
                    other => panic!("{other:?}"),
                };
                let (hotkeys, updates) = neurons_at(&at).await;
                assert_eq!((&columns.hotkeys, &columns.last_update), (&hotkeys, &updates));
                if updates.first() == Some(&LAST) {
                    break;
                }
            }
        };
        let lives = async { fate(&mut Rng::with_seed(seed), &clock, &network, &chain).await };
        join3(read_balances, read_neurons, lives).await;
        tally.changes += of_balances.changes + of_neurons.changes;
        tally.resumed += of_balances.resumed + of_neurons.resumed;
        tally.begun_anew += of_neurons.begun_anew;
    }));
    tally.connections += network.attempts("far");
}

async fn fate(rng: &mut Rng, clock: &VirtualClock, network: &Network, chain: &Chain) {
    for _ in 0..60 {
        clock.sleep(Duration::from_millis(rng.u64(0..300))).await;
        match rng.u8(0..10) {
            0 => network.break_now("far", Break::Cut),
            1 | 2 => {
                let back = chain.number().saturating_sub(rng.u32(1..5)).max(5);
                let mut fork = chain.fork(back).unwrap();
                for _ in 0..rng.u32(1..7) {
                    fork.build_block(|block| change(rng, block)).unwrap();
                }
                fork.reorg().unwrap();
            }
            _ => {
                chain.build_block(|block| change(rng, block));
            }
        }
    }
    clock.sleep(Duration::from_secs(1)).await;
    chain.build_block(|block| {
        let block = block.set(ACCOUNT.key((account(0),)), info(LAST).encode());
        let block = block.set(SUBNETWORK_N.key((SUBNET,)), 1u16.encode());
        block.set(LAST_UPDATE.key((SUBNET,)), vec![LAST].encode())
    });
}

/// A few changes of what is watched; now and then the number of neurons too.
fn change(rng: &mut Rng, mut block: NewBlock) -> NewBlock {
    for _ in 0..rng.u8(0..3) {
        let key = ACCOUNT.key((account(rng.u32(0..ACCOUNTS)),));
        block = block.set(key, info(rng.u64(0..4)).encode());
    }
    if rng.u8(0..12) == 0 {
        block = block.set(SUBNETWORK_N.key((SUBNET,)), rng.u16(0..5).encode());
    }
    if rng.bool() {
        block = block.set(KEYS.key((SUBNET, rng.u16(0..5))), account(rng.u32(0..9)).encode());
    }
    if rng.bool() {
        let updates: Vec<u64> = (0..5).map(|_| rng.u64(0..3)).collect();
        block = block.set(LAST_UPDATE.key((SUBNET,)), updates.encode());
    }
    block
}

async fn balances_at(at: &At<WebSocket>) -> Vec<Tao> {
    let accounts = at.fetch_many(&ACCOUNT, (0..ACCOUNTS).map(|n| (account(n),))).await.unwrap();
    accounts.into_iter().map(|info| info.data.free).collect()
}

async fn neurons_at(at: &At<WebSocket>) -> (Vec<AccountId>, Vec<u64>) {
    let (count, updates) = at
        .reads()
        .stored(&SUBNETWORK_N, (SUBNET,))
        .stored(&LAST_UPDATE, (SUBNET,))
        .fetch()
        .await
        .unwrap();
    let count = count.unwrap_or_default();
    let mut hotkeys = Vec::new();
    for uid in 0..count {
        let stored = at.fetch_stored(&KEYS, (SUBNET, uid)).await.unwrap();
        hotkeys.push(stored.unwrap_or_else(|| AccountId::from([0; 32])));
    }
    let mut updates = updates.unwrap_or_default();
    updates.resize(usize::from(count), 0);
    (hotkeys, updates)
}
