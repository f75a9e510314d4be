//! Types of the crate `pallet_subtensor_utility`.

use super::super::types::{DispatchError, OriginCaller, RuntimeCall, Weight};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::boxed::Box;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SubtensorUtilityCall {
    batch { calls: Vec<RuntimeCall> },
    as_derivative { index: u16, call: Box<RuntimeCall> },
    batch_all { calls: Vec<RuntimeCall> },
    dispatch_as { as_origin: OriginCaller, call: Box<RuntimeCall> },
    force_batch { calls: Vec<RuntimeCall> },
    with_weight { call: Box<RuntimeCall>, weight: Weight },
    if_else { main: Box<RuntimeCall>, fallback: Box<RuntimeCall> },
    dispatch_as_fallible { as_origin: OriginCaller, call: Box<RuntimeCall> },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SubtensorUtilityEvent {
    BatchInterrupted { index: u32, error: DispatchError },
    BatchCompleted,
    BatchCompletedWithErrors,
    ItemCompleted,
    ItemFailed { error: DispatchError },
    DispatchedAs { result: Result<(), DispatchError> },
    IfElseMainSuccess,
    IfElseFallbackCalled { main_error: DispatchError },
}
