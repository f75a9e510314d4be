//! Types of the crate `pallet_admin_utils`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum PrecompileEnum {
    BalanceTransfer,
    Staking,
    Subnet,
    Metagraph,
    Neuron,
    UidLookup,
    Alpha,
    Crowdloan,
    PureProxy,
    Leasing,
}

describe!(enum PrecompileEnum {
    0 BalanceTransfer,
    1 Staking,
    2 Subnet,
    3 Metagraph,
    4 Neuron,
    5 UidLookup,
    6 Alpha,
    7 Crowdloan,
    8 PureProxy,
    9 Leasing,
});
