use alloc::boxed::Box;
use alloc::vec::Vec;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::Poll;

use futures::executor::block_on;
use futures::future::{BoxFuture, FutureExt, join_all};
use proptest::prelude::*;

use super::*;

/// A node's pool, with which one account's nonces are used.
#[derive(Clone, Default)]
struct Pool(Arc<Mutex<PoolState>>);

#[derive(Default)]
struct PoolState {
    used: BTreeSet<u64>,
    asked: u32,
}

impl Pool {
    fn next(&self) -> u64 {
        let pool = self.0.lock().unwrap();
        (0..).find(|nonce| !pool.used.contains(nonce)).unwrap()
    }

    fn put(&self, nonce: u64) -> bool {
        self.0.lock().unwrap().used.insert(nonce)
    }

    fn asked(&self) -> u32 {
        self.0.lock().unwrap().asked
    }

    /// The answer comes a while after it was true.
    fn ask(&self) -> BoxFuture<'static, Result<u64, Error>> {
        let pool = self.clone();
        pool.0.lock().unwrap().asked += 1;
        async move {
            let nonce = pool.next();
            let mut is_there = false;
            poll_fn(|cx| {
                if is_there {
                    return Poll::Ready(());
                }
                is_there = true;
                cx.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
            Ok(nonce)
        }
        .boxed()
    }
}

fn account() -> AccountId {
    AccountId::from([7; 32])
}

fn lease(nonces: &Arc<Nonces>, pool: &Pool) -> Lease {
    block_on(nonces.lease(&account(), || pool.ask())).unwrap()
}

#[test]
fn a_burst_gets_consecutive_nonces_of_one_question() {
    let (nonces, pool) = (Arc::new(Nonces::default()), Pool::default());
    pool.put(0);
    let account = account();
    let leases = block_on(join_all((0..200).map(|_| nonces.lease(&account, || pool.ask()))));
    let leases: Vec<Lease> = leases.into_iter().map(Result::unwrap).collect();
    let given: BTreeSet<u64> = leases.iter().map(Lease::nonce).collect();
    assert!(given.into_iter().eq(1..201));
    assert_eq!(pool.asked(), 1);
    leases.into_iter().for_each(Lease::taken);
    assert!(nonces.lock().is_empty(), "nothing is remembered of an account without leases");
}

#[test]
fn what_was_not_used_goes_to_the_next_one() {
    let (nonces, pool) = (Arc::new(Nonces::default()), Pool::default());
    let [first, second, third] = [(); 3].map(|()| lease(&nonces, &pool));
    drop(first);
    second.unused();
    let again = [(); 3].map(|()| lease(&nonces, &pool));
    assert_eq!(again.each_ref().map(Lease::nonce), [0, 1, 3]);
    assert_eq!((third.nonce(), pool.asked()), (2, 1));
}

#[test]
fn after_a_lost_answer_the_node_is_asked() {
    for has_arrived in [false, true] {
        let (nonces, pool) = (Arc::new(Nonces::default()), Pool::default());
        let [mut lost, kept] = [(); 2].map(|()| lease(&nonces, &pool));
        lost.sent();
        if has_arrived {
            pool.put(0);
        }
        drop(lost);
        let next = lease(&nonces, &pool);
        assert_eq!(next.nonce(), if has_arrived { 2 } else { 0 });
        assert_eq!((kept.nonce(), pool.asked()), (1, 2));
    }
}

#[test]
fn a_stale_nonce_brings_the_count_up_to_date() {
    let (nonces, pool) = (Arc::new(Nonces::default()), Pool::default());
    let [stale, _kept] = [(); 2].map(|()| lease(&nonces, &pool));
    // Another program of the same account.
    assert!((0..5).all(|nonce| pool.put(nonce)));
    stale.stale();
    assert_eq!(lease(&nonces, &pool).nonce(), 5);
}

#[test]
fn a_failed_question_is_asked_again() {
    let (nonces, pool) = (Arc::new(Nonces::default()), Pool::default());
    let fail = || async { Err(Error::missing("answer", "x")) };
    assert!(block_on(nonces.lease(&account(), fail)).is_err());
    assert!(nonces.lock().is_empty());
    assert_eq!(lease(&nonces, &pool).nonce(), 0);
}

#[test]
fn a_gap_is_filled_before_what_the_pool_has_behind_it() {
    let (nonces, pool) = (Arc::new(Nonces::default()), Pool::default());
    let [first, second, third] = [(); 3].map(|()| lease(&nonces, &pool));
    for lease in [first, third] {
        pool.put(lease.nonce());
        lease.taken();
    }
    second.unused();
    // The node counts to the gap only: what is behind it waits.
    assert_eq!(pool.next(), 1);
    let two = [(); 2].map(|()| lease(&nonces, &pool));
    assert_eq!(two.each_ref().map(Lease::nonce), [1, 3]);
}

#[test]
fn a_node_that_begins_anew_is_believed() {
    let (nonces, pool) = (Arc::new(Nonces::default()), Pool::default());
    assert!((0..5).all(|nonce| pool.put(nonce)));
    let mut lost = lease(&nonces, &pool);
    lost.sent();
    drop(lost);
    assert_eq!(lease(&nonces, &Pool::default()).nonce(), 0);
}

#[test]
fn accounts_with_gaps_are_remembered_up_to_a_limit() {
    let (nonces, pool) = (Arc::new(Nonces::default()), Pool::default());
    for number in 0..MAX_GAPS as u64 + 10 {
        let mut account = [0; 32];
        account[..8].copy_from_slice(&number.to_le_bytes());
        let account = AccountId::from(account);
        block_on(nonces.lease(&account, || pool.ask())).unwrap().sent();
    }
    assert_eq!(nonces.lock().len(), MAX_GAPS);
}

/// What happens next; numbers choose among what there is.
#[derive(Clone, Copy, Debug)]
enum Step {
    Ask,
    Poll(usize),
    GiveUpAsking(usize),
    Drop(usize),
    Refused(usize),
    Taken(usize),
    Lost { which: usize, arrives: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let which = || any::<usize>();
    prop_oneof![
        4 => Just(Step::Ask),
        8 => which().prop_map(Step::Poll),
        1 => which().prop_map(Step::GiveUpAsking),
        1 => which().prop_map(Step::Drop),
        1 => which().prop_map(Step::Refused),
        3 => which().prop_map(Step::Taken),
        1 => (which(), any::<bool>()).prop_map(|(which, arrives)| Step::Lost { which, arrives }),
    ]
}

fn pick<V>(from: &mut Vec<V>, which: usize) -> Option<V> {
    let len = from.len();
    (len > 0).then(|| from.swap_remove(which % len))
}

proptest! {
    #[test]
    fn no_nonce_is_out_twice_and_no_gap_stays(steps in prop::collection::vec(step(), 0..200)) {
        let (nonces, pool) = (Arc::new(Nonces::default()), Pool::default());
        let account = account();
        type Asking<'a> = Pin<Box<dyn Future<Output = Result<Lease, Error>> + 'a>>;
        let mut asking: Vec<Asking<'_>> = Vec::new();
        let mut out: Vec<Lease> = Vec::new();
        for step in steps {
            match step {
                Step::Ask => asking.push(Box::pin(nonces.lease(&account, || pool.ask()))),
                Step::Poll(which) => {
                    let Some(mut future) = pick(&mut asking, which) else { continue };
                    match (&mut future).now_or_never() {
                        None => asking.push(future),
                        Some(lease) => {
                            let lease = lease.unwrap();
                            let nonce = lease.nonce();
                            prop_assert!(out.iter().all(|other| other.nonce() != nonce));
                            prop_assert!(!pool.0.lock().unwrap().used.contains(&nonce));
                            out.push(lease);
                        }
                    }
                }
                Step::GiveUpAsking(which) => drop(pick(&mut asking, which)),
                Step::Drop(which) => drop(pick(&mut out, which)),
                Step::Refused(which) => {
                    if let Some(mut lease) = pick(&mut out, which) {
                        lease.sent();
                        lease.unused();
                    }
                }
                Step::Taken(which) => {
                    if let Some(mut lease) = pick(&mut out, which) {
                        lease.sent();
                        prop_assert!(pool.put(lease.nonce()), "the pool has it already");
                        lease.taken();
                    }
                }
                Step::Lost { which, arrives } => {
                    if let Some(mut lease) = pick(&mut out, which) {
                        lease.sent();
                        if arrives {
                            prop_assert!(pool.put(lease.nonce()), "the pool has it already");
                        }
                    }
                }
            }
        }
        for lease in out {
            prop_assert!(pool.put(lease.nonce()), "the pool has it already");
            lease.taken();
        }
        drop(asking);
        // As many more as it takes to fill every gap.
        let wanted = pool.0.lock().unwrap().used.last().map_or(1, |last| last + 1);
        while pool.next() < wanted {
            let lease = lease(&nonces, &pool);
            prop_assert!(pool.put(lease.nonce()));
            lease.taken();
        }
        prop_assert_eq!(pool.next(), wanted);
        // A few more, by which the last gap is known to be filled.
        for _ in 0..200 {
            let lease = lease(&nonces, &pool);
            prop_assert!(pool.put(lease.nonce()));
            lease.taken();
        }
        prop_assert!(nonces.lock().is_empty());
    }
}
