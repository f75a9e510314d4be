//! Blocks, their events and streams of heads of a real runtime, over a real socket.

#[path = "../../transport/tests/real_node/node.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod node;

use futures::{StreamExt, TryStreamExt};
use subwire::transport::{Params, Transport, WebSocket};
use subwire::{Client, Error, Follow};

use node::{Node, free_port};

/// Everything is followed from the block before the ones that are built here.
async fn suite<T: Transport>(client: Client<T>) -> Result<(), Error> {
    let start = client.at_head().await?.number().await?;
    let mut heads = client.heads_with(Follow::new().after(start)).await?;
    let finals = client.finalized_heads_with(Follow::new().after(start)).await?;
    for _ in 0..5 {
        let built = client.transport().request("dev_newBlock", Params::new()).await;
        built.expect("the node builds a block");
    }
    for number in start + 1..=start + 5 {
        let event = heads.next().await.expect("another head")?;
        let [head] = event.enacted() else { panic!("{event:?}") };
        assert_eq!((head.number(), event.retracted().len()), (number, 0));
        assert_eq!(client.block_hash(number).await?, Some(head.hash()));
        let body = head.at().body().await?;
        assert_eq!(body.header(), head.header());
        let first = body.get(0).expect("each block sets the time").decode()?;
        assert!(first.call().is("Timestamp", "set"));
        assert!(head.at().timestamp().await? > 0);
    }
    let blocks: Vec<_> = finals.with_events().take(5).try_collect().await?;
    for ((head, events), number) in blocks.iter().zip(start + 1..) {
        assert_eq!(head.number(), number);
        assert!(events.of_extrinsic(0).outcome()?.expect("it was applied").is_success());
    }
    assert_eq!(client.wait_for_finalized_block(start + 3).await?.hash(), blocks[2].0.hash());
    assert!(client.pending_extrinsics().await?.is_empty());
    assert_eq!(client.properties().await?.ss58_format.unwrap_or(42), 42);
    assert!(client.supports_method("chain_getBlock").await?);
    Ok(())
}

async fn connected(url: &str) {
    let (rpc, driver) = WebSocket::builder().endpoint(url).build();
    driver.run(suite(Client::new(rpc))).await.unwrap();
}

#[test]
#[ignore = "needs node and npm"]
fn blocks_of_a_real_runtime_under_smol_and_tokio() {
    let node = Node::start(free_port(), None);
    let url = node.url("ws");
    smol::block_on(connected(&url));
    let tokio = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio.block_on(connected(&url));
}
