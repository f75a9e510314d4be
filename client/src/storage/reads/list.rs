//! Tuples of reads: each read says what it asks for, and makes its value of the answers.

#![allow(missing_debug_implementations, reason = "nobody else can name them")]

use alloc::vec::Vec;
use core::slice;

use subwire_codec::Storage;
use subwire_codec::codec::Decode;
use subwire_codec::descriptor::DescribeKeys;
use subwire_codec::scale_info::TypeInfo;

use crate::Error;
use crate::storage::{Known, Stored};

/// One value, or the chain's default.
pub struct Value<K, V> {
    pub(super) item: Storage<K, V>,
    pub(super) key: [Vec<u8>; 1],
}

/// One value, or nothing.
pub struct StoredValue<K, V> {
    pub(super) item: Storage<K, V>,
    pub(super) key: [Vec<u8>; 1],
}

/// Many values of one item.
pub struct Values<K, V> {
    pub(super) item: Storage<K, V>,
    pub(super) keys: Vec<Vec<u8>>,
}

/// One read of a list.
pub trait Read {
    /// What it gives.
    type Value;

    /// What it asks for.
    fn keys(&self) -> &[Vec<u8>];

    /// Whether what is known is not enough to decode what is stored under its keys.
    fn needs_runtime(&self, known: &Known, stored: &[Stored]) -> bool;

    /// Decodes what is stored under its keys.
    fn decode(&self, known: &Known, stored: &[Stored]) -> Result<Self::Value, Error>;
}

macro_rules! read {
    ($name:ident, $keys:ident, $value:ty, $missing_matters:literal, |$decoder:ident, $stored:ident| $decode:expr) => {
        impl<K, V> Read for $name<K, V>
        where
            K: DescribeKeys + 'static,
            V: Decode + TypeInfo + 'static,
        {
            type Value = $value;

            fn keys(&self) -> &[Vec<u8>] {
                &self.$keys
            }

            fn needs_runtime(&self, known: &Known, stored: &[Stored]) -> bool {
                let any_missing = $missing_matters && stored.iter().any(Option::is_none);
                matches!(known.plain(&self.item, any_missing), Ok(None))
            }

            fn decode(&self, known: &Known, $stored: &[Stored]) -> Result<$value, Error> {
                let any_missing = $missing_matters && $stored.iter().any(Option::is_none);
                let $decoder = known.decoder(&self.item, any_missing)?;
                $decode
            }
        }
    };
}

read!(Value, key, V, true, |decoder, stored| decoder.decode(first(stored)));
read!(StoredValue, key, Option<V>, false, |decoder, stored| {
    first(stored).map(|stored| decoder.decode(Some(stored))).transpose()
});
read!(Values, keys, Vec<V>, true, |decoder, stored| decoder.decode_many(stored));

fn first(stored: &[Stored]) -> Option<&[u8]> {
    stored.first()?.as_deref()
}

/// A tuple of reads.
pub trait List {
    /// The tuple of what they give.
    type Values;

    /// What all of them ask for.
    fn keys(&self) -> Vec<Vec<u8>>;

    /// Whether what is known is not enough for one of them.
    fn needs_runtime(&self, known: &Known, stored: &[Stored]) -> bool;

    /// Decodes what is stored under all keys.
    fn decode(&self, known: &Known, stored: &[Stored]) -> Result<Self::Values, Error>;
}

/// A tuple of reads that can have one more.
pub trait Append<R> {
    /// The longer tuple.
    type With;

    /// Adds a read.
    fn with(self, read: R) -> Self::With;
}

/// The answers to one read after the other.
struct Answers<'a>(slice::Iter<'a, Stored>);

impl<'a> Answers<'a> {
    /// Those to the next read; there is one to each key.
    fn next(&mut self, read: &impl Read) -> &'a [Stored] {
        let rest = self.0.as_slice();
        let (taken, rest) = rest.split_at(read.keys().len().min(rest.len()));
        self.0 = rest.iter();
        taken
    }
}

macro_rules! list {
    ($($read:ident $n:tt)*) => {
        impl<$($read: Read),*> List for ($($read,)*) {
            type Values = ($($read::Value,)*);

            fn keys(&self) -> Vec<Vec<u8>> {
                let keys: &[&[Vec<u8>]] = &[$(self.$n.keys()),*];
                keys.concat()
            }

            #[allow(unused_variables, unused_mut, reason = "there may be no reads")]
            fn needs_runtime(&self, known: &Known, stored: &[Stored]) -> bool {
                let mut answers = Answers(stored.iter());
                $(self.$n.needs_runtime(known, answers.next(&self.$n)) ||)* false
            }

            #[allow(unused_variables, unused_mut, reason = "there may be no reads")]
            fn decode(&self, known: &Known, stored: &[Stored]) -> Result<Self::Values, Error> {
                let mut answers = Answers(stored.iter());
                Ok(($(self.$n.decode(known, answers.next(&self.$n))?,)*))
            }
        }
    };
}

macro_rules! append {
    ($($read:ident $n:tt)*) => {
        impl<$($read,)* Next> Append<Next> for ($($read,)*) {
            type With = ($($read,)* Next,);

            fn with(self, read: Next) -> Self::With {
                ($(self.$n,)* read,)
            }
        }
    };
}

/// Both for all shorter tuples too.
macro_rules! lists {
    ([$($read:ident $n:tt)*]) => {
        list!($($read $n)*);
    };
    ([$($read:ident $n:tt)*] $next:ident $m:tt $($rest:tt)*) => {
        list!($($read $n)*);
        append!($($read $n)*);
        lists!([$($read $n)* $next $m] $($rest)*);
    };
}

lists!([] A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11);
