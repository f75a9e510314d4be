//! Schnorr signatures over Ristretto, as Substrate uses them.

use schnorrkel::derive::{ChainCode, Derivation};
use schnorrkel::{ExpansionMode, Keypair, MiniSecretKey, PublicKey, Signature};

use super::junction::{Junction, Seed};

/// What all of Substrate's signatures are made for.
const CONTEXT: &[u8] = b"substrate";

/// A key pair; overwritten when it is dropped.
pub(super) struct Pair(Keypair);

impl Pair {
    pub(super) fn from_seed(seed: &Seed) -> Option<Self> {
        MiniSecretKey::from_bytes(&seed[..]).ok().map(|secret| Self(expand(&secret)))
    }

    pub(super) fn derive(&self, junction: &Junction) -> Self {
        let chain_code = ChainCode(*junction.chain_code);
        Self(if junction.is_hard {
            expand(&self.0.hard_derive_mini_secret_key(Some(chain_code), b"").0)
        } else {
            self.0.derived_key_simple(chain_code, b"").0
        })
    }

    pub(super) fn public(&self) -> [u8; 32] {
        self.0.public.to_bytes()
    }

    /// Differs each time: half of the nonce is random.
    pub(super) fn sign(&self, payload: &[u8]) -> [u8; 64] {
        self.0.sign_simple(CONTEXT, payload).to_bytes()
    }
}

pub(super) fn verify(public: &[u8; 32], payload: &[u8], signature: &[u8; 64]) -> bool {
    let (Ok(public), Ok(signature)) =
        (PublicKey::from_bytes(public), Signature::from_bytes(signature))
    else {
        return false;
    };
    public.verify_simple(CONTEXT, payload, &signature).is_ok()
}

fn expand(secret: &MiniSecretKey) -> Keypair {
    secret.expand_to_keypair(ExpansionMode::Ed25519)
}
