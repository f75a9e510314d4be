//! Child tries: storage beside a block's own, under keys of their own.

use alloc::format;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use futures::future::try_join_all;
use subwire_codec::codec::Decode;
use subwire_codec::decode_exact;
use subwire_transport::{Params, Transport, read_hex};

use super::entries::Entries;
use super::pages::{Scan, Trie};
use super::{KEYS_PER_REQUEST, Stored};
use crate::{At, Error};

/// With what the storage keys of child tries start that hash as the storage itself does: all that
/// there are.
const DEFAULT_PREFIX: &[u8] = b":child_storage:default:";

impl<T: Transport> At<T> {
    /// The child trie of a name, such as that of a contract or of a crowdloan. Sends nothing.
    ///
    /// Metadata says nothing of what is in a child trie: its keys are bytes, and so are its values
    /// unless the caller knows their type.
    #[must_use]
    pub fn child(&self, name: &[u8]) -> ChildStorage<T> {
        ChildStorage { trie: Trie { at: self.clone(), child: Some(storage_key(name)) } }
    }
}

/// A child trie at a block: what [`At::child`] gives.
pub struct ChildStorage<T> {
    trie: Trie<T>,
}

impl<T: Transport> ChildStorage<T> {
    /// The key under which the trie's root stands in the block's storage.
    #[must_use]
    pub fn storage_key(&self) -> &[u8] {
        self.trie.child.as_deref().unwrap_or_default()
    }

    /// Reads the bytes that are stored under a key; `None` where nothing is. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn fetch_raw(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        const METHOD: &str = "childstate_getStorage";
        let at = &self.trie.at;
        let params = Params::new().hex(self.storage_key()).hex(key).hex(at.hash().as_bytes());
        let reply = at.client().transport().request(METHOD, params).await;
        reply.and_then(|reply| reply.hex_or_null()).map_err(Error::of(METHOD))
    }

    /// Reads the bytes that are stored under each of some keys, in their order. One request for
    /// each 1000 keys, all in flight together.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn fetch_raw_many<B: AsRef<[u8]>>(
        &self,
        keys: impl IntoIterator<Item = B>,
    ) -> Result<Vec<Option<Vec<u8>>>, Error> {
        let keys: Vec<_> = keys.into_iter().map(|key| key.as_ref().to_vec()).collect();
        fetch_raw_many(&self.trie.at, self.storage_key(), &keys).await
    }

    /// Reads a value of a type that the caller knows; `None` where nothing is stored. One request.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`] where the bytes are not exactly one such value.
    pub async fn fetch<V: Decode>(&self, key: &[u8]) -> Result<Option<V>, Error> {
        let stored = self.fetch_raw(key).await?;
        Ok(stored.map(|stored| decode_exact(&stored)).transpose()?)
    }

    /// Whether something is stored under a key. One request, whose answer is a hash.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn contains(&self, key: &[u8]) -> Result<bool, Error> {
        const METHOD: &str = "childstate_getStorageHash";
        let at = &self.trie.at;
        let params = Params::new().hex(self.storage_key()).hex(key).hex(at.hash().as_bytes());
        let reply = at.client().transport().request(METHOD, params).await;
        let hash = reply.and_then(|reply| reply.hex_or_null()).map_err(Error::of(METHOD))?;
        Ok(hash.is_some())
    }

    /// The entries whose keys start so, all for an empty prefix, in the order of the keys. Pages and
    /// round trips as those of [`StorageMap`](crate::StorageMap).
    pub fn iter(&self, prefix: &[u8]) -> Entries<(Vec<u8>, Vec<u8>)> {
        Entries::raw(self.scan(prefix).pages(true), |entry| entry)
    }

    /// The keys that start so, all for an empty prefix, in their order. One request for each page.
    pub fn keys(&self, prefix: &[u8]) -> Entries<Vec<u8>> {
        Entries::raw(self.scan(prefix).pages(false), |(key, _)| key)
    }

    fn scan(&self, prefix: &[u8]) -> Scan<T> {
        Scan::new(self.trie.clone(), prefix.to_vec())
    }
}

fn storage_key(name: &[u8]) -> Arc<[u8]> {
    [DEFAULT_PREFIX, name].concat().into()
}

/// The bytes of many keys of a child trie, in the order of the keys.
pub(super) async fn fetch_raw_many<T: Transport>(
    at: &At<T>,
    child: &[u8],
    keys: &[Vec<u8>],
) -> Result<Vec<Stored>, Error> {
    let chunks = keys.chunks(KEYS_PER_REQUEST).map(|chunk| entries(at, child, chunk));
    Ok(try_join_all(chunks).await?.concat())
}

async fn entries<T: Transport>(
    at: &At<T>,
    child: &[u8],
    keys: &[Vec<u8>],
) -> Result<Vec<Stored>, Error> {
    const METHOD: &str = "childstate_getStorageEntries";
    let bad = |reason| Error::bad_reply(METHOD, "a list of values", reason);
    let params = Params::new().hex(child).hexes(keys).hex(at.hash().as_bytes());
    let reply = at.client().transport().request(METHOD, params).await.map_err(Error::of(METHOD))?;
    let values: Vec<Option<&str>> = reply.read("a list of values").map_err(Error::of(METHOD))?;
    if values.len() != keys.len() {
        return Err(bad(format!("{} for {} keys", values.len(), keys.len())));
    }
    let unhex = |text: &str| read_hex(text.as_bytes()).ok_or_else(|| bad("one is not hex".into()));
    values.into_iter().map(|value| value.map(unhex).transpose()).collect()
}

impl<T> Clone for ChildStorage<T> {
    fn clone(&self) -> Self {
        Self { trie: self.trie.clone() }
    }
}

impl<T> fmt::Debug for ChildStorage<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChildStorage").finish_non_exhaustive()
    }
}
