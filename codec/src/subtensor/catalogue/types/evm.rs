//! Types of the crate `evm`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Basic {
    pub balance: [u64; 4],
    pub nonce: [u64; 4],
}
