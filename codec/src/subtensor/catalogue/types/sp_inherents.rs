//! Types of the crate `sp_inherents`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct CheckInherentsResult {
    pub okay: bool,
    pub fatal_error: bool,
    pub errors: InherentData,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct InherentData {
    pub data: BTreeMap<[u8; 8], Vec<u8>>,
}
