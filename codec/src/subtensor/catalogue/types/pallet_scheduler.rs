//! Types of the crate `pallet_scheduler`.

use super::super::types::{DispatchError, OriginCaller};
use crate::codec::{Decode, Encode};
use crate::describe;
use crate::subtensor::BoundedCall;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct RetryConfig {
    pub total_retries: u8,
    pub remaining: u8,
    pub period: u32,
}

describe!(RetryConfig { total_retries: u8, remaining: u8, period: u32 });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Scheduled {
    pub maybe_id: Option<[u8; 32]>,
    pub priority: u8,
    pub call: BoundedCall,
    pub maybe_periodic: Option<(u32, u32)>,
    pub origin: OriginCaller,
}

describe!(Scheduled {
    maybe_id: Option<[u8; 32]>,
    priority: u8,
    call: BoundedCall,
    maybe_periodic: Option<(u32, u32)>,
    origin: OriginCaller
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(enum SchedulerEvent {
    0 Scheduled { when: u32, index: u32 },
    1 Canceled { when: u32, index: u32 },
    2 Dispatched { task: (u32, u32), id: Option<[u8; 32]>, result: Result<(), DispatchError> },
    3 RetrySet { task: (u32, u32), id: Option<[u8; 32]>, period: u32, retries: u8 },
    4 RetryCancelled { task: (u32, u32), id: Option<[u8; 32]> },
    5 CallUnavailable { task: (u32, u32), id: Option<[u8; 32]> },
    6 PeriodicFailed { task: (u32, u32), id: Option<[u8; 32]> },
    7 RetryFailed { task: (u32, u32), id: Option<[u8; 32]> },
    8 PermanentlyOverweight { task: (u32, u32), id: Option<[u8; 32]> },
    9 AgendaIncomplete { when: u32 },
});
