//! Types of the crate `pallet_safe_mode`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::{AccountId, Tao};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SafeModeCall {
    enter,
    force_enter,
    extend,
    force_extend,
    force_exit,
    force_slash_deposit { account: AccountId, block: u32 },
    release_deposit { account: AccountId, block: u32 },
    force_release_deposit { account: AccountId, block: u32 },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SafeModeEvent {
    Entered { until: u32 },
    Extended { until: u32 },
    Exited { reason: SafeModeExitReason },
    DepositPlaced { account: AccountId, amount: Tao },
    DepositReleased { account: AccountId, amount: Tao },
    DepositSlashed { account: AccountId, amount: Tao },
    CannotDeposit,
    CannotRelease,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SafeModeExitReason {
    Timeout,
    Force,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SafeModeHoldReason {
    EnterOrExtend,
}
