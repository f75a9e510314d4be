//! A key pair in memory, of any of the three schemes.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use async_trait::async_trait;
use subwire_codec::AccountId;
use subwire_codec::extrinsic::Signature;
use subwire_codec::hash::blake2b_256;
use subwire_codec::ss58::Ss58Error;

use super::junction::{Junction, Seed};
use super::suri::{Suri, SuriError};
use super::{Scheme, SignError, Signer, ToSign};
use super::{ecdsa, ed25519, sr25519};

/// A secret key, its public key and its account.
///
/// ```
/// use subwire::Keypair;
///
/// let alice = Keypair::sr25519("//Alice")?;
/// assert_eq!(alice.to_string(), "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
///
/// let signature = alice.sign_bytes(b"hello");
/// assert!(alice.verify(b"hello", &signature));
/// assert!(!alice.verify(b"hullo", &signature));
/// # Ok::<(), subwire::SuriError>(())
/// ```
///
/// The secret is overwritten in memory when the last clone is dropped, and is in no text that this
/// type writes. Copies that the processor or the operating system made on the way are not.
#[derive(Clone)]
pub struct Keypair(Arc<Inner>);

struct Inner {
    secret: Secret,
    public: Vec<u8>,
    account: AccountId,
}

enum Secret {
    Ecdsa(ecdsa::Pair),
    Ed25519(ed25519::Pair),
    Sr25519(sr25519::Pair),
}

impl Keypair {
    /// A pair of sr25519 from a text: a mnemonic phrase, or `0x` and a seed of 64 hex digits, then a
    /// derivation path, then `///` and the phrase's password. Without a phrase it is that of
    /// development chains: `//Alice`.
    ///
    /// In the path `/` is soft, `//` hard. Numbers up to `u64::MAX` are numbers, all else is text.
    ///
    /// Stretching a phrase takes some milliseconds of work.
    ///
    /// # Errors
    ///
    /// [`SuriError`], which says what is wrong and where, and shows nothing of the text.
    pub fn sr25519(suri: &str) -> Result<Self, SuriError> {
        Self::from_suri(Scheme::Sr25519, suri)
    }

    /// As [`sr25519`](Self::sr25519), of ed25519. All junctions must be hard.
    ///
    /// # Errors
    ///
    /// [`SuriError`], as of [`sr25519`](Self::sr25519).
    pub fn ed25519(suri: &str) -> Result<Self, SuriError> {
        Self::from_suri(Scheme::Ed25519, suri)
    }

    /// As [`sr25519`](Self::sr25519), of ecdsa. All junctions must be hard.
    ///
    /// # Errors
    ///
    /// [`SuriError`], as of [`sr25519`](Self::sr25519).
    pub fn ecdsa(suri: &str) -> Result<Self, SuriError> {
        Self::from_suri(Scheme::Ecdsa, suri)
    }

    /// As [`sr25519`](Self::sr25519), of any scheme.
    ///
    /// # Errors
    ///
    /// [`SuriError`], as of [`sr25519`](Self::sr25519).
    pub fn from_suri(scheme: Scheme, suri: &str) -> Result<Self, SuriError> {
        let Suri { seed, junctions } = Suri::parse(suri)?;
        Secret::new(scheme, &seed, &junctions).map(Self::of)
    }

    /// The pair of a seed: the mini secret of sr25519, the secret key of the others.
    ///
    /// # Errors
    ///
    /// [`SuriError::NoKey`] of ecdsa, where the seed is zero or not below the curve's order.
    pub fn from_seed(scheme: Scheme, seed: &[u8; 32]) -> Result<Self, SuriError> {
        Secret::new(scheme, &Seed::new(*seed), &[]).map(Self::of)
    }

    fn of(secret: Secret) -> Self {
        let public = secret.public();
        let account = match <[u8; 32]>::try_from(&public[..]) {
            Ok(public) => public.into(),
            Err(_) => blake2b_256(&public).into(),
        };
        Self(Arc::new(Inner { secret, public, account }))
    }

    /// Its public key: 32 bytes, of ecdsa 33 (compressed).
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        &self.0.public
    }

    /// Its account's SS58 address with a chain's prefix. Its `Display` has Bittensor's, 42.
    ///
    /// # Errors
    ///
    /// [`Ss58Error::Prefix`] where the prefix is reserved (46, 47) or above 16383.
    pub fn to_ss58(&self, prefix: u16) -> Result<String, Ss58Error> {
        self.0.account.to_ss58(prefix)
    }

    /// Signs bytes as they are; those of a transaction are its
    /// [`payload`](subwire_codec::extrinsic::Transaction::payload).
    ///
    /// Of ed25519 and ecdsa the same each time, of sr25519 never.
    #[must_use]
    pub fn sign_bytes(&self, payload: &[u8]) -> Signature {
        match &self.0.secret {
            Secret::Ecdsa(pair) => Signature::Ecdsa(pair.sign(payload)),
            Secret::Ed25519(pair) => Signature::Ed25519(pair.sign(payload)),
            Secret::Sr25519(pair) => Signature::Sr25519(pair.sign(payload)),
        }
    }

    /// Whether the signature is this pair's, of this payload and in its scheme.
    #[must_use]
    pub fn verify(&self, payload: &[u8], signature: &Signature) -> bool {
        signature.scheme() == self.scheme().name()
            && verify_signature(&self.0.account, payload, signature)
    }
}

/// Whether a signature is an account's, of this payload: what a chain checks of a transaction.
///
/// Stricter than a chain where signatures can be bent without the key: it takes no ed25519 key of
/// small order and no ecdsa signature with the greater of its two `s`. Signers make neither.
#[must_use]
pub fn verify_signature(account: &AccountId, payload: &[u8], signature: &Signature) -> bool {
    let public = account.as_bytes();
    match signature {
        Signature::Ecdsa(bytes) => ecdsa::account(payload, bytes).as_ref() == Some(public),
        Signature::Ed25519(bytes) => ed25519::verify(public, payload, bytes),
        Signature::Sr25519(bytes) => sr25519::verify(public, payload, bytes),
        // Of a scheme that came after this.
        _ => false,
    }
}

#[async_trait]
impl Signer for Keypair {
    fn account(&self) -> AccountId {
        self.0.account
    }

    fn scheme(&self) -> Scheme {
        match self.0.secret {
            Secret::Ecdsa(_) => Scheme::Ecdsa,
            Secret::Ed25519(_) => Scheme::Ed25519,
            Secret::Sr25519(_) => Scheme::Sr25519,
        }
    }

    /// At once: it does not wait for anything.
    async fn sign(&self, what: &ToSign<'_>) -> Result<Signature, SignError> {
        Ok(self.sign_bytes(&what.payload()))
    }
}

impl Secret {
    fn new(scheme: Scheme, seed: &Seed, junctions: &[Junction]) -> Result<Self, SuriError> {
        match scheme {
            Scheme::Ecdsa => {
                let seed = derive_hard(seed, junctions, ecdsa::derive)?;
                ecdsa::Pair::from_seed(&seed).map(Self::Ecdsa).ok_or(SuriError::NoKey)
            }
            Scheme::Ed25519 => {
                let seed = derive_hard(seed, junctions, ed25519::derive)?;
                Ok(Self::Ed25519(ed25519::Pair::from_seed(&seed)))
            }
            Scheme::Sr25519 => {
                let root = sr25519::Pair::from_seed(seed).ok_or(SuriError::NoKey)?;
                Ok(Self::Sr25519(junctions.iter().fold(root, |pair, step| pair.derive(step))))
            }
        }
    }

    fn public(&self) -> Vec<u8> {
        match self {
            Self::Ecdsa(pair) => pair.public().to_vec(),
            Self::Ed25519(pair) => pair.public().to_vec(),
            Self::Sr25519(pair) => pair.public().to_vec(),
        }
    }
}

fn derive_hard(
    seed: &Seed,
    junctions: &[Junction],
    derive: fn(&Seed, &Junction) -> Option<Seed>,
) -> Result<Seed, SuriError> {
    let mut seed = seed.clone();
    for (at, junction) in junctions.iter().enumerate() {
        seed = derive(&seed, junction).ok_or(SuriError::SoftJunction { number: at + 1 })?;
    }
    Ok(seed)
}

/// Its account as SS58 with the prefix 42.
impl fmt::Display for Keypair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.account.fmt(f)
    }
}

impl fmt::Debug for Keypair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keypair({} {})", self.scheme(), self.0.account)
    }
}
