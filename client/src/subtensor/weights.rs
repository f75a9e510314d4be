//! Reads about what validators set: weights, the bonds that grow of them, and commitments to them.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use futures::TryStreamExt;
use subwire_codec::hasher::Identity;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    BONDS, TIMELOCKED_WEIGHT_COMMITS, WEIGHT_COMMITS, WEIGHTS,
};
use subwire_codec::subtensor::{
    NetUid, NetUidStorageIndex, PerU16, TimelockedCommit, WeightCommit,
};
use subwire_codec::{AccountId, Storage};
use subwire_transport::Transport;

use super::gather;
use super::subnets::storage_index;
use crate::{At, Error};

/// What each uid gives others, by its uid and theirs: weights or bonds.
type ByUid = BTreeMap<u16, BTreeMap<u16, PerU16>>;

impl<T: Transport> At<T> {
    /// The weights that were set for a mechanism of a subnet: by the validator's uid, for each uid
    /// that it weighs a part of the greatest weight. Mechanism 0 is the first, which every subnet
    /// has.
    ///
    /// Two requests, one after the other, for each 1000 validators.
    ///
    /// # Errors
    ///
    /// As [`iter_under`](Self::iter_under); [`Error::Missing`] where there cannot be such a
    /// mechanism, from 16 on.
    pub async fn weights(
        &self,
        netuid: impl Into<NetUid>,
        mechanism: u8,
    ) -> Result<BTreeMap<u16, BTreeMap<u16, PerU16>>, Error> {
        self.by_uid(&WEIGHTS, netuid.into(), mechanism).await
    }

    /// The bonds of a mechanism of a subnet: by the validator's uid, for each uid that it has bonds
    /// with a part of the greatest bond. Requests as [`weights`](Self::weights).
    ///
    /// # Errors
    ///
    /// As [`weights`](Self::weights).
    pub async fn bonds(
        &self,
        netuid: impl Into<NetUid>,
        mechanism: u8,
    ) -> Result<BTreeMap<u16, BTreeMap<u16, PerU16>>, Error> {
        self.by_uid(&BONDS, netuid.into(), mechanism).await
    }

    /// The weights of a mechanism of a subnet that are encrypted until a round of the drand beacon,
    /// by the epoch in which they were committed to. Requests as [`weights`](Self::weights).
    ///
    /// # Errors
    ///
    /// As [`weights`](Self::weights); [`Error::Unsupported`] up to spec version 233.
    pub async fn timelocked_weight_commits(
        &self,
        netuid: impl Into<NetUid>,
        mechanism: u8,
    ) -> Result<BTreeMap<u64, Vec<TimelockedCommit>>, Error> {
        let index = storage_index(netuid.into(), mechanism)?;
        let commits = self.iter_under(&TIMELOCKED_WEIGHT_COMMITS, (index,));
        gather::entries(commits, |(_, epoch)| epoch).await
    }

    /// The commitments to weights of a mechanism of a subnet that validators reveal themselves, by
    /// hotkey. Requests as [`weights`](Self::weights).
    ///
    /// # Errors
    ///
    /// As [`weights`](Self::weights).
    pub async fn weight_commits(
        &self,
        netuid: impl Into<NetUid>,
        mechanism: u8,
    ) -> Result<BTreeMap<AccountId, Vec<WeightCommit>>, Error> {
        let index = storage_index(netuid.into(), mechanism)?;
        let commits = self.iter_under(&WEIGHT_COMMITS, (index,));
        gather::stored(commits, |(_, hotkey)| hotkey).await
    }

    async fn by_uid(
        &self,
        item: &Storage<(Identity<NetUidStorageIndex>, Identity<u16>), Vec<(u16, PerU16)>>,
        netuid: NetUid,
        mechanism: u8,
    ) -> Result<ByUid, Error> {
        let rows = self.iter_under(item, (storage_index(netuid, mechanism)?,));
        let rows = rows.map_ok(|(args, row)| (args, row.into_iter().collect()));
        gather::entries(rows, |(_, uid)| uid).await
    }
}
