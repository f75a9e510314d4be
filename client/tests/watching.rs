//! Heads with epochs, balances and neurons as they change, on chains in memory.

#[path = "watching/balances.rs"]
mod balances;
#[path = "watching/epochs.rs"]
mod epochs;
#[path = "watching/neurons.rs"]
mod neurons;
#[path = "storage/support.rs"]
mod support;
#[path = "watching/worlds.rs"]
mod worlds;

use std::sync::Mutex;

use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use subwire::codec::Storage;
use subwire::codec::hasher::Identity;
use subwire::codec::subtensor::NetUid;
use subwire::transport::mock::Chain;
use subwire::transport::{
    self, Notice, Reply, Request, Subscribe, Subscription, Transport, async_trait,
};
use subwire::{BlockHash, Client, Subtensor, Verify};

/// A value of each subnet.
type PerSubnet<V> = Storage<(Identity<NetUid>,), V>;

fn item<V>(name: &'static str) -> PerSubnet<V> {
    Storage::new("SubtensorModule", name)
}

/// Trusts descriptors: chains in memory have no metadata.
fn trusting<T: Transport>(transport: T) -> Subtensor<T> {
    Subtensor::over(Client::builder(transport).verify(Verify::Never).build())
}

/// A node that tells of storage what a test has it tell, as real ones do: of blocks of whatever
/// branch, and without taking back what is undone.
struct Told {
    chain: Chain,
    notices: Mutex<Option<UnboundedReceiver<Notice>>>,
}

/// What is told of storage.
struct Telling(UnboundedSender<Notice>);

fn told(chain: &Chain) -> (Told, Telling) {
    let (sender, receiver) = unbounded();
    (Told { chain: chain.clone(), notices: Mutex::new(Some(receiver)) }, Telling(sender))
}

impl Telling {
    fn notice(&self, notice: Notice) {
        self.0.unbounded_send(notice).unwrap();
    }

    fn changes(&self, block: [u8; 32], changes: &[(&[u8], &[u8])]) {
        let hex = |bytes: &[u8]| const_hex::encode_prefixed(bytes);
        let changes = changes.iter().map(|(key, value)| [hex(key), hex(value)]);
        let changes: Vec<_> = changes.collect();
        let set = serde_json::json!({ "block": BlockHash::from(block), "changes": changes });
        self.notice(Notice::Item(Reply::from_json(set.to_string())));
    }
}

#[async_trait]
impl Transport for Told {
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        self.chain.send(request).await
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, transport::Error> {
        if subscribe.request.method != "state_subscribeStorage" {
            return self.chain.subscribe(subscribe).await;
        }
        let notices = self.notices.lock().unwrap().take().expect("one subscription");
        Ok(Subscription::new("1", futures::StreamExt::map(notices, Ok)))
    }
}
