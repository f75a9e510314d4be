//! Every transport passes the same tests: the mocks, the sockets on every runtime, the layers.

#![cfg(feature = "serve")]

#[path = "suite/checks.rs"]
mod checks;

use core::future::Future;
use std::sync::Arc;

use checks::node;
use futures::executor::block_on;
use subwire_transport::clock::SystemClock;
use subwire_transport::layer::{Fallback, Limit, Meter, Record};
use subwire_transport::mock::{LinkFaults, Network, Replay, Spawned, VirtualClock, serve};
use subwire_transport::{Http, Transport, WebSocket};

/// Runs the checks on a transport that needs nobody to drive it.
fn check(transport: impl Transport, subscribes: bool) {
    block_on(checks::all(Arc::new(transport), subscribes));
}

fn server() -> Spawned {
    serve(node(), 0).unwrap().spawn()
}

/// The checks over a WebSocket to a real port, which nothing but the future itself drives.
fn websocket() -> (Spawned, impl Future<Output = ()> + Send) {
    let server = server();
    let (rpc, driver) = WebSocket::builder().endpoint(server.ws_url()).build();
    (server, driver.run(checks::all(Arc::new(rpc), true)))
}

#[test]
fn chain() {
    check(node(), true);
}

#[test]
fn replay() {
    check(Replay::from_json(&checks::recording()).unwrap(), false);
}

#[test]
fn meter() {
    check(Meter::new(node()), true);
}

#[test]
fn limit() {
    check(Limit::new(node(), SystemClock::new()).in_flight(7), true);
}

#[test]
fn record_and_what_it_recorded() {
    let path = std::env::temp_dir().join(format!("subwire-suite-{}.json", std::process::id()));
    check(Record::to_file(node(), &path).unwrap(), true);
    let replayed = Replay::open(&path);
    std::fs::remove_file(&path).unwrap();
    check(replayed.unwrap(), true);
}

#[cfg(feature = "tracing")]
#[test]
fn trace() {
    check(subwire_transport::layer::Trace::new(node()), true);
}

#[test]
fn fallback() {
    check(Fallback::new(node(), SystemClock::new()).or(node()), true);
}

#[test]
fn layers_upon_layers() {
    let limited = Limit::new(Meter::new(node()), SystemClock::new()).in_flight(64);
    check(Meter::new(limited), true);
}

#[test]
fn a_pointer_to_a_transport() {
    let boxed: Box<dyn Transport> = Box::new(node());
    check(Arc::new(boxed), true);
}

#[test]
fn websocket_on_futures_block_on() {
    let (_server, checks) = websocket();
    block_on(checks);
}

#[test]
fn websocket_on_pollster() {
    let (_server, checks) = websocket();
    pollster::block_on(checks);
}

#[test]
fn websocket_on_smol() {
    let (_server, checks) = websocket();
    smol::block_on(async { smol::spawn(checks).await });
}

#[test]
fn websocket_on_async_executor() {
    let (_server, checks) = websocket();
    let executor = async_executor::LocalExecutor::new();
    block_on(executor.run(executor.spawn(checks)));
}

#[test]
fn websocket_on_tokio_with_one_thread() {
    let (_server, checks) = websocket();
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(checks);
}

#[test]
fn websocket_on_tokio_with_two_threads() {
    // The driver on one of them, the requests on the other.
    let server = server();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        let (rpc, driver) = WebSocket::builder().endpoint(server.ws_url()).build();
        let driver = tokio::spawn(driver);
        tokio::spawn(checks::all(Arc::new(rpc), true)).await.unwrap();
        driver.await.unwrap().unwrap();
    });
}

#[test]
fn websocket_with_a_spawned_driver() {
    let server = server();
    block_on(async {
        let rpc = WebSocket::connect(&server.ws_url()).await.unwrap();
        checks::all(Arc::new(rpc), true).await;
    });
}

/// A network with a node behind a slow line.
fn network() -> (Network, VirtualClock) {
    let clock = VirtualClock::new();
    let network = Network::new(&clock, 1);
    network.serve("node", node());
    let slow = core::time::Duration::from_millis(70);
    network.set_faults("node", LinkFaults::none().latency(slow).jitter(slow).pieces(1000));
    (network, clock)
}

#[test]
fn websocket_over_a_network_in_memory() {
    let (network, clock) = network();
    let builder = WebSocket::builder().endpoint("ws://node").clock(Arc::new(clock));
    let (rpc, driver) = builder.build_with(network.connector());
    network.run(driver.run(checks::all(Arc::new(rpc), true)));
}

/// The checks over HTTP to a real port.
fn http() -> (Spawned, impl Future<Output = ()> + Send) {
    let server = server();
    let (rpc, driver) = Http::builder().endpoint(server.http_url()).build();
    (server, driver.run(checks::all(Arc::new(rpc), false)))
}

#[test]
fn http_on_futures_block_on() {
    let (_server, checks) = http();
    block_on(checks);
}

#[test]
fn http_on_tokio_with_two_threads() {
    let (_server, checks) = http();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async { tokio::spawn(checks).await.unwrap() });
}

#[test]
fn http_over_a_network_in_memory() {
    let (network, clock) = network();
    let builder = Http::builder().endpoint("http://node").clock(Arc::new(clock));
    let (rpc, driver) = builder.build_with(network.connector());
    network.run(driver.run(checks::all(Arc::new(rpc), false)));
}
