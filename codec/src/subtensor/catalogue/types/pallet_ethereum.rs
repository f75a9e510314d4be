//! Types of the crate `pallet_ethereum`.

use super::super::types::EvmCoreExitReason;
use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum EthereumEvent {
    Executed {
        from: [u8; 20],
        to: [u8; 20],
        transaction_hash: [u8; 32],
        exit_reason: EvmCoreExitReason,
        extra_data: Vec<u8>,
    },
}

describe!(enum EthereumEvent {
    0 Executed { from: [u8; 20], to: [u8; 20], transaction_hash: [u8; 32], exit_reason: EvmCoreExitReason, extra_data: Vec<u8> },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum EthereumRawOrigin {
    EthereumTransaction([u8; 20]),
}

describe!(enum EthereumRawOrigin {
    0 EthereumTransaction([u8; 20]),
});
