//! The events of a branch that takes the place of another.

use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::Poll;
use std::sync::Arc;

use futures::StreamExt;
use futures::executor::block_on;
use futures::future::poll_fn;
use subwire::Client;
use subwire::codec::hash::blake2b_256;
use subwire::transport::mock::Chain;
use subwire::transport::{self, Reply, Request, Subscribe, Subscription, Transport, async_trait};

use crate::made;

/// Far longer than what is asked for at once.
const LONG: u32 = 200;

/// A chain, and how many requests were under way together.
#[derive(Clone)]
struct Counted {
    chain: Chain,
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

#[async_trait]
impl Transport for Counted {
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        let now = self.now.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(now, Ordering::Relaxed);
        // Whoever else is to be polled is polled before this one is answered.
        let mut waited = false;
        poll_fn(|cx| {
            if waited {
                return Poll::Ready(());
            }
            waited = true;
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
        let reply = self.chain.send(request).await;
        self.now.fetch_sub(1, Ordering::Relaxed);
        reply
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, transport::Error> {
        self.chain.subscribe(subscribe).await
    }
}

#[test]
fn the_events_of_a_long_branch_are_asked_for_some_at_a_time() {
    let chain = made::chain(made::NAME, 1).finality_lag(u32::MAX).block_hasher(blake2b_256).build();
    chain.advance(LONG);
    let counted = Counted { chain: chain.clone(), now: Arc::default(), most: Arc::default() };
    block_on(async {
        let heads = Client::new(counted.clone()).heads().await.unwrap();
        let mut stream = heads.with_events();
        assert_eq!(stream.next().await.unwrap().unwrap().1.len(), 1);

        let mut fork = chain.fork(1).unwrap();
        fork.advance(LONG).unwrap();
        fork.reorg().unwrap();
        let (event, events) = stream.next().await.unwrap().unwrap();
        assert_eq!(
            (event.retracted().len(), event.enacted().len()),
            (LONG as usize, LONG as usize)
        );
        // Each block's, in the order of the blocks.
        let blocks: Vec<_> = event.enacted().iter().map(subwire::Head::hash).collect();
        assert_eq!(events.iter().map(subwire::BlockEvents::block).collect::<Vec<_>>(), blocks);
        let most = counted.most.load(Ordering::Relaxed);
        assert!((8..=64).contains(&most), "{most} requests at once");
    });
}
