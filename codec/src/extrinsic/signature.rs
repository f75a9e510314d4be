//! Signatures and addresses, as a chain's own types hold them.

use alloc::vec::Vec;

use crate::account::AccountId;
use crate::registry::{Primitive, Registry, Type, TypeDef};

/// A signature of one of the schemes that Substrate chains know.
///
/// What is signed is [`Transaction::payload`](super::Transaction::payload).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signature {
    /// Of secp256k1, with its recovery byte at the end, over the `blake2_256` of what is signed.
    Ecdsa([u8; 65]),
    /// Of ed25519.
    Ed25519([u8; 64]),
    /// Of sr25519 in the context `substrate`.
    Sr25519([u8; 64]),
}

impl Signature {
    /// The name of its scheme, as `MultiSignature` spells it.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        match self {
            Self::Ecdsa(_) => "Ecdsa",
            Self::Ed25519(_) => "Ed25519",
            Self::Sr25519(_) => "Sr25519",
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Ecdsa(bytes) => bytes,
            Self::Ed25519(bytes) | Self::Sr25519(bytes) => bytes,
        }
    }

    /// Writes it as a type that has a variant of the scheme's name. None where it has not.
    pub(super) fn write(&self, registry: &Registry, ty: u32, out: &mut Vec<u8>) -> Option<()> {
        write_variant(registry, ty, self.scheme(), self.bytes(), out)
    }
}

/// Writes an account as an address: `MultiAddress::Id`, or the account itself. None where the
/// chain's addresses are something else.
pub(super) fn write_address(
    registry: &Registry,
    ty: u32,
    account: &AccountId,
    out: &mut Vec<u8>,
) -> Option<()> {
    let account = account.as_bytes();
    if is_bytes(registry, ty, 32) {
        out.extend_from_slice(account);
        return Some(());
    }
    write_variant(registry, ty, "Id", account, out)
}

/// Writes a variant that holds exactly so many bytes.
fn write_variant(
    registry: &Registry,
    ty: u32,
    name: &str,
    bytes: &[u8],
    out: &mut Vec<u8>,
) -> Option<()> {
    let TypeDef::Variant(variants) = through(registry, ty)?.def() else { return None };
    let variant = variants.named(name)?;
    let fields = variant.fields();
    if fields.len() != 1 || !is_bytes(registry, fields.get(0)?.ty(), bytes.len()) {
        return None;
    }
    out.push(variant.index());
    out.extend_from_slice(bytes);
    Some(())
}

/// Writes what verifies a general transaction: the signature and its account, or `Disabled`.
/// None where the extension's type is something else.
pub(super) fn write_verifier(
    registry: &Registry,
    ty: u32,
    signed: Option<(&AccountId, &Signature)>,
    out: &mut Vec<u8>,
) -> Option<()> {
    let TypeDef::Variant(variants) = through(registry, ty)?.def() else { return None };
    let Some((account, signature)) = signed else {
        let disabled = variants.named("Disabled")?;
        out.push(disabled.index());
        return disabled.fields().is_empty().then_some(());
    };
    let variant = variants.named("Signed")?;
    out.push(variant.index());
    for field in variant.fields().iter() {
        match field.name() {
            "account" => write_address(registry, field.ty(), account, out)?,
            "signature" => signature.write(registry, field.ty(), out)?,
            _ => return None,
        }
    }
    (variant.fields().len() == 2).then_some(())
}

/// Whether a type is an array of so many bytes, or a wrapper of one.
fn is_bytes(registry: &Registry, ty: u32, wanted: usize) -> bool {
    let array = through(registry, ty).map(|ty| ty.def());
    let Some(TypeDef::Array { len, of }) = array else { return false };
    let is_byte =
        registry.get(of).is_some_and(|ty| matches!(ty.def(), TypeDef::Primitive(Primitive::U8)));
    is_byte && len as usize == wanted
}

/// The type behind structs and tuples of one field.
pub(super) fn through(registry: &Registry, ty: u32) -> Option<Type<'_>> {
    let mut ty = registry.get(ty)?;
    // No honest type wraps deeper; one that contains itself has no end.
    for _ in 0..16 {
        let inner = match ty.def() {
            TypeDef::Composite(fields) if fields.len() == 1 => fields.get(0)?.ty(),
            TypeDef::Tuple(&[of]) => of,
            _ => return Some(ty),
        };
        ty = registry.get(inner)?;
    }
    None
}
