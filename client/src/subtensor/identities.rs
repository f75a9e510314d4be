//! What coldkeys and subnets say about themselves.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::AccountId;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    IDENTITIES_V2, SUBNET_IDENTITIES_V3,
};
use subwire_codec::subtensor::{ChainIdentityV2, NetUid, SubnetIdentityV3};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

impl<T: Transport> At<T> {
    /// What a coldkey says about itself, if anything. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime has no such
    /// identities: up to spec version 224.
    pub async fn identity(&self, coldkey: &AccountId) -> Result<Option<ChainIdentityV2>, Error> {
        self.fetch(&IDENTITIES_V2, (coldkey,)).await
    }

    /// What coldkeys say about themselves; one that says nothing is left out. One request for each
    /// 1000 coldkeys, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`identity`](Self::identity).
    pub async fn identities(
        &self,
        coldkeys: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, ChainIdentityV2>, Error> {
        let coldkeys: Vec<_> = coldkeys.into_iter().collect();
        let found =
            self.fetch_many(&IDENTITIES_V2, coldkeys.iter().map(|coldkey| (coldkey,))).await?;
        Ok(gather::found(coldkeys, found))
    }

    /// What the owners of hotkeys say about themselves, by hotkey; one whose owner says nothing is
    /// left out. Two requests for each 1000 hotkeys, one after the other: the owners, then what they
    /// say.
    ///
    /// # Errors
    ///
    /// As [`identity`](Self::identity).
    pub async fn hotkey_identities(
        &self,
        hotkeys: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, ChainIdentityV2>, Error> {
        let owners = self.hotkey_owners(hotkeys).await?;
        let identities = self.identities(owners.values().copied()).await?;
        let owned = owners.into_iter();
        Ok(owned
            .filter_map(|(hotkey, who)| Some((hotkey, identities.get(&who)?.clone())))
            .collect())
    }

    /// What everybody says about himself, by coldkey. Two requests for each 1000 who say something.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter), and [`Error::Unsupported`] as [`identity`](Self::identity).
    pub async fn delegate_identities(&self) -> Result<BTreeMap<AccountId, ChainIdentityV2>, Error> {
        gather::stored(self.iter_parallel(&IDENTITIES_V2), |(coldkey,)| coldkey).await
    }

    /// What a subnet's owner says about the subnet, if anything. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime has no such
    /// identities: up to spec version 233.
    pub async fn subnet_identity(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<SubnetIdentityV3>, Error> {
        self.fetch(&SUBNET_IDENTITIES_V3, (netuid.into(),)).await
    }

    /// What the owners of some subnets say about them; a subnet of which nothing is said is left out.
    /// One request for each 1000 subnets, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`subnet_identity`](Self::subnet_identity).
    pub async fn subnet_identities_of(
        &self,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<BTreeMap<NetUid, SubnetIdentityV3>, Error> {
        let netuids: Vec<_> = netuids.into_iter().collect();
        let keys = netuids.iter().map(|netuid| (netuid,));
        let found = self.fetch_many(&SUBNET_IDENTITIES_V3, keys).await?;
        Ok(gather::found(netuids, found))
    }

    /// What the owners of subnets say about them; a subnet of which nothing is said is left out. Two
    /// requests, one after the other.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter), and [`Error::Unsupported`] as
    /// [`subnet_identity`](Self::subnet_identity).
    pub async fn subnet_identities(&self) -> Result<BTreeMap<NetUid, SubnetIdentityV3>, Error> {
        gather::stored(self.iter(&SUBNET_IDENTITIES_V3), |(netuid,)| netuid).await
    }
}
