//! Types of the crate `fp_self_contained`.

use super::super::types::RuntimeUncheckedExtrinsic;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct FpSelfContainedUncheckedExtrinsic(pub RuntimeUncheckedExtrinsic);
