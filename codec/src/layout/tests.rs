use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use parity_scale_codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;

use super::*;
use crate::AccountId;
use crate::cursor::Fault;
use crate::fixed::{I32F32, I96F32, U64F64};
use crate::schema::Limits;

fn chain<T: TypeInfo + 'static>() -> (Schema, u32) {
    let (registry, ty) = Registry::of::<T>();
    (Schema::new(registry), ty)
}

fn decoder<C: TypeInfo + 'static, R: Decode + TypeInfo + 'static>() -> Decoder<R> {
    let (schema, ty) = chain::<C>();
    Decoder::new(&schema, ty).unwrap()
}

/// Reads a `C` of the chain as an `R`.
fn read<C: Encode + TypeInfo + 'static, R: Decode + TypeInfo + 'static>(value: &C) -> R {
    decoder::<C, R>().decode(&value.encode()).unwrap()
}

fn mismatch<C: TypeInfo + 'static, R: TypeInfo + 'static>() -> String {
    let (schema, ty) = chain::<C>();
    match Layout::of::<R>(&schema, ty) {
        Layout::Incompatible(mismatch) => mismatch.to_string(),
        layout => panic!("{layout:?}"),
    }
}

#[derive(Clone, Debug, Decode, Encode, PartialEq, TypeInfo)]
struct Bits {
    bits: i128,
}

#[test]
fn fixed_point_numbers_keep_their_point() {
    assert!(decoder::<I96F32, I96F32>().is_same());
    assert_eq!(read::<_, I96F32>(&I32F32::from_bits(-5)), I96F32::from_bits(-5));
    assert_eq!(read::<_, Bits>(&I96F32::from_bits(7)), Bits { bits: 7 });
    assert_eq!(mismatch::<I96F32, U64F64>(), "another fixed-point type");
    assert_eq!(mismatch::<I96F32, i128>(), "another fixed-point type");
    assert_eq!(mismatch::<u128, U64F64>(), "another fixed-point type");
    assert_eq!(mismatch::<Bits, I96F32>(), "another fixed-point type");
    assert_eq!(read::<_, Option<I96F32>>(&I96F32::ONE), Some(I96F32::ONE));
}

/// A type of 256 bits, as the chain describes it.
#[derive(Encode)]
struct U256([u64; 4]);

impl TypeInfo for U256 {
    type Identity = Self;

    fn type_info() -> scale_info::Type {
        let fields = scale_info::build::Fields::unnamed();
        scale_info::Type::builder()
            .path(scale_info::Path::new("U256", "primitive_types"))
            .composite(fields.field(|field| field.ty::<[u64; 4]>()))
    }
}

#[test]
fn accounts_and_u256_are_known_by_their_paths() {
    let account = AccountId::from([7; 32]);
    assert_eq!(read::<_, [u8; 32]>(&account), [7; 32]);
    assert_eq!(read::<_, AccountId>(&[7u8; 32]), account);
    assert_eq!(read::<_, [u64; 4]>(&U256([1, 2, 3, 4])), [1, 2, 3, 4]);
    assert_eq!(mismatch::<U256, AccountId>(), "u256 on the chain, an account id in Rust");
    assert_eq!(
        mismatch::<AccountId, [u8; 31]>(),
        "an account id on the chain, an array of bytes in Rust"
    );
    let (schema, ty) = chain::<(u128, Compact<u64>)>();
    let (rust, to) = chain::<(U256, U256)>();
    let Layout::Adapt(plan) = Layout::between(&schema, ty, &rust, to) else { panic!() };
    let written = plan.rewrite(&(u128::MAX, Compact(u64::MAX)).encode()).unwrap();
    let expected = (U256([u64::MAX, u64::MAX, 0, 0]), U256([u64::MAX, 0, 0, 0]));
    assert_eq!(written, expected.encode());
}

#[derive(Clone, Debug, Decode, Encode, PartialEq, TypeInfo)]
struct Tree {
    value: u16,
    leaves: Vec<Self>,
}

#[derive(Clone, Debug, Decode, Encode, PartialEq, TypeInfo)]
struct WideTree {
    leaves: Vec<Self>,
    value: u32,
    height: Option<u8>,
}

#[test]
fn recursive_types_meet_themselves() {
    let leaf = Tree { value: 1, leaves: vec![] };
    let tree = Tree { value: 7, leaves: vec![leaf.clone(), Tree { value: 9, leaves: vec![leaf] }] };
    let leaf = WideTree { value: 1, leaves: vec![], height: None };
    let inner = WideTree { value: 9, leaves: vec![leaf.clone()], height: None };
    let wide = WideTree { value: 7, leaves: vec![leaf, inner], height: None };
    assert!(decoder::<Tree, Tree>().is_same());
    assert_eq!(read::<_, WideTree>(&tree), wide);
    let error = decoder::<Tree, WideTree>().decode(&tree.encode()[..9]).unwrap_err();
    assert_eq!(error.to_string(), "byte 9 of 9, at leaves[1].leaves[0].value: the bytes end here");
}

/// Its only value holds itself without end.
#[derive(Decode, TypeInfo)]
#[allow(dead_code, reason = "only its description is of interest")]
struct Endless(Option<Box<Self>>);

#[test]
fn an_option_without_end_is_refused() {
    let error = decoder::<u8, Endless>().decode(&[7]).map(drop).unwrap_err();
    let ValueErrorKind::Bytes(error) = error.kind() else { panic!("{error}") };
    assert_eq!(error.fault(), Fault::Depth);
}

/// Two that are alike only on the face of it: what differs stands behind the recursion.
#[derive(Decode, Encode, TypeInfo)]
#[allow(dead_code, reason = "only its description is of interest")]
struct Left {
    next: Option<Box<Right>>,
    more: Option<Box<Self>>,
}

#[derive(Decode, Encode, TypeInfo)]
#[allow(dead_code, reason = "only its description is of interest")]
struct Right {
    back: Option<Box<Left>>,
    value: u8,
}

#[derive(Decode, Encode, TypeInfo)]
#[allow(dead_code, reason = "only its description is of interest")]
struct OtherLeft {
    next: Option<Box<OtherRight>>,
    more: Option<Box<Self>>,
}

#[derive(Decode, Encode, TypeInfo)]
#[allow(dead_code, reason = "only its description is of interest")]
struct OtherRight {
    back: Option<Box<OtherLeft>>,
    value: u16,
}

#[test]
fn a_difference_behind_a_recursion_is_seen() {
    assert!(decoder::<Left, Left>().is_same());
    assert!(!decoder::<Left, OtherLeft>().is_same());
    assert!(!decoder::<Right, OtherRight>().is_same());
}

mod theirs {
    use super::*;

    #[derive(Encode, TypeInfo)]
    pub(super) enum Call {
        Transfer { to: u8, amount: u64 },
        Remark(Vec<u8>),
        Renamed,
    }

    #[derive(Encode, TypeInfo)]
    pub(super) struct Swapped {
        pub(super) a: u64,
        pub(super) b: u64,
    }
}

#[derive(Debug, Decode, PartialEq, TypeInfo)]
enum Call {
    Remark(Vec<u8>),
    Burn,
    Transfer { amount: u128 },
}

#[derive(Debug, Decode, PartialEq, TypeInfo)]
struct Swapped {
    b: u64,
    a: u64,
}

#[test]
fn variants_go_by_their_names() {
    let calls = vec![theirs::Call::Transfer { to: 1, amount: 2 }, theirs::Call::Remark(vec![3])];
    let expected = vec![Call::Transfer { amount: 2 }, Call::Remark(vec![3])];
    assert_eq!(read::<_, Vec<Call>>(&calls), expected);
    let unknown = (7u8, vec![theirs::Call::Remark(vec![]), theirs::Call::Renamed]);
    let error = decoder::<(u8, Vec<theirs::Call>), (u8, Vec<Call>)>().decode(&unknown.encode());
    let text = error.unwrap_err().to_string();
    assert_eq!(text, "byte 4, at 1[1]: the Rust type does not know the variant Renamed");
    let error = decoder::<theirs::Call, Call>().decode(&[9]).unwrap_err();
    assert_eq!(error.to_string(), "byte 0 of 1: no such variant");
    assert_eq!(
        mismatch::<Option<u8>, theirs::Call>(),
        "may be absent, and the Rust type is no Option"
    );
}

#[test]
fn fields_go_by_their_names() {
    let value = theirs::Swapped { a: 1, b: 2 };
    assert_eq!(read::<_, Swapped>(&value), Swapped { a: 1, b: 2 });
    assert_eq!(
        mismatch::<theirs::Swapped, (u64, u64)>(),
        "fields have names on the chain but none in Rust"
    );
    assert_eq!(read::<_, Swapped>(&(3u64, 4u64)), Swapped { b: 3, a: 4 });
    assert_eq!(
        mismatch::<Bits, Tree>(),
        "value: not on this chain, and the Rust type is no Option"
    );
    assert_eq!(mismatch::<Vec<(u8, u64)>, Vec<(u8, u32)>>(), "[].1: u64 does not fit in u32");
}

#[test]
fn what_a_plan_needs_not_change_is_not_written() {
    let (schema, ty) = chain::<Vec<Compact<u16>>>();
    let Layout::Adapt(plan) = Layout::of::<Vec<Compact<u64>>>(&schema, ty) else { panic!() };
    let bytes = vec![Compact(1u16), Compact(60_000)].encode();
    assert_eq!(plan.rewrite(&bytes).unwrap(), bytes);
    // Valid as a `Compact<u64>`, but not what the chain says that it is.
    assert!(plan.rewrite(&vec![Compact(70_000u64)].encode()).is_err());
}

#[test]
fn limits_hold() {
    let (schema, ty) = chain::<Vec<()>>();
    let small = Limits { items: 100, output: 1000, ..Limits::default() };
    let schema = schema.with_limits(small);
    let Layout::Adapt(plan) = Layout::of::<Vec<Option<()>>>(&schema, ty) else { panic!() };
    let fault = |bytes: &[u8]| match plan.rewrite(bytes).unwrap_err().kind() {
        ValueErrorKind::Bytes(error) => error.fault(),
        kind => panic!("{kind:?}"),
    };
    assert_eq!(plan.rewrite(&[8]).unwrap(), [8, 1, 1]);
    assert_eq!(fault(&[0xfe, 0xff, 0xff, 0xff]), Fault::Items);
    let (schema, ty) = chain::<Vec<u8>>();
    let schema = schema.with_limits(small);
    let Layout::Adapt(plan) = Layout::of::<Vec<u128>>(&schema, ty) else { panic!() };
    assert_eq!(plan.rewrite(&vec![1u8; 62].encode()).unwrap().len(), 1 + 62 * 16);
    let error = plan.rewrite(&vec![1u8; 63].encode()).unwrap_err();
    assert!(error.to_string().ends_with("more output than the limit"), "{error}");
}

#[test]
fn wrapped_outputs_are_unwrapped() {
    let (schema, ty) = chain::<Vec<u8>>();
    let list = Decoder::<Vec<(u16, bool)>>::of_output(&schema, ty).unwrap();
    let value = vec![(1, true), (2, false)];
    assert_eq!(list.decode(&value.encode().encode()), Ok(value.clone()));
    let long = [&value.encode()[..], &[0]].concat();
    for wrong in [value.encode(), long.encode(), vec![], vec![8, 0]] {
        assert!(list.decode(&wrong).is_err(), "{wrong:?}");
    }
    let one = Decoder::<Option<(u16, bool)>>::of_output(&schema, ty).unwrap();
    assert_eq!(one.decode(&[0]), Ok(None));
    assert_eq!(one.decode(&(1u16, true).encode().encode()), Ok(Some((1, true))));
    // The tag of a `Some` is what this one's number could be: (4, []).
    let either = Decoder::<Option<(u8, Vec<bool>)>>::of_output(&schema, ty).unwrap();
    assert_eq!(either.decode(&[12, 1, 4, 0]), Ok(Some((1, vec![false]))));
    let bytes = Decoder::<Vec<u8>>::of_output(&schema, ty).unwrap();
    assert!(bytes.is_same() && bytes.decode(&[4, 0]) == Ok(vec![0]));
}

#[test]
fn errors_of_derived_decoding_have_a_path() {
    let decoder = decoder::<Tree, Tree>();
    assert!(decoder.is_same());
    let error = decoder.decode(&[1, 0, 4, 2]).unwrap_err();
    assert_eq!(error.to_string(), "byte 3 of 4, at leaves[0].value: the bytes end here");
    // A value of the chain that the Rust type's own decoder does not take.
    let error = self::decoder::<u8, core::num::NonZeroU8>().decode(&[0]).unwrap_err();
    assert!(matches!(error.kind(), ValueErrorKind::Refused(_)), "{error}");
}

/// Where both readings of a chain's bytes are possible, neither is guessed.
#[test]
fn a_wrapped_output_is_not_mistaken_for_a_plain_one() {
    #[derive(Debug, Decode, PartialEq, TypeInfo)]
    struct Blob {
        data: Vec<u8>,
    }
    fn ambiguous<T: Decode + TypeInfo + 'static>() {
        let (schema, ty) = chain::<Vec<u8>>();
        let error = Decoder::<T>::of_output(&schema, ty).map(|_| ()).unwrap_err();
        assert!(matches!(error.why(), Why::Unlike { chain: "bytes", .. }), "{error}");
    }
    ambiguous::<Option<Vec<u8>>>();
    ambiguous::<Blob>();
    ambiguous::<Vec<u16>>();
    ambiguous::<Vec<Option<u8>>>();
}

/// Two metadata compared: the second may be anything.
#[test]
fn fields_of_one_name_are_refused() {
    struct Twice;
    impl TypeInfo for Twice {
        type Identity = Self;

        fn type_info() -> scale_info::Type {
            let fields = scale_info::build::Fields::named()
                .field(|field| field.ty::<u32>().name("a"))
                .field(|field| field.ty::<u32>().name("b"))
                .field(|field| field.ty::<u32>().name("a"));
            scale_info::Type::builder().path(scale_info::Path::new("Twice", "m")).composite(fields)
        }
    }
    #[derive(TypeInfo)]
    #[allow(dead_code, reason = "only described")]
    struct Once {
        b: u32,
        a: u32,
    }
    assert_eq!(mismatch::<Once, Twice>(), "a: not on this chain, and the Rust type is no Option");
}
