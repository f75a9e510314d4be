//! What Subtensor does not have: signatures within an extension, addresses that are accounts,
//! several versions of the extensions, tips in assets. The expected bytes are put together by hand
//! after polkadot-sdk.

use std::collections::BTreeMap;

use frame_metadata::{META_RESERVED, RuntimeMetadata, RuntimeMetadataPrefixed, v15, v16};
use subwire_codec::codec::{Compact, Encode};
use subwire_codec::extrinsic::{ComposeError, Params, Preamble, Signature, Transaction, bare};
use subwire_codec::hash::blake2b_256;
use subwire_codec::scale_info::{self, MetaType, TypeInfo, meta_type};
use subwire_codec::{AccountId, Era, Metadata};

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, non_camel_case_types, reason = "only described")]
enum Call {
    #[codec(index = 3)]
    remark { remark: Vec<u8> },
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
enum MultiSignature {
    Ed25519([u8; 64]),
    Sr25519([u8; 64]),
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
enum VerifySignature {
    Signed { signature: MultiSignature, account: [u8; 32] },
    Disabled,
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
struct CheckNonce(#[codec(compact)] u32);

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
struct ChargeAssetTxPayment {
    #[codec(compact)]
    tip: u128,
    asset_id: Option<u32>,
}

#[derive(TypeInfo)]
#[scale_info(crate = scale_info)]
#[allow(dead_code, reason = "only described")]
struct NoTip {}

/// A chain with six versions of its extensions.
fn chain() -> Metadata {
    chain_of(meta_type::<Call>())
}

/// The same with other calls.
fn chain_of(calls: MetaType) -> Metadata {
    let unit = meta_type::<()>;
    let all: Vec<(&str, MetaType, MetaType)> = vec![
        ("Before", meta_type::<u16>(), meta_type::<u8>()),
        ("VerifySignature", meta_type::<VerifySignature>(), unit()),
        ("CheckSpecVersion", unit(), meta_type::<u32>()),
        ("CheckMortality", meta_type::<Era>(), meta_type::<[u8; 32]>()),
        ("CheckNonce", meta_type::<CheckNonce>(), unit()),
        ("ChargeAssetTxPayment", meta_type::<ChargeAssetTxPayment>(), unit()),
        ("Strange", meta_type::<[u8; 2]>(), unit()),
        ("CheckMortality", meta_type::<u8>(), meta_type::<[u8; 32]>()),
        ("ChargeTransactionPayment", meta_type::<NoTip>(), unit()),
        ("VerifyMultiSignature", meta_type::<VerifySignature>(), unit()),
    ];
    let versions: [&[u32]; 6] =
        [&[2, 3, 4, 5], &[0, 1, 2, 3, 4, 5], &[4, 6], &[7], &[8], &[1, 4, 9]];
    let by_version = (0..).zip(versions.map(|of| of.iter().map(|at| Compact(*at)).collect()));
    let pallet = v16::PalletMetadata {
        name: "System",
        storage: None,
        calls: Some(v16::PalletCallMetadata {
            ty: calls,
            deprecation_info: v16::EnumDeprecationInfo::nothing_deprecated(),
        }),
        event: None,
        constants: vec![],
        error: None,
        associated_types: vec![],
        view_functions: vec![],
        index: 7,
        docs: vec![],
        deprecation_info: v16::ItemDeprecationInfo::NotDeprecated,
    };
    let extrinsic = v16::ExtrinsicMetadata {
        versions: vec![4, 5],
        address_ty: meta_type::<[u8; 32]>(),
        call_ty: meta_type::<Call>(),
        signature_ty: meta_type::<MultiSignature>(),
        transaction_extensions_by_version: by_version.collect::<BTreeMap<u8, _>>(),
        transaction_extensions: all
            .into_iter()
            .map(|(identifier, ty, implicit)| v16::TransactionExtensionMetadata {
                identifier,
                ty,
                implicit,
            })
            .collect(),
    };
    let outer =
        v15::OuterEnums { call_enum_ty: unit(), event_enum_ty: unit(), error_enum_ty: unit() };
    let custom = v15::CustomMetadata { map: BTreeMap::new() };
    let metadata = v16::RuntimeMetadataV16::new(vec![pallet], extrinsic, vec![], outer, custom);
    let metadata = RuntimeMetadataPrefixed(META_RESERVED, RuntimeMetadata::V16(metadata));
    Metadata::decode(&metadata.encode()).unwrap()
}

const CALL: [u8; 5] = [7, 3, 8, 0xaa, 0xbb];
const ALICE: [u8; 32] = [5; 32];

fn params() -> Params<'static> {
    Params::new([1; 32], 9, 2, 300).tip(1 << 70).era(Era::mortal(64, 42), [2; 32])
}

/// What the known extensions carry: era, nonce, tip and no asset.
fn extra() -> Vec<u8> {
    (Era::mortal(64, 42), Compact(300u32), Compact(1u128 << 70), None::<u32>).encode()
}

/// What they add: the version and the hash of the block of birth.
fn implicit() -> Vec<u8> {
    (9u32, [2u8; 32]).encode()
}

fn with_length(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat().encode()
}

#[test]
fn an_address_may_be_the_account() {
    let chain = chain();
    let transaction = Transaction::new(&chain, &CALL, &params()).unwrap();
    assert_eq!(transaction.payload(), [&CALL[..], &extra(), &implicit()].concat());
    let alice = AccountId::from(ALICE);
    let bytes = transaction.signed(&alice, &Signature::Sr25519([6; 64])).unwrap();
    let expected = with_length(&[&[0x84], &ALICE, &[1], &[6; 64], &extra(), &CALL]);
    assert_eq!(bytes, expected);
    let extrinsic = chain.decode_extrinsic(&bytes).unwrap();
    assert_eq!(extrinsic.hash(), blake2b_256(&expected));
    let call = extrinsic.call();
    assert!(call.is("System", "remark") && call.index() == 3 && call.pallet().index() == 7);
    let remark: Vec<u8> = call.args().get("remark").unwrap().decode().unwrap();
    assert_eq!(remark, [0xaa, 0xbb]);
    // This chain knows two schemes.
    let error = transaction.signed(&alice, &Signature::Ecdsa([6; 65])).unwrap_err();
    assert!(matches!(error, ComposeError::Signature { scheme: "Ecdsa", .. }));
    assert_eq!(bare(&chain, 5, &CALL).unwrap(), with_length(&[&[5], &CALL]));
    assert_eq!(bare(&chain, 4, &CALL).unwrap(), with_length(&[&[4], &CALL]));
}

/// The extension that verifies signs the version, the call, and what follows it.
#[test]
fn a_signature_within_an_extension() {
    let chain = chain();
    let error = Transaction::general(&chain, 1, &CALL, &params()).unwrap_err();
    assert_eq!(error.to_string(), "extension Before: not known, and no bytes are given for it");
    let params = params().extension("Before", &[3, 4], &[9]);
    let transaction = Transaction::general(&chain, 1, &CALL, &params).unwrap();
    let payload = [&[1], &CALL[..], &extra(), &implicit()].concat();
    assert_eq!(transaction.whole_payload(), payload);
    assert_eq!(transaction.payload(), blake2b_256(&payload));

    let alice = AccountId::from(ALICE);
    let bytes = transaction.signed(&alice, &Signature::Ed25519([6; 64])).unwrap();
    let verifier = [&[0, 0][..], &[6; 64], &ALICE].concat();
    let parts: [&[u8]; 5] = [&[0x45, 1], &[3, 4], &verifier, &extra(), &CALL];
    assert_eq!(bytes, with_length(&parts));
    let extrinsic = chain.decode_extrinsic(&bytes).unwrap();
    let Preamble::General { version: 1, extensions, .. } = extrinsic.preamble() else {
        panic!("{extrinsic:?}")
    };
    assert_eq!(extensions.get("VerifySignature").unwrap().bytes(), verifier);
    assert_eq!((extensions.len(), extensions.at(0).unwrap().bytes()), (6, &[3, 4][..]));

    let parts: [&[u8]; 5] = [&[0x45, 1], &[3, 4], &[1], &extra(), &CALL];
    assert_eq!(transaction.unsigned().unwrap(), with_length(&parts));
    assert_eq!(transaction.signed_with(&ALICE, &[0; 65]), Err(ComposeError::Verifier));
    let error = transaction.signed(&alice, &Signature::Ecdsa([6; 65])).unwrap_err();
    assert_eq!(error, ComposeError::Verifier);
}

#[test]
fn unknown_extensions_and_shapes_are_refused_by_name() {
    let chain = chain();
    let plain = Params::new([1; 32], 9, 2, 300);
    let refused = |version, params: &Params<'_>| {
        Transaction::general(&chain, version, &CALL, params).unwrap_err().to_string()
    };
    assert_eq!(refused(2, &plain), "extension Strange: not known, and no bytes are given for it");
    let short = plain.clone().extension("Strange", &[1], &[]);
    assert_eq!(refused(2, &short), "extension Strange: byte 0 of 1: the bytes end here");
    let given = plain.clone().extension("Strange", &[1, 2], &[]);
    let transaction = Transaction::general(&chain, 2, &CALL, &given).unwrap();
    assert_eq!(transaction.extra(), (Compact(300u32), [1u8, 2]).encode());
    // One byte holds an immortal era, but it is none.
    let text = "extension CheckMortality: of another shape than known, or too narrow";
    assert_eq!(refused(3, &plain), text);
    // Nothing is left out silently.
    let text = "extension ChargeTransactionPayment: the chain has no such extension";
    assert_eq!(refused(2, &given.clone().tip(1)), text);
    let text = "extension CheckMortality: the chain has no such extension";
    assert_eq!(refused(2, &given.clone().era(Era::mortal(8, 1), [2; 32])), text);
    let text = "extension CheckMetadataHash: the chain has no such extension";
    assert_eq!(refused(2, &given.metadata_hash([3; 32])), text);
    // A nonce has four bytes here.
    let great = Params::new([1; 32], 9, 2, 1 << 32).extension("Strange", &[1, 2], &[]);
    let text = "extension CheckNonce: of another shape than known, or too narrow";
    assert_eq!(refused(2, &great), text);
    assert_eq!(refused(6, &plain), "the chain has no version 6 of its extensions");
    // An extension that takes no tip does not drop it.
    assert!(Transaction::general(&chain, 4, &CALL, &plain).is_ok());
    let text = "extension ChargeTransactionPayment: of another shape than known, or too narrow";
    assert_eq!(refused(4, &plain.clone().tip(1)), text);
    // One signature, one place for it.
    let text = "extension VerifyMultiSignature: of another shape than known, or too narrow";
    assert_eq!(refused(5, &plain), text);
}

/// Fields without bytes hold no error: a search does not go through them, however many there are.
#[test]
fn an_error_is_not_looked_for_where_no_bytes_are() {
    struct Many<T>(core::marker::PhantomData<T>);
    impl<T: TypeInfo + 'static> TypeInfo for Many<T> {
        type Identity = Self;

        fn type_info() -> scale_info::Type {
            let unnamed = scale_info::build::Fields::unnamed();
            let fields = (0..250).fold(unnamed, |fields, _| fields.field(|field| field.ty::<T>()));
            scale_info::Type::builder().path(scale_info::Path::new("Many", "m")).composite(fields)
        }
    }
    #[derive(TypeInfo)]
    #[scale_info(crate = scale_info)]
    #[allow(dead_code, reason = "only described")]
    enum Event {
        Empty(Many<Many<()>>, bool),
    }
    #[derive(TypeInfo)]
    #[scale_info(crate = scale_info)]
    #[allow(dead_code, reason = "only described")]
    enum Call {
        #[codec(index = 3)]
        Many { many: Many<Event> },
    }
    let chain = chain_of(meta_type::<Call>());
    let bytes = [&[7, 3][..], &[0; 500]].concat();
    let call = chain.decode_call(&bytes).unwrap();
    let started = std::time::Instant::now();
    for _ in 0..20 {
        assert!(chain.find_dispatch_error(call.args().at(0).unwrap()).is_none());
    }
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}
