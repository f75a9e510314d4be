//! Types of the crate `fp_self_contained`.

use super::super::types::RuntimeUncheckedExtrinsic;
use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct FpSelfContainedUncheckedExtrinsic(pub RuntimeUncheckedExtrinsic);

describe!(FpSelfContainedUncheckedExtrinsic(RuntimeUncheckedExtrinsic));
