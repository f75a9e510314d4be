//! What stakes are worth in TAO.
//!
//! Worth is the stake times the price of the subnet's alpha at the block, which the runtime tells to
//! the rao, rounded down to the rao. Taking the stake out gives less: that moves the price, and costs
//! a fee.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use futures::future::try_join;
use subwire_codec::subtensor::pallets::subtensor_module::storage::TOTAL_HOTKEY_ALPHA;
use subwire_codec::subtensor::{NetUid, StakeInfo};
use subwire_codec::{AccountId, Alpha, Tao};
use subwire_transport::Transport;

use crate::{At, Error};

/// A whole alpha, which is what a price is of.
const RAO_PER_ALPHA: u64 = 1_000_000_000;

/// A stake, and what it is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct StakePosition {
    /// The stake.
    pub stake: StakeInfo,
    /// What one alpha of its subnet costs; `None` where the runtime tells no price.
    pub price: Option<Tao>,
    /// What the stake is worth; nothing without a price.
    pub value: Tao,
}

/// What all stakes of a coldkey are worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct StakeValuation {
    /// The stakes.
    pub positions: Vec<StakePosition>,
    /// What they are worth together.
    pub total: Tao,
}

type Prices = BTreeMap<NetUid, Tao>;

impl<T: Transport> At<T> {
    /// What the stakes of a coldkey are worth. Requests as
    /// [`stake_values`](Self::stake_values).
    ///
    /// ```
    /// use subwire::codec::AccountId;
    /// use subwire::Subtensor;
    ///
    /// # futures::executor::block_on(async {
    /// let head = Subtensor::demo().at_head().await?;
    /// let alice: AccountId = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY".parse().unwrap();
    /// let stakes = head.stake_value(&alice).await?;
    /// for position in &stakes.positions {
    ///     let stake = &position.stake;
    ///     println!("{:#} in subnet {}: {:#}", stake.stake, stake.netuid, position.value);
    /// }
    /// assert_eq!(stakes.positions.iter().map(|one| one.value).sum::<Option<_>>(), Some(stakes.total));
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call), and [`Error::Unsupported`] where the runtime tells no prices: up to
    /// spec version 233.
    pub async fn stake_value(&self, coldkey: &AccountId) -> Result<StakeValuation, Error> {
        let mut values = self.stake_values([*coldkey]).await?;
        Ok(values.remove(coldkey).unwrap_or_default())
    }

    /// What the stakes of many coldkeys are worth, by coldkey.
    ///
    /// As [`stake_for_coldkeys`](Self::stake_for_coldkeys), and beside that as
    /// [`alpha_prices`](Self::alpha_prices): since spec version 425 two requests side by side.
    ///
    /// # Errors
    ///
    /// As [`stake_value`](Self::stake_value).
    pub async fn stake_values(
        &self,
        coldkeys: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, StakeValuation>, Error> {
        let stakes = self.stake_for_coldkeys(coldkeys);
        let (stakes, prices) = try_join(stakes, self.alpha_prices()).await?;
        let values = stakes.into_iter().map(|(coldkey, stakes)| (coldkey, value(stakes, &prices)));
        Ok(values.collect())
    }

    /// What all stakes of each of many coldkeys are worth together, by coldkey. Requests as
    /// [`stake_values`](Self::stake_values).
    ///
    /// # Errors
    ///
    /// As [`stake_value`](Self::stake_value).
    pub async fn total_stake_for_coldkeys(
        &self,
        coldkeys: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, Tao>, Error> {
        let values = self.stake_values(coldkeys).await?.into_iter();
        Ok(values.map(|(coldkey, valuation)| (coldkey, valuation.total)).collect())
    }

    /// What all that is staked on each of many hotkeys is worth together, by hotkey.
    ///
    /// First [`netuids`](Self::netuids); then, side by side, as
    /// [`alpha_prices_of`](Self::alpha_prices_of) them, and one request for each 1000 pairs of a
    /// hotkey and a subnet.
    ///
    /// # Errors
    ///
    /// As [`stake_value`](Self::stake_value) and [`fetch`](Self::fetch).
    pub async fn total_stake_for_hotkeys(
        &self,
        hotkeys: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, Tao>, Error> {
        let hotkeys: BTreeSet<_> = hotkeys.into_iter().collect();
        if hotkeys.is_empty() {
            return Ok(BTreeMap::new());
        }
        let netuids = self.netuids().await?;
        let pairs = || hotkeys.iter().flat_map(|hotkey| netuids.iter().map(move |n| (*hotkey, *n)));
        let stakes = self.fetch_many(&TOTAL_HOTKEY_ALPHA, pairs());
        let (stakes, prices) =
            try_join(stakes, self.alpha_prices_of(netuids.iter().copied())).await?;
        let mut totals = BTreeMap::new();
        for ((hotkey, netuid), stake) in pairs().zip(stakes) {
            let total: &mut Tao = totals.entry(hotkey).or_default();
            *total = total.saturating_add(worth(stake, prices.get(&netuid).copied()));
        }
        Ok(totals)
    }
}

fn value(stakes: Vec<StakeInfo>, prices: &Prices) -> StakeValuation {
    let mut valuation = StakeValuation::default();
    for stake in stakes {
        let price = prices.get(&stake.netuid).copied();
        let value = worth(stake.stake, price);
        valuation.total = valuation.total.saturating_add(value);
        valuation.positions.push(StakePosition { stake, price, value });
    }
    valuation
}

/// No honest runtime tells a price at which the worth does not fit; it is the most there can be then.
fn worth(stake: Alpha, price: Option<Tao>) -> Tao {
    let worth = |price: Tao| price.checked_mul_ratio(stake.rao(), RAO_PER_ALPHA);
    price.map_or(Tao::ZERO, |price| worth(price).unwrap_or(Tao::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worth_is_rounded_down_and_never_wraps() {
        let rao = |stake, price| worth(Alpha::from_rao(stake), price).rao();
        assert_eq!(rao(5, None), 0);
        assert_eq!(rao(1_000_000_000, Some(Tao::from_rao(62_500_001))), 62_500_001);
        assert_eq!(rao(999_999_999, Some(Tao::from_rao(1))), 0);
        assert_eq!(rao(3_000_000_001, Some(Tao::from_rao(500_000_000))), 1_500_000_000);
        assert_eq!(rao(u64::MAX, Some(Tao::from_rao(1_000_000_000))), u64::MAX);
        assert_eq!(rao(u64::MAX, Some(Tao::MAX)), u64::MAX);
    }
}
