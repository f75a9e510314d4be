//! Frames of one client.

use futures::{FutureExt, StreamExt};
use serde_json::{Value, json};

use super::super::{Chain, Session};
use crate::rpc::MAX_BATCH;

fn handle(session: &mut Session, frame: &str) -> Value {
    serde_json::from_str(&session.handle(frame).expect("an answer")).expect("JSON")
}

fn next(session: &mut Session) -> Option<Value> {
    session.next().now_or_never().flatten().map(|frame| serde_json::from_str(&frame).unwrap())
}

#[test]
fn requests_and_batches() {
    let mut session = Chain::builder().name("here").build().session();
    let one = handle(&mut session, r#" {"jsonrpc":"2.0","id":"a","method":"system_chain"} "#);
    assert_eq!(one, json!({ "jsonrpc": "2.0", "id": "a", "result": "here" }));
    let batch = handle(
        &mut session,
        r#"[{"jsonrpc":"2.0","id":1,"method":"system_chain","params":[]}, 7,
            {"jsonrpc":"2.0","method":"system_chain"},
            {"jsonrpc":"2.0","id":null,"method":"nonsense","params":null}]"#,
    );
    let errors: Vec<_> =
        batch.as_array().unwrap()[1..].iter().map(|a| &a["error"]["code"]).collect();
    assert_eq!(
        (&batch[0]["result"], errors),
        (&json!("here"), vec![&json!(-32600), &json!(-32601)])
    );
    let notification = r#"{"jsonrpc":"2.0","method":"system_chain"}"#;
    assert_eq!(session.handle(notification), None);
    assert_eq!(session.handle(&format!("[{notification}]")), None);
}

#[test]
fn what_is_no_request_is_said_to_be_none() {
    let mut session = Chain::builder().build().session();
    for (frame, id, code) in [
        ("", Value::Null, -32700),
        ("{", Value::Null, -32700),
        ("[", Value::Null, -32700),
        ("nonsense", Value::Null, -32700),
        ("[]", Value::Null, -32600),
        (r#"{"id":1}"#, json!(1), -32600),
        (r#"{"id":"x","method":"system_chain"}"#, json!("x"), -32600),
        (r#"{"jsonrpc":"2.0","id":{},"method":"system_chain"}"#, Value::Null, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"system_chain","params":{}}"#, json!(1), -32602),
        (
            r#"{"jsonrpc":"2.0","id":1,"method":"state_getStorage","params":["0x1"]}"#,
            json!(1),
            -32602,
        ),
    ] {
        let answer = handle(&mut session, frame);
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&id, &json!(code)), "{frame}");
    }
    let large = format!("[{}0]", "0,".repeat(MAX_BATCH));
    assert_eq!(handle(&mut session, &large)["error"]["code"], -32010);
}

#[test]
fn each_client_has_its_own_subscriptions() {
    let chain = Chain::builder().build();
    let [mut one, mut other] = [chain.session(), chain.session()];
    let subscribe = r#"{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads","params":[]}"#;
    let [id, others] =
        [&mut one, &mut other].map(|session| handle(session, subscribe)["result"].clone());
    let first = next(&mut one).unwrap();
    assert_eq!(
        (&first["method"], &first["params"]["subscription"]),
        (&json!("chain_newHead"), &id)
    );
    assert_eq!(next(&mut other).unwrap()["params"]["subscription"], others);
    chain.advance(1);
    let mut end = |method: &str, id: &Value| {
        let frame = json!({ "jsonrpc": "2.0", "id": 2, "method": method, "params": [id] });
        handle(&mut one, &frame.to_string())["result"].clone()
    };
    assert_eq!(end("chain_unsubscribeNewHeads", &others), false, "another client's");
    assert_eq!(end("chain_unsubscribeAllHeads", &id), false, "another kind");
    assert_eq!(end("chain_unsubscribeNewHead", &id), true);
    assert_eq!(end("chain_unsubscribeNewHeads", &id), false, "not twice");
    assert_eq!(next(&mut one), None, "what waited is forgotten");
    assert_eq!(next(&mut other).unwrap()["params"]["result"]["number"], "0x2");
    assert_eq!(chain.subscriptions(), 1);
    drop(other);
    assert_eq!(chain.subscriptions(), 0);
}

#[test]
fn a_client_that_does_not_read_loses_its_subscriptions() {
    let chain = Chain::builder().build();
    let mut session = chain.session();
    let subscribe = r#"{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads"}"#;
    handle(&mut session, subscribe);
    chain.advance(1023);
    assert_eq!(chain.subscriptions(), 1);
    chain.advance(1);
    assert_eq!(chain.subscriptions(), 0);
    let read = core::iter::from_fn(|| next(&mut session)).count();
    assert_eq!(read, 1024);
}

#[test]
fn a_client_has_so_many_subscriptions_and_no_more() {
    let chain = Chain::builder().build();
    let mut session = chain.session();
    let subscribe = r#"{"jsonrpc":"2.0","id":1,"method":"state_subscribeStorage","params":[[]]}"#;
    for _ in 0..1024 {
        assert!(handle(&mut session, subscribe)["result"].is_string());
    }
    assert_eq!(handle(&mut session, subscribe)["error"]["code"], -32006);
    assert!(handle(&mut chain.session(), subscribe)["result"].is_string());
}
