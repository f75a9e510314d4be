//! A chain behind a transport.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::codec::Decode;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{KeyArgs, Storage, StorageKeys};
use subwire_transport::{Error as TransportError, Params, Transport};

use crate::{At, Block, BlockHash, Error, storage};

/// A chain behind a transport. Cheap to clone; clones share the transport.
///
/// `Client` without a parameter is over any transport: what [`erased`](Self::erased) gives, so
/// that clients of different transports are of one type.
///
/// # Cancel safety
///
/// Each of its futures may be dropped at any time: its requests are given up and leave nothing.
pub struct Client<T = Arc<dyn Transport>> {
    transport: Arc<T>,
}

impl<T: Transport> Client<T> {
    /// A client over a transport. Sends nothing.
    pub fn new(transport: T) -> Self {
        Self { transport: Arc::new(transport) }
    }

    /// The same client with its transport's type forgotten.
    #[must_use]
    pub fn erased(&self) -> Client {
        Client { transport: Arc::new(self.transport.clone()) }
    }

    /// The transport.
    #[must_use]
    pub fn transport(&self) -> &T {
        &self.transport
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
                let params = Params::new().number(number.into());
                let hash = self.block_hash("chain_getBlockHash", params).await?;
                hash.ok_or(Error::NoSuchBlock(Block::Number(number)))?
            }
        };
        Ok(At::new(self.clone(), hash))
    }

    /// Pins the head of the best chain. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn at_head(&self) -> Result<At<T>, Error> {
        // Without a number it is the head that is asked for; `chain_getHead` is its alias.
        let hash = self.block_hash("chain_getBlockHash", Params::new()).await?;
        let hash = hash.ok_or_else(|| {
            Error::of("chain_getBlockHash")(TransportError::bad_reply("a block hash", "found null"))
        })?;
        Ok(At::new(self.clone(), hash))
    }

    /// Reads many values of one item at the head, and pins the block at which they were read.
    ///
    /// One request for up to 1000 keys: the node tells the block together with the values, so
    /// there is no need to ask for the head first. Beyond that the other requests follow together,
    /// pinned to the block of the first. Without keys only the head is asked for.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Decode`].
    pub async fn fetch_many_at_head<K, V, A>(
        &self,
        item: &Storage<K, V>,
        args: impl IntoIterator<Item = A>,
    ) -> Result<(At<T>, Vec<V>), Error>
    where
        K: StorageKeys,
        V: Decode + TypeInfo,
        A: KeyArgs<K>,
    {
        let keys: Vec<_> = args.into_iter().map(|args| item.key(args)).collect();
        let (hash, values) = storage::fetch_raw_at_head(self, &keys).await?;
        Ok((At::new(self.clone(), hash), storage::decode_all(item, &values)?))
    }

    async fn block_hash(
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
        Self { transport: self.transport.clone() }
    }
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}
