//! Answers in trouble.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::time::Duration;

use futures::FutureExt;
use futures::executor::block_on;
use futures::future::join_all;

use super::super::{Chain, Faults};
use super::ask_of;
use crate::clock::Clock;
use crate::mock::VirtualClock;
use crate::{Error, Params, Request, Transport};

const SECOND: Duration = Duration::from_secs(1);

fn outcomes(faults: Faults) -> Vec<bool> {
    let chain = Chain::builder().faults(faults).build();
    (0..100).map(|_| ask_of(&chain, "system_chain", Params::new()).is_ok()).collect()
}

#[test]
fn the_same_seed_fails_the_same_requests() {
    let [first, again, other] = [1, 1, 2].map(|seed| outcomes(Faults::seeded(seed).errors(300)));
    assert_eq!(first, again);
    assert_ne!(first, other);
    let failed = first.iter().filter(|ok| !**ok).count();
    assert!((15..45).contains(&failed), "{failed} of 100");
    assert_eq!(outcomes(Faults::seeded(1).errors(1000)), [false; 100]);
    assert_eq!(outcomes(Faults::seeded(1)), [true; 100]);
}

#[test]
fn a_silenced_request_never_ends() {
    let chain = Chain::builder().build();
    chain.set_faults(Faults::seeded(1).silences(1000));
    let mut request = chain.request("system_chain", Params::new());
    assert!((0..9).all(|_| (&mut request).now_or_never().is_none()));
    let frame = r#"{"jsonrpc":"2.0","id":1,"method":"system_chain"}"#;
    assert_eq!(chain.handle(frame), None);
    chain.set_faults(Faults::default());
    assert!(chain.handle(frame).is_some());
}

#[test]
fn latency_is_the_clocks_and_lets_answers_overtake() {
    let clock = VirtualClock::new();
    let faults = Faults::seeded(3).latency(Arc::new(clock.clone()), SECOND..=9 * SECOND);
    let chain = Chain::builder().faults(faults).build();
    let order = Arc::new(std::sync::Mutex::new(Vec::new()));
    let requests = (0..20).map(|n| {
        let (chain, order) = (chain.clone(), order.clone());
        async move {
            chain.request("system_chain", Params::new()).await.unwrap();
            order.lock().unwrap().push(n);
        }
    });
    clock.run(join_all(requests));
    let order = order.lock().unwrap();
    assert!(order.len() == 20 && !order.is_sorted(), "{order:?}");
    let took = clock.now();
    assert!((SECOND..=9 * SECOND).contains(&took), "side by side: {took:?}");
}

#[test]
fn a_batch_is_under_way_once() {
    let clock = VirtualClock::new();
    let faults = Faults::seeded(3).latency(Arc::new(clock.clone()), SECOND..=SECOND);
    let chain = Chain::builder().faults(faults).build();
    let requests = vec![Request::new("system_chain", Params::new()); 5];
    let replies = clock.run(chain.batch(requests)).unwrap();
    assert_eq!((replies.len(), clock.now()), (5, SECOND));
}

#[test]
fn who_asks_too_often_is_refused_for_a_while() {
    let clock = VirtualClock::new();
    let faults = Faults::seeded(0).rate_limit(Arc::new(clock.clone()), 2, SECOND);
    let chain = Chain::builder().faults(faults).build();
    let ask = || block_on(chain.request("system_chain", Params::new())).is_ok();
    assert_eq!([ask(), ask(), ask()], [true, true, false]);
    clock.advance(SECOND);
    assert_eq!([ask(), ask(), ask()], [true, true, false]);
}

#[test]
fn a_requests_own_time_is_kept_where_there_is_a_clock() {
    let clock = VirtualClock::new();
    let chain = Chain::builder().build();
    let late = Faults::seeded(1).latency(Arc::new(clock.clone()), 2 * SECOND..=2 * SECOND);
    chain.set_faults(late.clone());
    let ask = |timeout| Request::new("system_chain", Params::new()).timeout(timeout);
    clock.run(async {
        let error = chain.send(ask(SECOND)).await.unwrap_err();
        assert!(matches!(error, Error::Timeout { .. }), "{error}");
        assert_eq!(clock.now(), SECOND);
        chain.send(ask(3 * SECOND)).await.unwrap();
        let both = chain.batch(Vec::from([ask(SECOND), ask(3 * SECOND)])).await.unwrap();
        assert!(matches!(both[..], [Err(Error::Timeout { .. }), Ok(_)]), "{both:?}");
        // Nor does one wait for ever that is never answered.
        chain.set_faults(late.silences(1000));
        assert!(chain.send(ask(3 * SECOND)).await.is_err());
    });
    assert_eq!(clock.now(), 8 * SECOND);
}
