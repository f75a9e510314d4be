//! Storage descriptors: a constant that knows an item's key, its arguments and its value.

mod partial;

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use parity_scale_codec::{Decode, EncodeLike};
use scale_info::{MetaType, TypeInfo};

pub use self::partial::PartialKeyArgs;
use crate::error::{DecodeError, DecodeErrorKind, KeyError};
use crate::hash::storage_prefix;
use crate::hasher::{KeepsKey, StorageHasher};
use crate::input::{Reader, decode_exact, decode_untagged_some};
use crate::runtimes::Runtimes;

/// A storage item: where it lives, how its key is made, what it holds.
///
/// `Keys` is a tuple of hashers, one for each argument of the item; `()` for a plain value.
/// `Value` is what a read gives. An `Option<T>` says that the item is Optional on the chain
/// (FRAME's `OptionQuery`): what is stored is a bare `T`, and nothing stored reads as `None`. For
/// another type (`ValueQuery`), nothing stored reads as the chain's default, which the descriptor
/// names by [`with_default`](Self::with_default); so does a descriptor of the rare `ValueQuery`
/// whose type is itself an `Option`.
///
/// ```
/// use subwire_codec::hasher::{Blake2_128Concat, Identity};
/// use subwire_codec::{AccountId, Storage};
///
/// const UIDS: Storage<(Identity<u16>, Blake2_128Concat<AccountId>), Option<u16>> =
///     Storage::new("SubtensorModule", "Uids");
/// let key = UIDS.key((23, AccountId::from([7; 32])));
/// assert_eq!(key.len(), 32 + 2 + 16 + 32);
/// assert_eq!(UIDS.decode_key(&key), Ok((23, AccountId::from([7; 32]))));
/// assert_eq!(UIDS.decode(None), Ok(None));
/// assert_eq!(UIDS.decode(Some(&[5, 0])), Ok(Some(5)));
/// ```
pub struct Storage<Keys, Value> {
    pallet: &'static str,
    item: &'static str,
    prefix: [u8; 32],
    default: Option<&'static [u8]>,
    runtimes: Option<&'static Runtimes>,
    missing: Option<&'static Runtimes>,
    types: PhantomData<fn() -> (Keys, Value)>,
}

impl<Keys, Value> Storage<Keys, Value> {
    /// Describes `item` of `pallet`, both named as in the chain's metadata. In a constant the
    /// key's prefix is hashed at compile time.
    #[must_use]
    pub const fn new(pallet: &'static str, item: &'static str) -> Self {
        let prefix = storage_prefix(pallet, item);
        Self {
            pallet,
            item,
            prefix,
            default: None,
            runtimes: None,
            missing: None,
            types: PhantomData,
        }
    }

    /// Names the SCALE bytes of the chain's default, which a read gives where nothing is stored,
    /// and with that the item as a `ValueQuery`: an `Option` is then stored with its tag, and its
    /// default is most likely `&[0]`.
    #[must_use]
    pub const fn with_default(mut self, bytes: &'static [u8]) -> Self {
        self.default = Some(bytes);
        self
    }

    /// Names runtimes whose metadata it was compared with and found the same: there it may be used
    /// without metadata.
    #[must_use]
    pub const fn same_in(mut self, runtimes: &'static Runtimes) -> Self {
        self.runtimes = Some(runtimes);
        self
    }

    /// Whether [`same_in`](Self::same_in) names this runtime.
    #[must_use]
    pub fn is_same_in(&self, spec_name: &str, spec_version: u32) -> bool {
        self.runtimes.is_some_and(|runtimes| runtimes.contains(spec_name, spec_version))
    }

    /// Names runtimes that were found not to have it.
    #[must_use]
    pub const fn missing_in(mut self, runtimes: &'static Runtimes) -> Self {
        self.missing = Some(runtimes);
        self
    }

    /// Whether [`missing_in`](Self::missing_in) names any runtime.
    #[must_use]
    pub const fn is_missing_somewhere(&self) -> bool {
        self.missing.is_some()
    }

    /// Whether [`missing_in`](Self::missing_in) names this runtime.
    #[must_use]
    pub fn is_missing_in(&self, spec_name: &str, spec_version: u32) -> bool {
        self.missing.is_some_and(|runtimes| runtimes.contains(spec_name, spec_version))
    }

    /// The pallet's name.
    #[must_use]
    pub const fn pallet(&self) -> &'static str {
        self.pallet
    }

    /// The item's name.
    #[must_use]
    pub const fn item(&self) -> &'static str {
        self.item
    }

    pub(crate) const fn runtimes(&self) -> Option<&'static Runtimes> {
        self.runtimes
    }

    pub(crate) const fn missing(&self) -> Option<&'static Runtimes> {
        self.missing
    }

    pub(crate) const fn default(&self) -> Option<&'static [u8]> {
        self.default
    }

    /// The 32 bytes with which each of the item's keys starts.
    #[must_use]
    pub const fn prefix(&self) -> &[u8; 32] {
        &self.prefix
    }
}

impl<Keys: StorageKeys, Value> Storage<Keys, Value> {
    /// The whole key for a tuple of arguments, each by value or by reference.
    #[must_use]
    pub fn key(&self, args: impl KeyArgs<Keys>) -> Vec<u8> {
        let mut key = self.prefix.to_vec();
        args.append(&mut key);
        key
    }

    /// Reads the arguments back from a whole key.
    ///
    /// # Errors
    ///
    /// [`KeyError`] where the key is another item's, is cut or too long, or where a hash in it
    /// is not that of the argument behind it.
    pub fn decode_key(&self, key: &[u8]) -> Result<Keys::Args, KeyError>
    where
        Keys: DecodeKeys,
    {
        if !key.starts_with(&self.prefix) {
            return Err(KeyError::Prefix { pallet: self.pallet, item: self.item });
        }
        Keys::decode(key, self.prefix.len()).map_err(|error| match error {
            KeyError::Argument(error) => KeyError::Argument(error.at(self.pallet, self.item)),
            other => other,
        })
    }
}

impl<Keys, Value: Decode + TypeInfo + 'static> Storage<Keys, Value> {
    /// Decodes what a node answered for a key: the stored bytes, or `None` where it has none.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] where the bytes are not exactly one value, or where nothing is stored, the
    /// value is not an `Option` and the descriptor names no default.
    pub fn decode(&self, stored: Option<&[u8]>) -> Result<Value, DecodeError> {
        self.decode_as(self.is_optional(), stored)
    }

    /// Decodes what a node answered for many keys, as [`decode`](Self::decode) does for one. What
    /// has to be asked of the type is asked once, which makes small values several times faster.
    pub fn decode_many<'a>(
        &self,
        stored: impl IntoIterator<Item = Option<&'a [u8]>>,
    ) -> impl Iterator<Item = Result<Value, DecodeError>> {
        let optional = self.is_optional();
        stored.into_iter().map(move |stored| self.decode_as(optional, stored))
    }

    /// Whether it knows what a read gives where nothing is stored. If not, only the runtime does: see
    /// [`bind`](Self::bind).
    #[must_use]
    pub fn knows_default(&self) -> bool {
        self.default.is_some() || is_option(&MetaType::new::<Value>())
    }

    /// Whether the descriptor says that the item is Optional on the chain.
    pub(crate) fn is_optional(&self) -> bool {
        self.default.is_none() && is_option(&MetaType::new::<Value>())
    }

    fn decode_as(&self, optional: bool, stored: Option<&[u8]>) -> Result<Value, DecodeError> {
        let decoded = match stored {
            Some(bytes) if optional => decode_untagged_some(bytes),
            Some(bytes) => decode_exact(bytes),
            None if optional => decode_exact(&[0]),
            None => match self.default {
                Some(bytes) => decode_exact(bytes),
                None => Err(DecodeError {
                    place: None,
                    type_name: core::any::type_name::<Value>(),
                    kind: DecodeErrorKind::NoValue,
                    offset: 0,
                    len: 0,
                }),
            },
        };
        decoded.map_err(|error| error.at(self.pallet, self.item))
    }
}

/// Whether a type is an `Option`. Rust cannot ask that of a type parameter, but its `TypeInfo`
/// knows: only the standard `Option` has the bare path `Option`. Takes half a microsecond.
pub(crate) fn is_option(ty: &MetaType) -> bool {
    ty.type_info().path.segments == ["Option"]
}

impl<Keys, Value> Clone for Storage<Keys, Value> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Keys, Value> Copy for Storage<Keys, Value> {}

impl<Keys, Value> fmt::Debug for Storage<Keys, Value> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Storage({}.{})", self.pallet, self.item)
    }
}

/// A tuple of hashers: the shape of an item's key.
pub trait StorageKeys {
    /// The arguments, as they are read back from a key.
    type Args;
}

/// A tuple of arguments for the hashers `Keys`, each by value or by reference.
pub trait KeyArgs<Keys: StorageKeys> {
    /// Appends the hashed arguments to a key.
    fn append(&self, key: &mut Vec<u8>);
}

/// Hashers that all keep their argument, so that a key can be read back.
pub trait DecodeKeys: StorageKeys {
    /// Reads the arguments from `key`, of which the first `start` bytes are the item's prefix.
    ///
    /// # Errors
    ///
    /// [`KeyError`] where the key is cut, too long, or a hash does not match.
    fn decode(key: &[u8], start: usize) -> Result<Self::Args, KeyError>;
}

/// Reads one argument and checks the hash in front of it by hashing it again.
fn read_argument<H: KeepsKey>(key: &[u8], reader: &mut Reader<'_>) -> Result<H::Key, KeyError> {
    let offset = reader.position();
    reader.take::<H::Key>(H::HASH_LEN).map_err(KeyError::Argument)?;
    let start = reader.position();
    let argument = reader.next().map_err(KeyError::Argument)?;
    let mut expected = Vec::new();
    H::append(&key[start..reader.position()], &mut expected);
    if key[offset..reader.position()] == expected {
        Ok(argument)
    } else {
        Err(KeyError::Hash { offset })
    }
}

macro_rules! keys {
    ($($hasher:ident $arg:ident $n:tt),*) => {
        impl<$($hasher: StorageHasher),*> StorageKeys for ($($hasher,)*) {
            type Args = ($($hasher::Key,)*);
        }

        impl<$($hasher: StorageHasher, $arg: EncodeLike<$hasher::Key>),*>
            KeyArgs<($($hasher,)*)> for ($($arg,)*)
        where
            $($hasher::Key: parity_scale_codec::Encode),*
        {
            #[allow(unused_variables, reason = "a plain value has no arguments")]
            fn append(&self, key: &mut Vec<u8>) {
                $(self.$n.using_encoded(|encoded| $hasher::append(encoded, key));)*
            }
        }

        impl<$($hasher: KeepsKey),*> DecodeKeys for ($($hasher,)*) {
            fn decode(key: &[u8], start: usize) -> Result<Self::Args, KeyError> {
                let mut reader = Reader::new(key);
                reader.take::<Self::Args>(start).map_err(KeyError::Argument)?;
                let args = ($(read_argument::<$hasher>(key, &mut reader)?,)*);
                reader.expect_end::<Self::Args>().map_err(KeyError::Argument)?;
                Ok(args)
            }
        }
    };
}

keys!();
keys!(A X 0);
keys!(A X 0, B Y 1);
keys!(A X 0, B Y 1, C Z 2);
keys!(A X 0, B Y 1, C Z 2, D W 3);
keys!(A X 0, B Y 1, C Z 2, D W 3, E V 4);
keys!(A X 0, B Y 1, C Z 2, D W 3, E V 4, F U 5);

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;
    use crate::AccountId;
    use crate::hasher::{Blake2_128Concat, Blake2_256, Identity, Twox64Concat};

    const PLAIN: Storage<(), u16> = Storage::new("SubtensorModule", "TotalNetworks");
    const UIDS: Storage<(Identity<u16>, Blake2_128Concat<AccountId>), Option<u16>> =
        Storage::new("SubtensorModule", "Uids");
    const HASHED: Storage<(Blake2_256<u16>,), u16> = Storage::new("A", "B");
    const MECHANISMS: Storage<(Twox64Concat<u16>,), u8> =
        Storage::new("SubtensorModule", "MechanismCountCurrent").with_default(&[1]);

    #[test]
    fn a_plain_value_has_its_prefix_for_a_key() {
        assert_eq!(PLAIN.key(()), PLAIN.prefix());
        assert_eq!(PLAIN.decode_key(PLAIN.prefix()), Ok(()));
        assert_eq!(HASHED.key((7,)).len(), 64);
    }

    #[test]
    fn nothing_stored_is_none_the_default_or_an_error() {
        assert_eq!(UIDS.decode(None), Ok(None));
        assert_eq!(MECHANISMS.decode(None), Ok(1));
        assert_eq!(MECHANISMS.decode(Some(&[3])), Ok(3));
        assert_eq!(
            PLAIN.decode(None).unwrap_err().to_string(),
            "SubtensorModule.TotalNetworks: nothing is stored and no default is known for u16"
        );
    }

    /// `SubtensorModule.AlphaMapLastKey` of the spec versions 343 and 365: an `Option` with a default.
    const LAST_KEY: Storage<(), Option<Vec<u8>>> =
        Storage::new("SubtensorModule", "AlphaMapLastKey").with_default(&[0]);

    #[test]
    fn an_option_with_a_default_is_stored_with_its_tag() {
        assert_eq!(LAST_KEY.decode(None), Ok(None));
        assert_eq!(LAST_KEY.decode(Some(&[0])), Ok(None));
        assert_eq!(LAST_KEY.decode(Some(&[1, 4, 7])), Ok(Some([7].into())));
        assert!(LAST_KEY.decode(Some(&[4, 7])).is_err());
    }

    #[test]
    fn many_values_decode_as_each_would() {
        let stored = [Some(&[3, 0][..]), None, Some(&[3])];
        let one_by_one = stored.map(|stored| UIDS.decode(stored));
        assert_eq!(UIDS.decode_many(stored).collect::<Vec<_>>(), one_by_one);
        assert!(one_by_one[..2] == [Ok(Some(3)), Ok(None)] && one_by_one[2].is_err());
    }

    #[test]
    fn a_damaged_key_is_refused() {
        let who = AccountId::from([9; 32]);
        let key = UIDS.key((1, &who));
        assert_eq!(UIDS.decode_key(&key), Ok((1, who)));
        for i in 0..key.len() {
            let mut bad = key.clone();
            bad[i] ^= 1;
            // The netuid stands bare in the key: another netuid makes another valid key.
            let bare = (32..34).contains(&i);
            assert_eq!(UIDS.decode_key(&bad).is_ok(), bare, "byte {i}");
        }
        for len in 0..key.len() {
            assert!(UIDS.decode_key(&key[..len]).is_err());
        }
        let long = [&key[..], &[0]].concat();
        assert!(matches!(UIDS.decode_key(&long), Err(KeyError::Argument(_))));
        assert_eq!(
            UIDS.decode_key(PLAIN.prefix()).unwrap_err().to_string(),
            "storage key: does not start with the prefix of SubtensorModule.Uids"
        );
    }

    #[test]
    fn only_the_standard_option_is_optional() {
        #[derive(TypeInfo)]
        #[allow(dead_code, reason = "only its name is of interest")]
        enum Option<T> {
            None,
            Some(T),
        }
        assert!(is_option(&MetaType::new::<core::option::Option<u8>>()));
        assert!(!is_option(&MetaType::new::<Option<u8>>()));
        assert!(!is_option(&MetaType::new::<Vec<u8>>()));
    }
}
