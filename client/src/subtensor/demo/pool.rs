//! The pool in which a subnet's alpha is traded for TAO: what it holds, and what a swap would give.

use subwire_codec::fixed::{I96F32, U64F64};
use subwire_codec::subtensor::NetUid;
use subwire_codec::{Alpha, Tao};

use super::chance::Chance;
use super::world::WHOLE;

/// What of 65535 parts of a swap's input its fee is.
pub(super) const FEE_RATE: u16 = 33;

/// A square root of a price is so many parts, each of which the chain's fixed point holds exactly.
const PARTS: u64 = 1 << 10;

/// The two sides of a pool, whose product a swap leaves as it is. The root network has none: there
/// one is worth one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pool {
    pub(super) tao_in: Tao,
    pub(super) alpha_in: Alpha,
    /// The square root of the price, in parts.
    root: Option<u64>,
}

/// What a swap takes and gives, fees apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Swap {
    pub(super) paid: u64,
    pub(super) fee: u64,
    pub(super) given: u64,
}

impl Pool {
    pub(super) fn new(chance: &Chance, netuid: NetUid) -> Self {
        if netuid == NetUid::ROOT {
            return Self { tao_in: Tao::ZERO, alpha_in: Alpha::ZERO, root: None };
        }
        let number = chance.number(&[b"pool", &netuid.0.to_le_bytes()]);
        // Prices from a thousandth of a TAO to a tenth; a million alpha and up.
        let root = 32 + number % 300;
        let units = 1_000_000 * WHOLE / (PARTS * PARTS) + (number >> 32) % 2_000_000_000;
        Self {
            tao_in: Tao::from_rao(units * root * root),
            alpha_in: Alpha::from_rao(units * PARTS * PARTS),
            root: Some(root),
        }
    }

    /// The price of one alpha.
    pub(super) fn price(&self) -> Tao {
        let rao = self.root.map_or(WHOLE, |root| root * root * WHOLE / (PARTS * PARTS));
        Tao::from_rao(rao)
    }

    /// The square root of the price, as the chain keeps it.
    pub(super) fn sqrt_price(&self) -> U64F64 {
        let root = u128::from(self.root.unwrap_or(PARTS));
        U64F64::from_bits((root << 64) / u128::from(PARTS))
    }

    /// The price, as the chain keeps its average.
    pub(super) fn exact_price(&self) -> I96F32 {
        let root = i128::from(self.root.unwrap_or(PARTS));
        I96F32::from_bits(((root * root) << 32) / i128::from(PARTS * PARTS))
    }

    /// The square root of the product of both sides, which a swap leaves as it is.
    pub(super) fn liquidity(&self) -> u64 {
        let root = u128::from(self.root.unwrap_or_default());
        (u128::from(self.alpha_in.rao()) * root / u128::from(PARTS)) as u64
    }

    pub(super) fn tao_for_alpha(&self, tao: Tao) -> Swap {
        self.swap(tao.rao(), self.tao_in.rao(), self.alpha_in.rao())
    }

    pub(super) fn alpha_for_tao(&self, alpha: Alpha) -> Swap {
        self.swap(alpha.rao(), self.alpha_in.rao(), self.tao_in.rao())
    }

    /// The fee of a swap of that much.
    pub(super) fn fee(&self, amount: u64) -> u64 {
        // Less than the amount: the rate is a small part.
        let rate = self.root.map_or(0, |_| u128::from(FEE_RATE));
        (u128::from(amount) * rate / u128::from(u16::MAX)) as u64
    }

    fn swap(&self, amount: u64, reserve_in: u64, reserve_out: u64) -> Swap {
        if self.root.is_none() {
            return Swap { paid: amount, fee: 0, given: amount };
        }
        let fee = self.fee(amount);
        let paid = amount - fee;
        let product = u128::from(reserve_in) * u128::from(reserve_out);
        let left = product.div_ceil(u128::from(reserve_in) + u128::from(paid));
        // At least one side grew, so less is left than there was.
        let given = u128::from(reserve_out).saturating_sub(left) as u64;
        Swap { paid, fee, given }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_leaves_the_product_and_moves_the_price() {
        for netuid in 1..300 {
            let pool = Pool::new(&Chance::new(1), NetUid(netuid));
            let (tao, alpha) = (pool.tao_in.rao(), pool.alpha_in.rao());
            let product = u128::from(tao) * u128::from(alpha);
            for amount in [0, 1, WHOLE, tao, u64::MAX] {
                let swap = pool.tao_for_alpha(Tao::from_rao(amount));
                assert_eq!(swap.paid + swap.fee, amount);
                assert!(swap.given <= alpha);
                let after =
                    (u128::from(tao) + u128::from(swap.paid)) * u128::from(alpha - swap.given);
                assert!(after >= product, "{amount} of {netuid}");
            }
            // A small swap costs about the price.
            let swap = pool.alpha_for_tao(Alpha::from_rao(WHOLE));
            let price = pool.price().rao();
            assert!(swap.given <= price && swap.given > price * 99 / 100, "{swap:?} {price}");
            assert_eq!(u128::from(tao) * u128::from(WHOLE) / u128::from(alpha), price.into());
        }
    }

    #[test]
    fn on_the_root_network_one_is_worth_one() {
        let pool = Pool::new(&Chance::new(0), NetUid::ROOT);
        assert_eq!(pool.price().rao(), WHOLE);
        assert_eq!(pool.tao_for_alpha(Tao::from_rao(5)), Swap { paid: 5, fee: 0, given: 5 });
    }
}
