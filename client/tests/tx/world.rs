//! A chain in memory with a real runtime's metadata, and who acts on it.

use subwire::codec::AccountId;
use subwire::codec::hash::blake2b_256;
use subwire::codec::storage_key::Argument;
use subwire::transport::mock::{Chain, ChainBuilder};
use subwire::tx::{CallArgs, ComposedCall, Signed, TxOptions};
use subwire::{Client, Keypair, Runtime, Scheme, Signer, Spec};

use crate::file::recorded_metadata;

pub(crate) const GENESIS: [u8; 32] = [9; 32];
/// `twox_128` of `System` and of `Events`.
const EVENTS: &str = "26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";

/// The world of a test; none where there is no metadata.
pub(crate) struct World {
    pub(crate) chain: Chain,
    pub(crate) client: Client<Chain>,
    pub(crate) runtime: Runtime,
}

impl World {
    pub(crate) fn new(test: &str) -> Option<Self> {
        Self::with(test, "subtensor_365.v16", |chain| chain)
    }

    /// With another runtime, and a chain that is built otherwise.
    pub(crate) fn with(
        test: &str,
        metadata: &str,
        build: impl FnOnce(ChainBuilder) -> ChainBuilder,
    ) -> Option<Self> {
        let metadata = recorded_metadata(test, metadata)?;
        let runtime = Runtime::decode(&metadata).unwrap();
        let spec: &Spec = runtime.spec();
        let chain = Chain::builder()
            .name(spec.name())
            .genesis(GENESIS)
            .hasher(blake2b_256)
            .storage_many([spec.storage_entry()])
            .runtime(|of| of.spec_version(spec.version()));
        let chain = build(chain).build();
        let client = Client::builder(chain.clone()).runtime(runtime.clone()).build();
        Some(Self { chain, client, runtime })
    }

    /// A transfer of one rao to an account of ones.
    pub(crate) fn transfer(&self) -> ComposedCall {
        let dest = AccountId::from([1; 32]).to_string();
        let args = CallArgs::new()
            .named("value", Argument::Json("1"))
            .named("dest", Argument::Word(&dest));
        self.runtime.compose_dynamic("Balances", "transfer_keep_alive", &args).unwrap()
    }

    /// That transfer, signed by Alice.
    pub(crate) async fn sign(&self) -> Signed<Chain> {
        self.client.sign(&self.transfer(), &alice(), &TxOptions::new()).await.unwrap()
    }

    /// The nonce of an extrinsic.
    pub(crate) fn nonce(&self, extrinsic: &[u8]) -> u64 {
        let read = self.runtime.metadata().decode_extrinsic(extrinsic).unwrap();
        let nonce = read.extensions().unwrap().get("CheckNonce").unwrap();
        self.runtime.metadata().schema().value(nonce.ty(), nonce.bytes()).unwrap().as_u64().unwrap()
    }

    /// The nonces of the pool, oldest first.
    pub(crate) fn pool(&self) -> Vec<u64> {
        self.chain.pool().iter().map(|extrinsic| self.nonce(extrinsic)).collect()
    }

    /// Builds a block with the pool's transactions, of which this extrinsic has these events.
    pub(crate) fn build(&self, extrinsic: u32, events: &[&str]) -> [u8; 32] {
        let events = self.events(extrinsic, events);
        self.chain.build_block(|block| block.set(events_key(), events))
    }

    /// The value of `System.Events`: of one extrinsic, each event as JSON.
    pub(crate) fn events(&self, extrinsic: u32, events: &[&str]) -> Vec<u8> {
        let metadata = self.runtime.metadata();
        let ty = metadata.storage_item("System", "Events").unwrap().value();
        let phase = format!(r#"{{"ApplyExtrinsic":{extrinsic}}}"#);
        let records = events
            .iter()
            .map(|event| format!(r#"{{"phase":{phase},"event":{event},"topics":[]}}"#));
        let json = format!("[{}]", records.collect::<Vec<_>>().join(","));
        metadata.schema().encode_json(ty, &json).unwrap()
    }
}

/// The key of `System.Events`.
pub(crate) fn events_key() -> Vec<u8> {
    const_hex::decode(EVENTS).unwrap()
}

/// Signs with ed25519, whose signatures are the same each time.
pub(crate) fn alice() -> Keypair {
    Keypair::from_suri(Scheme::Ed25519, "//Alice").unwrap()
}

pub(crate) fn alice_account() -> AccountId {
    alice().account()
}
