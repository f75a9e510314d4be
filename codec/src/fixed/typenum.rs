//! How the chain's metadata writes the number of fraction bits: as the type parameter `Frac` of
//! `FixedI128` and its like, a binary number made of types, `UInt<UInt<UTerm, B1>, B0>` for 2.
//!
//! Two fixed-point types of the same width differ in nothing else, so ours say it too.

use alloc::vec;
use core::marker::PhantomData;

use scale_info::build::Fields;
use scale_info::{Path, Type, TypeInfo, TypeParameter, meta_type};

/// Nothing before the highest bit.
struct UTerm;
/// The bit 0.
struct B0;
/// The bit 1.
struct B1;
/// `U` with the bit `B` behind it.
struct UInt<U, B>(PhantomData<(U, B)>);

type U1 = UInt<UTerm, B1>;
type U2 = UInt<U1, B0>;
type U4 = UInt<U2, B0>;
type U8 = UInt<U4, B0>;
type U16 = UInt<U8, B0>;
type U32 = UInt<U16, B0>;
type U64 = UInt<U32, B0>;

/// The description of `substrate_fixed::NAME<Frac>`, a struct with the one field `bits`.
pub(super) fn fixed<Bits: TypeInfo + 'static>(
    name: &'static str,
    bits: &'static str,
    frac_bits: u32,
) -> Type {
    let frac = match frac_bits {
        32 => Some(meta_type::<U32>()),
        64 => Some(meta_type::<U64>()),
        _ => None,
    };
    Type::builder()
        .path(Path::new(name, "substrate_fixed"))
        .type_params(vec![TypeParameter::new("Frac", frac)])
        .composite(Fields::named().field(|field| field.ty::<Bits>().name("bits").type_name(bits)))
}

macro_rules! unit {
    ($($name:ident $module:literal),*) => {$(
        impl TypeInfo for $name {
            type Identity = Self;

            fn type_info() -> Type {
                let path = Path::new(stringify!($name), concat!("substrate_typenum::", $module));
                Type::builder().path(path).composite(Fields::unit())
            }
        }
    )*};
}

unit!(UTerm "uint", B0 "bit", B1 "bit");

impl<U: TypeInfo + 'static, B: TypeInfo + 'static> TypeInfo for UInt<U, B> {
    type Identity = Self;

    fn type_info() -> Type {
        Type::builder()
            .path(Path::new("UInt", "substrate_typenum::uint"))
            .type_params(vec![
                TypeParameter::new("U", Some(meta_type::<U>())),
                TypeParameter::new("B", Some(meta_type::<B>())),
            ])
            .composite(
                Fields::named()
                    .field(|field| field.ty::<U>().name("msb").type_name("U"))
                    .field(|field| field.ty::<B>().name("lsb").type_name("B")),
            )
    }
}
