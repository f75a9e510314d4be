//! What becomes of requests when sockets break.

use super::*;
use crate::RpcError;

#[test]
fn reads_are_sent_again_and_submissions_never() {
    let mut world = World::new();
    world.ask("read");
    world.ask_for("author_submitExtrinsic", "submission");
    world.connection.request(world.now, Request::new("m", Params::new()).once(), "marked").unwrap();
    assert_eq!(world.transmit(), [1, 2, 3]);
    world.ask_for("author_submitExtrinsic", "unsent");
    world.lose();
    let unknown = |token, method| {
        format!(
            "{token}: the outcome of {method} is unknown, it was not sent again: connection \
             closed: cut"
        )
    };
    let submission = unknown("submission", "author_submitExtrinsic");
    assert_eq!(world.outcomes(), [submission, unknown("marked", "m")]);
    assert!(world.transmit().is_empty(), "there is no socket");
    world.connect();
    assert_eq!(world.transmit(), [1, 4], "what was never sent is sent");
    world.reply(1, 1);
    world.reply(4, 1);
    assert_eq!(world.outcomes(), ["read: 1", "unsent: 1"]);
    world.assert_empty();
}

#[test]
fn a_request_is_not_sent_again_for_ever() {
    let mut world = World::new();
    world.ask("a");
    for _ in 0..4 {
        assert_eq!(world.transmit(), [1]);
        world.lose();
        world.connect();
    }
    assert_eq!(world.outcomes(), ["a: connection closed: cut"]);
    assert!(world.transmit().is_empty());
    world.assert_empty();
}

#[test]
fn time_runs_on_while_nothing_is_connected() {
    let mut world = World::new();
    world.ask("a");
    world.transmit();
    world.lose();
    world.now += 60 * SECOND;
    world.connection.handle_timeout(world.now);
    assert_eq!(world.outcomes(), ["a: no reply within 60 s: connection closed: cut"]);
    world.ask_for("author_submitExtrinsic", "b");
    world.attempt();
    world.wait(60 * SECOND);
    assert_eq!(world.outcomes().len(), 1, "never sent, so a timeout and nothing worse");
    world.assert_empty();
}

#[test]
fn a_submission_without_answer_has_an_unknown_outcome() {
    let mut world = World::with(|config| config.ping_after = None);
    world.ask_for("author_submitExtrinsic", "a");
    world.transmit();
    world.wait(60 * SECOND);
    let outcomes = world.outcomes();
    assert!(outcomes[0].contains("unknown") && outcomes[0].contains("no reply within 60 s"));
}

#[test]
fn garbage_ends_the_socket_and_the_one_that_was_to_blame() {
    let mut world = World::new();
    for token in ["a", "b", "c"] {
        world.ask(token);
    }
    world.transmit();
    assert!(matches!(world.hear("<html>"), Err(Error::BadFrame { .. })));
    assert_eq!(world.connection.poll_action(), Some(Action::Disconnect));
    assert!(world.outcomes().is_empty());
    world.connect();
    assert_eq!(world.transmit(), [1]);
    world.reply(1, 1);
    assert_eq!(world.transmit(), [2]);
    world.hear("<html>").unwrap_err();
    let outcomes = world.outcomes();
    assert_eq!(outcomes.len(), 2);
    assert!(outcomes[0] == "a: 1" && outcomes[1].starts_with("b: the node sent no JSON-RPC"));
    world.connect();
    assert_eq!(world.transmit(), [3]);
    world.reply(3, 1);
    world.assert_empty_after(["c: 1"]);
}

#[test]
fn a_lost_frame_is_sent_again_over_the_same_socket() {
    let mut world = World::new();
    world.ask("a");
    world.ask_for("author_submitExtrinsic", "b");
    world.ask("c");
    assert_eq!(world.transmit(), [1, 2, 3]);
    let now = world.now;
    for frame in [1, 2, 3] {
        let error = match frame {
            3 => Error::too_large("3 bytes"),
            _ => Error::closed("cut"),
        };
        world.connection.handle_lost(now, frame, error);
    }
    assert!(world.transmit().is_empty(), "what broke may take a moment to mend");
    world.wait(SECOND);
    assert_eq!(world.transmit(), [1]);
    for _ in 0..3 {
        world.connection.handle_lost(world.now, 1, Error::closed("cut"));
        world.wait(5 * SECOND);
        world.transmit();
    }
    let outcomes = world.outcomes();
    assert!(outcomes[0].starts_with("b: the outcome of"), "{outcomes:?}");
    assert_eq!(
        outcomes[1..],
        ["c: the node's message is too large: 3 bytes", "a: connection closed: cut"]
    );
    world.assert_empty();
}

#[test]
fn a_lost_frame_that_nobody_waits_for_holds_nobody_up() {
    let mut world = World::new();
    let id = world.ask("a");
    world.transmit();
    world.connection.cancel(id);
    world.connection.handle_lost(world.now, 1, Error::closed("nobody waits"));
    world.ask("b");
    assert_eq!(world.transmit(), [2]);
}

#[test]
fn frames_that_are_lost_in_a_row_go_again_later_and_later() {
    let mut world = World::with(|config| config.max_resends = 9);
    world.ask("a");
    let mut waits = Vec::new();
    for _ in 0..5 {
        assert_eq!(world.transmit(), [1]);
        world.connection.handle_lost(world.now, 1, Error::closed("cut"));
        let due = world.connection.poll_timeout().expect("it goes again");
        waits.push(due - world.now);
        world.now = due;
        world.connection.handle_timeout(world.now);
    }
    assert!(waits[0] <= Config::MIN_BACKOFF && waits[4] > 4 * waits[0], "{waits:?}");
    world.transmit();
    world.reply(1, 1);
    world.ask("b");
    world.transmit();
    world.connection.handle_lost(world.now, 2, Error::closed("cut"));
    let due = world.connection.poll_timeout().expect("it goes again");
    assert!(due - world.now <= Config::MIN_BACKOFF, "an answer begins a new row");
}

#[test]
fn a_lost_batch_is_sent_again_in_pieces() {
    let mut world = World::new();
    let request = || Request::new("m", Params::new());
    world.connection.batch(world.now, vec![(request(), "a"), (request(), "b")]).unwrap();
    let frame = world.connection.poll_transmit(world.now).unwrap();
    world.connection.handle_lost(world.now, frame.id, Error::closed("cut"));
    world.wait(SECOND);
    assert_eq!(world.raw_frames().len(), 2);
}

#[test]
fn an_endpoint_that_was_never_reached_ends_the_connection() {
    let mut world = World::to(&["ws://a", "ws://b"], |_| {});
    world.ask("a");
    for url in ["ws://a", "ws://b"] {
        world.attempt();
        world.connection.handle_disconnect(world.now, Error::connect(url, "refused"));
    }
    assert_eq!(world.outcomes(), ["a: cannot connect to ws://b: refused"]);
    assert!(world.connection.end().is_some());
    assert_eq!(world.connection.poll_timeout(), None);
    let later = world.connection.request(world.now, Request::new("m", Params::new()), "b");
    assert!(matches!(later, Err(("b", Error::Connect { .. }))));
    world.assert_empty();
}

#[test]
fn an_endpoint_that_was_reached_before_is_tried_for_ever() {
    let mut world = World::new();
    world.lose();
    for _ in 0..50 {
        world.attempt();
        world.connection.handle_disconnect(world.now, Error::connect("ws://a", "refused"));
    }
    assert!(world.connection.end().is_none());
    world.ask("a");
    world.connect();
    let id = world.transmit()[0];
    world.reply(id, 1);
    world.assert_empty_after(["a: 1"]);
}

#[test]
fn what_no_endpoint_will_ever_take_is_refused_at_once() {
    let mut world = World::new();
    world.ask("a");
    world.lose();
    world.attempt();
    let unauthorized = Error::refused("ws://a", 401);
    world.connection.handle_disconnect(world.now, unauthorized);
    let outcomes = world.outcomes();
    assert!(outcomes[0].contains("401"), "{outcomes:?}");
    let request = Request::new("m", Params::new());
    assert!(world.connection.request(world.now, request, "b").is_err());
    assert!(world.connection.refuses().is_some() && world.connection.end().is_none());
    // Somebody may mend it.
    world.connect();
    assert!(world.connection.refuses().is_none());
    world.ask("c");
}

#[test]
fn no_endpoint_is_an_error_and_no_panic() {
    let mut world = World::to(&[], |_| {});
    let request = Request::new("m", Params::new());
    let refused = world.connection.request(world.now, request, "a");
    assert!(matches!(refused, Err((_, Error::Endpoint { .. }))));
    assert_eq!((world.action(), world.connection.poll_timeout()), (None, None));
}

#[test]
fn the_first_reason_for_the_end_stays() {
    let mut world = World::new();
    world.connection.close(Error::closed("first"));
    world.connection.close(Error::closed("second"));
    assert_eq!(world.connection.end().unwrap().to_string(), "connection closed: first");
}

impl World {
    fn assert_empty_after<const N: usize>(&mut self, outcomes: [&str; N]) {
        assert_eq!(self.outcomes(), outcomes);
        self.assert_empty();
    }
}

#[test]
fn a_lost_frame_ends_as_what_is_known_of_it() {
    let lost = |method: &'static str, error: Error| {
        let mut world = World::new();
        world.ask_for(method, "a");
        world.transmit();
        world.connection.handle_lost(world.now, 1, error);
        (world.transmit().len(), world.outcomes().pop().unwrap_or_default())
    };
    let unsent = || Error::connect("http://a", "refused");
    assert_eq!(lost("author_submitExtrinsic", unsent()), (1, String::new()), "it never went");
    let mut world = World::new();
    world.ask("a");
    for _ in 0..10 {
        assert_eq!(world.transmit(), [1], "which is no matter of how often it went");
        world.connection.handle_lost(world.now, 1, unsent());
    }
    let (_, outcome) = lost("author_submitExtrinsic", Error::too_large("the answer"));
    assert!(
        outcome.starts_with("a: the outcome of author_submitExtrinsic is unknown"),
        "{outcome}"
    );
    let refused = lost("author_submitExtrinsic", Error::refused("http://a", 403));
    assert!(refused.1.starts_with("a: http://a refused"), "{refused:?}");
    let said = lost("m", Error::Rpc(RpcError::new(-32700, "what")));
    assert_eq!(said, (0, "a: the node answered with error -32700: what".into()));
    let busy = lost("m", Error::Rpc(RpcError::new(RpcError::LIMIT_EXCEEDED, "slow down")));
    assert_eq!(busy, (0, String::new()), "it waits");
}

#[test]
fn garbage_before_the_chain_is_known_is_the_endpoints_fault() {
    let mut world = World::to(&["ws://a", "ws://b"], |_| {});
    world.ask("a");
    world.connect();
    world.transmit();
    world.hear("<html>").unwrap_err();
    assert!(world.outcomes().is_empty(), "the other endpoint may serve it");
    assert_eq!(world.connect(), 1);
    assert_eq!(world.show_chain(1), ["m"]);
}

#[test]
fn what_is_left_of_a_batch_waits_like_any_other_where_it_is_refused() {
    let mut world = World::new();
    let request = || Request::new("m", Params::new());
    let batch = vec![(request(), "a"), (request(), "b")];
    let ids = world.connection.batch(world.now, batch).unwrap();
    let frame = world.connection.poll_transmit(world.now).unwrap();
    world.connection.cancel(ids[0]);
    let busy = RpcError::new(RpcError::LIMIT_EXCEEDED, "slow down");
    world.connection.handle_lost(world.now, frame.id, Error::Rpc(busy));
    assert!(world.outcomes().is_empty() && world.transmit().is_empty());
    world.wait(SECOND);
    assert_eq!(world.transmit(), [ids[1].0]);
}
