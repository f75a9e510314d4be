//! Subscriptions: early items, slow readers, losses.

use super::*;
use crate::Overflow;

#[test]
fn items_are_read_in_order_and_told_of_once() {
    let mut world = World::new();
    let id = world.subscribed("x");
    world.item("x", 1);
    world.item("x", 2);
    assert!(matches!(world.events()[..], [Event::Readable(told)] if told == id));
    assert_eq!(world.notices(id), ["1", "2"]);
    world.item("x", 3);
    assert_eq!(world.events().len(), 1, "told again, for all was read");
    world.item("other", 9);
    assert_eq!(world.notices(id), ["3"]);
    world.connection.unsubscribe(id);
    let frames = world.raw_frames();
    assert_eq!((&frames[0]["method"], &frames[0]["params"]), (&json!("unsub"), &json!(["x"])));
    world.item("x", 4);
    assert_eq!(world.events().len(), 0);
    world.assert_empty();
}

#[test]
fn items_before_the_reply_are_kept() {
    let mut world = World::new();
    world.subscribe("a");
    world.transmit();
    world.item("x", 1);
    world.item("y", 9);
    world.reply(1, "x");
    world.item("x", 2);
    let events = world.events();
    let [Event::Subscribed { subscription, .. }, Event::Readable(_)] = events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(world.notices(subscription), ["1", "2"]);
    world.connection.unsubscribe(subscription);
    world.assert_empty();
}

#[test]
fn too_many_early_items_are_confessed() {
    let mut world = World::new();
    world.subscribe("a");
    world.transmit();
    for i in 0..1030 {
        world.item("x", i);
    }
    world.reply(1, "x");
    let events = world.events();
    let Event::Subscribed { subscription, .. } = events[0] else { panic!("{events:?}") };
    let notices = world.notices(subscription);
    assert_eq!(notices[0], "lagged 518", "6 for want of room, 512 for the buffer's sake");
    assert_eq!(notices.len(), 513);
}

#[test]
fn slow_readers_get_what_they_asked_for() {
    let cases = [
        (Overflow::DropOldest, vec!["lagged 3", "4", "5"]),
        (Overflow::DropNewest, vec!["1", "2", "lagged 3"]),
        (Overflow::End, vec!["1", "2", "the subscription was ended: more than 2 items waited"]),
    ];
    for (overflow, wanted) in cases {
        let mut world = World::new();
        let subscribe = Subscribe::new("sub", Params::new(), "unsub").buffer(2).overflow(overflow);
        world.connection.subscribe(world.now, subscribe, "a").unwrap();
        world.transmit();
        world.reply(1, 7);
        let Event::Subscribed { subscription, id, .. } = world.events().remove(0) else {
            panic!("not made");
        };
        assert_eq!(id, "7", "an id that is a number");
        for item in 1..=5 {
            world
                .hear(
                    &json!({ "method": "s", "params": { "subscription": 7, "result": item } })
                        .to_string(),
                )
                .unwrap();
        }
        let ended = world.raw_frames();
        assert_eq!(ended.len(), usize::from(overflow == Overflow::End), "the node is told");
        assert_eq!(world.notices(subscription), wanted);
        world.connection.unsubscribe(subscription);
        world.assert_empty();
    }
}

#[test]
fn a_subscription_survives_its_socket() {
    let mut world = World::new();
    let id = world.subscribed("x");
    world.item("x", 1);
    world.wait(7 * SECOND);
    world.lose();
    world.connect();
    let connected = world.now;
    assert_eq!(world.frames()[0].1, "sub");
    // The old id means nothing any more.
    world.item("x", 9);
    world.reply(2, "y");
    world.item("y", 2);
    let gap = connected - 12 * SECOND;
    assert_eq!(world.notices(id), ["1".into(), format!("resumed as y after {gap:?}"), "2".into()]);
    world.connection.unsubscribe(id);
    assert_eq!(world.raw_frames()[0]["params"], json!(["y"]));
    world.assert_empty();
}

#[test]
fn a_subscription_does_not_hold_reconnecting_up() {
    let mut world = World::new();
    let id = world.subscribed("x");
    for _ in 0..30 {
        world.lose();
        world.connect();
        assert_eq!(world.frames().len(), 1, "asked for again, and not answered");
    }
    world.lose();
    world.connect();
    let asked = world.transmit()[0];
    world.reply(asked, "y");
    let notices = world.notices(id);
    assert_eq!(notices.len(), 1, "one gap, not thirty: {notices:?}");
}

#[test]
fn one_that_could_not_be_asked_for_again_in_time_is_asked_for_once() {
    let mut world = World::new();
    let id = world.subscribed("x");
    for _ in 0..3 {
        world.lose();
        // Lost again before anything is sent.
        world.connect();
    }
    assert_eq!(world.frames().len(), 1);
    world.connection.unsubscribe(id);
}

#[test]
fn a_subscription_whose_making_was_put_off_is_asked_for_once() {
    // The node refuses to make it again for now, and then its socket is lost as well.
    let mut world = World::new();
    let id = world.subscribed("x");
    world.lose();
    world.connect();
    let asked = world.transmit()[0];
    let busy = json!({ "code": -32005, "message": "slow down" });
    world.hear(&json!({ "id": asked, "error": busy }).to_string()).unwrap();
    world.lose();
    world.connect();
    let again = world.transmit();
    assert_eq!(again.len(), 1, "{again:?}");
    world.reply(again[0], "y");
    world.item("y", 2);
    assert_eq!(world.notices(id)[1], "2");
}

#[test]
fn one_that_is_dropped_while_it_is_made_again_is_ended_when_it_comes() {
    let mut world = World::new();
    let id = world.subscribed("x");
    world.lose();
    world.connect();
    let asked = world.transmit()[0];
    world.connection.unsubscribe(id);
    world.reply(asked, "y");
    assert_eq!(world.raw_frames()[0]["params"], json!(["y"]));
    world.assert_empty();
    // Where the node was not asked yet, it is not asked any more.
    let id = world.subscribed("z");
    world.lose();
    world.connect();
    world.connection.unsubscribe(id);
    assert!(world.transmit().is_empty());
    world.assert_empty();
}

#[test]
fn watching_a_submission_ends_with_its_socket() {
    let mut world = World::new();
    let watch = Subscribe::new("author_submitAndWatchExtrinsic", Params::new(), "unsub");
    world.connection.subscribe(world.now, watch.clone(), "a").unwrap();
    world.transmit();
    world.reply(1, "x");
    let Event::Subscribed { subscription, .. } = world.events().remove(0) else {
        panic!("not made");
    };
    world.connection.subscribe(world.now, watch, "unanswered").unwrap();
    world.transmit();
    world.item("x", "ready");
    world.lose();
    let notices = world.notices(subscription);
    assert!(notices[0] == "\"ready\"" && notices[1].contains("unknown"), "{notices:?}");
    assert!(world.outcomes()[0].starts_with("unanswered: the outcome of author_submitAndWatch"));
    world.connect();
    assert!(world.transmit().is_empty());
    world.assert_empty();
}

#[test]
fn one_that_is_given_up_before_its_reply_is_ended_when_it_comes() {
    let mut world = World::new();
    let id = world.subscribe("a");
    world.transmit();
    assert_eq!(world.connection.cancel(id), Some("a"));
    assert!(world.connection.is_idle(), "nobody waits");
    world.reply(1, "x");
    assert_eq!(world.raw_frames()[0]["params"], json!(["x"]));
    let id = world.subscribe("b");
    assert_eq!(world.connection.cancel(id), Some("b"), "before it was sent");
    assert!(world.transmit().is_empty());
    world.assert_empty();
}

#[test]
fn what_is_no_subscription_id_is_an_error() {
    let mut world = World::new();
    let id = world.subscribed("x");
    for reply in [json!(null), json!({}), json!("y".repeat(300)), json!("x")] {
        world.subscribe("a");
        let sent = world.transmit()[0];
        world.reply(sent, reply.clone());
        let outcome = world.outcomes().remove(0);
        assert!(outcome.contains("a subscription's id wanted"), "{reply}: {outcome}");
    }
    world.item("x", 1);
    assert_eq!(world.notices(id), ["1"], "the first is unharmed");
}

#[test]
fn the_node_may_end_a_subscription_with_an_error() {
    let mut world = World::new();
    let id = world.subscribed("x");
    let error = json!({ "subscription": "x", "error": { "code": 5, "message": "gone" } });
    world.hear(&json!({ "method": "s", "params": error }).to_string()).unwrap();
    assert_eq!(world.notices(id), ["the node answered with error 5: gone"]);
    world.transmit();
    world.assert_empty();
}

#[test]
fn a_node_that_does_not_make_it_again_is_asked_a_few_times() {
    let mut world = World::with(|config| config.ping_after = None);
    let id = world.subscribed("x");
    world.lose();
    world.connect();
    for _ in 0..4 {
        assert_eq!(world.transmit().len(), 1);
        world.wait(60 * SECOND);
    }
    assert!(world.transmit().is_empty());
    assert_eq!(world.notices(id), ["no reply within 60 s"]);
    // Nor is the last answer waited for without end.
    world.wait(60 * SECOND);
    world.assert_empty();
}

#[test]
fn there_is_a_limit_to_subscriptions() {
    let mut world = World::with(|config| config.max_subscriptions = 1);
    let id = world.subscribed("x");
    let subscribe = Subscribe::new("sub", Params::new(), "unsub");
    let refused = world.connection.subscribe(world.now, subscribe, "b");
    assert!(matches!(refused, Err(("b", Error::Unsupported { .. }))));
    world.connection.unsubscribe(id);
    world.subscribe("b");
}

#[test]
fn the_node_is_told_where_what_came_early_was_too_much() {
    let mut world = World::new();
    let subscribe = Subscribe::new("sub", Params::new(), "unsub").buffer(2).overflow(Overflow::End);
    world.connection.subscribe(world.now, subscribe, "a").unwrap();
    world.transmit();
    for i in 0..3 {
        world.item("x", i);
    }
    world.reply(1, "x");
    let frames = world.raw_frames();
    assert_eq!(frames.len(), 1);
    assert_eq!((&frames[0]["method"], &frames[0]["params"]), (&json!("unsub"), &json!(["x"])));
    // That it stood and that it can be read are told all the same.
    let events = world.events();
    let [Event::Subscribed { subscription, .. }, Event::Readable(_)] = events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(world.notices(subscription).len(), 3);
    world.assert_empty();
}

#[test]
fn one_that_is_made_too_late_is_ended() {
    let mut world = World::with(|config| config.ping_after = None);
    world.subscribe("a");
    world.transmit();
    world.wait(60 * SECOND);
    assert_eq!(world.outcomes(), ["a: no reply within 60 s"]);
    assert!(world.connection.is_idle(), "nobody waits");
    world.reply(1, "x");
    assert_eq!(world.raw_frames()[0]["params"], json!(["x"]));
    world.assert_empty();
    // Also where it is asked for a second time.
    let id = world.subscribed("y");
    world.lose();
    world.connect();
    let first = world.transmit()[0];
    world.wait(60 * SECOND);
    let second = world.transmit()[0];
    world.reply(first, "late");
    world.reply(second, "z");
    assert_eq!(world.raw_frames()[0]["params"], json!(["late"]));
    world.connection.unsubscribe(id);
    assert_eq!(world.raw_frames()[0]["params"], json!(["z"]));
    world.assert_empty();
}

#[test]
fn one_that_is_made_far_too_late_is_ended() {
    let mut world = World::new();
    let mut subscribe = Subscribe::new("sub", Params::new(), "unsub");
    subscribe.request = subscribe.request.timeout(SECOND);
    world.connection.subscribe(world.now, subscribe, "a").unwrap();
    world.transmit();
    world.wait(SECOND);
    assert_eq!(world.outcomes(), ["a: no reply within 1 s"]);
    world.wait(9 * SECOND);
    world.reply(1, "x");
    assert_eq!(world.raw_frames()[0]["params"], json!(["x"]));
    world.assert_empty();
}

#[test]
fn what_nobody_waits_for_is_not_sent_again() {
    let mut world = World::new();
    let id = world.subscribe("a");
    world.transmit();
    world.connection.cancel(id);
    world.connection.handle_lost(world.now, id.0, Error::closed("cut"));
    assert!(world.transmit().is_empty());
    world.assert_empty();
}
