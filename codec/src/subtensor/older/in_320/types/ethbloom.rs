//! Types of the crate `ethbloom`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Bloom(pub [u8; 256]);

describe!(Bloom([u8; 256]));
