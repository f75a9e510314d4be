//! ECDSA over secp256k1, as Substrate derives and signs it.

use k256::ecdsa::{RecoveryId, Signature, SigningKey, VerifyingKey};
use subwire_codec::hash::blake2b_256;

use super::junction::{Junction, Seed};

/// A key pair; overwritten when it is dropped.
pub(super) struct Pair(SigningKey);

impl Pair {
    /// None where the seed is zero or not below the curve's order.
    pub(super) fn from_seed(seed: &Seed) -> Option<Self> {
        SigningKey::from_slice(&seed[..]).ok().map(Self)
    }

    /// Compressed.
    pub(super) fn public(&self) -> [u8; 33] {
        compressed(self.0.verifying_key())
    }

    /// Always the same, as RFC 6979 says.
    pub(super) fn sign(&self, payload: &[u8]) -> [u8; 65] {
        let signed = self.0.sign_prehash_recoverable(&blake2b_256(payload));
        // It fails where r or s comes out as zero: whoever finds such an input has broken the curve.
        let (signature, recovery) = signed.expect("a hash of 32 bytes can be signed");
        let mut bytes = [recovery.to_byte(); 65];
        bytes[..64].copy_from_slice(&signature.to_bytes());
        bytes
    }
}

/// None where the junction is soft.
pub(super) fn derive(seed: &Seed, junction: &Junction) -> Option<Seed> {
    junction.seed("Secp256k1HDKD", seed)
}

/// The account whose key made the signature, if it is one.
///
/// The recovery byte may also be written as Ethereum has it, 27 higher: chains take both.
pub(super) fn account(payload: &[u8], signature: &[u8; 65]) -> Option<[u8; 32]> {
    let [signature @ .., recovery] = signature;
    let recovery = recovery.checked_sub(27).unwrap_or(*recovery);
    let recovery = RecoveryId::from_byte(recovery)?;
    let signature = Signature::from_slice(signature).ok()?;
    let hash = blake2b_256(payload);
    let public = VerifyingKey::recover_from_prehash(&hash, &signature, recovery).ok()?;
    Some(blake2b_256(&compressed(&public)))
}

fn compressed(public: &VerifyingKey) -> [u8; 33] {
    let mut bytes = [0; 33];
    bytes.copy_from_slice(public.to_encoded_point(true).as_bytes());
    bytes
}
