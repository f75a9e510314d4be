//! Chains made of descriptors and values, and reads of them whose cost is known.

#[path = "../../../codec/tests/recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
pub(crate) mod data;

use core::fmt::Debug;
use core::time::Duration;
use std::fs;
use std::sync::Arc;

use subwire::codec::codec::{Decode, Encode};
use subwire::codec::descriptor::DescribeKeys;
use subwire::codec::{AccountId, KeyArgs, RuntimeApi, Storage, decode_exact};
use subwire::transport::clock::Clock;
use subwire::transport::layer::{Meter, Usage};
use subwire::transport::mock::{Chain, ChainBuilder, Faults, VirtualClock};
use subwire::{At, Client, Error, Spec, Verify};

pub(crate) const NAME: &str = "node-subtensor";

pub(crate) type Head = At<Meter<Chain>>;

/// Requests, and round trips.
pub(crate) type Cost = (u64, u64);

pub(crate) const FREE: Cost = (0, 0);
pub(crate) const ONE: Cost = (1, 1);
/// Keys, then their values.
pub(crate) const MAP: Cost = (2, 2);

pub(crate) fn account(n: u32) -> AccountId {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&n.to_le_bytes());
    bytes[31] = 1;
    AccountId::from(bytes)
}

/// A chain of spec version 365 whose metadata nobody can have: descriptors must do without.
pub(crate) fn chain() -> ChainBuilder {
    of_spec(365)
}

pub(crate) fn of_spec(version: u32) -> ChainBuilder {
    Chain::builder()
        .runtime(|runtime| runtime.spec_name(NAME).spec_version(version))
        .storage_many([Spec::new(NAME, version).storage_entry()])
}

/// A chain with a recorded runtime, `None` without the recordings.
pub(crate) fn recorded(test: &str, file: &str, version: u32) -> Option<ChainBuilder> {
    let path = data::chain(test)?.join("metadata").join(file);
    let metadata = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(of_spec(version).runtime(|runtime| runtime.metadata(metadata)))
}

/// What a chain stores.
pub(crate) trait Stores: Sized {
    /// A value, an optional one without its tag.
    fn has<K: DescribeKeys, V>(
        self,
        item: &Storage<K, V>,
        args: impl KeyArgs<K>,
        value: impl Encode,
    ) -> Self;

    /// What a method of a runtime API returns for its arguments.
    fn answers<A: Decode + 'static, O, R: Encode>(
        self,
        method: &RuntimeApi<A, O>,
        answer: impl Fn(A) -> R + Send + Sync + 'static,
    ) -> Self;
}

impl Stores for ChainBuilder {
    fn has<K: DescribeKeys, V>(
        self,
        item: &Storage<K, V>,
        args: impl KeyArgs<K>,
        value: impl Encode,
    ) -> Self {
        self.storage(item.key(args), value.encode())
    }

    fn answers<A: Decode + 'static, O, R: Encode>(
        self,
        method: &RuntimeApi<A, O>,
        answer: impl Fn(A) -> R + Send + Sync + 'static,
    ) -> Self {
        self.runtime_call(method.name(), move |args| {
            let args = decode_exact(args).map_err(|error| error.to_string())?;
            Ok(answer(args).encode())
        })
    }
}

/// Reads at the chain's head on smol and on tokio: the same answer, at this cost.
pub(crate) fn read<R: Debug + PartialEq>(
    chain: &Chain,
    cost: Cost,
    read: impl AsyncFn(&Head) -> Result<R, Error>,
) -> R {
    read_by(chain, Verify::WherePossible, cost, read).unwrap()
}

/// The same of a chain whose runtime is not looked at: descriptors are trusted.
pub(crate) fn read_trusting<R: Debug + PartialEq>(
    chain: &Chain,
    cost: Cost,
    read: impl AsyncFn(&Head) -> Result<R, Error>,
) -> R {
    read_by(chain, Verify::Never, cost, read).unwrap()
}

/// What the chain's runtime lacks, by name.
pub(crate) fn lacks<R: Debug>(
    chain: &Chain,
    read: impl AsyncFn(&Head) -> Result<R, Error>,
) -> &'static str {
    let head = smol::block_on(Client::new(Meter::new(chain.clone())).at_head()).unwrap();
    match smol::block_on(read(&head)) {
        Err(Error::Unsupported { what, .. }) => what,
        other => panic!("{other:?}"),
    }
}

fn read_by<R: Debug + PartialEq>(
    chain: &Chain,
    verify: Verify,
    cost: Cost,
    read: impl AsyncFn(&Head) -> Result<R, Error>,
) -> Result<R, Error> {
    let clock = VirtualClock::new();
    let run = async || {
        let meter = Meter::new(chain.clone());
        let client = Client::builder(meter.clone()).verify(verify).build();
        let head = client.at_head().await?;
        let (before, since) = (requests(&meter.usage()), clock.now());
        let found = read(&head).await?;
        let trips = (clock.now() - since).as_secs();
        Ok::<_, Error>((found, requests(&meter.usage()) - before, trips))
    };
    let by_smol = smol::block_on(run())?;
    let tokio = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let by_tokio = tokio.block_on(run())?;
    // What is side by side, time tells: each answer takes a second.
    let second = Duration::from_secs(1);
    chain.set_faults(Faults::default().latency(Arc::new(clock.clone()), second..=second));
    let late = clock.run(run());
    chain.set_faults(Faults::default());
    let (found, requests, round_trips) = late?;
    assert_eq!((requests, round_trips), cost);
    assert_eq!((&by_smol.0, by_smol.1), (&found, requests));
    assert_eq!((&by_tokio.0, by_tokio.1), (&found, requests));
    Ok(found)
}

fn requests(usage: &Usage) -> u64 {
    usage.requests.values().sum()
}
