use futures::executor::block_on;
use futures::{FutureExt, StreamExt};

use super::*;
use crate::layer::testing::Scripted;
use crate::mock::VirtualClock;
use crate::{Params, RpcError};

struct Bench {
    clock: VirtualClock,
    nodes: [Scripted; 3],
    fallback: Fallback,
}

impl Bench {
    fn new() -> Self {
        let clock = VirtualClock::new();
        let nodes: [Scripted; 3] = Default::default();
        let [a, b, c] = nodes.clone();
        let fallback = Fallback::new(a, clock.clone()).or(b).or(c);
        Self { clock, nodes, fallback }
    }

    fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        self.fallback.send(request).now_or_never().expect("nothing waits here")
    }

    /// How many requests have come to each node.
    fn asked(&self) -> [usize; 3] {
        self.nodes.each_ref().map(|node| node.asked().len())
    }
}

fn read() -> Request<'static> {
    Request::new("chain_getHead", Params::new())
}

fn lost() -> Error {
    Error::closed("by the test")
}

fn unreachable() -> Error {
    Error::connect("ws://x", "refused")
}

#[test]
fn the_next_one_is_asked_and_remembered() {
    let bench = Bench::new();
    bench.nodes[0].answer(Err(lost()));
    bench.nodes[1].answer(Err(Error::timeout(Duration::from_secs(1))));
    bench.send(read()).unwrap();
    assert_eq!(bench.asked(), [1, 1, 1]);
    bench.send(read()).unwrap();
    assert_eq!(bench.asked(), [1, 1, 2], "the one that answered");
    bench.nodes[2].answer(Err(lost()));
    bench.send(read()).unwrap();
    assert_eq!(bench.asked(), [2, 1, 3], "and then all in their order");
}

#[test]
fn one_request_a_pause_returns_to_the_first() {
    let bench = Bench::new();
    for node in &bench.nodes[..2] {
        node.answer(Err(lost()));
    }
    bench.send(read()).unwrap();
    bench.clock.advance(Fallback::RETURN_AFTER - Duration::from_nanos(1));
    bench.send(read()).unwrap();
    assert_eq!(bench.asked(), [1, 1, 2]);
    bench.clock.advance(Duration::from_nanos(1));
    let answer = bench.nodes[0].answer_later();
    let mut first = bench.fallback.send(read());
    assert!(first.as_mut().now_or_never().is_none());
    bench.send(read()).unwrap();
    assert_eq!(bench.asked(), [2, 1, 3], "others do not wait for it");
    answer.send(Err(lost())).unwrap();
    block_on(first).unwrap();
    assert_eq!(bench.asked(), [2, 1, 4], "the one that works comes next");
    bench.clock.advance(Fallback::RETURN_AFTER);
    bench.send(read()).unwrap();
    bench.send(read()).unwrap();
    assert_eq!(bench.asked(), [4, 1, 4], "the first works again");
}

#[test]
fn a_nodes_answer_is_an_answer() {
    let bench = Bench::new();
    for error in [Error::Rpc(RpcError::new(1, "no")), Error::too_large("x"), Error::lagged(1)] {
        let wanted = error.to_string();
        bench.nodes[0].answer(Err(error));
        assert_eq!(bench.send(read()).unwrap_err().to_string(), wanted);
    }
    assert_eq!(bench.asked(), [3, 0, 0]);
}

#[test]
fn a_submission_is_not_sent_where_it_may_have_been() {
    let submission = || Request::new("author_submitExtrinsic", Params::new().hex(&[1]));
    for error in [lost(), Error::timeout(Duration::from_secs(1)), Error::refused("x", 504)] {
        for request in [submission(), read().once()] {
            let bench = Bench::new();
            bench.nodes[0].answer(Err(unreachable()));
            bench.nodes[1].answer(Err(error.clone()));
            let ended = bench.send(request.clone()).unwrap_err();
            let told = matches!(&ended, Error::OutcomeUnknown { method, reason }
                if method == request.method && *reason == error.to_string());
            assert!(told && bench.asked() == [1, 1, 0], "{ended}");
            // In a batch, beside one that may be read again.
            let bench = Bench::new();
            bench.nodes[0].answer(Err(error.clone()));
            bench.nodes[0].answer(Err(error.clone()));
            let all = block_on(bench.fallback.batch([request, read()].into())).unwrap();
            assert!(matches!(all[0], Err(Error::OutcomeUnknown { .. })) && all[1].is_ok());
            assert_eq!((bench.nodes[1].batches(), bench.asked()), (vec![1], [2, 1, 0]));
        }
    }
    let unsent =
        [unreachable(), Error::overloaded(1), Error::refused("x", 429), Error::refused("x", 403)];
    for error in unsent {
        let bench = Bench::new();
        bench.nodes[0].answer(Err(error));
        bench.send(submission()).unwrap();
        assert_eq!(bench.asked(), [1, 1, 0]);
    }
    let bench = Bench::new();
    bench.nodes[0].answer(Err(lost()));
    let watch =
        Subscribe::new("author_submitAndWatchExtrinsic", Params::new(), "author_unwatchExtrinsic");
    let error = block_on(bench.fallback.subscribe(watch)).unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown { .. }));
    assert_eq!(bench.asked(), [1, 0, 0]);
}

#[test]
fn all_errors_are_told() {
    let bench = Bench::new();
    bench.nodes[0].answer(Err(lost()));
    bench.nodes[1].answer(Err(unreachable()));
    bench.nodes[2].answer(Err(Error::refused("wss://y", 503)));
    let error = bench.send(read()).unwrap_err();
    assert!(error.is_retryable());
    assert_eq!(
        error.to_string(),
        "connection closed: each transport failed; 1: connection closed: by the test; \
         2: cannot connect to ws://x: refused; 3: wss://y refused with HTTP status 503"
    );
    let alone = Scripted::new();
    alone.answer(Err(lost()));
    let fallback = Fallback::new(alone, VirtualClock::new());
    let error = block_on(fallback.send(read())).unwrap_err().to_string();
    assert_eq!(error, lost().to_string());
}

#[test]
fn a_batch_stays_one_and_only_what_failed_is_asked_again() {
    let bench = Bench::new();
    for answer in [Ok(Reply::from_json("0")), Err(lost()), Err(lost()), Ok(Reply::from_json("3"))] {
        bench.nodes[0].answer(answer);
    }
    bench.nodes[1].answer(Ok(Reply::from_json("1")));
    bench.nodes[1].answer(Err(lost()));
    bench.nodes[2].answer(Err(unreachable()));
    let requests = (0..4).map(|_| read()).collect();
    let all = block_on(bench.fallback.batch(requests)).unwrap();
    let text = |n: usize| all[n].as_ref().map(|reply| reply.as_json().to_vec()).ok();
    assert_eq!([0, 1, 3].map(text), ["0", "1", "3"].map(|json| Some(json.as_bytes().to_vec())));
    let error = all[2].as_ref().unwrap_err().to_string();
    assert!(error.contains("1: connection closed") && error.contains("3: cannot"), "{error}");
    assert_eq!(bench.nodes.each_ref().map(|node| node.batches()), [vec![4], vec![2], vec![1]]);
    assert!(block_on(bench.fallback.batch(Vec::new())).unwrap().is_empty());
}

#[test]
fn attempts_share_a_requests_time() {
    let bench = Bench::new();
    let request = || read().timeout(Duration::from_secs(3));
    let answer = bench.nodes[0].answer_later();
    let mut sent = bench.fallback.send(request());
    assert!(sent.as_mut().now_or_never().is_none());
    bench.clock.advance(Duration::from_secs(1));
    answer.send(Err(lost())).unwrap();
    block_on(sent).unwrap();
    assert_eq!(bench.nodes[1].timeouts(), [Some(Duration::from_secs(2))]);

    let answer = bench.nodes[1].answer_later();
    let mut sent = bench.fallback.send(request());
    assert!(sent.as_mut().now_or_never().is_none());
    bench.clock.advance(Duration::from_secs(3));
    answer.send(Err(Error::timeout(Duration::from_secs(3)))).unwrap();
    assert!(matches!(block_on(sent), Err(Error::Timeout { .. })));
    assert_eq!(bench.asked(), [1, 2, 0], "no time is left for others");
}

#[test]
fn a_subscription_is_made_by_whoever_can() {
    let bench = Bench::new();
    bench.nodes[0].answer(Err(lost()));
    let subscribe = Subscribe::new("s", Params::new(), "u");
    let subscription = block_on(bench.fallback.subscribe(subscribe)).unwrap();
    assert!(bench.nodes[1].is_open());
    assert_eq!(block_on(subscription.collect::<Vec<_>>()).len(), 4);
}

#[test]
fn a_clone_with_one_more_transport_goes_its_own_way() {
    let bench = Bench::new();
    let last = Scripted::new();
    let longer = bench.fallback.clone().or(last.clone());
    for node in &bench.nodes {
        node.answer(Err(unreachable()));
    }
    block_on(longer.send(read())).unwrap();
    assert_eq!(last.asked().len(), 1);
    bench.send(read()).unwrap();
    assert_eq!(bench.asked(), [2, 1, 1]);
}

#[test]
fn one_that_has_no_subscriptions_leaves_them_to_the_next() {
    let bench = Bench::new();
    bench.nodes[0].answer(Err(Error::unsupported("subscriptions")));
    let subscribe = Subscribe::new("s", Params::new(), "u");
    let subscription = block_on(bench.fallback.subscribe(subscribe)).unwrap();
    assert!(bench.nodes[1].is_open());
    drop(subscription);
    // It cannot have sent what it cannot send.
    bench.nodes[1].answer(Err(Error::unsupported("subscriptions")));
    let watched = Subscribe::new("author_submitAndWatchExtrinsic", Params::new(), "u");
    drop(block_on(bench.fallback.subscribe(watched)).unwrap());
    assert_eq!(bench.asked(), [2, 2, 0]);
}
