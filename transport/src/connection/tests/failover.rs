//! Several endpoints, the right chain, refusals, silence.

use super::*;

/// Two endpoints, the first of which serves.
fn two() -> World {
    let mut world = World::to(&["ws://a", "ws://b"], |_| {});
    assert_eq!(world.connect(), 0);
    world.show_chain(1);
    world
}

/// Answers the question for the head.
fn tell_head(world: &mut World, number: u64) {
    let frames = world.frames();
    let (id, _) = frames.iter().find(|(_, method)| method == "chain_getHeader").expect("asked");
    world.reply(*id, json!({ "number": format!("{number:#x}") }));
}

#[test]
fn nothing_is_believed_before_the_chain_is_known() {
    let genesis = |config: &mut Config| config.genesis = Genesis::Is([1; 32]);
    let mut world = World::to(&["ws://a"], genesis);
    world.ask("a");
    world.ask_for("author_submitExtrinsic", "b");
    world.connect();
    let frames = world.frames();
    assert_eq!(frames.len(), 2, "the submission waits: {frames:?}");
    world.reply(1, 5);
    assert!(world.outcomes().is_empty() && world.connection.serving().is_none());
    world.reply(frames[0].0, const_hex::encode_prefixed([1; 32]));
    assert_eq!(world.outcomes(), ["a: 5"]);
    assert_eq!(world.frames()[0].1, "author_submitExtrinsic");
    assert_eq!(world.connection.serving(), Some(0));
}

#[test]
fn a_wrong_chain_is_refused_and_named() {
    let genesis = |config: &mut Config| config.genesis = Genesis::Is([1; 32]);
    let mut world = World::to(&["ws://a", "ws://b"], genesis);
    world.ask("a");
    world.connect();
    let frames = world.frames();
    world.reply(frames[1].0, "a lie");
    world.reply(frames[0].0, const_hex::encode_prefixed([2; 32]));
    assert_eq!(world.connection.poll_action(), Some(Action::Disconnect));
    assert_eq!(world.connect(), 1);
    world.show_chain(2);
    let outcome = world.outcomes().remove(0);
    let found = const_hex::encode_prefixed([2; 32]);
    assert!(outcome.contains("ws://b serves another chain: genesis 0x02"), "{outcome}");
    assert!(outcome.contains(&found));
    assert!(world.connection.end().is_some(), "no endpoint was ever of use");
}

#[test]
fn the_first_endpoint_says_which_chain_it_is() {
    let mut world = two();
    world.lose();
    assert_eq!(world.connect(), 1);
    world.show_chain(2);
    assert!(matches!(
        &world.events()[..],
        [.., Event::Lost { endpoint: 1, reason: Error::WrongChain { .. } }]
    ));
    assert_eq!(world.connect(), 0);
    world.show_chain(1);
    assert_eq!(world.connection.serving(), Some(0));
}

#[test]
fn a_lone_server_that_is_no_substrate_node_is_taken_as_it_is() {
    let mut world = World::to(&["ws://a"], |_| {});
    world.connect();
    let id = world.transmit()[0];
    let unknown = json!({ "id": id, "error": { "code": -32601, "message": "" } });
    world.hear(&unknown.to_string()).unwrap();
    assert_eq!(world.connection.serving(), Some(0));
}

#[test]
fn a_flood_before_the_chain_is_known_is_not_kept() {
    let mut world = World::to(&["ws://a"], |_| {});
    world.connect();
    world.transmit();
    for _ in 0..1100 {
        world.item("x", 1);
    }
    assert_eq!(world.connection.poll_action(), Some(Action::Disconnect));
}

#[test]
fn the_second_endpoint_takes_over_at_once() {
    let mut world = two();
    world.ask("a");
    world.transmit();
    let lost = world.now;
    world.lose();
    assert_eq!((world.connect(), world.now), (1, lost));
    assert_eq!(world.show_chain(1), ["m"]);
    world.lose();
    world.attempt();
    assert!(world.now > lost && world.now < lost + SECOND, "both were left alone for a while");
}

#[test]
fn waits_between_attempts_grow() {
    let mut world = World::new();
    let mut last = world.now;
    let mut waits = Vec::new();
    for _ in 0..12 {
        match waits.len() {
            0 => world.lose(),
            _ => world.connection.handle_disconnect(world.now, Error::connect("ws://a", "no")),
        }
        world.attempt();
        waits.push(world.now - last);
        last = world.now;
    }
    assert!(waits[0] <= Config::MIN_BACKOFF && waits[4] > 5 * waits[0], "{waits:?}");
    assert!(waits[11] >= Config::MAX_BACKOFF / 2 && waits[11] <= Config::MAX_BACKOFF);
}

#[test]
fn a_flapping_endpoint_does_not_start_afresh_each_time() {
    let mut world = World::new();
    for _ in 0..8 {
        world.lose();
        world.connect();
    }
    let last = world.now;
    world.lose();
    world.attempt();
    assert!(world.now - last > 5 * SECOND);
}

#[test]
fn a_refusing_node_is_left_alone_and_then_asked_for_less() {
    let mut world = World::with(|config| config.max_in_flight = 4);
    for token in ["a", "b", "c", "d"] {
        world.ask(token);
    }
    assert_eq!(world.transmit(), [1, 2, 3, 4]);
    let refuse = |world: &mut World, id: u64, data: Value| {
        let error = json!({ "code": -32005, "message": "slow down", "data": data });
        world.hear(&json!({ "id": id, "error": error }).to_string()).unwrap();
    };
    for id in 1..=4 {
        refuse(&mut world, id, json!({ "retry_after": 3 }));
    }
    assert!(world.transmit().is_empty() && world.outcomes().is_empty());
    world.wait(2 * SECOND);
    assert!(world.transmit().is_empty());
    world.wait(SECOND);
    assert_eq!(world.transmit(), [1, 2], "half as many at once");
    world.reply(1, 1);
    world.reply(2, 1);
    assert_eq!(world.transmit(), [3, 4]);
    refuse(&mut world, 3, json!("no object"));
    world.wait(SECOND);
    assert_eq!(world.transmit(), [3]);
    world.wait(60 * SECOND);
    assert_eq!(world.outcomes().len(), 4);
}

#[test]
fn a_refused_submission_is_the_callers_to_repeat() {
    let mut world = World::new();
    world.ask_for("author_submitExtrinsic", "a");
    world.transmit();
    world.hear(r#"{"id":1,"error":{"code":-32005,"message":"slow down"}}"#).unwrap();
    assert_eq!(world.outcomes(), ["a: the node answered with error -32005: slow down"]);
}

#[test]
fn a_node_that_keeps_refusing_is_left_for_another() {
    let mut world = two();
    tell_head(&mut world, 7);
    world.ask("a");
    for _ in 0..3 {
        let ids = world.transmit();
        let error = json!({ "code": -32005, "message": "", "data": { "retry_after": 1 } });
        world.hear(&json!({ "id": ids[0], "error": error }).to_string()).unwrap();
        world.wait(SECOND);
    }
    assert_eq!(world.connect(), 1);
    assert_eq!(world.show_chain(1), ["m"]);
}

#[test]
fn a_silent_socket_is_asked_and_then_replaced() {
    let mut world = World::new();
    world.wait(20 * SECOND);
    assert_eq!(world.frames()[0].1, "chain_getHeader");
    world.wait(14 * SECOND);
    assert_eq!(world.connection.poll_action(), None);
    world.connection.handle_activity(world.now);
    world.wait(14 * SECOND);
    assert_eq!(world.connection.poll_action(), None, "half a large frame is a sign of life");
    world.wait(SECOND);
    assert_eq!(world.connection.poll_action(), Some(Action::Disconnect));
}

#[test]
fn a_talking_socket_whose_requests_nobody_answers_is_replaced() {
    let mut world = World::new();
    let id = world.subscribed("x");
    world.wait(20 * SECOND);
    assert_eq!(world.transmit().len(), 1);
    for _ in 0..12 {
        world.wait(5 * SECOND - SECOND / 10);
        world.item("x", 1);
        world.notices(id);
        assert_eq!(world.connection.poll_action(), None);
    }
    world.wait(2 * SECOND);
    assert_eq!(world.connection.poll_action(), Some(Action::Disconnect));
}

#[test]
fn an_answered_socket_lives_for_ever() {
    let mut world = World::new();
    for _ in 0..1000 {
        world.now = world.connection.poll_timeout().expect("a question is due");
        world.connection.handle_timeout(world.now);
        tell_head(&mut world, 5);
        assert_eq!(world.connection.poll_action(), None, "one endpoint that stands still");
    }
    assert!(world.connection.health()[0].latency.is_some());
}

#[test]
fn an_endpoint_whose_head_lags_is_left() {
    let mut world = two();
    tell_head(&mut world, 100);
    world.lose();
    world.now += SECOND;
    assert_eq!(world.connect(), 1);
    world.show_chain(1);
    tell_head(&mut world, 89);
    assert_eq!(world.connection.poll_action(), Some(Action::Disconnect));
    let events = world.events();
    let [.., Event::Lost { endpoint: 1, reason }] = &events[..] else { panic!("{events:?}") };
    assert!(reason.to_string().contains("block 89, lags"), "{reason}");
    assert_eq!(world.connect(), 0);
    world.show_chain(1);
    tell_head(&mut world, 101);
    assert_eq!(world.connection.poll_action(), None);
}

#[test]
fn an_endpoint_whose_head_stands_still_is_left() {
    let mut world = two();
    for _ in 0..10 {
        tell_head(&mut world, 100);
        world.wait(20 * SECOND);
    }
    tell_head(&mut world, 100);
    assert_eq!(world.connect(), 1);
    assert_eq!(world.connection.load().pending, 0);
}

#[test]
fn a_wait_of_no_time_does_not_become_a_loop() {
    let mut world = World::to(&["ws://a"], |config| config.first_attempts = 100);
    let refused = || Error::Refused {
        endpoint: "ws://a".into(),
        status: 429,
        retry_after: Some(Duration::ZERO),
    };
    let began = world.now;
    for _ in 0..10 {
        world.attempt();
        world.connection.handle_disconnect(world.now, refused());
    }
    assert!(world.now - began > 30 * SECOND, "{:?}", world.now - began);
    // Nor does it within a connection.
    let mut world = World::new();
    world.ask("a");
    let error = json!({ "code": -32005, "message": "", "data": { "retry_after": 0 } });
    let mut sent = 0;
    for _ in 0..1000 {
        sent += world.transmit().len();
        world.hear(&json!({ "id": 1, "error": error }).to_string()).unwrap();
        world.wait(SECOND / 100);
    }
    assert!((2..12).contains(&sent), "{sent} times within ten seconds");
}

#[test]
fn a_node_that_wants_long_to_itself_is_left_for_another_at_once() {
    let mut world = two();
    tell_head(&mut world, 7);
    world.ask("a");
    let id = world.transmit()[0];
    let error = json!({ "code": -32005, "message": "", "data": { "retry_after": 600 } });
    world.hear(&json!({ "id": id, "error": error }).to_string()).unwrap();
    let refused = world.now;
    assert_eq!((world.connect(), world.now), (1, refused));
    assert_eq!(world.show_chain(1), ["m"]);
}

#[test]
fn an_endpoint_that_lags_serves_on_where_the_other_is_dead() {
    let mut world = two();
    tell_head(&mut world, 120);
    world.lose();
    assert_eq!(world.connect(), 1);
    world.show_chain(1);
    tell_head(&mut world, 100);
    assert_eq!(world.connection.poll_action(), None, "the other is still left alone");
    world.wait(20 * SECOND);
    tell_head(&mut world, 101);
    assert_eq!(world.connection.poll_action(), Some(Action::Disconnect));
    let left = world.now;
    assert_eq!(world.attempt(), 0);
    world.connection.handle_disconnect(world.now, Error::connect("ws://a", "refused"));
    assert_eq!(world.connect(), 1);
    assert!(world.now - left < SECOND, "a head that nobody can reach is no reason to wait");
    world.show_chain(1);
    for number in 102..120 {
        tell_head(&mut world, number);
        assert_eq!(world.connection.poll_action(), None, "it has the best head there is");
        world.wait(20 * SECOND);
    }
}

#[test]
fn what_is_held_back_has_a_limit_in_bytes() {
    let mut world = World::to(&["ws://a"], |_| {});
    world.connect();
    world.transmit();
    let large = "x".repeat(16 << 20);
    for _ in 0..4 {
        assert_eq!(world.connection.poll_action(), None);
        world.item("x", large.as_str());
    }
    assert_eq!(world.connection.poll_action(), Some(Action::Disconnect));
}
