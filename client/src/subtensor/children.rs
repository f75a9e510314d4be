//! Reads about hotkeys that pass parts of their stake's weight on to others.

use alloc::vec::Vec;

use subwire_codec::AccountId;
use subwire_codec::subtensor::later::CHILDKEY_THRESHOLD_SUSPENDED;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    CHILD_KEYS, CHILDKEY_TAKE, PARENT_KEYS, PENDING_CHILD_KEYS,
};
use subwire_codec::subtensor::{NetUid, PerU16, PerU64};
use subwire_transport::Transport;

use crate::{At, Error};

/// A hotkey that gets, or gives, a share of another one's stake in a subnet.
pub type Relative = (PerU64, AccountId);

/// The children that a hotkey will have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct PendingChildren {
    /// The children, and the share of each.
    pub children: Vec<Relative>,
    /// The first block at which they can take the place of those that there are.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub from_block: u64,
}

impl<T: Transport> At<T> {
    /// The children of a hotkey in a subnet, and the share of its stake that each gets. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn children(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Vec<Relative>, Error> {
        self.fetch(&CHILD_KEYS, (hotkey, netuid.into())).await
    }

    /// The parents of a hotkey in a subnet, and the share of its own stake that each gives. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn parents(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Vec<Relative>, Error> {
        self.fetch(&PARENT_KEYS, (hotkey, netuid.into())).await
    }

    /// The children that a hotkey has named in a subnet, and that wait for a block; `None` where it
    /// has named none. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime lets nobody wait.
    pub async fn pending_children(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<PendingChildren>, Error> {
        let pending = self.fetch_stored(&PENDING_CHILD_KEYS, (netuid.into(), hotkey)).await?;
        Ok(pending.map(|(children, from_block)| PendingChildren { children, from_block }))
    }

    /// The part of what it earns by its parents' stake that a hotkey keeps in a subnet. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn childkey_take(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<PerU16, Error> {
        self.fetch(&CHILDKEY_TAKE, (hotkey, netuid.into())).await
    }

    /// Whether a hotkey's children get nothing, for its stake is too small. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime suspends nobody: up to
    /// spec version 425.
    pub async fn is_childkey_threshold_suspended(&self, hotkey: &AccountId) -> Result<bool, Error> {
        Ok(self.fetch(&CHILDKEY_THRESHOLD_SUSPENDED, (hotkey,)).await?.is_some())
    }
}
