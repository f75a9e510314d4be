//! Types of the crate `evm`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Basic {
    pub balance: [u64; 4],
    pub nonce: [u64; 4],
}

describe!(Basic { balance: [u64; 4], nonce: [u64; 4] });
