//! Requests, batches, limits and deadlines over a socket that stands.

use super::*;

#[test]
fn replies_come_in_any_order_and_in_batches() {
    let mut world = World::new();
    for token in ["a", "b", "c"] {
        world.ask(token);
    }
    assert_eq!(world.transmit(), [1, 2, 3]);
    world.hear(r#"{"id":3,"result":"third"}"#).unwrap();
    world.hear(r#"[{"id":1,"result":null},{"id":2,"error":{"code":1,"message":"no"}}]"#).unwrap();
    assert_eq!(
        world.outcomes(),
        ["c: \"third\"", "a: null", "b: the node answered with error 1: no"]
    );
    world.assert_empty();
}

#[test]
fn unknown_and_repeated_replies_are_ignored() {
    let mut world = World::new();
    world.ask("a");
    world.transmit();
    world.reply(9, 1);
    world.reply(1, 1);
    world.reply(1, 2);
    world.hear(r#"{"method":"m","params":[]}"#).unwrap();
    assert_eq!(world.outcomes(), ["a: 1"]);
    world.assert_empty();
}

#[test]
fn a_cancelled_request_leaves_nothing() {
    let mut world = World::new();
    let sent = world.ask("sent");
    world.transmit();
    let queued = world.ask("queued");
    assert_eq!(world.connection.cancel(sent), Some("sent"));
    assert_eq!(world.connection.cancel(queued), Some("queued"));
    assert_eq!(world.connection.cancel(queued), None);
    world.assert_empty();
    assert!(world.transmit().is_empty());
    world.reply(1, 1);
    assert!(world.outcomes().is_empty());
}

#[test]
fn a_request_ends_at_its_deadline() {
    let mut world = World::with(|config| config.ping_after = None);
    world.ask("a");
    let hasty = Request::new("m", Params::new()).timeout(2 * SECOND);
    world.connection.request(world.now, hasty, "hasty").unwrap();
    world.transmit();
    world.wait(SECOND);
    world.ask("b");
    assert_eq!(world.connection.poll_timeout(), Some(7 * SECOND));
    world.wait(SECOND);
    assert_eq!(world.outcomes(), ["hasty: no reply within 2 s"]);
    world.wait(57 * SECOND);
    assert!(world.outcomes().is_empty());
    world.wait(SECOND);
    assert_eq!(world.outcomes(), ["a: no reply within 60 s"]);
    world.wait(3600 * SECOND);
    assert_eq!(world.outcomes(), ["b: no reply within 60 s"]);
    assert!(world.transmit().is_empty(), "a request without a caller is not sent");
    world.assert_empty();
}

#[test]
fn the_peer_gets_no_more_than_the_limit() {
    let mut world = World::with(|config| config.max_in_flight = 2);
    for token in ["a", "b", "c", "d"] {
        world.ask(token);
    }
    assert_eq!(world.transmit(), [1, 2]);
    world.reply(2, 1);
    assert_eq!(world.transmit(), [3]);
    world.connection.cancel(RequestId(1));
    assert_eq!(world.transmit(), [4]);
}

#[test]
fn a_full_queue_refuses_and_recovers() {
    let mut world = World::with(|config| config.max_queued_bytes = 80);
    // A single request may exceed the limit, or it could never be sent.
    let large = Request::new("m", Params::new().text(&"x".repeat(200)));
    assert!(world.connection.request(world.now, large, "a").is_ok());
    let request = Request::new("m", Params::new());
    let refused = world.connection.request(world.now, request, "b");
    let Err(("b", error @ Error::Overloaded { .. })) = refused else {
        panic!("taken on beyond the limit");
    };
    assert!(error.is_retryable());
    world.transmit();
    assert_eq!(world.connection.load().queued_bytes, 0);
    world.ask("b");
}

#[test]
fn a_batch_is_one_frame_whose_answers_come_as_they_like() {
    let mut world = World::new();
    let request = || Request::new("m", Params::new());
    let batch = vec![(request(), "a"), (request(), "b"), (request(), "c")];
    let ids = world.connection.batch(world.now, batch).unwrap();
    assert_eq!(world.connection.cancel(ids[1]), Some("b"), "before it is sent");
    let frames = world.raw_frames();
    let [Value::Array(members)] = &frames[..] else { panic!("{frames:?}") };
    let [a, c] = [0, 1].map(|at| members[at]["id"].as_u64().unwrap());
    world.reply(c, "third");
    world
        .hear(&json!([{ "id": a, "result": "first" }, { "id": 99, "result": 0 }]).to_string())
        .unwrap();
    assert_eq!(world.outcomes(), ["c: \"third\"", "a: \"first\""]);
    world.assert_empty();
}

#[test]
fn a_batch_of_one_is_no_batch() {
    let mut world = World::new();
    let one = vec![(Request::new("m", Params::new()), "a")];
    world.connection.batch(world.now, one).unwrap();
    assert!(world.raw_frames()[0].is_object());
    assert_eq!(world.connection.batch(world.now, Vec::new()).unwrap(), []);
}

#[test]
fn a_batch_waits_for_room_and_goes_however_large_it_is() {
    let mut world = World::with(|config| config.max_in_flight = 2);
    let id = world.ask("a");
    let request = || Request::new("m", Params::new());
    world.connection.batch(world.now, (0..5).map(|_| (request(), "b")).collect()).unwrap();
    world.ask("c");
    assert_eq!(world.transmit().len(), 1);
    world.reply(id.0, 1);
    assert_eq!(world.transmit().len(), 5);
}

#[test]
fn a_refused_batch_goes_again_in_pieces() {
    let mut world = World::new();
    let request = || Request::new("m", Params::new());
    let submit = Request::new("author_submitExtrinsic", Params::new());
    let batch = vec![(request(), "a"), (submit, "b"), (request(), "c")];
    world.connection.batch(world.now, batch).unwrap();
    assert_eq!(world.transmit().len(), 3);
    world.hear(r#"{"id":null,"error":{"code":-32005,"message":"no batches"}}"#).unwrap();
    let refused = "b: the node answered with error -32005: no batches";
    assert_eq!(world.outcomes(), [refused], "it was not done, and is the caller's to repeat");
    let frames = world.raw_frames();
    assert_eq!(frames.len(), 2);
    for frame in frames {
        world.reply(frame["id"].as_u64().unwrap(), 1);
    }
    assert_eq!(world.outcomes(), ["a: 1", "c: 1"]);
    world.assert_empty();
}

#[test]
fn an_error_without_id_finds_the_one_that_is_to_blame() {
    let mut world = World::new();
    for token in ["a", "b", "c"] {
        world.ask(token);
    }
    world.ask_for("author_submitExtrinsic", "submission");
    assert_eq!(world.transmit(), [1, 2, 3, 4]);
    let unreadable = r#"{"id":null,"error":{"code":-32700,"message":"too big"}}"#;
    world.hear(unreadable).unwrap();
    // Whatever answers come by themselves are welcome.
    world.reply(3, 1);
    world.ask("d");
    assert_eq!(world.transmit(), [1], "one at a time, and never the submission");
    world.reply(1, 1);
    assert_eq!(world.transmit(), [2]);
    world.hear(unreadable).unwrap();
    assert_eq!(
        world.outcomes(),
        ["c: 1", "a: 1", "b: the node answered with error -32700: too big"]
    );
    assert_eq!(world.transmit(), [5], "the next one goes out as if nothing had been");
}

#[test]
fn a_lone_request_that_cannot_be_read_ends_with_the_error() {
    let mut world = World::new();
    world.ask_for("author_submitExtrinsic", "a");
    world.transmit();
    world.hear(r#"{"id":null,"error":{"code":-32700,"message":"what"}}"#).unwrap();
    assert_eq!(world.outcomes(), ["a: the node answered with error -32700: what"]);
    world.assert_empty();
}
