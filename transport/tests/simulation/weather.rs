//! What goes wrong in a world, and when.

use core::time::Duration;

use fastrand::Rng;
use subwire_transport::mock::{Break, Faults, LinkFaults, VirtualClock};

use crate::world::World;

/// Lets things go wrong at random, for as long as it is polled.
pub(crate) async fn rage(world: &World, hosts: &[&str], seed: u64) {
    let World { clock, network, chain, .. } = world;
    let mut rng = Rng::with_seed(seed);
    loop {
        clock.sleep(Duration::from_millis(rng.u64(..8000))).await;
        let host = hosts[rng.usize(..hosts.len())];
        match rng.u8(..10) {
            0..=3 => network.set_faults(host, link(&mut rng)),
            4..=5 => network.break_now(host, broken(&mut rng)),
            6 => network.set_faults(host, LinkFaults::none()),
            7 if world.moody => chain.set_faults(answers(clock, &mut rng)),
            8 => chain.set_faults(Faults::default()),
            _ => drop(chain.advance(rng.u32(1..4))),
        }
    }
}

/// Ends all that goes wrong. What hangs already hangs on.
pub(crate) fn calm(world: &World, hosts: &[&str]) {
    for host in hosts {
        world.network.set_faults(host, LinkFaults::none());
    }
    world.chain.set_faults(Faults::default());
}

/// Faults of connections.
pub(crate) fn link(rng: &mut Rng) -> LinkFaults {
    let mut faults = LinkFaults::none()
        .latency(Duration::from_millis(rng.u64(..300)))
        .jitter(Duration::from_millis(rng.u64(..300)));
    if rng.u8(..3) == 0 {
        faults = faults.pieces(rng.usize(1..60)).bytes_per_second(rng.u32(500..20_000));
    }
    match rng.u8(..10) {
        0..=1 => {
            // Frames to a server are masked with what no seed decides, and so is what noise makes
            // of them. The test of every byte has that.
            let how = match broken(rng) {
                Break::Garbage(_) => Break::Cut,
                how => how,
            };
            faults = faults.sent(rng.u64(..2000), how);
        }
        2..=3 => faults = faults.received(rng.u64(..4000), broken(rng)),
        4 => faults = faults.unreachable(),
        5 => faults = faults.mute(),
        6 => {
            let wait = rng.bool().then(|| Duration::from_secs(rng.u64(..20)));
            faults = faults.refuse(if rng.bool() { 429 } else { 503 }, wait);
        }
        _ => {}
    }
    if rng.bool() {
        faults = faults
            .delayed(rng.u8(..50), Duration::from_millis(rng.u64(..5000)))
            .duplicated(rng.u8(..30))
            .garbage(if rng.u8(..4) == 0 { rng.u8(..20) } else { 0 });
    }
    faults
}

fn broken(rng: &mut Rng) -> Break {
    match rng.u8(..4) {
        0 => Break::Close,
        1 => Break::Cut,
        2 => Break::Hang,
        _ => Break::Garbage(rng.usize(1..50)),
    }
}

fn answers(clock: &VirtualClock, rng: &mut Rng) -> Faults {
    let faults = Faults::seeded(rng.u64(..)).errors(rng.u16(..100)).silences(rng.u16(..100));
    if rng.bool() {
        let per = Duration::from_millis(rng.u64(100..3000));
        faults.rate_limit(std::sync::Arc::new(clock.clone()), rng.u32(1..10), per)
    } else {
        faults
    }
}
