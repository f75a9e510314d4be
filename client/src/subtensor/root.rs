//! What stakes on the root network earn in the subnets, and what becomes of it.
//!
//! A hotkey gathers, subnet by subnet, so much alpha for each rao that is staked on it on the root
//! network: the rate. What a coldkey can claim is the rate times its stake, less what it has claimed.

use alloc::collections::BTreeMap;

use futures::future::try_join;
use subwire_codec::fixed::I96F32;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    ROOT_ALPHA_DIVIDENDS_PER_SUBNET, ROOT_CLAIM_TYPE, ROOT_CLAIMABLE, ROOT_CLAIMABLE_THRESHOLD,
    ROOT_CLAIMED,
};
use subwire_codec::subtensor::{NetUid, RootClaimTypeEnum};
use subwire_codec::{AccountId, Alpha};
use subwire_transport::Transport;

use crate::{At, Error};

impl<T: Transport> At<T> {
    /// What becomes of what a coldkey earns by stakes on the root network. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime knows no root claims:
    /// up to spec version 320, and again after 425.
    pub async fn root_claim_type(&self, coldkey: &AccountId) -> Result<RootClaimTypeEnum, Error> {
        self.fetch(&ROOT_CLAIM_TYPE, (coldkey,)).await
    }

    /// How much alpha can be claimed for each rao that is staked on a hotkey on the root network, in
    /// rao, by subnet. Exact. One request for all subnets.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime knows no root claims:
    /// up to spec version 320.
    pub async fn root_claimable_rates(
        &self,
        hotkey: &AccountId,
    ) -> Result<BTreeMap<NetUid, I96F32>, Error> {
        self.fetch(&ROOT_CLAIMABLE, (hotkey,)).await
    }

    /// As [`root_claimable_rates`](Self::root_claimable_rates), of one subnet; zero where there is
    /// nothing to claim. One request.
    ///
    /// # Errors
    ///
    /// As [`root_claimable_rates`](Self::root_claimable_rates).
    pub async fn root_claimable_rate(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<I96F32, Error> {
        let rates = self.root_claimable_rates(hotkey).await?;
        Ok(rates.get(&netuid.into()).copied().unwrap_or(I96F32::ZERO))
    }

    /// How much alpha of a subnet a coldkey can claim by its stake on a hotkey on the root network:
    /// what the runtime itself would give, to the rao. Two requests side by side.
    ///
    /// # Errors
    ///
    /// As [`root_claimable_rates`](Self::root_claimable_rates) and [`stake`](Self::stake).
    pub async fn root_claimable_stake(
        &self,
        coldkey: &AccountId,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Alpha, Error> {
        let netuid = netuid.into();
        let reads = self.reads().value(&ROOT_CLAIMABLE, (hotkey,));
        let reads = reads.value(&ROOT_CLAIMED, (netuid, hotkey, coldkey));
        let stake = self.stake(coldkey, hotkey, NetUid::ROOT);
        let ((rates, claimed), stake) = try_join(reads.fetch(), stake).await?;
        let rate = rates.get(&netuid).copied().unwrap_or(I96F32::ZERO);
        Ok(claimable(rate, stake, claimed))
    }

    /// How much alpha of a subnet a coldkey has claimed by its stake on a hotkey on the root network,
    /// or had no claim to when it staked. One request.
    ///
    /// The chain has room for more than an [`Alpha`] holds, and no use for it; it would read as
    /// [`Alpha::MAX`].
    ///
    /// # Errors
    ///
    /// As [`root_claimable_rates`](Self::root_claimable_rates).
    pub async fn root_claimed(
        &self,
        coldkey: &AccountId,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Alpha, Error> {
        let claimed = self.fetch(&ROOT_CLAIMED, (netuid.into(), hotkey, coldkey)).await?;
        Ok(u64::try_from(claimed).map_or(Alpha::MAX, Alpha::from_rao))
    }

    /// What the last epoch of a subnet gave to a hotkey for the stakes on the root network, in the
    /// subnet's alpha. One request.
    ///
    /// # Errors
    ///
    /// As [`root_claimable_rates`](Self::root_claimable_rates).
    pub async fn root_alpha_dividends(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Alpha, Error> {
        self.fetch(&ROOT_ALPHA_DIVIDENDS_PER_SUBNET, (netuid.into(), hotkey)).await
    }

    /// How much must be there to be claimed in a subnet, in rao of its alpha. Up to spec version 425
    /// each subnet has one; after that there is one, that of the root network, in rao of TAO. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`root_claimable_rates`](Self::root_claimable_rates).
    pub async fn root_claim_threshold(&self, netuid: impl Into<NetUid>) -> Result<I96F32, Error> {
        self.fetch(&ROOT_CLAIMABLE_THRESHOLD, (netuid.into(),)).await
    }
}

/// As the runtime reckons it: with ends instead of overflow, and the fraction of a rao left out.
fn claimable(rate: I96F32, stake: Alpha, claimed: u128) -> Alpha {
    let stake = I96F32::from_bits(i128::from(stake.rao()) << I96F32::FRAC_BITS);
    let claimed = i128::try_from(claimed).ok().and_then(I96F32::from_whole);
    let claimed = claimed.unwrap_or(I96F32::MAX);
    let owed = rate.saturating_mul(stake).saturating_sub(claimed).floor().max(0);
    u64::try_from(owed).map_or(Alpha::MAX, Alpha::from_rao)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_exact_and_never_below_zero() {
        let claim = |rate: &str, stake, claimed| {
            let rate = rate.parse().expect("a rate");
            claimable(rate, Alpha::from_rao(stake), claimed).rao()
        };
        assert_eq!(claim("0", 1_000, 0), 0);
        assert_eq!(claim("1000.5", 3, 1), 3_000);
        assert_eq!(claim("0.25", 7, 0), 1);
        assert_eq!(claim("0.25", 7, 2), 0);
        // Beyond what a float of 53 bits holds.
        assert_eq!(claim("1", 9_007_199_254_740_993, 0), 9_007_199_254_740_993);
        assert_eq!(claim("3", u64::MAX, u128::from(u64::MAX)), u64::MAX);
        assert_eq!(claim("3", u64::MAX, u128::MAX), 0);
        assert_eq!(claimable(I96F32::MAX, Alpha::MAX, 0), Alpha::MAX);
        assert_eq!(claimable(I96F32::MIN, Alpha::MAX, 0), Alpha::ZERO);
    }
}
