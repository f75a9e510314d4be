//! What decodes the values of a storage item: the descriptor, by itself or bound to a runtime.

use alloc::sync::Arc;
use alloc::vec::Vec;

use subwire_codec::Storage;
use subwire_codec::codec::Decode;
use subwire_codec::descriptor::{BoundStorage, DescribeKeys};
use subwire_codec::scale_info::TypeInfo;

use crate::{Error, Runtime, Spec};

/// What decodes the values of a storage item of a block.
pub(crate) enum StorageDecoder<K, V> {
    /// The descriptor by itself.
    Plain(Storage<K, V>),
    /// The descriptor as the runtime's metadata has it.
    Bound(Arc<BoundStorage<K, V>>),
}

impl<K, V> StorageDecoder<K, V>
where
    K: DescribeKeys + 'static,
    V: Decode + TypeInfo + 'static,
{
    /// The decoder that needs no metadata, where the descriptor is known to be the same in the
    /// runtime, or is trusted: without a `spec`. Where nothing may be stored, it must know the
    /// default. An error where the runtime is known to lack the item.
    pub(crate) fn plain(
        item: &Storage<K, V>,
        spec: Option<&Spec>,
        any_missing: bool,
    ) -> Result<Option<Self>, Error> {
        let Some(spec) = spec else { return Ok(Some(Self::Plain(*item))) };
        let (name, version) = (spec.name(), spec.version());
        if item.is_missing_in(name, version) {
            return Err(Error::unsupported(item, spec));
        }
        let is_enough = item.is_same_in(name, version) && (!any_missing || item.knows_default());
        Ok(is_enough.then_some(Self::Plain(*item)))
    }

    /// The decoder by the runtime's metadata; without a runtime the descriptor is trusted.
    pub(crate) fn of(item: &Storage<K, V>, runtime: Option<&Runtime>) -> Result<Self, Error> {
        match runtime {
            Some(runtime) => {
                let bound = runtime.storage(item);
                let bound = bound.map_err(|error| Error::unbound(item, runtime.spec(), error));
                Ok(Self::Bound(bound?))
            }
            None => Ok(Self::Plain(*item)),
        }
    }
}

impl<K, V: Decode + TypeInfo + 'static> StorageDecoder<K, V> {
    /// One value.
    pub(crate) fn decode(&self, stored: Option<&[u8]>) -> Result<V, Error> {
        match self {
            Self::Plain(item) => Ok(item.decode(stored)?),
            Self::Bound(item) => Ok(item.decode(stored)?),
        }
    }

    /// Many values, all or none.
    pub(crate) fn decode_many<S: AsRef<[u8]>>(
        &self,
        stored: &[Option<S>],
    ) -> Result<Vec<V>, Error> {
        let stored = stored.iter().map(|stored| stored.as_ref().map(AsRef::as_ref));
        match self {
            Self::Plain(item) => Ok(item.decode_many(stored).collect::<Result<_, _>>()?),
            Self::Bound(item) => Ok(item.decode_many(stored).collect::<Result<_, _>>()?),
        }
    }

    /// Many values that are stored, each with its own outcome.
    pub(crate) fn decode_each<'a>(
        &self,
        stored: impl Iterator<Item = &'a [u8]>,
    ) -> Vec<Result<V, Error>> {
        let stored = stored.map(Some);
        match self {
            Self::Plain(item) => {
                item.decode_many(stored).map(|value| value.map_err(Error::from)).collect()
            }
            Self::Bound(item) => {
                item.decode_many(stored).map(|value| value.map_err(Error::from)).collect()
            }
        }
    }
}

/// What is known of the runtime by which values are decoded.
#[derive(Debug)]
pub struct Known {
    /// Its version; None where descriptors are trusted.
    pub(crate) spec: Option<Spec>,
    /// Its metadata, where that was wanted and could be had.
    pub(crate) runtime: Option<Runtime>,
}

impl Known {
    /// The decoder that needs no metadata, if the item has one here.
    pub(crate) fn plain<K, V>(
        &self,
        item: &Storage<K, V>,
        any_missing: bool,
    ) -> Result<Option<StorageDecoder<K, V>>, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        StorageDecoder::plain(item, self.spec.as_ref(), any_missing)
    }

    /// What decodes the item's values, with metadata where it has to.
    pub(crate) fn decoder<K, V>(
        &self,
        item: &Storage<K, V>,
        any_missing: bool,
    ) -> Result<StorageDecoder<K, V>, Error>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        let plain = self.plain(item, any_missing)?;
        plain.map_or_else(|| StorageDecoder::of(item, self.runtime.as_ref()), Ok)
    }
}
