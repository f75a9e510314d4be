//! Recordings that are played, and texts that are none.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use futures::executor::block_on;
use futures::future::join_all;
use futures::{FutureExt, StreamExt};

use super::*;

const RECORDING: &str = r#"{ "name": "test", "exchanges": [
    { "method": "chain_getHead", "params": [], "result": "0xaa" },
    { "method": "state_call", "params": ["A_b", "0100", null], "result": "0x01" },
    { "method": "state_call", "params": ["A_b", "0x0200", "0xbb"], "result": "0x02" },
    { "method": "state_getStorageAt", "params": ["0x11", "0xaa"], "result": "0x03" },
    { "method": "state_queryStorageAt", "params": [["0x12", "0x13"], "0xaa"],
      "result": [{ "block": "0xaa", "changes": [["0x12", "0x04"], ["0x13", null]] }] },
    { "method": "system_health", "params": [], "result": 1 },
    { "method": "system_health", "params": [], "result": 1.50 },
    { "method": "state_getStorage", "params": ["0x99"], "error": { "code": 5, "message": "no" } }
] }"#;

fn ask(replay: &Replay, method: &str, params: &str) -> Result<String, String> {
    let params = Params::from_json(params).unwrap();
    let reply = block_on(replay.request(method, params)).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(reply.as_json().to_vec()).unwrap())
}

#[test]
fn the_same_request_in_other_words() {
    let replay = Replay::from_json(RECORDING).unwrap();
    let same = [
        ("chain_getBlockHash", "[]", "\"0xaa\""),
        ("state_call", r#"["A_b","0x0100"]"#, "\"0x01\""),
        ("state_call", r#"["A_b","0x0100","0xaa"]"#, "\"0x01\""),
        ("state_callAt", r#"["A_b","0200","0xbb"]"#, "\"0x02\""),
        ("state_getStorage", r#"["0x11"]"#, "\"0x03\""),
        ("state_getStorage", r#"["0x12", null]"#, "\"0x04\""),
        ("state_getStorage", r#"["0x13", "0xaa"]"#, "null"),
        (
            "state_queryStorageAt",
            r#"[["0x13","0x11"]]"#,
            r#"[{"block":"0xaa","changes":[["0x13",null],["0x11","0x03"]]}]"#,
        ),
    ];
    for (method, params, answer) in same {
        assert_eq!(ask(&replay, method, params).as_deref(), Ok(answer), "{method} {params}");
    }
}

#[test]
fn answers_follow_the_recording_and_the_last_stays() {
    let replay = Replay::from_json(RECORDING).unwrap();
    let health = || ask(&replay, "system_health", "[]").unwrap();
    assert_eq!([health(), health(), health()], ["1", "1.50", "1.50"]);
    let error = ask(&replay, "state_getStorage", r#"["0x99"]"#).unwrap_err();
    assert_eq!(error, "the node answered with error 5: no");
}

#[test]
fn another_block_or_key_is_not_recorded() {
    let replay = Replay::from_json(RECORDING).unwrap();
    for (method, params) in [
        ("state_call", r#"["A_b","0x0300"]"#),
        ("state_call", r#"["A_b","0x0100","0xbb"]"#),
        ("state_getStorage", r#"["0x11","0xbb"]"#),
        ("state_queryStorageAt", r#"[["0x11","0x14"]]"#),
        ("system_name", "[]"),
    ] {
        let error = ask(&replay, method, params).unwrap_err();
        assert!(error.starts_with("not in the recording: "), "{error}");
    }
}

/// A chain that moves on while it is recorded.
const TWO_HEADS: &str = r#"{ "exchanges": [
    { "method": "chain_getHead", "params": [], "result": "0xaa" },
    { "method": "state_getStorage", "params": ["0x11", "0xaa"], "result": "0x01" },
    { "method": "chain_getBlockHash", "params": [null], "result": "0xbb" },
    { "method": "state_getStorage", "params": ["0x11"], "result": "0x02" },
    { "method": "state_queryStorageAt", "params": [["0x12"]],
      "result": [{ "block": "0xbb", "changes": [["0x12", "0x03"]] }] }
] }"#;

#[test]
fn a_pinned_block_does_not_change() {
    let replay = Replay::from_json(TWO_HEADS).unwrap();
    for _ in 0..3 {
        let pinned = ask(&replay, "state_getStorage", r#"["0x11","0xaa"]"#);
        assert_eq!(pinned.as_deref(), Ok("\"0x01\""));
        assert_eq!(ask(&replay, "state_getStorage", r#"["0x11"]"#).as_deref(), Ok("\"0x02\""));
        let other = ask(&replay, "state_getStorage", r#"["0x12","0xbb"]"#);
        assert_eq!(other.as_deref(), Ok("\"0x03\""), "the answer said which block it was");
    }
    assert!(ask(&replay, "state_getStorage", r#"["0x12","0xaa"]"#).is_err());
    let heads = [(); 3].map(|()| ask(&replay, "chain_getHead", "[]").unwrap());
    assert_eq!(heads, ["\"0xaa\"", "\"0xbb\"", "\"0xbb\""]);
}

#[test]
fn what_is_no_recording_says_where() {
    let missing = r#"{"exchanges": [{"method": "a", "result": null}, {"method": "b"}]}"#;
    let error = Replay::from_json(missing).unwrap_err().to_string();
    assert_eq!(error, "recording: exchange 1: neither a result nor an error");
    let error = Replay::from_json("{\"exchanges\": [{}]}").unwrap_err().to_string();
    assert!(error.contains("exchange 0: missing field `method`"), "{error}");
    let error = Replay::open("no/such/file").unwrap_err().to_string();
    assert!(error.starts_with("recording no/such/file: "), "{error}");
}

#[test]
fn an_exchange_that_is_wrong_is_named() {
    for (exchange, reason) in [
        ("7", "invalid type"),
        (r#"{"method": 7, "result": 1}"#, "invalid type"),
        (r#"{"method": "m", "params": {}, "result": 1}"#, "invalid type"),
        (r#"{"method": "m", "error": {"code": "x"}}"#, "invalid type"),
        (r#"{"method": "m", "result": 1, "notifications": 1}"#, "invalid type"),
    ] {
        let text = format!(r#"{{"exchanges": [{{"method": "a", "result": 1}}, {exchange}]}}"#);
        let error = Replay::from_json(&text).unwrap_err().to_string();
        assert!(error.starts_with("recording: exchange 1: ") && error.contains(reason), "{error}");
    }
    let deep = format!(r#"{{"exchanges": [{{"method": "m", "params": {}"#, "[".repeat(10_000));
    assert!(Replay::from_json(&deep).unwrap_err().to_string().len() < 400);
}

#[test]
fn what_is_not_recorded_names_what_is_closest() {
    let replay = Replay::from_json(RECORDING).unwrap();
    let error = ask(&replay, "state_callAt", r#"["A_b","0x0200","0xcc"]"#).unwrap_err();
    let wanted = r#"(2 others of state_callAt); the closest is state_call ["A_b","0x0200","0xbb"]"#;
    assert!(error.ends_with(wanted), "{error}");
    let error = ask(&Replay::from_json(r#"{"exchanges":[]}"#).unwrap(), "m", "[]").unwrap_err();
    assert!(error.ends_with("(0 others of m)"), "{error}");
}

#[test]
fn strict_wants_the_order_of_the_recording() {
    let replay = Replay::from_json(RECORDING).unwrap().strict();
    let error = ask(&replay, "state_call", r#"["A_b","0x0100"]"#).unwrap_err();
    let wanted = r#"state_call ["A_b","0x0100"]: exchange 0 is next, chain_getBlockHash []"#;
    assert!(error.ends_with(wanted), "{error}");
    assert_eq!(replay.remaining(), 8);
    ask(&replay, "chain_getBlockHash", "[]").unwrap();
    ask(&replay, "state_call", r#"["A_b","0x0100"]"#).unwrap();
    assert!(ask(&replay, "state_call", r#"["A_b","0x0100"]"#).is_err(), "each once");
    ask(&replay, "state_call", r#"["A_b","0x0200","0xbb"]"#).unwrap();
    ask(&replay, "state_getStorage", r#"["0x11"]"#).unwrap();
    assert!(ask(&replay, "state_getStorage", r#"["0x12"]"#).is_err(), "put together of others");
    assert_eq!(replay.remaining(), 4);
}

#[test]
fn strict_lets_those_side_by_side_come_as_they_like() {
    let text = r#"{"exchanges":[
        {"method":"a","result":1},{"method":"b","result":2},
        {"method":"c","result":3},{"method":"d","result":4}]}"#;
    let both = |replay: &Replay, first: &'static str, second: &'static str| {
        let asked = [first, second].map(|method| replay.request(method, Params::new()));
        block_on(join_all(asked)).into_iter().map(|reply| reply.is_ok()).collect::<Vec<_>>()
    };
    let replay = Replay::from_json(text).unwrap().strict();
    assert_eq!(both(&replay, "b", "a"), [true, true]);
    assert_eq!(both(&replay, "d", "c"), [true, true]);
    assert_eq!(replay.remaining(), 0);
    assert!(ask(&replay, "a", "[]").unwrap_err().ends_with("the recording is at its end"));
    let replay = Replay::from_json(text).unwrap().strict();
    assert_eq!(both(&replay, "c", "a"), [false, true], "two are under way, the third is not due");
    // One that was given up does not count.
    let given_up = replay.request("d", Params::new());
    assert!(given_up.now_or_never().is_none());
    assert!(ask(&replay, "c", "[]").is_err());
    assert!(ask(&replay, "b", "[]").is_ok());
}

#[test]
fn a_subscription_yields_what_was_recorded() {
    let text = r#"{"exchanges":[
        {"method":"s","result":"id","notifications":[{"a": 1}, null]},
        {"method":"n","result":7},{"method":"bad","result":[]},
        {"method":"no","error":{"code":1,"message":"no"}}]}"#;
    let replay = Replay::from_json(text).unwrap();
    let subscribe =
        |method: &str| block_on(replay.subscribe(Subscribe::new(method, Params::new(), "u")));
    let subscription = subscribe("s").unwrap();
    assert_eq!(subscription.id(), "id");
    let all: Vec<_> = block_on(subscription.collect());
    let [Ok(Notice::Item(first)), Ok(Notice::Item(second)), Err(Error::Closed { .. })] = &all[..]
    else {
        panic!("{all:?}");
    };
    assert_eq!((first.as_json(), second.is_null()), (&br#"{"a": 1}"#[..], true));
    assert_eq!(subscribe("n").unwrap().id(), "7");
    assert!(matches!(subscribe("bad"), Err(Error::BadReply { .. })));
    assert!(matches!(subscribe("no"), Err(Error::Rpc(_))));
}
