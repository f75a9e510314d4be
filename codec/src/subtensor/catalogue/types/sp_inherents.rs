//! Types of the crate `sp_inherents`.

use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct CheckInherentsResult {
    pub okay: bool,
    pub fatal_error: bool,
    pub errors: InherentData,
}

describe!(CheckInherentsResult { okay: bool, fatal_error: bool, errors: InherentData });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct InherentData {
    pub data: BTreeMap<[u8; 8], Vec<u8>>,
}

describe!(InherentData {
    data: BTreeMap<[u8; 8], Vec<u8>>
});
