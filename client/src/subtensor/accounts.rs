//! Reads about accounts.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use subwire_codec::subtensor::AccountInfo;
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
        let accounts: Vec<AccountId> = accounts.into_iter().collect();
        let keys = accounts.iter().map(|account| (account,));
        let found = self.fetch_many(&ACCOUNT, keys).await?;
        Ok(by_account(accounts, found))
    }
}

pub(super) async fn at_head_with_balances<T: Transport>(
    client: &Client<T>,
    accounts: impl IntoIterator<Item = AccountId>,
) -> Result<(At<T>, Balances), Error> {
    let accounts: Vec<AccountId> = accounts.into_iter().collect();
    let keys = accounts.iter().map(|account| (account,));
    let (head, found) = client.fetch_many_at_head(&ACCOUNT, keys).await?;
    Ok((head, by_account(accounts, found)))
}

fn by_account(accounts: Vec<AccountId>, found: Vec<AccountInfo>) -> Balances {
    accounts.into_iter().zip(found).map(|(account, info)| (account, info.data.free)).collect()
}
