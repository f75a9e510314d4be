//! The next blocks of a node as they come, over tokio's own sockets and timers: a program that has
//! tokio already starts no thread for the connection. TLS, reconnecting and the rest stay subwire's.
//!
//!     cargo run -p subwire-examples --bin tokio_socket [URL]
//!
//! Without a URL the node is a chain in memory, which another task gives a block now and then.

use core::future::pending;
use core::time::Duration;
use std::sync::Arc;

use futures::StreamExt;
use serde::Deserialize;
use subwire_transport::clock::{Clock, Sleep};
use subwire_transport::mock::{Chain, Spawned, serve};
use subwire_transport::{Notice, Params, Subscribe, Transport, WebSocket};
use tokio::net::TcpStream;
use tokio::time::Instant;
use tokio_util::compat::TokioAsyncReadCompatExt;

/// How many blocks to wait for.
const BLOCKS: usize = 3;

fn main() -> Result<(), Box<dyn core::error::Error>> {
    let url = std::env::args().nth(1);
    tokio::runtime::Runtime::new()?.block_on(async {
        // The node in memory lives as long as its server.
        let (url, _server) = match url {
            Some(url) => (url, None),
            None => node_in_memory().map(|(url, server)| (url, Some(server)))?,
        };
        let (rpc, driver) = WebSocket::builder()
            .endpoint(url)
            .clock(Arc::new(TokioClock(Instant::now())))
            .build_with(|host, port| async move {
                let socket = TcpStream::connect((host, port)).await?;
                socket.set_nodelay(true)?;
                Ok(socket.compat())
            });
        tokio::spawn(driver);

        let name = rpc.request("system_chain", Params::new()).await?;
        println!("{}", name.read::<String>("a name")?);
        let heads = ("chain_subscribeNewHeads", "chain_unsubscribeNewHeads");
        let heads = Subscribe::new(heads.0, Params::new(), heads.1);
        let mut heads = rpc.subscribe(heads).await?;
        let mut left = BLOCKS;
        while let Some(notice) = heads.next().await {
            match notice? {
                Notice::Item(head) => {
                    let head: Head = head.read("a header")?;
                    let number = head.number.strip_prefix("0x").unwrap_or_default();
                    println!("block {} on {}", u32::from_str_radix(number, 16)?, head.parent_hash);
                    left -= 1;
                }
                other => println!("{other:?}"),
            }
            if left == 0 {
                break;
            }
        }
        Ok(())
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    number: String,
    parent_hash: String,
}

/// tokio's timers. A clock that is paused in a test holds the connection's timeouts as well.
#[derive(Debug)]
struct TokioClock(Instant);

impl Clock for TokioClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep_until(&self, time: Duration) -> Sleep {
        match self.0.checked_add(time) {
            Some(time) => Box::pin(tokio::time::sleep_until(time)),
            None => Box::pin(pending()),
        }
    }
}

fn node_in_memory() -> std::io::Result<(String, Spawned)> {
    let chain = Chain::builder().name("in memory").build();
    let server = serve(chain.clone(), 0)?;
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_millis(100)).await;
            chain.advance(1);
        }
    });
    Ok((server.ws_url(), server.spawn()))
}
