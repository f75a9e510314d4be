//! Storage items by name: what a descriptor does for a type that is written down, for all that a
//! runtime has.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::metadata::{Metadata, Modifier, StorageItem, StorageKey};
use subwire_codec::storage_key::Argument;
use subwire_transport::Transport;

use super::entries::Entries;
use super::key::DynamicKey;
use super::{StorageMap, fetch_raw_many};
use crate::{At, Dynamic, Error, Runtime};

impl<T: Transport> At<T> {
    /// A storage item by its names, as the runtime of this block has it. Requests as
    /// [`runtime`](Self::runtime): none where that is known.
    ///
    /// ```no_run
    /// use subwire::codec::storage_key::Argument;
    /// use subwire::{Client, Error};
    ///
    /// # async fn run<T: subwire::transport::Transport>(client: Client<T>) -> Result<(), Error> {
    /// let head = client.at_head().await?;
    /// let uids = head.storage("SubtensorModule", "Uids").await?;
    /// let who = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    /// if let Some(uid) = uids.fetch([Argument::Json("1"), Argument::Word(who)]).await? {
    ///     println!("{} {}", uid.to_json()?, uid.decode::<u16>()?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`runtime`](Self::runtime), and [`Error::Missing`] where it has no such item.
    pub async fn storage(&self, pallet: &str, item: &str) -> Result<StorageEntry<T>, Error> {
        let runtime = self.runtime().await?;
        let found = find(runtime.metadata(), pallet, item)?;
        let described = Described {
            pallet: pallet.into(),
            name: item.into(),
            prefix: found.prefix(),
            keys: found.keys().to_vec(),
            modifier: found.modifier(),
            value: found.value(),
            runtime: runtime.clone(),
        };
        Ok(StorageEntry { at: self.clone(), item: Arc::new(described) })
    }
}

/// A storage item of a block, by name: what [`At::storage`] gives. Cheap to clone.
///
/// Arguments are [`Argument`]s: JSON, words, values or bytes, checked against the types of the
/// runtime before anything is sent. Values are [`Dynamic`].
pub struct StorageEntry<T> {
    at: At<T>,
    item: Arc<Described>,
}

/// What the metadata says of an item.
struct Described {
    runtime: Runtime,
    pallet: String,
    name: String,
    prefix: [u8; 32],
    keys: Vec<StorageKey>,
    modifier: Modifier,
    value: u32,
}

impl<T: Transport> StorageEntry<T> {
    /// The block.
    #[must_use]
    pub fn at(&self) -> &At<T> {
        &self.at
    }

    /// The runtime that executed the block.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        &self.item.runtime
    }

    /// The name of its pallet.
    #[must_use]
    pub fn pallet(&self) -> &str {
        &self.item.pallet
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.item.name
    }

    /// What the absence of an entry means.
    #[must_use]
    pub fn modifier(&self) -> Modifier {
        self.item.modifier
    }

    /// The arguments of its keys, in their order; none where it is a single value.
    #[must_use]
    pub fn keys(&self) -> &[StorageKey] {
        &self.item.keys
    }

    /// The id of the value's type.
    #[must_use]
    pub fn value_type(&self) -> u32 {
        self.item.value
    }

    /// The bytes with which all its keys start.
    #[must_use]
    pub fn prefix(&self) -> &[u8; 32] {
        &self.item.prefix
    }

    /// Its documentation, lines separated by line ends.
    #[must_use]
    pub fn docs(&self) -> &str {
        self.item.look().map_or("", |item| item.docs())
    }

    /// What an absent entry reads as; `None` where the item is optional.
    #[must_use]
    pub fn default(&self) -> Option<Dynamic> {
        self.read(None)
    }

    /// The key for these arguments: the whole key for all of them, for fewer the bytes with which
    /// all keys with these first arguments start.
    ///
    /// # Errors
    ///
    /// [`Error::StorageKey`] where an argument is none of its type, or where there are too many.
    pub fn key<'a>(&self, args: impl IntoIterator<Item = Argument<'a>>) -> Result<Vec<u8>, Error> {
        Ok(self.item.key(args)?.0)
    }

    /// Reads one value, or the chain's default; `None` where nothing is stored of an optional item.
    /// One request.
    ///
    /// # Errors
    ///
    /// The transport's, [`Error::StorageKey`] where an argument is none of its type, and
    /// [`Error::Arguments`] where they are not as many as the item has.
    pub async fn fetch<'a>(
        &self,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<Option<Dynamic>, Error> {
        let key = self.item.whole_key(args)?;
        Ok(self.read(self.at.fetch_raw(&key).await?))
    }

    /// Reads one value where one is stored: `None` where nothing is, whatever the chain reads it
    /// as. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn fetch_stored<'a>(
        &self,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<Option<Dynamic>, Error> {
        let key = self.item.whole_key(args)?;
        Ok(self.at.fetch_raw(&key).await?.map(|stored| self.item.value(stored)))
    }

    /// Reads many values, in the order of their arguments, each as [`fetch`](Self::fetch) does. One
    /// request for each 1000 keys, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn fetch_many<'a, A: IntoIterator<Item = Argument<'a>>>(
        &self,
        args: impl IntoIterator<Item = A>,
    ) -> Result<Vec<Option<Dynamic>>, Error> {
        let keys = self.whole_keys(args)?;
        let stored = fetch_raw_many(self.at.client(), &keys, &self.at.hash()).await?;
        Ok(stored.into_iter().map(|stored| self.read(stored)).collect())
    }

    /// Whether something is stored for these arguments, be it the default. One request, whose answer
    /// is a hash however large the value is.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn contains<'a>(
        &self,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<bool, Error> {
        self.at.contains_raw(&self.item.whole_key(args)?).await
    }

    /// All entries, in the order of their keys. Requests as those of [`StorageMap`].
    pub fn iter(&self) -> Entries<(DynamicKey, Dynamic)> {
        self.map().iter()
    }

    /// The entries as a map to be read as it is told to: keys only, counted, in parallel. A single
    /// value is a map of one entry, or of none.
    pub fn map(&self) -> StorageMap<T, Self> {
        let next = self.keys().first().map(|key| key.hasher());
        StorageMap::new(&self.at, self.clone(), self.prefix().to_vec(), next)
    }

    /// The entries whose keys have these first arguments.
    ///
    /// # Errors
    ///
    /// As [`key`](Self::key).
    pub fn map_under<'a>(
        &self,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<StorageMap<T, Self>, Error> {
        let (prefix, given) = self.item.key(args)?;
        let next = self.keys().get(given).map(|key| key.hasher());
        Ok(StorageMap::new(&self.at, self.clone(), prefix, next))
    }

    /// The whole keys for some arguments.
    pub(super) fn whole_keys<'a, A: IntoIterator<Item = Argument<'a>>>(
        &self,
        args: impl IntoIterator<Item = A>,
    ) -> Result<Vec<Vec<u8>>, Error> {
        args.into_iter().map(|args| self.item.whole_key(args)).collect()
    }

    /// What a read gives of what is stored.
    pub(super) fn read(&self, stored: Option<Vec<u8>>) -> Option<Dynamic> {
        self.item.read(stored)
    }
}

impl<T: Transport> StorageMap<T, StorageEntry<T>> {
    /// Starts behind the key for these arguments, whether there is such an entry or not.
    ///
    /// # Errors
    ///
    /// As [`StorageEntry::key`].
    pub fn starting_after<'a>(
        self,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<Self, Error> {
        let key = self.item.key(args)?;
        Ok(self.starting_after_key(key))
    }

    /// Keys and values.
    ///
    /// Its errors are the transport's. Bytes that are no key or no value are told by who decodes
    /// them.
    pub fn iter(&self) -> Entries<(DynamicKey, Dynamic)> {
        self.entries(true, |item, (key, value)| (item.dynamic_key(key), item.value(value)))
    }

    /// Keys alone: half the requests, and few bytes where values are large.
    ///
    /// Its errors are those of [`iter`](Self::iter).
    pub fn keys(&self) -> Entries<DynamicKey> {
        self.entries(false, |item, (key, _)| item.dynamic_key(key))
    }

    fn entries<I: 'static>(
        &self,
        with_values: bool,
        read: impl Fn(&Described, (Vec<u8>, Vec<u8>)) -> I + Send + 'static,
    ) -> Entries<I> {
        let item = self.item.item.clone();
        Entries::raw(self.scan.clone().pages(with_values), move |entry| read(&item, entry))
    }
}

impl Described {
    /// The item in the metadata. It was found there before, and that does not change.
    fn look(&self) -> Result<StorageItem<'_>, Error> {
        find(self.runtime.metadata(), &self.pallet, &self.name)
    }

    /// The key for these arguments, and how many they were.
    fn key<'a>(
        &self,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<(Vec<u8>, usize), Error> {
        let mut given = 0;
        let key = self.look()?.key(args.into_iter().inspect(|_| given += 1))?;
        Ok((key, given))
    }

    fn whole_key<'a>(
        &self,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<Vec<u8>, Error> {
        let (key, given) = self.key(args)?;
        if given < self.keys.len() {
            let place = [&self.pallet, ".", &self.name].concat();
            return Err(Error::Arguments { place, wanted: self.keys.len(), given });
        }
        Ok(key)
    }

    /// What a read gives of what is stored.
    fn read(&self, stored: Option<Vec<u8>>) -> Option<Dynamic> {
        let default = || Some(self.look().ok()?.stored_or_default(None)?.to_vec());
        stored.or_else(default).map(|bytes| self.value(bytes))
    }

    fn value(&self, bytes: Vec<u8>) -> Dynamic {
        Dynamic::new(self.runtime.clone(), self.value, bytes)
    }

    fn dynamic_key(&self, bytes: Vec<u8>) -> DynamicKey {
        DynamicKey::new(self.runtime.clone(), bytes)
    }
}

fn find<'m>(metadata: &'m Metadata, pallet: &str, item: &str) -> Result<StorageItem<'m>, Error> {
    let Some(found) = metadata.pallet(pallet) else {
        let names = metadata.pallets().map(|pallet| pallet.name());
        return Err(Error::missing("pallet", pallet).among(names));
    };
    found.storage_item(item).ok_or_else(|| {
        let names = found.storage_items().map(|item| item.name());
        Error::missing("storage item", [pallet, ".", item].concat()).among(names)
    })
}

impl<T> Clone for StorageEntry<T> {
    fn clone(&self) -> Self {
        Self { at: self.at.clone(), item: self.item.clone() }
    }
}

impl<T> fmt::Debug for StorageEntry<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StorageEntry({}.{})", self.item.pallet, self.item.name)
    }
}
