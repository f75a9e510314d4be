//! Streams of heads on a chain in memory.

use core::time::Duration;
use std::sync::Arc;

use futures::StreamExt;
use futures::executor::block_on;
use subwire::codec::hash::blake2b_256;
use subwire::transport::layer::Meter;
use subwire::transport::mock::{Chain, Faults, VirtualClock};
use subwire::transport::{Reply, Request, RpcError, Transport, async_trait};
use subwire::{Block, BlockHash, Client, Error, Follow, HeadEvent, transport};

/// A chain whose blocks have the hashes of their headers, as real ones have.
fn hashed() -> Chain {
    Chain::builder().block_hasher(blake2b_256).build()
}

/// Both kinds of chains, with nothing final after the first block.
fn undecided() -> [Chain; 2] {
    let chain = || Chain::builder().finality_lag(u32::MAX);
    [chain().block_hasher(blake2b_256).build(), chain().build()]
}

/// The numbers of what is undone and of what is new.
fn numbers<T: Transport>(event: &HeadEvent<T>) -> (Vec<u32>, Vec<u32>) {
    let numbers = |heads: &[subwire::Head<T>]| heads.iter().map(subwire::Head::number).collect();
    (numbers(event.retracted()), numbers(event.enacted()))
}

#[test]
fn heads_come_without_requests_of_their_own() {
    // Where headers do not hash to blocks, each one is looked up.
    for (chain, for_each) in [(hashed(), 0), (Chain::builder().build(), 2)] {
        let meter = Meter::new(chain.clone());
        let client = Client::new(meter.clone());
        block_on(async {
            let mut heads = client.heads().await.unwrap();
            let mut hashes = vec![heads.next().await.unwrap().unwrap()];
            let before: u64 = meter.usage().requests.values().sum();
            for _ in 0..5 {
                chain.advance(1);
                hashes.push(heads.next().await.unwrap().unwrap());
            }
            let after: u64 = meter.usage().requests.values().sum();
            assert_eq!(after - before, 5 * for_each);
            for (event, number) in hashes.iter().zip(1..) {
                let HeadEvent::New(head) = event else { panic!("{event:?}") };
                let hash = client.block_hash(number).await.unwrap();
                assert_eq!((head.number(), Some(head.hash())), (number, hash));
                assert_eq!(head.at().number().await.unwrap(), number);
            }
            drop(heads);
            assert_eq!(chain.subscriptions(), 0);
        });
    }
}

#[test]
fn what_was_left_out_is_filled_in_and_asked_for_side_by_side() {
    for (chain, is_hashed) in [(hashed(), true), (Chain::builder().build(), false)] {
        let clock = VirtualClock::new();
        let second = Duration::from_secs(1);
        let client = Client::new(chain.clone());
        clock.run(async {
            let mut heads = client.heads().await.unwrap();
            assert_eq!(numbers(&heads.next().await.unwrap().unwrap()), (vec![], vec![1]));
            // Far more than the subscription keeps for us.
            chain.advance(200);
            let slow = Faults::default().latency(Arc::new(clock.clone()), second..=second);
            chain.set_faults(slow);
            let began = transport::clock::Clock::now(&clock);
            for number in 2..=201 {
                assert_eq!(numbers(&heads.next().await.unwrap().unwrap()), (vec![], vec![number]));
            }
            // Two requests for each of about 136 blocks, one after the other; 16 blocks at a time.
            let took = transport::clock::Clock::now(&clock) - began;
            assert!(took <= 30 * second || !is_hashed, "{took:?}");
        });
    }
}

#[test]
fn a_reorganisation_tells_what_is_undone() {
    for chain in undecided() {
        chain.advance(4);
        block_on(async {
            let client = Client::new(chain.clone());
            let mut heads = client.heads().await.unwrap();
            let mut next = async || heads.next().await.unwrap().unwrap();
            assert_eq!(numbers(&next().await), (vec![], vec![5]));
            chain.advance(1);
            assert_eq!(numbers(&next().await), (vec![], vec![6]));

            // Shorter than what it undoes, from before where the stream began.
            let mut fork = chain.fork(4).unwrap();
            fork.advance(1).unwrap();
            fork.reorg().unwrap();
            let event = next().await;
            assert_eq!(numbers(&event), (vec![6, 5], vec![5]));
            assert_eq!(event.enacted()[0].hash(), BlockHash::from(chain.head()));

            // A branch from further down yet, and longer: what is higher comes block by block.
            let mut fork = chain.fork(3).unwrap();
            fork.advance(4).unwrap();
            fork.reorg().unwrap();
            let event = next().await;
            assert_eq!(numbers(&event), (vec![5, 4], vec![4, 5, 6]));
            assert_eq!(numbers(&next().await), (vec![], vec![7]));
            // What was undone can still be read.
            let undone = event.retracted()[0].at();
            assert_eq!(undone.client().at(undone.hash()).await.unwrap().number().await.unwrap(), 5);

            // An older block of the same chain is no news; what stands on it is.
            let parent = client.block_hash(6).await.unwrap().unwrap();
            chain.reorg(*parent.as_bytes()).unwrap();
            chain.advance(1);
            assert_eq!(numbers(&next().await), (vec![7], vec![7]));
        });
    }
}

#[test]
fn final_heads_go_up_by_one() {
    for chain in [hashed(), Chain::builder().build()] {
        chain.advance(3);
        block_on(async {
            let client = Client::new(chain.clone());
            let mut heads = client.finalized_heads().await.unwrap();
            assert_eq!(heads.next().await.unwrap().unwrap().number(), 2);
            let mut fork = chain.fork(2).unwrap();
            fork.advance(3).unwrap();
            fork.reorg().unwrap();
            chain.advance(100);
            let mut parent = client.block_hash(2).await.unwrap().unwrap();
            for number in 3..=103 {
                let head = heads.next().await.unwrap().unwrap();
                assert_eq!((head.number(), head.header().parent_hash()), (number, parent));
                parent = head.hash();
            }
        });
    }
}

#[test]
fn a_stream_goes_on_after_the_last_block_that_was_seen() {
    let chain = hashed();
    chain.advance(9);
    block_on(async {
        let client = Client::new(chain.clone());
        let after = |block: Block| Follow::new().after(block);
        let mut heads = client.finalized_heads_with(after(Block::Number(3))).await.unwrap();
        for number in 4..=8 {
            assert_eq!(heads.next().await.unwrap().unwrap().number(), number);
        }
        // After one that is not final yet, it is its child that comes first.
        let mut heads = client.finalized_heads_with(after(Block::Number(9))).await.unwrap();
        chain.advance(3);
        assert_eq!(heads.next().await.unwrap().unwrap().number(), 10);

        // One that was undone meanwhile is told as undone.
        let mut fork = chain.fork(chain.number() - 1).unwrap();
        let lost = BlockHash::from(chain.head());
        fork.advance(2).unwrap();
        fork.reorg().unwrap();
        let mut heads = client.heads_with(after(Block::Hash(lost))).await.unwrap();
        let event = heads.next().await.unwrap().unwrap();
        assert_eq!(event.retracted()[0].hash(), lost);
        assert_eq!(numbers(&event).0, [13]);
        chain.advance(2);
        let mut heads = client.finalized_heads_with(after(Block::Hash(lost))).await.unwrap();
        let error = heads.next().await.unwrap().unwrap_err();
        assert!(
            matches!(error, Error::Diverged { hash, number: 13, .. } if hash == lost),
            "{error}"
        );
        assert!(heads.next().await.is_none(), "it ends after an error");

        let beyond = client.heads_with(after(Block::Number(1000))).await;
        assert!(matches!(beyond, Err(Error::NoSuchBlock(_))));
    });
}

#[test]
fn too_large_a_gap_is_an_error() {
    let [chain, _] = undecided();
    chain.advance(20);
    block_on(async {
        let client = Client::new(chain.clone());
        let follow = |gap| Follow::new().after(1).max_gap(gap);
        let mut heads = client.heads_with(follow(18)).await.unwrap();
        let error = heads.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Gap { missing: 19, head: 21, .. }), "{error}");
        assert!(heads.next().await.is_none());
        let mut heads = client.heads_with(follow(19)).await.unwrap();
        assert_eq!(numbers(&heads.next().await.unwrap().unwrap()), (vec![], vec![2]));

        // Nor does it go down without end to where two branches meet.
        let mut fork = chain.fork(18).unwrap();
        fork.advance(5).unwrap();
        let mut heads = client.heads_with(Follow::new().max_gap(3)).await.unwrap();
        assert_eq!(numbers(&heads.next().await.unwrap().unwrap()), (vec![], vec![21]));
        fork.reorg().unwrap();
        assert!(matches!(heads.next().await.unwrap(), Err(Error::Gap { .. })));
    });
}

/// A transport without subscriptions.
struct NoSubscriptions(Chain);

#[async_trait]
impl Transport for NoSubscriptions {
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        self.0.send(request).await
    }
}

#[test]
fn without_subscriptions_the_head_is_asked_for() {
    let (chain, clock) = (hashed(), VirtualClock::new());
    let client = Client::new(NoSubscriptions(chain.clone()));
    let refused = block_on(client.heads()).unwrap_err().to_string();
    assert!(
        refused.contains("chain_subscribeNewHeads: this transport has no subscriptions"),
        "{refused}"
    );
    clock.run(async {
        let six = Duration::from_secs(6);
        let follow = || Follow::new().polling(Arc::new(clock.clone()), six);
        let mut heads = client.heads_with(follow()).await.unwrap();
        let mut finals = client.finalized_heads_with(follow()).await.unwrap();
        assert_eq!(heads.next().await.unwrap().unwrap().enacted()[0].number(), 1);
        assert_eq!(finals.next().await.unwrap().unwrap().number(), 1);
        chain.advance(3);
        for number in 2..=4 {
            assert_eq!(heads.next().await.unwrap().unwrap().enacted()[0].number(), number);
        }
        assert_eq!(finals.next().await.unwrap().unwrap().number(), 2);
        assert_eq!(transport::clock::Clock::now(&clock), six);
    });
    drop(client);
    assert_eq!(clock.alarms(), 0);
}

#[test]
fn a_node_that_tells_nothing_is_noticed() {
    let (chain, clock) = (hashed(), VirtualClock::new());
    let minute = Duration::from_secs(60);
    clock.run(async {
        let client = Client::new(chain.clone());
        let follow = Follow::new().patience(Arc::new(clock.clone()), minute);
        let mut heads = client.heads_with(follow).await.unwrap();
        assert!(heads.next().await.unwrap().is_ok());
        clock.advance(minute / 2);
        chain.advance(1);
        assert!(heads.next().await.unwrap().is_ok());
        let error = heads.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Stalled(after) if after == minute) && error.is_retryable());
        assert!(heads.next().await.is_none());
    });
}

#[test]
fn blocks_are_waited_for() {
    for chain in [hashed(), Chain::builder().build()] {
        chain.advance(4);
        let client = Client::new(chain.clone());
        block_on(async {
            let past = client.wait_for_block(3).await.unwrap();
            assert_eq!(Some(past.hash()), client.block_hash(3).await.unwrap());
            let mut best = Box::pin(client.wait_for_block(7));
            let mut last = Box::pin(client.wait_for_finalized_block(7));
            assert!(
                futures::poll!(&mut best).is_pending() && futures::poll!(&mut last).is_pending()
            );
            chain.advance(2);
            let at = best.await.unwrap();
            assert_eq!((at.hash(), at.number().await.unwrap()), (chain.head().into(), 7));
            assert!(futures::poll!(&mut last).is_pending());
            chain.advance(2);
            assert_eq!(last.await.unwrap().hash(), at.hash());
            // One that is given up ends its subscription.
            drop(client.wait_for_block(u32::MAX));
        });
        assert_eq!(chain.subscriptions(), 0);
    }
}

#[test]
fn a_node_that_lies_about_numbers_is_refused() {
    let zero = format!("{:#066x}", 0);
    let lie = format!(
        r#"{{"parentHash":"{zero}","number":"0x9","stateRoot":"{zero}","extrinsicsRoot":"{zero}","digest":{{"logs":[]}}}}"#
    );
    let liar = Chain::builder()
        .block_hasher(blake2b_256)
        .method("chain_getHeader", move |_| Ok(Reply::from_json(lie.clone())))
        .build();
    liar.advance(1);
    let mut heads = block_on(Client::new(liar).heads_with(Follow::new().after(1))).unwrap();
    let error = block_on(heads.next()).unwrap().unwrap_err();
    assert!(matches!(error, Error::Request { .. }), "{error}");

    let failing =
        Chain::builder().method("chain_getFinalizedHead", |_| Err(RpcError::new(-1, "no"))).build();
    let mut heads = block_on(Client::new(failing).heads()).unwrap();
    assert!(block_on(heads.next()).unwrap().unwrap_err().rpc().is_some());
}
