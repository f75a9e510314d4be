//! Types of the crate `subtensor_runtime_common`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ProxyType {
    Any,
    Owner,
    NonCritical,
    NonTransfer,
    Senate,
    NonFungibile,
    Triumvirate,
    Governance,
    Staking,
    Registration,
    Transfer,
    SmallTransfer,
    RootWeights,
    ChildKeys,
    SudoUncheckedSetCode,
    SwapHotkey,
    SubnetLeaseBeneficiary,
}

describe!(enum ProxyType {
    0 Any,
    1 Owner,
    2 NonCritical,
    3 NonTransfer,
    4 Senate,
    5 NonFungibile,
    6 Triumvirate,
    7 Governance,
    8 Staking,
    9 Registration,
    10 Transfer,
    11 SmallTransfer,
    12 RootWeights,
    13 ChildKeys,
    14 SudoUncheckedSetCode,
    15 SwapHotkey,
    16 SubnetLeaseBeneficiary,
});
