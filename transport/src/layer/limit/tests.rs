use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use futures::FutureExt;
use futures::executor::block_on;
use futures::future::{BoxFuture, join_all};

use super::*;
use crate::Params;
use crate::layer::testing::Scripted;
use crate::mock::VirtualClock;

const SECOND: Duration = Duration::from_secs(1);

fn limit(node: &Scripted, clock: &VirtualClock) -> Limit<Scripted> {
    Limit::new(node.clone(), clock.clone())
}

fn is_over<T>(future: &mut BoxFuture<'_, T>) -> bool {
    future.now_or_never().is_some()
}

fn batch_of(len: usize) -> Vec<Request<'static>> {
    (0..len).map(|_| Request::new("b", Params::new())).collect()
}

#[test]
fn a_rate_lets_so_many_pass_and_then_one_after_the_other() {
    let (node, clock) = (Scripted::new(), VirtualClock::new());
    let limit = limit(&node, &clock).burst(2).rate(10, SECOND);
    let mut all = join_all((0..100).map(|_| limit.request("a", Params::new()))).boxed();
    let mut passed = Vec::new();
    for _ in 0..4 {
        assert!(!is_over(&mut all));
        passed.push(node.asked().len());
        // Two steps of a clock for one token.
        clock.advance(SECOND / 20);
        assert!(!is_over(&mut all));
        clock.advance(SECOND / 20);
    }
    assert_eq!(passed, [2, 3, 4, 5]);
    clock.advance(SECOND * 1000);
    assert!(!is_over(&mut all));
    assert_eq!(node.asked().len(), 5 + 2, "the bucket holds two, however long it fills");
}

#[test]
fn a_minutes_requests_pass_in_a_minute() {
    let (node, clock) = (Scripted::new(), VirtualClock::new());
    let limit = limit(&node, &clock).rate(600, SECOND * 60);
    let mut all = join_all((0..1200).map(|_| limit.request("a", Params::new()))).boxed();
    assert!(!is_over(&mut all));
    assert_eq!(node.asked().len(), 600);
    for _ in 0..599 {
        clock.advance(SECOND / 10);
        assert!(!is_over(&mut all));
    }
    clock.advance(SECOND / 10);
    assert!(is_over(&mut all));
}

#[test]
fn so_many_are_under_way_and_the_others_wait_their_turn() {
    let (node, clock) = (Scripted::new(), VirtualClock::new());
    let limit = limit(&node, &clock).in_flight(2);
    let answers: Vec<_> = (0..4).map(|_| node.answer_later()).collect();
    let methods = ["0", "1", "2", "3"];
    let mut all = methods.map(|method| limit.request(method, Params::new()));
    assert!(all.iter_mut().all(|request| !is_over(request)));
    assert_eq!(node.asked(), ["0", "1"]);
    // The third has come before the fourth, whichever is polled first.
    drop(answers);
    assert!(is_over(&mut all[1]));
    assert!(!is_over(&mut all[3]) && node.asked().len() == 2);
    assert!(is_over(&mut all[2]) && is_over(&mut all[3]));
    assert_eq!(node.asked(), ["0", "1", "2", "3"]);
}

#[test]
fn a_batch_counts_as_its_requests() {
    let (node, clock) = (Scripted::new(), VirtualClock::new());
    let limit = limit(&node, &clock).rate(4, SECOND).in_flight(3);
    block_on(limit.batch(batch_of(3))).unwrap();
    assert!(limit.batch(batch_of(2)).now_or_never().is_none(), "one token is left");
    assert!(limit.request("a", Params::new()).now_or_never().is_some());
    // More than the bucket holds and than may be under way: all that there is.
    let mut large = limit.batch(batch_of(100));
    assert!(!is_over(&mut large));
    clock.advance(SECOND);
    assert!(is_over(&mut large));
    assert_eq!(node.batches(), [3, 100]);
    assert!(block_on(limit.batch(Vec::new())).unwrap().is_empty());

    clock.advance(SECOND * 9);
    let _answer = node.answer_later();
    let mut slow = limit.batch(batch_of(2));
    assert!(!is_over(&mut slow));
    assert!(limit.batch(batch_of(2)).now_or_never().is_none(), "two of three are under way");
    assert!(limit.request("a", Params::new()).now_or_never().is_some());
}

#[test]
fn permits_come_back_from_requests_that_fail_panic_or_are_dropped() {
    let (node, clock) = (Scripted::new(), VirtualClock::new());
    let limit = limit(&node, &clock).in_flight(1);
    for _ in 0..3 {
        node.answer(Err(Error::closed("by the test")));
        block_on(limit.request("fails", Params::new())).unwrap_err();
        node.answer_by_panic();
        let panics = || block_on(limit.request("panics", Params::new()));
        catch_unwind(AssertUnwindSafe(panics)).unwrap_err();
        let _answer = node.answer_later();
        let mut dropped = limit.request("dropped", Params::new());
        assert!(!is_over(&mut dropped));
        let mut next = limit.request("next", Params::new());
        assert!(!is_over(&mut next));
        drop(dropped);
        assert!(is_over(&mut next));
    }
    let mut subscription =
        block_on(limit.subscribe(Subscribe::new("s", Params::new(), "u"))).unwrap();
    assert!(limit.request("a", Params::new()).now_or_never().is_some(), "it holds no place");
    assert!(block_on(futures::StreamExt::next(&mut subscription)).is_some());
}

#[test]
fn who_leaves_the_queue_lets_the_next_one_move_up() {
    let (node, clock) = (Scripted::new(), VirtualClock::new());
    let limit = limit(&node, &clock).rate(1, SECOND);
    block_on(limit.request("0", Params::new())).unwrap();
    let mut first = limit.request("1", Params::new());
    let mut second = limit.request("2", Params::new());
    assert!(!is_over(&mut first) && !is_over(&mut second));
    let (woken, waker) = (Arc::new(Woken::default()), futures::task::waker);
    let waker = waker(woken.clone());
    assert!(second.as_mut().poll(&mut core::task::Context::from_waker(&waker)).is_pending());
    drop(first);
    assert_eq!(woken.take(), 1, "it is first now");
    assert!(second.as_mut().poll(&mut core::task::Context::from_waker(&waker)).is_pending());
    clock.advance(SECOND);
    assert_eq!(woken.take(), 1, "by the clock");
    assert!(is_over(&mut second));
    assert_eq!(node.asked(), ["0", "2"]);
    assert_eq!(clock.alarms(), 0);
}

#[test]
fn time_in_the_queue_is_part_of_a_requests_time() {
    let (node, clock) = (Scripted::new(), VirtualClock::new());
    let limit = limit(&node, &clock).rate(1, SECOND);
    block_on(limit.request("0", Params::new())).unwrap();
    let patient = Request::new("patient", Params::new()).timeout(SECOND * 3);
    let hasty = Request::new("hasty", Params::new()).timeout(SECOND / 2);
    let mut hasty = limit.send(hasty);
    let mut patient = limit.send(patient);
    assert!(!is_over(&mut hasty) && !is_over(&mut patient));
    clock.advance(SECOND / 2);
    let error = block_on(hasty).unwrap_err();
    assert!(matches!(error, Error::Timeout { after, .. } if after == SECOND / 2), "{error}");
    clock.advance(SECOND / 2);
    block_on(patient).unwrap();
    assert_eq!(node.timeouts(), [None, Some(SECOND * 2)]);
}

#[derive(Default)]
struct Woken(core::sync::atomic::AtomicUsize);

impl Woken {
    fn take(&self) -> usize {
        self.0.swap(0, core::sync::atomic::Ordering::SeqCst)
    }
}

impl futures::task::ArcWake for Woken {
    fn wake_by_ref(woken: &Arc<Self>) {
        woken.0.fetch_add(1, core::sync::atomic::Ordering::SeqCst);
    }
}
