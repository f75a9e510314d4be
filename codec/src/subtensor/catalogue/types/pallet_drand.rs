//! Types of the crate `pallet_drand`.

use super::super::types::{MultiSignature, MultiSigner};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct BeaconConfiguration {
    pub public_key: Vec<u8>,
    pub period: u32,
    pub genesis_time: u32,
    pub hash: Vec<u8>,
    pub group_hash: Vec<u8>,
    pub scheme_id: Vec<u8>,
    pub metadata: Metadata,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct BeaconConfigurationPayload {
    pub block_number: u32,
    pub config: BeaconConfiguration,
    pub public: MultiSigner,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum DrandCall {
    write_pulse {
        pulses_payload: PulsesPayload,
        signature: Option<MultiSignature>,
    },
    set_beacon_config {
        config_payload: BeaconConfigurationPayload,
        signature: Option<MultiSignature>,
    },
    set_oldest_stored_round {
        oldest_round: u64,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum DrandEvent {
    BeaconConfigChanged,
    NewPulse { rounds: Vec<u64> },
    SetOldestStoredRound(u64),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Metadata {
    pub beacon_id: Vec<u8>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Pulse {
    pub round: u64,
    pub randomness: Vec<u8>,
    pub signature: Vec<u8>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct PulsesPayload {
    pub block_number: u32,
    pub pulses: Vec<Pulse>,
    pub public: MultiSigner,
}
