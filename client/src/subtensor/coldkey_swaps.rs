//! Coldkeys that are about to be swapped for others.
//!
//! Since spec version 425 a swap is announced, may be disputed, and is made by the coldkey itself.
//! Before that it was scheduled, and made by the runtime.

use alloc::collections::BTreeMap;

use subwire_codec::subtensor::ColdkeySwapAnnouncement;
use subwire_codec::subtensor::later::{
    COLDKEY_SWAP_ANNOUNCEMENT_DELAY, COLDKEY_SWAP_ANNOUNCEMENTS, COLDKEY_SWAP_DISPUTES,
    COLDKEY_SWAP_REANNOUNCEMENT_DELAY,
};
use subwire_codec::subtensor::pallets::subtensor_module::constants::KEY_SWAP_COST;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    COLDKEY_SWAP_RESCHEDULE_DURATION, COLDKEY_SWAP_SCHEDULE_DURATION, COLDKEY_SWAP_SCHEDULED,
};
use subwire_codec::{AccountId, Tao};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

/// A swap that the runtime will make. Up to spec version 365.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct ScheduledColdkeySwap {
    /// The block at which it is made.
    pub block: u32,
    /// The coldkey that takes the old one's place.
    pub new_coldkey: AccountId,
}

impl<T: Transport> At<T> {
    /// The swap that a coldkey has announced; `None` where it has announced none. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where swaps are not announced: up to
    /// spec version 365, which has [`scheduled_coldkey_swap`](Self::scheduled_coldkey_swap).
    pub async fn coldkey_swap_announcement(
        &self,
        coldkey: &AccountId,
    ) -> Result<Option<ColdkeySwapAnnouncement>, Error> {
        self.fetch(&COLDKEY_SWAP_ANNOUNCEMENTS, (coldkey,)).await
    }

    /// All announced swaps, by coldkey. Two requests for each 1000.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter), and [`Error::Unsupported`] as
    /// [`coldkey_swap_announcement`](Self::coldkey_swap_announcement).
    pub async fn coldkey_swap_announcements(
        &self,
    ) -> Result<BTreeMap<AccountId, ColdkeySwapAnnouncement>, Error> {
        gather::stored(self.iter(&COLDKEY_SWAP_ANNOUNCEMENTS), |(coldkey,)| coldkey).await
    }

    /// The block at which a coldkey's swap was disputed, which stops it; `None` where it was not. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`coldkey_swap_announcement`](Self::coldkey_swap_announcement).
    pub async fn coldkey_swap_dispute(&self, coldkey: &AccountId) -> Result<Option<u32>, Error> {
        self.fetch(&COLDKEY_SWAP_DISPUTES, (coldkey,)).await
    }

    /// The blocks at which swaps were disputed, by coldkey. Two requests for each 1000.
    ///
    /// # Errors
    ///
    /// As [`coldkey_swap_announcements`](Self::coldkey_swap_announcements).
    pub async fn coldkey_swap_disputes(&self) -> Result<BTreeMap<AccountId, u32>, Error> {
        gather::stored(self.iter(&COLDKEY_SWAP_DISPUTES), |(coldkey,)| coldkey).await
    }

    /// How many blocks after its announcement a swap can be made. One request.
    ///
    /// # Errors
    ///
    /// As [`coldkey_swap_announcement`](Self::coldkey_swap_announcement).
    pub async fn coldkey_swap_announcement_delay(&self) -> Result<u32, Error> {
        self.fetch(&COLDKEY_SWAP_ANNOUNCEMENT_DELAY, ()).await
    }

    /// How many blocks after that another swap can be announced in its place. One request.
    ///
    /// # Errors
    ///
    /// As [`coldkey_swap_announcement`](Self::coldkey_swap_announcement).
    pub async fn coldkey_swap_reannouncement_delay(&self) -> Result<u32, Error> {
        self.fetch(&COLDKEY_SWAP_REANNOUNCEMENT_DELAY, ()).await
    }

    /// The swap of a coldkey that the runtime will make; `None` where it will make none. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where swaps are not scheduled: since
    /// spec version 425, which has
    /// [`coldkey_swap_announcement`](Self::coldkey_swap_announcement).
    pub async fn scheduled_coldkey_swap(
        &self,
        coldkey: &AccountId,
    ) -> Result<Option<ScheduledColdkeySwap>, Error> {
        let scheduled = self.fetch_stored(&COLDKEY_SWAP_SCHEDULED, (coldkey,)).await?;
        Ok(scheduled.map(|(block, new_coldkey)| ScheduledColdkeySwap { block, new_coldkey }))
    }

    /// How many blocks after it was scheduled a swap is made. One request.
    ///
    /// # Errors
    ///
    /// As [`scheduled_coldkey_swap`](Self::scheduled_coldkey_swap).
    pub async fn coldkey_swap_schedule_duration(&self) -> Result<u32, Error> {
        self.fetch(&COLDKEY_SWAP_SCHEDULE_DURATION, ()).await
    }

    /// How many blocks later another swap can be scheduled in its place. One request.
    ///
    /// # Errors
    ///
    /// As [`scheduled_coldkey_swap`](Self::scheduled_coldkey_swap), for spec versions up to 233 too.
    pub async fn coldkey_swap_reschedule_duration(&self) -> Result<u32, Error> {
        self.fetch(&COLDKEY_SWAP_RESCHEDULE_DURATION, ()).await
    }

    /// What swapping a key costs. No request of its own: it stands in the metadata.
    ///
    /// # Errors
    ///
    /// As [`constant`](Self::constant).
    pub async fn key_swap_cost(&self) -> Result<Tao, Error> {
        self.constant(&KEY_SWAP_COST).await
    }
}
