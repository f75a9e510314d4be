//! The state machine in virtual time: no socket, no sleep.

mod failover;
mod losses;
mod proof;
mod random;
mod requests;
mod subscriptions;

use serde_json::{Value, json};

use super::*;

const SECOND: Duration = Duration::from_secs(1);

/// A connection whose time, peer and sockets the test plays.
struct World {
    now: Duration,
    connection: Connection<&'static str>,
}

impl World {
    /// One endpoint that stands and need not show its chain.
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut Config)) -> Self {
        let mut world = Self::to(&["ws://a"], |config| {
            config.genesis = Genesis::Unchecked;
            change(config);
        });
        world.connect();
        world.events();
        world
    }

    /// Nothing is connected yet.
    fn to(endpoints: &[&str], change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::default();
        change(&mut config);
        let endpoints = endpoints.iter().map(|url| String::from(*url));
        Self { now: 5 * SECOND, connection: Connection::new(config, endpoints, 1) }
    }

    /// Waits for the next attempt, lets it succeed, and gives its endpoint.
    fn connect(&mut self) -> usize {
        let endpoint = self.attempt();
        self.connection.handle_connected(self.now);
        endpoint
    }

    /// Waits for the next attempt and gives its endpoint.
    fn attempt(&mut self) -> usize {
        for _ in 0..100 {
            match self.action() {
                Some(Action::Connect(endpoint)) => return endpoint,
                _ => {
                    let due = self.connection.poll_timeout().expect("an attempt is due");
                    self.now = self.now.max(due);
                }
            }
        }
        panic!("no attempt was made");
    }

    fn action(&mut self) -> Option<Action> {
        self.connection.handle_timeout(self.now);
        self.connection.poll_action()
    }

    /// Answers the question for the genesis hash, and gives the methods of what else was sent.
    fn show_chain(&mut self, hash: u8) -> Vec<String> {
        let mut frames = self.frames().into_iter();
        let (id, method) = frames.next().expect("the chain is asked for");
        assert_eq!(method, "chain_getBlockHash");
        let hash = const_hex::encode_prefixed([hash; 32]);
        self.hear(&json!({ "id": id, "result": hash }).to_string()).unwrap();
        frames.map(|(_, method)| method).collect()
    }

    fn ask(&mut self, token: &'static str) -> RequestId {
        self.ask_for("m", token)
    }

    fn ask_for(&mut self, method: &str, token: &'static str) -> RequestId {
        let request = Request::new(method, Params::new());
        self.connection.request(self.now, request, token).expect("accepted")
    }

    fn subscribe(&mut self, token: &'static str) -> RequestId {
        let subscribe = Subscribe::new("sub", Params::new(), "unsub");
        self.connection.subscribe(self.now, subscribe, token).expect("accepted")
    }

    /// Sends what may be sent; gives the ids and methods of the frames, a batch's in a row.
    fn frames(&mut self) -> Vec<(u64, String)> {
        self.raw_frames()
            .into_iter()
            .flat_map(|frame| match frame {
                Value::Array(frames) => frames,
                frame => vec![frame],
            })
            .map(|frame| {
                (frame["id"].as_u64().unwrap(), frame["method"].as_str().unwrap().to_string())
            })
            .collect()
    }

    fn raw_frames(&mut self) -> Vec<Value> {
        core::iter::from_fn(|| self.connection.poll_transmit(self.now))
            .map(|frame| serde_json::from_slice(&frame.text).unwrap())
            .collect()
    }

    /// Sends what may be sent; gives the ids in the frames.
    fn transmit(&mut self) -> Vec<u64> {
        self.frames().into_iter().map(|(id, _)| id).collect()
    }

    fn hear(&mut self, frame: &str) -> Result<(), Error> {
        self.connection.handle_frame(self.now, &Bytes::copy_from_slice(frame.as_bytes()))
    }

    fn reply(&mut self, id: u64, result: impl Into<Value>) {
        self.hear(&json!({ "id": id, "result": result.into() }).to_string()).unwrap();
    }

    fn item(&mut self, subscription: &str, item: impl Into<Value>) {
        let params = json!({ "subscription": subscription, "result": item.into() });
        self.hear(&json!({ "method": "s", "params": params }).to_string()).unwrap();
    }

    fn wait(&mut self, time: Duration) {
        self.now += time;
        self.connection.handle_timeout(self.now);
    }

    fn lose(&mut self) {
        self.connection.handle_disconnect(self.now, Error::closed("cut"));
    }

    fn events(&mut self) -> Vec<Event<&'static str>> {
        core::iter::from_fn(|| self.connection.poll_event()).collect()
    }

    /// The outcomes so far, each as "token: text".
    fn outcomes(&mut self) -> Vec<String> {
        let outcome = |event| match event {
            Event::Ended { token, result: Ok(reply) } => {
                Some(format!("{token}: {}", String::from_utf8_lossy(reply.as_json())))
            }
            Event::Ended { token, result: Err(error) } => Some(format!("{token}: {error}")),
            Event::Subscribed { token, id, .. } => Some(format!("{token} subscribed as {id}")),
            _ => None,
        };
        self.events().into_iter().filter_map(outcome).collect()
    }

    /// Makes a subscription that the node knows by this id.
    fn subscribed(&mut self, id: &str) -> SubscriptionId {
        self.subscribe("subscriber");
        let sent = *self.transmit().last().expect("it was sent");
        self.reply(sent, id);
        let made = self.events().into_iter().find_map(|event| match event {
            Event::Subscribed { subscription, .. } => Some(subscription),
            _ => None,
        });
        made.expect("it was made")
    }

    /// What can be read of a subscription, each as a word.
    fn notices(&mut self, id: SubscriptionId) -> Vec<String> {
        core::iter::from_fn(|| self.connection.next_notice(id))
            .map(|notice| match notice {
                Ok(Notice::Item(item)) => String::from_utf8_lossy(item.as_json()).into_owned(),
                Ok(Notice::Lagged(missed)) => format!("lagged {missed}"),
                Ok(Notice::Resumed { gap, id }) => format!("resumed as {id} after {gap:?}"),
                Err(error) => error.to_string(),
            })
            .collect()
    }

    /// Nothing is kept for anybody.
    fn assert_empty(&mut self) {
        assert!(self.outcomes().is_empty());
        assert_eq!(self.connection.load(), Load::default());
        assert!(self.connection.is_idle());
        assert_eq!(self.connection.requests.next_deadline(), None);
    }
}
