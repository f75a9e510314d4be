//! A network in memory: hosts, and connections that are slow, break and lie.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::fmt;
use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use fastrand::Rng;
use futures::StreamExt;
use futures::io::{copy, sink};
use futures::stream::FuturesUnordered;

use super::VirtualClock;
use super::node::{Node, Troubled};
use super::serve::converse;

mod faults;
mod link;

pub use faults::{Break, LinkFaults};
use link::Link;
pub use link::LinkStream;

/// Hosts in memory, each with a node behind it. The real client connects with them, and time is
/// virtual: an hour of trouble takes milliseconds, and the same seed makes the same trouble. Clones
/// share it. It starts no thread.
///
/// A host has a name and no ports: `ws://far` and `http://far:9944` both mean the host `far`.
///
/// ```
/// use core::time::Duration;
/// use std::sync::Arc;
/// use subwire_transport::mock::{Chain, LinkFaults, Network, VirtualClock};
/// use subwire_transport::{Params, Transport, WebSocket};
///
/// let clock = VirtualClock::new();
/// let network = Network::new(&clock, 7);
/// network.serve("far", Chain::builder().name("far away").build());
/// network.set_faults("far", LinkFaults::none().latency(Duration::from_secs(1)).pieces(3));
///
/// let (rpc, driver) = WebSocket::builder()
///     .endpoint("ws://far")
///     .clock(Arc::new(clock.clone()))
///     .build_with(network.connector());
/// let name = network.run(driver.run(async {
///     rpc.request("system_chain", Params::new()).await
/// }))?;
/// assert_eq!(name.as_json(), br#""far away""#);
/// # Ok::<(), subwire_transport::Error>(())
/// ```
#[derive(Clone)]
pub struct Network {
    inner: Arc<Inner>,
}

struct Inner {
    clock: VirtualClock,
    state: Mutex<State>,
}

struct State {
    rng: Rng,
    hosts: BTreeMap<String, Host>,
    /// Clients that were accepted and are not polled yet.
    accepted: Vec<Serving>,
    serving: FuturesUnordered<Serving>,
    waker: Option<Waker>,
}

struct Host {
    node: Option<Arc<dyn Node>>,
    faults: LinkFaults,
    faults_once: Option<LinkFaults>,
    attempts: usize,
    links: Vec<Weak<Link>>,
}

type Serving = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A connection that is made by [`Network::connector`].
type Connecting = Pin<Box<dyn Future<Output = io::Result<LinkStream>> + Send>>;

impl Network {
    /// A network without hosts, whose trouble follows from the seed.
    #[must_use]
    pub fn new(clock: &VirtualClock, seed: u64) -> Self {
        let state = State {
            rng: Rng::with_seed(seed),
            hosts: BTreeMap::new(),
            accepted: Vec::new(),
            serving: FuturesUnordered::new(),
            waker: None,
        };
        Self { inner: Arc::new(Inner { clock: clock.clone(), state: Mutex::new(state) }) }
    }

    /// Puts a node behind a host's every port, for the connections from now on.
    pub fn serve(&self, host: &str, node: impl Node) {
        self.lock().host(host).node = Some(Arc::new(node));
    }

    /// Sets what goes wrong with the connections to a host from now on. Those that stand keep the
    /// faults that they were made with.
    pub fn set_faults(&self, host: &str, faults: LinkFaults) {
        self.lock().host(host).faults = faults;
    }

    /// Sets what goes wrong with the next connection to a host, and with that one only.
    pub fn set_faults_once(&self, host: &str, faults: LinkFaults) {
        self.lock().host(host).faults_once = Some(faults);
    }

    /// Breaks every connection with a host that stands.
    pub fn break_now(&self, host: &str, how: Break) {
        let links: Vec<_> = self.lock().host(host).links.iter().filter_map(Weak::upgrade).collect();
        for link in links {
            link.break_now(how);
        }
    }

    /// How many connections with a host stand.
    #[must_use]
    pub fn connections(&self, host: &str) -> usize {
        let state = self.lock();
        let links = state.hosts.get(host).map(|host| host.links.iter());
        links.into_iter().flatten().filter(|link| link.strong_count() > 0).count()
    }

    /// How often somebody has tried to connect with a host.
    #[must_use]
    pub fn attempts(&self, host: &str) -> usize {
        self.lock().hosts.get(host).map_or(0, |host| host.attempts)
    }

    /// What makes the connections, for
    /// [`WebSocketBuilder::build_with`](crate::WebSocketBuilder::build_with).
    pub fn connector(&self) -> impl Fn(String, u16) -> Connecting + Clone + Send + Sync + use<> {
        let network = self.clone();
        move |host, _| Box::pin(network.clone().connect(host))
    }

    /// Connects with a host.
    ///
    /// # Errors
    ///
    /// Where there is no such host, or its faults say so.
    pub async fn connect(self, host: String) -> io::Result<LinkStream> {
        let (faults, mut rng) = self.lock().call(&host);
        // There and back again.
        for _ in 0..2 {
            self.inner.clock.sleep(faults.way.travel(&mut rng)).await;
        }
        if faults.unreachable {
            return Err(io::ErrorKind::ConnectionRefused.into());
        }
        let mut state = self.lock();
        let Some(node) = state.host(&host).node.clone() else {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("no host {host}")));
        };
        let seed = rng.u64(..);
        let (link, client, server) = link::connect(&self.inner.clock, &faults, rng);
        state.host(&host).links.push(Arc::downgrade(&link));
        state.accepted.push(faults.serving(&self.inner.clock, seed, node, server));
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
        Ok(client)
    }

    /// Runs a future, with the hosts beside it, and lets time pass where both wait.
    ///
    /// # Panics
    ///
    /// As [`VirtualClock::run`].
    pub fn run<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        self.inner.clock.run(poll_fn(|cx| {
            self.serve_hosts(cx);
            let output = future.as_mut().poll(cx);
            if output.is_pending() {
                self.serve_hosts(cx);
            }
            output
        }))
    }

    /// Runs the hosts until every connection has ended and its server with it. Whatever is left
    /// after that, an alarm of the clock's for instance, is somebody else's.
    ///
    /// # Panics
    ///
    /// As [`VirtualClock::run`]: where a client still holds a connection.
    pub fn run_out(&self) {
        self.inner.clock.run(poll_fn(|cx| {
            self.serve_hosts(cx);
            let state = self.lock();
            if state.serving.is_empty() && state.accepted.is_empty() {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        }));
    }

    fn serve_hosts(&self, cx: &mut Context<'_>) {
        // Not under the lock: a node may have a client of this network in it.
        let mut serving = {
            let mut state = self.lock();
            state.waker = Some(cx.waker().clone());
            core::mem::take(&mut state.serving)
        };
        loop {
            serving.extend(self.lock().accepted.drain(..));
            if serving.poll_next_unpin(cx) != Poll::Ready(Some(())) {
                break;
            }
        }
        self.lock().serving = serving;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn host(&mut self, name: &str) -> &mut Host {
        self.hosts.entry(name.to_string()).or_insert_with(|| Host {
            node: None,
            faults: LinkFaults::none(),
            faults_once: None,
            attempts: 0,
            links: Vec::new(),
        })
    }

    /// Notes an attempt: the faults it will meet, and its own share of the chance.
    fn call(&mut self, host: &str) -> (LinkFaults, Rng) {
        let rng = self.rng.fork();
        let host = self.host(host);
        host.attempts += 1;
        host.links.retain(|link| link.strong_count() > 0);
        (host.faults_once.take().unwrap_or_else(|| host.faults.clone()), rng)
    }
}

impl LinkFaults {
    /// The server's end of a connection, as a future.
    fn serving(
        &self,
        clock: &VirtualClock,
        seed: u64,
        node: Arc<dyn Node>,
        stream: LinkStream,
    ) -> Serving {
        let (mute, refusal) = (self.mute, self.refusal);
        let node = Troubled::new(node, self.frames.clone(), Arc::new(clock.clone()), seed);
        let node = Arc::new(node);
        Box::pin(async move {
            if mute {
                // Read, so that the client's end is heard.
                let _ = copy(stream, &mut sink()).await;
            } else {
                converse(stream, node, refusal).await;
            }
        })
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Network")
            .field("clock", &self.inner.clock)
            .field("hosts", &state.hosts.keys())
            .finish_non_exhaustive()
    }
}
