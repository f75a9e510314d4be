//! An archive behind connections that are slow and break, in virtual time.

#![cfg(feature = "serve")]

use core::future::Future;
use core::time::Duration;
use std::sync::Arc;

use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::{Either, join_all, select};
use futures::{FutureExt, StreamExt};
use subwire_transport::clock::Clock;
use subwire_transport::connection::{Config, Genesis};
use subwire_transport::driver::Driver;
use subwire_transport::layer::Archive;
use subwire_transport::mock::{Break, Chain, LinkFaults, Network, VirtualClock};
use subwire_transport::{Error, Params, Reply, Request, Transport, WebSocket};

const LATENCY: Duration = Duration::from_millis(100);

/// A node that has discarded the state of an old block, and its archive.
struct World {
    clock: VirtualClock,
    network: Network,
    both: Archive<WebSocket>,
    old: [u8; 32],
    new: [u8; 32],
    drivers: UnboundedReceiver<Driver>,
}

/// The chain that the archive must serve.
fn genesis() -> [u8; 32] {
    Chain::builder().build().genesis()
}

fn world(genesis: [u8; 32]) -> World {
    let clock = VirtualClock::new();
    let network = Network::new(&clock, 1);
    let chain = || Chain::builder().storage([1], [7]);
    let (node, archive) = (chain().states_kept(1).build(), chain().build());
    let old = node.head();
    let new = node.advance(1);
    assert_eq!(archive.advance(1), new);
    for (host, chain) in [("node", node), ("archive", archive)] {
        network.serve(host, chain);
        network.set_faults(host, LinkFaults::none().latency(LATENCY));
    }
    let (spawn, drivers) = unbounded();
    let main = connection(&clock, &network, "ws://node", Genesis::First, &spawn);
    let both = Archive::new(main, clock.clone(), {
        let (clock, network) = (clock.clone(), network.clone());
        move || {
            let genesis = Genesis::Is(genesis);
            let archive = connection(&clock, &network, "ws://archive", genesis, &spawn);
            async move { archive.connected().await.map(|()| archive) }
        }
    });
    World { clock, network, both, old, new, drivers }
}

fn connection(
    clock: &VirtualClock,
    network: &Network,
    url: &str,
    genesis: Genesis,
    spawn: &UnboundedSender<Driver>,
) -> WebSocket {
    let mut config = Config::default();
    config.genesis = genesis;
    config.seed = Some(1);
    let builder = WebSocket::builder().endpoint(url).config(config).clock(Arc::new(clock.clone()));
    let (websocket, driver) = builder.build_with(network.connector());
    spawn.unbounded_send(driver).unwrap();
    websocket
}

/// Runs the work with the drivers of all connections that are made meanwhile.
fn run<W: Future>(genesis: [u8; 32], work: impl FnOnce(Parts) -> W) -> W::Output {
    let World { clock, network, both, old, new, drivers } = world(genesis);
    let work = Box::pin(work(Parts { clock, network: network.clone(), both, old, new }));
    let drivers = drivers.for_each_concurrent(None, |driver| driver.map(drop));
    network.run(async {
        match select(work, drivers).await {
            Either::Left((output, _)) => output,
            Either::Right(((), work)) => work.await,
        }
    })
}

/// What a test needs of the world.
struct Parts {
    clock: VirtualClock,
    network: Network,
    both: Archive<WebSocket>,
    old: [u8; 32],
    new: [u8; 32],
}

impl Parts {
    async fn read(&self, block: [u8; 32]) -> Result<Reply, Error> {
        let params = Params::new().hex(&[1]).hex(&block);
        self.both.send(Request::new("state_getStorage", params)).await
    }
}

#[test]
fn the_archive_is_connected_with_on_first_need_and_the_node_kept() {
    run(genesis(), |world| async move {
        for block in [world.new, world.old, world.old, world.new] {
            assert_eq!(world.read(block).await.unwrap().hex().unwrap(), [7]);
            let needed = usize::from(world.clock.now() > 10 * LATENCY);
            assert_eq!(world.network.attempts("archive"), needed);
        }
        // Many at once, of which the archive answers some, side by side.
        let before = world.clock.now();
        let all = (0..100).map(|n| world.read(if n % 2 == 0 { world.old } else { world.new }));
        assert!(join_all(all).await.iter().all(Result::is_ok));
        assert_eq!(world.clock.now() - before, 2 * LATENCY, "one round trip");
        let batch = [world.old, world.new]
            .map(|block| Request::new("state_getStorage", Params::new().hex(&[1]).hex(&block)));
        assert!(world.both.batch(batch.into()).await.unwrap().iter().all(Result::is_ok));
        assert_eq!(world.network.attempts("archive"), 1);
        assert_eq!(world.network.attempts("node"), 1);
    });
}

#[test]
fn an_archive_that_cannot_be_reached_ends_nothing_else() {
    run(genesis(), |world| async move {
        world.network.set_faults("archive", LinkFaults::none().unreachable());
        let error = world.read(world.old).await.unwrap_err();
        let told = error.to_string();
        assert!(matches!(error, Error::Archive { .. }) && error.is_retryable());
        assert!(told.contains("already discarded") && told.contains("ws://archive"), "{told}");
        world.read(world.new).await.unwrap();
        world.network.set_faults("archive", LinkFaults::none());
        world.read(world.old).await.unwrap();
        assert_eq!(world.network.attempts("node"), 1);
    });
}

#[test]
fn an_archive_that_is_lost_is_connected_with_again() {
    run(genesis(), |world| async move {
        world.read(world.old).await.unwrap();
        // With requests under way, and then while none is.
        for under_way in [true, false] {
            let reads = join_all((0..10).map(|_| world.read(world.old)));
            let breaking = async {
                world.clock.sleep(LATENCY / 2).await;
                world.network.break_now("archive", Break::Cut);
            };
            if under_way {
                let (reads, ()) = futures::join!(reads, breaking);
                assert!(reads.iter().all(Result::is_ok), "{reads:?}");
            } else {
                breaking.await;
                assert!(reads.await.iter().all(Result::is_ok));
            }
        }
        assert_eq!(world.network.attempts("node"), 1);
    });
}

#[test]
fn an_archive_that_does_not_answer_does_not_hang() {
    run(genesis(), |world| async move {
        world.network.set_faults("archive", LinkFaults::none().mute());
        let error = world.read(world.old).await.unwrap_err();
        assert!(matches!(error, Error::Archive { .. }), "{error}");
        let waited = world.clock.now();
        assert!(waited <= WebSocket::CONNECT_TIMEOUT + 20 * LATENCY, "{waited:?}");
        // One that falls silent after a while: the connection notices, and makes another.
        world.network.set_faults_once("archive", LinkFaults::none().received(400, Break::Hang));
        world.network.set_faults("archive", LinkFaults::none());
        for _ in 0..5 {
            world.read(world.old).await.unwrap();
        }
        assert!(world.network.attempts("archive") > 2);
        assert_eq!(world.network.attempts("node"), 1);
    });
}

#[test]
fn an_archive_of_another_chain_is_not_believed() {
    run([9; 32], |world| async move {
        let error = world.read(world.old).await.unwrap_err();
        let Error::Archive { archive, .. } = &error else { panic!("{error}") };
        assert!(matches!(**archive, Error::WrongChain { .. }), "{archive}");
        world.read(world.new).await.unwrap();
    });
}
