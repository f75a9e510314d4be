//! What broke in other clients, each as a test that is named after it. All in virtual time, over
//! connections in memory.

#![cfg(feature = "serve")]

use core::task::{Context, Poll};
use core::time::Duration;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::thread;

use bytes::Bytes;
use futures::executor::block_on;
use futures::future::{Either, join, join_all, select};
use futures::{FutureExt, StreamExt, pin_mut, poll};
use serde_json::Value;
use subwire_transport::clock::Clock;
use subwire_transport::connection::{Config, Load};
use subwire_transport::mock::{
    Answers, Break, Chain, Conversation, Faults, LinkFaults, Network, Node, VirtualClock, serve,
};
use subwire_transport::{
    Error, Notice, Params, Reply, Request, RpcError, Subscribe, Transport, WebSocket, async_trait,
};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

/// A client of the host `node`, and what it lives in.
struct World {
    clock: VirtualClock,
    network: Network,
}

impl World {
    fn new(node: impl Node) -> Self {
        Self::with(|_| node)
    }

    fn slow() -> Self {
        Self::with(|clock| Answers::of(Slow(clock.clone())))
    }

    fn with<N: Node>(node: impl FnOnce(&VirtualClock) -> N) -> Self {
        let clock = VirtualClock::new();
        let network = Network::new(&clock, 1);
        network.serve("node", node(&clock));
        Self { clock, network }
    }

    fn run<R>(&self, work: impl AsyncFnOnce(WebSocket) -> R) -> R {
        self.run_with(|_| {}, work)
    }

    fn run_with<R>(
        &self,
        change: impl FnOnce(&mut Config),
        work: impl AsyncFnOnce(WebSocket) -> R,
    ) -> R {
        let mut config = Config::default();
        config.seed = Some(1);
        change(&mut config);
        let builder = WebSocket::builder().endpoint("ws://node").config(config);
        let (rpc, driver) =
            builder.clock(Arc::new(self.clock.clone())).build_with(self.network.connector());
        let result = self.network.run(driver.run(work(rpc)));
        self.network.run_out();
        assert_eq!(self.clock.alarms(), 0);
        result
    }
}

/// A node that gives the parameter of `echo` back.
fn chain() -> Chain {
    let echo = |params: &Params| {
        let json = params.as_json().trim_start_matches('[').trim_end_matches(']');
        Ok(Reply::from_json(json.to_string()))
    };
    Chain::builder().method("echo", echo).build()
}

async fn echo(rpc: &WebSocket, number: u64) -> Result<u64, Error> {
    rpc.request("echo", Params::new().number(number)).await?.read("a number")
}

fn heads() -> Subscribe<'static> {
    Subscribe::new("chain_subscribeNewHeads", Params::new(), "chain_unsubscribeNewHeads")
}

/// async-substrate-interface, fixed after 1.6.4: after its last retry the task that reads the
/// socket was dead, the socket stayed open, and every call raised the same error for ever.
#[test]
fn a_dead_task_behind_an_open_socket() {
    let world = World::new(chain());
    world.run(async |rpc| {
        echo(&rpc, 1).await.unwrap();
        world.network.set_faults("node", LinkFaults::none().unreachable());
        world.network.break_now("node", Break::Cut);
        for _ in 0..60 {
            assert!(echo(&rpc, 2).await.unwrap_err().is_retryable());
        }
        assert!(world.clock.now() > HOUR / 2, "it was away for long");
        world.network.set_faults("node", LinkFaults::none());
        assert_eq!(echo(&rpc, 3).await.unwrap(), 3);
    });
}

/// async-substrate-interface #107 and until 2.x: each request that failed or was cancelled kept its
/// permit, until no request could go any more.
#[test]
fn permits_leaked_by_failed_requests() {
    let chain = chain();
    let world = World::new(chain.clone());
    world.run_with(
        |config| config.max_in_flight = 2,
        async |rpc| {
            chain.set_faults(Faults::seeded(1).errors(500).silences(500));
            let ask = async |i: u64| {
                let request = Request::new("echo", Params::new().number(i)).timeout(SECOND);
                let request = rpc.send(request);
                pin_mut!(request);
                if i % 3 == 0 {
                    // Given up while it is with the node, or waits for its turn.
                    return drop(poll!(&mut request));
                }
                assert!(request.await.is_err());
            };
            join_all((0..100).map(ask)).await;
            chain.set_faults(Faults::default());
            assert_eq!(join_all((0..50).map(|i| echo(&rpc, i))).await.len(), 50);
            assert!(join_all((0..50).map(|i| echo(&rpc, i))).await.iter().all(Result::is_ok));
        },
    );
}

/// async-substrate-interface #212, #261: what was counted and kept for a request stayed behind
/// when it ended with an error.
#[test]
fn counters_leaked_on_error() {
    let chain = chain();
    let world = World::new(chain.clone());
    world.run(async |rpc| {
        let nothing = |what: &str| assert_eq!(rpc.load(), Load::default(), "{what}");
        rpc.request("no_such", Params::new()).await.unwrap_err();
        nothing("an error of the node's");
        rpc.subscribe(Subscribe::new("no_such", Params::new(), "no")).await.unwrap_err();
        nothing("a subscription that was refused");
        chain.set_faults(Faults::seeded(1).silences(1000));
        rpc.send(Request::new("echo", Params::new()).timeout(SECOND)).await.unwrap_err();
        nothing("a timeout");
        drop(rpc.request("echo", Params::new()).now_or_never());
        nothing("a request that was dropped");
        let submission = rpc.request("author_submitExtrinsic", Params::new().hex(&[1]));
        let cut = async {
            world.clock.sleep(SECOND).await;
            world.network.break_now("node", Break::Cut);
        };
        let (submitted, ()) = join(submission, cut).await;
        assert!(matches!(submitted, Err(Error::OutcomeUnknown { .. })), "{submitted:?}");
        nothing("a submission that was lost");
    });
}

/// async-substrate-interface #200, #207, #243, and still in 2.2.1: while a subscription was open
/// nothing reconnected, and the subscription was lost.
#[test]
fn a_subscription_that_blocks_reconnecting() {
    let chain = chain();
    let world = World::new(chain.clone());
    world.run(async |rpc| {
        let mut heads = rpc.subscribe(heads()).await.unwrap();
        // Nobody reads it meanwhile.
        world.network.break_now("node", Break::Cut);
        assert_eq!(echo(&rpc, 1).await.unwrap(), 1);
        assert!(world.clock.now() < SECOND, "{:?}", world.clock);
        chain.advance(1);
        let mut seen = Vec::new();
        for _ in 0..4 {
            seen.push(match heads.next().await.unwrap().unwrap() {
                Notice::Item(head) => head.read::<Value>("a head").unwrap()["number"].to_string(),
                Notice::Resumed { .. } => "resumed".into(),
                other => panic!("{other:?}"),
            });
        }
        assert_eq!(seen, ["\"0x1\"", "resumed", "\"0x1\"", "\"0x2\""]);
    });
}

/// subxt #2050, open: a subscription whose socket has died in silence is silent for ever.
#[test]
fn a_subscription_that_is_silent_for_ever() {
    let chain = chain();
    let world = World::new(chain);
    world.run(async |rpc| {
        let mut heads = rpc.subscribe(heads()).await.unwrap();
        heads.next().await.unwrap().unwrap();
        let began = world.clock.now();
        world.network.break_now("node", Break::Hang);
        let resumed = heads.next().await.unwrap().unwrap();
        assert!(matches!(resumed, Notice::Resumed { .. }), "{resumed:?}");
        let took = world.clock.now() - began;
        let patience = Config::PING_AFTER + Config::PING_TIMEOUT + SECOND;
        assert!(took <= patience, "{took:?} of {patience:?}");
    });
}

/// async-substrate-interface #162, #196, #212, #231: requests made at once got each other's ids, no
/// id at all, and each other's answers.
#[test]
fn ids_that_collide() {
    let heard = Heard { chain: chain(), ids: Arc::default() };
    let ids = heard.ids.clone();
    let world = World::new(heard);
    let faults = LinkFaults::none().delayed(60, 3 * SECOND).duplicated(50);
    world.network.set_faults("node", faults);
    world.run(async |rpc| {
        let cut = async {
            world.clock.sleep(SECOND).await;
            world.network.break_now("node", Break::Cut);
        };
        let (answers, ()) = join(join_all((0..500).map(|i| echo(&rpc, i))), cut).await;
        for (answer, i) in answers.into_iter().zip(0..) {
            assert_eq!(answer.unwrap(), i, "somebody else's answer");
        }
        assert_eq!(world.network.attempts("node"), 2);
    });
    // Over one connection each id was used once.
    let ids = ids.lock().unwrap();
    assert!(ids.iter().map(BTreeSet::len).sum::<usize>() > 500, "and some were asked again");
}

/// A node that keeps the ids it was asked under, by connection, and wants none twice.
struct Heard {
    chain: Chain,
    ids: Arc<Mutex<Vec<BTreeSet<u64>>>>,
}

struct Hearing {
    inner: Box<dyn Conversation>,
    ids: Arc<Mutex<Vec<BTreeSet<u64>>>>,
    connection: usize,
}

impl Node for Heard {
    fn converse(&self) -> Box<dyn Conversation> {
        let mut ids = self.ids.lock().unwrap();
        ids.push(BTreeSet::new());
        let (connection, inner) = (ids.len() - 1, self.chain.converse());
        Box::new(Hearing { inner, ids: self.ids.clone(), connection })
    }
}

impl Conversation for Hearing {
    fn handle_frame(&mut self, frame: Bytes) {
        let request: Value = serde_json::from_slice(&frame).unwrap();
        let id = request["id"].as_u64().expect("an id");
        assert!(self.ids.lock().unwrap()[self.connection].insert(id), "{id} was used already");
        self.inner.handle_frame(frame);
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<String> {
        self.inner.poll_frame(cx)
    }

    fn unanswered(&self) -> usize {
        self.inner.unanswered()
    }
}

/// async-substrate-interface #190: a request that was cancelled left its answer to the next one.
#[test]
fn cancelled_requests() {
    let world = World::new(chain());
    world.network.set_faults("node", LinkFaults::none().latency(SECOND));
    world.run(async |rpc| {
        rpc.connected().await.unwrap();
        for i in 0..20 {
            let cancelled = echo(&rpc, 1000 + i);
            let patience = world.clock.sleep(SECOND + SECOND / 2);
            pin_mut!(cancelled);
            match select(cancelled, patience).await {
                Either::Left(_) => panic!("its answer takes two seconds"),
                Either::Right(_) => assert_eq!(rpc.load().pending, 1),
            }
            // The answer to what was cancelled comes first.
            assert_eq!(echo(&rpc, i).await.unwrap(), i);
        }
    });
}

/// async-substrate-interface #238: RecursionError under load.
#[test]
fn recursion_under_load() {
    const REQUESTS: u64 = 5000;
    let lives = || {
        let chain = chain();
        let world = World::new(chain.clone());
        world.run(async |rpc| {
            let cut = async {
                for _ in 0..3 {
                    world.clock.sleep(SECOND / 10).await;
                    world.network.break_now("node", Break::Cut);
                }
            };
            world.network.set_faults("node", LinkFaults::none().latency(SECOND / 20));
            echo(&rpc, 0).await.unwrap();
            let (answers, ()) = join(join_all((0..REQUESTS).map(|i| echo(&rpc, i))), cut).await;
            for answer in answers {
                answer.unwrap();
            }
            // All of them end at one moment.
            chain.set_faults(Faults::seeded(1).silences(1000));
            let ends = join_all((0..REQUESTS).map(|i| echo(&rpc, i))).await;
            assert!(ends.iter().all(|end| matches!(end, Err(Error::Timeout { .. }))));
        });
    };
    // A sixteenth of the main thread's: what recurses by request does not fit.
    thread::Builder::new().stack_size(512 << 10).spawn(lives).unwrap().join().unwrap();
}

/// async-substrate-interface 1.5 and 1.6: once a request had used its retries up, the connection
/// was unusable for all others.
#[test]
fn a_connection_poisoned_by_max_retries() {
    let world = World::slow();
    world.run(async |rpc| {
        rpc.request("light", Params::new()).await.unwrap();
        // Each connection takes the request and is cut before the answer comes.
        let cut = async {
            for _ in 0..=Config::MAX_RESENDS {
                world.clock.sleep(60 * SECOND).await;
                world.network.break_now("node", Break::Cut);
            }
        };
        let heavy = Request::new("heavy", Params::new()).timeout(HOUR);
        let (result, ()) = join(rpc.send(heavy), cut).await;
        assert!(matches!(result, Err(Error::Closed { .. })), "{result:?}");
        assert!(world.clock.now() < HOUR / 6, "it gave up of itself");
        rpc.request("light", Params::new()).await.unwrap();
    });
}

/// async-substrate-interface #253: the exception of a request that had failed was kept, and raised
/// at requests that had not.
#[test]
fn stale_exceptions_kept() {
    let chain = chain();
    let world = World::new(chain.clone());
    world.run(async |rpc| {
        echo(&rpc, 1).await.unwrap();
        chain.set_faults(Faults::seeded(1).silences(1000));
        echo(&rpc, 2).await.unwrap_err();
        chain.set_faults(Faults::default());
        world.network.set_faults("node", LinkFaults::none().unreachable());
        world.network.break_now("node", Break::Cut);
        echo(&rpc, 3).await.unwrap_err();
        assert!(rpc.health()[0].failure.is_some());
        world.network.set_faults("node", LinkFaults::none());
        for i in 4..100 {
            assert_eq!(echo(&rpc, i).await.unwrap(), i);
        }
        assert!(rpc.health()[0].failure.is_none(), "{:?}", rpc.health());
    });
}

/// async-substrate-interface #197, #203: a connection closed itself while the node worked for long,
/// or while nobody asked anything.
#[test]
fn an_idle_connection_that_closes_itself_during_long_work() {
    let world = World::slow();
    world.run(async |rpc| {
        let heavy = Request::new("heavy", Params::new()).timeout(HOUR);
        rpc.send(heavy).await.unwrap();
        assert_eq!(world.clock.now(), HOUR / 2, "to the moment");
        world.clock.sleep(24 * HOUR).await;
        rpc.request("light", Params::new()).await.unwrap();
        assert_eq!(world.network.attempts("node"), 1, "it is the same connection");
    });
}

/// A node that works on one request for half an hour, and answers others at once.
struct Slow(VirtualClock);

#[async_trait]
impl Transport for Slow {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        match request.method {
            "heavy" => self.0.sleep(HOUR / 2).await,
            "light" => {}
            _ => return Err(Error::Rpc(RpcError::new(RpcError::METHOD_NOT_FOUND, "unknown"))),
        }
        Ok(Reply::from_json("null"))
    }
}

/// async-substrate-interface #231 and after: results were looked for every 10 ms. Here a request
/// takes its two ways and nothing else.
#[test]
fn a_latency_of_its_own() {
    let world = World::new(chain());
    let way = Duration::from_millis(7);
    world.network.set_faults("node", LinkFaults::none().latency(way));
    world.run(async |rpc| {
        echo(&rpc, 0).await.unwrap();
        for i in 0..100 {
            let began = world.clock.now();
            echo(&rpc, i).await.unwrap();
            assert_eq!(world.clock.now() - began, 2 * way);
        }
    });
}

/// Requests of other threads reach a driver that sleeps, each of them.
#[test]
fn lost_wakeups() {
    let server = serve(chain(), 0).unwrap().spawn();
    let (rpc, driver) = WebSocket::builder().endpoint(server.ws_url()).build();
    let driven = thread::spawn(|| block_on(driver));
    let askers = (0..4).map(|_| {
        let rpc = rpc.clone();
        thread::spawn(move || {
            for i in 0..500 {
                assert_eq!(block_on(echo(&rpc, i)).unwrap(), i);
            }
        })
    });
    for asker in askers.collect::<Vec<_>>() {
        asker.join().unwrap();
    }
    drop(rpc);
    driven.join().unwrap().unwrap();
}

/// subxt: what could not be sent was tried again without limit and without a pause.
#[test]
fn endless_retries_without_a_pause() {
    let world = World::new(chain());
    world.run(async |rpc| {
        echo(&rpc, 1).await.unwrap();
        world.network.set_faults("node", LinkFaults::none().unreachable());
        world.network.break_now("node", Break::Cut);
        let before = world.network.attempts("node");
        let request = Request::new("echo", Params::new().number(2)).timeout(HOUR);
        rpc.send(request).await.unwrap_err();
        // Half of the longest wait is left to chance.
        let (attempts, hour) = (world.network.attempts("node") - before, HOUR.as_secs() as usize);
        let most = 2 * hour / Config::MAX_BACKOFF.as_secs() as usize + 16;
        assert!((60..=most).contains(&attempts), "{attempts} of {most}");
    });
}
