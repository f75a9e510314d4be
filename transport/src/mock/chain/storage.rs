//! The storage of one block, sharing with its neighbours what did not change between them.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use core::cmp::Ordering;
use core::iter::{self, Peekable};
use core::ops::Bound;

use bytes::Bytes;

/// The entries of storage after a block. Clones share them.
///
/// A large map that many blocks share, and the changes since. Each block copies the changes of its
/// parent, pointers only; once there are more than the square root of the large map's entries,
/// they become part of a new one. A block costs that root then, and not the whole storage.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    base: Arc<BTreeMap<Bytes, Bytes>>,
    since: Arc<Changes>,
}

/// Values by key; `None` where the key was removed.
pub(super) type Changes = BTreeMap<Bytes, Option<Bytes>>;

/// Fewer changes than this never make a new base.
const MIN_CHANGES: usize = 64;

impl Snapshot {
    pub(super) fn new(entries: BTreeMap<Bytes, Bytes>) -> Self {
        Self { base: Arc::new(entries), since: Arc::default() }
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<&Bytes> {
        match self.since.get(key) {
            Some(change) => change.as_ref(),
            None => self.base.get(key),
        }
    }

    /// The storage after these changes.
    pub(super) fn with(&self, changes: Changes) -> Self {
        if changes.is_empty() {
            return self.clone();
        }
        let mut since = Changes::clone(&self.since);
        since.extend(changes);
        if since.len() <= self.base.len().isqrt().max(MIN_CHANGES) {
            return Self { base: self.base.clone(), since: Arc::new(since) };
        }
        let mut base = BTreeMap::clone(&self.base);
        for (key, change) in since {
            match change {
                Some(value) => base.insert(key, value),
                None => base.remove(&key),
            };
        }
        Self::new(base)
    }

    /// The entries from a key on, in the order of the keys.
    pub(super) fn range<'a>(
        &'a self,
        from: Bound<&'a [u8]>,
    ) -> impl Iterator<Item = (&'a Bytes, &'a Bytes)> {
        let range = (from, Bound::Unbounded);
        let mut base = self.base.range::<[u8], _>(range).peekable();
        let mut since = self.since.range::<[u8], _>(range).peekable();
        iter::from_fn(move || {
            loop {
                let (key, value) = next(&mut base, &mut since)?;
                if let Some(value) = value {
                    return Some((key, value));
                }
            }
        })
    }
}

/// The smaller of two iterators' next entries, the second's where both have the key.
fn next<'a>(
    base: &mut Peekable<impl Iterator<Item = (&'a Bytes, &'a Bytes)>>,
    since: &mut Peekable<impl Iterator<Item = (&'a Bytes, &'a Option<Bytes>)>>,
) -> Option<(&'a Bytes, Option<&'a Bytes>)> {
    let order = match (base.peek(), since.peek()) {
        (Some((old, _)), Some((new, _))) => old.cmp(new),
        (Some(_), None) => Ordering::Less,
        (None, _) => Ordering::Greater,
    };
    if order == Ordering::Less {
        return base.next().map(|(key, value)| (key, Some(value)));
    }
    if order == Ordering::Equal {
        base.next();
    }
    since.next().map(|(key, change)| (key, change.as_ref()))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use proptest::collection::{btree_map, vec};
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    /// Few keys, so that blocks change the same ones; lengths that nest.
    fn key() -> impl Strategy<Value = Bytes> {
        vec(0u8..4, 0..4).prop_map(Bytes::from)
    }

    fn value() -> impl Strategy<Value = Bytes> {
        vec(any::<u8>(), 0..3).prop_map(Bytes::from)
    }

    proptest! {
        #[test]
        fn every_block_keeps_its_own_storage(
            start in btree_map(key(), value(), 0..40),
            blocks in vec((any::<prop::sample::Index>(), btree_map(key(), option::of(value()), 0..60)), 0..12),
            from in key(),
        ) {
            let mut history = vec![(Snapshot::new(start.clone()), start)];
            for (parent, changes) in blocks {
                // Any earlier block may be built upon: forks.
                let (snapshot, model) = &history[parent.index(history.len())];
                let mut model = model.clone();
                for (key, change) in &changes {
                    match change {
                        Some(value) => model.insert(key.clone(), value.clone()),
                        None => model.remove(key),
                    };
                }
                history.push((snapshot.with(changes), model));
            }
            for (snapshot, model) in &history {
                let whole: Vec<_> = snapshot.range(Bound::Unbounded).collect();
                prop_assert_eq!(whole, model.iter().collect::<Vec<_>>());
                let after: Vec<_> = snapshot.range(Bound::Excluded(&from)).collect();
                let wanted = (Bound::Excluded(from.clone()), Bound::Unbounded);
                prop_assert_eq!(after, model.range(wanted).collect::<Vec<_>>());
                prop_assert_eq!(snapshot.get(&from), model.get(&from));
            }
        }
    }

    #[test]
    fn blocks_share_what_did_not_change() {
        let entry = |n: u32| (Bytes::copy_from_slice(&n.to_be_bytes()), Bytes::new());
        let start = Snapshot::new((0..10_000).map(entry).collect());
        let mut snapshot = start.clone();
        for n in 0..100 {
            snapshot = snapshot.with(Changes::from([(entry(n).0, None)]));
        }
        assert!(Arc::ptr_eq(&start.base, &snapshot.base), "a hundred changes are not many");
        let many = snapshot.with(Changes::from([(entry(100).0, None)]));
        assert!(many.since.is_empty() && many.base.len() == 9_899, "a hundred and one are");
        assert_eq!(start.range(Bound::Unbounded).count(), 10_000);
    }
}
