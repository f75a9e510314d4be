//! Who wakes whom, how often, and what is left behind: over a socket made of channels.

mod ends;

use alloc::task::Wake;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::Waker;

use bytes::Bytes;
use futures::channel::mpsc::{self, UnboundedReceiver, UnboundedSender};
use futures::{FutureExt, Sink, Stream, StreamExt};
use serde_json::{Value, json};

use super::*;
use crate::connection::Genesis;
use crate::mock::VirtualClock;
use crate::{Notice, Params, Request, Subscribe};

const SECOND: Duration = Duration::from_secs(1);

/// Counts how often it is woken.
#[derive(Default)]
struct Task(AtomicUsize);

impl Task {
    fn new() -> Arc<Self> {
        Arc::default()
    }

    fn waker(self: &Arc<Self>) -> Waker {
        Waker::from(self.clone())
    }

    /// How often it was woken since it was last asked.
    fn wakes(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }

    fn poll<F: Future + Unpin>(self: &Arc<Self>, future: &mut F) -> Poll<F::Output> {
        future.poll_unpin(&mut Context::from_waker(&self.waker()))
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A socket whose other end the test holds. It closes when the test has dropped that.
struct Pipe {
    out: UnboundedSender<Outgoing>,
    inward: UnboundedReceiver<Result<Arrival, Error>>,
}

impl Sink<Outgoing> for Pipe {
    type Error = Error;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, frame: Outgoing) -> Result<(), Error> {
        self.out.unbounded_send(frame).map_err(|_| Error::closed("cut"))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.out.close_channel();
        match self.inward.poll_next_unpin(cx) {
            Poll::Ready(None) => Poll::Ready(Ok(())),
            _ => Poll::Pending,
        }
    }
}

impl Stream for Pipe {
    type Item = Result<Arrival, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.inward.poll_next_unpin(cx)
    }
}

/// The node's end of a socket.
struct Peer {
    frames: UnboundedReceiver<Outgoing>,
    out: UnboundedSender<Result<Arrival, Error>>,
}

impl Peer {
    /// The requests that have come.
    fn requests(&mut self) -> Vec<Value> {
        core::iter::from_fn(|| self.frames.next().now_or_never().flatten())
            .map(|frame| serde_json::from_slice(&frame.text).unwrap())
            .collect()
    }

    fn say(&self, frame: &Value) {
        let frame = Arrival::Frame(Bytes::from(frame.to_string()));
        self.out.unbounded_send(Ok(frame)).unwrap();
    }

    /// Answers each request that has come with its method. Gives how many.
    fn answer(&mut self) -> usize {
        let requests = self.requests();
        for request in &requests {
            self.say(&json!({ "id": request["id"], "result": request["method"] }));
        }
        requests.len()
    }
}

/// A driver that is polled only when it was woken.
struct World {
    clock: VirtualClock,
    handle: Handle,
    driver: Option<Pin<Box<Driver>>>,
    task: Arc<Task>,
    peers: UnboundedReceiver<Peer>,
}

impl World {
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config { genesis: Genesis::Unchecked, ..Config::default() };
        change(&mut config);
        let clock = VirtualClock::new();
        let (dialled, peers) = mpsc::unbounded();
        let connector = move |_| -> Connecting {
            let ((out, frames), (back, inward)) = (mpsc::unbounded(), mpsc::unbounded());
            let accepted = dialled.unbounded_send(Peer { frames, out: back });
            let socket: BoxSocket = Box::pin(Pipe { out, inward });
            let connected = Connected { socket, received: Received::default() };
            let refused = |_| Error::connect("ws://a", "refused");
            Box::pin(core::future::ready(accepted.map(|()| connected).map_err(refused)))
        };
        let endpoints = ["ws://a".to_string()];
        let (handle, driver) =
            new(config, &endpoints, Box::new(connector), Arc::new(clock.clone()));
        let task = Task::new();
        task.waker().wake();
        Self { clock, handle, driver: Some(Box::pin(driver)), task, peers }
    }

    /// Polls the driver for as long as it is woken. Gives how often that was.
    fn settle(&mut self) -> usize {
        let mut polls = 0;
        while self.task.wakes() > 0 {
            let Some(driver) = &mut self.driver else { break };
            polls += 1;
            assert!(polls < 100, "the driver keeps waking itself at {:?}", self.clock.now());
            if self.task.poll(driver).is_ready() {
                self.driver = None;
            }
        }
        polls
    }

    /// Settles, with the next connection.
    fn connected(&mut self) -> Peer {
        self.settle();
        self.peers.next().now_or_never().flatten().expect("a connection is made")
    }

    fn wait(&mut self, time: Duration) -> usize {
        self.clock.advance(time);
        self.settle()
    }

    /// A request as a future of its own.
    fn ask(&self, method: &'static str) -> BoxFuture<Result<crate::Reply, Error>> {
        let handle = self.handle.clone();
        Box::pin(async move { handle.send(Request::new(method, Params::new())).await })
    }

    fn subscribe(&self) -> BoxFuture<Result<crate::Subscription, Error>> {
        let handle = self.handle.clone();
        Box::pin(
            async move { handle.subscribe(Subscribe::new("sub", Params::new(), "unsub")).await },
        )
    }

    /// A subscription that the node knows as "sub".
    fn subscribed(&mut self, peer: &mut Peer) -> crate::Subscription {
        let (task, mut subscribe) = (Task::new(), self.subscribe());
        assert!(task.poll(&mut subscribe).is_pending());
        self.settle();
        assert_eq!(peer.answer(), 1);
        self.settle();
        subscribe.now_or_never().expect("it stands").unwrap()
    }

    fn shared(&self) -> alloc::sync::Weak<Shared> {
        Arc::downgrade(&self.driver.as_ref().unwrap().shared)
    }
}

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

fn item(number: u64) -> Value {
    json!({ "method": "s", "params": { "subscription": "sub", "result": number } })
}

#[test]
fn a_request_costs_few_polls_and_an_idle_connection_none() {
    let mut world = World::new();
    let mut peer = world.connected();
    let (task, mut request) = (Task::new(), world.ask("m"));
    assert!(task.poll(&mut request).is_pending());
    let sent = world.settle();
    assert_eq!((peer.answer(), task.wakes()), (1, 0));
    let answered = world.settle();
    assert_eq!((sent, answered), (1, 2), "the second looks for room that the answer has made");
    assert_eq!(task.wakes(), 1);
    assert!(task.poll(&mut request).is_ready());
    drop(request);
    assert_eq!(world.wait(19 * SECOND), 0);
    // A thousand together cost little more than one.
    let mut requests: Vec<_> = (0..1000).map(|_| world.ask("m")).collect();
    for request in &mut requests {
        assert!(task.poll(request).is_pending());
    }
    let mut polls = world.settle();
    while peer.answer() > 0 {
        polls += world.settle();
    }
    assert!(polls < 30, "{polls} polls for a thousand requests");
    assert!(requests.into_iter().all(|request| request.now_or_never().is_some()));
}

#[test]
fn a_slot_that_becomes_free_is_used_at_once() {
    let mut world = World::with(|config| config.max_in_flight = 1);
    let mut peer = world.connected();
    let task = Task::new();
    let (mut first, mut second) = (world.ask("first"), world.ask("second"));
    assert!(task.poll(&mut first).is_pending() && task.poll(&mut second).is_pending());
    world.settle();
    assert_eq!(peer.requests().len(), 1);
    drop(first);
    world.settle();
    assert_eq!(peer.requests()[0]["method"], "second");
}

#[test]
fn a_reader_is_woken_once_in_the_task_that_polled_it_last() {
    let mut world = World::new();
    let mut peer = world.connected();
    let mut subscription = world.subscribed(&mut peer);
    let (first, last) = (Task::new(), Task::new());
    assert!(first.poll(&mut subscription.next()).is_pending());
    assert!(last.poll(&mut subscription.next()).is_pending());
    for number in 0..3 {
        peer.say(&item(number));
    }
    world.settle();
    assert_eq!((first.wakes(), last.wakes()), (0, 1));
    for _ in 0..3 {
        assert!(last.poll(&mut subscription.next()).is_ready());
    }
    assert!(last.poll(&mut subscription.next()).is_pending());
    peer.say(&item(3));
    world.settle();
    assert_eq!(last.wakes(), 1, "it is woken again once it has read all");
}

#[test]
fn time_alone_wakes_the_driver() {
    let mut world = World::with(|config| config.ping_after = None);
    let peer = world.connected();
    let (task, mut request) = (Task::new(), world.ask("m"));
    assert!(task.poll(&mut request).is_pending());
    world.settle();
    world.wait(59 * SECOND);
    assert_eq!(task.wakes(), 0);
    world.wait(SECOND);
    assert_eq!(task.wakes(), 1);
    let Poll::Ready(Err(Error::Timeout { .. })) = task.poll(&mut request) else {
        panic!("not timed out");
    };
    drop(peer);
}

#[test]
fn a_lost_connection_is_made_again_without_a_word_from_anybody() {
    let mut world = World::new();
    let mut peer = world.connected();
    let mut subscription = world.subscribed(&mut peer);
    let task = Task::new();
    assert!(task.poll(&mut subscription.next()).is_pending());
    drop(peer);
    assert!(world.settle() < 5, "it waits before the next attempt");
    assert!(world.peers.next().now_or_never().is_none());
    world.clock.advance(SECOND);
    let mut peer = world.connected();
    assert_eq!(peer.answer(), 1);
    world.settle();
    assert_eq!(task.wakes(), 1);
    let notice = task.poll(&mut subscription.next());
    assert!(matches!(notice, Poll::Ready(Some(Ok(Notice::Resumed { .. })))), "{notice:?}");
}
