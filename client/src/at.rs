//! A pinned block, off which every read hangs.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::codec::{Decode, Encode};
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{KeyArgs, RuntimeApi, Storage, StorageKeys};
use subwire_transport::{Params, Transport};

use crate::{BlockHash, Client, Error, storage};

/// A chain as it is at one block. Cheap to clone.
///
/// Everything read from one `At` belongs together, whenever it is read.
///
/// # Cancel safety
///
/// Each of its futures may be dropped at any time: its requests are given up and leave nothing.
pub struct At<T = Arc<dyn Transport>> {
    client: Client<T>,
    hash: BlockHash,
}

impl<T: Transport> At<T> {
    pub(crate) fn new(client: Client<T>, hash: BlockHash) -> Self {
        Self { client, hash }
    }

    /// The client that pinned the block.
    #[must_use]
    pub fn client(&self) -> &Client<T> {
        &self.client
    }

    /// The block's hash.
    #[must_use]
    pub fn hash(&self) -> BlockHash {
        self.hash
    }

    /// The same with its transport's type forgotten.
    #[must_use]
    pub fn erased(&self) -> At {
        At { client: self.client.erased(), hash: self.hash }
    }

    /// Reads one value. One request.
    ///
    /// `args` is the tuple of the item's arguments, each by value or by reference; `()` for a
    /// plain value.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn fetch<K, V>(&self, item: &Storage<K, V>, args: impl KeyArgs<K>) -> Result<V, Error>
    where
        K: StorageKeys,
        V: Decode + TypeInfo,
    {
        let key = item.key(args);
        let stored = storage::fetch_raw(&self.client, &key, &self.hash).await?;
        Ok(item.decode(stored.as_deref())?)
    }

    /// Reads many values of one item, in the order of their arguments. One request for each 1000
    /// keys, all in flight together.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn fetch_many<K, V, A>(
        &self,
        item: &Storage<K, V>,
        args: impl IntoIterator<Item = A>,
    ) -> Result<Vec<V>, Error>
    where
        K: StorageKeys,
        V: Decode + TypeInfo,
        A: KeyArgs<K>,
    {
        let keys: Vec<_> = args.into_iter().map(|args| item.key(args)).collect();
        let values = storage::fetch_raw_many(&self.client, &keys, &self.hash).await?;
        storage::decode_all(item, &values)
    }

    /// Calls a runtime API. One request.
    ///
    /// # Errors
    ///
    /// The transport's, the runtime's as [`subwire_transport::Error::Rpc`], and
    /// [`Error::Decode`].
    pub async fn call<A, O>(&self, method: &RuntimeApi<A, O>, args: A) -> Result<O, Error>
    where
        A: Encode,
        O: Decode,
    {
        let params = Params::new()
            .text(&method.name())
            .hex(&method.encode_args(&args))
            .hex(self.hash.as_bytes());
        let reply = self.client.transport().request("state_call", params).await;
        let bytes = reply.and_then(|reply| reply.hex()).map_err(Error::of("state_call"))?;
        Ok(method.decode(&bytes)?)
    }
}

impl<T> Clone for At<T> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), hash: self.hash }
    }
}

impl<T> fmt::Debug for At<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("At").field("hash", &self.hash).finish_non_exhaustive()
    }
}
