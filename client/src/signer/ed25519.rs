//! Ed25519, as Substrate derives it.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::junction::{Junction, Seed};

/// A key pair; overwritten when it is dropped.
pub(super) struct Pair(SigningKey);

impl Pair {
    pub(super) fn from_seed(seed: &Seed) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    pub(super) fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    pub(super) fn sign(&self, payload: &[u8]) -> [u8; 64] {
        self.0.sign(payload).to_bytes()
    }
}

/// None where the junction is soft.
pub(super) fn derive(seed: &Seed, junction: &Junction) -> Option<Seed> {
    junction.seed("Ed25519HDKD", seed)
}

pub(super) fn verify(public: &[u8; 32], payload: &[u8], signature: &[u8; 64]) -> bool {
    let signature = Signature::from_bytes(signature);
    VerifyingKey::from_bytes(public)
        .is_ok_and(|public| public.verify_strict(payload, &signature).is_ok())
}
