//! The events of a block.

mod stream;

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use futures::future::try_join;
use subwire_codec::codec::Decode;
use subwire_codec::events::{EventRecord, Events, Outcome};
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::schema::{Accounts, ReadError};
use subwire_codec::{Event, Storage};
use subwire_transport::Transport;

pub use self::stream::FoundEvent;
use crate::{At, BlockHash, Error, Runtime, storage};

/// Read as bytes only: their type differs from chain to chain.
const EVENTS: Storage<(), ()> = Storage::new("System", "Events");

/// The SCALE encoding of no events: what a block without any has stored, or nothing at all.
const NONE: &[u8] = &[0];

impl<T: Transport> At<T> {
    /// The events of the block, by the runtime that executed it. One request.
    ///
    /// Nothing is decoded yet; the runtime is fetched where it is not known.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Metadata`].
    pub async fn events(&self) -> Result<BlockEvents, Error> {
        let (key, hash) = (EVENTS.key(()), self.hash());
        let stored = storage::fetch_raw(self.client(), &key, &hash);
        let (stored, runtime) = try_join(stored, self.runtime()).await?;
        Ok(BlockEvents::new(hash, runtime, stored.unwrap_or_else(|| NONE.to_vec())))
    }
}

/// The events of a block, with the runtime by which they are read. Clones share them.
///
/// ```no_run
/// # async fn run(at: subwire::At<impl subwire::transport::Transport>) -> Result<(), subwire::Error> {
/// use subwire::codec::codec::Decode;
/// use subwire::codec::scale_info::TypeInfo;
/// use subwire::codec::{AccountId, Event, Tao};
///
/// #[derive(Decode, TypeInfo)]
/// #[codec(crate = subwire::codec::codec)]
/// #[scale_info(crate = subwire::codec::scale_info)]
/// struct Transfer {
///     from: AccountId,
///     to: AccountId,
///     amount: Tao,
/// }
/// const TRANSFER: Event<Transfer> = Event::new("Balances", "Transfer");
///
/// let events = at.events().await?;
/// for Transfer { from, to, amount } in events.find(&TRANSFER)? {
///     println!("{from} -> {to}: {amount}");
/// }
/// for event in events.iter()? {
///     println!("{:?}", event?);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct BlockEvents {
    block: BlockHash,
    runtime: Runtime,
    bytes: Arc<[u8]>,
}

/// The events of one extrinsic of a block. Clones share them.
#[derive(Clone)]
pub struct ExtrinsicEvents {
    all: BlockEvents,
    index: u32,
}

impl BlockEvents {
    pub(crate) fn new(block: BlockHash, runtime: Runtime, bytes: Vec<u8>) -> Self {
        Self { block, runtime, bytes: bytes.into() }
    }

    /// The block.
    #[must_use]
    pub fn block(&self) -> BlockHash {
        self.block
    }

    /// The runtime that executed the block.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The value of `System.Events`.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Goes through them, and decodes each when it is asked for. After one that does not read there
    /// is no more: nothing tells where the next would begin.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where the bytes are no list, or the metadata describes none.
    pub fn iter(&self) -> Result<Events<'_, '_>, Error> {
        Ok(self.runtime.metadata().decode_events(&self.bytes)?)
    }

    /// The fields of every event of a kind. Reads all events.
    ///
    /// # Errors
    ///
    /// [`Error::Bind`] where the runtime's event is another, [`Error::Read`] where an event does not
    /// read, [`Error::Value`] where its fields are none that `E` can hold.
    pub fn find<E>(&self, event: &Event<E>) -> Result<Vec<E>, Error>
    where
        E: Decode + TypeInfo + 'static,
    {
        typed(&self.runtime, event, self.iter()?)?.collect()
    }

    /// The fields of the first event of a kind. Reads events until there.
    ///
    /// # Errors
    ///
    /// As [`find`](Self::find).
    pub fn find_first<E>(&self, event: &Event<E>) -> Result<Option<E>, Error>
    where
        E: Decode + TypeInfo + 'static,
    {
        typed(&self.runtime, event, self.iter()?)?.next().transpose()
    }

    /// Those of one extrinsic, by its place in the block. Decodes nothing.
    #[must_use]
    pub fn of_extrinsic(&self, index: u32) -> ExtrinsicEvents {
        ExtrinsicEvents { all: self.clone(), index }
    }

    /// Writes them as a JSON array: see [`Events::to_json`].
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where an event does not read.
    pub fn to_json(&self) -> Result<String, Error> {
        Ok(self.iter()?.to_json(Accounts::default())?)
    }
}

impl ExtrinsicEvents {
    /// The extrinsic's place in the block.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The events of the whole block.
    #[must_use]
    pub fn of_block(&self) -> &BlockEvents {
        &self.all
    }

    /// Goes through them.
    ///
    /// # Errors
    ///
    /// As [`BlockEvents::iter`].
    pub fn iter(
        &self,
    ) -> Result<impl Iterator<Item = Result<EventRecord<'_, '_>, ReadError>>, Error> {
        Ok(self.all.iter()?.of_extrinsic(self.index))
    }

    /// What became of the extrinsic, and of the calls inside it. None where the block has no such
    /// extrinsic, or the chain does not tell.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where an event does not read.
    pub fn outcome(&self) -> Result<Option<Outcome<'_, '_>>, Error> {
        Ok(self.all.iter()?.outcome(self.index)?)
    }

    /// The fields of every event of a kind.
    ///
    /// # Errors
    ///
    /// As [`BlockEvents::find`].
    pub fn find<E>(&self, event: &Event<E>) -> Result<Vec<E>, Error>
    where
        E: Decode + TypeInfo + 'static,
    {
        typed(self.all.runtime(), event, self.iter()?)?.collect()
    }

    /// The fields of the first event of a kind.
    ///
    /// # Errors
    ///
    /// As [`BlockEvents::find`].
    pub fn find_first<E>(&self, event: &Event<E>) -> Result<Option<E>, Error>
    where
        E: Decode + TypeInfo + 'static,
    {
        typed(self.all.runtime(), event, self.iter()?)?.next().transpose()
    }
}

/// The fields of the events of a kind among `records`.
fn typed<'a, E>(
    runtime: &Runtime,
    event: &Event<E>,
    records: impl Iterator<Item = Result<EventRecord<'a, 'a>, ReadError>>,
) -> Result<impl Iterator<Item = Result<E, Error>>, Error>
where
    E: Decode + TypeInfo + 'static,
{
    let bound = runtime.event(event)?;
    Ok(records.filter_map(move |record| match record {
        Ok(record) => Some(bound.decode(&record)?.map_err(Error::from)),
        Err(error) => Some(Err(error.into())),
    }))
}

impl fmt::Debug for BlockEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlockEvents({} bytes of {})", self.bytes.len(), self.block)
    }
}

impl fmt::Debug for ExtrinsicEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExtrinsicEvents({} of {:?})", self.index, self.all)
    }
}
