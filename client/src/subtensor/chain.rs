//! Reads about the chain itself.

use core::time::Duration;

use futures::future::try_join;
use subwire_codec::subtensor::pallets::aura::constants::SLOT_DURATION;
use subwire_codec::subtensor::pallets::drand::storage::LAST_STORED_ROUND;
use subwire_codec::subtensor::pallets::subtensor_module::storage::TX_RATE_LIMIT;
use subwire_transport::Transport;

use crate::{At, BlockBody, Error};

/// How long a block takes on a chain that is made for tests.
const FAST_BLOCK: Duration = Duration::from_millis(250);

/// A block and when it was built.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BlockInfo {
    /// Its header and its extrinsics.
    pub body: BlockBody,
    /// When it was built, as its author says: milliseconds since 1970, UTC.
    pub timestamp: u64,
}

impl<T: Transport> At<T> {
    /// How long a block takes. No request of its own: it stands in the metadata.
    ///
    /// # Errors
    ///
    /// As [`constant`](Self::constant).
    pub async fn block_time(&self) -> Result<Duration, Error> {
        Ok(Duration::from_millis(self.constant(&SLOT_DURATION).await?))
    }

    /// Whether the chain is one for tests whose blocks take a quarter of a second. No request of its
    /// own: it stands in the metadata.
    ///
    /// # Errors
    ///
    /// As [`constant`](Self::constant).
    pub async fn is_fast_blocks(&self) -> Result<bool, Error> {
        Ok(self.block_time().await? == FAST_BLOCK)
    }

    /// The block with its header, its extrinsics and its time. Two requests, side by side.
    ///
    /// # Errors
    ///
    /// As [`body`](Self::body) and [`timestamp`](Self::timestamp).
    pub async fn block_info(&self) -> Result<BlockInfo, Error> {
        let (body, timestamp) = try_join(self.body(), self.timestamp()).await?;
        Ok(BlockInfo { body, timestamp })
    }

    /// The last round of the drand beacon that the chain knows; 0 before the first. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] before spec version 224.
    pub async fn last_drand_round(&self) -> Result<u64, Error> {
        self.fetch(&LAST_STORED_ROUND, ()).await
    }

    /// The blocks that must pass between two swaps of keys by one coldkey. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn tx_rate_limit(&self) -> Result<u64, Error> {
        self.fetch(&TX_RATE_LIMIT, ()).await
    }
}
