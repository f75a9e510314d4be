//! Whatever happens in whatever order: nothing is lost, nothing is kept.

use proptest::prelude::*;

use super::*;

#[derive(Clone, Debug)]
enum Step {
    Ask { once: bool },
    Batch(usize),
    Subscribe,
    Cancel(u64),
    Unsubscribe(usize),
    Transmit,
    Reply(u64),
    Item(u64),
    Unreadable,
    Refuse(u64),
    Garbage,
    Lose,
    Lost(u64),
    Connect,
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => any::<bool>().prop_map(|once| Step::Ask { once }),
        1 => (0usize..4).prop_map(Step::Batch),
        2 => Just(Step::Subscribe),
        1 => (1u64..60).prop_map(Step::Cancel),
        1 => (0usize..4).prop_map(Step::Unsubscribe),
        6 => Just(Step::Transmit),
        6 => (1u64..60).prop_map(Step::Reply),
        2 => (1u64..60).prop_map(Step::Item),
        1 => Just(Step::Unreadable),
        1 => (1u64..60).prop_map(Step::Refuse),
        1 => Just(Step::Garbage),
        1 => Just(Step::Lose),
        1 => (1u64..60).prop_map(Step::Lost),
        3 => Just(Step::Connect),
        1 => (0u64..70).prop_map(Step::Wait),
    ]
}

/// What a test counts beside the connection.
#[derive(Default)]
struct Tally {
    asked: usize,
    ended: usize,
    subscriptions: Vec<SubscriptionId>,
    /// The ids of frames that must go out once at most, and of those that did.
    once: Vec<u64>,
    sent: Vec<u64>,
}

impl Tally {
    fn take(&mut self, world: &mut World) {
        for event in world.events() {
            match event {
                Event::Ended { .. } => self.ended += 1,
                Event::Subscribed { subscription, .. } => {
                    self.ended += 1;
                    self.subscriptions.push(subscription);
                }
                _ => {}
            }
        }
    }
}

fn play(world: &mut World, tally: &mut Tally, step: Step) {
    let now = world.now;
    match step {
        Step::Ask { once } => {
            let request = Request::new(if once { "author_submitX" } else { "m" }, Params::new());
            if let Ok(id) = world.connection.request(now, request, "t") {
                tally.asked += 1;
                tally.once.extend(once.then_some(id.0));
            }
        }
        Step::Batch(size) => {
            let request = || (Request::new("m", Params::new()), "t");
            let batch = (0..size).map(|_| request()).collect();
            tally.asked += world.connection.batch(now, batch).map_or(0, |ids| ids.len());
        }
        Step::Subscribe => {
            let subscribe = Subscribe::new("sub", Params::new(), "unsub").buffer(3);
            tally.asked += usize::from(world.connection.subscribe(now, subscribe, "t").is_ok());
        }
        Step::Cancel(id) => {
            tally.ended += usize::from(world.connection.cancel(RequestId(id)).is_some());
        }
        Step::Unsubscribe(at) if at < tally.subscriptions.len() => {
            world.connection.unsubscribe(tally.subscriptions.swap_remove(at));
        }
        Step::Unsubscribe(_) => {}
        Step::Transmit => {
            let sent = world.transmit();
            let twice = sent.iter().filter(|id| tally.once.contains(id) && tally.sent.contains(id));
            assert_eq!(twice.count(), 0, "sent twice");
            tally.sent.extend(sent);
        }
        Step::Reply(id) => world.reply(id, format!("s{id}")),
        Step::Item(id) => world.item(&format!("s{id}"), id),
        Step::Unreadable => {
            world.hear(r#"{"id":null,"error":{"code":0,"message":""}}"#).unwrap();
        }
        Step::Refuse(id) => {
            let error = json!({ "code": -32005, "message": "" });
            world.hear(&json!({ "id": id, "error": error }).to_string()).unwrap();
        }
        Step::Garbage => {
            let _ = world.hear("{");
        }
        Step::Lose => world.lose(),
        Step::Lost(frame) => world.connection.handle_lost(now, frame, Error::closed("x")),
        Step::Connect => {
            world.connection.handle_timeout(now);
            world.connection.poll_action();
            world.connection.handle_connected(now);
        }
        Step::Wait(seconds) => world.wait(Duration::from_secs(seconds)),
    }
}

proptest! {
    /// Each request has one outcome or was cancelled, the limits hold, what must not be sent twice
    /// is not, and in the end nothing is kept.
    #[test]
    fn nothing_is_lost_and_nothing_leaks(
        checked: bool,
        steps in prop::collection::vec(step(), 0..150),
    ) {
        let mut world = World::with(|config| {
            config.max_in_flight = 3;
            config.max_queued_bytes = 1000;
            config.genesis = if checked { Genesis::First } else { Genesis::Unchecked };
        });
        let mut tally = Tally::default();
        for step in steps {
            play(&mut world, &mut tally, step);
            tally.take(&mut world);
            let load = world.connection.load();
            prop_assert!(load.pending >= tally.asked - tally.ended);
            prop_assert!(load.in_flight <= load.pending);
            prop_assert!(load.buffered_items <= 3 * load.subscriptions + 1024);
        }
        world.connection.close(Error::closed("end"));
        tally.take(&mut world);
        prop_assert_eq!(tally.asked, tally.ended);
        for id in tally.subscriptions {
            // Read to its end, by which it is forgotten.
            prop_assert!(!world.notices(id).is_empty());
        }
        world.assert_empty();
        prop_assert!(world.transmit().is_empty());
    }
}
