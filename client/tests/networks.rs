//! Networks: fallbacks and archives behind real sockets, under each runtime, and the environment.

use core::future::Future;
use core::time::Duration;
use std::net::TcpListener;

use futures::executor::block_on;
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::subtensor_module::storage::TEMPO;
use subwire::transport;
use subwire::transport::mock::{Chain, Spawned, serve};
use subwire::{
    Block, BlockHash, Client, Error, Network, Spec, Subtensor, SubtensorBuilder, Verify,
};

/// A node that has discarded the state of a block, and its archive.
struct World {
    node: Spawned,
    archive: Spawned,
    genesis: BlockHash,
    old: BlockHash,
}

impl World {
    fn new() -> Self {
        let chain = || {
            let note = Spec::new("node-subtensor", 365).storage_entry();
            Chain::builder().storage(TEMPO.key((NetUid(1),)), [99, 0]).storage_many([note])
        };
        let (node, archive) = (chain().states_kept(1).build(), chain().build());
        let (genesis, old) = (node.genesis().into(), node.head().into());
        assert_eq!(node.advance(1), archive.advance(1));
        let server = |chain: Chain| serve(chain, 0).unwrap().spawn();
        Self { node: server(node), archive: server(archive), genesis, old }
    }

    fn builder(&self) -> SubtensorBuilder {
        let url = Network::Url(self.node.ws_url());
        Subtensor::builder(url).archive(self.archive.ws_url())
    }

    async fn tempo(&self, subtensor: &Subtensor, block: impl Into<Block>) -> Result<u16, Error> {
        // Chains in memory have no metadata.
        let transport = subtensor.client().transport().clone();
        let client = Client::builder(transport).verify(Verify::Never).build();
        client.at(block).await?.fetch(&TEMPO, (NetUid(1),)).await
    }

    /// What both blocks say by a connection of whatever kind.
    async fn reads(&self, subtensor: &Subtensor) {
        for block in [Block::Hash(self.old), Block::Number(2), Block::Hash(self.old)] {
            assert_eq!(self.tempo(subtensor, block).await.unwrap(), 99);
        }
    }
}

/// Where nobody listens.
fn nowhere() -> String {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    format!("ws://{address}")
}

fn under_each_runtime<F: Future>(work: impl Fn() -> F) {
    block_on(work());
    smol::block_on(work());
    let tokio = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio.block_on(work());
}

#[test]
fn pruned_blocks_come_from_the_archive() {
    let world = World::new();
    under_each_runtime(|| async {
        let subtensor = world.builder().connect().await.unwrap();
        world.reads(&subtensor).await;
        let subtensor = world.builder().genesis_hash(world.genesis).connect().await.unwrap();
        world.reads(&subtensor).await;
        let (subtensor, driver) = world.builder().build();
        driver.unwrap().run(world.reads(&subtensor)).await;
        // Another archive first, which is not there.
        let url = Network::Url(world.node.ws_url());
        let builder = Subtensor::builder(url).archive(nowhere()).archive(world.archive.ws_url());
        world.reads(&builder.connect().await.unwrap()).await;
    });
}

#[test]
fn without_an_archive_they_are_errors() {
    let world = World::new();
    block_on(async {
        let subtensor = world.builder().no_archive().connect().await.unwrap();
        let error = world.tempo(&subtensor, world.old).await.unwrap_err();
        assert!(error.rpc().is_some_and(|error| error.message.contains("discarded")), "{error}");
        let url = Network::Url(world.node.ws_url());
        let subtensor = Subtensor::connect(url.clone()).await.unwrap();
        assert!(world.tempo(&subtensor, world.old).await.unwrap_err().rpc().is_some());

        let gone = Subtensor::builder(url).archive(nowhere()).connect().await.unwrap();
        let error = world.tempo(&gone, world.old).await.unwrap_err();
        assert!(error.is_retryable());
        let told = error.to_string();
        assert!(told.contains("already discarded") && told.contains("ws://127.0.0.1"), "{told}");
    });
}

#[test]
fn an_archive_serves_the_nodes_chain() {
    let world = World::new();
    let other = Chain::builder().block(7, [7; 32]).genesis([9; 32]).build();
    let other = serve(other, 0).unwrap().spawn();
    block_on(async {
        let url = Network::Url(world.node.ws_url());
        let subtensor = Subtensor::builder(url).archive(other.ws_url()).connect().await.unwrap();
        let error = world.tempo(&subtensor, world.old).await.unwrap_err();
        let Error::Request { error: transport::Error::Archive { archive, .. }, .. } = &error else {
            panic!("{error}")
        };
        assert!(matches!(**archive, transport::Error::WrongChain { .. }), "{archive}");
    });
}

#[test]
fn endpoints_stand_in_for_each_other() {
    let world = World::new();
    block_on(async {
        let builder = Subtensor::builder(Network::Local)
            .endpoint(nowhere())
            .endpoints([world.node.ws_url()])
            .connect_timeout(Duration::from_secs(5))
            .request_timeout(Duration::from_secs(5));
        let subtensor = builder.connect().await.unwrap();
        assert_eq!(world.tempo(&subtensor, 2).await.unwrap(), 99);
        // The network's chain is wanted of each.
        let builder = Subtensor::builder(Network::Finney).endpoint(world.node.ws_url());
        let subtensor = builder.connect().await.unwrap();
        let error = world.tempo(&subtensor, 2).await.unwrap_err().to_string();
        assert!(error.contains("0x2f0555cc") && error.contains("another chain"), "{error}");
    });
}

#[test]
fn the_demo_network_is_in_memory() {
    let (subtensor, driver) = Subtensor::builder(Network::Demo).build();
    assert!(driver.is_none());
    let connected = block_on(Subtensor::connect(Network::Demo)).unwrap();
    assert_eq!(
        block_on(connected.total_subnets()).unwrap(),
        block_on(subtensor.total_subnets()).unwrap()
    );
}
