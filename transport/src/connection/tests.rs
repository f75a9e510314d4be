//! The state machine in virtual time: no socket, no sleep.

use proptest::prelude::*;

use super::*;
use crate::RpcError;

const SECOND: Duration = Duration::from_secs(1);

/// A connection whose time and peer the test plays.
struct World {
    now: Duration,
    connection: Connection<&'static str>,
}

impl World {
    fn new() -> Self {
        Self::with(Config::default())
    }

    fn with(config: Config) -> Self {
        Self { now: 5 * SECOND, connection: Connection::new(config) }
    }

    fn ask(&mut self, token: &'static str) -> RequestId {
        self.connection.request(self.now, "m", &Params::new(), token).expect("accepted")
    }

    /// Sends what may be sent; gives the ids in the frames.
    fn transmit(&mut self) -> Vec<u64> {
        core::iter::from_fn(|| self.connection.poll_transmit())
            .map(|frame| serde_json::from_str::<serde_json::Value>(&frame).unwrap()["id"].clone())
            .map(|id| id.as_u64().unwrap())
            .collect()
    }

    fn hear(&mut self, frame: &str) -> Result<(), Error> {
        self.connection.handle_frame(&Bytes::copy_from_slice(frame.as_bytes()))
    }

    fn wait(&mut self, time: Duration) {
        self.now += time;
        self.connection.handle_timeout(self.now);
    }

    /// The outcomes so far, each as "token: text".
    fn outcomes(&mut self) -> Vec<String> {
        core::iter::from_fn(|| self.connection.poll_event())
            .map(|event| match event.result {
                Ok(reply) => {
                    format!("{}: {}", event.token, String::from_utf8_lossy(reply.as_json()))
                }
                Err(error) => format!("{}: {error}", event.token),
            })
            .collect()
    }
}

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
    assert!(world.connection.is_idle());
    assert_eq!(world.connection.poll_timeout(), None);
}

#[test]
fn unknown_and_repeated_replies_are_ignored() {
    let mut world = World::new();
    world.ask("a");
    world.transmit();
    world.hear(r#"{"id":9,"result":1}"#).unwrap();
    world.hear(r#"{"id":1,"result":1}"#).unwrap();
    world.hear(r#"{"id":1,"result":2}"#).unwrap();
    world.hear(r#"{"method":"m","params":[]}"#).unwrap();
    assert_eq!(world.outcomes(), ["a: 1"]);
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
    assert!(world.connection.is_idle() && world.connection.queue.is_empty());
    assert_eq!((world.connection.queued_bytes, world.connection.in_flight), (0, 0));
    assert_eq!(world.connection.poll_timeout(), None);
    assert!(world.transmit().is_empty());
    world.hear(r#"{"id":1,"result":1}"#).unwrap();
    assert!(world.outcomes().is_empty());
}

#[test]
fn a_request_ends_at_its_deadline() {
    let mut world = World::new();
    world.ask("a");
    world.transmit();
    world.wait(SECOND);
    world.ask("b");
    assert_eq!(world.connection.poll_timeout(), Some(65 * SECOND));
    world.wait(58 * SECOND);
    assert!(world.outcomes().is_empty());
    world.wait(SECOND);
    assert_eq!(world.outcomes(), ["a: no reply within 60 s"]);
    world.wait(3600 * SECOND);
    assert_eq!(world.outcomes(), ["b: no reply within 60 s"]);
    assert!(world.transmit().is_empty(), "a request without a caller is not sent");
}

#[test]
fn the_peer_gets_no_more_than_the_limit() {
    let mut world = World::with(Config { max_in_flight: 2, ..Config::default() });
    for token in ["a", "b", "c", "d"] {
        world.ask(token);
    }
    assert_eq!(world.transmit(), [1, 2]);
    world.hear(r#"{"id":2,"result":1}"#).unwrap();
    assert_eq!(world.transmit(), [3]);
    world.connection.cancel(RequestId(1));
    assert_eq!(world.transmit(), [4]);
}

#[test]
fn a_full_queue_refuses_and_recovers() {
    let mut world = World::with(Config { max_queued_bytes: 80, ..Config::default() });
    world.ask("a");
    let refused = world.connection.request(world.now, "m", &Params::new(), "b");
    let Err(("b", error @ Error::Overloaded { .. })) = refused else {
        panic!("taken on beyond the limit");
    };
    assert!(error.is_retryable());
    world.transmit();
    world.ask("b");
    // A single request may exceed the limit, or it could never be sent.
    world.transmit();
    let large = Params::new().text(&"x".repeat(200));
    assert!(world.connection.request(world.now, "m", &large, "c").is_ok());
}

#[test]
fn an_error_without_id_ends_what_is_in_flight() {
    let mut world = World::with(Config { max_in_flight: 2, ..Config::default() });
    for token in ["a", "b", "c"] {
        world.ask(token);
    }
    world.transmit();
    world.hear(r#"{"id":null,"error":{"code":-32700,"message":"too big"}}"#).unwrap();
    assert_eq!(
        world.outcomes(),
        [
            "a: the node answered with error -32700: too big",
            "b: the node answered with error -32700: too big"
        ]
    );
    assert_eq!(world.transmit(), [3], "the next one goes out as if nothing had been");
}

#[test]
fn garbage_ends_the_connection() {
    let mut world = World::new();
    world.ask("a");
    world.transmit();
    world.ask("b");
    let error = world.hear("<html>").unwrap_err();
    assert!(matches!(error, Error::BadFrame { .. }));
    let outcomes = world.outcomes();
    assert_eq!(outcomes.len(), 2);
    assert!(outcomes.iter().all(|text| text.contains("no JSON-RPC")), "{outcomes:?}");
    let later = world.connection.request(world.now, "m", &Params::new(), "c");
    assert!(matches!(later, Err(("c", Error::BadFrame { .. }))));
    assert!(world.transmit().is_empty() && world.connection.is_idle());
}

#[test]
fn the_first_reason_for_the_end_stays() {
    let mut world = World::new();
    world.connection.handle_disconnect(Error::Closed { reason: "first".into() });
    world.connection.handle_disconnect(Error::Closed { reason: "second".into() });
    assert_eq!(world.connection.end().unwrap().to_string(), "connection closed: first");
}

#[derive(Clone, Debug)]
enum Step {
    Ask,
    Cancel(u64),
    Transmit,
    Reply(u64),
    Fail,
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => Just(Step::Ask),
        1 => (1u64..40).prop_map(Step::Cancel),
        3 => Just(Step::Transmit),
        3 => (1u64..40).prop_map(Step::Reply),
        1 => Just(Step::Fail),
        1 => (0u64..70).prop_map(Step::Wait),
    ]
}

proptest! {
    /// Whatever happens in whatever order: each request has one outcome or was cancelled, the
    /// limits hold, and in the end nothing is kept.
    #[test]
    fn nothing_is_lost_and_nothing_leaks(steps in prop::collection::vec(step(), 0..120)) {
        let mut world = World::with(Config { max_in_flight: 3, ..Config::default() });
        let (mut asked, mut ended) = (0, 0);
        for step in steps {
            match step {
                Step::Ask => { world.ask("t"); asked += 1; }
                Step::Cancel(id) => ended += usize::from(world.connection.cancel(RequestId(id)).is_some()),
                Step::Transmit => { world.transmit(); }
                Step::Reply(id) => world.hear(&format!(r#"{{"id":{id},"result":0}}"#)).unwrap(),
                Step::Fail => world.hear(r#"{"id":null,"error":{"code":0,"message":""}}"#).unwrap(),
                Step::Wait(seconds) => world.wait(Duration::from_secs(seconds)),
            }
            ended += world.outcomes().len();
            let c = &world.connection;
            prop_assert_eq!(c.pending.len(), asked - ended);
            prop_assert_eq!(c.deadlines.len(), c.pending.len());
            prop_assert_eq!(c.in_flight, c.pending.values().filter(|p| p.sent).count());
            prop_assert_eq!(c.queued_bytes, c.queue.values().map(String::len).sum::<usize>());
            prop_assert!(c.in_flight <= 3);
        }
        world.connection.handle_disconnect(Error::Rpc(RpcError::new(0, "end")));
        prop_assert_eq!(ended + world.outcomes().len(), asked);
        prop_assert!(world.connection.is_idle() && world.connection.queue.is_empty());
    }
}
