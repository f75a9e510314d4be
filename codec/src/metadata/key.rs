//! How a storage item's key is made of its arguments.

use alloc::vec::Vec;

use crate::hasher::{self, KeepsKey, StorageHasher};

/// What the absence of an entry means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums, reason = "these two in every version of metadata that is read")]
pub enum Modifier {
    /// Nothing: the item is an `Option`.
    Optional,
    /// The item's default.
    Default,
}

/// What is written into a key for one argument. The types of the same names are in
/// [`crate::hasher`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums, reason = "these in every version of metadata that is read")]
pub enum Hasher {
    /// BLAKE2b-128 of the argument.
    Blake2_128,
    /// BLAKE2b-256 of the argument.
    Blake2_256,
    /// BLAKE2b-128 of the argument, then the argument.
    Blake2_128Concat,
    /// xxHash-128 of the argument.
    Twox128,
    /// xxHash-256 of the argument.
    Twox256,
    /// xxHash-64 of the argument, then the argument.
    Twox64Concat,
    /// The argument as it is.
    Identity,
}

impl Hasher {
    /// In the order of their indices on the wire.
    pub(super) const ALL: [Self; 7] = [
        Self::Blake2_128,
        Self::Blake2_256,
        Self::Blake2_128Concat,
        Self::Twox128,
        Self::Twox256,
        Self::Twox64Concat,
        Self::Identity,
    ];

    /// Appends what stands in the key for the argument with this SCALE encoding.
    pub fn append(self, encoded: &[u8], key: &mut Vec<u8>) {
        match self {
            Self::Blake2_128 => hasher::Blake2_128::<()>::append(encoded, key),
            Self::Blake2_256 => hasher::Blake2_256::<()>::append(encoded, key),
            Self::Blake2_128Concat => hasher::Blake2_128Concat::<()>::append(encoded, key),
            Self::Twox128 => hasher::Twox128::<()>::append(encoded, key),
            Self::Twox256 => hasher::Twox256::<()>::append(encoded, key),
            Self::Twox64Concat => hasher::Twox64Concat::<()>::append(encoded, key),
            Self::Identity => hasher::Identity::<()>::append(encoded, key),
        }
    }

    /// How many bytes of hash stand before the argument, or instead of it.
    #[must_use]
    pub const fn hash_len(self) -> usize {
        match self {
            Self::Blake2_128 | Self::Twox128 => 16,
            Self::Blake2_256 | Self::Twox256 => 32,
            Self::Blake2_128Concat => hasher::Blake2_128Concat::<()>::HASH_LEN,
            Self::Twox64Concat => hasher::Twox64Concat::<()>::HASH_LEN,
            Self::Identity => hasher::Identity::<()>::HASH_LEN,
        }
    }

    /// Whether the argument can be read back from the key.
    #[must_use]
    pub const fn keeps_key(self) -> bool {
        matches!(self, Self::Blake2_128Concat | Self::Twox64Concat | Self::Identity)
    }
}

/// One argument of a storage item's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StorageKey {
    pub(super) hasher: Hasher,
    pub(super) ty: u32,
}

impl StorageKey {
    /// How it is written into the key.
    #[must_use]
    pub const fn hasher(self) -> Hasher {
        self.hasher
    }

    /// The id of its type.
    #[must_use]
    pub const fn ty(self) -> u32 {
        self.ty
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_what_is_appended() {
        let argument = [7; 5];
        for hasher in Hasher::ALL {
            let mut key = Vec::new();
            hasher.append(&argument, &mut key);
            let kept = if hasher.keeps_key() { argument.len() } else { 0 };
            assert_eq!(key.len(), hasher.hash_len() + kept, "{hasher:?}");
            assert_eq!(key.ends_with(&argument), hasher.keeps_key(), "{hasher:?}");
        }
    }
}
