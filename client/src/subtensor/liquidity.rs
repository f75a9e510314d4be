//! Reads about liquidity that people put into pools themselves, which the chain had up to about spec
//! version 365.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use futures::TryStreamExt;
use futures::future::try_join;
use subwire_codec::fixed::{I64F64, U64F64};
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::pallets::swap::storage::{
    CURRENT_TICK, FEE_GLOBAL_ALPHA, FEE_GLOBAL_TAO, POSITIONS, TICKS,
};
use subwire_codec::subtensor::types::{Position, Tick, TickIndex};
use subwire_codec::{AccountId, Alpha, Tao};
use subwire_transport::Transport;

use crate::{At, Error};

/// Liquidity that a coldkey put into a pool, between two prices: see [`At::liquidity_positions`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct LiquidityPosition {
    /// Its number.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub id: u128,
    /// The tick of the lower price; a tick's price is 1.0001 to the power of it.
    pub tick_low: i32,
    /// The tick of the higher price.
    pub tick_high: i32,
    /// How much it is.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub liquidity: u64,
    /// The TAO that it has earned and that was not taken out yet.
    pub fees_tao: Tao,
    /// The alpha that it has earned and that was not taken out yet.
    pub fees_alpha: Alpha,
}

impl<T: Transport> At<T> {
    /// The liquidity that a coldkey put into a subnet's pool, and what it has earned, by its number.
    ///
    /// Three round trips: keys, then positions, with the pool beside them, then the ticks between
    /// which they are. One where there are none.
    ///
    /// # Errors
    ///
    /// As [`iter_under`](Self::iter_under); [`Error::Unsupported`] up to spec version 233, and since
    /// 425.
    pub async fn liquidity_positions(
        &self,
        coldkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Vec<LiquidityPosition>, Error> {
        let netuid = netuid.into();
        let positions = self.iter_under(&POSITIONS, (netuid, coldkey));
        let positions = positions.try_filter_map(|(_, position)| async { Ok(position) });
        let pool = self
            .reads()
            .value(&CURRENT_TICK, (netuid,))
            .value(&FEE_GLOBAL_TAO, (netuid,))
            .value(&FEE_GLOBAL_ALPHA, (netuid,));
        let positions = positions.try_collect::<Vec<_>>();
        let (mut positions, (current, tao, alpha)) = try_join(positions, pool.fetch()).await?;
        positions.sort_by_key(|position| position.id.0);
        let ends =
            positions.iter().flat_map(|position| [position.tick_low.0, position.tick_high.0]);
        let ends: BTreeSet<i32> = ends.collect();
        let ticks = ends.iter().map(|tick| (netuid, TickIndex(*tick)));
        let ticks = self.fetch_many(&TICKS, ticks).await?;
        let ticks = ends.into_iter().zip(ticks).filter_map(|(index, tick)| Some((index, tick?)));
        let pool = Pool { current: current.0, tao, alpha, ticks: ticks.collect() };
        Ok(positions.iter().map(|position| pool.position(position)).collect())
    }
}

/// What a pool's positions earn of.
struct Pool {
    /// The tick of the price.
    current: i32,
    /// All fees for each unit of liquidity, ever.
    tao: U64F64,
    alpha: U64F64,
    /// The ends of positions, with the fees beyond them.
    ticks: BTreeMap<i32, Tick>,
}

impl Pool {
    fn position(&self, position: &Position) -> LiquidityPosition {
        let tao = self.earned(position, self.tao, |tick| tick.fees_out_tao, position.fees_tao);
        let alpha =
            self.earned(position, self.alpha, |tick| tick.fees_out_alpha, position.fees_alpha);
        let liquidity = position.liquidity;
        LiquidityPosition {
            id: position.id.0,
            tick_low: position.tick_low.0,
            tick_high: position.tick_high.0,
            liquidity,
            fees_tao: Tao::from_rao(liquidity).checked_mul_fixed(tao).unwrap_or_default(),
            fees_alpha: Alpha::from_rao(liquidity).checked_mul_fixed(alpha).unwrap_or_default(),
        }
    }

    /// The fees for each unit of liquidity that were paid between the ends of a position, since it
    /// was there or was last asked for them.
    fn earned(
        &self,
        position: &Position,
        all: U64F64,
        beyond: impl Fn(&Tick) -> I64F64,
        taken_out: I64F64,
    ) -> I64F64 {
        let all = I64F64::from_bits(i128::try_from(all.to_bits()).unwrap_or(i128::MAX));
        let tick = |index: i32| self.ticks.get(&index).map_or(I64F64::ZERO, &beyond);
        // A tick notes the fees of that side of it on which the price is not.
        let (low, high) = (position.tick_low.0, position.tick_high.0);
        let below = match low <= self.current {
            true => tick(low),
            false => all.saturating_sub(tick(low)),
        };
        let above = match high <= self.current {
            true => all.saturating_sub(tick(high)),
            false => tick(high),
        };
        all.saturating_sub(below).saturating_sub(above).saturating_sub(taken_out)
    }
}
