//! Reads of different items in one request.

mod list;

use core::fmt;

use futures::future::try_join;
use subwire_codec::codec::Decode;
use subwire_codec::descriptor::DescribeKeys;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{KeyArgs, Storage};
use subwire_transport::Transport;

use self::list::{Append, List, StoredValue, Value, Values};
use super::{Known, Stored, fetch_raw_at_head, fetch_raw_many};
use crate::{At, Client, Error};

impl<T: Transport> At<T> {
    /// Collects reads of different items, to be fetched in one request: see [`Reads`].
    pub fn reads(&self) -> Reads<Self, ()> {
        Reads { of: self.clone(), list: () }
    }
}

impl<T: Transport> Client<T> {
    /// Collects reads of different items at the head, to be fetched in one request that tells the
    /// block as well: see [`Reads`].
    pub fn reads_at_head(&self) -> Reads<Self, ()> {
        Reads { of: self.clone(), list: () }
    }
}

/// Reads of different items, each with its own type: up to twelve, fetched together.
///
/// One request for up to 1000 keys of all of them. What comes is a tuple in the order of asking.
///
/// ```
/// use subwire::Subtensor;
/// use subwire::codec::subtensor::NetUid;
/// use subwire::codec::subtensor::pallets::subtensor_module::storage::{SUBNETWORK_N, TEMPO, TOTAL_NETWORKS};
///
/// # futures::executor::block_on(async {
/// let client = Subtensor::demo().client().clone();
/// let reads = client
///     .reads_at_head()
///     .value(&TOTAL_NETWORKS, ())
///     .stored(&TEMPO, (NetUid(1),))
///     .values(&SUBNETWORK_N, (0..3).map(|netuid| (NetUid(netuid),)));
/// let (head, (networks, tempo, sizes)) = reads.fetch().await?;
/// assert_eq!((networks, tempo, sizes), (8, Some(360), vec![64, 16, 48]));
///
/// let reads = head.reads().value(&TOTAL_NETWORKS, ()).value(&TEMPO, (NetUid(2),));
/// let (networks, tempo): (u16, u16) = reads.fetch().await?;
/// assert_eq!((networks, tempo), (8, 360));
/// # Ok::<_, subwire::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "nothing is sent before they are fetched"]
pub struct Reads<S, L> {
    of: S,
    list: L,
}

impl<S, L> Reads<S, L> {
    /// Adds one value, which reads as the chain's default where nothing is stored.
    pub fn value<K, V>(self, item: &Storage<K, V>, args: impl KeyArgs<K>) -> Reads<S, L::With>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
        L: Append<Value<K, V>>,
    {
        self.with(Value { item: *item, key: [item.key(args)] })
    }

    /// Adds one value as an `Option`: `None` where nothing is stored, whatever the chain reads it
    /// as.
    pub fn stored<K, V>(self, item: &Storage<K, V>, args: impl KeyArgs<K>) -> Reads<S, L::With>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
        L: Append<StoredValue<K, V>>,
    {
        self.with(StoredValue { item: *item, key: [item.key(args)] })
    }

    /// Adds many values of one item, which come as a `Vec` in the order of their arguments.
    pub fn values<K, V, A>(
        self,
        item: &Storage<K, V>,
        args: impl IntoIterator<Item = A>,
    ) -> Reads<S, L::With>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
        A: KeyArgs<K>,
        L: Append<Values<K, V>>,
    {
        let keys = args.into_iter().map(|args| item.key(args)).collect();
        self.with(Values { item: *item, keys })
    }

    fn with<R>(self, read: R) -> Reads<S, L::With>
    where
        L: Append<R>,
    {
        Reads { of: self.of, list: self.list.with(read) }
    }
}

impl<T: Transport, L: List> Reads<At<T>, L> {
    /// Fetches all of them. One request for each 1000 keys, all in flight together.
    ///
    /// # Errors
    ///
    /// As [`At::fetch`], for the first that fails.
    pub async fn fetch(self) -> Result<L::Values, Error> {
        let keys = self.list.keys();
        if keys.is_empty() {
            return decode(&self.of, &self.list, &[]).await;
        }
        let hash = self.of.hash();
        let stored = fetch_raw_many(self.of.client(), &keys, &hash);
        let (stored, _) = try_join(stored, self.of.spec()).await?;
        decode(&self.of, &self.list, &stored).await
    }
}

impl<T: Transport, L: List> Reads<Client<T>, L> {
    /// Fetches all of them at the head, and pins the block at which they were read. Requests as
    /// [`Client::fetch_many_at_head`].
    ///
    /// # Errors
    ///
    /// As [`Client::fetch_at_head`], for the first that fails.
    pub async fn fetch(self) -> Result<(At<T>, L::Values), Error> {
        let (at, stored) = fetch_raw_at_head(&self.of, &self.list.keys()).await?;
        let values = decode(&at, &self.list, &stored).await?;
        Ok((at, values))
    }
}

/// The values; fetches the runtime where any of them needs it.
async fn decode<T: Transport, L: List>(
    at: &At<T>,
    list: &L,
    stored: &[Stored],
) -> Result<L::Values, Error> {
    let mut known = Known { spec: at.spec().await?, runtime: None };
    if list.needs_runtime(&known, stored) {
        known.runtime = at.trusted_runtime().await?;
    }
    list.decode(&known, stored)
}

impl<S, L> fmt::Debug for Reads<S, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reads").finish_non_exhaustive()
    }
}
