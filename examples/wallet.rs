//! A wallet's overview: what a coldkey has, where it stakes and what that is worth, and who it says
//! it is; all of one block, in two round trips after the head.
//!
//!     cargo run -p subwire-examples --bin wallet [demo|finney|test|archive|local|URL] [COLDKEY]
//!
//! Without a coldkey it is the first neuron's of subnet 1.

use core::error::Error;

use futures::try_join;
use subwire::codec::AccountId;
use subwire::{Network, StakePosition, Subtensor};

fn main() -> Result<(), Box<dyn Error>> {
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
        let (account, identity, stakes) = try_join!(
            head.account(&coldkey),
            head.identity(&coldkey),
            head.stake_value(&coldkey),
        )?;

        let name = identity
            .map_or_else(|| "without a name".into(), |it| it.name.to_str_lossy().into_owned());
        println!("{coldkey}, {name}");
        println!("free      {:#}", account.data.free);
        println!("reserved  {:#}", account.data.reserved);
        // Worth at the price as it is: to sell so much would move it, which `sim_unstake` reckons with.
        for StakePosition { stake, value, .. } in &stakes.positions {
            println!("subnet {:<3} {:#} on {}, {value:#}", stake.netuid, stake.stake, stake.hotkey);
        }
        let free = account.data.free.checked_add(account.data.reserved);
        let total = free.and_then(|free| free.checked_add(stakes.total));
        println!("together  {:#}", total.ok_or("more than all TAO there can be")?);
        Ok(())
    })
}
