//! Random traffic over random faults, in virtual time: thousands of small worlds, each of which
//! follows from its seed. `SUBWIRE_SEED=7 cargo test --test simulation` lives through that of
//! seed 7 alone.

#![cfg(feature = "serve")]

#[path = "simulation/bytes.rs"]
mod bytes;
#[path = "simulation/traffic.rs"]
mod traffic;
#[path = "simulation/weather.rs"]
mod weather;
#[path = "simulation/world.rs"]
mod world;

use core::panic::AssertUnwindSafe;
use std::panic::{catch_unwind, resume_unwind};
use std::time::Instant;

use traffic::Tally;

const WORLDS: u64 = 2000;

#[test]
fn two_thousand_worlds() {
    let only = std::env::var("SUBWIRE_SEED").ok().map(|seed| seed.parse().expect("a number"));
    let began = Instant::now();
    let mut sum = Tally::default();
    for seed in only.map_or(0..WORLDS, |seed: u64| seed..seed + 1) {
        sum = sum + told(seed, || world::live(seed));
    }
    println!("{sum:?} in {:?}", began.elapsed());
    if only.is_none() {
        check_that_something_happened(sum);
    }
}

/// Names the seed where its world goes down.
fn told<R>(seed: u64, live: impl FnOnce() -> R) -> R {
    catch_unwind(AssertUnwindSafe(live)).unwrap_or_else(|panic| {
        eprintln!("SUBWIRE_SEED={seed} lives through this one again");
        resume_unwind(panic)
    })
}

/// Worlds in which all goes well, or nothing, would prove nothing.
fn check_that_something_happened(sum: Tally) {
    let all = [
        sum.answered,
        sum.failed,
        sum.cancelled,
        sum.submitted,
        sum.unknown,
        sum.refused,
        sum.heads,
        sum.lagged,
        sum.resumed,
    ];
    assert!(all.into_iter().all(|count| count > WORLDS / 20), "{sum:?}");
    assert!(sum.answered > 3 * sum.failed, "{sum:?}");
}
