//! Types of the crate `pallet_timestamp`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum TimestampCall {
    set {
        #[codec(compact)]
        now: u64,
    },
}
