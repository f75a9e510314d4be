use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;

use futures::channel::oneshot;
use futures::executor::block_on;
use futures::{FutureExt, StreamExt};

use super::*;
use crate::layer::testing::Scripted;
use crate::mock::VirtualClock;
use crate::{Params, RpcError};

type Connected = Result<Scripted, Error>;

struct Bench {
    clock: VirtualClock,
    node: Scripted,
    archive: Scripted,
    /// How often the archive was connected with.
    connects: Arc<AtomicUsize>,
    /// What becomes of the next connections; afterwards each stands at once.
    outcomes: Arc<Mutex<Vec<oneshot::Receiver<Connected>>>>,
    both: Archive<Scripted>,
}

impl Bench {
    fn new() -> Self {
        let (clock, node, archive) = (VirtualClock::new(), Scripted::new(), Scripted::new());
        let connects = Arc::new(AtomicUsize::new(0));
        let outcomes: Arc<Mutex<Vec<oneshot::Receiver<Connected>>>> = Arc::default();
        let both = Archive::new(node.clone(), clock.clone(), {
            let (connects, outcomes, archive) =
                (connects.clone(), outcomes.clone(), archive.clone());
            move || {
                connects.fetch_add(1, Ordering::Relaxed);
                let outcome = outcomes.lock().unwrap().pop();
                let archive = archive.clone();
                async move {
                    match outcome {
                        None => Ok(archive),
                        Some(outcome) => outcome.await.unwrap(),
                    }
                }
            }
        });
        Self { clock, node, archive, connects, outcomes, both }
    }

    fn connect_later(&self) -> oneshot::Sender<Connected> {
        let (sender, receiver) = oneshot::channel();
        self.outcomes.lock().unwrap().push(receiver);
        sender
    }

    fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        self.both.send(request).now_or_never().expect("nothing waits here")
    }

    fn batch(&self, requests: Vec<Request<'_>>) -> Vec<Result<Reply, Error>> {
        block_on(self.both.batch(requests)).unwrap()
    }

    /// How many requests have come to the node, how many to the archive, and how often that was
    /// connected with.
    fn asked(&self) -> [usize; 3] {
        let connects = self.connects.load(Ordering::Relaxed);
        [self.node.asked().len(), self.archive.asked().len(), connects]
    }
}

fn read(block: u8) -> Request<'static> {
    Request::new("state_getStorage", Params::new().hex(&[1]).hex(&[block; 32]))
}

fn head() -> Request<'static> {
    Request::new("state_getStorage", Params::new().hex(&[1]))
}

fn discarded(block: u8) -> Result<Reply, Error> {
    let hash = const_hex::encode_prefixed([block; 32]);
    let message = format!("Client error: UnknownBlock: State already discarded for {hash}");
    Err(Error::Rpc(RpcError::new(4003, message)))
}

fn unknown() -> Result<Reply, Error> {
    let message = "Client error: UnknownBlock: Header was not found in the database";
    Err(Error::Rpc(RpcError::new(4003, message)))
}

fn text(json: &'static str) -> Result<Reply, Error> {
    Ok(Reply::from_json(json))
}

fn lost() -> Error {
    Error::closed("by the test")
}

#[test]
fn only_what_is_discarded_goes_to_the_archive() {
    let bench = Bench::new();
    bench.send(read(1)).unwrap();
    bench.send(head()).unwrap();
    bench.node.answer(Err(lost()));
    assert!(matches!(bench.send(read(1)), Err(Error::Closed { .. })));
    bench.node.answer(Err(Error::Rpc(RpcError::new(4003, "Execution failed"))));
    assert!(bench.send(read(1)).unwrap_err().to_string().contains("Execution failed"));
    assert_eq!(bench.asked(), [4, 0, 0], "no archive was needed");

    bench.node.answer(discarded(1));
    bench.archive.answer(text("\"old\""));
    assert_eq!(bench.send(read(1)).unwrap().as_json(), b"\"old\"");
    bench.send(head()).unwrap();
    assert_eq!(bench.asked(), [6, 1, 1]);
}

#[test]
fn what_is_known_to_be_discarded_goes_there_straight_away() {
    let bench = Bench::new();
    bench.node.answer(discarded(1));
    bench.send(read(1)).unwrap();
    bench.send(read(1)).unwrap();
    bench.send(read(2)).unwrap();
    assert_eq!(bench.asked(), [2, 2, 1]);
    // The archive's own error about what was asked is the answer.
    bench.archive.answer(Err(Error::Rpc(RpcError::new(4003, "Execution failed"))));
    assert!(bench.send(read(1)).unwrap_err().to_string().contains("Execution failed"));
    assert_eq!(bench.asked(), [2, 3, 1]);
    // The node may be another one by now, which has it.
    bench.archive.answer(Err(lost()));
    bench.send(read(1)).unwrap();
    assert_eq!(bench.asked(), [3, 4, 1]);
    // The node itself fails: that is what is told.
    bench.archive.answer(unknown());
    bench.node.answer(Err(Error::timeout(Duration::from_secs(1))));
    assert!(matches!(bench.send(read(1)), Err(Error::Timeout { .. })));
    // What must not be sent twice never goes there.
    bench.send(read(1).once()).unwrap();
    assert_eq!(bench.asked(), [5, 5, 2]);
}

#[test]
fn a_block_that_nobody_knows_is_not_discarded() {
    let bench = Bench::new();
    bench.node.answer(unknown());
    bench.archive.answer(unknown());
    let error = bench.send(read(1)).unwrap_err();
    assert!(matches!(&error, Error::Rpc(error) if error.message.contains("not found")), "{error}");
    bench.node.answer(unknown());
    bench.archive.answer(text("7"));
    assert_eq!(bench.send(read(1)).unwrap().as_json(), b"7", "the archive may know it");
    bench.send(read(1)).unwrap();
    assert_eq!(bench.asked(), [3, 2, 1], "it is not remembered as discarded");
}

#[test]
fn where_the_archive_fails_too_both_are_told() {
    for (of_archive, told, may_be_better) in [
        (Err(lost()), "connection closed: by the test", true),
        (discarded(1), "State already discarded", false),
        (Err(Error::too_large("x")), "too large", false),
    ] {
        let bench = Bench::new();
        bench.node.answer(discarded(1));
        bench.archive.answer(of_archive);
        let error = bench.send(read(1)).unwrap_err();
        assert_eq!(error.is_retryable(), may_be_better);
        let Error::Archive { node, archive } = error else { panic!("{error}") };
        assert!(node.message.contains("State already discarded"));
        assert!(archive.to_string().contains(told), "{archive}");
    }
    let bench = Bench::new();
    bench.node.answer(discarded(1));
    let refused = Err(Error::connect("ws://archive", "refused"));
    bench.connect_later().send(refused).unwrap();
    let told = bench.send(read(1)).unwrap_err().to_string();
    assert!(told.contains("already discarded") && told.contains("ws://archive"), "{told}");
    // And the other way round, where the archive was asked first.
    let refused = Err(Error::connect("ws://archive", "refused"));
    bench.connect_later().send(refused).unwrap();
    bench.node.answer(discarded(1));
    assert_eq!(bench.send(read(1)).unwrap_err().to_string(), told);
    assert_eq!(bench.asked(), [2, 0, 2], "each need connects anew");
    bench.send(read(1)).unwrap();
    assert_eq!(bench.asked(), [2, 1, 3]);
}

#[test]
fn of_a_batch_only_what_was_refused_goes_on() {
    let bench = Bench::new();
    for answer in [text("1"), discarded(2), text("3"), unknown(), discarded(5)] {
        bench.node.answer(answer);
    }
    for answer in [text("20"), unknown(), Err(lost())] {
        bench.archive.answer(answer);
    }
    let all = bench.batch((1..6).map(read).collect());
    let shown: Vec<_> = all.iter().map(|one| one.as_ref().map(Reply::as_json)).collect();
    assert!(matches!(shown[..], [Ok(b"1"), Ok(b"20"), Ok(b"3"), Err(_), Err(_)]), "{shown:?}");
    assert!(matches!(all[3], Err(Error::Rpc(_))) && matches!(all[4], Err(Error::Archive { .. })));
    assert_eq!(bench.node.batches(), [5]);
    assert_eq!(bench.archive.batches(), [3]);

    // 2 and 5 are known: both are asked at once, and where the archive fails the node once more.
    bench.node.answer(text("1"));
    bench.archive.answer(text("20"));
    bench.archive.answer(Err(lost()));
    bench.node.answer(text("50"));
    let all = bench.batch([read(2), read(1), read(5)].into());
    let shown: Vec<_> = all.into_iter().map(|one| one.unwrap().as_json().to_vec()).collect();
    assert_eq!(shown, [b"20".to_vec(), b"1".to_vec(), b"50".to_vec()]);
    assert_eq!((bench.node.batches(), bench.archive.batches()), (vec![5, 1, 1], vec![3, 2]));
    // A submission among them is the node's alone.
    bench.node.answer(discarded(9));
    let all = bench.batch([read(9).once(), read(2)].into());
    assert!(matches!(all[0], Err(Error::Rpc(_))) && all[1].is_ok());
    assert_eq!(bench.batch(Vec::new()).len(), 0);
}

#[test]
fn submissions_and_subscriptions_are_the_nodes() {
    let bench = Bench::new();
    for request in
        [Request::new("author_submitExtrinsic", Params::new().hex(&[1; 32])), read(1).once()]
    {
        bench.node.answer(discarded(1));
        assert!(matches!(bench.send(request), Err(Error::Rpc(_))));
    }
    bench.node.answer(discarded(1));
    let subscribe = || Subscribe::new("state_subscribeStorage", Params::new(), "unsubscribe");
    assert!(matches!(block_on(bench.both.subscribe(subscribe())), Err(Error::Rpc(_))));
    let subscription = block_on(bench.both.subscribe(subscribe())).unwrap();
    assert_eq!(block_on(subscription.count()), 4);
    assert_eq!(bench.asked(), [4, 0, 0]);
}

#[test]
fn the_archive_is_connected_with_once_for_all() {
    let bench = Bench::new();
    let connected = bench.connect_later();
    let [mut a, mut b] = [1, 2].map(|block| {
        bench.node.answer(discarded(block));
        let mut one = bench.both.send(read(block));
        assert!(one.as_mut().now_or_never().is_none());
        Some(one)
    });
    // The one that began it is given up; the other one does not wait for ever.
    a.take();
    connected.send(Ok(bench.archive.clone())).unwrap();
    block_on(b.take().unwrap()).unwrap();
    assert_eq!(bench.asked(), [2, 1, 1]);

    // A failure is one for all that waited for it, and not for the next.
    let bench = Bench::new();
    let connected = bench.connect_later();
    let waiting = [1, 2, 3].map(|block| {
        bench.node.answer(discarded(block));
        let mut one = bench.both.send(read(block));
        assert!(one.as_mut().now_or_never().is_none());
        one
    });
    connected.send(Err(lost())).unwrap();
    for one in waiting {
        assert!(matches!(block_on(one), Err(Error::Archive { .. })));
    }
    assert_eq!(bench.asked(), [3, 0, 1]);
    bench.send(read(1)).unwrap();
    assert_eq!(bench.asked(), [3, 1, 2]);
}

#[test]
fn a_connection_that_may_have_ended_is_not_used_again() {
    let bench = Bench::new();
    for (of_archive, connects) in [
        (text("1"), 1),
        (Err(Error::timeout(Duration::from_secs(1))), 1),
        (Err(Error::Rpc(RpcError::new(1, "no"))), 1),
        (Err(lost()), 1),
        (text("1"), 2),
        (text("1"), 2),
    ] {
        // Not named, and so not remembered: the node is asked first each time.
        let gone = RpcError::new(4003, "State already discarded");
        bench.node.answer(Err(Error::Rpc(gone)));
        bench.archive.answer(of_archive);
        let _ = bench.send(read(1));
        assert_eq!(bench.asked()[2], connects);
    }
}

#[test]
fn one_time_limit_is_for_both() {
    let second = Duration::from_secs(1);
    // Connecting hangs.
    let bench = Bench::new();
    let _never = bench.connect_later();
    bench.node.answer(discarded(1));
    let error = bench.clock.run(bench.both.send(read(1).timeout(5 * second))).unwrap_err();
    let Error::Archive { archive, .. } = error else { panic!("{error}") };
    assert!(matches!(*archive, Error::Timeout { after, .. } if after == 5 * second));
    assert_eq!((bench.clock.now(), bench.clock.alarms()), (5 * second, 0));

    // The archive gets what the node has left, a batch too.
    for batch in [false, true] {
        let bench = Bench::new();
        let by_node = bench.node.answer_later();
        let request = read(1).timeout(5 * second);
        let both = bench.both.clone();
        let mut asking = async move {
            if batch {
                both.batch([request].into()).await.unwrap().remove(0)
            } else {
                both.send(request).await
            }
        }
        .boxed();
        assert!(asking.as_mut().now_or_never().is_none());
        bench.clock.advance(2 * second);
        by_node.send(discarded(1)).unwrap();
        block_on(asking).unwrap();
        assert_eq!(bench.node.timeouts(), [Some(5 * second)]);
        assert_eq!(bench.archive.timeouts(), [Some(3 * second)]);
        assert_eq!(bench.clock.alarms(), 0);
    }
}
