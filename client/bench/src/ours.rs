//! What is measured, by this client: connecting is part of it.

use futures::TryStreamExt;
use futures::executor::block_on;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::{At, Error, Network, Subtensor};

use crate::accounts::{ACCOUNTS, BALANCES, account};
use crate::scenarios::{Scenario, sum_of_all};

/// Connects, reads and checks what was read.
pub fn run(url: &str, scenario: Scenario) -> Result<(), Error> {
    block_on(async {
        let subtensor = Subtensor::connect(Network::Url(url.into())).await?;
        match scenario {
            Scenario::Balance => {
                assert_eq!(subtensor.balance(&account(7)).await?.rao(), 7);
            }
            Scenario::Balances => {
                let found = subtensor.balances((0..BALANCES).map(account)).await?;
                assert!((0..BALANCES).all(|n| found[&account(n)].rao() == u64::from(n)));
            }
            Scenario::Map => sum(&subtensor.at_head().await?, 1).await?,
            Scenario::Parallel(shards) => sum(&subtensor.at_head().await?, shards).await?,
        }
        Ok(())
    })
}

/// Reads the whole map, and keeps none of it.
async fn sum(head: &At, shards: u16) -> Result<(), Error> {
    let mut accounts = head.map(&ACCOUNT).parallel(shards).iter();
    let (mut count, mut sum) = (0, 0);
    while let Some((_, info)) = accounts.try_next().await? {
        count += 1;
        sum += info.data.free.rao();
    }
    assert_eq!((count, sum), (ACCOUNTS, sum_of_all()));
    Ok(())
}
