//! How a client comes by runtimes: once for all who want one, the newest metadata that there is,
//! and nothing of what a node should not have answered.

#[path = "../../codec/tests/recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "runtime_cache/made.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod made;

use core::future::Future;
use core::pin::Pin;
use std::fs;
use std::sync::Arc;

use futures::channel::oneshot;
use futures::executor::block_on;
use futures::future::{Shared, try_join_all};
use futures::{FutureExt, poll};
use subwire::codec::codec::Encode;
use subwire::transport::layer::Meter;
use subwire::transport::mock::Chain;
use subwire::transport::{self, Reply, Request, RpcError, Transport};
use subwire::{Block, Client, Error, Runtime, Spec};

use made::{NAME, VALUE, at_version, chain, metadata, reason, upgrade};

const AT_VERSION: &str = "Metadata_metadata_at_version";
const VERSIONS: &str = "Metadata_metadata_versions";

fn metered(chain: Chain) -> (Client<Meter<Chain>>, Meter<Chain>) {
    let meter = Meter::new(chain);
    (Client::new(meter.clone()), meter)
}

fn asked(meter: &Meter<Chain>, method: &str) -> u64 {
    meter.usage().requests.get(method).copied().unwrap_or_default()
}

#[test]
fn a_hundred_readers_of_a_fresh_client_fetch_metadata_once() {
    let (client, meter) = metered(chain(NAME, 4).build());
    let at = block_on(client.at(1)).unwrap();
    // Each by a pin of its own, so that nothing but the runtimes is shared.
    let hash = at.hash();
    let readers = (0..100).map(|_| {
        let client = client.clone();
        async move { client.at(hash).await?.fetch(&VALUE, ()).await }
    });
    assert_eq!(block_on(try_join_all(readers)).unwrap(), [4; 100]);
    assert_eq!(asked(&meter, "state_getMetadata"), 1);
    assert_eq!(asked(&meter, "state_call"), 2);
    // Pin and value; then versions and the newest; then the only one that there is.
    assert_eq!(meter.usage().round_trips, 1 + 3);
    assert_eq!(block_on(at.fetch(&VALUE, ())).unwrap(), 4);
    assert_eq!(asked(&meter, "state_getMetadata"), 1);
}

/// Holds one method's requests up until it is told to let them through.
#[derive(Clone)]
struct Gate {
    chain: Chain,
    method: &'static str,
    open: Shared<oneshot::Receiver<()>>,
}

#[async_trait::async_trait]
impl Transport for Gate {
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        if request.method == self.method {
            let _ = self.open.clone().await;
        }
        self.chain.send(request).await
    }
}

fn gated(method: &'static str) -> (Client<Meter<Gate>>, Meter<Gate>, oneshot::Sender<()>) {
    let (sender, open) = oneshot::channel();
    let meter = Meter::new(Gate { chain: chain(NAME, 4).build(), method, open: open.shared() });
    (Client::new(meter.clone()), meter, sender)
}

type Read<'a> = Pin<Box<dyn Future<Output = Result<u32, Error>> + 'a>>;

/// A read that waits at the gate.
async fn waiting<'a>(client: &'a Client<Meter<Gate>>) -> Read<'a> {
    let mut read: Read<'a> = Box::pin(async { client.at_head().await?.fetch(&VALUE, ()).await });
    for _ in 0..100 {
        assert!(poll!(&mut read).is_pending());
    }
    read
}

#[test]
fn a_reader_who_goes_does_not_take_the_runtime_along() {
    let (client, meter, open) = gated("state_getMetadata");
    block_on(async {
        let first = waiting(&client).await;
        let second = waiting(&client).await;
        drop(first);
        open.send(()).unwrap();
        assert_eq!(second.await.unwrap(), 4);
    });
    assert_eq!(meter.usage().requests["state_getMetadata"], 1);
}

#[test]
fn what_nobody_waits_for_leaves_nothing() {
    for method in ["state_getMetadata", "chain_getBlockHash"] {
        let (client, meter, open) = gated(method);
        block_on(async {
            match method {
                "state_getMetadata" => drop(waiting(&client).await),
                _ => {
                    let mut genesis = Box::pin(client.genesis_hash());
                    assert!(poll!(&mut genesis).is_pending());
                }
            }
        });
        drop((client, meter));
        // The transport held the only other end: it is gone with the client.
        assert!(open.is_canceled(), "{method}");
    }
}

#[test]
fn the_runtime_used_last_stays() {
    let chain = chain(NAME, 1).build();
    let mut blocks = vec![chain.head()];
    blocks.extend([2, 3].map(|version| upgrade(&chain, version)[1]));
    let meter = Meter::new(chain);
    let client = Client::builder(meter.clone()).max_runtimes(2).build();
    let fetched = |version: usize| {
        let before = asked(&meter, "state_getMetadata");
        let at = block_on(client.at(Block::Hash(blocks[version - 1].into()))).unwrap();
        assert_eq!(block_on(at.fetch(&VALUE, ())).unwrap() as usize, version);
        asked(&meter, "state_getMetadata") > before
    };
    let reads = [1, 2, 1, 3, 1, 2, 1, 3].map(fetched);
    assert_eq!(reads, [true, true, false, true, false, true, false, true]);
}

#[test]
fn a_runtime_that_is_given_is_not_fetched() {
    let meter = Meter::new(chain(NAME, 4).build());
    let given = Runtime::decode(&metadata(15, NAME, 4)).unwrap();
    let client = Client::builder(meter.clone()).runtime(given).build();
    let (at, value) = block_on(client.fetch_at_head(&VALUE, ())).unwrap();
    assert_eq!(value, 4);
    assert_eq!(block_on(at.runtime()).unwrap().metadata().version(), 15);
    assert_eq!((asked(&meter, "state_call"), asked(&meter, "state_getMetadata")), (0, 0));
}

/// A chain of runtime 4 that answers the two calls for metadata so, and is read once.
fn with_api(
    versions: impl Fn() -> Result<Vec<u8>, String> + Send + Sync + 'static,
    at: impl Fn(u32) -> Result<Vec<u8>, String> + Send + Sync + 'static,
) -> (Result<Runtime, Error>, u64) {
    let chain = chain(NAME, 4)
        .runtime_call(VERSIONS, move |_| versions())
        .runtime_call(AT_VERSION, move |args| at(u32::from_le_bytes(args.try_into().unwrap())))
        .build();
    let (client, meter) = metered(chain);
    let runtime = block_on(async { client.at_head().await?.runtime().await });
    (runtime, meter.usage().round_trips)
}

fn fifteen(version: u32) -> Result<Vec<u8>, String> {
    Ok(if version == 15 { at_version(&metadata(15, NAME, 4)) } else { None::<Vec<u8>>.encode() })
}

#[test]
fn the_newest_version_of_both_sides_is_taken() {
    let none = |_| Ok(None::<Vec<u8>>.encode());
    let version = |(runtime, round_trips): (Result<Runtime, Error>, u64)| {
        (runtime.unwrap().metadata().version(), round_trips)
    };
    assert_eq!(version(with_api(|| Ok([14_u32, 15].encode()), fifteen)), (14, 3));
    assert_eq!(version(with_api(|| Ok(vec![14_u32, 15].encode()), fifteen)), (15, 3));
    // Newer ones, or the mark of an unstable one, are not what is read here.
    let many = || Ok(vec![17_u32, u32::MAX, 14, 15, 99].encode());
    assert_eq!(version(with_api(many, fifteen)), (15, 3));
    // The list promises more than there is.
    assert_eq!(version(with_api(|| Ok(vec![14_u32, 15].encode()), none)), (14, 4));
    assert_eq!(version(with_api(|| Ok(vec![14_u32].encode()), none)), (14, 3));
    // The list is none.
    for list in [vec![], vec![0xff; 5], [vec![1_u8].encode(), vec![0; 1 << 20]].concat()] {
        assert_eq!(version(with_api(move || Ok(list.clone()), fifteen)), (14, 3));
    }
    // Neither call exists.
    assert_eq!(version(with_api(|| Err("trap".into()), |_| Err("trap".into()))), (14, 3));
}

#[test]
fn version_16_costs_one_round_trip() {
    let Some(recorded) = data::chain("version_16_costs_one_round_trip") else { return };
    let sixteen = fs::read(recorded.join("metadata/subtensor_365.v16.scale")).unwrap();
    let spec = Spec::new("node-subtensor", 365);
    let answer = at_version(&sixteen);
    let chain = Chain::builder()
        .runtime(|runtime| runtime.spec_name(spec.name()).spec_version(spec.version()))
        .runtime_call(VERSIONS, |_| Ok(vec![14_u32, 15, 16].encode()))
        .runtime_call(AT_VERSION, move |args| {
            assert_eq!(args, 16_u32.encode());
            Ok(answer.clone())
        })
        .storage_many([spec.storage_entry()])
        .build();
    let (client, meter) = metered(chain);
    let runtime = block_on(async { client.at_head().await?.runtime().await }).unwrap();
    assert_eq!((runtime.metadata().version(), runtime.spec()), (16, &spec));
    assert_eq!((meter.usage().round_trips, asked(&meter, "state_call")), (2, 2));
}

#[test]
fn what_is_no_metadata_of_the_runtime_is_refused() {
    let refused = |answer: Vec<u8>| {
        let (runtime, _) = with_api(|| Ok(vec![16_u32].encode()), move |_| Ok(answer.clone()));
        reason(&runtime.unwrap_err()).to_string()
    };
    assert_eq!(refused(at_version(&metadata(15, NAME, 5))), "it is that of test 5");
    assert_eq!(refused(at_version(&metadata(15, "other", 4))), "it is that of other 4");
    let whole = at_version(&metadata(15, NAME, 4));
    for len in 1..whole.len() {
        refused(whole[..len].to_vec());
    }
    refused([&whole[..], &[0]].concat());
    refused([&[1][..], &[0xff; 5000]].concat());
    // Huge, as it says or as it is.
    refused([&[1, 3, 0xff, 0xff, 0xff, 0xff][..], b"meta\x0f"].concat());
    refused(at_version(&[&b"meta\x0f"[..], &vec![0; 8 << 20]].concat()));
}

/// A node that is out of patience once, at the n-th request of a method.
struct Impatient {
    chain: Chain,
    method: &'static str,
    left: std::sync::Mutex<u32>,
    error: transport::Error,
}

#[async_trait::async_trait]
impl Transport for Impatient {
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        if request.method == self.method {
            let mut left = self.left.lock().unwrap();
            *left = left.wrapping_sub(1);
            if *left == 0 {
                return Err(self.error.clone());
            }
        }
        self.chain.send(request).await
    }
}

/// A runtime stays for as long as the client: an older metadata must not come to stay because the
/// node was busy for a moment.
#[test]
fn what_may_pass_is_told_and_not_made_up_for() {
    let busy = RpcError::new(RpcError::LIMIT_EXCEEDED, "Too many requests");
    let errors = [transport::Error::closed("for a test"), transport::Error::Rpc(busy)];
    for error in errors {
        for (method, turn) in [("state_call", 1), ("state_call", 2), ("state_call", 3)] {
            let chain = chain(NAME, 4)
                .runtime_call(VERSIONS, |_| Ok(vec![14_u32, 15].encode()))
                .runtime_call(AT_VERSION, |args| {
                    fifteen(u32::from_le_bytes(args.try_into().unwrap()))
                })
                .build();
            let (left, error) = (turn.into(), error.clone());
            let client = Client::new(Impatient { chain, method, left, error });
            let at = block_on(client.at_head()).unwrap();
            let failed = block_on(at.runtime()).unwrap_err();
            assert!(matches!(failed, Error::Request { .. }), "{turn}: {failed}");
            assert_eq!(block_on(at.runtime()).unwrap().metadata().version(), 15);
        }
    }
}

#[test]
fn a_runtime_with_an_endless_name_is_refused() {
    let name = "x".repeat(1 << 20);
    let noted = chain(&name, 4).build();
    let error = block_on(Client::new(noted).at_head()).unwrap_err().to_string();
    assert!(error.contains("its name has 1048576 bytes"), "{error}");
    // A chain that notes nothing is asked for its version.
    let name = Arc::<str>::from(name);
    let told = Chain::builder().runtime(|runtime| runtime.spec_name(&name)).build();
    let at = block_on(Client::new(told).at(1)).unwrap();
    let error = block_on(at.runtime()).unwrap_err().to_string();
    assert!(error.contains("its name has 1048576 bytes"), "{error}");
}
