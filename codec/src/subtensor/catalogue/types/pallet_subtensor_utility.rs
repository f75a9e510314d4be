//! Types of the crate `pallet_subtensor_utility`.

use super::super::types::DispatchError;
use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(enum SubtensorUtilityEvent {
    0 BatchInterrupted { index: u32, error: DispatchError },
    1 BatchCompleted,
    2 BatchCompletedWithErrors,
    3 ItemCompleted,
    4 ItemFailed { error: DispatchError },
    5 DispatchedAs { result: Result<(), DispatchError> },
    6 IfElseMainSuccess,
    7 IfElseFallbackCalled { main_error: DispatchError },
});
