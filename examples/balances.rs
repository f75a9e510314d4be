//! The balances of many coldkeys in one request: of those that are named, or else of all that have a
//! neuron in subnet 1.
//!
//!     cargo run -p subwire-examples --bin balances [demo|finney|test|archive|local|URL] [COLDKEY]...

use subwire::codec::{AccountId, Tao};
use subwire::{Network, Subtensor};

fn main() -> Result<(), Box<dyn core::error::Error>> {
    let mut args = std::env::args().skip(1);
    let network = args.next().map_or(Ok(Network::Demo), |name| name.parse())?;
    let mut coldkeys =
        args.map(|address| address.parse()).collect::<Result<Vec<AccountId>, _>>()?;
    futures::executor::block_on(async {
        let subtensor = Subtensor::connect(network).await?;
        if coldkeys.is_empty() {
            let neurons = subtensor.neurons_lite(1).await?;
            coldkeys = neurons.into_iter().map(|neuron| neuron.coldkey).collect();
        }
        // One request for each thousand of them, whichever is the head. To read something else of
        // the same block beside it, `at_head_with_balances` gives that block as well.
        let balances = subtensor.balances(coldkeys).await?;
        for (coldkey, balance) in &balances {
            println!("{coldkey}  {balance:#}");
        }
        let all = balances.values().sum::<Option<Tao>>().ok_or("more than all TAO there can be")?;
        println!("{} coldkeys have {all:#}", balances.len());
        Ok(())
    })
}
