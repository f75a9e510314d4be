//! Types of the crate `pallet_base_fee`.

use super::super::types::Permill;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum BaseFeeCall {
    set_base_fee_per_gas { fee: [u64; 4] },
    set_elasticity { elasticity: Permill },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum BaseFeeEvent {
    NewBaseFeePerGas { fee: [u64; 4] },
    BaseFeeOverflow,
    NewElasticity { elasticity: Permill },
}
