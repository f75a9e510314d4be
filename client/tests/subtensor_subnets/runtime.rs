//! A runtime of a spec version whose metadata nobody has yet: made of what it is to have.

use std::collections::BTreeMap;

use frame_metadata::v14::{PalletConstantMetadata, StorageHasher};
use frame_metadata::v14::{StorageEntryMetadata, StorageEntryModifier, StorageEntryType};
use frame_metadata::v15::{
    CustomMetadata, ExtrinsicMetadata, OuterEnums, PalletMetadata, PalletStorageMetadata,
    RuntimeApiMetadata, RuntimeApiMethodMetadata, RuntimeApiMethodParamMetadata,
    RuntimeMetadataV15,
};
use frame_metadata::{META_RESERVED, RuntimeMetadata, RuntimeMetadataPrefixed};
use subwire::codec::codec::Encode;
use subwire::codec::descriptor::DescribeKeys;
use subwire::codec::metadata::Hasher;
use subwire::codec::scale_info::{self, MetaType, TypeInfo, meta_type};
use subwire::codec::{RuntimeApi, Storage};

use crate::support::NAME;

/// What the runtime has.
#[derive(Default)]
pub(crate) struct Later {
    items: BTreeMap<&'static str, Vec<StorageEntryMetadata>>,
    methods: BTreeMap<&'static str, Vec<RuntimeApiMethodMetadata>>,
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
struct RuntimeVersion {
    spec_name: String,
    spec_version: u32,
    transaction_version: u32,
}

impl Later {
    /// An item that reads as this value where nothing is stored.
    pub(crate) fn item<K, V>(mut self, item: &Storage<K, V>, default: V) -> Self
    where
        K: DescribeKeys,
        V: Encode + TypeInfo + 'static,
    {
        let entry = entry(item, meta_type::<V>(), StorageEntryModifier::Default, default.encode());
        self.items.entry(item.pallet()).or_default().push(entry);
        self
    }

    /// An item that reads as nothing where nothing is stored.
    pub(crate) fn optional<K, V>(mut self, item: &Storage<K, Option<V>>) -> Self
    where
        K: DescribeKeys,
        V: TypeInfo + 'static,
    {
        let entry = entry(item, meta_type::<V>(), StorageEntryModifier::Optional, vec![0]);
        self.items.entry(item.pallet()).or_default().push(entry);
        self
    }

    /// A method that takes arguments of these types.
    pub(crate) fn method<A, O>(mut self, method: &RuntimeApi<A, O>, takes: &[MetaType]) -> Self
    where
        O: TypeInfo + 'static,
    {
        let param = |ty: &MetaType| RuntimeApiMethodParamMetadata { name: "argument", ty: *ty };
        let inputs = takes.iter().map(param).collect();
        let (name, output) = (method.method(), meta_type::<O>());
        let described = RuntimeApiMethodMetadata { name, inputs, output, docs: vec![] };
        self.methods.entry(method.api()).or_default().push(described);
        self
    }

    /// The metadata, of version 15.
    pub(crate) fn metadata(self, spec_version: u32) -> Vec<u8> {
        let pallets = self.items.into_iter().zip(0..).map(|((name, entries), index)| {
            let version = (NAME, spec_version, 1_u32).encode();
            let version = PalletConstantMetadata {
                name: "Version",
                ty: meta_type::<RuntimeVersion>(),
                value: version,
                docs: vec![],
            };
            let constants = if name == "System" { vec![version] } else { vec![] };
            let storage = Some(PalletStorageMetadata { prefix: name, entries });
            let (calls, event, error, docs) = (None, None, None, vec![]);
            PalletMetadata { name, storage, calls, event, constants, error, index, docs }
        });
        let extrinsic = ExtrinsicMetadata {
            version: 4,
            address_ty: meta_type::<()>(),
            call_ty: meta_type::<()>(),
            signature_ty: meta_type::<()>(),
            extra_ty: meta_type::<()>(),
            signed_extensions: vec![],
        };
        let apis = self.methods.into_iter();
        let apis = apis.map(|(name, methods)| RuntimeApiMetadata { name, methods, docs: vec![] });
        let outer = OuterEnums {
            call_enum_ty: meta_type::<()>(),
            event_enum_ty: meta_type::<()>(),
            error_enum_ty: meta_type::<()>(),
        };
        let metadata = RuntimeMetadataV15::new(
            pallets.collect(),
            extrinsic,
            meta_type::<()>(),
            apis.collect(),
            outer,
            CustomMetadata { map: BTreeMap::new() },
        );
        RuntimeMetadataPrefixed(META_RESERVED, RuntimeMetadata::V15(metadata)).encode()
    }
}

fn entry<K: DescribeKeys, V>(
    item: &Storage<K, V>,
    value: MetaType,
    modifier: StorageEntryModifier,
    default: Vec<u8>,
) -> StorageEntryMetadata {
    let ty = match &K::describe()[..] {
        [] => StorageEntryType::Plain(value),
        [(Hasher::Identity, key)] => {
            let hashers = vec![StorageHasher::Identity];
            StorageEntryType::Map { hashers, key: *key, value }
        }
        other => panic!("no such keys are made here: {other:?}"),
    };
    StorageEntryMetadata { name: item.item(), modifier, ty, default, docs: vec![] }
}
