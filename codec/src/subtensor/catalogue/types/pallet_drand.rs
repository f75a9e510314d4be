//! Types of the crate `pallet_drand`.

use super::super::types::MultiSigner;
use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct BeaconConfiguration {
    pub public_key: Vec<u8>,
    pub period: u32,
    pub genesis_time: u32,
    pub hash: Vec<u8>,
    pub group_hash: Vec<u8>,
    pub scheme_id: Vec<u8>,
    pub metadata: Metadata,
}

describe!(BeaconConfiguration {
    public_key: Vec<u8>,
    period: u32,
    genesis_time: u32,
    hash: Vec<u8>,
    group_hash: Vec<u8>,
    scheme_id: Vec<u8>,
    metadata: Metadata
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct BeaconConfigurationPayload {
    pub block_number: u32,
    pub config: BeaconConfiguration,
    pub public: MultiSigner,
}

describe!(BeaconConfigurationPayload {
    block_number: u32,
    config: BeaconConfiguration,
    public: MultiSigner
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum DrandEvent {
    BeaconConfigChanged,
    NewPulse { rounds: Vec<u64> },
    SetOldestStoredRound(u64),
}

describe!(enum DrandEvent {
    0 BeaconConfigChanged,
    1 NewPulse { rounds: Vec<u64> },
    2 SetOldestStoredRound(u64),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Metadata {
    pub beacon_id: Vec<u8>,
}

describe!(Metadata {
    beacon_id: Vec<u8>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Pulse {
    pub round: u64,
    pub randomness: Vec<u8>,
    pub signature: Vec<u8>,
}

describe!(Pulse {
    round: u64,
    randomness: Vec<u8>,
    signature: Vec<u8>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct PulsesPayload {
    pub block_number: u32,
    pub pulses: Vec<Pulse>,
    pub public: MultiSigner,
}

describe!(PulsesPayload {
    block_number: u32,
    pulses: Vec<Pulse>,
    public: MultiSigner
});
