//! Types of the crate `pallet_balances`.

use super::super::types::{BalanceStatus, MultiAddress};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::{AccountId, Tao};
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum AdjustmentDirection {
    Increase,
    Decrease,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct BalanceLock {
    pub id: [u8; 8],
    pub amount: Tao,
    pub reasons: Reasons,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum BalancesCall {
    transfer_allow_death {
        dest: MultiAddress,
        #[codec(compact)]
        value: Tao,
    },
    #[codec(index = 2)]
    force_transfer {
        source: MultiAddress,
        dest: MultiAddress,
        #[codec(compact)]
        value: Tao,
    },
    #[codec(index = 3)]
    transfer_keep_alive {
        dest: MultiAddress,
        #[codec(compact)]
        value: Tao,
    },
    #[codec(index = 4)]
    transfer_all { dest: MultiAddress, keep_alive: bool },
    #[codec(index = 5)]
    force_unreserve { who: MultiAddress, amount: Tao },
    #[codec(index = 6)]
    upgrade_accounts { who: Vec<AccountId> },
    #[codec(index = 8)]
    force_set_balance {
        who: MultiAddress,
        #[codec(compact)]
        new_free: Tao,
    },
    #[codec(index = 9)]
    force_adjust_total_issuance {
        direction: AdjustmentDirection,
        #[codec(compact)]
        delta: Tao,
    },
    #[codec(index = 10)]
    burn {
        #[codec(compact)]
        value: Tao,
        keep_alive: bool,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
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

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum Reasons {
    Fee,
    Misc,
    All,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ReserveData {
    pub id: [u8; 8],
    pub amount: Tao,
}
