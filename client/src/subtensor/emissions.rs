//! Reads about what subnets and neurons are given.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::fixed::I64F64;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::later::SUBNET_EMISSION_ENABLED;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    EMISSION, NETWORKS_ADDED, PENDING_OWNER_CUT, PENDING_ROOT_ALPHA_DIVS, PENDING_SERVER_EMISSION,
    PENDING_VALIDATOR_EMISSION, SUBNET_ALPHA_IN_EMISSION, SUBNET_ALPHA_OUT_EMISSION,
    SUBNET_EMA_TAO_FLOW, SUBNET_TAO_IN_EMISSION, TOTAL_ISSUANCE,
};
use subwire_codec::{Alpha, Tao};
use subwire_transport::Transport;

use crate::{At, Error};

/// All TAO that there will ever be, in rao.
const TOTAL_SUPPLY: u64 = 21_000_000_000_000_000;

/// What the first blocks emitted, in rao.
const FIRST_EMISSION: u64 = 1_000_000_000;

/// What a subnet is given in a block.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct SubnetEmission {
    /// TAO into its pool.
    pub tao_in: Tao,
    /// Alpha into its pool.
    pub alpha_in: Alpha,
    /// Alpha outside of its pool, to its neurons and its owner.
    pub alpha_out: Alpha,
}

/// What has gathered since a subnet's last epoch, to be shared out at the next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct PendingEmission {
    /// For miners.
    pub servers: Alpha,
    /// For validators and those who stake with them.
    pub validators: Alpha,
    /// For those who stake on the root network.
    pub root: Alpha,
    /// For the subnet's owner.
    pub owner: Alpha,
}

/// The moving average of how much TAO is staked into a subnet in a block, less what is taken out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct TaoFlow {
    /// The block at which it was last brought up to date.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub updated_at: u64,
    /// The flow, in rao; below zero where more is taken out.
    pub rao: I64F64,
}

impl TaoFlow {
    fn new((updated_at, rao): (u64, I64F64)) -> Self {
        Self { updated_at, rao }
    }
}

impl<T: Transport> At<T> {
    /// The TAO that the next block emits for all subnets together: half as much each time that half of
    /// what was still to come is there. One request.
    ///
    /// The chain stores a `BlockEmission`, but writes there what it reckons for subnets' alpha too: it
    /// is the last of these that stands there. So this is reckoned as the chain does, by all the TAO
    /// that there is.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn block_emission(&self) -> Result<Tao, Error> {
        Ok(emission_at(self.fetch(&TOTAL_ISSUANCE, ()).await?))
    }

    /// What a subnet is given in a block; `None` where it does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] where the runtime knows no alpha, before
    /// spec version 224.
    pub async fn subnet_emission(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<SubnetEmission>, Error> {
        let netuid = netuid.into();
        let reads = self
            .reads()
            .value(&NETWORKS_ADDED, (netuid,))
            .value(&SUBNET_TAO_IN_EMISSION, (netuid,))
            .value(&SUBNET_ALPHA_IN_EMISSION, (netuid,))
            .value(&SUBNET_ALPHA_OUT_EMISSION, (netuid,));
        let (exists, tao_in, alpha_in, alpha_out) = reads.fetch().await?;
        Ok(exists.then_some(SubnetEmission { tao_in, alpha_in, alpha_out }))
    }

    /// What is to be shared out at a subnet's next epoch; `None` where it does not exist. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] before spec version 343.
    pub async fn pending_emission(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<PendingEmission>, Error> {
        let netuid = netuid.into();
        let reads = self
            .reads()
            .value(&NETWORKS_ADDED, (netuid,))
            .value(&PENDING_SERVER_EMISSION, (netuid,))
            .value(&PENDING_VALIDATOR_EMISSION, (netuid,))
            .value(&PENDING_ROOT_ALPHA_DIVS, (netuid,))
            .value(&PENDING_OWNER_CUT, (netuid,));
        let (exists, servers, validators, root, owner) = reads.fetch().await?;
        Ok(exists.then_some(PendingEmission { servers, validators, root, owner }))
    }

    /// What the last epoch gave each neuron of a subnet, in the order of their uids. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn neuron_emissions(&self, netuid: impl Into<NetUid>) -> Result<Vec<Alpha>, Error> {
        self.fetch(&EMISSION, (netuid.into(),)).await
    }

    /// Whether a subnet's pool is given TAO; `None` where the subnet does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] up to spec version 365.
    pub async fn subnet_emission_enabled(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<bool>, Error> {
        self.of_subnet(&SUBNET_EMISSION_ENABLED, netuid.into()).await
    }

    /// How much TAO flows into a subnet; `None` where there is no such subnet, or nothing was staked
    /// there yet. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] before spec version 343.
    pub async fn tao_flow(&self, netuid: impl Into<NetUid>) -> Result<Option<TaoFlow>, Error> {
        Ok(self.fetch(&SUBNET_EMA_TAO_FLOW, (netuid.into(),)).await?.map(TaoFlow::new))
    }

    /// How much TAO flows into each subnet that has such a flow. Requests as
    /// [`netuids`](Self::netuids).
    ///
    /// # Errors
    ///
    /// As [`tao_flow`](Self::tao_flow).
    pub async fn tao_flows(&self) -> Result<BTreeMap<NetUid, TaoFlow>, Error> {
        let flows = self.of_all_subnets(&SUBNET_EMA_TAO_FLOW).await?.into_iter();
        Ok(flows.filter_map(|(netuid, flow)| Some((netuid, TaoFlow::new(flow?)))).collect())
    }
}

/// What a block emits when there is so much TAO.
fn emission_at(issuance: Tao) -> Tao {
    let to_come = TOTAL_SUPPLY.saturating_sub(issuance.rao());
    let halvings = TOTAL_SUPPLY.checked_div(to_come).map(u64::ilog2);
    // Once there is all, there is no more.
    Tao::from_rao(halvings.map_or(0, |halvings| FIRST_EMISSION >> halvings))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emission_halves_with_what_is_to_come() {
        let emission =
            |tao: u64, rao: u64| emission_at(Tao::from_rao(tao * 1_000_000_000 - rao)).rao();
        assert_eq!(emission_at(Tao::ZERO).rao(), 1_000_000_000);
        assert_eq!(
            [emission(10_500_000, 1), emission(10_500_000, 0)],
            [1_000_000_000, 500_000_000]
        );
        assert_eq!([emission(15_750_000, 1), emission(15_750_000, 0)], [500_000_000, 250_000_000]);
        assert_eq!([emission(21_000_000, 1), emission(21_000_000, 0)], [0, 0]);
        assert_eq!(emission_at(Tao::MAX), Tao::ZERO);
    }
}
