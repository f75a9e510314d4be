//! Types of the crate `ethbloom`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Bloom(pub [u8; 256]);
