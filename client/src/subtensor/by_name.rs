//! What only runtimes have of which no metadata is at hand: asked for by names, and given as the
//! runtime's own metadata describes it.

use subwire_codec::AccountId;
use subwire_codec::storage_key::Argument;
use subwire_transport::Transport;

use crate::{At, Dynamic, Error, StorageEntry};

impl<T: Transport> At<T> {
    /// Calls a method about some accounts.
    pub(super) async fn call_by_name(
        &self,
        api: &str,
        method: &'static str,
        accounts: &[&AccountId],
    ) -> Result<Dynamic, Error> {
        let args = accounts.iter().map(|account| Argument::Encoded(account.as_bytes()));
        self.call_dynamic(api, method, args).await.map_err(|error| unsupported(error, method))
    }

    /// A storage item.
    pub(super) async fn item_by_name(
        &self,
        pallet: &str,
        item: &'static str,
    ) -> Result<StorageEntry<T>, Error> {
        self.storage(pallet, item).await.map_err(|error| unsupported(error, item))
    }
}

/// The names are right, so a runtime that does not know them lacks what they stand for.
fn unsupported(error: Error, name: &'static str) -> Error {
    match error {
        Error::Missing { .. } => {
            Error::Unsupported { what: name, since_spec: None, from_spec: None }
        }
        other => other,
    }
}
