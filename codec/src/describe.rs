//! Descriptions of types by tables.
//!
//! scale-info's derive builds each description by a chain of calls of its own, which for the
//! hundreds of types of a runtime takes longer to compile than all the rest of this crate. A table
//! says the same.

use alloc::vec::Vec;

use scale_info::{Field, MetaType, Path, Type, TypeDefComposite, TypeDefVariant, Variant};

/// Describes a struct or an enum, in place of `#[derive(TypeInfo)]`: for the types that `subwire codegen`
/// writes, and for others without type parameters.
///
/// A field that is `#[codec(compact)]` is described as a `Compact`, a variant by the index that it has.
///
/// ```
/// use subwire_codec::codec::{Compact, Decode, Encode};
/// use subwire_codec::describe;
///
/// #[derive(Decode, Encode)]
/// #[codec(crate = subwire_codec::codec)]
/// struct Price {
///     #[codec(compact)]
///     netuid: u16,
///     rao: u64,
/// }
/// describe!(Price { netuid: Compact<u16>, rao: u64 });
///
/// #[derive(Decode, Encode)]
/// #[codec(crate = subwire_codec::codec)]
/// enum Quote {
///     None,
///     #[codec(index = 2)]
///     At(Price),
/// }
/// describe!(enum Quote { 0 None, 2 At(Price) });
/// ```
#[macro_export]
macro_rules! describe {
    (enum $name:ident {
        $($index:literal $variant:ident
            $({ $($field:ident: $named:ty),* $(,)? })?
            $(( $($place:ty),* $(,)? ))?
        ),* $(,)?
    }) => {
        $crate::describe!(@impl $name, $crate::describe::variants(stringify!($name), &[
            $((
                $index,
                stringify!($variant),
                &[
                    $($((stringify!($field), $crate::describe::meta::<$named>),)*)?
                    $($(("", $crate::describe::meta::<$place>),)*)?
                ],
            ),)*
        ]));
    };
    ($name:ident { $($field:ident: $named:ty),* $(,)? }) => {
        $crate::describe!(@impl $name, $crate::describe::fields(stringify!($name), &[
            $((stringify!($field), $crate::describe::meta::<$named>),)*
        ]));
    };
    ($name:ident $(( $($place:ty),* $(,)? ))?) => {
        $crate::describe!(@impl $name, $crate::describe::fields(stringify!($name), &[
            $($(("", $crate::describe::meta::<$place>),)*)?
        ]));
    };
    (@impl $name:ident, $description:expr) => {
        impl $crate::scale_info::TypeInfo for $name {
            type Identity = Self;

            fn type_info() -> $crate::scale_info::Type {
                $description
            }
        }
    };
}

/// A field's name, empty in a tuple, and its type.
pub type DescribedField = (&'static str, fn() -> MetaType);

/// A variant's index, its name and its fields.
pub type DescribedVariant = (u8, &'static str, &'static [DescribedField]);

/// A type within a description.
#[must_use]
pub fn meta<T: scale_info::TypeInfo + ?Sized + 'static>() -> MetaType {
    MetaType::new::<T>()
}

/// The description of a struct.
#[must_use]
pub fn fields(name: &'static str, fields: &[DescribedField]) -> Type {
    Type::new(path(name), [], TypeDefComposite::new(list(fields)), Vec::new())
}

/// The description of an enum.
#[must_use]
pub fn variants(name: &'static str, variants: &[DescribedVariant]) -> Type {
    let variants = variants
        .iter()
        .map(|(index, name, fields)| Variant::new(plain(name), list(fields), *index, Vec::new()));
    Type::new(path(name), [], TypeDefVariant::new(variants), Vec::new())
}

fn list(fields: &[DescribedField]) -> Vec<Field> {
    let field = |(name, ty): &DescribedField| {
        let name = Some(plain(name)).filter(|name| !name.is_empty());
        Field::new(name, ty(), None, Vec::new())
    };
    fields.iter().map(field).collect()
}

fn path(name: &'static str) -> Path {
    // What Rust takes for a name is one there too; a path that is not would only have no name.
    Path::from_segments([plain(name)]).unwrap_or_default()
}

/// The name without the mark by which Rust takes a keyword for one.
fn plain(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use parity_scale_codec::{Compact, Encode};
    use scale_info::TypeInfo;

    use crate::layout::Layout;
    use crate::registry::Registry;
    use crate::schema::Schema;

    macro_rules! both {
        ($derived:ident, $described:ident; $($item:tt)*) => {
            mod $derived {
                use super::*;
                #[allow(dead_code, reason = "only its description is of interest")]
                #[derive(Encode, TypeInfo)]
                $($item)*
            }
            mod $described {
                use super::*;
                #[allow(dead_code, reason = "only its description is of interest")]
                #[derive(Encode)]
                $($item)*
            }
        };
    }

    both!(derived, described; pub(super) struct Named {
        #[codec(compact)]
        pub(super) compact: u64,
        pub(super) r#type: String,
    });
    both!(derived_enum, described_enum; pub(super) enum Choice {
        None,
        #[codec(index = 7)]
        Two(u8, u16),
        Named { by: bool },
    });

    use described::Named;
    use described_enum::Choice;
    describe!(Named { compact: Compact<u64>, r#type: String });
    describe!(enum Choice { 0 None, 7 Two(u8, u16), 2 Named { by: bool } });

    fn same<A: TypeInfo + 'static, B: TypeInfo + 'static>() -> bool {
        let (registry, ty) = Registry::of::<A>();
        matches!(Layout::of::<B>(&Schema::new(registry), ty), Layout::Same)
    }

    #[test]
    fn a_table_says_what_a_derive_says() {
        assert!(same::<derived::Named, Named>() && same::<Named, derived::Named>());
        assert!(same::<derived_enum::Choice, Choice>() && same::<Choice, derived_enum::Choice>());
        assert!(!same::<Named, Choice>());
    }
}
