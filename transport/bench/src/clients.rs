//! The clients that are compared, each on a runtime: they ask for accounts, so many at once.

use std::future::{Future, ready};
use std::time::{Duration, Instant};

use futures::executor::block_on;
use futures::{StreamExt, stream};
use jsonrpsee::core::client::ClientT;
use jsonrpsee::rpc_params;
use jsonrpsee::ws_client::WsClientBuilder;
use subwire_transport::{Params, Transport, WebSocket};
use tokio::runtime::{Builder, Runtime};

/// How many requests are under way at once.
pub const IN_FLIGHT: usize = 256;

/// A client's name, and a function that connects to a URL, asks so often to get warm and so often
/// while it is timed.
pub type Client = (&'static str, fn(&str, usize, usize) -> Duration);

/// The peer is the last one.
pub const CLIENTS: [Client; 4] = [
    ("tokio", ours_on_tokio),
    ("smol", ours_on_smol),
    ("block_on", ours_on_nothing),
    ("jsonrpsee", jsonrpsee_on_tokio),
];

/// Two workers, the driver is one task and the requests another.
fn ours_on_tokio(url: &str, warm: usize, timed: usize) -> Duration {
    let runtime = tokio();
    let (rpc, driver) = WebSocket::builder().endpoint(url).build();
    runtime.spawn(driver);
    let work = runtime.spawn(async move { time(warm, timed, |count| ask_ours(&rpc, count)).await });
    block_on(work).expect("it does not panic")
}

/// smol's global executor drives the connection; the requests are in this thread.
fn ours_on_smol(url: &str, warm: usize, timed: usize) -> Duration {
    smol::block_on(async {
        let rpc = WebSocket::connect(url).await.expect("a connection");
        time(warm, timed, |count| ask_ours(&rpc, count)).await
    })
}

/// No executor: the driver and the requests are one task.
fn ours_on_nothing(url: &str, warm: usize, timed: usize) -> Duration {
    let (rpc, driver) = WebSocket::builder().endpoint(url).build();
    block_on(driver.run(time(warm, timed, |count| ask_ours(&rpc, count))))
}

fn jsonrpsee_on_tokio(url: &str, warm: usize, timed: usize) -> Duration {
    let runtime = tokio();
    let url = url.to_owned();
    let work = runtime.spawn(async move {
        let client = WsClientBuilder::default()
            .max_concurrent_requests(2 * IN_FLIGHT)
            .build(url)
            .await
            .expect("a connection");
        let ask = |count| {
            let requests = (0..count).map(|number| {
                let client = &client;
                async move {
                    let key = ["0x", &hex::encode(key(number))].concat();
                    let answer: String =
                        client.request("state_getStorage", rpc_params![key]).await.expect("one");
                    assert!(answer.len() > 2);
                }
            });
            stream::iter(requests).buffer_unordered(IN_FLIGHT).for_each(ready)
        };
        time(warm, timed, ask).await
    });
    block_on(work).expect("it does not panic")
}

fn ask_ours(rpc: &WebSocket, count: usize) -> impl Future<Output = ()> {
    let requests = (0..count).map(move |number| async move {
        let params = Params::new().hex(&key(number));
        let reply = rpc.request("state_getStorage", params).await.expect("one");
        assert!(reply.read::<&str>("hex").expect("a string").len() > 2);
    });
    stream::iter(requests).buffer_unordered(IN_FLIGHT).for_each(ready)
}

async fn time<F: Future>(warm: usize, timed: usize, ask: impl Fn(usize) -> F) -> Duration {
    ask(warm).await;
    let start = Instant::now();
    ask(timed).await;
    start.elapsed()
}

/// A storage key of an account: two hashes of names, one of the account, and the account.
pub fn key(number: usize) -> [u8; 80] {
    let mut key = [0x26; 80];
    key[72..].copy_from_slice(&number.to_le_bytes());
    key
}

fn tokio() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}
