//! Types of the crate `sp_weights`.

use crate::codec::{Compact, Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct RuntimeDbWeight {
    pub read: u64,
    pub write: u64,
}

describe!(RuntimeDbWeight { read: u64, write: u64 });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Weight {
    #[codec(compact)]
    pub ref_time: u64,
    #[codec(compact)]
    pub proof_size: u64,
}

describe!(Weight {
    ref_time: Compact<u64>,
    proof_size: Compact<u64>
});
