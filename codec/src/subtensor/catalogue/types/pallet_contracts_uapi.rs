//! Types of the crate `pallet_contracts_uapi`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ReturnFlags {
    pub bits: u32,
}

describe!(ReturnFlags { bits: u32 });
