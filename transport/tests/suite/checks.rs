//! What every transport must do, whatever is behind it.

use core::pin::pin;
use std::sync::Arc;

use futures::future::{join_all, poll_fn};
use futures::{FutureExt, StreamExt};
use serde_json::{Value, json};
use subwire_transport::mock::Chain;
use subwire_transport::{Error, Notice, Params, Request, Subscribe, Transport};

/// How many requests are under way at once.
const MANY: u16 = 1000;
const LARGE: usize = 1 << 20;

/// The node that all of them ask.
pub(crate) fn node() -> Chain {
    let many = (0..MANY).map(|i| (key(i), i.to_be_bytes().to_vec()));
    Chain::builder().name("suite").storage_many(many).storage(*b"large", vec![7; LARGE]).build()
}

/// A recording of what the checks ask of the node.
pub(crate) fn recording() -> String {
    let storage = |key: &[u8], value: &[u8]| {
        let (key, value) = (format!("0x{}", hex(key)), format!("0x{}", hex(value)));
        json!({ "method": "state_getStorage", "params": [key], "result": value })
    };
    let mut exchanges = vec![
        json!({ "method": "system_chain", "result": "suite" }),
        json!({ "method": "no_such", "error": { "code": -32601, "message": "Method not found" } }),
        json!({ "method": "state_getStorage", "params": ["0x00"], "result": null }),
        storage(b"large", &[7; LARGE]),
    ];
    exchanges.extend((0..MANY).map(|i| storage(&key(i), &i.to_be_bytes())));
    json!({ "exchanges": exchanges }).to_string()
}

/// All checks, one after the other.
pub(crate) async fn all(rpc: Arc<dyn Transport>, subscribes: bool) {
    answers(&rpc).await;
    errors(&rpc).await;
    batches(&rpc).await;
    side_by_side(&rpc).await;
    dropped(&rpc).await;
    large(&rpc).await;
    if subscribes {
        subscriptions(&rpc).await;
    } else {
        subscriptions_are_refused(&rpc).await;
    }
    // None of it has spoilt anything.
    answers(&rpc).await;
}

async fn answers(rpc: &impl Transport) {
    let name = rpc.request("system_chain", Params::new()).await.unwrap();
    assert_eq!(name.read::<&str>("a name").unwrap(), "suite");
    let none = rpc.request("state_getStorage", Params::new().hex(&[0])).await.unwrap();
    assert_eq!(none.hex_or_null().unwrap(), None);
}

async fn errors(rpc: &impl Transport) {
    let error = rpc.request("no_such", Params::new()).await.unwrap_err();
    assert!(matches!(&error, Error::Rpc(error) if error.code == -32601), "{error}");
}

async fn batches(rpc: &impl Transport) {
    let requests = vec![
        Request::new("state_getStorage", Params::new().hex(&key(2))),
        Request::new("no_such", Params::new()),
        Request::new("state_getStorage", Params::new().hex(&key(1))),
    ];
    let results = rpc.batch(requests).await.unwrap();
    let [Ok(two), Err(Error::Rpc(error)), Ok(one)] = &results[..] else {
        panic!("each has its own result: {results:?}");
    };
    assert_eq!((two.hex().unwrap(), one.hex().unwrap()), (vec![0, 2], vec![0, 1]));
    assert_eq!(error.code, -32601);
    let single = vec![Request::new("system_chain", Params::new())];
    assert!(matches!(&rpc.batch(single).await.unwrap()[..], [Ok(_)]));
    assert!(rpc.batch(Vec::new()).await.unwrap().is_empty());
}

async fn side_by_side(rpc: &impl Transport) {
    let ask = |i: u16| async move {
        let reply = rpc.request("state_getStorage", Params::new().hex(&key(i))).await;
        assert_eq!(reply.unwrap().hex().unwrap(), i.to_be_bytes());
    };
    join_all((0..MANY).map(ask)).await;
}

async fn dropped(rpc: &impl Transport) {
    for i in 0..100 {
        let request = pin!(rpc.request("state_getStorage", Params::new().hex(&key(i))));
        // Given up before it is on its way, or somewhere on it.
        let _ = request.now_or_never();
        if i % 10 == 0 {
            yield_once().await;
        }
    }
    let batch = rpc.batch(vec![Request::new("system_chain", Params::new()); 3]);
    // A driver in another thread may have its replies already.
    let _ = pin!(batch).now_or_never();
}

async fn large(rpc: &impl Transport) {
    let reply = rpc.request("state_getStorage", Params::new().hex(b"large")).await.unwrap();
    assert!(reply.hex().unwrap() == vec![7; LARGE]);
}

async fn subscriptions(rpc: &impl Transport) {
    for _ in 0..3 {
        let mut heads = rpc.subscribe(heads()).await.unwrap();
        assert!(!heads.id().is_empty());
        let head = heads.next().await;
        let Some(Ok(Notice::Item(head))) = &head else { panic!("the head comes first: {head:?}") };
        assert!(head.read::<Value>("a header").unwrap()["number"].is_string());
    }
    let error = rpc.subscribe(Subscribe::new("no_such", Params::new(), "no")).await.unwrap_err();
    assert!(matches!(&error, Error::Rpc(error) if error.code == -32601), "{error}");
}

async fn subscriptions_are_refused(rpc: &impl Transport) {
    let error = rpc.subscribe(heads()).await.unwrap_err();
    assert!(matches!(error, Error::Unsupported { .. } | Error::NotRecorded { .. }), "{error}");
    assert!(error.to_string().contains("chain_subscribeNewHeads"), "{error}");
}

fn heads() -> Subscribe<'static> {
    Subscribe::new("chain_subscribeNewHeads", Params::new(), "chain_unsubscribeNewHeads")
}

fn key(i: u16) -> Vec<u8> {
    [&b"many"[..], &i.to_be_bytes()].concat()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lets everybody else have a turn.
async fn yield_once() {
    let mut yielded = false;
    poll_fn(|cx| {
        cx.waker().wake_by_ref();
        if core::mem::replace(&mut yielded, true) {
            core::task::Poll::Ready(())
        } else {
            core::task::Poll::Pending
        }
    })
    .await;
}
