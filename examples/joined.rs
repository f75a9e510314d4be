//! Different reads joined at one block: what a coldkey has, on whom it stakes, and how many subnets
//! there are, none of it before or after the rest. They are in flight together, so that all of them
//! take as long as the slowest.
//!
//!     cargo run -p subwire-examples --bin joined [demo|finney|test|archive|local|URL] [COLDKEY]
//!
//! Without a coldkey it is the first neuron's of subnet 1.

use futures::try_join;
use subwire::codec::AccountId;
use subwire::{Network, Subtensor};

fn main() -> Result<(), Box<dyn core::error::Error>> {
    let mut args = std::env::args().skip(1);
    let network = args.next().map_or(Ok(Network::Demo), |name| name.parse())?;
    let coldkey = args.next().map(|address| address.parse::<AccountId>()).transpose()?;
    futures::executor::block_on(async {
        let subtensor = Subtensor::connect(network).await?;
        let head = subtensor.at_head().await?;
        let coldkey = match coldkey {
            Some(coldkey) => coldkey,
            None => head.neurons_lite(1).await?.first().ok_or("subnet 1 has no neuron")?.coldkey,
        };
        let (number, balance, delegated, subnets) = try_join!(
            head.number(),
            head.balance(&coldkey),
            head.delegated(&coldkey),
            head.total_subnets(),
        )?;
        println!("block {number}: {subnets} subnets");
        println!("{coldkey} has {balance:#}");
        for on in delegated {
            let (netuid, stake) = (on.stake.netuid, on.stake.stake);
            println!("and {stake:#} in subnet {netuid} on {}", on.delegate.delegate_ss58);
        }
        Ok(())
    })
}
