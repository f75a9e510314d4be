//! Reads about what neurons commit to in public: texts, hashes, and what is revealed later.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use futures::TryStreamExt;
use subwire_codec::AccountId;
use subwire_codec::codec::DecodeAll;
use subwire_codec::subtensor::pallets::commitments::storage::{
    COMMITMENT_OF, LAST_BONDS_RESET, REVEALED_COMMITMENTS,
};
use subwire_codec::subtensor::{NetUid, Registration, Text};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

/// What a neuron had committed to in secret, and since when everybody knows it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct RevealedCommitment {
    /// The block at which it was revealed.
    #[cfg_attr(feature = "serde", serde(with = "subwire_codec::json::exact"))]
    pub block: u64,
    /// What it is.
    pub text: Text,
}

impl RevealedCommitment {
    fn new((bytes, block): (Vec<u8>, u64)) -> Self {
        // Those who commit encrypt a SCALE string, with its length before it. The chain checks
        // nothing: other bytes are taken as they are.
        let text = Vec::decode_all(&mut &bytes[..]).unwrap_or(bytes);
        Self { block, text: text.into() }
    }

    fn all(found: Option<Vec<(Vec<u8>, u64)>>) -> Vec<Self> {
        found.into_iter().flatten().map(Self::new).collect()
    }
}

impl<T: Transport> At<T> {
    /// What a hotkey commits to on a subnet; `None` where it commits to nothing. One request. As a
    /// text: [`CommitmentInfo::text`](subwire_codec::subtensor::CommitmentInfo::text).
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn commitment(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<Registration>, Error> {
        self.fetch(&COMMITMENT_OF, (netuid.into(), hotkey)).await
    }

    /// What the neuron of a uid commits to; `None` where it commits to nothing, or there is none.
    /// Two requests, one after the other: its hotkey, then the commitment.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn commitment_of_uid(
        &self,
        netuid: impl Into<NetUid>,
        uid: u16,
    ) -> Result<Option<Registration>, Error> {
        let netuid = netuid.into();
        match self.hotkey(netuid, uid).await? {
            Some(hotkey) => self.commitment(&hotkey, netuid).await,
            None => Ok(None),
        }
    }

    /// What hotkeys commit to on a subnet. Two requests, one after the other, for each 1000 of them.
    ///
    /// # Errors
    ///
    /// As [`iter_under`](Self::iter_under).
    pub async fn commitments(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<BTreeMap<AccountId, Registration>, Error> {
        let found = self.iter_under(&COMMITMENT_OF, (netuid.into(),));
        gather::stored(found, |(_, hotkey)| hotkey).await
    }

    /// What a hotkey had committed to in secret on a subnet and is revealed by now, the oldest
    /// first. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] up to spec version 233.
    pub async fn revealed_commitments(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Vec<RevealedCommitment>, Error> {
        let found = self.fetch(&REVEALED_COMMITMENTS, (netuid.into(), hotkey)).await?;
        Ok(RevealedCommitment::all(found))
    }

    /// As [`revealed_commitments`](Self::revealed_commitments), of the neuron of a uid. Two requests,
    /// one after the other: its hotkey, then what it revealed.
    ///
    /// # Errors
    ///
    /// As [`revealed_commitments`](Self::revealed_commitments).
    pub async fn revealed_commitments_of_uid(
        &self,
        netuid: impl Into<NetUid>,
        uid: u16,
    ) -> Result<Vec<RevealedCommitment>, Error> {
        let netuid = netuid.into();
        match self.hotkey(netuid, uid).await? {
            Some(hotkey) => self.revealed_commitments(&hotkey, netuid).await,
            None => Ok(Vec::new()),
        }
    }

    /// What hotkeys had committed to in secret on a subnet and is revealed by now. Two requests, one
    /// after the other, for each 1000 of them.
    ///
    /// # Errors
    ///
    /// As [`revealed_commitments`](Self::revealed_commitments).
    pub async fn all_revealed_commitments(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<BTreeMap<AccountId, Vec<RevealedCommitment>>, Error> {
        let found = self.iter_under(&REVEALED_COMMITMENTS, (netuid.into(),));
        let found = found.map_ok(|(args, found)| (args, RevealedCommitment::all(found)));
        gather::entries(found, |(_, hotkey)| hotkey).await
    }

    /// The block at which a hotkey last had its bonds reset on a subnet; `None` where it never had.
    /// One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] up to spec version 233.
    pub async fn last_bonds_reset(
        &self,
        hotkey: &AccountId,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<u32>, Error> {
        self.fetch(&LAST_BONDS_RESET, (netuid.into(), hotkey)).await
    }

    /// As [`last_bonds_reset`](Self::last_bonds_reset), of the neuron of a uid. Two requests, one
    /// after the other: its hotkey, then the block.
    ///
    /// # Errors
    ///
    /// As [`last_bonds_reset`](Self::last_bonds_reset).
    pub async fn last_bonds_reset_of_uid(
        &self,
        netuid: impl Into<NetUid>,
        uid: u16,
    ) -> Result<Option<u32>, Error> {
        let netuid = netuid.into();
        match self.hotkey(netuid, uid).await? {
            Some(hotkey) => self.last_bonds_reset(&hotkey, netuid).await,
            None => Ok(None),
        }
    }
}
