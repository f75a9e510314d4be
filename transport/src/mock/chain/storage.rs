//! The storage of one block, sharing with its neighbours what did not change between them.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use core::cmp::Ordering;
use core::iter;
use core::ops::Bound;

use bytes::Bytes;

mod ground;

pub(super) use ground::Ground;

/// The entries of storage after a block. Clones share them.
///
/// A large map that many blocks share, and the changes since. Each block copies the changes of its
/// parent, pointers only; once there are more than the square root of the large map's entries,
/// they become part of a new one. A block costs that root then, and not the whole storage.
///
/// Both lie above a ground that nobody changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    ground: Arc<Ground>,
    base: Arc<Changes>,
    since: Arc<Changes>,
}

/// Values by key; `None` where the key was removed.
pub(super) type Changes = BTreeMap<Bytes, Option<Bytes>>;

/// Fewer changes than this never make a new base.
const MIN_CHANGES: usize = 64;

impl Snapshot {
    pub(super) fn new(ground: Ground, entries: BTreeMap<Bytes, Bytes>) -> Self {
        let base = entries.into_iter().map(|(key, value)| (key, Some(value))).collect();
        Self { ground: Arc::new(ground), base: Arc::new(base), since: Arc::default() }
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<&Bytes> {
        match self.since.get(key).or_else(|| self.base.get(key)) {
            Some(change) => change.as_ref(),
            None => self.ground.get(key),
        }
    }

    /// The storage after these changes.
    pub(super) fn with(&self, changes: Changes) -> Self {
        if changes.is_empty() {
            return self.clone();
        }
        let mut since = Changes::clone(&self.since);
        since.extend(changes);
        let ground = self.ground.clone();
        if since.len() <= self.base.len().isqrt().max(MIN_CHANGES) {
            return Self { ground, base: self.base.clone(), since: Arc::new(since) };
        }
        let mut base = Changes::clone(&self.base);
        for (key, change) in since {
            // What was removed is remembered only where the ground may still have it.
            if change.is_some() || ground.covers(&key) {
                base.insert(key, change);
            } else {
                base.remove(&key);
            }
        }
        Self { ground, base: Arc::new(base), since: Arc::default() }
    }

    /// The entries whose keys start with `prefix`, from a key on, in the order of the keys.
    pub(super) fn range<'a>(
        &'a self,
        prefix: &'a [u8],
        from: Bound<&'a [u8]>,
    ) -> impl Iterator<Item = (&'a Bytes, &'a Bytes)> {
        let range = (from, Bound::Unbounded);
        let changed = |changes: &'a Changes| {
            let entries = changes.range::<[u8], _>(range);
            entries.map(|(key, change)| (key, change.as_ref()))
        };
        let ground = self.ground.range(prefix, from).map(|(key, value)| (key, Some(value)));
        let base = merged(ground, changed(&self.base));
        merged(base, changed(&self.since))
            .take_while(move |(key, _)| key.starts_with(prefix))
            .filter_map(|(key, value)| Some((key, value?)))
    }
}

/// A key and its value; `None` where it was removed.
type Entry<'a> = (&'a Bytes, Option<&'a Bytes>);

/// Both in the order of their keys, the newer one's value where both have a key.
fn merged<'a>(
    old: impl Iterator<Item = Entry<'a>>,
    new: impl Iterator<Item = Entry<'a>>,
) -> impl Iterator<Item = Entry<'a>> {
    let (mut old, mut new) = (old.peekable(), new.peekable());
    iter::from_fn(move || {
        let order = match (old.peek(), new.peek()) {
            (Some((old, _)), Some((new, _))) => old.cmp(new),
            (Some(_), None) => Ordering::Less,
            (None, _) => Ordering::Greater,
        };
        if order == Ordering::Less {
            return old.next();
        }
        if order == Ordering::Equal {
            old.next();
        }
        new.next()
    })
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;
    use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

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
            ground in btree_map(0u8..4, option::of(0u8..4), 0..4),
            blocks in vec((any::<prop::sample::Index>(), btree_map(key(), option::of(value()), 0..60)), 0..12),
            from in key(),
        ) {
            // Some prefixes have all their entries in the ground, of which some were changed since.
            let ground: Vec<Bytes> =
                ground.into_iter().map(|(a, b)| iter::once(a).chain(b).collect()).collect();
            let covers = |key: &Bytes| ground.iter().any(|prefix| key.starts_with(prefix));
            let (below, above): (BTreeMap<_, _>, _) =
                start.clone().into_iter().partition(|(key, _)| covers(key));
            let entries: Vec<_> = below.iter().map(|(k, v)| (k.to_vec(), v.to_vec())).collect();
            let mut parts = Ground::default();
            for prefix in &ground {
                let entries = entries.clone();
                parts.add(prefix.clone(), Arc::new(move || entries.clone()));
            }
            let mut history = vec![(Snapshot::new(parts, above), start)];
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
                let whole: Vec<_> = snapshot.range(&[], Bound::Unbounded).collect();
                prop_assert_eq!(whole, model.iter().collect::<Vec<_>>());
                let after: Vec<_> = snapshot.range(&[], Bound::Excluded(&from)).collect();
                let wanted = (Bound::Excluded(from.clone()), Bound::Unbounded);
                prop_assert_eq!(after, model.range(wanted).collect::<Vec<_>>());
                for prefix in [&from[..], &from[..from.len() / 2]] {
                    let below: Vec<_> = snapshot.range(prefix, Bound::Included(&from)).collect();
                    let wanted = model.range(from.clone()..).filter(|(k, _)| k.starts_with(prefix));
                    prop_assert_eq!(below, wanted.collect::<Vec<_>>());
                }
                prop_assert_eq!(snapshot.get(&from), model.get(&from));
            }
        }
    }

    #[test]
    fn blocks_share_what_did_not_change() {
        let entry = |n: u32| (Bytes::copy_from_slice(&n.to_be_bytes()), Bytes::new());
        let start = Snapshot::new(Ground::default(), (0..10_000).map(entry).collect());
        let mut snapshot = start.clone();
        for n in 0..100 {
            snapshot = snapshot.with(Changes::from([(entry(n).0, None)]));
        }
        assert!(Arc::ptr_eq(&start.base, &snapshot.base), "a hundred changes are not many");
        let many = snapshot.with(Changes::from([(entry(100).0, None)]));
        assert!(many.since.is_empty() && many.base.len() == 9_899, "a hundred and one are");
        assert_eq!(start.range(&[], Bound::Unbounded).count(), 10_000);
    }

    #[test]
    fn a_part_is_made_when_it_is_asked_for_and_once() {
        let asked: [Arc<AtomicUsize>; 2] = Default::default();
        let mut ground = Ground::default();
        for (prefix, asked) in (0u8..).zip(&asked) {
            let asked = asked.clone();
            let make = move || {
                asked.fetch_add(1, Relaxed);
                (0..3).map(|n| (vec![prefix, n], vec![n])).chain([(vec![9], vec![])]).collect()
            };
            ground.add(vec![prefix].into(), Arc::new(make));
        }
        let counts = || asked.each_ref().map(|asked| asked.load(Relaxed));
        let snapshot = Snapshot::new(ground, BTreeMap::new());
        let kept = snapshot.with(Changes::from([(vec![0, 1].into(), None)]));
        assert_eq!((snapshot.get(&[9]), counts()), (None, [0, 0]));
        assert_eq!(kept.range(&[0], Bound::Unbounded).count(), 2);
        assert_eq!((snapshot.get(&[0, 1]).map(|v| v[0]), counts()), (Some(1), [1, 0]));
        assert_eq!(snapshot.range(&[], Bound::Excluded(&[0, 2])).count(), 3);
        assert_eq!((snapshot.range(&[], Bound::Unbounded).count(), counts()), (6, [1, 1]));
    }
}
