//! Types of the crate `pallet_scheduler`.

use super::super::types::{DispatchError, OriginCaller, RuntimeCall};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::subtensor::BoundedCall;
use alloc::boxed::Box;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct RetryConfig {
    pub total_retries: u8,
    pub remaining: u8,
    pub period: u32,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Scheduled {
    pub maybe_id: Option<[u8; 32]>,
    pub priority: u8,
    pub call: BoundedCall,
    pub maybe_periodic: Option<(u32, u32)>,
    pub origin: OriginCaller,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SchedulerCall {
    schedule {
        when: u32,
        maybe_periodic: Option<(u32, u32)>,
        priority: u8,
        call: Box<RuntimeCall>,
    },
    cancel {
        when: u32,
        index: u32,
    },
    schedule_named {
        id: [u8; 32],
        when: u32,
        maybe_periodic: Option<(u32, u32)>,
        priority: u8,
        call: Box<RuntimeCall>,
    },
    cancel_named {
        id: [u8; 32],
    },
    schedule_after {
        after: u32,
        maybe_periodic: Option<(u32, u32)>,
        priority: u8,
        call: Box<RuntimeCall>,
    },
    schedule_named_after {
        id: [u8; 32],
        after: u32,
        maybe_periodic: Option<(u32, u32)>,
        priority: u8,
        call: Box<RuntimeCall>,
    },
    set_retry {
        task: (u32, u32),
        retries: u8,
        period: u32,
    },
    set_retry_named {
        id: [u8; 32],
        retries: u8,
        period: u32,
    },
    cancel_retry {
        task: (u32, u32),
    },
    cancel_retry_named {
        id: [u8; 32],
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SchedulerEvent {
    Scheduled { when: u32, index: u32 },
    Canceled { when: u32, index: u32 },
    Dispatched { task: (u32, u32), id: Option<[u8; 32]>, result: Result<(), DispatchError> },
    RetrySet { task: (u32, u32), id: Option<[u8; 32]>, period: u32, retries: u8 },
    RetryCancelled { task: (u32, u32), id: Option<[u8; 32]> },
    CallUnavailable { task: (u32, u32), id: Option<[u8; 32]> },
    PeriodicFailed { task: (u32, u32), id: Option<[u8; 32]> },
    RetryFailed { task: (u32, u32), id: Option<[u8; 32]> },
    PermanentlyOverweight { task: (u32, u32), id: Option<[u8; 32]> },
    AgendaIncomplete { when: u32 },
}
