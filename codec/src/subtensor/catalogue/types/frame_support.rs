//! Types of the crate `frame_support`.

use super::super::types::{RuntimeFreezeReason, RuntimeHoldReason, Weight, WeightsPerClass};
use crate::codec::{Decode, Encode};
use crate::{AccountId, Tao, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum BalanceStatus {
    Free,
    Reserved,
}

describe!(enum BalanceStatus {
    0 Free,
    1 Reserved,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum DispatchClass {
    Normal,
    Operational,
    Mandatory,
}

describe!(enum DispatchClass {
    0 Normal,
    1 Operational,
    2 Mandatory,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct HoldConsideration(pub Tao);

describe!(HoldConsideration(Tao));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct PalletId(pub [u8; 8]);

describe!(PalletId([u8; 8]));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Pays {
    Yes,
    No,
}

describe!(enum Pays {
    0 Yes,
    1 No,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct PerDispatchClass2 {
    pub normal: u32,
    pub operational: u32,
    pub mandatory: u32,
}

describe!(PerDispatchClass2 { normal: u32, operational: u32, mandatory: u32 });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct PostDispatchInfo {
    pub actual_weight: Option<Weight>,
    pub pays_fee: Pays,
}

describe!(PostDispatchInfo {
    actual_weight: Option<Weight>,
    pays_fee: Pays
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct SupportDispatchPerDispatchClass {
    pub normal: WeightsPerClass,
    pub operational: WeightsPerClass,
    pub mandatory: WeightsPerClass,
}

describe!(SupportDispatchPerDispatchClass {
    normal: WeightsPerClass,
    operational: WeightsPerClass,
    mandatory: WeightsPerClass
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct SupportIdAmount {
    pub id: RuntimeHoldReason,
    pub amount: Tao,
}

describe!(SupportIdAmount { id: RuntimeHoldReason, amount: Tao });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct SupportMiscIdAmount {
    pub id: RuntimeFreezeReason,
    pub amount: Tao,
}

describe!(SupportMiscIdAmount { id: RuntimeFreezeReason, amount: Tao });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct SupportPerDispatchClass {
    pub normal: Weight,
    pub operational: Weight,
    pub mandatory: Weight,
}

describe!(SupportPerDispatchClass { normal: Weight, operational: Weight, mandatory: Weight });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum SupportRawOrigin {
    Root,
    Signed(AccountId),
    None,
    Authorized,
}

describe!(enum SupportRawOrigin {
    0 Root,
    1 Signed(AccountId),
    2 None,
    3 Authorized,
});
