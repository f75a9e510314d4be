//! Types of the crate `pallet_ethereum`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum EthereumRawOrigin {
    EthereumTransaction([u8; 20]),
}

describe!(enum EthereumRawOrigin {
    0 EthereumTransaction([u8; 20]),
});
