//! Types of the crate `NonZeroU64`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct NonZeroU64(pub u64);
