//! A connection that breaks at each byte of a session, in each way.

use core::time::Duration;
use std::time::Instant;

use futures::StreamExt;
use subwire_transport::mock::{Break, LinkFaults};
use subwire_transport::{Error, Notice, Params, Subscribe, Transport};

use crate::world::{World, echo_of, recover};

const BREAKS: [Break; 4] = [Break::Close, Break::Cut, Break::Garbage(3), Break::Hang];

#[test]
fn a_break_at_every_byte_of_a_session() {
    let began = Instant::now();
    let mut sessions = 0;
    for how in BREAKS {
        for direction in [LinkFaults::sent, LinkFaults::received] {
            let mut at = 0;
            // Past the session's last byte the first connection holds.
            while session(direction(LinkFaults::none(), at, how)) > 1 {
                at += 1;
            }
            sessions += at;
            assert!(at > 500, "the whole session: {at} bytes");
        }
    }
    println!("{sessions} sessions in {:?}", began.elapsed());
}

/// A session whose first connection has these faults. Gives how many connections it took.
fn session(faults: LinkFaults) -> usize {
    let world = World::new(1);
    world.network.serve("a", world.chain.clone());
    world.network.set_faults_once("a", faults);
    let World { chain, ledger, .. } = &world;
    world.network.run(world.client(&["a"], 1, async |client| {
        // Reads and subscriptions go on as if nothing had happened.
        assert_eq!(echo_of(&client, 1).await.unwrap().as_json(), b"1");
        let submit = Params::new().hex(&[1]);
        match client.rpc.request("author_submitExtrinsic", submit).await {
            Ok(_) => assert_eq!(ledger.executed(&[1]), 1),
            Err(error) => assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}"),
        }
        let methods = ("chain_subscribeNewHeads", "chain_unsubscribeNewHeads");
        let subscribe = Subscribe::new(methods.0, Params::new(), methods.1);
        let mut heads = client.rpc.subscribe(subscribe).await.unwrap();
        let mut seen = 0;
        while seen < 3 {
            match heads.next().await.unwrap().unwrap() {
                Notice::Item(_) => {
                    seen += 1;
                    chain.advance(1);
                }
                Notice::Resumed { .. } => {
                    client.clock.sleep(Duration::from_millis(1)).await;
                    chain.advance(1);
                }
                other => panic!("{other:?}"),
            }
        }
        drop(heads);
        recover(&client).await;
    }));
    world.check();
    world.network.attempts("a")
}
