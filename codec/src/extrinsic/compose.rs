//! Makes extrinsics from a call, the chain's extensions and a signature.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use parity_scale_codec::{Compact, Encode};

use super::extensions::{ExtensionError, Filled, Params, Verifier, fill};
use super::signature::{Signature, write_address, write_verifier};
use crate::account::AccountId;
use crate::hash::blake2b_256;
use crate::metadata::Metadata;
use crate::schema::ReadError;

/// What is signed is its hash where it is longer.
const LONGEST_PAYLOAD: usize = 256;

/// A call with its extensions: ready to be signed.
///
/// ```
/// # fn run(metadata: &subwire_codec::Metadata, call: &[u8], alice: &subwire_codec::AccountId,
/// #     sign: fn(&[u8]) -> [u8; 64]) -> Result<(), subwire_codec::extrinsic::ComposeError> {
/// use subwire_codec::Era;
/// use subwire_codec::extrinsic::{Params, Signature, Transaction};
///
/// # let (genesis, birth) = ([0; 32], [0; 32]);
/// let params = Params::new(genesis, 365, 1, 7).era(Era::mortal(64, 1042), birth);
/// let transaction = Transaction::new(metadata, call, &params)?;
/// let signature = Signature::Sr25519(sign(&transaction.payload()));
/// let bytes = transaction.signed(alice, &signature)?;      // for author_submitExtrinsic
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Transaction<'m> {
    metadata: &'m Metadata,
    call: Vec<u8>,
    filled: Filled,
    /// The version of the extensions, where the format says it: in general ones.
    general: Option<u8>,
}

impl<'m> Transaction<'m> {
    /// A transaction of format 4, which is signed beside its extensions.
    ///
    /// # Errors
    ///
    /// [`ComposeError`] where the call is none of this chain, where an extension cannot be filled,
    /// or where the chain takes no format 4.
    pub fn new(
        metadata: &'m Metadata,
        call: &[u8],
        params: &Params<'_>,
    ) -> Result<Self, ComposeError> {
        check_format(metadata, 4)?;
        Self::filled(metadata, call, params, 0, false)
    }

    /// A general transaction of format 5, with the extensions of one of the chain's versions. If it
    /// is signed, then within an extension: `VerifySignature`, or one that the caller gives bytes for.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new); also where the chain has no such version of its extensions. Metadata
    /// before V16 names format 4 only, even where the chain takes 5.
    pub fn general(
        metadata: &'m Metadata,
        extension_version: u8,
        call: &[u8],
        params: &Params<'_>,
    ) -> Result<Self, ComposeError> {
        check_format(metadata, 5)?;
        Self::filled(metadata, call, params, extension_version, true)
    }

    fn filled(
        metadata: &'m Metadata,
        call: &[u8],
        params: &Params<'_>,
        version: u8,
        is_general: bool,
    ) -> Result<Self, ComposeError> {
        metadata.decode_call(call).map_err(ComposeError::Call)?;
        let info = metadata.extrinsic();
        let Some(extensions) = info.extensions_of(version) else {
            return Err(ComposeError::ExtensionVersion { version });
        };
        let filled = fill(metadata.schema(), extensions, params)
            .map_err(|(name, error)| ComposeError::Extension { name, error })?;
        if let (false, Some(_)) = (is_general, filled.verifier) {
            // Format 4 has its signature elsewhere.
            return Self { metadata, call: call.to_owned(), filled, general: None }.disabled();
        }
        let general = is_general.then_some(version);
        Ok(Self { metadata, call: call.to_owned(), filled, general })
    }

    /// What is to be signed: the call, what the extensions carry, and what they add; the
    /// `blake2_256` of it where it is longer than 256 bytes.
    ///
    /// Of a general transaction always the hash: of its extensions' version, its call, and what the
    /// extensions behind `VerifySignature` carry and add; where bytes were given for that one by name,
    /// of all extensions.
    #[must_use]
    pub fn payload(&self) -> Vec<u8> {
        let payload = self.whole_payload();
        if self.general.is_some() || payload.len() > LONGEST_PAYLOAD {
            blake2b_256(&payload).to_vec()
        } else {
            payload
        }
    }

    /// The same before it is hashed, for signers that show what they sign.
    #[must_use]
    pub fn whole_payload(&self) -> Vec<u8> {
        let (extra, implicit) = self.signed_parts();
        let version = self.general.as_slice();
        [version, &self.call, extra, implicit].concat()
    }

    /// What the extensions carry, without that which a signature comes with.
    #[must_use]
    pub fn extra(&self) -> &[u8] {
        &self.filled.extra
    }

    /// The call.
    #[must_use]
    pub fn call(&self) -> &[u8] {
        &self.call
    }

    /// `blake2_256` of the call, by which multisigs, proxies and the scheduler name it.
    #[must_use]
    pub fn call_hash(&self) -> [u8; 32] {
        blake2b_256(&self.call)
    }

    /// The whole extrinsic, signed by an account.
    ///
    /// The signature is not checked.
    ///
    /// # Errors
    ///
    /// [`ComposeError`] where the chain's addresses are no accounts of 32 bytes, or where it does
    /// not know the signature's scheme.
    pub fn signed(
        &self,
        account: &AccountId,
        signature: &Signature,
    ) -> Result<Vec<u8>, ComposeError> {
        if self.general.is_some() {
            return self.general_bytes(Some((account, signature)));
        }
        let (registry, info) = (self.metadata.registry(), self.metadata.extrinsic());
        let (mut address, mut signed) = (Vec::new(), Vec::new());
        info.address()
            .and_then(|ty| write_address(registry, ty, account, &mut address))
            .ok_or(ComposeError::Address)?;
        info.signature()
            .and_then(|ty| signature.write(registry, ty, &mut signed))
            .ok_or_else(|| ComposeError::Signature { scheme: signature.scheme() })?;
        Ok(with_length(&[&[0x84], &address, &signed, &self.filled.extra, &self.call]))
    }

    /// The whole extrinsic of format 4 with an address and a signature in the chain's own types, for
    /// chains whose accounts are not those of Substrate.
    ///
    /// # Errors
    ///
    /// [`ComposeError`] where they are not of these types, or the transaction is general.
    pub fn signed_with(&self, address: &[u8], signature: &[u8]) -> Result<Vec<u8>, ComposeError> {
        if self.general.is_some() {
            return Err(ComposeError::Verifier);
        }
        let (schema, info) = (self.metadata.schema(), self.metadata.extrinsic());
        let is = |ty: Option<u32>, bytes| ty.is_some_and(|ty| schema.validate(ty, bytes).is_ok());
        if !is(info.address(), address) {
            return Err(ComposeError::Address);
        }
        if !is(info.signature(), signature) {
            return Err(ComposeError::Signature { scheme: "given" });
        }
        Ok(with_length(&[&[0x84], address, signature, &self.filled.extra, &self.call]))
    }

    /// The whole extrinsic of a general transaction that nobody has signed.
    ///
    /// # Errors
    ///
    /// [`ComposeError::Verifier`] where it is not general.
    pub fn unsigned(&self) -> Result<Vec<u8>, ComposeError> {
        self.general_bytes(None)
    }

    fn general_bytes(
        &self,
        signed: Option<(&AccountId, &Signature)>,
    ) -> Result<Vec<u8>, ComposeError> {
        let version = self.general.ok_or(ComposeError::Verifier)?;
        let extra = match (self.filled.verifier, signed) {
            (Some(verifier), signed) => self.extra_with(verifier, signed)?,
            (None, None) => self.filled.extra.clone(),
            (None, Some(_)) => return Err(ComposeError::Verifier),
        };
        Ok(with_length(&[&[0x45, version], &extra, &self.call]))
    }

    /// What the extensions carry with that which verifies.
    fn extra_with(
        &self,
        verifier: Verifier,
        signed: Option<(&AccountId, &Signature)>,
    ) -> Result<Vec<u8>, ComposeError> {
        let (before, behind) = self.filled.extra.split_at(verifier.extra);
        let mut extra = before.to_owned();
        let written = write_verifier(self.metadata.registry(), verifier.ty, signed, &mut extra);
        written.ok_or(ComposeError::Verifier)?;
        extra.extend_from_slice(behind);
        Ok(extra)
    }

    /// The same with an extension that verifies nothing.
    fn disabled(mut self) -> Result<Self, ComposeError> {
        if let Some(verifier) = self.filled.verifier.take() {
            self.filled.extra = self.extra_with(verifier, None)?;
        }
        Ok(self)
    }

    /// What the extensions carry and add, as far as it is signed.
    fn signed_parts(&self) -> (&[u8], &[u8]) {
        let Filled { extra, implicit, verifier } = &self.filled;
        match verifier {
            Some(verifier) => (&extra[verifier.extra..], &implicit[verifier.implicit..]),
            None => (extra, implicit),
        }
    }
}

impl fmt::Debug for Transaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction")
            .field("call", &self.metadata.decode_call(&self.call))
            .field("extra", &const_hex::encode_prefixed(&self.filled.extra))
            .field("implicit", &const_hex::encode_prefixed(&self.filled.implicit))
            .field("general", &self.general)
            .finish()
    }
}

/// A bare extrinsic: a call by itself, of format 4 or 5.
///
/// # Errors
///
/// [`ComposeError`] where the call is none of this chain or the chain does not take the format.
pub fn bare(metadata: &Metadata, format: u8, call: &[u8]) -> Result<Vec<u8>, ComposeError> {
    check_format(metadata, format)?;
    metadata.decode_call(call).map_err(ComposeError::Call)?;
    Ok(with_length(&[&[format], call]))
}

fn check_format(metadata: &Metadata, format: u8) -> Result<(), ComposeError> {
    let is_known = matches!(format, 4 | 5) && metadata.extrinsic().versions().contains(&format);
    if is_known { Ok(()) } else { Err(ComposeError::Format { format }) }
}

fn with_length(parts: &[&[u8]]) -> Vec<u8> {
    let len = parts.iter().map(|part| part.len()).sum::<usize>();
    let mut out = Vec::with_capacity(len + 5);
    Compact(len as u64).encode_to(&mut out);
    parts.iter().for_each(|part| out.extend_from_slice(part));
    out
}

/// Why an extrinsic cannot be made for a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ComposeError {
    /// The address is not of the chain's type.
    Address,
    /// The call is none of this chain.
    Call(ReadError),
    /// An extension cannot be filled.
    #[non_exhaustive]
    Extension {
        /// The extension's name.
        name: String,
        /// Why.
        error: ExtensionError,
    },
    /// The chain has no such version of its extensions.
    #[non_exhaustive]
    ExtensionVersion {
        /// The version.
        version: u8,
    },
    /// The chain does not take extrinsics of this format, or its metadata does not say so.
    #[non_exhaustive]
    Format {
        /// The format: 4 or 5.
        format: u8,
    },
    /// The chain does not know signatures of this scheme.
    #[non_exhaustive]
    Signature {
        /// The scheme.
        scheme: &'static str,
    },
    /// A transaction of this kind holds its signature elsewhere, or has no place for it.
    Verifier,
}

impl fmt::Display for ComposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str("the address is not of the chain's type"),
            Self::Call(error) => write!(f, "the call is none of this chain: {error}"),
            Self::Extension { name, error } => write!(f, "extension {name}: {error}"),
            Self::ExtensionVersion { version } => {
                write!(f, "the chain has no version {version} of its extensions")
            }
            Self::Format { format } => {
                write!(f, "the chain's metadata names no extrinsics of format {format}")
            }
            Self::Signature { scheme } => {
                write!(f, "the chain does not take a signature of the scheme {scheme}")
            }
            Self::Verifier => f.write_str("no place for a signature in this kind of transaction"),
        }
    }
}

impl core::error::Error for ComposeError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Call(error) => Some(error),
            Self::Extension { error, .. } => Some(error),
            _ => None,
        }
    }
}
