//! The certificates with which neurons prove who they are to each other.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// A neuron's public key for TLS: `SubtensorModule.NeuronCertificates`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct NeuronCertificate {
    /// The key, at most 64 bytes.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub public_key: Vec<u8>,
    /// The key's algorithm, as the neuron announced it; the runtime gives numbers no meaning.
    pub algorithm: u8,
}
