//! How it ends: who is told, and what is left.

use super::*;

#[test]
fn who_waits_is_told_when_the_driver_is_dropped() {
    let mut world = World::new();
    let mut peer = world.connected();
    let mut subscription = world.subscribed(&mut peer);
    let (reader, sender, subscriber) = (Task::new(), Task::new(), Task::new());
    let (mut request, mut subscribe) = (world.ask("m"), world.subscribe());
    assert!(reader.poll(&mut subscription.next()).is_pending());
    assert!(sender.poll(&mut request).is_pending());
    assert!(subscriber.poll(&mut subscribe).is_pending());
    world.driver = None;
    assert_eq!((reader.wakes(), sender.wakes(), subscriber.wakes()), (1, 1, 1));
    let gone = driver_gone().to_string();
    let told = subscription.next().now_or_never().unwrap().unwrap().unwrap_err();
    assert_eq!(told.to_string(), gone);
    assert!(subscription.next().now_or_never().unwrap().is_none());
    assert_eq!(request.now_or_never().unwrap().unwrap_err().to_string(), gone);
    assert_eq!(subscribe.now_or_never().unwrap().unwrap_err().to_string(), gone);
    // And who comes later.
    assert_eq!(world.handle.connected().now_or_never().unwrap().unwrap_err().to_string(), gone);
    assert_eq!(world.ask("m").now_or_never().unwrap().unwrap_err().to_string(), gone);
}

#[test]
fn who_waits_for_the_connection_is_told() {
    let mut world = World::new();
    let (task, handle) = (Task::new(), world.handle.clone());
    let mut waiting = Box::pin(handle.connected());
    assert!(task.poll(&mut waiting).is_pending());
    let peer = world.connected();
    assert_eq!(task.wakes(), 1);
    assert!(matches!(task.poll(&mut waiting), Poll::Ready(Ok(()))));
    // After a loss it waits for the next one.
    drop(peer);
    world.settle();
    let mut waiting = Box::pin(handle.connected());
    assert!(task.poll(&mut waiting).is_pending());
    world.clock.advance(SECOND);
    let _peer = world.connected();
    assert!(matches!(task.poll(&mut waiting), Poll::Ready(Ok(()))));
}

#[test]
fn who_waits_for_the_socket_does_not_wait_for_the_chain() {
    for (shown, is_right) in [("07", true), ("08", false)] {
        let mut world = World::with(|config| config.genesis = Genesis::Is([7; 32]));
        let (socket, chain, handle) = (Task::new(), Task::new(), world.handle.clone());
        let (mut reached, mut proved) = (Box::pin(handle.reached()), Box::pin(handle.connected()));
        assert!(socket.poll(&mut reached).is_pending() && chain.poll(&mut proved).is_pending());
        let mut peer = world.connected();
        assert_eq!((socket.wakes(), chain.wakes()), (1, 0));
        assert!(matches!(socket.poll(&mut reached), Poll::Ready(Ok(()))));
        // Nothing is given out before the chain is shown, whatever comes first.
        let (task, mut request) = (Task::new(), world.ask("m"));
        assert!(task.poll(&mut request).is_pending());
        world.settle();
        let [proof, asked] = &peer.requests()[..] else { panic!("two requests, side by side") };
        peer.say(&json!({ "id": asked["id"], "result": 1 }));
        world.settle();
        assert_eq!((task.wakes(), chain.wakes()), (0, 0));
        let hash = format!("0x{}", shown.repeat(32));
        peer.say(&json!({ "id": proof["id"], "result": hash }));
        world.settle();
        assert_eq!((task.wakes(), chain.wakes()), (1, 1));
        let outcomes = [request.now_or_never().unwrap().map(drop), proved.now_or_never().unwrap()];
        for outcome in outcomes {
            match outcome {
                Ok(()) => assert!(is_right),
                Err(error) => assert!(!is_right && matches!(error, Error::WrongChain { .. })),
            }
        }
    }
}

#[test]
fn a_connection_that_cannot_be_made_ends_with_the_reason() {
    let mut world = World::new();
    // Nobody accepts.
    world.peers.close();
    let (task, mut request) = (Task::new(), world.ask("m"));
    assert!(task.poll(&mut request).is_pending());
    world.settle();
    assert!(world.driver.is_none());
    let error = request.now_or_never().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "cannot connect to ws://a: refused");
    assert_eq!(world.clock.alarms(), 0);
}

#[test]
fn the_last_one_out_hangs_up() {
    for polite in [true, false] {
        let mut world = World::new();
        let mut peer = world.connected();
        let subscription = world.subscribed(&mut peer);
        let handle = core::mem::replace(&mut world.handle, World::new().handle);
        drop(handle);
        world.settle();
        assert!(world.driver.is_some(), "a subscription keeps it");
        drop(subscription);
        world.settle();
        assert!(world.driver.is_some(), "the other side has not seen it yet");
        assert_eq!(peer.requests()[0]["method"], "unsub");
        assert!(matches!(peer.frames.next().now_or_never(), Some(None)), "it is hung up");
        if polite {
            drop(peer);
            world.settle();
        } else {
            world.wait(FAREWELL);
        }
        assert!(world.driver.is_none(), "polite: {polite}");
        assert_eq!(world.clock.alarms(), 0);
    }
}

#[test]
fn nothing_is_left_when_all_is_dropped_in_whatever_order() {
    for first in 0..4 {
        let mut world = World::new();
        let mut peer = world.connected();
        let mut subscription = world.subscribed(&mut peer);
        let task = Task::new();
        let (mut sent, mut queued) = (world.ask("sent"), world.ask("queued"));
        assert!(task.poll(&mut subscription.next()).is_pending());
        assert!(task.poll(&mut sent).is_pending());
        world.settle();
        assert!(task.poll(&mut queued).is_pending());
        let shared = world.shared();
        let World { clock, handle, driver, task: driven, peers } = world;
        let mut parts: [Box<dyn core::any::Any>; 4] = [
            Box::new(driver),
            Box::new(subscription),
            Box::new((sent, queued)),
            Box::new((handle, peer, peers)),
        ];
        parts.rotate_left(first);
        assert!(shared.upgrade().is_some());
        drop(parts);
        assert!(shared.upgrade().is_none(), "order {first}");
        assert_eq!((Arc::strong_count(&task), Arc::strong_count(&driven)), (1, 1));
        assert_eq!(clock.alarms(), 0);
    }
}

#[test]
fn run_goes_on_after_the_connection_has_ended() {
    let mut world = World::new();
    world.peers.close();
    let (clock, handle) = (world.clock.clone(), world.handle.clone());
    let driver = *Pin::into_inner(world.driver.take().unwrap());
    let errors = clock.run(driver.run(async {
        let mut errors = Vec::new();
        for _ in 0..3 {
            let request = Request::new("m", Params::new());
            errors.push(handle.send(request.clone()).await.unwrap_err().to_string());
            clock.sleep(SECOND).await;
        }
        errors
    }));
    assert_eq!(errors, ["cannot connect to ws://a: refused"; 3]);
    // What outlives it is told.
    assert!(handle.connected().now_or_never().unwrap().is_err());
}
