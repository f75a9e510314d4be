//! `subwire balances`

use serde::Serialize;
use subwire::codec::{AccountId, Tao};
use subwire::transport::Transport;
use subwire::{Block, Error, Subtensor};

use crate::output::{Answer, table};

#[derive(Serialize)]
struct Balance {
    address: AccountId,
    rao: Tao,
    /// The same in TAO, as exact decimal text.
    tao: String,
}

pub(crate) async fn answer<T: Transport>(
    subtensor: &Subtensor<T>,
    at: Option<Block>,
    addresses: &[AccountId],
) -> Result<Box<dyn Answer>, Error> {
    let accounts = addresses.iter().copied();
    let found = match at {
        Some(block) => subtensor.at(block).await?.balances(accounts).await?,
        None => subtensor.balances(accounts).await?,
    };
    let balances = addresses.iter().map(|address| {
        let free = found.get(address).copied().unwrap_or_default();
        let tao = free.to_string().trim_start_matches('τ').to_string();
        Balance { address: *address, rao: free, tao }
    });
    Ok(Box::new(balances.collect::<Vec<_>>()))
}

impl Answer for Vec<Balance> {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn text(&self) -> String {
        let mut table = table(["address", ">balance"]);
        for balance in self {
            table.add_row([balance.address.to_string(), format!("{:#}", balance.rao)]);
        }
        table.trim_fmt()
    }
}
