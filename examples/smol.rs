//! Every subnet of a network with its neurons and what they earned in the last epoch, all read at
//! one block in two round trips. On smol.
//!
//!     cargo run -p subwire-examples --bin smol [demo|finney|test|archive|local|URL]

use futures::future::try_join_all;
use subwire::{Network, Subtensor};

fn main() -> Result<(), Box<dyn core::error::Error>> {
    let network = std::env::args().nth(1).map_or(Ok(Network::Demo), |name| name.parse())?;
    smol::block_on(async {
        let subtensor = Subtensor::connect(network).await?;
        let (head, netuids) = subtensor.at_head_with_netuids().await?;
        let subnets = netuids.iter().map(|netuid| head.neurons_lite(*netuid));
        for (netuid, neurons) in netuids.iter().zip(try_join_all(subnets).await?) {
            let emission = neurons.iter().map(|neuron| neuron.emission).sum::<Option<_>>();
            let emission = emission.ok_or("more than all alpha there can be")?;
            println!("subnet {netuid:>3}: {:>4} neurons earned {emission:#}", neurons.len());
        }
        Ok(())
    })
}
