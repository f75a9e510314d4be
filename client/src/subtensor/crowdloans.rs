//! Reads about crowdloans.

use alloc::collections::BTreeMap;

use subwire_codec::subtensor::CrowdloanInfo;
use subwire_codec::subtensor::pallets::crowdloan::constants::{
    ABSOLUTE_MINIMUM_CONTRIBUTION, MAX_CONTRIBUTORS, MAXIMUM_BLOCK_DURATION,
    MINIMUM_BLOCK_DURATION, MINIMUM_DEPOSIT, REFUND_CONTRIBUTORS_LIMIT,
};
use subwire_codec::subtensor::pallets::crowdloan::storage::{
    CONTRIBUTIONS, CROWDLOANS, NEXT_CROWDLOAN_ID,
};
use subwire_codec::{AccountId, Tao};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

/// What the runtime asks for crowdloans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct CrowdloanConstants {
    /// The least that a contribution to any crowdloan can be.
    pub absolute_minimum_contribution: Tao,
    /// The most contributors that a crowdloan can have.
    pub max_contributors: u32,
    /// The most blocks that a crowdloan can last.
    pub maximum_block_duration: u32,
    /// The fewest blocks that a crowdloan can last.
    pub minimum_block_duration: u32,
    /// The least that its creator puts in.
    pub minimum_deposit: Tao,
    /// How many contributors are refunded by one call.
    pub refund_contributors_limit: u32,
}

impl<T: Transport> At<T> {
    /// A crowdloan by its id; `None` where there is none, or none any more. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime knows no crowdloans:
    /// up to spec version 233.
    pub async fn crowdloan(&self, id: u32) -> Result<Option<CrowdloanInfo>, Error> {
        self.fetch(&CROWDLOANS, (id,)).await
    }

    /// All crowdloans by their ids. Two requests for each 1000.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter), and [`Error::Unsupported`] as [`crowdloan`](Self::crowdloan).
    pub async fn crowdloans(&self) -> Result<BTreeMap<u32, CrowdloanInfo>, Error> {
        gather::stored(self.iter(&CROWDLOANS), |(id,)| id).await
    }

    /// The id that the next crowdloan will have. One request.
    ///
    /// # Errors
    ///
    /// As [`crowdloan`](Self::crowdloan).
    pub async fn crowdloan_next_id(&self) -> Result<u32, Error> {
        self.fetch(&NEXT_CROWDLOAN_ID, ()).await
    }

    /// What each contributor has put into a crowdloan. Two requests for each 1000 contributors.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter), and [`Error::Unsupported`] as [`crowdloan`](Self::crowdloan).
    pub async fn crowdloan_contributions(
        &self,
        id: u32,
    ) -> Result<BTreeMap<AccountId, Tao>, Error> {
        gather::stored(self.iter_under(&CONTRIBUTIONS, (id,)), |(_, who)| who).await
    }

    /// What the runtime asks for crowdloans. No request of its own: it stands in the metadata.
    ///
    /// # Errors
    ///
    /// As [`constant`](Self::constant), and [`Error::Unsupported`] as
    /// [`crowdloan`](Self::crowdloan).
    pub async fn crowdloan_constants(&self) -> Result<CrowdloanConstants, Error> {
        Ok(CrowdloanConstants {
            absolute_minimum_contribution: self.constant(&ABSOLUTE_MINIMUM_CONTRIBUTION).await?,
            max_contributors: self.constant(&MAX_CONTRIBUTORS).await?,
            maximum_block_duration: self.constant(&MAXIMUM_BLOCK_DURATION).await?,
            minimum_block_duration: self.constant(&MINIMUM_BLOCK_DURATION).await?,
            minimum_deposit: self.constant(&MINIMUM_DEPOSIT).await?,
            refund_contributors_limit: self.constant(&REFUND_CONTRIBUTORS_LIMIT).await?,
        })
    }
}
