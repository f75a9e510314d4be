//! Storage items, bound to a runtime.

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use parity_scale_codec::Decode;
use scale_info::{MetaType, TypeInfo};

use super::{BindError, BindErrorKind, Descriptor, Kind, Missing, Verdict, verdict};
use crate::error::KeyError;
use crate::hasher::{self, StorageHasher};
use crate::input::decode_exact;
use crate::layout::{Change, ChangeKind, Decoder, Mismatch, ValueError, Why, argument};
use crate::metadata::{Hasher, Metadata, Modifier, StorageItem};
use crate::registry::Registry;
use crate::runtimes::Runtimes;
use crate::schema::Schema;
use crate::storage::{DecodeKeys, KeyArgs, Storage, StorageKeys};

/// A storage item of one runtime: decodes what is stored there, and knows its default.
///
/// Owns what it needs; keep it as long as the runtime is the same.
pub struct BoundStorage<Keys, Value> {
    storage: Storage<Keys, Value>,
    decoder: Decoder<Value>,
    /// None where the item is Optional.
    default: Option<Vec<u8>>,
    changes: Vec<Change>,
}

impl<Keys, Value> Storage<Keys, Value>
where
    Keys: DescribeKeys,
    Value: Decode + TypeInfo + 'static,
{
    /// Compares the item with a runtime's metadata, and gives what decodes its values there.
    ///
    /// The hashers must be the same, and the arguments of the key exactly what the chain takes. The
    /// value may have drifted. Whether an entry may be missing, and what is read then, is as the
    /// metadata says: a `Value` that is an `Option` of an item that is not Optional reads as `Some`.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the item is missing or does not fit.
    pub fn bind(&self, metadata: &Metadata) -> Result<BoundStorage<Keys, Value>, BindError> {
        self.try_bind(metadata).map_err(|kind| BindError::new(self, kind))
    }

    fn try_bind(&self, metadata: &Metadata) -> Result<BoundStorage<Keys, Value>, BindErrorKind> {
        let pallet = metadata.pallet(self.pallet()).ok_or(Missing::Owner(Kind::Storage))?;
        let item = pallet.storage_item(self.item()).ok_or(Missing::Item(Kind::Storage))?;
        if item.prefix() != *self.prefix() {
            // A pallet may keep its storage under another name than its own.
            return Err(Missing::Item(Kind::Storage).into());
        }
        same_keys::<Keys>(metadata, &item)?;
        let optional = item.modifier() == Modifier::Optional;
        let decoder = match item.modifier() {
            Modifier::Optional => Decoder::untagged(metadata.schema(), item.value())?,
            Modifier::Default => Decoder::new(metadata.schema(), item.value())?,
        };
        let mut changes = decoder.changes();
        if self.is_optional() != optional {
            changes.push(Change::new("", ChangeKind::Modifier));
        } else if let Some(named) = self.default() {
            let mut buffer = Vec::new();
            if decoder.rewrite(item.default(), &mut buffer).ok() != Some(named) {
                changes.push(Change::new("", ChangeKind::Default));
            }
        }
        let default = (!optional).then(|| item.default().to_vec());
        Ok(BoundStorage { storage: *self, decoder, default, changes })
    }
}

/// Compares the hashers one by one, and the arguments' types.
fn same_keys<Keys: DescribeKeys>(
    metadata: &Metadata,
    item: &StorageItem<'_>,
) -> Result<(), Mismatch> {
    let (theirs, ours) = (item.keys(), Keys::describe());
    if theirs.len() != ours.len() {
        let (chain, rust) = (theirs.len() as u32, ours.len() as u32);
        return Err(Mismatch::new("key", Why::Length { chain, rust }));
    }
    for (place, (theirs, (hasher, ty))) in theirs.iter().zip(ours).enumerate() {
        let path = format!("key.{place}");
        if theirs.hasher() != hasher {
            return Err(Mismatch::new(path, Why::Hasher));
        }
        let (registry, ours) = Registry::of_meta(&ty);
        argument(metadata.schema(), &path, theirs.ty(), &Schema::new(registry), ours)?;
    }
    Ok(())
}

impl<Keys, Value> BoundStorage<Keys, Value> {
    /// The descriptor, which makes the keys.
    #[must_use]
    pub fn storage(&self) -> Storage<Keys, Value> {
        self.storage
    }

    /// What has drifted; empty where the descriptor decodes by itself what it says.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }
}

impl<Keys: StorageKeys, Value> BoundStorage<Keys, Value> {
    /// As [`Storage::key`].
    #[must_use]
    pub fn key(&self, args: impl KeyArgs<Keys>) -> Vec<u8> {
        self.storage.key(args)
    }

    /// As [`Storage::decode_key`].
    ///
    /// # Errors
    ///
    /// [`KeyError`] where the key is not one of the item's.
    pub fn decode_key(&self, key: &[u8]) -> Result<Keys::Args, KeyError>
    where
        Keys: DecodeKeys,
    {
        self.storage.decode_key(key)
    }
}

impl<Keys, Value: Decode + TypeInfo + 'static> BoundStorage<Keys, Value> {
    /// Decodes what a node answered for a key: the stored bytes, or `None` where it has none, which
    /// reads as `None` of an Optional item and as the chain's default of any other.
    ///
    /// # Errors
    ///
    /// [`ValueError`] with the offset and the path of what is wrong.
    pub fn decode(&self, stored: Option<&[u8]>) -> Result<Value, ValueError> {
        self.decode_with(stored, &mut Vec::new())
    }

    /// Decodes what a node answered for many keys, as [`decode`](Self::decode) does for one.
    pub fn decode_many<'a>(
        &self,
        stored: impl IntoIterator<Item = Option<&'a [u8]>>,
    ) -> impl Iterator<Item = Result<Value, ValueError>> {
        let mut buffer = Vec::new();
        stored.into_iter().map(move |stored| self.decode_with(stored, &mut buffer))
    }

    fn decode_with(
        &self,
        stored: Option<&[u8]>,
        buffer: &mut Vec<u8>,
    ) -> Result<Value, ValueError> {
        let decoded = match (stored, &self.default) {
            (Some(bytes), _) => self.decoder.decode_with(bytes, buffer),
            (None, Some(default)) => self.decoder.decode_with(default, buffer),
            (None, None) => decode_exact(&[0]).map_err(ValueError::from),
        };
        decoded.map_err(|error| error.at(self.storage.pallet(), self.storage.item()))
    }
}

impl<Keys, Value> Descriptor for Storage<Keys, Value>
where
    Keys: DescribeKeys,
    Value: Decode + TypeInfo + 'static,
{
    fn kind(&self) -> Kind {
        Kind::Storage
    }

    fn owner(&self) -> &'static str {
        self.pallet()
    }

    fn item(&self) -> &'static str {
        Self::item(self)
    }

    fn verify(&self, metadata: &Metadata) -> Verdict {
        verdict(self.try_bind(metadata).map(|bound| bound.changes))
    }

    fn same_in(&self) -> Option<&'static Runtimes> {
        self.runtimes()
    }
}

impl<Keys, Value> fmt::Debug for BoundStorage<Keys, Value> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bound{:?}", self.storage)
    }
}

/// Hashers of whose arguments the types are known: tuples of the crate's own.
pub trait DescribeKeys: StorageKeys {
    /// Each argument's hasher and type.
    fn describe() -> Vec<(Hasher, MetaType)>;
}

/// A hasher of this crate, and what metadata calls it.
pub trait DescribeHasher {
    /// What metadata calls it.
    const HASHER: Hasher;
}

macro_rules! hashers {
    ($($name:ident)*) => {
        $(impl<K> DescribeHasher for hasher::$name<K> {
            const HASHER: Hasher = Hasher::$name;
        })*
    };
}

hashers!(Blake2_128 Blake2_128Concat Blake2_256 Identity Twox128 Twox256 Twox64Concat);

macro_rules! describe_keys {
    ($($hasher:ident)*) => {
        impl<$($hasher),*> DescribeKeys for ($($hasher,)*)
        where
            $($hasher: DescribeHasher + StorageHasher<Key: TypeInfo + 'static>,)*
        {
            fn describe() -> Vec<(Hasher, MetaType)> {
                vec![$(($hasher::HASHER, MetaType::new::<$hasher::Key>()),)*]
            }
        }
    };
}

describe_keys!();
describe_keys!(A);
describe_keys!(A B);
describe_keys!(A B C);
describe_keys!(A B C D);
describe_keys!(A B C D E);
describe_keys!(A B C D E F);
