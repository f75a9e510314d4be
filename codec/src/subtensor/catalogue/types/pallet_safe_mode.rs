//! Types of the crate `pallet_safe_mode`.

use crate::codec::{Decode, Encode};
use crate::{AccountId, Tao, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(enum SafeModeEvent {
    0 Entered { until: u32 },
    1 Extended { until: u32 },
    2 Exited { reason: SafeModeExitReason },
    3 DepositPlaced { account: AccountId, amount: Tao },
    4 DepositReleased { account: AccountId, amount: Tao },
    5 DepositSlashed { account: AccountId, amount: Tao },
    6 CannotDeposit,
    7 CannotRelease,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum SafeModeExitReason {
    Timeout,
    Force,
}

describe!(enum SafeModeExitReason {
    0 Timeout,
    1 Force,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum SafeModeHoldReason {
    EnterOrExtend,
}

describe!(enum SafeModeHoldReason {
    0 EnterOrExtend,
});
