//! `subwire balances`

use std::collections::BTreeMap;

use serde::Serialize;
use subwire::codec::{AccountId, Tao};
use subwire::transport::Transport;
use subwire::{Block, Error, Subtensor};

use crate::output::{self, Answer, Column, Page, Table};

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
        let tao = output::decimal(free);
        Balance { address: *address, rao: free, tao }
    });
    Ok(Box::new(balances.collect::<Vec<_>>()))
}

impl Answer for Vec<Balance> {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn page(&self) -> Page {
        let mut table =
            Table::new([Column::address("address"), Column::number("balance").unit("τ")]);
        for balance in self {
            table.row([balance.address.to_string(), output::tao(balance.rao)]);
        }
        // Nobody has more for being named twice.
        let each: BTreeMap<_, _> = self.iter().map(|one| (one.address, one.rao)).collect();
        let sum = output::sum(each.into_values().map(Some));
        if let (Some(sum), 2..) = (sum, self.len()) {
            table.total(["total".into(), output::tao(sum)]);
        }
        table.into()
    }
}
