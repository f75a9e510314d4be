//! The entries of a storage map by descriptor: which of them, in what order, and what of them.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::codec::Decode;
use subwire_codec::descriptor::DescribeKeys;
use subwire_codec::metadata::Hasher;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{DecodeKeys, KeyArgs, PartialKeyArgs, Storage};
use subwire_transport::Transport;

use super::StorageDecoder;
use super::entries::{Entries, Reader};
use super::pages::{Page, Scan, Trie};
use crate::{At, Error};

impl<T: Transport> At<T> {
    /// All entries of a map, in the order of their keys: [`StorageMap::iter`].
    ///
    /// ```
    /// use futures::TryStreamExt;
    /// use subwire::Subtensor;
    /// use subwire::codec::subtensor::pallets::subtensor_module::storage::SUBNETWORK_N;
    ///
    /// # futures::executor::block_on(async {
    /// let head = Subtensor::demo().at_head().await?;
    /// let mut sizes = head.iter(&SUBNETWORK_N);
    /// let mut neurons = 0;
    /// while let Some(((_netuid,), size)) = sizes.try_next().await? {
    ///     neurons += size;
    /// }
    /// assert_eq!(neurons, 308);
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn iter<K, V>(&self, item: &Storage<K, V>) -> Entries<(K::Args, V)>
    where
        K: DescribeKeys + DecodeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        self.map(item).iter()
    }

    /// The entries of a map whose keys have these first arguments, in the order of their keys:
    /// [`StorageMap::iter`].
    ///
    /// ```
    /// use futures::TryStreamExt;
    /// use subwire::Subtensor;
    /// use subwire::codec::subtensor::NetUid;
    /// use subwire::codec::subtensor::pallets::subtensor_module::storage::UIDS;
    ///
    /// # futures::executor::block_on(async {
    /// let head = Subtensor::demo().at_head().await?;
    /// let of_subnet_1: Vec<_> = head.iter_under(&UIDS, (NetUid(1),)).try_collect().await?;
    /// assert_eq!(of_subnet_1.len(), 16);
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn iter_under<K, V>(
        &self,
        item: &Storage<K, V>,
        args: impl PartialKeyArgs<K>,
    ) -> Entries<(K::Args, V)>
    where
        K: DescribeKeys + DecodeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        self.map_under(item, args).iter()
    }

    /// All entries of a map, in no order, several parts of it side by side: about
    /// [as many times](StorageMap::SHARDS) faster than [`iter`](Self::iter) where the way to the
    /// node is long. See [`StorageMap::parallel`].
    pub fn iter_parallel<K, V>(&self, item: &Storage<K, V>) -> Entries<(K::Args, V)>
    where
        K: DescribeKeys + DecodeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        self.map(item).parallel(StorageMap::<T, Storage<K, V>>::SHARDS).iter()
    }

    /// A map at this block, to be read as it is told to. Sends nothing.
    pub fn map<K: DescribeKeys, V>(&self, item: &Storage<K, V>) -> StorageMap<T, Storage<K, V>> {
        StorageMap::new(self, *item, item.prefix().to_vec(), next_hasher::<K>(0))
    }

    /// The part of a map whose keys have these first arguments. Sends nothing.
    pub fn map_under<K: DescribeKeys, V, A: PartialKeyArgs<K>>(
        &self,
        item: &Storage<K, V>,
        args: A,
    ) -> StorageMap<T, Storage<K, V>> {
        StorageMap::new(self, *item, item.partial_key(args), next_hasher::<K>(A::LEN))
    }
}

/// A storage map at a block, or a part of one: what [`At::map`] gives.
///
/// It takes as many round trips as there are pages of keys, and one more: the values of a page are
/// fetched while the next keys come. Each page is two requests, or one where only keys are wanted.
/// A page that does not get on is an error, so that no answers make it endless.
///
/// ```
/// use futures::TryStreamExt;
/// use subwire::Subtensor;
/// use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
///
/// # futures::executor::block_on(async {
/// let head = Subtensor::demo().at_head().await?;
/// let accounts = head.map(&ACCOUNT).page_size(100);
/// let first: Vec<_> = accounts.keys().try_collect().await?;
/// let rest = accounts.clone().starting_after(first[99]).parallel(64).count().await?;
/// assert_eq!(rest, first.len() as u64 - 100);
/// # Ok::<_, subwire::Error>(())
/// # }).unwrap();
/// ```
#[must_use]
pub struct StorageMap<T, I> {
    pub(super) scan: Scan<T>,
    pub(super) item: I,
    /// Whether a hash follows in the keys.
    is_spread: bool,
}

impl<T: Transport, I> StorageMap<T, I> {
    /// How many entries a page has, unless told otherwise, and at most: nodes give no more.
    pub const PAGE_SIZE: usize = super::KEYS_PER_REQUEST;
    /// How many parts [`At::iter_parallel`] reads side by side.
    pub const SHARDS: u16 = 16;

    /// The entries of an item whose keys start so, and then go on as this hasher writes.
    pub(super) fn new(at: &At<T>, item: I, prefix: Vec<u8>, next: Option<Hasher>) -> Self {
        let trie = Trie { at: at.clone(), child: None };
        let is_spread = next.is_some_and(|hasher| hasher != Hasher::Identity);
        Self { scan: Scan::new(trie, prefix), item, is_spread }
    }

    /// Sets how many entries a page has, from 1 to [`PAGE_SIZE`](Self::PAGE_SIZE). Smaller ones are
    /// for large values: nodes refuse to answer with more than some 15 MB.
    pub fn page_size(mut self, entries: usize) -> Self {
        self.scan.set_page_size(entries);
        self
    }

    /// Starts behind a key, whether there is such an entry or not.
    pub fn starting_after_key(mut self, key: impl Into<Vec<u8>>) -> Self {
        self.scan.span.start_after(key.into());
        self
    }

    /// Reads this many parts of the map side by side, 1 to 256; entries come in no order then.
    ///
    /// The parts are cut by the first byte of the hash that stands in the keys, and so about equal.
    /// Where the next argument in the keys is not hashed ([`Hasher::Identity`]) there would be full
    /// parts and empty ones: such a map is read in order whatever is said here.
    pub fn parallel(mut self, shards: u16) -> Self {
        self.scan.shards = if self.is_spread { shards.clamp(1, 256) } else { 1 };
        self
    }

    /// How many entries there are, by their keys. One request for each page.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn count(&self) -> Result<u64, Error> {
        self.scan.clone().count().await
    }

    /// Keys and values as the bytes that they are. Nothing is asked about runtimes.
    pub fn raw(&self) -> Entries<(Vec<u8>, Vec<u8>)> {
        Entries::raw(self.scan.clone().pages(true), |entry| entry)
    }

    /// Keys as the bytes that they are. Nothing is asked about runtimes.
    pub fn raw_keys(&self) -> Entries<Vec<u8>> {
        Entries::raw(self.scan.clone().pages(false), |(key, _)| key)
    }
}

impl<T: Transport, K: DescribeKeys, V> StorageMap<T, Storage<K, V>> {
    /// Starts behind the key for these arguments, whether there is such an entry or not.
    pub fn starting_after(self, args: impl KeyArgs<K>) -> Self {
        let key = self.item.key(args);
        self.starting_after_key(key)
    }
}

impl<T, K, V> StorageMap<T, Storage<K, V>>
where
    T: Transport,
    K: DescribeKeys + 'static,
    V: Decode + TypeInfo + 'static,
{
    /// Arguments and values.
    ///
    /// Its errors are the transport's, [`Error::Bind`] where the runtime's item is another, and of
    /// an entry [`Error::Key`], [`Error::Decode`] or [`Error::Value`].
    pub fn iter(&self) -> Entries<(K::Args, V)>
    where
        K: DecodeKeys,
    {
        let item = self.item;
        self.entries(true, move |page, decoder| {
            let args = page.iter().map(|(key, _)| item.decode_key(key));
            let values = decoder.decode_each(page.iter().map(|(_, value)| &value[..]));
            args.zip(values).map(|(args, value)| Ok((args?, value?))).collect()
        })
    }

    /// Arguments alone: half the requests, and few bytes where values are large.
    ///
    /// Its errors are those of [`iter`](Self::iter).
    pub fn keys(&self) -> Entries<K::Args>
    where
        K: DecodeKeys,
    {
        let item = self.item;
        self.entries(false, move |page, _| {
            page.iter().map(|(key, _)| Ok(item.decode_key(key)?)).collect()
        })
    }

    /// Values with their keys' bytes: for maps whose keys keep a hash only, of which the arguments
    /// cannot be told.
    ///
    /// Its errors are those of [`iter`](Self::iter).
    pub fn values(&self) -> Entries<(Vec<u8>, V)> {
        self.entries(true, |page, decoder| {
            let values = decoder.decode_each(page.iter().map(|(_, value)| &value[..]));
            page.into_iter().zip(values).map(|((key, _), value)| Ok((key, value?))).collect()
        })
    }

    fn entries<I: 'static>(
        &self,
        with_values: bool,
        read: impl Fn(Page, &StorageDecoder<K, V>) -> Vec<Result<I, Error>> + Send + 'static,
    ) -> Entries<I> {
        let (at, item) = (self.scan.trie.at.clone(), self.item);
        Entries::new(self.scan.clone().pages(with_values), async move {
            let decoder = at.decoder(&item, false).await?;
            Ok(Box::new(move |page| read(page, &decoder)) as Reader<I>)
        })
    }
}

fn next_hasher<K: DescribeKeys>(args: usize) -> Option<Hasher> {
    K::describe().get(args).map(|(hasher, _)| *hasher)
}

impl<T, I: Clone> Clone for StorageMap<T, I> {
    fn clone(&self) -> Self {
        let (scan, item) = (self.scan.clone(), self.item.clone());
        Self { scan, item, is_spread: self.is_spread }
    }
}

impl<T, I: fmt::Debug> fmt::Debug for StorageMap<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StorageMap").field("item", &self.item).finish_non_exhaustive()
    }
}
