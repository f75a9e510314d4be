//! Types of the crate `pallet_contracts_uapi`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ReturnFlags {
    pub bits: u32,
}
