//! `subwire serve`: a chain in memory, or a recording, behind a port.

mod faults;

use core::future::pending;
use core::time::Duration;
use std::path::PathBuf;
use std::sync::Arc;

use async_io::Timer;
use serde_json::json;
use subwire::transport::clock::SystemClock;
use subwire::transport::mock::{Answers, Chain, Node, Replay, Troubled, serve};
use subwire::{Demo, Subtensor};

use self::faults::FaultRate;
use crate::{Failure, decode, output};

/// Makes the same trouble in every run.
const SEED: u64 = 0;

/// What is served, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// How much later each answer comes, in milliseconds.
    #[arg(long, value_name = "N", default_value_t = 0)]
    rtt_ms: u32,
    /// The metadata that the chain has, of whose runtime it then is: the bytes, or their hex behind 0x.
    /// Given several times: forms of it, of the versions 14 to 16.
    #[arg(long, value_name = "FILE")]
    metadata: Vec<PathBuf>,
    /// Answers from recordings instead of a generated chain.
    #[arg(
        long,
        value_name = "FILE",
        num_args = 1..,
        conflicts_with_all = ["metadata", "subnets", "neurons", "accounts", "block_ms"]
    )]
    replay: Vec<PathBuf>,
    /// How many subnets the chain has, the root network included. Without this, --neurons,
    /// --accounts and --metadata it is the demo network.
    #[arg(long, value_name = "N")]
    subnets: Option<u16>,
    /// How many neurons each subnet has.
    #[arg(long, value_name = "N")]
    neurons: Option<u16>,
    /// How many accounts have a balance, if the keys of neurons are not more.
    #[arg(long, value_name = "N")]
    accounts: Option<u32>,
    /// Builds a block every so many milliseconds.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    block_ms: Option<u32>,
    /// What befalls answers, and what share of them, from 0 to 1 in thousandths: cut (the connection
    /// breaks off), delayed (by up to a second), duplicated, error, garbage (no JSON-RPC comes
    /// before), silence (never comes). May be given several times.
    #[arg(long, value_name = "KIND=RATE")]
    fault: Vec<FaultRate>,
}

/// Serves until it is stopped.
pub(crate) fn run(wanted: &Serve) -> Result<(), Failure> {
    if wanted.replay.is_empty() {
        let chain = chain(wanted)?;
        return answer(chain.clone(), wanted, build_blocks(&chain, wanted.block_ms));
    }
    let replay = Replay::open_all(&wanted.replay).map_err(Failure::arguments)?;
    answer(Answers::of(replay), wanted, pending())
}

/// The demo network, or one as large as is wanted.
fn chain(wanted: &Serve) -> Result<Chain, Failure> {
    let sizes = (wanted.subnets, wanted.neurons, wanted.accounts);
    if sizes == (None, None, None) && wanted.metadata.is_empty() {
        return Ok(Subtensor::demo().client().transport().clone());
    }
    let mut demo = Demo::builder();
    if let Some(subnets) = wanted.subnets {
        demo = demo.subnets(subnets);
    }
    if let Some(neurons) = wanted.neurons {
        demo = demo.neurons(neurons);
    }
    if let Some(accounts) = wanted.accounts {
        demo = demo.accounts(accounts);
    }
    for path in &wanted.metadata {
        demo = demo.metadata(decode::read_bytes(path)?);
    }
    demo.build().map_err(Failure::arguments)
}

/// Answers clients for as long as `work` runs.
fn answer(node: impl Node, wanted: &Serve, work: impl Future<Output = ()>) -> Result<(), Failure> {
    let faults = FaultRate::all(&wanted.fault);
    let faults = faults.latency(Duration::from_millis(wanted.rtt_ms.into()));
    let node = Troubled::new(node, faults, Arc::new(SystemClock::new()), SEED);
    let server = serve(node, wanted.port).map_err(|error| {
        let message = format!("port {}: {error}", wanted.port);
        Failure { status: 1, message }
    })?;
    output::print(json!({ "url": server.ws_url() }).to_string())?;
    async_io::block_on(server.run(work));
    Ok(())
}

/// Builds a block every so often, if at all, without end.
async fn build_blocks(chain: &Chain, every: Option<u32>) {
    let Some(every) = every else { return pending().await };
    let every = Duration::from_millis(every.into());
    loop {
        Timer::after(every).await;
        Demo::build_block(chain, every);
    }
}
