//! What stakes in subnets' tokens are worth in TAO.

use std::collections::{BTreeMap, BTreeSet};

use futures::try_join;
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::subtensor_module::storage::TOKEN_SYMBOL;
use subwire::codec::{Alpha, Tao};
use subwire::transport::Transport;
use subwire::{At, Error};

use crate::token;

/// The price of one token is that of so many rao of it.
const RAO_PER_TOKEN: u64 = 1_000_000_000;

/// The tokens of some subnets: their symbols and prices at one block.
pub(crate) struct Market(BTreeMap<NetUid, Token>);

struct Token {
    symbol: String,
    price: Option<Tao>,
}

impl Market {
    /// Reads symbols and prices, both in flight together.
    pub(crate) async fn of<T: Transport>(
        at: &At<T>,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<Self, Error> {
        let netuids: BTreeSet<NetUid> = netuids.into_iter().collect();
        let symbols = at.fetch_many(&TOKEN_SYMBOL, netuids.iter().map(|netuid| (netuid,)));
        let prices = at.alpha_prices_of(netuids.iter().copied());
        let (symbols, prices) = try_join!(symbols, prices)?;
        let tokens = netuids.into_iter().zip(symbols).map(|(netuid, symbol)| {
            let symbol = token::symbol(netuid, &symbol.to_str_lossy());
            (netuid, Token { symbol, price: prices.get(&netuid).copied() })
        });
        Ok(Self(tokens.collect()))
    }

    pub(crate) fn symbol(&self, netuid: NetUid) -> String {
        self.0.get(&netuid).map_or_else(|| token::symbol(netuid, ""), |token| token.symbol.clone())
    }

    /// What one of a subnet's tokens costs, where it has a price.
    pub(crate) fn price(&self, netuid: NetUid) -> Option<Tao> {
        self.0.get(&netuid)?.price
    }

    /// What a stake is worth at the price, rounded down to the rao. Selling it gives less.
    pub(crate) fn value(&self, netuid: NetUid, stake: Alpha) -> Option<Tao> {
        let price = self.price(netuid)?;
        let rao = stake.checked_mul_ratio(price.rao(), RAO_PER_TOKEN)?.rao();
        Some(Tao::from_rao(rao))
    }
}
