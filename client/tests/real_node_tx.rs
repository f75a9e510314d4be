//! Transactions against a real Subtensor runtime: one suite under smol and under both of tokio's
//! schedulers.
//!
//! Ignored unless asked for: it starts nodes of `SUBWIRE_SHARED` (by default the folder `shared`
//! beside the workspace) with node and npm, and needs `NODE_DIR`, a folder for npm's packages.
//!
//!     NODE_DIR=… cargo test -p subwire --test real_node_tx -- --ignored

#[path = "real_node_tx/calls.rs"]
mod calls;
#[path = "real_node_tx/failures.rs"]
mod failures;
#[path = "../../transport/tests/real_node/node.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod node;
#[path = "real_node_tx/transfers.rs"]
mod transfers;
#[path = "real_node_tx/world.rs"]
mod world;

use core::time::Duration;

use futures::future::Either;
use smol::Timer;
use subwire::transport::{Http, WebSocket};

use node::{Node, free_port};
use world::World;

/// How long the suite may take: far longer than it does.
const LIMIT: Duration = Duration::from_secs(180);

/// Everything, against a node of its own. A burst takes this node a tenth of a second for each
/// transfer.
async fn suite(burst: u64) {
    let node = Node::start(free_port(), Some("storage-example.json"));
    let (websocket, driver) = WebSocket::builder().endpoint(node.url("ws")).build();
    let (http, http_driver) = Http::builder().endpoint(node.url("http")).build();
    let work = http_driver.run(driver.run(async {
        let world = World::new(websocket).await;
        transfers::fees_and_balances_are_exact(&world).await;
        transfers::over_http(&world, http).await;
        calls::subnets(&world).await;
        calls::within_calls(&world).await;
        failures::refused(&world).await;
        failures::tried_out(&world).await;
        transfers::a_burst(&world, burst).await;
        transfers::maps_are_whole(&world).await;
    }));
    let limit = Timer::after(LIMIT);
    match futures::future::select(core::pin::pin!(work), limit).await {
        Either::Left(_) => {}
        Either::Right(_) => panic!("it does not end"),
    }
}

#[test]
#[ignore = "needs node and npm"]
fn under_smol() {
    smol::block_on(suite(200));
}

#[test]
#[ignore = "needs node and npm"]
fn under_tokio_current_thread() {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(suite(20));
}

#[test]
#[ignore = "needs node and npm"]
fn under_tokio_multi_thread() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    // The suite itself moves between threads.
    runtime.block_on(async { tokio::spawn(suite(20)).await.unwrap() });
}
