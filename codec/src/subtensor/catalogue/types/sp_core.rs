//! Types of the crate `sp_core`.

use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct KeyTypeId(pub [u8; 4]);

describe!(KeyTypeId([u8; 4]));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct OpaqueMetadata(pub Vec<u8>);

describe!(OpaqueMetadata(Vec<u8>));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Void {}

describe!(
    enum Void {}
);
