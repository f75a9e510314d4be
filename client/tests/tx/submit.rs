//! Into the pool, and what goes wrong on the way.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use futures::executor::block_on;
use futures::future::{join_all, poll_immediate};
use subwire::Client;
use subwire::codec::hash::blake2b_256;
use subwire::transport::layer::Meter;
use subwire::transport::mock::Faults;
use subwire::transport::{
    Error as TransportError, Params, Reply, Request, RpcError, Subscribe, Subscription, Transport,
    async_trait,
};
use subwire::tx::{Invalid, MAX_SEARCHED_BLOCKS, TxError, TxOptions};

use crate::world::{World, alice, alice_account};

#[test]
fn what_is_submitted_is_in_the_pool() {
    let Some(world) = World::new("what_is_submitted_is_in_the_pool") else { return };
    block_on(async {
        let submitted = world.sign().await.submit().await.unwrap();
        let [bytes] = &world.chain.pool()[..] else { panic!("not one") };
        assert_eq!(*submitted.hash().as_bytes(), blake2b_256(bytes));
        // Made elsewhere, it is sent as it is; this one is known already.
        let again = world.client.signed(bytes.clone()).submit().await;
        assert!(matches!(again, Err(TxError::AlreadyInPool(_))));
    });
}

/// Signs and submits so many side by side, without another question than the first.
#[test]
fn a_burst_has_no_gap() {
    let Some(world) = World::new("a_burst_has_no_gap") else { return };
    block_on(async {
        let (call, alice, options) = (world.transfer(), alice(), TxOptions::new());
        let burst = (0..200).map(|_| async {
            world.client.sign(&call, &alice, &options).await.unwrap().submit().await.unwrap();
        });
        join_all(burst).await;
    });
    let mut nonces = world.pool();
    nonces.sort_unstable();
    assert!(nonces.into_iter().eq(0..200));
}

#[test]
fn a_refused_nonce_goes_to_the_next_one() {
    let Some(world) = World::new("a_refused_nonce_goes_to_the_next_one") else { return };
    block_on(async {
        let (first, second, third) = (world.sign().await, world.sign().await, world.sign().await);
        third.submit().await.unwrap();
        let poor = "Inability to pay some fees (e.g. account balance too low)";
        world.chain.on_submit(move |_| {
            let mut error = RpcError::new(1010, "Invalid Transaction");
            error.data = Some(Reply::from_json(format!("{poor:?}")));
            Err(error)
        });
        let refused = first.submit().await;
        assert!(matches!(refused, Err(TxError::Invalid { reason: Invalid::Payment, .. })));
        world.chain.on_submit(|_| Ok(()));
        let again = world.sign().await;
        assert_eq!(world.nonce(again.bytes()), 0);
        drop(second);
        let last = world.sign().await;
        again.submit().await.unwrap();
        last.submit().await.unwrap();
        assert_eq!(world.pool(), [2, 0, 1]);
    });
}

/// Some pools take none before those below it. The nonce is no gap, however many others are out.
#[test]
fn a_nonce_that_came_too_early_comes_again() {
    // Of the three, the first is in the pool when it is asked a second time.
    let asked = AtomicU64::new(0);
    let next = move |_: &Params| Ok(Reply::from_json(asked.fetch_add(1, Relaxed).to_string()));
    let world = World::with("a_nonce_that_came_too_early", "subtensor_365.v16", |chain| {
        chain.method("system_accountNextIndex", next)
    });
    let Some(world) = world else { return };
    block_on(async {
        let (first, second, third) = (world.sign().await, world.sign().await, world.sign().await);
        world.chain.on_submit(|_| Err(RpcError::new(1010, r#"{"invalid":"Future"}"#)));
        let early = second.submit().await;
        assert!(matches!(early, Err(TxError::Invalid { reason: Invalid::Future, .. })));
        world.chain.on_submit(|_| Ok(()));
        first.submit().await.unwrap();
        let again = world.sign().await;
        assert_eq!((again.nonce(), third.nonce()), (Some(1), Some(2)));
    });
}

#[test]
fn the_pools_numbers_are_told_apart() {
    let Some(world) = World::new("the_pools_numbers_are_told_apart") else { return };
    block_on(async {
        let refused = async |code: i64, message: &'static str| {
            world.chain.on_submit(move |_| Err(RpcError::new(code, message)));
            world.client.signed([1, 2]).submit().await.unwrap_err()
        };
        let stale = refused(1010, r#"{"invalid":"Stale"}"#).await;
        assert!(matches!(stale, TxError::Invalid { reason: Invalid::Stale, .. }));
        assert!(stale.is_retryable());
        let bad = refused(1010, r#"{"invalid":{"badProof":null}}"#).await;
        assert!(matches!(bad, TxError::Invalid { reason: Invalid::BadProof, .. }));
        assert!(!bad.is_retryable());
        // Over HTTP some development nodes say no number.
        let custom = refused(0, r#"{"invalid":{"custom":7}}"#).await;
        assert!(matches!(custom, TxError::Invalid { reason: Invalid::Custom(7), .. }));
        let other = refused(0, "what else").await;
        assert!(matches!(other, TxError::Chain(_)));
        assert!(matches!(refused(1014, "priority").await, TxError::PriorityTooLow(_)));
        assert!(matches!(refused(1013, "imported").await, TxError::AlreadyInPool(_)));
        for code in [1012, 1016] {
            let busy = refused(code, "busy").await;
            assert!(matches!(busy, TxError::PoolBusy(_)) && busy.is_retryable());
        }
    });
}

#[test]
fn a_call_of_another_runtime_is_not_signed() {
    let Some(world) = World::new("a_call_of_another_runtime") else { return };
    let newer = world.chain.runtime().spec_version(366);
    let note = subwire::Spec::new("node-subtensor", 366).storage_entry();
    world.chain.build_block(|block| block.upgrade(newer).set(note.0, note.1));
    let signed = block_on(world.client.sign(&world.transfer(), &alice(), &TxOptions::new()));
    let Err(TxError::RuntimeChanged { composed_for, chain_has, .. }) = signed else { panic!() };
    assert_eq!((composed_for.version(), chain_has.version()), (365, 366));
}

#[test]
fn a_preparation_is_two_round_trips_at_most() {
    let Some(world) = World::new("a_preparation_is_two_round_trips") else { return };
    for (options, round_trips) in [(TxOptions::new(), 2), (TxOptions::new().immortal(), 1)] {
        let meter = Meter::new(world.chain.clone());
        let client = Client::builder(meter.clone()).runtime(world.runtime.clone()).build();
        drop(block_on(client.sign(&world.transfer(), &alice(), &options)).unwrap());
        let taken = meter.usage();
        assert_eq!(taken.round_trips, round_trips, "{taken:?}");
        let asked = taken.requests.get("system_accountNextIndex").copied();
        assert_eq!(asked, Some(1), "{taken:?}");
    }
}

/// Never answers the runtime's calls.
struct Mute<T>(T);

#[async_trait]
impl<T: Transport> Transport for Mute<T> {
    async fn send(&self, request: Request<'_>) -> Result<Reply, TransportError> {
        match request.method {
            "state_call" => core::future::pending().await,
            _ => self.0.send(request).await,
        }
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, TransportError> {
        self.0.subscribe(subscribe).await
    }
}

/// With a nonce of its own it would leave a gap below what is sent meanwhile.
#[test]
fn an_estimate_takes_no_nonce() {
    let Some(world) = World::new("an_estimate_takes_no_nonce") else { return };
    let mute = Mute(world.chain.clone());
    let client = Client::builder(mute).runtime(world.runtime.clone()).build();
    block_on(async {
        let (call, alice, options) = (world.transfer(), alice(), TxOptions::new());
        let mut estimate = Box::pin(client.estimate_fee(&call, &alice, &options));
        for _ in 0..100 {
            assert!(poll_immediate(&mut estimate).await.is_none());
        }
        let signed = client.sign(&call, &alice, &options).await.unwrap();
        assert_eq!(signed.nonce(), Some(0));
    });
}

#[test]
fn a_search_has_a_limit() {
    let Some(world) = World::new("a_search_has_a_limit") else { return };
    block_on(async {
        let hash = [7; 32].into();
        let none = world.client.find_extrinsic(hash, 1..=MAX_SEARCHED_BLOCKS).await.unwrap();
        assert!(none.is_none());
        for blocks in [0..=MAX_SEARCHED_BLOCKS, 0..=u32::MAX] {
            let error = world.client.find_extrinsic(hash, blocks.clone()).await.unwrap_err();
            let TxError::TooManyBlocks { blocks: asked, limit, .. } = error else { panic!() };
            assert_eq!((asked, limit), (u64::from(*blocks.end()) + 1, MAX_SEARCHED_BLOCKS));
        }
        #[allow(clippy::reversed_empty_ranges, reason = "an empty one")]
        let none = world.client.find_extrinsic(hash, 5..=0).await.unwrap();
        assert!(none.is_none());
    });
}

/// Loses the answers to submissions, which the chain gets or not.
struct Losing<T> {
    inner: T,
    arrives: bool,
}

#[async_trait]
impl<T: Transport> Transport for Losing<T> {
    async fn send(&self, request: Request<'_>) -> Result<Reply, TransportError> {
        let method = request.method;
        if !method.starts_with("author_submit") {
            return self.inner.send(request).await;
        }
        if self.arrives {
            self.inner.send(request).await?;
        }
        Err(TransportError::outcome_unknown(method, "the connection broke"))
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, TransportError> {
        self.inner.subscribe(subscribe).await
    }
}

#[test]
fn a_lost_answer_is_told_and_the_transaction_found() {
    for arrives in [false, true] {
        let Some(world) = World::new("a_lost_answer_is_told") else { return };
        let losing = Losing { inner: world.chain.clone(), arrives };
        let client = Client::builder(losing).runtime(world.runtime.clone()).build();
        block_on(async {
            let signed = client.sign(&world.transfer(), &alice(), &TxOptions::new()).await.unwrap();
            let hash = signed.hash();
            let lost = signed.submit().await.unwrap_err();
            assert!(!lost.is_retryable());
            let TxError::OutcomeUnknown { hash: of, .. } = lost else { panic!("{lost}") };
            assert_eq!(of, hash);
            let block = world.chain.build_block(|block| block);
            world.chain.advance(3);
            let found = client.find_extrinsic(hash, 1..=9).await.unwrap();
            assert_eq!(found.map(|found| found.block()), arrives.then(|| block.into()));
        });
    }
}

#[test]
fn dropped_futures_leave_nonces_as_they_should() {
    let Some(world) = World::new("dropped_futures") else { return };
    block_on(async {
        // Never polled, so never sent.
        drop(world.sign().await.submit());
        let signed = world.sign().await;
        assert_eq!(world.nonce(signed.bytes()), 0);
        // Polled, and so perhaps sent: the node is asked, which here has not got it.
        world.chain.set_faults(Faults::seeded(0).silences(1000));
        assert!(poll_immediate(signed.submit()).await.is_none());
        world.chain.set_faults(Faults::default());
        assert_eq!(world.nonce(world.sign().await.bytes()), 0);
        // Given up while it was prepared.
        assert!(poll_immediate(world.sign()).await.is_none());
        assert_eq!(world.nonce(world.sign().await.bytes()), 0);
        assert_eq!(world.client.next_nonce(&alice_account()).await.unwrap(), 0);
    });
}
