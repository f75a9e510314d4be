//! A world: chains, hosts, a network, a client, and what must be true of them in the end.

use core::future::Future;
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use fastrand::Rng;
use futures::future::{Either, join_all, select};
use futures::pin_mut;
use subwire_transport::connection::{Config, Genesis, Load};
use subwire_transport::mock::{Chain, Network, VirtualClock};
use subwire_transport::{Params, Reply, Transport, WebSocket};

use crate::traffic::{Client, Tally};
use crate::weather;

/// Gives its parameter back.
pub(crate) const ECHO: &str = "sim_echo";

const GENESIS: [u8; 32] = [0xaa; 32];
const HOSTS: [&str; 3] = ["a", "b", "c"];
const BLOCK_TIME: Duration = Duration::from_secs(6);

/// How often each extrinsic has reached a chain.
#[derive(Clone, Default)]
pub(crate) struct Ledger(Arc<Mutex<BTreeMap<Vec<u8>, u32>>>);

impl Ledger {
    pub(crate) fn executed(&self, extrinsic: &[u8]) -> u32 {
        self.0.lock().unwrap().get(extrinsic).copied().unwrap_or_default()
    }

    fn execute(&self, extrinsic: &[u8]) {
        *self.0.lock().unwrap().entry(extrinsic.to_vec()).or_default() += 1;
    }

    fn check(&self) {
        for (extrinsic, times) in &*self.0.lock().unwrap() {
            assert_eq!(*times, 1, "executions of {extrinsic:?}");
        }
    }
}

pub(crate) struct World {
    pub(crate) clock: VirtualClock,
    pub(crate) network: Network,
    pub(crate) chain: Chain,
    pub(crate) wrong: Chain,
    pub(crate) ledger: Ledger,
    /// Whether the nodes refuse requests at times.
    pub(crate) moody: bool,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let clock = VirtualClock::new();
        let network = Network::new(&clock, seed);
        let ledger = Ledger::default();
        let counted = ledger.clone();
        let chain = chain(GENESIS, echo);
        chain.on_submit(move |extrinsic| {
            counted.execute(extrinsic);
            Ok(())
        });
        // Whoever believes this one shows it.
        let wrong = chain_of_lies();
        Self { clock, network, chain, wrong, ledger, moody: false }
    }

    /// A client of these hosts, and the future that runs `work` with it.
    pub(crate) async fn client<R>(
        &self,
        hosts: &[&str],
        seed: u64,
        work: impl AsyncFnOnce(Client) -> R,
    ) -> R {
        let mut config = Config::default();
        config.genesis = Genesis::Is(GENESIS);
        config.first_attempts = u32::MAX;
        config.seed = Some(seed);
        let (rpc, driver) = WebSocket::builder()
            .endpoints(hosts.iter().map(|host| format!("ws://{host}")))
            .config(config)
            .clock(Arc::new(self.clock.clone()))
            .build_with(self.network.connector());
        let (clock, ledger) = (self.clock.clone(), self.ledger.clone());
        driver.run(work(Client { rpc, clock, ledger })).await
    }

    /// What must be true once the client is gone: nobody has anything left of it.
    pub(crate) fn check(&self) {
        self.network.run_out();
        assert_eq!(self.clock.alarms(), 0, "alarms are left");
        assert_eq!((self.chain.subscriptions(), self.wrong.subscriptions()), (0, 0));
        self.ledger.check();
    }
}

/// Lives through the world of a seed.
pub(crate) fn live(seed: u64) -> Tally {
    let mut rng = Rng::with_seed(seed);
    let world = World { moody: rng.bool(), ..World::new(rng.u64(..)) };
    let hosts = &HOSTS[..rng.usize(1..=HOSTS.len())];
    for host in hosts {
        world.network.serve(host, world.chain.clone());
        if rng.bool() {
            world.network.set_faults(host, weather::link(&mut rng));
        }
    }
    if hosts.len() > 1 && rng.u8(..3) == 0 {
        world.network.serve(hosts[rng.usize(..hosts.len())], world.wrong.clone());
    }
    let (client, weather) = (rng.u64(..), rng.u64(..));
    let acts: Vec<Rng> = (0..rng.usize(5..25)).map(|_| rng.fork()).collect();
    let tally = world.network.run(world.client(hosts, client, async |client| {
        let acts = acts.into_iter().zip(0..).map(|(rng, number)| client.act(number * 100, rng));
        let rage = weather::rage(&world, hosts, weather);
        let tallies = beside(join_all(acts), rage, world.blocks()).await;
        weather::calm(&world, hosts);
        recover(&client).await;
        settle(&client).await;
        // A node that refuses to listen cannot be told that nobody reads a subscription any more.
        if !world.moody {
            assert_eq!(world.chain.subscriptions(), 0, "the node still serves who has gone");
        }
        tallies.into_iter().fold(Tally::default(), |sum, tally| sum + tally)
    }));
    world.check();
    tally
}

impl World {
    /// A block from time to time, for ever.
    async fn blocks(&self) {
        loop {
            self.clock.sleep(BLOCK_TIME).await;
            self.chain.advance(1);
        }
    }
}

/// Once the weather is fair, so is the client.
pub(crate) async fn recover(client: &Client) {
    let mut attempts = 0;
    loop {
        match client.rpc.request(ECHO, Params::new().number(7)).await {
            Ok(reply) => break assert_eq!(reply.as_json(), b"7"),
            Err(error) => {
                attempts += 1;
                assert!(attempts < 100, "it never recovers: {error}; {:?}", client.rpc.health());
                client.clock.sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// What was given up is told to the node, whose answers are nobody's; then nothing is left.
async fn settle(client: &Client) {
    client.clock.sleep(Config::REQUEST_TIMEOUT * 2).await;
    assert_eq!(client.rpc.load(), Load::default());
}

/// Runs both others for as long as the first one takes.
async fn beside<F: Future>(
    first: F,
    second: impl Future<Output = ()>,
    third: impl Future<Output = ()>,
) -> F::Output {
    let others = futures::future::join(second, third);
    pin_mut!(first, others);
    match select(first, others).await {
        Either::Left((output, _)) => output,
        Either::Right(_) => unreachable!("they have no end"),
    }
}

fn echo(params: &Params) -> Reply {
    let json = params.as_json().trim_start_matches('[').trim_end_matches(']');
    Reply::from_json(json.to_string())
}

fn chain(genesis: [u8; 32], answer: fn(&Params) -> Reply) -> Chain {
    Chain::builder().genesis(genesis).method(ECHO, move |params| Ok(answer(params))).build()
}

fn chain_of_lies() -> Chain {
    let lies = |_: &Params| Reply::from_json("\"another chain's\"");
    let chain = chain([0xbb; 32], lies);
    chain.on_submit(|extrinsic| panic!("another chain was given {extrinsic:?}"));
    chain
}
