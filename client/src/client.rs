//! A chain behind a transport.

mod builder;

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
#[cfg(feature = "disk-cache")]
use std::path::PathBuf;
use std::sync::Mutex;

use subwire_codec::codec::Decode;
use subwire_codec::descriptor::DescribeKeys;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{KeyArgs, Storage};
use subwire_transport::{Params, Transport};

pub use self::builder::{ClientBuilder, Verify};
use crate::merged::Merged;
use crate::runtime::cache::Cache;
#[cfg(feature = "disk-cache")]
use crate::runtime::disk::{self, Shelf};
use crate::runtime::fetch;
use crate::runtime::pin::Notes;
use crate::tx::Nonces;
use crate::{At, Block, BlockHash, Error, Header, Runtime, Spec, storage};

/// A chain behind a transport. Cheap to clone; clones share the transport and what is known of the
/// chain's runtimes.
///
/// `Client` without a parameter is over any transport: what [`erased`](Self::erased) gives, so
/// that clients of different transports are of one type.
///
/// # Cancel safety
///
/// Each of its futures may be dropped at any time: its requests are given up and leave nothing.
pub struct Client<T = Arc<dyn Transport>> {
    transport: Arc<T>,
    shared: Arc<Shared>,
}

/// What a client knows of its chain, whatever its transport's type.
pub(crate) struct Shared {
    pub(crate) verify: Verify,
    pub(crate) notes: Mutex<Notes>,
    cache: Cache,
    #[cfg(feature = "disk-cache")]
    disk: Option<PathBuf>,
    genesis: Merged<BlockHash>,
    pub(crate) nonces: Arc<Nonces>,
    /// Whether blocks have the hashes of their headers.
    pub(crate) hashes_headers: Merged<bool>,
}

/// Which block's state holds a runtime.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    /// That of this block.
    State(BlockHash),
    /// That of the block before this one.
    Parent(BlockHash),
}

impl<T: Transport> Client<T> {
    /// How many runtimes are kept in memory, unless told otherwise.
    pub const MAX_RUNTIMES: usize = 8;

    /// How many runtimes of a chain are kept in a folder on disk.
    #[cfg(feature = "disk-cache")]
    pub const MAX_RUNTIMES_ON_DISK: usize = disk::MAX_FILES;

    /// A client over a transport. Sends nothing.
    pub fn new(transport: T) -> Self {
        Self::builder(transport).build()
    }

    /// A client over a transport, with wishes of one's own.
    pub fn builder(transport: T) -> ClientBuilder<T> {
        ClientBuilder::new(transport)
    }

    /// The same client with its transport's type forgotten.
    #[must_use]
    pub fn erased(&self) -> Client {
        Client { transport: Arc::new(self.transport.clone()), shared: self.shared.clone() }
    }

    /// The transport.
    #[must_use]
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// The hash of the chain's first block. One request, once.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn genesis_hash(&self) -> Result<BlockHash, Error> {
        let client = self.clone();
        let ask = || async move {
            client.block_hash(0).await?.ok_or(Error::NoSuchBlock(Block::Number(0)))
        };
        self.shared.genesis.get_or(ask).await
    }

    /// The hash of the block with this number on the best chain, or `None` where the chain has not
    /// reached it. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn block_hash(&self, number: u32) -> Result<Option<BlockHash>, Error> {
        self.ask_hash("chain_getBlockHash", Params::new().number(number.into())).await
    }

    /// Pins a block. A hash is taken as it is, without a request; a number costs one.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchBlock`] for a number that the chain has not reached, and the transport's.
    pub async fn at(&self, block: impl Into<Block>) -> Result<At<T>, Error> {
        let hash = match block.into() {
            Block::Hash(hash) => hash,
            Block::Number(number) => {
                let hash = self.block_hash(number).await?;
                hash.ok_or(Error::NoSuchBlock(Block::Number(number)))?
            }
        };
        Ok(At::new(self.clone(), hash))
    }

    /// Pins the head of the best chain, and learns its number and its runtime. One request; by a
    /// client that is new a second one, beside it.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn at_head(&self) -> Result<At<T>, Error> {
        Ok(storage::fetch_raw_at_head(self, &[]).await?.0)
    }

    /// Pins the last finalized block. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn at_finalized(&self) -> Result<At<T>, Error> {
        const METHOD: &str = "chain_getFinalizedHead";
        let hash = self.ask_hash(METHOD, Params::new()).await?;
        let hash = hash.ok_or_else(|| Error::bad_reply(METHOD, "a block hash", "found null"))?;
        Ok(At::new(self.clone(), hash))
    }

    /// Reads one value at the head, and pins the block at which it was read. Requests as
    /// [`fetch_many_at_head`](Self::fetch_many_at_head).
    ///
    /// # Errors
    ///
    /// As [`fetch_many_at_head`](Self::fetch_many_at_head).
    pub async fn fetch_at_head<K, V>(
        &self,
        item: &Storage<K, V>,
        args: impl KeyArgs<K>,
    ) -> Result<(At<T>, V), Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        let (at, stored) = storage::fetch_raw_at_head(self, &[item.key(args)]).await?;
        let stored = stored.into_iter().next().flatten();
        let value = at.decode(item, stored.as_deref()).await?;
        Ok((at, value))
    }

    /// Reads many values of one item at the head, and pins the block at which they were read.
    ///
    /// One request for up to 1000 keys: the node tells the block, and which runtime wrote it,
    /// together with the values; a client that is new asks for the version beside it. Beyond that
    /// the other requests follow together, pinned to the block of the first. Metadata costs one or
    /// two more round trips where the descriptor is not known to be the same in that runtime, once
    /// for each runtime.
    ///
    /// # Errors
    ///
    /// The transport's, [`Error::Bind`] where the runtime's item is another, and [`Error::Decode`]
    /// or [`Error::Value`] where the bytes are none of its values.
    pub async fn fetch_many_at_head<K, V, A>(
        &self,
        item: &Storage<K, V>,
        args: impl IntoIterator<Item = A>,
    ) -> Result<(At<T>, Vec<V>), Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
        A: KeyArgs<K>,
    {
        let keys: Vec<_> = args.into_iter().map(|args| item.key(args)).collect();
        let (at, stored) = storage::fetch_raw_at_head(self, &keys).await?;
        let values = at.decode_many(item, &stored).await?;
        Ok((at, values))
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Runs a read that tells a block's runtime. Where runtimes are kept on disk, which chain this
    /// is, is asked beside it, so that no round trip is spent on that later.
    pub(crate) async fn beside_genesis<F: Future>(&self, read: F) -> F::Output {
        #[cfg(feature = "disk-cache")]
        if self.shared.disk.is_some() {
            // Whoever needs it will ask again where this fails.
            return futures::future::join(read, self.genesis_hash()).await.0;
        }
        read.await
    }

    /// A runtime: known already, or fetched from the state of a block that holds it.
    pub(crate) async fn runtime(&self, spec: &Spec, source: Source) -> Result<Runtime, Error> {
        let (client, wanted) = (self.clone(), spec.clone());
        let fetch = || async move { fetch::runtime(&client, &wanted, source).await };
        self.shared.cache.get_or(spec, fetch).await
    }

    /// Where this chain's runtimes are kept on disk; None where they are not, or where the node
    /// does not say which chain it is.
    #[cfg(feature = "disk-cache")]
    pub(crate) async fn shelf(&self) -> Option<Shelf> {
        let folder = self.shared.disk.clone()?;
        Some(Shelf::new(&folder, self.genesis_hash().await.ok()?))
    }

    /// A block's header. One request.
    pub(crate) async fn header(&self, block: &BlockHash) -> Result<Header, Error> {
        const METHOD: &str = "chain_getHeader";
        let params = Params::new().hex(block.as_bytes());
        let reply = self.transport.request(METHOD, params).await.map_err(Error::of(METHOD))?;
        let header: Option<Header> = reply.read("a header or null").map_err(Error::of(METHOD))?;
        header.ok_or(Error::NoSuchBlock(Block::Hash(*block)))
    }

    pub(crate) async fn ask_hash(
        &self,
        method: &'static str,
        params: Params,
    ) -> Result<Option<BlockHash>, Error> {
        let reply = self.transport.request(method, params).await.map_err(Error::of(method))?;
        reply.read("a block hash or null").map_err(Error::of(method))
    }
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self { transport: self.transport.clone(), shared: self.shared.clone() }
    }
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}
