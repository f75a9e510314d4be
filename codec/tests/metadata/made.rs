//! Small metadata of each version in which every part occurs, made for tests and for fuzzing.

use std::collections::BTreeMap;

use frame_metadata::v14::{StorageEntryModifier, StorageEntryType, StorageHasher};
use frame_metadata::{META_RESERVED, RuntimeMetadata, RuntimeMetadataPrefixed, v14, v15, v16};
use subwire_codec::codec::Compact;
use subwire_codec::codec::Encode;
use subwire_codec::scale_info::{self, MetaType, TypeInfo, meta_type};

/// How many there are.
pub(crate) const COUNT: u8 = 3;

/// The metadata of a number.
pub(crate) fn metadata(number: u8) -> Option<RuntimeMetadataPrefixed> {
    let metadata = match number {
        0 => RuntimeMetadata::V14(version_14()),
        1 => RuntimeMetadata::V15(version_15()),
        2 => RuntimeMetadata::V16(version_16()),
        _ => return None,
    };
    Some(RuntimeMetadataPrefixed(META_RESERVED, metadata))
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
enum RuntimeCall {
    /// Does something.
    #[codec(index = 3)]
    System(Vec<u8>),
    Nothing,
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
enum RuntimeEvent {
    System { who: [u8; 32], flag: Option<bool> },
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
enum RuntimeError {
    System(u8),
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
struct EventRecord {
    phase: (u8, Compact<u32>),
    event: RuntimeEvent,
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
struct UncheckedExtrinsic<Address, Call, Signature, Extra> {
    parts: (Address, Call, Signature, Extra),
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
struct RuntimeVersion {
    spec_name: String,
    spec_version: u32,
    apis: Vec<([u8; 8], u32)>,
    transaction_version: u32,
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
struct Tree {
    leaf: char,
    branches: Vec<Self>,
    error: RuntimeError,
}

fn version() -> Vec<u8> {
    ("node", 7u32, vec![([1u8; 8], 2u32)], 9u32).encode()
}

/// Name, modifier, type and default.
type Item = (&'static str, StorageEntryModifier, StorageEntryType, Vec<u8>);

fn items() -> Vec<Item> {
    use StorageEntryModifier::{Default, Optional};
    use StorageHasher as Hasher;
    let map =
        |hashers, key: MetaType, value: MetaType| StorageEntryType::Map { hashers, key, value };
    vec![
        ("Events", Default, StorageEntryType::Plain(meta_type::<Vec<EventRecord>>()), vec![0]),
        ("Tree", Optional, StorageEntryType::Plain(meta_type::<Tree>()), vec![0]),
        (
            "Pairs",
            Default,
            map(vec![Hasher::Identity], meta_type::<(u16, u16)>(), meta_type::<u64>()),
            vec![0; 8],
        ),
        (
            "Deep",
            Optional,
            map(
                vec![
                    Hasher::Blake2_128,
                    Hasher::Blake2_256,
                    Hasher::Blake2_128Concat,
                    Hasher::Twox128,
                    Hasher::Twox256,
                    Hasher::Twox64Concat,
                ],
                meta_type::<(u8, u16, u32, u64, u128, i8)>(),
                meta_type::<Option<Option<bool>>>(),
            ),
            vec![0],
        ),
    ]
}

fn old_storage() -> v14::PalletStorageMetadata {
    let entries = items()
        .into_iter()
        .map(|(name, modifier, ty, default)| v14::StorageEntryMetadata {
            name,
            modifier,
            ty,
            default,
            docs: vec!["A line,", "and another."],
        })
        .collect();
    v14::PalletStorageMetadata { prefix: "System", entries }
}

fn old_constants() -> Vec<v14::PalletConstantMetadata> {
    let (ty, value) = (meta_type::<RuntimeVersion>(), version());
    vec![v14::PalletConstantMetadata { name: "Version", ty, value, docs: vec!["β"] }]
}

fn version_14() -> v14::RuntimeMetadataV14 {
    let pallet = v14::PalletMetadata {
        name: "System",
        storage: Some(old_storage()),
        calls: Some(v14::PalletCallMetadata { ty: meta_type::<RuntimeCall>() }),
        event: Some(v14::PalletEventMetadata { ty: meta_type::<RuntimeEvent>() }),
        constants: old_constants(),
        error: Some(v14::PalletErrorMetadata { ty: meta_type::<RuntimeError>() }),
        index: 3,
    };
    let extension = v14::SignedExtensionMetadata {
        identifier: "CheckNonce",
        ty: meta_type::<Compact<u32>>(),
        additional_signed: meta_type::<()>(),
    };
    let extrinsic = v14::ExtrinsicMetadata {
        ty: meta_type::<UncheckedExtrinsic<[u8; 32], RuntimeCall, [u8; 64], (u8,)>>(),
        version: 4,
        signed_extensions: vec![extension],
    };
    v14::RuntimeMetadataV14::new(vec![pallet], extrinsic, meta_type::<()>())
}

fn version_15() -> v15::RuntimeMetadataV15 {
    let pallet = v15::PalletMetadata {
        name: "System",
        storage: Some(old_storage()),
        calls: Some(v14::PalletCallMetadata { ty: meta_type::<RuntimeCall>() }),
        event: None,
        constants: old_constants(),
        error: None,
        index: 0,
        docs: vec!["A pallet."],
    };
    let extension = v15::SignedExtensionMetadata {
        identifier: "CheckNonce",
        ty: meta_type::<Compact<u32>>(),
        additional_signed: meta_type::<()>(),
    };
    let extrinsic = v15::ExtrinsicMetadata {
        version: 4,
        address_ty: meta_type::<[u8; 32]>(),
        call_ty: meta_type::<RuntimeCall>(),
        signature_ty: meta_type::<[u8; 64]>(),
        extra_ty: meta_type::<(u8,)>(),
        signed_extensions: vec![extension],
    };
    let method = v15::RuntimeApiMethodMetadata {
        name: "version",
        inputs: vec![param()],
        output: meta_type::<RuntimeVersion>(),
        docs: vec![],
    };
    let api = v15::RuntimeApiMetadata { name: "Core", methods: vec![method], docs: vec!["Core."] };
    let (outer, custom) = (outer(), custom());
    v15::RuntimeMetadataV15::new(
        vec![pallet],
        extrinsic,
        meta_type::<()>(),
        vec![api],
        outer,
        custom,
    )
}

fn version_16() -> v16::RuntimeMetadataV16 {
    let fresh = || v16::ItemDeprecationInfo::NotDeprecated;
    let old = || v16::ItemDeprecationInfo::Deprecated { note: "use another", since: Some("7") };
    let entries = items()
        .into_iter()
        .map(|(name, modifier, ty, default)| v16::StorageEntryMetadata {
            name,
            modifier,
            ty,
            default,
            docs: vec![],
            deprecation_info: old(),
        })
        .collect();
    let variants = v16::EnumDeprecationInfo(BTreeMap::from([
        (3, v16::VariantDeprecationInfo::DeprecatedWithoutNote),
        (4, v16::VariantDeprecationInfo::Deprecated { note: "no", since: None }),
    ]));
    let nothing = v16::EnumDeprecationInfo::nothing_deprecated;
    let pallet = v16::PalletMetadata {
        name: "System",
        storage: Some(v16::PalletStorageMetadata { prefix: "System", entries }),
        calls: Some(v16::PalletCallMetadata {
            ty: meta_type::<RuntimeCall>(),
            deprecation_info: variants,
        }),
        event: Some(v16::PalletEventMetadata {
            ty: meta_type::<RuntimeEvent>(),
            deprecation_info: nothing(),
        }),
        constants: vec![v16::PalletConstantMetadata {
            name: "Version",
            ty: meta_type::<RuntimeVersion>(),
            value: version(),
            docs: vec![],
            deprecation_info: v16::ItemDeprecationInfo::DeprecatedWithoutNote,
        }],
        error: Some(v16::PalletErrorMetadata {
            ty: meta_type::<RuntimeError>(),
            deprecation_info: nothing(),
        }),
        associated_types: vec![v16::PalletAssociatedTypeMetadata {
            name: "Nonce",
            ty: meta_type::<u32>(),
            docs: vec!["A type."],
        }],
        view_functions: vec![v16::PalletViewFunctionMetadata {
            id: [7; 32],
            name: "view",
            inputs: vec![param()],
            output: meta_type::<Tree>(),
            docs: vec![],
            deprecation_info: fresh(),
        }],
        index: 3,
        docs: vec![],
        deprecation_info: fresh(),
    };
    let extension = |identifier, ty| v16::TransactionExtensionMetadata {
        identifier,
        ty,
        implicit: meta_type::<()>(),
    };
    let extrinsic = v16::ExtrinsicMetadata {
        versions: vec![4, 5],
        address_ty: meta_type::<[u8; 32]>(),
        call_ty: meta_type::<RuntimeCall>(),
        signature_ty: meta_type::<[u8; 64]>(),
        transaction_extensions_by_version: BTreeMap::from([
            (0, vec![Compact(0), Compact(1)]),
            (1, vec![Compact(1)]),
        ]),
        transaction_extensions: vec![
            extension("CheckNonce", meta_type::<Compact<u32>>()),
            extension("CheckEra", meta_type::<[u8; 2]>()),
        ],
    };
    let method = v16::RuntimeApiMethodMetadata {
        name: "version",
        inputs: vec![param()],
        output: meta_type::<RuntimeVersion>(),
        docs: vec![],
        deprecation_info: fresh(),
    };
    let api = v16::RuntimeApiMetadata {
        name: "Core",
        methods: vec![method],
        docs: vec![],
        version: Compact(5),
        deprecation_info: fresh(),
    };
    v16::RuntimeMetadataV16::new(vec![pallet], extrinsic, vec![api], outer(), custom())
}

fn param() -> v15::RuntimeApiMethodParamMetadata {
    v15::RuntimeApiMethodParamMetadata { name: "at", ty: meta_type::<Option<u32>>() }
}

fn outer() -> v15::OuterEnums {
    v15::OuterEnums {
        call_enum_ty: meta_type::<RuntimeCall>(),
        event_enum_ty: meta_type::<RuntimeEvent>(),
        error_enum_ty: meta_type::<RuntimeError>(),
    }
}

fn custom() -> v15::CustomMetadata {
    let value = v15::CustomValueMetadata { ty: meta_type::<u16>(), value: vec![1, 2] };
    v15::CustomMetadata { map: BTreeMap::from([("answer", value)]) }
}
