//! A pinned block, off which every read hangs.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use futures::future::try_join;
use subwire_codec::codec::Decode;
use subwire_codec::descriptor::DescribeKeys;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{KeyArgs, Storage};
use subwire_transport::Transport;

use crate::client::Source;
use crate::merged::Merged;
use crate::runtime::pin::{self, Pinned};
use crate::storage::{self, StorageDecoder, Stored};
use crate::{BlockHash, Client, Error, Header, Runtime, Spec, Verify};

/// A chain as it is at one block. Cheap to clone.
///
/// Everything read from one `At` belongs together, whenever it is read, and is decoded by the
/// runtime that wrote it. Which one that is, is asked for beside the first read, in one small
/// request, unless the pin already told.
///
/// # Cancel safety
///
/// Each of its futures may be dropped at any time: its requests are given up and leave nothing.
pub struct At<T = Arc<dyn Transport>> {
    client: Client<T>,
    block: Arc<Known>,
}

/// What is known of the block.
struct Known {
    hash: BlockHash,
    header: Merged<Header>,
    pinned: Merged<Pinned>,
    /// The runtime in its state, where that is not the one that executed it.
    upgraded_to: Merged<Spec>,
    /// The runtime to read it by, whatever the chain says.
    given: Option<Runtime>,
}

impl<T: Transport> At<T> {
    pub(crate) fn new(client: Client<T>, hash: BlockHash) -> Self {
        Self { client, block: Arc::new(Known::new(hash)) }
    }

    /// A block whose header is known.
    pub(crate) fn headed(client: Client<T>, hash: BlockHash, header: Header) -> Self {
        let block = Known { header: Merged::ready(header), ..Known::new(hash) };
        Self { client, block: Arc::new(block) }
    }

    pub(crate) fn pinned(client: Client<T>, hash: BlockHash, pinned: Pinned) -> Self {
        let block = Known { pinned: Merged::ready(pinned), ..Known::new(hash) };
        Self { client, block: Arc::new(block) }
    }

    /// The same block, read by this runtime, whatever the chain says: for recordings without
    /// metadata. Nothing is asked about runtimes any more.
    #[must_use]
    pub fn with_runtime(&self, runtime: Runtime) -> Self {
        let block = Known { given: Some(runtime), ..Known::new(self.hash()) };
        Self { client: self.client.clone(), block: Arc::new(block) }
    }

    /// The client that pinned the block.
    #[must_use]
    pub fn client(&self) -> &Client<T> {
        &self.client
    }

    /// The block's hash.
    #[must_use]
    pub fn hash(&self) -> BlockHash {
        self.block.hash
    }

    /// The same with its transport's type forgotten.
    #[must_use]
    pub fn erased(&self) -> At {
        At { client: self.client.erased(), block: self.block.clone() }
    }

    /// The block's number. No request where the pin or the header told it, else one.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn number(&self) -> Result<u32, Error> {
        match self.block.pinned.get().and_then(|pinned| pinned.number) {
            Some(number) => Ok(number),
            None => Ok(self.header().await?.number()),
        }
    }

    /// The block's header. One request, once.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::NoSuchBlock`].
    pub async fn header(&self) -> Result<Header, Error> {
        let (client, hash) = (self.client.clone(), self.hash());
        self.block.header.get_or(|| async move { client.header(&hash).await }).await
    }

    /// The runtime that executed the block: the one by which its storage, its events and its
    /// extrinsics are read.
    ///
    /// No request where it is known, else that for the pin, and then one or two round trips for
    /// the metadata, once for each runtime.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Metadata`].
    pub async fn runtime(&self) -> Result<Runtime, Error> {
        if let Some(runtime) = &self.block.given {
            return Ok(runtime.clone());
        }
        let pinned = self.pin().await?;
        let hash = self.hash();
        let source = if pinned.is_upgrade { Source::Parent(hash) } else { Source::State(hash) };
        self.client.runtime(&pinned.executed_by, source).await
    }

    /// The spec version of the runtime that executed the block; `None` where the client never asks
    /// which one that is ([`Verify::Never`]). No metadata is read for it.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn spec_version(&self) -> Result<Option<u32>, Error> {
        Ok(self.spec().await?.map(|spec| spec.version()))
    }

    /// The runtime in the block's state: the one that answers its runtime calls and executes the
    /// next block. Another than [`runtime`](Self::runtime) only in a block that upgrades the chain.
    /// Requests as that one, and there one more.
    ///
    /// # Errors
    ///
    /// As [`runtime`](Self::runtime).
    pub async fn next_runtime(&self) -> Result<Runtime, Error> {
        if let Some(runtime) = &self.block.given {
            return Ok(runtime.clone());
        }
        let spec = self.next_spec().await?;
        self.client.runtime(&spec, Source::State(self.hash())).await
    }

    /// Reads one value. One request.
    ///
    /// `args` is the tuple of the item's arguments, each by value or by reference; `()` for a
    /// plain value.
    ///
    /// # Errors
    ///
    /// The transport's, [`Error::Unsupported`] where the runtime has no such item, [`Error::Bind`]
    /// where it is another, and [`Error::Decode`] or [`Error::Value`] where the bytes are none of its
    /// values.
    pub async fn fetch<K, V>(&self, item: &Storage<K, V>, args: impl KeyArgs<K>) -> Result<V, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        let key = item.key(args);
        let stored = storage::fetch_raw(&self.client, &key, &self.block.hash);
        let (stored, _) = try_join(stored, self.spec()).await?;
        self.decode(item, stored.as_deref()).await
    }

    /// Reads many values of one item, in the order of their arguments. One request for each 1000
    /// keys, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn fetch_many<K, V, A>(
        &self,
        item: &Storage<K, V>,
        args: impl IntoIterator<Item = A>,
    ) -> Result<Vec<V>, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
        A: KeyArgs<K>,
    {
        let keys: Vec<_> = args.into_iter().map(|args| item.key(args)).collect();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let values = storage::fetch_raw_many(&self.client, &keys, &self.block.hash);
        let (values, _) = try_join(values, self.spec()).await?;
        self.decode_many(item, &values).await
    }

    /// Decodes what is stored under a key of an item.
    pub(crate) async fn decode<K, V>(
        &self,
        item: &Storage<K, V>,
        stored: Option<&[u8]>,
    ) -> Result<V, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        self.decoder(item, stored.is_none()).await?.decode(stored)
    }

    /// Decodes what is stored under keys of an item.
    pub(crate) async fn decode_many<K, V>(
        &self,
        item: &Storage<K, V>,
        stored: &[Stored],
    ) -> Result<Vec<V>, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        let any_missing = stored.iter().any(Option::is_none);
        self.decoder(item, any_missing).await?.decode_many(stored)
    }

    /// What decodes the item's values. Where nothing may be stored, it must know the default.
    pub(crate) async fn decoder<K, V>(
        &self,
        item: &Storage<K, V>,
        any_missing: bool,
    ) -> Result<StorageDecoder<K, V>, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        let spec = self.spec().await?;
        if let Some(plain) = StorageDecoder::plain(item, spec.as_ref(), any_missing)? {
            return Ok(plain);
        }
        StorageDecoder::of(item, self.trusted_runtime().await?.as_ref())
    }

    /// The runtime that executed the block; None where descriptors are trusted without it.
    pub(crate) async fn trusted_runtime(&self) -> Result<Option<Runtime>, Error> {
        self.trusted(self.runtime().await)
    }

    /// Which runtime executed the block; None where descriptors are trusted.
    pub(crate) async fn spec(&self) -> Result<Option<Spec>, Error> {
        match (&self.block.given, self.client.shared().verify) {
            (Some(runtime), _) => Ok(Some(runtime.spec().clone())),
            (None, Verify::Never) => Ok(None),
            (None, _) => {
                let pinned = self.trusted(self.pin().await)?;
                Ok(pinned.map(|pinned| pinned.executed_by))
            }
        }
    }

    /// Which runtime answers calls; None where descriptors are trusted.
    pub(crate) async fn call_spec(&self) -> Result<Option<Spec>, Error> {
        match (&self.block.given, self.client.shared().verify) {
            (Some(runtime), _) => Ok(Some(runtime.spec().clone())),
            (None, Verify::Never) => Ok(None),
            (None, _) => self.trusted(self.next_spec().await),
        }
    }

    /// The runtime that answers calls; None where descriptors are trusted without it.
    pub(crate) async fn trusted_next_runtime(&self) -> Result<Option<Runtime>, Error> {
        self.trusted(self.next_runtime().await)
    }

    pub(crate) async fn next_spec(&self) -> Result<Spec, Error> {
        let pinned = self.pin().await?;
        if !pinned.is_upgrade {
            return Ok(pinned.executed_by);
        }
        let (client, hash) = (self.client.clone(), self.hash());
        let ask = || async move { pin::version(&client, Some(&hash)).await };
        self.block.upgraded_to.get_or(ask).await
    }

    async fn pin(&self) -> Result<Pinned, Error> {
        let (client, hash) = (self.client.clone(), self.hash());
        self.block.pinned.get_or(|| async move { pin::pin(&client, &hash).await }).await
    }

    /// None in place of an error of a transport that cannot answer, where that is enough to trust
    /// descriptors.
    fn trusted<V>(&self, result: Result<V, Error>) -> Result<Option<V>, Error> {
        match (result, self.client.shared().verify) {
            (Ok(value), _) => Ok(Some(value)),
            (Err(Error::Metadata { .. }), Verify::WherePossible) => Ok(None),
            (Err(error), Verify::WherePossible) if error.is_unanswerable() => Ok(None),
            (Err(error), _) => Err(error),
        }
    }
}

impl Known {
    fn new(hash: BlockHash) -> Self {
        let (header, pinned, upgraded_to) = (Merged::new(), Merged::new(), Merged::new());
        Self { hash, header, pinned, upgraded_to, given: None }
    }
}

impl<T> Clone for At<T> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), block: self.block.clone() }
    }
}

impl<T> fmt::Debug for At<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("At").field("hash", &self.block.hash).finish_non_exhaustive()
    }
}
