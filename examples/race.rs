//! The race: the neurons of all subnets one after another, and all at once. For Python's
//! AsyncSubtensor 13 s were written down, and 1567 s for its elder without async: 120 times less.
//!
//!     cargo run --release -p subwire-examples --bin race [subnets=129] [neurons=256] [rtt=200] [url=URL]
//!
//! Without a URL the chain is one in memory, behind a real socket of this machine; every answer
//! comes `rtt` milliseconds after its request. A chain of your own has the subnets that it has.

use core::error::Error;
use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use futures::future::try_join_all;
use subwire::{Demo, Network, Subtensor};
use subwire_transport::clock::SystemClock;
use subwire_transport::mock::{FrameFaults, Spawned, Troubled, serve};

/// After how long there are enough subnets to tell how long all of them take one after another.
const ENOUGH: Duration = Duration::from_secs(4);

/// What was written down of Python, on some slow connection, in seconds.
const THEIRS: [f64; 2] = [1567.0, 13.0];

fn main() -> Result<(), Box<dyn Error>> {
    let wishes = Wishes::read()?;
    // The chain in memory lives as long as its server.
    let (url, _server) = match wishes.url.clone() {
        Some(url) => (url, None),
        None => wishes.serve().map(|server| (server.ws_url(), Some(server)))?,
    };
    smol::block_on(race(&url))
}

async fn race(url: &str) -> Result<(), Box<dyn Error>> {
    let network = || Network::Url(url.into());
    let netuids = Subtensor::connect(network()).await?.netuids().await?;

    let started = Instant::now();
    let subtensor = Subtensor::connect(network()).await?;
    let (head, found) = subtensor.at_head_with_netuids().await?;
    let all = try_join_all(found.iter().map(|netuid| head.neurons_lite(*netuid))).await?;
    let at_once = started.elapsed().as_secs_f64();
    let neurons: usize = all.iter().map(Vec::len).sum();
    println!("{neurons} neurons of {} subnets", all.len());
    println!("all at once          {at_once:8.2} s, at one block");

    let started = Instant::now();
    let subtensor = Subtensor::connect(network()).await?;
    let mut read = 0;
    for netuid in &netuids {
        // Each at the head of its own moment, as a script does that knows no better.
        subtensor.neurons_lite(*netuid).await?;
        read += 1;
        if started.elapsed() > ENOUGH {
            break;
        }
    }
    let measured = started.elapsed().as_secs_f64();
    let one_by_one = measured * netuids.len() as f64 / f64::from(read.max(1));
    let all_of_them = read as usize == netuids.len();
    let told = if all_of_them {
        "measured".into()
    } else {
        format!("from the first {read} subnets, which took {measured:.2} s")
    };
    println!("one after another    {one_by_one:8.2} s, {told}");

    println!("ratio                {:8.1}", one_by_one / at_once);
    let [slow, quick] = THEIRS;
    println!("Python's             {:8.1}, as written down: {slow} s and {quick} s", slow / quick);
    Ok(())
}

struct Wishes {
    subnets: u16,
    neurons: u16,
    rtt: Duration,
    url: Option<String>,
}

impl Wishes {
    fn read() -> Result<Self, Box<dyn Error>> {
        let rtt = Duration::from_millis(200);
        let mut wishes = Self { subnets: 129, neurons: 256, rtt, url: None };
        for argument in std::env::args().skip(1) {
            match argument.split_once('=') {
                Some(("subnets", number)) => wishes.subnets = number.parse()?,
                Some(("neurons", number)) => wishes.neurons = number.parse()?,
                Some(("rtt", number)) => wishes.rtt = Duration::from_millis(number.parse()?),
                Some(("url", url)) => wishes.url = Some(url.into()),
                _ => {
                    return Err(
                        format!("{argument}: subnets=, neurons=, rtt= or url= is wanted").into()
                    );
                }
            }
        }
        Ok(wishes)
    }

    /// A chain as large as is wanted, as far away as is wanted.
    fn serve(&self) -> Result<Spawned, Box<dyn Error>> {
        let chain = Demo::builder().subnets(self.subnets).neurons(self.neurons).build()?;
        let faults = FrameFaults::none().latency(self.rtt);
        let far = Troubled::new(chain, faults, Arc::new(SystemClock::new()), 0);
        Ok(serve(far, 0)?.spawn())
    }
}
