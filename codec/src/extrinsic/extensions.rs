//! What a transaction's extensions carry, and what is signed with them.
//!
//! The list is the chain's: its metadata names the extensions and their types. What a known name
//! wants is written in the shape that the metadata gives it. An unknown one that takes no bytes
//! needs nothing; for any other the caller gives bytes, or is told its name.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use parity_scale_codec::{Compact, Encode};

use super::signature::through;
use crate::era::Era;
use crate::metadata::Extension;
use crate::registry::{Primitive, Registry, TypeDef};
use crate::schema::{ReadError, Schema};

/// What the known extensions are filled from, and bytes for unknown ones.
///
/// Immortal, without tip and without the metadata's hash, unless told otherwise.
#[derive(Clone, Debug)]
pub struct Params<'a> {
    genesis_hash: [u8; 32],
    spec_version: u32,
    transaction_version: u32,
    nonce: u64,
    tip: u128,
    era: Era,
    birth_hash: [u8; 32],
    metadata_hash: Option<[u8; 32]>,
    given: Vec<Given<'a>>,
}

/// The bytes for an extension, from the caller.
#[derive(Clone, Copy, Debug)]
struct Given<'a> {
    name: &'a str,
    extra: &'a [u8],
    implicit: &'a [u8],
}

impl<'a> Params<'a> {
    /// For a chain, the two versions of its runtime, and the signer's next nonce.
    #[must_use]
    pub fn new(
        genesis_hash: [u8; 32],
        spec_version: u32,
        transaction_version: u32,
        nonce: u64,
    ) -> Self {
        Self {
            genesis_hash,
            spec_version,
            transaction_version,
            nonce,
            tip: 0,
            era: Era::Immortal,
            birth_hash: genesis_hash,
            metadata_hash: None,
            given: Vec::new(),
        }
    }

    /// How long it may wait, and the hash of the block at [`Era::birth`]. Of an immortal era the
    /// hash is that of the genesis, whatever is given.
    #[must_use]
    pub fn era(mut self, era: Era, birth_hash: [u8; 32]) -> Self {
        self.era = era;
        self.birth_hash = if era.is_immortal() { self.genesis_hash } else { birth_hash };
        self
    }

    /// What to pay above the fee, in the chain's smallest unit; rao on Subtensor.
    #[must_use]
    pub fn tip(mut self, tip: u128) -> Self {
        self.tip = tip;
        self
    }

    /// Has the chain check that the signer saw its metadata: the digest of RFC 78.
    #[must_use]
    pub fn metadata_hash(mut self, digest: [u8; 32]) -> Self {
        self.metadata_hash = Some(digest);
        self
    }

    /// Gives an extension its bytes: what the transaction carries, and what is signed besides.
    /// Holds for known extensions too. Of several for one name the last one holds.
    #[must_use]
    pub fn extension(mut self, name: &'a str, extra: &'a [u8], implicit: &'a [u8]) -> Self {
        self.given.retain(|given| given.name != name);
        self.given.push(Given { name, extra, implicit });
        self
    }
}

/// Why an extension cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExtensionError {
    /// The chain has no extension that takes it: bytes that were given by this name, or a tip, a
    /// mortal era or a hash of the metadata.
    Missing,
    /// The bytes are no value of the type that the metadata names.
    Bytes(ReadError),
    /// The metadata gives it another shape than its name lets expect, or one too narrow for the
    /// number that belongs there.
    Shape,
    /// Its name is not known and it wants bytes: [`Params::extension`] gives them.
    Unknown,
}

impl fmt::Display for ExtensionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the chain has no such extension"),
            Self::Bytes(error) => error.fmt(f),
            Self::Shape => f.write_str("of another shape than known, or too narrow"),
            Self::Unknown => f.write_str("not known, and no bytes are given for it"),
        }
    }
}

impl core::error::Error for ExtensionError {}

/// What extensions come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    /// What the transaction carries.
    pub(super) extra: Vec<u8>,
    /// What is signed besides.
    pub(super) implicit: Vec<u8>,
    /// The extension that verifies the signature of a general transaction, if there is one.
    pub(super) verifier: Option<Verifier>,
}

/// The extension that holds a general transaction's signature. It signs what follows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verifier {
    pub(super) ty: u32,
    /// How much of `extra` is before it, and of `implicit` up to its end.
    pub(super) extra: usize,
    pub(super) implicit: usize,
}

/// Fills extensions in their order. An error comes with the extension's name.
pub(super) fn fill<'m>(
    schema: &'m Schema,
    extensions: impl Iterator<Item = Extension<'m>>,
    params: &Params<'_>,
) -> Result<Filled, (String, ExtensionError)> {
    let extensions: Vec<_> = extensions.collect();
    if let Some(name) = missing(&extensions, params) {
        return Err((name.into(), ExtensionError::Missing));
    }
    let mut filled = Filled::default();
    for extension in extensions {
        let refuse = |error| (String::from(extension.name()), error);
        let (extra, implicit) = (filled.extra.len(), filled.implicit.len());
        let given = params.given.iter().find(|given| given.name == extension.name());
        match given {
            Some(given) => {
                filled.extra.extend_from_slice(given.extra);
                filled.implicit.extend_from_slice(given.implicit);
            }
            // There is one signature, and one place for it.
            None if VERIFIERS.contains(&extension.name()) && filled.verifier.is_some() => {
                return Err(refuse(ExtensionError::Shape));
            }
            None if VERIFIERS.contains(&extension.name()) => {
                // Its bytes come with the signature. It adds none.
                let implicit_ty = extension.implicit();
                schema.validate(implicit_ty, &[]).map_err(|_| refuse(ExtensionError::Shape))?;
                filled.verifier = Some(Verifier { ty: extension.extra(), extra, implicit });
                continue;
            }
            None => known(schema.registry(), extension, params, &mut filled)
                .ok_or_else(|| refuse(ExtensionError::Shape))?,
        }
        for (ty, bytes) in [
            (extension.extra(), &filled.extra[extra..]),
            (extension.implicit(), &filled.implicit[implicit..]),
        ] {
            schema.validate(ty, bytes).map_err(|error| {
                let is_unknown = given.is_none() && bytes.is_empty();
                refuse(if is_unknown {
                    ExtensionError::Unknown
                } else {
                    ExtensionError::Bytes(error)
                })
            })?;
        }
    }
    Ok(filled)
}

/// What is asked for and no extension takes: to leave it out silently would not do.
fn missing<'a>(extensions: &[Extension<'_>], params: &Params<'a>) -> Option<&'a str> {
    let has = |names: &[&str]| extensions.iter().any(|of| names.contains(&of.name()));
    let asked = [
        (params.tip != 0, TIPS),
        (!params.era.is_immortal(), MORTALITIES),
        (params.metadata_hash.is_some(), METADATA_HASHES),
    ];
    let known = asked.into_iter().find(|(is_asked, names)| *is_asked && !has(names));
    let mut given = params.given.iter().map(|given| given.name);
    known.map(|(_, names)| names[0]).or_else(|| given.find(|name| !has(&[name])))
}

/// The names under which Substrate's runtimes and Subtensor have an extension.
const MORTALITIES: &[&str] = &["CheckMortality", "CheckEra"];
const TIPS: &[&str] =
    &["ChargeTransactionPayment", "ChargeTransactionPaymentWrapper", "ChargeAssetTxPayment"];
const METADATA_HASHES: &[&str] = &["CheckMetadataHash"];
const VERIFIERS: &[&str] = &["VerifySignature", "VerifyMultiSignature"];

/// Fills an extension by its name; nothing where the name is not known. None where its types are
/// not what the name lets expect.
fn known(
    registry: &Registry,
    extension: Extension<'_>,
    params: &Params<'_>,
    filled: &mut Filled,
) -> Option<()> {
    let (extra, implicit) = (extension.extra(), extension.implicit());
    match extension.name() {
        "CheckSpecVersion" => {
            write_uint(registry, implicit, params.spec_version.into(), &mut filled.implicit)
        }
        "CheckTxVersion" => {
            write_uint(registry, implicit, params.transaction_version.into(), &mut filled.implicit)
        }
        "CheckGenesis" => {
            filled.implicit.extend_from_slice(&params.genesis_hash);
            Some(())
        }
        "CheckNonce" => write_uint(registry, extra, params.nonce.into(), &mut filled.extra),
        name if MORTALITIES.contains(&name) => {
            params.era.encode_to(&mut filled.extra);
            filled.implicit.extend_from_slice(&params.birth_hash);
            (through(registry, extra)?.name() == "Era").then_some(())
        }
        name if TIPS.contains(&name) => write_tip(registry, extra, params.tip, &mut filled.extra),
        name if METADATA_HASHES.contains(&name) => {
            let TypeDef::Variant(modes) = through(registry, extra)?.def() else { return None };
            let is_asked = params.metadata_hash.is_some();
            let mode = modes.named(if is_asked { "Enabled" } else { "Disabled" })?;
            filled.extra.push(mode.index());
            params.metadata_hash.encode_to(&mut filled.implicit);
            Some(())
        }
        _ => Some(()),
    }
}

/// Writes a tip by itself, or before the asset that pays: none, which means the chain's own.
fn write_tip(registry: &Registry, ty: u32, tip: u128, out: &mut Vec<u8>) -> Option<()> {
    let TypeDef::Composite(fields) = registry.get(ty)?.def() else {
        return write_uint(registry, ty, tip, out);
    };
    if fields.len() == 1 {
        return write_uint(registry, ty, tip, out);
    }
    let mut is_taken = tip == 0;
    for field in fields.iter() {
        match field.name() {
            "tip" => {
                write_uint(registry, field.ty(), tip, out)?;
                is_taken = true;
            }
            "asset_id" if registry.get(field.ty())?.path() == "Option" => out.push(0),
            _ => return None,
        }
    }
    is_taken.then_some(())
}

/// Writes an integer as a type that is one, compact or not. None where it is not, or is too narrow.
fn write_uint(registry: &Registry, ty: u32, value: u128, out: &mut Vec<u8>) -> Option<()> {
    let (ty, is_compact) = match through(registry, ty)?.def() {
        TypeDef::Compact(of) => (through(registry, of)?, true),
        _ => (through(registry, ty)?, false),
    };
    let TypeDef::Primitive(primitive) = ty.def() else { return None };
    let width = match primitive {
        Primitive::U8 => 1,
        Primitive::U16 => 2,
        Primitive::U32 => 4,
        Primitive::U64 => 8,
        Primitive::U128 => 16,
        _ => return None,
    };
    let bytes = value.to_le_bytes();
    if bytes[width..].iter().any(|byte| *byte != 0) {
        return None;
    }
    if is_compact {
        Compact(value).encode_to(out);
    } else {
        out.extend_from_slice(&bytes[..width]);
    }
    Some(())
}
