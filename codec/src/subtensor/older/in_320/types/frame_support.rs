//! Types of the crate `frame_support`.

use crate::codec::{Decode, Encode};
use crate::{AccountId, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum SupportRawOrigin {
    Root,
    Signed(AccountId),
    None,
}

describe!(enum SupportRawOrigin {
    0 Root,
    1 Signed(AccountId),
    2 None,
});
