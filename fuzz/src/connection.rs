//! Anything that callers, peers and sockets may do, in any order, to a connection. The peer is a
//! good one that may be cut off: what it answers belongs to what it was asked, so that whatever a
//! caller gets can be checked.

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};

use arbitrary::{Arbitrary, Unstructured};
use bytes::Bytes;
use serde_json::{Value, json};
use subwire_transport::connection::{
    Action, Config, Connection, Event, Genesis, Load, RequestId, SubscriptionId,
};
use subwire_transport::{Error, Notice, Overflow, Params, Request, Subscribe, rpc};

/// What happens next. Numbers choose among what is there.
#[derive(Arbitrary, Debug)]
enum Deed {
    Ask { once: bool, seconds: u8 },
    Batch { len: u8, once: bool },
    Subscribe { once: bool, buffer: u8, overflow: u8 },
    Cancel(u8),
    Unsubscribe(u8),
    Read(u8),
    Connect,
    Disconnect,
    Transmit(u8),
    Answer(u8),
    AnswerAgain(u8),
    Refuse { at: u8, busy: bool },
    Item(u8),
    Lose(u8),
    Unreadable,
    Garbage(Vec<u8>),
    Wait(u8),
}

const ENDPOINTS: [&str; 3] = ["ws://a", "ws://b", "ws://wrong"];
const MAX_IN_FLIGHT: usize = 4;
const MAX_DEEDS: usize = 400;
/// How often what is due may be done before nothing is: a socket is given up, then another made.
const MAX_ROUNDS: usize = 3;

/// Plays the deeds that the bytes stand for.
pub fn check(data: &[u8]) {
    let mut deeds = Unstructured::new(data);
    let endpoints = usize::from(deeds.arbitrary::<u8>().unwrap_or_default()) % ENDPOINTS.len();
    let mut world = World::new(&ENDPOINTS[..=endpoints]);
    for _ in 0..MAX_DEEDS {
        if deeds.is_empty() {
            break;
        }
        let Ok(deed) = deeds.arbitrary() else { break };
        world.play(deed);
        world.look();
    }
    world.end();
}

struct World {
    now: Duration,
    connection: Connection<u32>,
    tokens: u32,
    /// What callers wait for, by token.
    open: BTreeMap<u32, Open>,
    readers: Vec<Reader>,
    /// What each id in a frame stands for.
    names: BTreeMap<u64, (String, u64)>,
    /// The tokens of what must not be sent twice and was sent.
    once_sent: BTreeSet<u32>,
    /// The last item that was sent of each subscription, by the token that asked for it.
    items: BTreeMap<u64, u64>,
    connecting: Option<usize>,
    peer: Option<Peer>,
    sockets: u32,
}

struct Open {
    id: RequestId,
    once: bool,
    deadline: Duration,
}

/// The other end of a socket.
struct Peer {
    endpoint: usize,
    asked: Vec<Asked>,
    answered: Vec<String>,
    /// What was subscribed to: the node's id, and the token that asked.
    subscriptions: Vec<(String, u64)>,
}

struct Asked {
    id: u64,
    frame: u64,
    method: String,
    token: u64,
}

struct Reader {
    id: SubscriptionId,
    token: u64,
    last: Option<u64>,
    /// Whether items may be missing behind the last one.
    gap: bool,
    over: bool,
}

impl World {
    fn new(endpoints: &[&str]) -> Self {
        let mut config = Config::default();
        config.max_in_flight = MAX_IN_FLIGHT;
        config.max_queued_bytes = 2000;
        config.max_subscriptions = 5;
        config.genesis = Genesis::Is([1; 32]);
        let endpoints = endpoints.iter().map(|url| (*url).to_string());
        Self {
            now: Duration::ZERO,
            connection: Connection::new(config, endpoints, 1),
            tokens: 0,
            open: BTreeMap::new(),
            readers: Vec::new(),
            names: BTreeMap::new(),
            once_sent: BTreeSet::new(),
            items: BTreeMap::new(),
            connecting: None,
            peer: None,
            sockets: 0,
        }
    }

    fn play(&mut self, deed: Deed) {
        match deed {
            Deed::Ask { once, seconds } => self.ask(once, seconds),
            Deed::Batch { len, once } => self.batch(len % 6, once),
            Deed::Subscribe { once, buffer, overflow } => self.subscribe(once, buffer, overflow),
            Deed::Cancel(at) => {
                let Some(token) = nth(&self.open, at) else { return };
                let open = self.open.remove(&token).expect("it is open");
                assert_eq!(self.connection.cancel(open.id), Some(token), "it was open");
                assert_eq!(self.connection.cancel(open.id), None, "and is no more");
            }
            Deed::Unsubscribe(at) if !self.readers.is_empty() => {
                let reader = self.readers.swap_remove(usize::from(at) % self.readers.len());
                self.connection.unsubscribe(reader.id);
            }
            Deed::Read(at) if !self.readers.is_empty() => {
                let at = usize::from(at) % self.readers.len();
                self.readers[at].read(&mut self.connection);
            }
            Deed::Unsubscribe(_) | Deed::Read(_) => {}
            Deed::Connect => self.connect(),
            Deed::Disconnect => {
                if self.connecting.take().is_some() || self.peer.take().is_some() {
                    self.connection.handle_disconnect(self.now, Error::closed("cut"));
                }
            }
            Deed::Transmit(frames) => (0..=frames % 8).for_each(|_| self.transmit()),
            Deed::Wait(seconds) => self.now += Duration::from_millis(u64::from(seconds) * 300),
            of_the_peer => self.play_peer(of_the_peer),
        }
    }

    /// What only a peer can do.
    fn play_peer(&mut self, deed: Deed) {
        let Some(peer) = &mut self.peer else { return };
        let frame = match deed {
            Deed::Answer(at) => peer.answer(at),
            Deed::AnswerAgain(at) => pick(&peer.answered, at).cloned(),
            Deed::Refuse { at, busy } => peer.refuse(at, busy),
            Deed::Item(at) => pick(&peer.subscriptions, at).map(|(id, token)| {
                let item = self.items.entry(*token).or_default();
                *item += 1;
                let params = json!({ "subscription": id, "result": [token, *item] });
                json!({ "method": "item", "params": params }).to_string()
            }),
            Deed::Lose(at) => {
                if let Some(frame) = pick(&peer.asked, at).map(|asked| asked.frame) {
                    peer.asked.retain(|asked| asked.frame != frame);
                    self.connection.handle_lost(self.now, frame, Error::closed("lost"));
                }
                None
            }
            Deed::Unreadable => {
                Some(r#"{"id":null,"error":{"code":-32700,"message":"what?"}}"#.into())
            }
            Deed::Garbage(bytes) => {
                let bytes = Bytes::from(bytes);
                // What happens to be a message is no garbage.
                if rpc::parse(&bytes).is_err() {
                    assert!(self.connection.handle_frame(self.now, &bytes).is_err());
                }
                None
            }
            _ => None,
        };
        if let Some(frame) = frame {
            // It may be one that ends the socket, such as the proof of the wrong chain.
            self.connection.handle_frame(self.now, &frame.into()).expect("a frame is JSON-RPC");
        }
    }

    fn ask(&mut self, once: bool, seconds: u8) {
        let token = self.next_token();
        let timeout = Duration::from_secs(u64::from(seconds) + 1);
        let request = request(once, token).timeout(timeout);
        if let Ok(id) = self.connection.request(self.now, request, token) {
            self.open.insert(token, Open { id, once, deadline: self.now + timeout });
        }
    }

    fn batch(&mut self, len: u8, once: bool) {
        let tokens: Vec<u32> = (0..len).map(|_| self.next_token()).collect();
        let once = |token: u32| once && token % 2 == 0;
        let requests = tokens.iter().map(|token| (request(once(*token), *token), *token));
        let Ok(ids) = self.connection.batch(self.now, requests.collect()) else { return };
        assert_eq!(ids.len(), tokens.len());
        for (token, id) in tokens.into_iter().zip(ids) {
            let deadline = self.now + Config::REQUEST_TIMEOUT;
            self.open.insert(token, Open { id, once: once(token), deadline });
        }
    }

    fn subscribe(&mut self, once: bool, buffer: u8, overflow: u8) {
        let token = self.next_token();
        let overflow =
            [Overflow::DropOldest, Overflow::DropNewest, Overflow::End][usize::from(overflow % 3)];
        let method = if once { "author_submitAndWatch" } else { "subscribe" };
        let subscribe = Subscribe::new(method, Params::new().number(token.into()), "unsubscribe")
            .buffer(usize::from(buffer % 4))
            .overflow(overflow);
        if let Ok(id) = self.connection.subscribe(self.now, subscribe, token) {
            let deadline = self.now + Config::REQUEST_TIMEOUT;
            self.open.insert(token, Open { id, once, deadline });
        }
    }

    fn connect(&mut self) {
        if let Some(endpoint) = self.connecting.take() {
            self.sockets += 1;
            self.peer = Some(Peer {
                endpoint,
                asked: Vec::new(),
                answered: Vec::new(),
                subscriptions: Vec::new(),
            });
            self.connection.handle_connected(self.now);
        }
    }

    /// Lets one frame go to the peer.
    fn transmit(&mut self) {
        let Some(peer) = &mut self.peer else { return };
        let Some(frame) = self.connection.poll_transmit(self.now) else { return };
        let trusted = self.connection.serving().is_some();
        let messages = match serde_json::from_slice(&frame.text).expect("a frame is JSON") {
            Value::Array(messages) => messages,
            message => vec![message],
        };
        for message in messages {
            let id = message["id"].as_u64().expect("an id");
            let method = message["method"].as_str().expect("a method").to_string();
            let token = message["params"][0].as_u64().unwrap_or_default();
            let name = self.names.entry(id).or_insert_with(|| (method.clone(), token));
            assert_eq!(*name, (method.clone(), token), "an id has one meaning");
            if method.starts_with("author_submit") {
                let token = u32::try_from(token).expect("a token");
                assert!(trusted, "before the chain was known");
                assert!(self.once_sent.insert(token), "sent twice");
            }
            if method == "subscribe" || method == "author_submitAndWatch" {
                // Made at once, so that items may come before the answer. What came before this is
                // missing.
                peer.subscriptions.push((format!("s{}x{id}", self.sockets), token));
                *self.items.entry(token).or_default() += 10;
            }
            peer.asked.push(Asked { id, frame: frame.id, method, token });
        }
    }

    /// Does what is due, hears what is told, and checks what must be true at any time.
    fn look(&mut self) {
        let is_due =
            |world: &Self| world.connection.poll_timeout().is_some_and(|due| due <= world.now);
        for _ in 0..MAX_ROUNDS {
            self.connection.handle_timeout(self.now);
            while let Some(action) = self.connection.poll_action() {
                self.peer = None;
                self.connecting = match action {
                    Action::Connect(endpoint) => Some(endpoint),
                    _ => None,
                };
            }
            self.hear();
            if !is_due(self) {
                break;
            }
        }
        assert!(!is_due(self), "a driver would spin at {:?}", self.now);
        assert!(self.open.values().all(|open| open.deadline > self.now), "past its time");
        let load = self.connection.load();
        assert!(load.in_flight <= load.pending && load.pending >= self.open.len());
        assert!(load.in_flight <= MAX_IN_FLIGHT.max(6), "{load:?}");
        assert!(load.subscriptions <= 5, "{load:?}");
    }

    fn hear(&mut self) {
        while let Some(event) = self.connection.poll_event() {
            match event {
                Event::Ended { token, result, .. } => {
                    let open = self.open.remove(&token).expect("it ends once");
                    let sent = self.once_sent.contains(&token);
                    match result {
                        Ok(reply) => assert_eq!(reply.as_json(), token.to_string().as_bytes()),
                        Err(Error::OutcomeUnknown { .. }) => assert!(open.once && sent),
                        Err(error) => {
                            let told = matches!(error, Error::Rpc(_) | Error::BadReply { .. });
                            assert!(!sent || told, "it may have been executed: {error}");
                        }
                    }
                }
                Event::Subscribed { token, subscription: id, .. } => {
                    self.open.remove(&token).expect("it ends once");
                    let token = token.into();
                    self.readers.push(Reader { id, token, last: None, gap: true, over: false });
                }
                _ => {}
            }
        }
    }

    /// Closes the connection: everything ends, and nothing is left.
    fn end(mut self) {
        self.connection.close(Error::closed("the end"));
        self.hear();
        assert!(self.open.is_empty(), "each has its outcome");
        for mut reader in core::mem::take(&mut self.readers) {
            while !reader.over {
                assert!(reader.read(&mut self.connection), "its end is told");
            }
            self.connection.unsubscribe(reader.id);
        }
        assert_eq!(self.connection.load(), Load::default());
        assert!(self.connection.is_idle() && self.connection.poll_timeout().is_none());
        assert!(self.connection.poll_transmit(self.now).is_none());
    }

    fn next_token(&mut self) -> u32 {
        self.tokens += 1;
        self.tokens
    }
}

impl Peer {
    fn answer(&mut self, at: u8) -> Option<String> {
        let asked = self.take(at)?;
        let result = match asked.method.as_str() {
            "chain_getBlockHash" => {
                let byte = if ENDPOINTS[self.endpoint].ends_with("wrong") { "02" } else { "01" };
                json!(format!("0x{}", byte.repeat(32)))
            }
            "chain_getHeader" => json!({ "number": "0x7" }),
            "subscribe" | "author_submitAndWatch" => {
                let made = format!("x{}", asked.id);
                let ours = |(id, _): &&(String, u64)| id.ends_with(&made);
                json!(self.subscriptions.iter().rev().find(ours)?.0)
            }
            _ => json!(asked.token),
        };
        let frame = json!({ "id": asked.id, "result": result }).to_string();
        self.answered.push(frame.clone());
        Some(frame)
    }

    fn refuse(&mut self, at: u8, busy: bool) -> Option<String> {
        let asked = self.take(at)?;
        let made = format!("x{}", asked.id);
        self.subscriptions.retain(|(id, _)| !id.ends_with(&made));
        let error = json!({ "code": if busy { -32005 } else { -1 }, "message": "no" });
        Some(json!({ "id": asked.id, "error": error }).to_string())
    }

    fn take(&mut self, at: u8) -> Option<Asked> {
        let len = self.asked.len();
        (len > 0).then(|| self.asked.remove(usize::from(at) % len))
    }
}

impl Reader {
    /// Reads one notice. `false` where none waits.
    fn read(&mut self, connection: &mut Connection<u32>) -> bool {
        let Some(notice) = connection.next_notice(self.id) else { return false };
        assert!(!self.over, "an error is the last");
        match notice {
            Ok(Notice::Item(item)) => {
                let [token, item]: [u64; 2] = item.read("an item").expect("an item");
                assert_eq!(token, self.token, "somebody else's");
                let last = self.last.replace(item);
                let next = last.is_none_or(|last| item == last + 1 || self.gap && item > last);
                assert!(next, "{item} after {last:?}");
                self.gap = false;
            }
            Ok(Notice::Lagged(missed)) => {
                assert_ne!(missed, 0);
                self.gap = true;
            }
            Ok(_) => self.gap = true,
            Err(_) => self.over = true,
        }
        true
    }
}

fn request(once: bool, token: u32) -> Request<'static> {
    let method = if once { "author_submitExtrinsic" } else { "echo" };
    Request::new(method, Params::new().number(token.into()))
}

fn pick<T>(all: &[T], at: u8) -> Option<&T> {
    all.get(usize::from(at).checked_rem(all.len())?)
}

fn nth<V>(all: &BTreeMap<u32, V>, at: u8) -> Option<u32> {
    all.keys().nth(usize::from(at).checked_rem(all.len())?).copied()
}
