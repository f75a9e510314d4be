//! `subwire delegated`: the delegates that a coldkey stakes on.

use serde::Serialize;
use subwire::At;
use subwire::codec::subtensor::Delegated;
use subwire::codec::{AccountId, Tao};
use subwire::transport::Transport;

use crate::Failure;
use crate::market::Market;
use crate::output::{Answer, Column, Page, Table, alpha, decimal, sum, tao};

/// The delegates come in one request, symbols and prices in the next.
pub(crate) async fn answer<T: Transport>(
    at: &At<T>,
    coldkey: &AccountId,
) -> Result<Box<dyn Answer>, Failure> {
    let found = at.delegated(coldkey).await?;
    let market = Market::of(at, found.iter().map(|delegated| delegated.stake.netuid)).await?;
    let positions = found.into_iter().map(|delegated| Position::new(delegated, &market));
    Ok(Box::new(positions.collect::<Vec<_>>()))
}

#[derive(Serialize)]
struct Position {
    #[serde(flatten)]
    delegated: Delegated,
    token_symbol: String,
    /// In rao, and the same in TAO as exact decimal text; none where the token has no price.
    value: Option<Tao>,
    value_tao: Option<String>,
}

impl Position {
    fn new(delegated: Delegated, market: &Market) -> Self {
        let stake = delegated.stake;
        let value = market.value(stake.netuid, stake.stake);
        let token_symbol = market.symbol(stake.netuid);
        Self { delegated, token_symbol, value, value_tao: value.map(decimal) }
    }
}

impl Answer for Vec<Position> {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn page(&self) -> Page {
        let mut table = Table::new([
            Column::address("hotkey"),
            Column::number("netuid"),
            Column::number("stake"),
            Column::text("token"),
            Column::number("value").unit("τ"),
            Column::number("take").unit("%"),
            Column::number("nominators").spare(),
            Column::address("owner").spare(),
        ]);
        for Position { delegated: Delegated { delegate, stake }, token_symbol, value, .. } in self {
            table.row([
                delegate.delegate_ss58.to_string(),
                stake.netuid.to_string(),
                alpha(stake.stake),
                token_symbol.clone(),
                value.map_or_else(|| "unknown".into(), tao),
                delegate.take.percent().to_string().trim_end_matches('%').into(),
                delegate.nominators.len().to_string(),
                delegate.owner_ss58.to_string(),
            ]);
        }
        let value = sum(self.iter().map(|position| position.value));
        table.total(["total", "", "", "", &value.map_or_else(|| "unknown".into(), tao)]);
        table.into()
    }
}
