//! Reads about accounts.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::subtensor::AccountInfo;
use subwire_codec::subtensor::pallets::balances::constants::EXISTENTIAL_DEPOSIT;
use subwire_codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire_codec::{AccountId, Tao};
use subwire_transport::Transport;

use crate::{At, Client, Error};

/// Free balances by account.
pub(super) type Balances = BTreeMap<AccountId, Tao>;

impl<T: Transport> At<T> {
    /// An account's nonce and balances; all zero for one that the chain does not know. One
    /// request.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn account(&self, account: &AccountId) -> Result<AccountInfo, Error> {
        self.fetch(&ACCOUNT, (account,)).await
    }

    /// The nonces and balances of many accounts; all zero for one that the chain does not know. One
    /// request for each 1000 accounts, all in flight together.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn accounts(
        &self,
        accounts: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, AccountInfo>, Error> {
        let accounts: Vec<AccountId> = accounts.into_iter().collect();
        let found = self.fetch_many(&ACCOUNT, accounts.iter().map(|account| (account,))).await?;
        Ok(accounts.into_iter().zip(found).collect())
    }

    /// An account's free balance. One request.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn balance(&self, account: &AccountId) -> Result<Tao, Error> {
        Ok(self.account(account).await?.data.free)
    }

    /// The free balances of many accounts; zero for one that the chain does not know. One
    /// request for each 1000 accounts, all in flight together.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn balances(
        &self,
        accounts: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, Tao>, Error> {
        Ok(self.accounts(accounts).await?.into_iter().map(free).collect())
    }

    /// The least that an account can have: one with less is removed, and what it had is gone. No
    /// request of its own: it stands in the metadata.
    ///
    /// # Errors
    ///
    /// As [`constant`](Self::constant).
    pub async fn existential_deposit(&self) -> Result<Tao, Error> {
        self.constant(&EXISTENTIAL_DEPOSIT).await
    }
}

pub(super) async fn at_head_with_balances<T: Transport>(
    client: &Client<T>,
    accounts: impl IntoIterator<Item = AccountId>,
) -> Result<(At<T>, Balances), Error> {
    let accounts: Vec<AccountId> = accounts.into_iter().collect();
    let keys = accounts.iter().map(|account| (account,));
    let (head, found) = client.fetch_many_at_head(&ACCOUNT, keys).await?;
    Ok((head, accounts.into_iter().zip(found).map(free).collect()))
}

fn free((account, info): (AccountId, AccountInfo)) -> (AccountId, Tao) {
    (account, info.data.free)
}
