//! Types of the crate `pallet_balances`.

use super::super::types::BalanceStatus;
use crate::codec::{Decode, Encode};
use crate::{AccountId, Tao, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum AdjustmentDirection {
    Increase,
    Decrease,
}

describe!(enum AdjustmentDirection {
    0 Increase,
    1 Decrease,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct BalanceLock {
    pub id: [u8; 8],
    pub amount: Tao,
    pub reasons: Reasons,
}

describe!(BalanceLock { id: [u8; 8], amount: Tao, reasons: Reasons });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum BalancesEvent {
    Endowed {
        account: AccountId,
        free_balance: Tao,
    },
    DustLost {
        account: AccountId,
        amount: Tao,
    },
    Transfer {
        from: AccountId,
        to: AccountId,
        amount: Tao,
    },
    BalanceSet {
        who: AccountId,
        free: Tao,
    },
    Reserved {
        who: AccountId,
        amount: Tao,
    },
    Unreserved {
        who: AccountId,
        amount: Tao,
    },
    ReserveRepatriated {
        from: AccountId,
        to: AccountId,
        amount: Tao,
        destination_status: BalanceStatus,
    },
    Deposit {
        who: AccountId,
        amount: Tao,
    },
    Withdraw {
        who: AccountId,
        amount: Tao,
    },
    Slashed {
        who: AccountId,
        amount: Tao,
    },
    Minted {
        who: AccountId,
        amount: Tao,
    },
    Burned {
        who: AccountId,
        amount: Tao,
    },
    Suspended {
        who: AccountId,
        amount: Tao,
    },
    Restored {
        who: AccountId,
        amount: Tao,
    },
    Upgraded {
        who: AccountId,
    },
    Issued {
        amount: Tao,
    },
    Rescinded {
        amount: Tao,
    },
    Locked {
        who: AccountId,
        amount: Tao,
    },
    Unlocked {
        who: AccountId,
        amount: Tao,
    },
    Frozen {
        who: AccountId,
        amount: Tao,
    },
    Thawed {
        who: AccountId,
        amount: Tao,
    },
    TotalIssuanceForced {
        old: Tao,
        new: Tao,
    },
}

describe!(enum BalancesEvent {
    0 Endowed { account: AccountId, free_balance: Tao },
    1 DustLost { account: AccountId, amount: Tao },
    2 Transfer { from: AccountId, to: AccountId, amount: Tao },
    3 BalanceSet { who: AccountId, free: Tao },
    4 Reserved { who: AccountId, amount: Tao },
    5 Unreserved { who: AccountId, amount: Tao },
    6 ReserveRepatriated { from: AccountId, to: AccountId, amount: Tao, destination_status: BalanceStatus },
    7 Deposit { who: AccountId, amount: Tao },
    8 Withdraw { who: AccountId, amount: Tao },
    9 Slashed { who: AccountId, amount: Tao },
    10 Minted { who: AccountId, amount: Tao },
    11 Burned { who: AccountId, amount: Tao },
    12 Suspended { who: AccountId, amount: Tao },
    13 Restored { who: AccountId, amount: Tao },
    14 Upgraded { who: AccountId },
    15 Issued { amount: Tao },
    16 Rescinded { amount: Tao },
    17 Locked { who: AccountId, amount: Tao },
    18 Unlocked { who: AccountId, amount: Tao },
    19 Frozen { who: AccountId, amount: Tao },
    20 Thawed { who: AccountId, amount: Tao },
    21 TotalIssuanceForced { old: Tao, new: Tao },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Reasons {
    Fee,
    Misc,
    All,
}

describe!(enum Reasons {
    0 Fee,
    1 Misc,
    2 All,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ReserveData {
    pub id: [u8; 8],
    pub amount: Tao,
}

describe!(ReserveData { id: [u8; 8], amount: Tao });
