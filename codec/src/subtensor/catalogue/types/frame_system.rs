//! Types of the crate `frame_system`.

use super::super::types::{
    DispatchClass, DispatchError, Pays, PerDispatchClass2, RuntimeEvent,
    SupportDispatchPerDispatchClass, Weight,
};
use crate::codec::{Compact, Decode, Encode};
use crate::{AccountId, describe};
use alloc::string::String;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct BlockLength {
    pub max: PerDispatchClass2,
}

describe!(BlockLength { max: PerDispatchClass2 });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct BlockWeights {
    pub base_block: Weight,
    pub max_block: Weight,
    pub per_class: SupportDispatchPerDispatchClass,
}

describe!(BlockWeights {
    base_block: Weight,
    max_block: Weight,
    per_class: SupportDispatchPerDispatchClass
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct CodeUpgradeAuthorization {
    pub code_hash: [u8; 32],
    pub check_version: bool,
}

describe!(CodeUpgradeAuthorization { code_hash: [u8; 32], check_version: bool });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct DispatchEventInfo {
    pub weight: Weight,
    pub class: DispatchClass,
    pub pays_fee: Pays,
}

describe!(DispatchEventInfo { weight: Weight, class: DispatchClass, pays_fee: Pays });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct EventRecord {
    pub phase: Phase,
    pub event: RuntimeEvent,
    pub topics: Vec<[u8; 32]>,
}

describe!(EventRecord {
    phase: Phase,
    event: RuntimeEvent,
    topics: Vec<[u8; 32]>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct LastRuntimeUpgradeInfo {
    #[codec(compact)]
    pub spec_version: u32,
    pub spec_name: String,
}

describe!(LastRuntimeUpgradeInfo {
    spec_version: Compact<u32>,
    spec_name: String
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Phase {
    ApplyExtrinsic(u32),
    Finalization,
    Initialization,
}

describe!(enum Phase {
    0 ApplyExtrinsic(u32),
    1 Finalization,
    2 Initialization,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum SystemEvent {
    ExtrinsicSuccess { dispatch_info: DispatchEventInfo },
    ExtrinsicFailed { dispatch_error: DispatchError, dispatch_info: DispatchEventInfo },
    CodeUpdated,
    NewAccount { account: AccountId },
    KilledAccount { account: AccountId },
    Remarked { sender: AccountId, hash: [u8; 32] },
    UpgradeAuthorized { code_hash: [u8; 32], check_version: bool },
    RejectedInvalidAuthorizedUpgrade { code_hash: [u8; 32], error: DispatchError },
}

describe!(enum SystemEvent {
    0 ExtrinsicSuccess { dispatch_info: DispatchEventInfo },
    1 ExtrinsicFailed { dispatch_error: DispatchError, dispatch_info: DispatchEventInfo },
    2 CodeUpdated,
    3 NewAccount { account: AccountId },
    4 KilledAccount { account: AccountId },
    5 Remarked { sender: AccountId, hash: [u8; 32] },
    6 UpgradeAuthorized { code_hash: [u8; 32], check_version: bool },
    7 RejectedInvalidAuthorizedUpgrade { code_hash: [u8; 32], error: DispatchError },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct WeightsPerClass {
    pub base_extrinsic: Weight,
    pub max_extrinsic: Option<Weight>,
    pub max_total: Option<Weight>,
    pub reserved: Option<Weight>,
}

describe!(WeightsPerClass {
    base_extrinsic: Weight,
    max_extrinsic: Option<Weight>,
    max_total: Option<Weight>,
    reserved: Option<Weight>
});
