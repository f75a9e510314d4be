//! A connection that breaks at each byte of a session, in each way.

use core::time::Duration;
use std::time::Instant;

use futures::StreamExt;
use subwire_transport::connection::Config;
use subwire_transport::mock::{Break, LinkFaults};
use subwire_transport::{Error, Notice, Params, Subscribe, Transport};

use crate::traffic::Client;
use crate::world::{ECHO, World, recover};

/// The ways, and at each how manyeth byte: one of them at every byte.
const BREAKS: [(Break, usize); 4] =
    [(Break::Close, 5), (Break::Cut, 1), (Break::Garbage(3), 3), (Break::Hang, 5)];

#[test]
fn a_break_at_every_byte_of_a_session() {
    let began = Instant::now();
    let mut sessions = 0;
    for direction in [LinkFaults::sent, LinkFaults::received] {
        let faults = |at, how| direction(LinkFaults::none(), at, how);
        // Past the session's last byte the first connection holds.
        let whole =
            (0..).find(|at| session(faults(*at, Break::Cut), false) == 1).unwrap_or_default();
        assert!(whole > 500, "the whole session: {whole} bytes");
        for (how, step) in BREAKS {
            for at in (0..whole).step_by(step) {
                session(faults(at, how), matches!(how, Break::Garbage(_)));
                sessions += 1;
            }
        }
    }
    println!("{sessions} sessions in {:?}", began.elapsed());
}

/// A session whose first connection has these faults. Gives how many connections it took.
fn session(faults: LinkFaults, noisy: bool) -> usize {
    let world = World::new(1);
    world.network.serve("a", world.chain.clone());
    world.network.set_faults_once("a", faults);
    world.network.run(world.client(&["a"], 1, async |client| {
        // Reads and subscriptions go on as if nothing had happened.
        let echo = async || client.rpc.request(ECHO, Params::new().number(1)).await;
        assert_eq!(twice(&client, noisy, echo).await.as_json(), b"1");
        match client.rpc.request("author_submitExtrinsic", Params::new().hex(&[1])).await {
            Ok(_) => assert_eq!(world.ledger.executed(&[1]), 1),
            Err(Error::OutcomeUnknown { .. }) => {}
            Err(error) => {
                assert!(noisy && is_noise(&error), "{error}");
                assert_eq!(world.ledger.executed(&[1]), 0, "{error}");
            }
        }
        three_heads(&client, &world, noisy).await;
        recover(&client).await;
    }));
    world.check();
    world.network.attempts("a")
}

/// Asks a second time where the first came through wrong: a server that got noise says that it
/// cannot read it, or seems not to know WebSockets, and a client that got noise blames the one
/// request that was under way. All of that is told at once.
async fn twice<R>(client: &Client, noisy: bool, ask: impl AsyncFn() -> Result<R, Error>) -> R {
    match ask().await {
        Err(error) if noisy && is_noise(&error) => {
            client.clock.sleep(Config::MAX_BACKOFF + Duration::from_secs(1)).await;
            ask().await.unwrap()
        }
        result => result.unwrap(),
    }
}

fn is_noise(error: &Error) -> bool {
    match error {
        Error::BadFrame { .. } | Error::Handshake { .. } | Error::TooLarge { .. } => true,
        Error::Refused { status, .. } => *status == 400,
        Error::Rpc(error) => matches!(error.code, -32700 | -32600),
        _ => false,
    }
}

async fn three_heads(client: &Client, world: &World, noisy: bool) {
    let methods = ("chain_subscribeNewHeads", "chain_unsubscribeNewHeads");
    let subscribe = || Subscribe::new(methods.0, Params::new(), methods.1);
    let mut heads = twice(client, noisy, async || client.rpc.subscribe(subscribe()).await).await;
    for _ in 0..3 {
        loop {
            match heads.next().await.unwrap().unwrap() {
                Notice::Item(_) => break,
                Notice::Resumed { .. } => client.clock.sleep(Duration::from_millis(1)).await,
                other => panic!("{other:?}"),
            }
        }
        world.chain.advance(1);
    }
}
