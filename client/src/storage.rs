//! Storage: values by key, maps by page, changes as they come.
//!
//! The reads here are those of [`At`] beside `fetch` and `fetch_many`; below them stand the
//! requests that all reads of storage share: keys to stored bytes.

mod child;
mod decoder;
mod entries;
mod entry;
mod key;
mod map;
mod pages;
mod reads;
mod span;
mod subscribe;

use alloc::string::String;
use alloc::vec::Vec;
use std::sync::PoisonError;

use futures::future::{join, try_join, try_join_all};
use serde::Deserialize;
use subwire_codec::codec::Decode;
use subwire_codec::descriptor::DescribeKeys;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{KeyArgs, Storage};
use subwire_transport::{Error as TransportError, Params, Transport, read_hex};

pub use self::child::ChildStorage;
pub(crate) use self::decoder::{Known, StorageDecoder};
pub use self::entries::Entries;
pub use self::entry::StorageEntry;
pub use self::key::DynamicKey;
pub use self::map::StorageMap;
pub use self::reads::Reads;
#[cfg(feature = "subtensor")]
pub(crate) use self::subscribe::subscribe_raw;
pub use self::subscribe::{ChangedValue, ChangedValues, StorageChanges, StorageNotice};
use crate::runtime::pin::{self, Notes};
use crate::{At, BlockHash, Client, Error, Verify};

/// How many keys one request asks for, or is answered with. Of keys a node gives no more in one
/// page; of values there is no such limit, but a reply is cut off by default at 15 MB.
pub(crate) const KEYS_PER_REQUEST: usize = 1000;

const QUERY: &str = "state_queryStorageAt";

pub(crate) type Stored = Option<Vec<u8>>;

impl<T: Transport> At<T> {
    /// Reads one value where one is stored, and tells that apart from a default: `None` where
    /// nothing is stored, whatever the chain reads it as. One request.
    ///
    /// ```
    /// use subwire::Subtensor;
    /// use subwire::codec::subtensor::NetUid;
    /// use subwire::codec::subtensor::pallets::subtensor_module::storage::TEMPO;
    ///
    /// # futures::executor::block_on(async {
    /// let head = Subtensor::demo().at_head().await?;
    /// assert_eq!(head.fetch_stored(&TEMPO, (NetUid(1),)).await?, Some(360));
    /// assert_eq!(head.fetch_stored(&TEMPO, (NetUid(99),)).await?, None);
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn fetch_stored<K, V>(
        &self,
        item: &Storage<K, V>,
        args: impl KeyArgs<K>,
    ) -> Result<Option<V>, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        let key = item.key(args);
        let (stored, _) = try_join(self.fetch_raw(&key), self.spec()).await?;
        let decoder = self.decoder(item, false).await?;
        stored.map(|stored| decoder.decode(Some(&stored))).transpose()
    }

    /// Reads the bytes that are stored under a key; `None` where nothing is. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn fetch_raw(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        fetch_raw(self.client(), key, &self.hash()).await
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
        fetch_raw_many(self.client(), &keys, &self.hash()).await
    }

    /// Whether something is stored under the item's key for these arguments, be it the default.
    /// One request, whose answer is a hash however large the value is.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn contains<K: DescribeKeys, V>(
        &self,
        item: &Storage<K, V>,
        args: impl KeyArgs<K>,
    ) -> Result<bool, Error> {
        self.contains_raw(&item.key(args)).await
    }

    /// Whether something is stored under a key. One request; two with a node that tells no hashes.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn contains_raw(&self, key: &[u8]) -> Result<bool, Error> {
        // Not the size: of a key that is not set, nodes add up the sizes of all that start with it.
        const METHOD: &str = "state_getStorageHash";
        let params = Params::new().hex(key).hex(self.hash().as_bytes());
        let reply = self.client().transport().request(METHOD, params).await;
        match reply.and_then(|reply| reply.hex_or_null()).map_err(Error::of(METHOD)) {
            Err(error) if error.is_unanswerable() => Ok(self.fetch_raw(key).await?.is_some()),
            hash => Ok(hash?.is_some()),
        }
    }
}

/// One key's bytes, or `None` where nothing is stored.
pub(crate) async fn fetch_raw<T: Transport>(
    client: &Client<T>,
    key: &[u8],
    at: &BlockHash,
) -> Result<Stored, Error> {
    let params = Params::new().hex(key).hex(at.as_bytes());
    let reply = client.transport().request("state_getStorage", params).await;
    reply.and_then(|reply| reply.hex_or_null()).map_err(Error::of("state_getStorage"))
}

/// The bytes of many keys at a block, in the order of the keys.
pub(crate) async fn fetch_raw_many<T: Transport>(
    client: &Client<T>,
    keys: &[Vec<u8>],
    at: &BlockHash,
) -> Result<Vec<Stored>, Error> {
    let chunks = keys.chunks(KEYS_PER_REQUEST).map(|chunk| query(client, chunk, Some(at)));
    let values = try_join_all(chunks).await?;
    Ok(values.into_iter().flat_map(|(_, values)| values).collect())
}

/// The bytes of many keys at a block, and that block with its runtime, told in the same request.
#[cfg(feature = "subtensor")]
pub(crate) async fn fetch_raw_pinned<T: Transport>(
    client: &Client<T>,
    keys: &[Vec<u8>],
    at: &BlockHash,
) -> Result<(At<T>, Vec<Stored>), Error> {
    let bare = At::new(client.clone(), *at);
    if client.shared().verify == Verify::Never {
        return Ok((bare, fetch_raw_many(client, keys, at).await?));
    }
    let with_pins: Vec<Vec<u8>> = pin::keys().into_iter().chain(keys.iter().cloned()).collect();
    let mut pins = fetch_raw_many(client, &with_pins, at).await?;
    let values = pins.split_off(with_pins.len() - keys.len());
    let at = match pin::read(&pins)? {
        Some(pinned) => At::pinned(client.clone(), *at, pinned),
        None => bare,
    };
    Ok((at, values))
}

/// The bytes of many keys at the head, and that block, pinned.
pub(crate) async fn fetch_raw_at_head<T: Transport>(
    client: &Client<T>,
    keys: &[Vec<u8>],
) -> Result<(At<T>, Vec<Stored>), Error> {
    let (first, rest) = keys.split_at(keys.len().min(KEYS_PER_REQUEST));
    let (at, mut values) = match client.shared().verify {
        Verify::Never => unpinned(client, first).await?,
        _ => match pinned(client, first).await {
            // A recording, most likely. The runtime will be asked for in another way.
            Err(error) if error.is_unanswerable() => unpinned(client, first).await?,
            result => result?,
        },
    };
    values.append(&mut fetch_raw_many(client, rest, &at.hash()).await?);
    Ok((at, values))
}

/// The values at the head together with what tells its runtime.
async fn pinned<T: Transport>(
    client: &Client<T>,
    keys: &[Vec<u8>],
) -> Result<(At<T>, Vec<Stored>), Error> {
    let with_pins: Vec<Vec<u8>> = keys.iter().cloned().chain(pin::keys()).collect();
    let values = client.beside_genesis(query(client, &with_pins, None));
    let lock = || client.shared().notes.lock().unwrap_or_else(PoisonError::into_inner);
    let asks = !matches!(*lock(), Notes::Kept);
    let (values, version) = if asks {
        let (values, version) = join(values, pin::version(client, None)).await;
        (values, version.ok())
    } else {
        (values.await, None)
    };
    let (hash, mut values) = values?;
    let pins = values.split_off(keys.len());
    let pinned = pin::read_head(&mut lock(), &pins, version)?;
    let at = match pinned {
        Some(pinned) => At::pinned(client.clone(), hash, pinned),
        None => At::new(client.clone(), hash),
    };
    Ok((at, values))
}

/// The values at the head alone; without keys the head alone, since of no values a node does not
/// say at which block there are none.
async fn unpinned<T: Transport>(
    client: &Client<T>,
    keys: &[Vec<u8>],
) -> Result<(At<T>, Vec<Stored>), Error> {
    let (hash, values) = if keys.is_empty() {
        // Without a number it is the head that is asked for; `chain_getHead` is its alias.
        const METHOD: &str = "chain_getBlockHash";
        let hash = client.ask_hash(METHOD, Params::new()).await?;
        let hash = hash.ok_or_else(|| Error::bad_reply(METHOD, "a block hash", "found null"))?;
        (hash, Vec::new())
    } else {
        query(client, keys, None).await?
    };
    Ok((At::new(client.clone(), hash), values))
}

/// The node's answer: for one block, what is stored under each key.
#[derive(Deserialize)]
struct ChangeSet<'a> {
    block: BlockHash,
    #[serde(borrow)]
    changes: Vec<(&'a str, Option<&'a str>)>,
}

/// The values of some keys, at a block or at the head, and which block that is. One request.
pub(crate) async fn query<T: Transport>(
    client: &Client<T>,
    keys: &[Vec<u8>],
    at: Option<&BlockHash>,
) -> Result<(BlockHash, Vec<Stored>), Error> {
    let params = Params::new().hexes(keys);
    let params = match at {
        Some(at) => params.hex(at.as_bytes()),
        None => params,
    };
    let reply = client.transport().request(QUERY, params).await.map_err(Error::of(QUERY))?;
    let read = || {
        let sets: Vec<ChangeSet<'_>> = reply.read("one set of storage changes")?;
        let [set] = &sets[..] else {
            return Err(bad(format!("found {} sets", sets.len())));
        };
        if at.is_some_and(|at| *at != set.block) {
            return Err(bad(format!("they are of another block, {}", set.block)));
        }
        Ok((set.block, set.pick(keys)?))
    };
    read().map_err(Error::of(QUERY))
}

impl ChangeSet<'_> {
    /// The values of `keys` in their order. Nodes answer in that order, but do not promise it.
    fn pick(&self, keys: &[Vec<u8>]) -> Result<Vec<Stored>, TransportError> {
        if self.changes.len() > keys.len() {
            return Err(bad(format!("{} values for {} keys", self.changes.len(), keys.len())));
        }
        let mut values = Vec::with_capacity(keys.len());
        for (i, key) in keys.iter().enumerate() {
            let wanted = const_hex::encode_prefixed(key);
            let is_wanted = |(found, _): &&(&str, _)| found.eq_ignore_ascii_case(&wanted);
            let change = self.changes.get(i).filter(is_wanted);
            let change = change.or_else(|| self.changes.iter().find(is_wanted));
            let Some((_, value)) = change else {
                return Err(bad(format!("the key {wanted} is missing")));
            };
            values.push(value.map(unhex).transpose()?);
        }
        Ok(values)
    }
}

fn unhex(text: &str) -> Result<Vec<u8>, TransportError> {
    read_hex(text.as_bytes()).ok_or_else(|| bad("a value is not hex".into()))
}

fn bad(reason: String) -> TransportError {
    TransportError::bad_reply("one set of storage changes", reason)
}
