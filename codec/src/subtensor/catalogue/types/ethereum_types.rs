//! Types of the crate `ethereum_types`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct H64(pub [u8; 8]);

describe!(H64([u8; 8]));
