use std::{env, fs, process};

use futures::executor::block_on;
use futures::{FutureExt, StreamExt};
use serde_json::{Value, json};

use super::*;
use crate::RpcError;
use crate::layer::testing::Scripted;
use crate::mock::Replay;

/// A file of its own for a test, gone with it.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("subwire-{}-{name}.json", process::id()));
        let _ = fs::remove_file(&path);
        Self(path)
    }

    fn exchanges(&self) -> Vec<Value> {
        let json: Value = serde_json::from_slice(&fs::read(&self.0).unwrap()).unwrap();
        json["exchanges"].as_array().unwrap().clone()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn answers_and_the_nodes_errors_are_replayed() {
    let file = Temporary::new("answers");
    let node = Scripted::new();
    let error = RpcError { data: Some(Reply::from_json("[1]")), ..RpcError::new(-3, "n\"o") };
    node.answer(Err(Error::Rpc(error.clone())));
    let record = Record::to_file(node.clone(), &file.0).unwrap();
    block_on(record.request("a", Params::new().text("x"))).unwrap_err();
    block_on(record.request("b\"", Params::new().number(1))).unwrap();
    // The same file, opened again.
    let record = Record::to_file(node, &file.0).unwrap();
    block_on(record.request("c", Params::new())).unwrap();
    record.finish().unwrap();

    let replay = Replay::open(&file.0).unwrap();
    let a = block_on(replay.request("a", Params::new().text("x"))).unwrap_err();
    assert!(matches!(a, Error::Rpc(found) if found == error));
    block_on(replay.request("b\"", Params::new().number(1))).unwrap();
    let c = block_on(replay.request("c", Params::new())).unwrap();
    assert_eq!(c.as_json(), b"\"c\"");
}

#[test]
fn only_answers_are_written() {
    let file = Temporary::new("only-answers");
    let node = Scripted::new();
    let record = Record::to_file(node.clone(), &file.0).unwrap();
    node.answer(Err(Error::closed("by the test")));
    block_on(record.request("a", Params::new())).unwrap_err();
    let _answer = node.answer_later();
    let mut dropped = record.request("b", Params::new());
    assert!(dropped.as_mut().now_or_never().is_none());
    drop(dropped);
    block_on(record.request("author_insertKey", Params::new().text("gran//Alice"))).unwrap();
    assert_eq!(node.asked().len(), 3);
    assert!(file.exchanges().is_empty());
    record.finish().unwrap();
}

#[test]
fn a_batch_is_written_in_its_order() {
    let file = Temporary::new("batch");
    let node = Scripted::new();
    let record = Record::to_file(node.clone(), &file.0).unwrap();
    node.answer(Ok(Reply::from_json("1")));
    node.answer(Err(Error::closed("by the test")));
    let requests = ["a", "b", "c"].map(|method| Request::new(method, Params::new()));
    assert_eq!(block_on(record.batch(requests.into())).unwrap().len(), 3);
    assert_eq!(node.batches(), [3]);
    let a = json!({ "method": "a", "params": [], "result": 1 });
    let c = json!({ "method": "c", "params": [], "result": "c" });
    assert_eq!(file.exchanges(), [a, c]);
}

#[test]
fn a_subscription_is_written_when_it_ends() {
    let file = Temporary::new("subscription");
    let record = Record::to_file(Scripted::new(), &file.0).unwrap();
    let subscribe = |params| Subscribe::new("s", params, "u");
    let mut dropped = block_on(record.subscribe(subscribe(Params::new()))).unwrap();
    let read = block_on(dropped.next()).unwrap().unwrap();
    assert_eq!(read, Notice::Item(Reply::from_json("10")));
    assert!(file.exchanges().is_empty());
    drop(dropped);
    let whole = block_on(record.subscribe(subscribe(Params::new().null()))).unwrap();
    assert_eq!(block_on(whole.collect::<Vec<_>>()).len(), 4);
    let of = |params, items| json!({ "method": "s", "params": params, "result": "id-1", "notifications": items });
    assert_eq!(file.exchanges(), [of(json!([]), json!([10])), of(json!([null]), json!([10, 20]))]);
    record.finish().unwrap();

    let replay = Replay::open(&file.0).unwrap();
    let again = block_on(replay.subscribe(subscribe(Params::new().text("x").null())));
    assert!(again.is_err(), "it was not recorded");
    let again = block_on(replay.subscribe(subscribe(Params::new()))).unwrap();
    let mut notices = block_on(again.collect::<Vec<_>>()).into_iter();
    let first = notices.next().unwrap().unwrap();
    assert_eq!(first, Notice::Item(Reply::from_json("10")));
    assert!(notices.all(|notice| notice.is_err()), "the first was dropped after one");
}

#[test]
fn what_cannot_be_read_again_is_told_and_not_written() {
    let file = Temporary::new("unreadable");
    let node = Scripted::new();
    let record = Record::to_file(node.clone(), &file.0).unwrap();
    for reply in [&b"{"[..], b"1 2", b"\"\xff\""] {
        node.answer(Ok(Reply::from_json(reply)));
        let reply = block_on(record.request("a", Params::new())).unwrap();
        assert!(!reply.as_json().is_empty(), "it is the caller's all the same");
        assert!(file.exchanges().is_empty());
    }
    let error = record.finish().unwrap_err().to_string();
    assert!(error.contains("unexpected reply: JSON wanted"), "{error}");

    let record = Record::to_file(node, &file.0).unwrap();
    let deep = ["[".repeat(300), "]".repeat(300)].concat();
    block_on(record.request("a", Params::from_json(&deep).unwrap())).unwrap();
    let error = record.error().unwrap().to_string();
    assert!(error.contains("the parameters of a cannot be read again"), "{error}");
    assert!(file.exchanges().is_empty());
}

#[test]
fn a_subscription_does_not_grow_without_bound() {
    let file = Temporary::new("bound");
    let tape = Record::to_file(Scripted::new(), &file.0).unwrap().tape;
    let asked = Some(("s".into(), Params::new()));
    let mut items = Items { asked, id: "x".into(), read: String::new(), tape: tape.clone() };
    let item = Reply::from_json(format!("\"{}\"", "i".repeat(1 << 20)));
    for _ in 0..20 {
        items.push(&item);
    }
    assert!(items.read.is_empty());
    assert_eq!(file.exchanges()[0]["notifications"].as_array().unwrap().len(), 15);
    drop(items);
    assert_eq!(file.exchanges().len(), 1);
    assert!(tape.lock().missing.as_deref().unwrap().contains("exceed 16777216 bytes"));
}

#[test]
fn a_file_that_cannot_be_written_fails_at_once() {
    let error = Record::to_file(Scripted::new(), env::temp_dir()).unwrap_err().to_string();
    assert!(error.starts_with("recording "), "{error}");
}
