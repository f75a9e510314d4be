//! What a chain's storage starts with where it is too much to be made before anybody asks.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Bound;
use std::sync::OnceLock;

use bytes::Bytes;

/// The entries of storage.
pub(super) type Entries = BTreeMap<Bytes, Bytes>;

/// Makes the entries below a prefix.
type Make = Arc<dyn Fn() -> Vec<(Vec<u8>, Vec<u8>)> + Send + Sync>;

/// Parts of storage, each of which is made when the first key below its prefix is asked for.
#[derive(Debug, Default)]
pub(in crate::mock::chain) struct Ground {
    parts: BTreeMap<Bytes, Part>,
}

struct Part {
    make: Make,
    made: OnceLock<Entries>,
}

impl Ground {
    /// Adds a part, in place of those that lie around it or within it.
    pub(in crate::mock::chain) fn add(&mut self, prefix: Bytes, make: Make) {
        self.parts.retain(|part, _| !part.starts_with(&prefix) && !prefix.starts_with(part));
        self.parts.insert(prefix, Part { make, made: OnceLock::new() });
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<&Bytes> {
        let (prefix, part) = self.part_of(key)?;
        part.entries(prefix).get(key)
    }

    /// Whether a part has this key, if anything has it here.
    pub(super) fn covers(&self, key: &[u8]) -> bool {
        self.part_of(key).is_some()
    }

    /// The entries from a key on whose keys start with `prefix`, in the order of the keys. Makes
    /// only the parts that can have some.
    pub(super) fn range<'a>(
        &'a self,
        prefix: &'a [u8],
        from: Bound<&'a [u8]>,
    ) -> impl Iterator<Item = (&'a Bytes, &'a Bytes)> {
        let touched = move |part: &[u8]| part.starts_with(prefix) || prefix.starts_with(part);
        // A page that starts behind a part has nothing of it.
        let behind = move |part: &[u8]| match from {
            Bound::Included(key) | Bound::Excluded(key) => key > part && !key.starts_with(part),
            Bound::Unbounded => false,
        };
        let parts = self.parts.iter().filter(move |(part, _)| touched(part) && !behind(part));
        parts.flat_map(move |(part, made)| {
            made.entries(part).range::<[u8], _>((from, Bound::Unbounded))
        })
    }

    fn part_of(&self, key: &[u8]) -> Option<(&Bytes, &Part)> {
        let before = self.parts.range::<[u8], _>((Bound::Unbounded, Bound::Included(key)));
        let (prefix, part) = before.last()?;
        key.starts_with(prefix).then_some((prefix, part))
    }
}

impl Part {
    fn entries(&self, prefix: &[u8]) -> &Entries {
        self.made.get_or_init(|| {
            let entries = (self.make)().into_iter().map(|(key, value)| (key.into(), value.into()));
            // What lies elsewhere would not be found, and break the order of the others.
            entries.filter(|(key, _): &(Bytes, Bytes)| key.starts_with(prefix)).collect()
        })
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part").field("made", &self.made.get().map(Entries::len)).finish()
    }
}
