//! Types of the crate `NonZeroU64`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct NonZeroU64(pub u64);

describe!(NonZeroU64(u64));
