//! Storage as it changes: state_subscribeStorage.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::collections::HashMap;

use futures::stream::{self, BoxStream, Stream, StreamExt};
use subwire_codec::codec::Decode;
use subwire_codec::descriptor::DescribeKeys;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::storage_key::Argument;
use subwire_codec::{KeyArgs, Storage};
use subwire_transport::{Error as TransportError, Notice, Params, Reply, Subscribe, Transport};

use super::entry::StorageEntry;
use super::{ChangeSet, Stored, fetch_raw_many, unhex};
use crate::{At, BlockHash, Client, Dynamic, Error};

const SUBSCRIBE: &str = "state_subscribeStorage";
const UNSUBSCRIBE: &str = "state_unsubscribeStorage";

impl<T: Transport> Client<T> {
    /// Subscribes to values of an item: as they are at the head, and then whenever they change.
    ///
    /// One request for the subscription, and a small one for each block that changes something: it
    /// tells by which runtime the values are to be decoded, which may be another than before.
    ///
    /// ```
    /// use futures::StreamExt;
    /// use subwire::codec::subtensor::NetUid;
    /// use subwire::codec::subtensor::pallets::subtensor_module::storage::TEMPO;
    /// use subwire::{StorageNotice, Subtensor};
    ///
    /// # futures::executor::block_on(async {
    /// let demo = Subtensor::demo();
    /// let (client, chain) = (demo.client(), demo.client().transport());
    /// let mut tempos = client.subscribe_storage(&TEMPO, [(NetUid(1),), (NetUid(2),)]).await?;
    /// chain.build_block(|block| block.set(TEMPO.key((NetUid(2),)), [99, 0]));
    ///
    /// for expected in [vec![(0, 360), (1, 360)], vec![(1, 99)]] {
    ///     let Some(Ok(StorageNotice::Changed(changed))) = tempos.next().await else { panic!() };
    ///     let values: Vec<_> = changed.values.iter().map(|one| (one.index, one.value)).collect();
    ///     assert_eq!(values, expected);
    /// }
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// The transport's, among them that it has no subscriptions.
    pub async fn subscribe_storage<K, V, A>(
        &self,
        item: &Storage<K, V>,
        args: impl IntoIterator<Item = A>,
    ) -> Result<StorageChanges<T, V>, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + Send + 'static,
        A: KeyArgs<K>,
    {
        let (item, keys) = (*item, args.into_iter().map(|args| item.key(args)).collect());
        subscribe(self, keys, move |at: At<T>, stored: Vec<(usize, Stored)>| async move {
            let any_missing = stored.iter().any(|(_, stored)| stored.is_none());
            let decoder = at.decoder(&item, any_missing).await?;
            changed(stored, |stored| decoder.decode(stored.as_deref()))
        })
        .await
    }
}

impl<T: Transport> StorageEntry<T> {
    /// Subscribes to values of the item: as they are at the head, and then whenever they change, as
    /// [`Client::subscribe_storage`] does. A value is `None` where nothing is stored of an optional
    /// item.
    ///
    /// # Errors
    ///
    /// The transport's, and those of the arguments as [`fetch`](Self::fetch).
    pub async fn subscribe<'a, A: IntoIterator<Item = Argument<'a>>>(
        &self,
        args: impl IntoIterator<Item = A>,
    ) -> Result<StorageChanges<T, Option<Dynamic>>, Error> {
        let (keys, entry) = (self.whole_keys(args)?, self.clone());
        subscribe(self.at().client(), keys, move |at: At<T>, stored| {
            let entry = entry.clone();
            async move {
                // The same item in the runtime of that block.
                let entry = at.storage(entry.pallet(), entry.name()).await?;
                changed(stored, |stored| Ok(entry.read(stored)))
            }
        })
        .await
    }
}

/// Values of storage whenever they change, as a stream of [`StorageNotice`]s: those told last are
/// those of now, whatever was missing in between.
///
/// Ends after the `Err` by which the subscription ends. An `Err` of a block whose values could not
/// be had or decoded stands in their place, and the stream goes on.
///
/// # Cancel safety
///
/// Waiting for the next item may be given up and begun again. Dropping the stream unsubscribes.
#[must_use = "a subscription ends when it is dropped"]
pub struct StorageChanges<T, V> {
    notices: BoxStream<'static, Result<StorageNotice<T, V>, Error>>,
}

/// What [`StorageChanges`] yields.
#[non_exhaustive]
pub enum StorageNotice<T, V> {
    /// A block in which values are others than before; the first one tells all of them, as does one
    /// behind others that are missing.
    Changed(ChangedValues<T, V>),
    /// So many blocks with changes are missing here, because they came faster than they were read.
    /// The next block that is told of comes with all values, for one request more.
    Lagged(u64),
    /// The connection broke and the subscription was made again. Changes in between are missing
    /// here; all values as they are now come next.
    #[non_exhaustive]
    Resumed {
        /// For how long nothing could be heard.
        gap: Duration,
    },
}

/// The values that a block changed.
#[non_exhaustive]
pub struct ChangedValues<T, V> {
    /// The block, pinned.
    pub at: At<T>,
    /// The values, in the order in which they were asked for.
    pub values: Vec<ChangedValue<V>>,
}

/// A value that a block changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangedValue<V> {
    /// Which of those that were asked for, counted from zero.
    pub index: usize,
    /// What it reads as.
    pub value: V,
    /// Whether it is stored, or is what the chain reads where nothing is.
    pub is_stored: bool,
}

/// Subscribes to keys, whose values stay bytes.
#[cfg(feature = "subtensor")]
pub(crate) async fn subscribe_raw<T: Transport>(
    client: &Client<T>,
    keys: Vec<Vec<u8>>,
) -> Result<StorageChanges<T, Stored>, Error> {
    subscribe(client, keys, |_, stored| async { changed(stored, Ok) }).await
}

/// Subscribes to keys. `decode` makes values of what is stored, told with its place among the keys.
async fn subscribe<T, V, F, D>(
    client: &Client<T>,
    keys: Vec<Vec<u8>>,
    decode: D,
) -> Result<StorageChanges<T, V>, Error>
where
    T: Transport,
    F: Future<Output = Result<Vec<ChangedValue<V>>, Error>> + Send,
    D: Fn(At<T>, Vec<(usize, Stored)>) -> F + Send + Sync + 'static,
{
    let subscribe = Subscribe::new(SUBSCRIBE, Params::new().hexes(&keys), UNSUBSCRIBE);
    let subscription = client.transport().subscribe(subscribe).await;
    let subscription = subscription.map_err(Error::of(SUBSCRIBE))?;
    let shown = keys.iter().map(const_hex::encode_prefixed).collect();
    let watched = Watched { client: client.clone(), keys, shown, decode, is_behind: false };
    let notices =
        stream::unfold((subscription, watched), |(mut subscription, mut watched)| async {
            let told = watched.tell(subscription.next().await?).await;
            Some((told, (subscription, watched)))
        });
    Ok(StorageChanges { notices: notices.boxed() })
}

/// Keys that are subscribed to.
struct Watched<T, D> {
    client: Client<T>,
    keys: Vec<Vec<u8>>,
    /// The same in hex, as nodes name them.
    shown: Vec<String>,
    decode: D,
    /// Whether changes are missing that no later one repeats: all values are read anew then.
    is_behind: bool,
}

impl<T: Transport, D> Watched<T, D> {
    async fn tell<V, F>(
        &mut self,
        notice: Result<Notice, TransportError>,
    ) -> Result<StorageNotice<T, V>, Error>
    where
        F: Future<Output = Result<Vec<ChangedValue<V>>, Error>>,
        D: Fn(At<T>, Vec<(usize, Stored)>) -> F,
    {
        match notice.map_err(Error::of(SUBSCRIBE))? {
            Notice::Item(item) => {
                let changed = self.changed(&item).await;
                if let Err(Error::Request { .. }) = changed {
                    self.is_behind = true;
                }
                changed.map(StorageNotice::Changed)
            }
            // The node begins with all values by itself.
            Notice::Resumed { gap, .. } => Ok(StorageNotice::Resumed { gap }),
            Notice::Lagged(missed) => {
                self.is_behind = true;
                Ok(StorageNotice::Lagged(missed))
            }
            notice => Err(bad(format!("a notice of a new kind, {notice:?}"))),
        }
    }

    async fn changed<V, F>(&mut self, item: &Reply) -> Result<ChangedValues<T, V>, Error>
    where
        F: Future<Output = Result<Vec<ChangedValue<V>>, Error>>,
        D: Fn(At<T>, Vec<(usize, Stored)>) -> F,
    {
        let (block, mut stored) = read(&self.shown, item)?;
        if self.is_behind {
            let all = fetch_raw_many(&self.client, &self.keys, &block).await?;
            stored = all.into_iter().enumerate().collect();
            self.is_behind = false;
        }
        let at = At::new(self.client.clone(), block);
        let values = (self.decode)(at.clone(), stored).await?;
        Ok(ChangedValues { at, values })
    }
}

/// The block of a set of changes, and what it stores under the keys that are in the set.
fn read(keys: &[String], item: &Reply) -> Result<(BlockHash, Vec<(usize, Stored)>), Error> {
    let set: ChangeSet<'_> = item.read("a set of storage changes").map_err(Error::of(SUBSCRIBE))?;
    let mut changes: HashMap<String, (Stored, bool)> = HashMap::new();
    for (key, value) in set.changes {
        let value = value.map(unhex).transpose().map_err(Error::of(SUBSCRIBE))?;
        changes.insert(key.to_ascii_lowercase(), (value, false));
    }
    let mut stored = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        // The same key may have been asked for twice.
        if let Some((value, is_known)) = changes.get_mut(key) {
            *is_known = true;
            stored.push((index, value.clone()));
        }
    }
    match changes.iter().find(|(_, (_, is_known))| !is_known) {
        Some((key, _)) => Err(bad(format!("the key {key} was not asked for"))),
        None => Ok((set.block, stored)),
    }
}

fn changed<V>(
    stored: Vec<(usize, Stored)>,
    decode: impl Fn(Stored) -> Result<V, Error>,
) -> Result<Vec<ChangedValue<V>>, Error> {
    let values = stored.into_iter().map(|(index, stored)| {
        let is_stored = stored.is_some();
        Ok(ChangedValue { index, value: decode(stored)?, is_stored })
    });
    values.collect()
}

fn bad(reason: String) -> Error {
    Error::bad_reply(SUBSCRIBE, "a set of storage changes", reason)
}

impl<T, V> Stream for StorageChanges<T, V> {
    type Item = Result<StorageNotice<T, V>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.notices.as_mut().poll_next(cx)
    }
}

impl<T, V> fmt::Debug for StorageChanges<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StorageChanges").finish_non_exhaustive()
    }
}

// Derives would ask the transport for its own.
impl<T, V: fmt::Debug> fmt::Debug for StorageNotice<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(changed) => f.debug_tuple("Changed").field(changed).finish(),
            Self::Lagged(missed) => f.debug_tuple("Lagged").field(missed).finish(),
            Self::Resumed { gap } => f.debug_struct("Resumed").field("gap", gap).finish(),
        }
    }
}

impl<T, V: fmt::Debug> fmt::Debug for ChangedValues<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("ChangedValues");
        debug.field("at", &self.at).field("values", &self.values).finish()
    }
}
