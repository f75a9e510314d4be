//! Reads about accounts that may act for others.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use futures::TryStreamExt;
use subwire_codec::subtensor::pallets::proxy::constants::{
    ANNOUNCEMENT_DEPOSIT_BASE, ANNOUNCEMENT_DEPOSIT_FACTOR, MAX_PENDING, MAX_PROXIES,
    PROXY_DEPOSIT_BASE, PROXY_DEPOSIT_FACTOR,
};
use subwire_codec::subtensor::pallets::proxy::storage::{ANNOUNCEMENTS, PROXIES};
use subwire_codec::subtensor::{Announcement, ProxyDefinition};
use subwire_codec::{AccountId, Tao};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

/// The proxies of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct Proxies {
    /// The accounts that may act for it, and in what.
    pub proxies: Vec<ProxyDefinition>,
    /// What is set aside of the account's balance for them.
    pub deposit: Tao,
}

/// What a proxy has announced.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct ProxyAnnouncements {
    /// The calls that it will make.
    pub announcements: Vec<Announcement>,
    /// What is set aside of the proxy's balance for them.
    pub deposit: Tao,
}

/// What the runtime asks for proxies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct ProxyConstants {
    /// The deposit for having proxies at all.
    pub proxy_deposit_base: Tao,
    /// The deposit for each proxy, besides that.
    pub proxy_deposit_factor: Tao,
    /// The most proxies that an account can have.
    pub max_proxies: u32,
    /// The deposit for having announced anything.
    pub announcement_deposit_base: Tao,
    /// The deposit for each announcement, besides that.
    pub announcement_deposit_factor: Tao,
    /// The most announcements that a proxy can have waiting.
    pub max_pending: u32,
}

impl<T: Transport> At<T> {
    /// The accounts that may act for an account; none where it has named none. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn proxies(&self, real: &AccountId) -> Result<Proxies, Error> {
        Ok(Proxies::from(self.fetch(&PROXIES, (real,)).await?))
    }

    /// All accounts that have proxies, with their proxies. Two requests for each 1000 accounts.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter).
    pub async fn all_proxies(&self) -> Result<BTreeMap<AccountId, Proxies>, Error> {
        let entries = self.iter_parallel(&PROXIES).map_ok(|(real, found)| (real, found.into()));
        gather::entries(entries, |(real,)| real).await
    }

    /// What a proxy has announced; nothing where it has not. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn proxy_announcements(
        &self,
        delegate: &AccountId,
    ) -> Result<ProxyAnnouncements, Error> {
        Ok(ProxyAnnouncements::from(self.fetch(&ANNOUNCEMENTS, (delegate,)).await?))
    }

    /// What all proxies have announced, by proxy. Two requests for each 1000 proxies.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter).
    pub async fn all_proxy_announcements(
        &self,
    ) -> Result<BTreeMap<AccountId, ProxyAnnouncements>, Error> {
        let entries = self.iter_parallel(&ANNOUNCEMENTS).map_ok(|(who, found)| (who, found.into()));
        gather::entries(entries, |(delegate,)| delegate).await
    }

    /// What the runtime asks for proxies. No request of its own: it stands in the metadata.
    ///
    /// # Errors
    ///
    /// As [`constant`](Self::constant).
    pub async fn proxy_constants(&self) -> Result<ProxyConstants, Error> {
        Ok(ProxyConstants {
            proxy_deposit_base: self.constant(&PROXY_DEPOSIT_BASE).await?,
            proxy_deposit_factor: self.constant(&PROXY_DEPOSIT_FACTOR).await?,
            max_proxies: self.constant(&MAX_PROXIES).await?,
            announcement_deposit_base: self.constant(&ANNOUNCEMENT_DEPOSIT_BASE).await?,
            announcement_deposit_factor: self.constant(&ANNOUNCEMENT_DEPOSIT_FACTOR).await?,
            max_pending: self.constant(&MAX_PENDING).await?,
        })
    }
}

impl From<(Vec<ProxyDefinition>, Tao)> for Proxies {
    fn from((proxies, deposit): (Vec<ProxyDefinition>, Tao)) -> Self {
        Self { proxies, deposit }
    }
}

impl From<(Vec<Announcement>, Tao)> for ProxyAnnouncements {
    fn from((announcements, deposit): (Vec<Announcement>, Tao)) -> Self {
        Self { announcements, deposit }
    }
}
