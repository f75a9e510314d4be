//! A real Subtensor runtime behind a real port: asked, subscribed to, killed and started again.
//!
//! Ignored unless asked for: it starts the node of `SUBWIRE_SHARED` (by default the folder `shared`
//! beside the workspace) with node and npm, and needs `NODE_DIR`, a folder for npm's packages.
//!
//!     NODE_DIR=… cargo test -p subwire-transport --features http --test real_node -- --ignored

#![cfg(all(feature = "http", feature = "websocket"))]

#[path = "real_node/node.rs"]
mod node;

use core::time::Duration;

use futures::executor::block_on;
use futures::future::{join, join_all};
use futures::{Stream, StreamExt};
use serde_json::Value;
use subwire_transport::{
    Error, Http, Notice, Params, Reply, Request, Subscribe, Subscription, Transport, WebSocket,
};

use node::{Node, free_port};

const NEW_HEADS: (&str, &str) = ("chain_subscribeNewHeads", "chain_unsubscribeNewHeads");

async fn ask(rpc: &impl Transport, method: &str) -> Result<Reply, Error> {
    rpc.request(method, Params::new()).await
}

async fn new_block(rpc: &impl Transport) {
    // A node of the test's own: nobody else builds blocks, so asking twice does no harm.
    ask(rpc, "dev_newBlock").await.unwrap();
}

async fn heads(rpc: &impl Transport) -> Subscription {
    let subscribe = Subscribe::new(NEW_HEADS.0, Params::new(), NEW_HEADS.1);
    rpc.subscribe(subscribe).await.unwrap()
}

/// The number of the next head, and how often the subscription was made again before it.
async fn next_head(heads: &mut (impl Stream<Item = Result<Notice, Error>> + Unpin)) -> (u64, u32) {
    let mut resumed = 0;
    loop {
        match heads.next().await.expect("it goes on").expect("it has no end") {
            Notice::Item(head) => {
                let head: Value = head.read("a header").unwrap();
                let number = head["number"].as_str().unwrap().trim_start_matches("0x");
                return (u64::from_str_radix(number, 16).unwrap(), resumed);
            }
            Notice::Resumed { .. } => resumed += 1,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
#[ignore = "needs node and npm"]
fn the_client_goes_on_where_the_node_left_off() {
    let mut node = Node::start(free_port(), None);
    let (ws, ws_driver) = WebSocket::builder().endpoint(node.url("ws")).build();
    let (http, http_driver) = Http::builder().endpoint(node.url("http")).build();
    let work = async {
        // Both say the same.
        for method in ["system_chain", "chain_getFinalizedHead", "state_getRuntimeVersion"] {
            let (a, b) = join(ask(&ws, method), ask(&http, method)).await;
            assert_eq!(a.unwrap(), b.unwrap(), "{method}");
        }
        let metadata = ask(&ws, "state_getMetadata").await.unwrap().hex().unwrap();
        assert_eq!(metadata[..4], *b"meta");
        let nonsense = ask(&ws, "nonsense").await.unwrap_err();
        assert!(matches!(nonsense, Error::Rpc(error) if error.code == -32601));
        // Over HTTP this node gives errors no number.
        let nonsense = ask(&http, "nonsense").await.unwrap_err();
        assert!(matches!(nonsense, Error::Rpc(error) if error.message.contains("nonsense")));
        for rpc in [&ws as &dyn Transport, &http] {
            let batch = ["system_chain", "nonsense", "system_name"];
            let batch = batch.map(|method| Request::new(method, Params::new())).to_vec();
            let results = rpc.batch(batch).await.unwrap();
            assert!(results[0].is_ok() && results[1].is_err() && results[2].is_ok());
        }
        let refused = http.subscribe(Subscribe::new(NEW_HEADS.0, Params::new(), NEW_HEADS.1)).await;
        assert!(matches!(refused, Err(Error::Unsupported { .. })));

        let mut heads = heads(&ws).await;
        let (first, _) = next_head(&mut heads).await;
        new_block(&ws).await;
        assert_eq!(next_head(&mut heads).await, (first + 1, 0));

        // Killed with requests on the way, and a submission among them.
        let reads = join_all((0..50).map(|_| ask(&ws, "state_getMetadata")));
        let reads_over_http = join_all((0..10).map(|_| ask(&http, "state_getMetadata")));
        let submission =
            ws.send(Request::new("author_submitExtrinsic", Params::new().hex(&[0; 2000])));
        let restart = async {
            // The first answer shows that all have been sent.
            ask(&ws, "system_chain").await.unwrap();
            node.kill();
            node = smol::unblock(move || Node::start(node.port, None)).await;
        };
        let reads = join(reads, reads_over_http);
        let ((reads, reads_over_http), (submission, ())) =
            join(reads, join(submission, restart)).await;
        for read in reads.into_iter().chain(reads_over_http) {
            assert_eq!(read.unwrap().hex().unwrap(), metadata);
        }
        match submission {
            // Refused before the end, or lost with it; never sent twice.
            Err(Error::Rpc(_) | Error::OutcomeUnknown { .. }) => {}
            other => panic!("{other:?}"),
        }

        // The new node begins at its first block, and the subscription goes on by itself.
        let (again, resumed) = next_head(&mut heads).await;
        assert_eq!((again, resumed), (first, 1));
        new_block(&ws).await;
        assert_eq!(next_head(&mut heads).await, (first + 1, 0));
        let (ws_load, http_load) = (ws.load(), http.load());
        assert_eq!((ws_load.pending, ws_load.subscriptions, http_load.pending), (0, 1, 0));
        drop(heads);
        assert_eq!(ws.load().subscriptions, 0);
    };
    let limit = async {
        smol::Timer::after(Duration::from_secs(120)).await;
        panic!("it does not go on");
    };
    let work = http_driver.run(ws_driver.run(work));
    block_on(smol::future::or(work, limit));
}
