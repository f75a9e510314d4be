//! Types of the crate `pallet_crowdloan`.

use crate::codec::{Decode, Encode};
use crate::{AccountId, Tao, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(enum CrowdloanEvent {
    0 Created { crowdloan_id: u32, creator: AccountId, end: u32, cap: Tao },
    1 Contributed { crowdloan_id: u32, contributor: AccountId, amount: Tao },
    2 Withdrew { crowdloan_id: u32, contributor: AccountId, amount: Tao },
    3 PartiallyRefunded { crowdloan_id: u32 },
    4 AllRefunded { crowdloan_id: u32 },
    5 Finalized { crowdloan_id: u32 },
    6 Dissolved { crowdloan_id: u32 },
    7 MinContributionUpdated { crowdloan_id: u32, new_min_contribution: Tao },
    8 EndUpdated { crowdloan_id: u32, new_end: u32 },
    9 CapUpdated { crowdloan_id: u32, new_cap: Tao },
});
