//! Watches the best chain, through reorganisations and lost connections, and misses no block.
//!
//!     cargo run -p subwire-examples --bin heads [finney|test|archive|local|URL]
//!
//! Without an argument the node is one in memory that goes away after three blocks, builds three more
//! while nobody sees it, comes back, and is watched for a block more.

use core::error::Error;
use core::time::Duration;

use futures::StreamExt;
use subwire::codec::subtensor::NetUid;
use subwire::{Demo, Follow, HeadEvent, Network, Subtensor};
use subwire_transport::mock::{Chain, serve};

/// Of which subnets to tell when their epochs are over.
const SUBNETS: [NetUid; 1] = [NetUid(1)];

fn main() -> Result<(), Box<dyn Error>> {
    let network = std::env::args().nth(1).map(|name| name.parse()).transpose()?;
    smol::block_on(async {
        match network {
            Some(network) => watch(network, async |_| Ok(true)).await,
            None => {
                let mut node = Rough::start()?;
                let network = Network::Url(node.url.clone());
                watch(network, async |blocks| node.after(blocks).await).await
            }
        }
    })
}

/// How long to wait before the stream is begun anew: a node that is too busy now is so for a while.
const PAUSE: Duration = Duration::from_secs(1);

/// Tells of blocks for as long as `go_on` says after each, given how many there were.
async fn watch(
    network: Network,
    mut go_on: impl AsyncFnMut(u32) -> Result<bool, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let subtensor = Subtensor::connect(network).await?;
    let (mut follow, mut blocks) = (Follow::new(), 0);
    loop {
        // The stream goes on by itself when the connection does, and reads what it has missed.
        let mut heads = match subtensor.epoch_heads_with(SUBNETS, follow.clone()).await {
            Ok(heads) => heads,
            Err(error) => {
                once_more(error).await?;
                continue;
            }
        };
        while let Some(head) = heads.next().await {
            let head = match head {
                Ok(head) => head,
                Err(error) => {
                    once_more(error).await?;
                    break;
                }
            };
            if let HeadEvent::Reorg { retracted, .. } = &head.event {
                println!("{} blocks are undone", retracted.len());
            }
            let epochs = head.epochs.iter().filter_map(|epoch| epoch.blocks_until_next());
            let epochs: Vec<_> = epochs.map(|left| format!("epoch in {left} blocks")).collect();
            for block in head.event.enacted() {
                let how = if block.is_announced() { "" } else { ", read later" };
                println!("block {} {}{how}", block.number(), epochs.join(", "));
                // Where to go on, should the stream end.
                follow = Follow::new().after(block.hash());
                blocks += 1;
                if !go_on(blocks).await? {
                    return Ok(());
                }
            }
        }
    }
}

/// Waits a little after what may go well next time. The rest never will: that is an error.
async fn once_more(error: subwire::Error) -> Result<(), subwire::Error> {
    if !error.is_retryable() {
        return Err(error);
    }
    println!("once more: {error}");
    smol::Timer::after(PAUSE).await;
    Ok(())
}

/// A node in memory that does not stay.
struct Rough {
    chain: Chain,
    url: String,
    server: Option<smol::Task<()>>,
}

impl Rough {
    fn start() -> Result<Self, Box<dyn Error>> {
        let chain = Demo::builder().subnets(2).neurons(4).build()?;
        let server = serve(chain.clone(), 0)?;
        Ok(Self { chain, url: server.ws_url(), server: Some(smol::spawn(server)) })
    }

    /// What happens to it behind the watcher's back after so many blocks; whether more will come.
    async fn after(&mut self, blocks: u32) -> Result<bool, Box<dyn Error>> {
        let build = || Demo::build_block(&self.chain, Duration::from_secs(12));
        if blocks == 3 {
            println!("the node goes away");
            if let Some(server) = self.server.take() {
                server.cancel().await;
            }
            build();
            build();
            let port = self.url.rsplit(':').next().unwrap_or_default().parse()?;
            self.server = Some(smol::spawn(serve(self.chain.clone(), port)?));
        }
        if blocks <= 3 || blocks == 6 {
            build();
        }
        Ok(blocks < 7)
    }
}
