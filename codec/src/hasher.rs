//! The hashers of storage keys, as types: what FRAME writes into a key for one argument.
//!
//! The `Concat` hashers and [`Identity`] keep the argument, so a key can be read back; the others
//! keep only its hash.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use parity_scale_codec::Decode;

use crate::hash;

/// How one argument of type [`StorageHasher::Key`] is written into a storage key.
pub trait StorageHasher {
    /// The argument's type.
    type Key;

    /// Appends what stands in the key for the argument with this SCALE encoding.
    fn append(encoded: &[u8], key: &mut Vec<u8>);
}

/// A hasher that leaves the argument readable in the key, behind its hash.
pub trait KeepsKey: StorageHasher<Key: Decode> {
    /// How many bytes of hash stand before the argument.
    const HASH_LEN: usize;
}

macro_rules! hasher {
    ($(#[$doc:meta])* $name:ident, $hash:path) => {
        hasher!(@type $(#[$doc])* $name, |encoded, key| {
            key.extend_from_slice(&$hash(encoded));
        });
    };
    ($(#[$doc:meta])* $name:ident, concat $len:literal $hash:path) => {
        hasher!(@type $(#[$doc])* $name, |encoded, key| {
            let digest: [u8; $len] = $hash(encoded);
            key.extend_from_slice(&digest);
            key.extend_from_slice(encoded);
        });

        impl<K: Decode> KeepsKey for $name<K> {
            const HASH_LEN: usize = $len;
        }
    };
    (@type $(#[$doc:meta])* $name:ident, |$encoded:ident, $key:ident| $append:block) => {
        $(#[$doc])*
        pub struct $name<K>(PhantomData<fn() -> K>);

        impl<K> StorageHasher for $name<K> {
            type Key = K;

            fn append($encoded: &[u8], $key: &mut Vec<u8>) $append
        }

        impl<K> fmt::Debug for $name<K> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}

hasher!(
    /// BLAKE2b-128 of the argument. The argument is lost.
    Blake2_128, hash::blake2b_128
);
hasher!(
    /// BLAKE2b-128 of the argument, then the argument.
    Blake2_128Concat, concat 16 hash::blake2b_128
);
hasher!(
    /// BLAKE2b-256 of the argument. The argument is lost.
    Blake2_256, hash::blake2b_256
);
hasher!(
    /// The argument as it is. Only for arguments that nobody can choose freely.
    Identity, concat 0 nothing
);
hasher!(
    /// xxHash-128 of the argument. The argument is lost.
    Twox128, hash::twox_128
);
hasher!(
    /// xxHash-256 of the argument. The argument is lost.
    Twox256, hash::twox_256
);
hasher!(
    /// xxHash-64 of the argument, then the argument.
    Twox64Concat, concat 8 hash::twox_64
);

fn nothing(_: &[u8]) -> [u8; 0] {
    []
}
