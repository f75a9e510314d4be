//! Writes down what a node is asked and what it answers, and then asks the recording the same: a test
//! that plays such a file needs no node. `offline_test` is one, and plays what this program has made.
//!
//!     cargo run -p subwire-examples --bin recorder FILE [demo|finney|test|archive|local|URL]

use core::error::Error;

use futures::try_join;
use subwire::codec::AccountId;
use subwire::transport::Transport;
use subwire::transport::layer::Record;
use subwire::transport::mock::Replay;
use subwire::{Network, Subtensor};

/// //Alice, whom every development chain knows.
const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("into which file?")?;
    let network = args.next().map_or(Ok(Network::Demo), |name| name.parse())?;
    futures::executor::block_on(async {
        let subtensor = Subtensor::connect(network).await?;
        // A layer around any transport; another one can go around this one.
        let record = Record::to_file(subtensor.client().transport().clone(), &file)?;
        let recorded = ask(&Subtensor::new(record.clone())).await?;
        record.finish()?;
        println!("{recorded}");

        let replayed = ask(&Subtensor::new(Replay::open(&file)?)).await?;
        let same = if replayed == recorded { "says the same" } else { "says otherwise" };
        println!("{file} {same}, in {} bytes", std::fs::metadata(&file)?.len());
        Ok(())
    })
}

/// Some reads of one block, in a line.
async fn ask<T: Transport>(subtensor: &Subtensor<T>) -> Result<String, Box<dyn Error>> {
    let alice: AccountId = ALICE.parse()?;
    let head = subtensor.at_head().await?;
    let (balance, subnets, neurons) =
        try_join!(head.balance(&alice), head.total_subnets(), head.neurons_lite(1))?;
    Ok(format!("{balance:#}, {subnets} subnets, {} neurons in subnet 1", neurons.len()))
}
