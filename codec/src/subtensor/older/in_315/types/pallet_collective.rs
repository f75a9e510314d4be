//! Types of the crate `pallet_collective`.

use crate::codec::{Decode, Encode};
use crate::{AccountId, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum RawOrigin {
    Members(u32, u32),
    Member(AccountId),
    _Phantom,
}

describe!(enum RawOrigin {
    0 Members(u32, u32),
    1 Member(AccountId),
    2 _Phantom,
});
