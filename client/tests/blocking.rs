//! The client without async: in memory, over a socket, in a plain thread and on tokio's.

#[path = "../../transport/tests/support/mod.rs"]
mod support;

use std::thread;

use subwire::blocking::{Blocking, iter, wait};
use subwire::codec::AccountId;
use subwire::transport::{Notice, Params, Subscribe, Transport, WebSocket, mock};
use subwire::{Client, Network, Subtensor};

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const MILLION: &str = "τ1000000.000000000";

/// What a program without async does, whatever it is connected by.
fn reads<T: Transport>(subtensor: Subtensor<T>) {
    let alice: AccountId = ALICE.parse().unwrap();
    let subtensor = Blocking::new(subtensor);
    let balance = subtensor.run(async |subtensor| subtensor.balance(&alice).await).unwrap();
    assert_eq!(balance.to_string(), MILLION);
    let head = Blocking::new(subtensor.run(Subtensor::at_head).unwrap());
    let netuids = head.run(async |head| head.netuids().await).unwrap();
    // Nothing is said of a future's life: it may borrow what stands here.
    let mut seen = Vec::new();
    head.run(async |head| {
        for netuid in &netuids {
            seen.push(head.neurons_lite(*netuid).await.unwrap().len());
        }
    });
    assert_eq!(seen.iter().sum::<usize>(), 308);
    assert_eq!(head.get().hash(), head.into_inner().hash());
}

fn demo_url() -> String {
    support::serve_transport(Subtensor::demo().client().transport().clone())
}

#[test]
fn in_memory() {
    reads(Subtensor::demo());
}

#[test]
fn over_a_socket() {
    reads(wait(Subtensor::connect(Network::Url(demo_url()))).unwrap());
    // From several threads at once, which share the connection.
    let rpc = wait(WebSocket::connect(demo_url().as_str())).unwrap();
    let client = Client::new(rpc);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| reads(Subtensor::over(client.clone())));
        }
    });
}

#[test]
fn on_a_thread_for_blocking_of_tokio() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let blocking = tokio::task::spawn_blocking(|| {
            reads(wait(Subtensor::connect(Network::Url(demo_url()))).unwrap());
        });
        blocking.await.unwrap();
    });
}

#[test]
fn a_subscription_is_an_iterator_and_goes_on_between_calls() {
    let chain = mock::Chain::builder().build();
    let server = mock::serve(chain.clone(), 0).unwrap().spawn();
    let rpc = wait(WebSocket::connect(server.ws_url().as_str())).unwrap();
    let rpc = Blocking::new(rpc);
    let subscribe =
        || Subscribe::new("chain_subscribeNewHeads", Params::new(), "chain_unsubscribeNewHeads");
    let heads = rpc.run(async |rpc| rpc.subscribe(subscribe()).await).unwrap();
    let mut numbers = iter(heads).map(|head| match head.unwrap() {
        Notice::Item(head) => head.read::<serde_json::Value>("a header").unwrap()["number"].clone(),
        other => panic!("{other:?}"),
    });
    assert_eq!(numbers.next().unwrap(), "0x1");
    // These come while nobody waits: the connection's own thread takes them in.
    chain.advance(2);
    assert_eq!(numbers.next().unwrap(), "0x2");
    assert_eq!(numbers.next().unwrap(), "0x3");
}

#[test]
fn an_error_is_a_value_as_ever() {
    let client = Blocking::new(Client::new(mock::Chain::builder().build()));
    assert!(client.run(async |client| client.at(99).await).is_err());
    assert_eq!(format!("{client:?}"), "Blocking(Client { .. })");
}
