//! Extrinsics: what a block is made of, read by a chain's metadata and made by it.
//!
//! An extrinsic is a call and what comes before it. There are three kinds:
//!
//! | kind | before the call | first byte, version 4 | version 5 |
//! |---|---|---|---|
//! | bare | nothing; what block authors put in, and what some pallets judge themselves | `0x04` | `0x05` |
//! | signed | address, signature, extensions | `0x84` | |
//! | general | version of the extensions, extensions, one of which may hold a signature | | `0x45` |
//!
//! Before that stands the number of bytes, as a compact integer. Source: `UncheckedExtrinsic` and
//! `Preamble` of polkadot-sdk, substrate/primitives/runtime/src/generic/unchecked_extrinsic.rs.
//!
//! [`Metadata::decode_extrinsic`] reads one. [`Transaction`] makes one.

mod compose;
mod decode;
mod extensions;
mod json;
mod signature;

use core::fmt;

use parity_scale_codec::{Compact, Encode};

pub use self::compose::{ComposeError, Transaction, bare};
pub use self::extensions::{ExtensionError, Params};
pub use self::signature::Signature;
use crate::hash::{blake2b_256, blake2b_256_of};
use crate::metadata::{Metadata, Pallet};
use crate::part::{Part, Parts};
use crate::registry::Variant;
use crate::schema::ReadError;

impl Metadata {
    /// Reads an extrinsic with its length prefix, as blocks and `author_submitExtrinsic` have it.
    ///
    /// Checks all of it and keeps nothing but where its parts stand; allocates nothing.
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the offset and the path of what is wrong, `call.Balances.transfer.value`.
    pub fn decode_extrinsic<'m, 'b>(
        &'m self,
        bytes: &'b [u8],
    ) -> Result<Extrinsic<'m, 'b>, ReadError> {
        decode::with_length(self, bytes)
    }

    /// As [`decode_extrinsic`](Self::decode_extrinsic), without the length prefix.
    ///
    /// # Errors
    ///
    /// As [`decode_extrinsic`](Self::decode_extrinsic).
    pub fn decode_extrinsic_body<'m, 'b>(
        &'m self,
        bytes: &'b [u8],
    ) -> Result<Extrinsic<'m, 'b>, ReadError> {
        decode::body(self, bytes, 0)
    }

    /// Reads a call: the index of its pallet, its own, and its arguments.
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the offset and the path of what is wrong.
    pub fn decode_call<'m, 'b>(
        &'m self,
        bytes: &'b [u8],
    ) -> Result<DecodedCall<'m, 'b>, ReadError> {
        decode::call(self, bytes, 0)
    }
}

/// An extrinsic of a block.
#[derive(Clone, Copy)]
pub struct Extrinsic<'m, 'b> {
    body: &'b [u8],
    version: u8,
    preamble: Preamble<'m, 'b>,
    call: DecodedCall<'m, 'b>,
}

/// What stands before the call of an extrinsic.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Preamble<'m, 'b> {
    /// Nothing.
    Bare,
    /// Extensions, one of which may hold a signature.
    #[non_exhaustive]
    General {
        /// The version of the extensions.
        version: u8,
        /// What the extensions carry, by their names.
        extensions: Parts<'m, 'b>,
    },
    /// Who has signed it, and the extensions.
    #[non_exhaustive]
    Signed {
        /// The signer: on most chains a `MultiAddress`.
        address: Part<'m, 'b>,
        /// The signature: on most chains a `MultiSignature`.
        signature: Part<'m, 'b>,
        /// What the extensions carry, by their names.
        extensions: Parts<'m, 'b>,
    },
}

impl<'m, 'b> Extrinsic<'m, 'b> {
    /// The version of its format: 4 or 5.
    #[must_use]
    pub fn version(&self) -> u8 {
        self.version
    }

    /// What stands before the call.
    #[must_use]
    pub fn preamble(&self) -> Preamble<'m, 'b> {
        self.preamble
    }

    /// What the extensions carry, by their names; None where it is bare.
    #[must_use]
    pub fn extensions(&self) -> Option<Parts<'m, 'b>> {
        match self.preamble {
            Preamble::Bare => None,
            Preamble::General { extensions, .. } | Preamble::Signed { extensions, .. } => {
                Some(extensions)
            }
        }
    }

    /// What it calls.
    #[must_use]
    pub fn call(&self) -> DecodedCall<'m, 'b> {
        self.call
    }

    /// Its bytes without the length prefix.
    #[must_use]
    pub fn body(&self) -> &'b [u8] {
        self.body
    }

    /// The hash by which nodes and explorers name it: `blake2_256` of its bytes with the length
    /// prefix, whichever way it was read.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        // Within the limit of `u32` that a length prefix has, unless it was read without one.
        let length = Compact(self.body.len() as u64);
        length.using_encoded(|length| blake2b_256_of([length, self.body]))
    }
}

impl fmt::Debug for Extrinsic<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extrinsic")
            .field("version", &self.version)
            .field("preamble", &self.preamble)
            .field("call", &self.call)
            .finish()
    }
}

/// A call of a pallet, with its arguments.
#[derive(Clone, Copy)]
pub struct DecodedCall<'m, 'b> {
    pallet: Pallet<'m>,
    variant: Variant<'m>,
    args: Parts<'m, 'b>,
    bytes: &'b [u8],
}

impl<'m, 'b> DecodedCall<'m, 'b> {
    /// The pallet that is called.
    #[must_use]
    pub fn pallet(&self) -> Pallet<'m> {
        self.pallet
    }

    /// The name of the call, `transfer_keep_alive`.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.variant.name()
    }

    /// Whether it is the call of these names.
    #[must_use]
    pub fn is(&self, pallet: &str, name: &str) -> bool {
        self.name() == name && self.pallet.name() == pallet
    }

    /// The index of the call in its pallet.
    #[must_use]
    pub fn index(&self) -> u8 {
        self.variant.index()
    }

    /// Its documentation, lines separated by line ends.
    #[must_use]
    pub fn docs(&self) -> &'m str {
        self.variant.docs()
    }

    /// Its arguments, by their names.
    #[must_use]
    pub fn args(&self) -> Parts<'m, 'b> {
        self.args
    }

    /// All its bytes, the two indices included.
    #[must_use]
    pub fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// `blake2_256` of its bytes, by which multisigs, proxies and the scheduler name it.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        blake2b_256(self.bytes)
    }
}

impl fmt::Debug for DecodedCall<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{} {:?}", self.pallet.name(), self.name(), self.args)
    }
}
