//! Types of the crate `pallet_base_fee`.

use super::super::types::Permill;
use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum BaseFeeEvent {
    NewBaseFeePerGas { fee: [u64; 4] },
    BaseFeeOverflow,
    NewElasticity { elasticity: Permill },
}

describe!(enum BaseFeeEvent {
    0 NewBaseFeePerGas { fee: [u64; 4] },
    1 BaseFeeOverflow,
    2 NewElasticity { elasticity: Permill },
});
