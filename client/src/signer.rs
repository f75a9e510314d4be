//! Who signs: a key pair in memory, or anything else that can.
//!
//! A [`Signer`] has an account and signs what it is [asked to](ToSign). It may take its time: a
//! device with a button, a service behind a network, a person. The trait needs no feature and brings
//! no cryptography. Feature `signer` adds [`Keypair`], which holds its secret in
//! memory.
//!
//! ```
//! use async_trait::async_trait;
//! use subwire::codec::AccountId;
//! use subwire::codec::extrinsic::Signature;
//! use subwire::{Scheme, SignError, Signer, ToSign};
//!
//! /// Signs nothing longer than what its display shows.
//! struct Device {
//!     account: AccountId,
//! }
//!
//! #[async_trait]
//! impl Signer for Device {
//!     fn account(&self) -> AccountId {
//!         self.account
//!     }
//!
//!     fn scheme(&self) -> Scheme {
//!         Scheme::Ed25519
//!     }
//!
//!     async fn sign(&self, what: &ToSign<'_>) -> Result<Signature, SignError> {
//!         if what.whole_payload().len() > 4096 {
//!             return Err(SignError::refused("more than the device can show"));
//!         }
//!         Ok(Signature::Ed25519(ask_the_device(&what.payload()).await?))
//!     }
//! }
//!
//! # async fn ask_the_device(_: &[u8]) -> Result<[u8; 64], SignError> { Ok([0; 64]) }
//! let device = Device { account: AccountId::from([1; 32]) };
//! let signature = futures::executor::block_on(device.sign(&ToSign::message(b"hello")))?;
//! assert_eq!(signature.scheme(), device.scheme().name());
//! # Ok::<(), SignError>(())
//! ```

#[cfg(feature = "signer")]
mod ecdsa;
#[cfg(feature = "signer")]
mod ed25519;
mod error;
#[cfg(feature = "signer")]
mod junction;
#[cfg(feature = "signer")]
mod keypair;
#[cfg(feature = "signer")]
mod sr25519;
#[cfg(feature = "signer")]
mod suri;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::sync::Arc;
use core::fmt;

use async_trait::async_trait;
use subwire_codec::AccountId;
use subwire_codec::extrinsic::{Signature, Transaction};

pub use self::error::SignError;
#[cfg(feature = "signer")]
pub use self::keypair::{Keypair, verify_signature};
#[cfg(feature = "signer")]
pub use self::suri::SuriError;

/// What signs for one account.
///
/// `&S`, `Box<S>` and `Arc<S>` sign as `S` does.
#[async_trait]
pub trait Signer: Send + Sync {
    /// The account that the signatures are of.
    fn account(&self) -> AccountId;

    /// The scheme of the signatures: fees are estimated with a signature of the same length before
    /// there is one.
    fn scheme(&self) -> Scheme;

    /// Signs.
    ///
    /// # Errors
    ///
    /// [`SignError`] where the signer will not or cannot.
    ///
    /// # Cancel safety
    ///
    /// Nothing is sent to the chain here. Whether a device or a person still sees what nobody waits
    /// for any more is the implementation's affair.
    async fn sign(&self, what: &ToSign<'_>) -> Result<Signature, SignError>;
}

/// What a signer is asked to sign.
///
/// A signer in memory needs [`payload`](Self::payload) and nothing else. One that shows what it
/// signs decodes the [`call`](Self::call), or prints the [`transaction`](Self::transaction).
#[derive(Clone, Copy)]
pub struct ToSign<'a>(What<'a>);

#[derive(Clone, Copy)]
enum What<'a> {
    Message(&'a [u8]),
    Transaction(&'a Transaction<'a>),
}

impl<'a> ToSign<'a> {
    /// A transaction.
    #[must_use]
    pub fn new(transaction: &'a Transaction<'a>) -> Self {
        Self(What::Transaction(transaction))
    }

    /// Bytes that are signed as they stand, for a proof outside the chain.
    ///
    /// They could be the payload of a transaction. Who signs what others have written should wrap it
    /// in something that no transaction starts with, as wallets do with `<Bytes>…</Bytes>`.
    #[must_use]
    pub fn message(bytes: &'a [u8]) -> Self {
        Self(What::Message(bytes))
    }

    /// The bytes to sign. Of a transaction at most 256: longer ones are their `blake2_256`.
    #[must_use]
    pub fn payload(&self) -> Cow<'a, [u8]> {
        match self.0 {
            What::Message(bytes) => Cow::Borrowed(bytes),
            What::Transaction(transaction) => Cow::Owned(transaction.payload()),
        }
    }

    /// The same before it was hashed, however long: the call, what the extensions carry, and what
    /// they add.
    #[must_use]
    pub fn whole_payload(&self) -> Cow<'a, [u8]> {
        match self.0 {
            What::Message(bytes) => Cow::Borrowed(bytes),
            What::Transaction(transaction) => Cow::Owned(transaction.whole_payload()),
        }
    }

    /// The transaction's call, for
    /// [`Metadata::decode_call`](subwire_codec::Metadata::decode_call); None of a message.
    #[must_use]
    pub fn call(&self) -> Option<&'a [u8]> {
        self.transaction().map(Transaction::call)
    }

    /// The transaction, whose debug text has the call by its names; None of a message.
    #[must_use]
    pub fn transaction(&self) -> Option<&'a Transaction<'a>> {
        match self.0 {
            What::Message(_) => None,
            What::Transaction(transaction) => Some(transaction),
        }
    }
}

impl fmt::Debug for ToSign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            What::Message(bytes) => write!(f, "Message({})", const_hex::encode_prefixed(bytes)),
            What::Transaction(transaction) => transaction.fmt(f),
        }
    }
}

/// A signature scheme of Substrate's chains.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Scheme {
    /// ECDSA over secp256k1. The account is the `blake2_256` of the compressed public key.
    Ecdsa,
    /// Ed25519. The account is the public key.
    Ed25519,
    /// Schnorr over Ristretto, which most accounts use. The account is the public key.
    Sr25519,
}

impl Scheme {
    /// Its name as chains spell it, `Sr25519`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.placeholder().scheme()
    }

    /// A well-formed signature of nothing, with which fees are estimated: it has the length of a true
    /// one.
    #[must_use]
    pub fn placeholder(self) -> Signature {
        match self {
            Self::Ecdsa => Signature::Ecdsa([0; 65]),
            Self::Ed25519 => Signature::Ed25519([0; 64]),
            Self::Sr25519 => {
                let mut bytes = [0; 64];
                // The mark by which a reader tells it from ed25519's.
                bytes[63] = 0x80;
                Signature::Sr25519(bytes)
            }
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ecdsa => "ecdsa",
            Self::Ed25519 => "ed25519",
            Self::Sr25519 => "sr25519",
        })
    }
}

macro_rules! signs_as {
    ($($outer:ty),*) => {$(
        #[async_trait]
        impl<S: Signer + ?Sized> Signer for $outer {
            fn account(&self) -> AccountId {
                (**self).account()
            }

            fn scheme(&self) -> Scheme {
                (**self).scheme()
            }

            async fn sign(&self, what: &ToSign<'_>) -> Result<Signature, SignError> {
                (**self).sign(what).await
            }
        }
    )*};
}

signs_as!(&S, Arc<S>, Box<S>);
