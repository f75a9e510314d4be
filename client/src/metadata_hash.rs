//! The digest of a runtime's metadata that `CheckMetadataHash` checks, as RFC 78 has it.
//!
//! A signer that shows what it signs, such as a device, decodes it by metadata that it was handed.
//! With the digest among what is signed, the chain refuses the transaction unless that metadata was
//! its own.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::{fmt, mem};
use std::thread;

use merkleized_metadata::{ExtraInfo, generate_metadata_digest};
use subwire_codec::Metadata;
use subwire_codec::codec::Decode;
use subwire_codec::registry::{Fields, MetadataError, TypeDef};

/// The version of metadata that the digest is of.
const VERSION: u8 = 15;
/// With what bare metadata starts, before its version.
const MAGIC: &[u8] = b"meta";
/// The most types that metadata may have. Subtensor has seven hundred.
const MAX_TYPES: usize = 8192;
/// How many types may be gone through. Subtensor's are fifty thousand: for each time that a type is
/// mentioned, all that it mentions in turn.
const MAX_WORK: usize = 4 << 20;
/// What one level of types within types takes of the stack, in bytes, with room to spare.
const STACK_PER_TYPE: usize = 8 << 10;

/// The digest for [`Params::metadata_hash`](subwire_codec::extrinsic::Params::metadata_hash).
///
/// `metadata` is of version 15, bare or as `Metadata_metadata_at_version(15)` answers it. The RFC is
/// of this version only; chains that have 16 give 15 as well, and check the digest of that.
///
/// The token's symbol and decimals are part of the digest and stand nowhere in the metadata: a
/// chain's build sets them. Subtensor's are `TAO` and 9.
///
/// Takes some ten milliseconds of work, in a thread that has ended when this returns: once for a
/// runtime is enough, and not where other tasks wait.
///
/// # Errors
///
/// [`MetadataHashError`] where the bytes are no metadata of version 15, or of no sound chain.
pub fn metadata_hash(
    metadata: &[u8],
    token_symbol: &str,
    decimals: u8,
) -> Result<[u8; 32], MetadataHashError> {
    let ours = Metadata::decode_without_docs(metadata).map_err(MetadataHashError::Metadata)?;
    if ours.version() != VERSION {
        return Err(MetadataHashError::Version { version: ours.version() });
    }
    check_size(&ours)?;
    let chain = chain_info(&ours, token_symbol, decimals).ok_or_else(|| {
        MetadataHashError::digest("no constant System.Version or System.SS58Prefix")
    })?;
    // The library goes as deep as types are nested, whatever the stack holds.
    let stack = ours.registry().len() * STACK_PER_TYPE + STACK_PER_TYPE;
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("metadata-hash".to_owned()).stack_size(stack);
        match thread.spawn_scoped(scope, || digest(metadata, chain)) {
            // What it did not foresee in the metadata ends there.
            Ok(thread) => thread.join().unwrap_or_else(|_| Err(MetadataHashError::digest("panic"))),
            Err(error) => Err(MetadataHashError::Digest { reason: format!("no thread: {error}") }),
        }
    })
}

/// What the digest holds besides the types.
fn chain_info(metadata: &Metadata, token_symbol: &str, decimals: u8) -> Option<ExtraInfo> {
    let version = metadata.runtime_version()?;
    let base58_prefix = match *metadata.constant("System", "SS58Prefix")?.value() {
        [prefix] => prefix.into(),
        [low, high] => u16::from_le_bytes([low, high]),
        _ => return None,
    };
    Some(ExtraInfo {
        spec_version: version.spec_version(),
        spec_name: version.spec_name().to_owned(),
        base58_prefix,
        decimals,
        token_symbol: token_symbol.to_owned(),
    })
}

fn digest(metadata: &[u8], chain: ExtraInfo) -> Result<[u8; 32], MetadataHashError> {
    // It has been read before: the magic is there, behind a length at most.
    let magic = metadata.windows(MAGIC.len()).position(|bytes| bytes == MAGIC).unwrap_or(0);
    // The type is the one that the library wants, whichever version of `frame-metadata` has it.
    let metadata = Decode::decode(&mut &metadata[magic + MAGIC.len()..])
        .map_err(|error| MetadataHashError::digest(&error.to_string()))?;
    generate_metadata_digest(&metadata, chain)
        .map(|digest| digest.hash())
        .map_err(|reason| MetadataHashError::digest(&reason))
}

/// The library has no limits of its own.
fn check_size(metadata: &Metadata) -> Result<(), MetadataHashError> {
    let registry = metadata.registry();
    if registry.len() > MAX_TYPES {
        return Err(MetadataHashError::TooLarge);
    }
    let types: Vec<Vec<u32>> = registry.types().map(|ty| mentions(&ty.def())).collect();
    let extrinsic = metadata.extrinsic();
    let outer = [extrinsic.address(), extrinsic.call(), extrinsic.signature()];
    let extensions = extrinsic.extensions().flat_map(|of| [of.extra(), of.implicit()]);
    let starts = types.iter().flatten().copied();
    let mut work = MAX_WORK;
    // By which start a type was seen last.
    let mut seen = vec![0_usize; types.len()];
    for (round, start) in (1..).zip(starts.chain(outer.into_iter().flatten()).chain(extensions)) {
        let mut todo = vec![start];
        // A type that is not described is the library's to report.
        while let Some(mentioned) = todo.pop().map(|ty| types.get(ty as usize)) {
            let mentioned = mentioned.map_or(&[][..], Vec::as_slice);
            work = work.checked_sub(1 + mentioned.len()).ok_or(MetadataHashError::TooLarge)?;
            todo.extend(mentioned.iter().copied().filter(|ty| {
                let last = seen.get_mut(*ty as usize);
                last.is_some_and(|last| mem::replace(last, round) != round)
            }));
        }
    }
    Ok(())
}

/// The types of which a type is made.
fn mentions(def: &TypeDef<'_>) -> Vec<u32> {
    let types = |fields: Fields<'_>| fields.iter().map(|field| field.ty()).collect::<Vec<_>>();
    match *def {
        TypeDef::Array { of, .. } | TypeDef::Compact(of) | TypeDef::Sequence(of) => vec![of],
        TypeDef::BitSequence { store, order, .. } => vec![store, order],
        TypeDef::Composite(fields) => types(fields),
        TypeDef::Tuple(types) => types.to_vec(),
        TypeDef::Variant(variants) => {
            variants.iter().flat_map(|variant| types(variant.fields())).collect()
        }
        _ => Vec::new(),
    }
}

/// Why there is no digest of some metadata.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum MetadataHashError {
    /// The metadata reads, but its types or constants are not what the digest is made of.
    #[non_exhaustive]
    Digest {
        /// What is wrong.
        reason: String,
    },
    /// The bytes are no metadata.
    Metadata(MetadataError),
    /// Far more types, or far more entangled ones, than any chain has.
    TooLarge,
    /// Metadata of another version than 15.
    #[non_exhaustive]
    Version {
        /// The version.
        version: u8,
    },
}

impl MetadataHashError {
    fn digest(reason: &str) -> Self {
        Self::Digest { reason: reason.to_owned() }
    }
}

impl fmt::Display for MetadataHashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digest { reason } => write!(f, "no digest of this metadata: {reason}"),
            Self::Metadata(error) => error.fmt(f),
            Self::TooLarge => f.write_str("no digest of this metadata: it has too many types"),
            Self::Version { version } => {
                write!(f, "the digest is of metadata {VERSION}, this is {version}")
            }
        }
    }
}

impl core::error::Error for MetadataHashError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Metadata(error) => Some(error),
            _ => None,
        }
    }
}
