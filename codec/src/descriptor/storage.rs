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
use crate::layout::{Change, ChangeKind, Decoder, Fit, Mismatch, ValueError, Why, argument};
use crate::metadata::{Hasher, Metadata, Modifier, StorageItem};
use crate::registry::Registry;
use crate::runtimes::Runtimes;
use crate::schema::Schema;
use crate::storage::{DecodeKeys, KeyArgs, Storage, StorageKeys, is_option};

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
        let Fitted { fit, default, changes } = self.facts().fit(metadata)?;
        Ok(BoundStorage { storage: *self, decoder: Decoder::of(fit), default, changes })
    }
}

impl<Keys: DescribeKeys, Value: TypeInfo + 'static> Storage<Keys, Value> {
    // Once for each descriptor, not for each use of it.
    #[inline(never)]
    fn facts(&self) -> Facts {
        Facts {
            pallet: self.pallet(),
            item: self.item(),
            prefix: *self.prefix(),
            default: self.default(),
            keys: Keys::describe(),
            value: MetaType::new::<Value>(),
        }
    }
}

/// A descriptor, its types as descriptions: what is done with it is compiled once.
struct Facts {
    pallet: &'static str,
    item: &'static str,
    prefix: [u8; 32],
    default: Option<&'static [u8]>,
    keys: Vec<(Hasher, MetaType)>,
    value: MetaType,
}

/// How a descriptor fits a runtime.
struct Fitted {
    fit: Fit,
    /// None where the item is Optional.
    default: Option<Vec<u8>>,
    changes: Vec<Change>,
}

impl Facts {
    fn fit(&self, metadata: &Metadata) -> Result<Fitted, BindErrorKind> {
        let pallet = metadata.pallet(self.pallet).ok_or(Missing::Owner(Kind::Storage))?;
        let item = pallet.storage_item(self.item).ok_or(Missing::Item(Kind::Storage))?;
        if item.prefix() != self.prefix {
            // A pallet may keep its storage under another name than its own.
            return Err(Missing::Item(Kind::Storage).into());
        }
        same_keys(metadata, &item, &self.keys)?;
        let optional = item.modifier() == Modifier::Optional;
        let fit = match item.modifier() {
            Modifier::Optional => Fit::untagged(metadata.schema(), item.value(), &self.value)?,
            Modifier::Default => Fit::new(metadata.schema(), item.value(), &self.value)?,
        };
        let mut changes = fit.changes();
        if (self.default.is_none() && is_option(&self.value)) != optional {
            changes.push(Change::new("", ChangeKind::Modifier));
        } else if let Some(named) = self.default {
            let mut buffer = Vec::new();
            if fit.rewrite(item.default(), &mut buffer).ok() != Some(named) {
                changes.push(Change::new("", ChangeKind::Default));
            }
        }
        let default = (!optional).then(|| item.default().to_vec());
        Ok(Fitted { fit, default, changes })
    }
}

/// Compares the hashers one by one, and the arguments' types.
fn same_keys(
    metadata: &Metadata,
    item: &StorageItem<'_>,
    ours: &[(Hasher, MetaType)],
) -> Result<(), Mismatch> {
    let theirs = item.keys();
    if theirs.len() != ours.len() {
        let (chain, rust) = (theirs.len() as u32, ours.len() as u32);
        return Err(Mismatch::new("key", Why::Length { chain, rust }));
    }
    for (place, (theirs, (hasher, ty))) in theirs.iter().zip(ours).enumerate() {
        let path = format!("key.{place}");
        if theirs.hasher() != *hasher {
            return Err(Mismatch::new(path, Why::Hasher));
        }
        let (registry, ours) = Registry::of_meta(ty);
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
    Value: TypeInfo + 'static,
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

    #[inline(never)]
    fn verify(&self, metadata: &Metadata) -> Verdict {
        verdict(self.facts().fit(metadata).map(|fitted| fitted.changes))
    }

    fn reads_as_is(&self, metadata: &Metadata) -> bool {
        self.facts().fit(metadata).is_ok_and(|Fitted { fit, changes, .. }| {
            // The others are not of the value's type.
            fit.keeps_bytes() && changes.len() == fit.changes().len()
        })
    }

    fn same_in(&self) -> Option<&'static Runtimes> {
        self.runtimes()
    }

    fn missing_in(&self) -> Option<&'static Runtimes> {
        self.missing()
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
