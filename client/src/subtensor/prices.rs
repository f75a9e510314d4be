//! Reads about what subnets' tokens cost.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use subwire_codec::Tao;
use subwire_codec::subtensor::apis::swap_runtime_api::CURRENT_ALPHA_PRICE;
use subwire_codec::subtensor::later::CURRENT_ALPHA_PRICE_ALL;
use subwire_codec::subtensor::pallets::subtensor_module::storage::NETWORKS_ADDED;
use subwire_codec::subtensor::{NetUid, SubnetPrice};
use subwire_transport::Transport;

use crate::{At, Error};

/// The root network's token is TAO itself.
const ROOT_PRICE: Tao = Tao::from_rao(1_000_000_000);

impl<T: Transport> At<T> {
    /// What one alpha of a subnet costs, to the rao. One request; none for the root network, whose
    /// token is TAO. Of a subnet that does not exist the runtime says the same as of the root network.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call); [`Error::Unsupported`] up to spec version 233.
    pub async fn alpha_price(&self, netuid: impl Into<NetUid>) -> Result<Tao, Error> {
        match netuid.into() {
            NetUid::ROOT => Ok(ROOT_PRICE),
            netuid => self.call(&CURRENT_ALPHA_PRICE, (netuid,)).await,
        }
    }

    /// What one alpha of each subnet costs, to the rao, the root network's included.
    ///
    /// One request since spec version 425. Before, [`netuids`](Self::netuids), and then one message with
    /// a call for each subnet, and another one, beside it, for each hundred more.
    ///
    /// # Errors
    ///
    /// As [`alpha_price`](Self::alpha_price).
    pub async fn alpha_prices(&self) -> Result<BTreeMap<NetUid, Tao>, Error> {
        if !self.has_method(&CURRENT_ALPHA_PRICE_ALL).await? {
            return self.prices_one_by_one(self.netuids().await?).await;
        }
        let prices = self.call(&CURRENT_ALPHA_PRICE_ALL, ()).await?.into_iter();
        let prices = prices.map(|SubnetPrice { netuid, price }| (netuid, price));
        Ok(prices.chain([(NetUid::ROOT, ROOT_PRICE)]).collect())
    }

    /// What one alpha of each of some subnets costs, to the rao; those that do not exist are left
    /// out. One request since spec version 425. Before, one message with a call for each subnet, and
    /// another one, beside it, for each hundred more; and where the runtime says of any what it says of
    /// one that does not exist, one request for which of these do.
    ///
    /// # Errors
    ///
    /// As [`alpha_price`](Self::alpha_price).
    pub async fn alpha_prices_of(
        &self,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<BTreeMap<NetUid, Tao>, Error> {
        let netuids: BTreeSet<NetUid> = netuids.into_iter().collect();
        if self.has_method(&CURRENT_ALPHA_PRICE_ALL).await? {
            let mut prices = self.alpha_prices().await?;
            prices.retain(|netuid, _| netuids.contains(netuid));
            return Ok(prices);
        }
        let mut prices = self.prices_one_by_one(netuids).await?;
        let as_of_root = |(netuid, price): (&NetUid, &Tao)| {
            (*netuid != NetUid::ROOT && *price == ROOT_PRICE).then_some(*netuid)
        };
        let doubted: Vec<NetUid> = prices.iter().filter_map(as_of_root).collect();
        let exist =
            self.fetch_many(&NETWORKS_ADDED, doubted.iter().map(|netuid| (*netuid,))).await?;
        for (netuid, exists) in doubted.iter().zip(exist) {
            if !exists {
                prices.remove(netuid);
            }
        }
        Ok(prices)
    }

    async fn prices_one_by_one(
        &self,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<BTreeMap<NetUid, Tao>, Error> {
        let (root, others): (Vec<_>, Vec<_>) =
            netuids.into_iter().partition(|netuid| *netuid == NetUid::ROOT);
        let calls = others.iter().map(|netuid| (*netuid,));
        let prices = self.call_many(&CURRENT_ALPHA_PRICE, calls).await?;
        let prices = others.into_iter().zip(prices).map(|(netuid, price)| Ok((netuid, price?)));
        let root = root.into_iter().map(|netuid| Ok((netuid, ROOT_PRICE)));
        root.chain(prices).collect()
    }
}
