//! Entries of maps, and answers for many, gathered by what they belong to.

use alloc::collections::BTreeMap;

use futures::{Stream, TryStreamExt};

use crate::Error;

/// Entries of a map under that part of their arguments which tells them apart.
pub(super) async fn entries<A, V, K: Ord>(
    entries: impl Stream<Item = Result<(A, V), Error>>,
    key: impl Fn(A) -> K,
) -> Result<BTreeMap<K, V>, Error> {
    entries.map_ok(|(args, value)| (key(args), value)).try_collect().await
}

/// As [`entries`], of an optional item, which is stored under none of its keys as `None`.
pub(super) async fn stored<A, V, K: Ord>(
    all: impl Stream<Item = Result<(A, Option<V>), Error>>,
    key: impl Fn(A) -> K,
) -> Result<BTreeMap<K, V>, Error> {
    let all = entries(all, key).await?.into_iter();
    Ok(all.filter_map(|(key, value)| Some((key, value?))).collect())
}

/// What was found for each that was asked about, without those for which nothing was.
pub(super) fn found<K: Ord, V>(
    asked: impl IntoIterator<Item = K>,
    values: impl IntoIterator<Item = Option<V>>,
) -> BTreeMap<K, V> {
    let both = asked.into_iter().zip(values);
    both.filter_map(|(key, value)| Some((key, value?))).collect()
}
