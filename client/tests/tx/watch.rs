//! From the pool into a block, and what becomes of it there.

use core::task::Poll;
use core::time::Duration;
use std::sync::Arc;

use futures::executor::block_on;
use futures::future::join;
use futures::{FutureExt, StreamExt, poll, stream};
use subwire::transport::mock::{Chain, VirtualClock};
use subwire::transport::{Error, Reply, Request, Subscribe, Subscription, Transport, async_trait};
use subwire::tx::{TxError, TxOptions, TxProgress, TxStatus};
use subwire::{Client, Follow};

use crate::world::{self, World, alice};

const SUCCESS: &str = r#"{"System":{"ExtrinsicSuccess":{"dispatch_info":{"weight":{"ref_time":1,"proof_size":0},"class":"Normal","pays_fee":"Yes"}}}}"#;
const FEE: &str = r#"{"TransactionPayment":{"TransactionFeePaid":{"who":"5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty","actual_fee":77,"tip":0}}}"#;

async fn watch(world: &World) -> TxProgress<Chain> {
    world.sign().await.submit_and_watch().await.unwrap()
}

#[test]
fn every_status_is_told_and_retracted_is_no_end() {
    let Some(world) = World::new("every_status_is_told") else { return };
    async fn next(statuses: &mut TxProgress<Chain>) -> Option<TxStatus> {
        statuses.next().await.map(Result::unwrap)
    }
    block_on(async {
        let mut statuses = watch(&world).await;
        assert_eq!(next(&mut statuses).await, Some(TxStatus::Ready));
        let first = world.chain.build_block(|block| block);
        assert_eq!(next(&mut statuses).await, Some(TxStatus::InBlock(first.into())));
        let mut fork = world.chain.fork(1).unwrap();
        fork.build_block(|block| block).unwrap();
        fork.build_block(|block| block).unwrap();
        fork.reorg().unwrap();
        assert_eq!(next(&mut statuses).await, Some(TxStatus::Retracted(first.into())));
        let second = world.chain.build_block(|block| block);
        assert_eq!(next(&mut statuses).await, Some(TxStatus::InBlock(second.into())));
        world.chain.advance(2);
        assert_eq!(next(&mut statuses).await, Some(TxStatus::Finalized(second.into())));
        assert_eq!(next(&mut statuses).await, None);
    });
}

#[test]
fn in_a_block_it_has_its_events() {
    let Some(world) = World::new("in_a_block_it_has_its_events") else { return };
    block_on(async {
        let progress = watch(&world).await;
        let hash = progress.hash();
        let mut waiting = Box::pin(progress.wait_finalized());
        assert!(poll!(&mut waiting).is_pending());
        let block = world.build(0, &[FEE, SUCCESS]);
        assert!(poll!(&mut waiting).is_pending(), "it is not final yet");
        world.chain.advance(2);
        let in_block = waiting.await.unwrap();
        assert_eq!((in_block.block(), in_block.index()), (block.into(), 0));
        assert_eq!(in_block.hash(), hash);
        assert!(in_block.outcome().unwrap().is_success());
        assert_eq!(in_block.fee_paid().unwrap(), Some(77));
        in_block.success().unwrap();
    });
}

#[test]
fn failures_are_told_by_name_and_nested_ones_too() {
    let Some(world) = World::new("failures_are_told_by_name") else { return };
    const MODULE: &str = r#"{"Module":{"index":5,"error":"0x02000000"}}"#;
    let info = r#"{"weight":{"ref_time":1,"proof_size":0},"class":"Normal","pays_fee":"Yes"}"#;
    let failed = format!(
        r#"{{"System":{{"ExtrinsicFailed":{{"dispatch_error":{MODULE},"dispatch_info":{info}}}}}}}"#
    );
    let item = format!(r#"{{"Utility":{{"ItemFailed":{{"error":{MODULE}}}}}}}"#);
    let sudid = format!(r#"{{"Sudo":{{"Sudid":{{"sudo_result":{{"Err":{MODULE}}}}}}}}}"#);
    let proxied = format!(r#"{{"Proxy":{{"ProxyExecuted":{{"result":{{"Err":{MODULE}}}}}}}}}"#);
    for (events, nested) in [
        (vec![failed.as_str()], false),
        (vec![item.as_str(), SUCCESS], true),
        (vec![sudid.as_str(), SUCCESS], true),
        (vec![proxied.as_str(), SUCCESS], true),
    ] {
        block_on(async {
            let waiting = watch(&world).await.wait_in_block();
            world.build(0, &events);
            let in_block = waiting.await.unwrap();
            let Err(TxError::Dispatch { error, is_nested, .. }) = in_block.success() else {
                panic!("{events:?}")
            };
            assert!(error.starts_with("Balances.InsufficientBalance"), "{error}");
            assert_eq!(is_nested, nested);
        });
    }
}

/// Whose watches break after their first status, when the chain was told of the transaction.
struct Breaking(Chain);

#[async_trait]
impl Transport for Breaking {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        self.0.send(request).await
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let method = subscribe.request.method.to_owned();
        let whole = self.0.subscribe(subscribe).await?;
        if !method.starts_with("author") {
            return Ok(whole);
        }
        let broken = Error::outcome_unknown(method, "the connection broke");
        Ok(Subscription::new("broken", whole.take(1).chain(stream::iter([Err(broken)]))))
    }
}

#[test]
fn a_watch_that_breaks_goes_on_in_the_blocks() {
    let Some(world) = World::new("a_watch_that_breaks") else { return };
    block_on(async {
        let client = Client::builder(Breaking(world.chain.clone())).runtime(world.runtime.clone());
        let client = client.build();
        let submit = async || {
            let signed = client.sign(&world.transfer(), &alice(), &TxOptions::new()).await.unwrap();
            signed.submit_and_watch().await.unwrap()
        };
        let mut statuses = submit().await;
        assert_eq!(statuses.next().await.unwrap().unwrap(), TxStatus::Ready);
        let broken = statuses.next().await.unwrap();
        assert!(
            matches!(broken, Err(TxError::OutcomeUnknown { hash, .. }) if hash == statuses.hash())
        );
        assert!(statuses.next().await.is_none());

        let block = world.build(0, &[SUCCESS]);
        world.chain.advance(2);
        let in_block = statuses.wait_finalized().await.unwrap();
        assert_eq!(in_block.block(), block.into());
        in_block.success().unwrap();
    });
}

/// What came without a watch is followed from head to head, and by questions where nobody tells.
#[test]
fn blocks_are_looked_through_without_a_watch() {
    let Some(world) = World::new("blocks_are_looked_through") else { return };
    block_on(async {
        let submitted = world.sign().await.submit().await.unwrap();
        assert!(submitted.find().await.unwrap().is_none());
        world.chain.build_block(|block| block.skip_pool());
        let mut in_block = Box::pin(submitted.wait_in_block());
        let mut is_final = Box::pin(submitted.wait_finalized());
        for _ in 0..100 {
            assert!(poll!(&mut in_block).is_pending() && poll!(&mut is_final).is_pending());
        }
        let block = world.build(0, &[SUCCESS]);
        assert_eq!(in_block.await.unwrap().block(), block.into());
        for _ in 0..100 {
            assert!(poll!(&mut is_final).is_pending());
        }
        world.chain.advance(2);
        assert_eq!(is_final.await.unwrap().block(), block.into());
        assert_eq!(submitted.find().await.unwrap().unwrap().block(), block.into());
        assert_eq!(world.chain.subscriptions(), 0);

        let follow = Follow::new().polling(Arc::new(VirtualClock::new()), Duration::from_secs(12));
        let polled = submitted.wait_finalized_with(follow).await.unwrap();
        assert_eq!(polled.block(), block.into());
    });
}

#[test]
fn questions_are_asked_by_the_clock() {
    let Some(world) = World::new("questions_are_asked_by_the_clock") else { return };
    let clock = Arc::new(VirtualClock::new());
    let follow = Follow::new().polling(clock.clone(), Duration::from_secs(12));
    block_on(async {
        let submitted = world.sign().await.submit().await.unwrap();
        let mut polled = Box::pin(submitted.wait_in_block_with(follow));
        for _ in 0..100 {
            assert_eq!(poll!(&mut polled).map(drop), Poll::Pending);
        }
        let block = world.build(0, &[SUCCESS]);
        clock.advance(Duration::from_secs(12));
        assert_eq!(polled.await.unwrap().block(), block.into());
    });
}

#[test]
fn the_search_ends_with_the_era() {
    let Some(world) = World::new("the_search_ends_with_the_era") else { return };
    block_on(async {
        let options = TxOptions::new().period(8);
        let signed = world.client.sign(&world.transfer(), &alice(), &options).await.unwrap();
        let submitted = signed.submit().await.unwrap();
        let blocks = async {
            for _ in 0..12 {
                world.chain.build_block(|block| block.skip_pool());
            }
        };
        let (waited, ()) = join(submitted.wait_in_block(), blocks).await;
        let Err(TxError::OutcomeUnknown { reason, .. }) = waited else { panic!() };
        assert_eq!(reason, "none of the blocks up to 8 holds it");
    });
}

/// However deep the other branch begins.
#[test]
fn a_branch_that_wins_is_looked_through_from_its_begin() {
    let world = World::with("a_branch_that_wins", "subtensor_365.v16", |of| of.finality_lag(20));
    let Some(world) = world else { return };
    block_on(async {
        let submitted = world.sign().await.submit().await.unwrap();
        let [bytes] = &world.chain.pool()[..] else { panic!("not one") };
        let mut waiting = Box::pin(submitted.wait_in_block());
        for _ in 0..8 {
            world.chain.build_block(|block| block.skip_pool());
            for _ in 0..100 {
                assert!(poll!(&mut waiting).is_pending());
            }
        }
        let mut fork = world.chain.fork(1).unwrap();
        let block = fork
            .build_block(|block| {
                let block = block.skip_pool().extrinsic(bytes.clone());
                block.set(world::events_key(), world.events(0, &[SUCCESS]))
            })
            .unwrap();
        for _ in 0..8 {
            fork.build_block(|block| block.skip_pool()).unwrap();
        }
        fork.reorg().unwrap();
        let found = (0..100).find_map(|_| waiting.as_mut().now_or_never());
        assert_eq!(found.expect("it is there").unwrap().block(), block.into());
    });
}

/// Takes submissions, and has lost its connection whenever it is asked what became of them.
struct Lost(Chain);

#[async_trait]
impl Transport for Lost {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        self.0.send(request).await
    }

    async fn subscribe(&self, _: Subscribe<'_>) -> Result<Subscription, Error> {
        Err(Error::closed("the node went away"))
    }
}

/// What was sent may be executed: no error after that invites to make it once more.
#[test]
fn what_was_sent_is_not_called_retryable() {
    let Some(world) = World::new("what_was_sent_is_not_called_retryable") else { return };
    let client = Client::builder(Lost(world.chain.clone())).runtime(world.runtime.clone()).build();
    block_on(async {
        let signed = client.sign(&world.transfer(), &alice(), &TxOptions::new()).await.unwrap();
        let hash = signed.hash();
        let submitted = signed.submit().await.unwrap();
        for lost in [submitted.wait_in_block().await, submitted.wait_finalized().await] {
            let lost = lost.unwrap_err();
            assert!(!lost.is_retryable());
            let TxError::OutcomeUnknown { hash: of, reason, .. } = lost else { panic!("{lost}") };
            assert_eq!(of, hash);
            assert!(reason.contains("the node went away"), "{reason}");
        }
        assert!(!TxError::Ended(TxStatus::Dropped).is_retryable());
    });
}
