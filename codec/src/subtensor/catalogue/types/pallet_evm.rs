//! Types of the crate `pallet_evm`.

use super::super::types::Log;
use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct CodeMetadata {
    pub size: u64,
    pub hash: [u8; 32],
}

describe!(CodeMetadata { size: u64, hash: [u8; 32] });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum EvmEvent {
    Log { log: Log },
    Created { address: [u8; 20] },
    CreatedFailed { address: [u8; 20] },
    Executed { address: [u8; 20] },
    ExecutedFailed { address: [u8; 20] },
}

describe!(enum EvmEvent {
    0 Log { log: Log },
    1 Created { address: [u8; 20] },
    2 CreatedFailed { address: [u8; 20] },
    3 Executed { address: [u8; 20] },
    4 ExecutedFailed { address: [u8; 20] },
});
