//! Types of the crate `pallet_crowdloan`.

use super::super::types::RuntimeCall;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::{AccountId, Tao};
use alloc::boxed::Box;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum CrowdloanCall {
    create {
        #[codec(compact)]
        deposit: Tao,
        #[codec(compact)]
        min_contribution: Tao,
        #[codec(compact)]
        cap: Tao,
        #[codec(compact)]
        end: u32,
        call: Option<Box<RuntimeCall>>,
        target_address: Option<AccountId>,
    },
    contribute {
        #[codec(compact)]
        crowdloan_id: u32,
        #[codec(compact)]
        amount: Tao,
    },
    withdraw {
        #[codec(compact)]
        crowdloan_id: u32,
    },
    finalize {
        #[codec(compact)]
        crowdloan_id: u32,
    },
    refund {
        #[codec(compact)]
        crowdloan_id: u32,
    },
    dissolve {
        #[codec(compact)]
        crowdloan_id: u32,
    },
    update_min_contribution {
        #[codec(compact)]
        crowdloan_id: u32,
        #[codec(compact)]
        new_min_contribution: Tao,
    },
    update_end {
        #[codec(compact)]
        crowdloan_id: u32,
        #[codec(compact)]
        new_end: u32,
    },
    update_cap {
        #[codec(compact)]
        crowdloan_id: u32,
        #[codec(compact)]
        new_cap: Tao,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum CrowdloanEvent {
    Created { crowdloan_id: u32, creator: AccountId, end: u32, cap: Tao },
    Contributed { crowdloan_id: u32, contributor: AccountId, amount: Tao },
    Withdrew { crowdloan_id: u32, contributor: AccountId, amount: Tao },
    PartiallyRefunded { crowdloan_id: u32 },
    AllRefunded { crowdloan_id: u32 },
    Finalized { crowdloan_id: u32 },
    Dissolved { crowdloan_id: u32 },
    MinContributionUpdated { crowdloan_id: u32, new_min_contribution: Tao },
    EndUpdated { crowdloan_id: u32, new_end: u32 },
    CapUpdated { crowdloan_id: u32, new_cap: Tao },
}
