//! The first arguments of a key: what all keys with these arguments start with.

use alloc::vec::Vec;

use parity_scale_codec::{Encode, EncodeLike};

use super::{Storage, StorageKeys};
use crate::hasher::StorageHasher;

/// A tuple of arguments for the first of the hashers `Keys`, fewer than all, each by value or by
/// reference; `()` for none.
pub trait PartialKeyArgs<Keys: StorageKeys> {
    /// How many there are.
    const LEN: usize;

    /// Appends the hashed arguments to a key.
    fn append(&self, key: &mut Vec<u8>);
}

impl<Keys: StorageKeys, Value> Storage<Keys, Value> {
    /// What the keys of all entries with these first arguments start with.
    ///
    /// ```
    /// use subwire_codec::hasher::{Identity, Twox64Concat};
    /// use subwire_codec::Storage;
    ///
    /// const BONDS: Storage<(Identity<u16>, Twox64Concat<u16>), Vec<u8>> = Storage::new("A", "B");
    /// let of_subnet_1 = BONDS.partial_key((1,));
    /// assert!(BONDS.key((1, 7)).starts_with(&of_subnet_1));
    /// assert!(!BONDS.key((2, 7)).starts_with(&of_subnet_1));
    /// assert_eq!(BONDS.partial_key(()), BONDS.prefix());
    /// ```
    #[must_use]
    pub fn partial_key(&self, args: impl PartialKeyArgs<Keys>) -> Vec<u8> {
        let mut key = self.prefix().to_vec();
        args.append(&mut key);
        key
    }
}

/// One implementation for each number of arguments that leaves at least one hasher over.
macro_rules! partial {
    ($given:tt []) => {};
    ([$($hasher:ident $arg:ident $n:tt)*] [$next:ident $next_arg:ident $m:tt $($rest:tt)*]) => {
        partial!(@one [$($hasher $arg $n)*] [$next $next_arg $m $($rest)*]);
        partial!([$($hasher $arg $n)* $next $next_arg $m] [$($rest)*]);
    };
    (@one [$($hasher:ident $arg:ident $n:tt)*] [$($left:ident $left_arg:ident $m:tt)*]) => {
        impl<$($hasher: StorageHasher, $arg: EncodeLike<$hasher::Key>,)* $($left: StorageHasher),*>
            PartialKeyArgs<($($hasher,)* $($left,)*)> for ($($arg,)*)
        where
            $($hasher::Key: Encode),*
        {
            const LEN: usize = <[u8]>::len(&[$($n),*]);

            #[allow(unused_variables, reason = "there may be no arguments")]
            fn append(&self, key: &mut Vec<u8>) {
                $(self.$n.using_encoded(|encoded| $hasher::append(encoded, key));)*
            }
        }
    };
}

partial!([] [A X 0]);
partial!([] [A X 0 B Y 1]);
partial!([] [A X 0 B Y 1 C Z 2]);
partial!([] [A X 0 B Y 1 C Z 2 D W 3]);
partial!([] [A X 0 B Y 1 C Z 2 D W 3 E V 4]);
partial!([] [A X 0 B Y 1 C Z 2 D W 3 E V 4 F U 5]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasher::{Blake2_128Concat, Identity, Twox64Concat};

    type Three = (Identity<u16>, Blake2_128Concat<u32>, Twox64Concat<u8>);
    const THREE: Storage<Three, u8> = Storage::new("A", "B");

    #[test]
    fn a_key_grows_by_its_arguments() {
        let key = THREE.key((1, 2, 3));
        let parts = [THREE.partial_key(()), THREE.partial_key((1,)), THREE.partial_key((&1, 2))];
        assert_eq!(parts.each_ref().map(Vec::len), [32, 34, 34 + 20]);
        assert!(parts.iter().all(|part| key.starts_with(part)));
    }

    #[test]
    fn the_number_of_arguments_is_known() {
        fn len<A: PartialKeyArgs<Three>>(_: &A) -> usize {
            A::LEN
        }
        assert_eq!((len(&()), len(&(1,)), len(&(1, 2))), (0, 1, 2));
    }
}
