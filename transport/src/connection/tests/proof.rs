//! Nodes that cannot say at once which chain they serve.

use super::*;

/// Answers the question for the chain with an error. No other frame may have been sent.
fn cannot_say(world: &mut World, code: i64, data: Value) {
    let [(id, method)] = &world.frames()[..] else { panic!("one question") };
    assert_eq!(method, "chain_getBlockHash");
    let error = json!({ "code": code, "message": "not now", "data": data });
    world.hear(&json!({ "id": id, "error": error }).to_string()).unwrap();
}

#[test]
fn a_lone_node_that_cannot_say_its_chain_is_asked_again() {
    for code in [-32603, -32000, 4003, -32005] {
        let mut world = World::to(&["ws://a"], |_| {});
        world.connect();
        for _ in 0..2 {
            cannot_say(&mut world, code, Value::Null);
            let asked = world.now;
            assert!(world.frames().is_empty(), "it gets a moment");
            world.now = world.connection.poll_timeout().expect("the question is due");
            assert!(world.now > asked && world.now - asked < SECOND);
            assert_eq!(world.action(), None, "the socket stands");
        }
        world.ask("a");
        let frames = world.frames();
        world.reply(frames[1].0, 5);
        assert!(world.outcomes().is_empty(), "nothing is believed yet");
        world.reply(frames[0].0, const_hex::encode_prefixed([1; 32]));
        assert_eq!(world.outcomes(), ["a: 5"]);
        assert_eq!(world.connection.serving(), Some(0));
    }
}

#[test]
fn a_lone_node_that_can_never_say_its_chain_is_given_up() {
    let mut world = World::to(&["ws://a"], |_| {});
    world.connect();
    world.ask("a");
    let mut asked = 0;
    while world.connection.end().is_none() {
        let frames = world.frames();
        for (id, _) in frames.iter().filter(|(_, method)| method == "chain_getBlockHash") {
            let error = json!({ "code": -32603, "message": "not now" });
            world.hear(&json!({ "id": id, "error": error }).to_string()).unwrap();
            asked += 1;
        }
        world.wait(SECOND);
    }
    assert_eq!(asked, 3);
    let [outcome] = &world.outcomes()[..] else { panic!("one outcome") };
    let told = "a: cannot connect to ws://a: asked for the genesis hash, the node answered with \
                error -32603: not now";
    assert_eq!(outcome, told);
}

#[test]
fn a_node_that_served_before_is_tried_on_when_it_cannot_say_its_chain() {
    let mut world = World::to(&["ws://a"], |_| {});
    world.connect();
    world.show_chain(1);
    world.lose();
    world.ask("a");
    for _ in 0..3 {
        world.connect();
        for _ in 0..3 {
            let (id, _) = world.frames()[0].clone();
            let error = json!({ "code": -32000, "message": "starting" });
            world.hear(&json!({ "id": id, "error": error }).to_string()).unwrap();
            world.wait(SECOND);
        }
    }
    assert!(world.outcomes().is_empty() && world.connection.refuses().is_none());
    world.connect();
    assert_eq!(world.show_chain(1), ["m"]);
}

#[test]
fn another_endpoint_is_asked_at_once() {
    let mut world = World::to(&["ws://a", "ws://b"], |_| {});
    world.connect();
    let began = world.now;
    cannot_say(&mut world, -32603, Value::Null);
    assert_eq!((world.connect(), world.now), (1, began));
    cannot_say(&mut world, -32603, Value::Null);
    assert_eq!(world.action(), None, "it is as good as the first");
    world.wait(SECOND);
    world.show_chain(1);
    assert_eq!(world.connection.serving(), Some(1));
}

#[test]
fn another_chain_is_refused_however_late_it_is_told() {
    let genesis = |config: &mut Config| config.genesis = Genesis::Is([1; 32]);
    let mut world = World::to(&["ws://a"], genesis);
    world.connect();
    cannot_say(&mut world, -32603, Value::Null);
    world.wait(SECOND);
    world.show_chain(2);
    assert!(matches!(world.connection.end(), Some(Error::WrongChain { .. })));
}

#[test]
fn an_answer_that_blames_the_question_is_final() {
    for code in [-32700, -32600, -32601, -32602] {
        let genesis = |config: &mut Config| config.genesis = Genesis::Is([1; 32]);
        let mut world = World::to(&["ws://a"], genesis);
        world.connect();
        cannot_say(&mut world, code, Value::Null);
        let end = world.connection.end().expect("it ended at once");
        assert!(matches!(end, Error::Rpc(error) if error.code == code), "{end}");
    }
}

#[test]
fn a_node_that_wants_to_be_left_alone_is_asked_when_it_wants() {
    let mut world = World::to(&["ws://a"], |_| {});
    world.connect();
    cannot_say(&mut world, -32005, json!({ "retry_after": 20 }));
    world.wait(19 * SECOND);
    assert_eq!(world.connection.poll_action(), None, "its silence is no death");
    world.wait(SECOND);
    world.show_chain(1);
    assert_eq!(world.connection.serving(), Some(0));
    let mut world = World::to(&["ws://a"], |_| {});
    world.connect();
    cannot_say(&mut world, -32005, json!({ "retry_after": 600 }));
    assert!(matches!(world.connection.end(), Some(Error::Refused { status: 429, .. })));
}

#[test]
fn a_node_that_falls_silent_when_asked_again_is_dead() {
    let mut world = World::to(&["ws://a"], |_| {});
    world.connect();
    cannot_say(&mut world, -32603, Value::Null);
    world.wait(SECOND);
    assert_eq!(world.transmit().len(), 1);
    world.wait(14 * SECOND);
    assert_eq!(world.connection.poll_action(), None);
    world.wait(SECOND);
    assert_eq!(world.connection.poll_action(), Some(Action::Disconnect));
}

#[test]
fn an_answer_without_the_questions_id_is_one() {
    let mut world = World::to(&["ws://a"], |_| {});
    world.connect();
    let id = world.transmit()[0];
    let error = Error::Rpc(crate::RpcError::new(-32603, "not now"));
    world.connection.handle_lost(world.now, id, error);
    assert_eq!(world.action(), None);
    world.wait(SECOND);
    world.show_chain(1);
    assert_eq!(world.connection.serving(), Some(0));
}
