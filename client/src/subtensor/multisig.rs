//! Calls that several accounts must approve.

use alloc::collections::BTreeMap;

use subwire_codec::AccountId;
use subwire_codec::subtensor::Multisig;
use subwire_codec::subtensor::pallets::multisig::storage::MULTISIGS;
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

impl<T: Transport> At<T> {
    /// Who has approved a call of a multisig account so far, by the call's BLAKE2b-256 hash; `None`
    /// where nobody has. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn multisig(
        &self,
        account: &AccountId,
        call_hash: &[u8; 32],
    ) -> Result<Option<Multisig>, Error> {
        self.fetch(&MULTISIGS, (account, call_hash)).await
    }

    /// The calls of a multisig account that wait for approvals, by their hashes. Two requests, one
    /// after the other.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter).
    pub async fn multisigs(
        &self,
        account: &AccountId,
    ) -> Result<BTreeMap<[u8; 32], Multisig>, Error> {
        gather::stored(self.iter_under(&MULTISIGS, (account,)), |(_, call_hash)| call_hash).await
    }
}
