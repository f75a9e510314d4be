//! Random growth, reorganisations and broken connections, in virtual time: each world follows from
//! its seed.

use core::time::Duration;
use std::sync::Arc;

use fastrand::Rng;
use futures::StreamExt;
use futures::executor::block_on;
use futures::future::join3;
use subwire::codec::hash::blake2b_256;
use subwire::transport::WebSocket;
use subwire::transport::mock::{Break, Chain, LinkFaults, Network, VirtualClock};
use subwire::{BlockHash, Client, Follow};

const WORLDS: u64 = 40;

/// What all worlds together have seen.
#[derive(Debug, Default)]
struct Tally {
    blocks: usize,
    reorganisations: usize,
    retracted: usize,
    connections: usize,
}

#[test]
fn every_block_is_told_through_reorganisations_and_broken_connections() {
    let mut tally = Tally::default();
    for seed in 0..WORLDS {
        println!("seed {seed}");
        live(seed, &mut tally);
    }
    // Worlds in which nothing happens would prove nothing.
    println!("{tally:?}");
    let Tally { blocks, reorganisations, retracted, connections } = tally;
    assert!(blocks as u64 > 100 * WORLDS && reorganisations as u64 > 2 * WORLDS);
    assert!(retracted > reorganisations && connections as u64 > 3 * WORLDS);
}

fn live(seed: u64, tally: &mut Tally) {
    let clock = VirtualClock::new();
    let network = Network::new(&clock, seed);
    let chain = Chain::builder().finality_lag(8);
    // Half of the chains have headers that hash to their blocks, as real ones have.
    let chain = if seed % 2 == 0 { chain.block_hasher(blake2b_256) } else { chain }.build();
    network.serve("far", chain.clone());
    network.set_faults("far", LinkFaults::none().latency(Duration::from_millis(40)));
    let (rpc, driver) = WebSocket::builder()
        .endpoint("ws://far")
        .clock(Arc::new(clock.clone()))
        .build_with(network.connector());
    let client = Client::new(rpc);

    let mut best = vec![hash_of(&chain, 1)];
    let mut finals = best.clone();
    let follow = || Follow::new().after(1);
    network.run(driver.run(async {
        let (mut heads, mut final_heads) = futures::future::try_join(
            client.heads_with(follow()),
            client.finalized_heads_with(follow()),
        )
        .await
        .unwrap();
        let read_best = async {
            while *best.last().unwrap() != goal(&chain) {
                let event = heads.next().await.unwrap().unwrap();
                for undone in event.retracted() {
                    assert_eq!(best.pop(), Some(undone.hash()));
                }
                for head in event.enacted() {
                    assert_eq!(best.last(), Some(&head.header().parent_hash()));
                    best.push(head.hash());
                    assert_eq!(head.number() as usize, best.len());
                }
                tally.reorganisations += usize::from(!event.retracted().is_empty());
                tally.retracted += event.retracted().len();
            }
        };
        let read_final = async {
            while finals.len() < FINAL as usize {
                let head = final_heads.next().await.unwrap().unwrap();
                assert_eq!(finals.last(), Some(&head.header().parent_hash()));
                finals.push(head.hash());
                assert_eq!(head.number() as usize, finals.len());
            }
        };
        join3(weather(&chain, &network, &clock, seed), read_best, read_final).await;
    }));

    assert_eq!(best.len(), chain.number() as usize);
    for (told, number) in best.iter().zip(1..) {
        assert_eq!(*told, hash_of(&chain, number));
    }
    assert_eq!(finals[..], best[..finals.len()]);
    tally.blocks += best.len();
    tally.connections += network.attempts("far");
}

/// How high each chain grows, and up to where it is final then.
const HEIGHT: u32 = 160;
const FINAL: u32 = HEIGHT - 8;

/// The head at the end of the weather; until then no block has this hash.
fn goal(chain: &Chain) -> BlockHash {
    if chain.number() == HEIGHT { chain.head().into() } else { BlockHash::from([0xff; 32]) }
}

async fn weather(chain: &Chain, network: &Network, clock: &VirtualClock, seed: u64) {
    let mut rng = Rng::with_seed(seed);
    while chain.number() < HEIGHT {
        clock.sleep(Duration::from_millis(rng.u64(1..12_000))).await;
        match rng.u8(..10) {
            // Many at once: more than a slow reader is told.
            0 => drop(chain.advance(rng.u32(1..30).min(HEIGHT - chain.number()))),
            1..=5 => drop(chain.advance(1)),
            6 | 7 => {
                let from = rng.u32(chain.finalized().0..=chain.number());
                let mut fork = chain.fork(from).unwrap();
                let longest = (HEIGHT - from).min(10);
                if longest > 0 {
                    fork.advance(rng.u32(1..=longest)).unwrap();
                    fork.reorg().unwrap();
                }
            }
            _ => {
                let how = [Break::Close, Break::Cut, Break::Hang, Break::Garbage(50)];
                network.break_now("far", how[rng.usize(..how.len())]);
            }
        }
    }
}

fn hash_of(chain: &Chain, number: u32) -> BlockHash {
    block_on(Client::new(chain.clone()).block_hash(number)).unwrap().unwrap()
}
