//! `subwire stake`: what coldkeys have staked, and what it is worth.

use std::collections::BTreeMap;

use serde::Serialize;
use subwire::At;
use subwire::codec::subtensor::StakeInfo;
use subwire::codec::{AccountId, Tao};
use subwire::transport::Transport;

use crate::Failure;
use crate::market::Market;
use crate::output::{Answer, Column, Page, Table, alpha, decimal, sum, tao};

/// The stakes of all coldkeys come in one request, symbols and prices in the next.
pub(crate) async fn answer<T: Transport>(
    at: &At<T>,
    coldkeys: &[AccountId],
) -> Result<Box<dyn Answer>, Failure> {
    let found = at.stake_for_coldkeys(coldkeys.iter().copied()).await?;
    let market = Market::of(at, found.values().flatten().map(|stake| stake.netuid)).await?;
    let wallets = coldkeys.iter().map(|coldkey| {
        let stakes = found.get(coldkey).cloned().unwrap_or_default();
        Wallet::new(*coldkey, stakes, &market)
    });
    Ok(Box::new(Wallets(wallets.collect())))
}

struct Wallets(Vec<Wallet>);

#[derive(Serialize)]
struct Wallet {
    coldkey: AccountId,
    positions: Vec<Position>,
    /// In rao, and the same in TAO as exact decimal text; none where a position has no price.
    value: Option<Tao>,
    value_tao: Option<String>,
}

#[derive(Serialize)]
struct Position {
    #[serde(flatten)]
    stake: StakeInfo,
    token_symbol: String,
    /// Of one token, as the value.
    price: Option<Tao>,
    price_tao: Option<String>,
    value: Option<Tao>,
    value_tao: Option<String>,
}

impl Wallet {
    fn new(coldkey: AccountId, stakes: Vec<StakeInfo>, market: &Market) -> Self {
        let positions = stakes.into_iter().map(|stake| {
            let value = market.value(stake.netuid, stake.stake);
            Position {
                token_symbol: market.symbol(stake.netuid),
                price: market.price(stake.netuid),
                price_tao: market.price(stake.netuid).map(decimal),
                value,
                value_tao: value.map(decimal),
                stake,
            }
        });
        let positions: Vec<Position> = positions.collect();
        let value = sum(positions.iter().map(|position| position.value));
        Self { coldkey, positions, value, value_tao: value.map(decimal) }
    }
}

impl Answer for Wallets {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.0)
    }

    fn page(&self) -> Page {
        let mut table = Table::new([
            Column::address("coldkey"),
            Column::number("netuid"),
            Column::address("hotkey"),
            Column::number("stake"),
            Column::text("token"),
            Column::number("price").unit("τ").spare(),
            Column::number("value").unit("τ"),
        ]);
        for wallet in &self.0 {
            for position in &wallet.positions {
                table.row(cells(&wallet.coldkey, position));
            }
        }
        // Nobody has more for being named twice.
        let each: BTreeMap<_, _> = self.0.iter().map(|one| (one.coldkey, one.value)).collect();
        let value = sum(each.into_values());
        let value = value.map_or_else(|| "unknown".into(), tao);
        table.total(["total", "", "", "", "", "", &value]);
        table.into()
    }
}

fn cells(coldkey: &AccountId, position: &Position) -> [String; 7] {
    let stake = &position.stake;
    [
        coldkey.to_string(),
        stake.netuid.to_string(),
        stake.hotkey.to_string(),
        alpha(stake.stake),
        position.token_symbol.clone(),
        position.price.map_or_else(|| "unknown".into(), tao),
        position.value.map_or_else(|| "unknown".into(), tao),
    ]
}
