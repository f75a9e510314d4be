//! Types of the crate `frame_system`.

use super::super::types::{
    DispatchClass, DispatchError, Pays, PerDispatchClass2, RuntimeEvent,
    SupportDispatchPerDispatchClass, Weight,
};
use crate::AccountId;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::string::String;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct BlockLength {
    pub max: PerDispatchClass2,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct BlockWeights {
    pub base_block: Weight,
    pub max_block: Weight,
    pub per_class: SupportDispatchPerDispatchClass,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct CodeUpgradeAuthorization {
    pub code_hash: [u8; 32],
    pub check_version: bool,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct DispatchEventInfo {
    pub weight: Weight,
    pub class: DispatchClass,
    pub pays_fee: Pays,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EventRecord {
    pub phase: Phase,
    pub event: RuntimeEvent,
    pub topics: Vec<[u8; 32]>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct LastRuntimeUpgradeInfo {
    #[codec(compact)]
    pub spec_version: u32,
    pub spec_name: String,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum Phase {
    ApplyExtrinsic(u32),
    Finalization,
    Initialization,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SystemCall {
    remark {
        remark: Vec<u8>,
    },
    set_heap_pages {
        pages: u64,
    },
    set_code {
        code: Vec<u8>,
    },
    set_code_without_checks {
        code: Vec<u8>,
    },
    set_storage {
        items: Vec<(Vec<u8>, Vec<u8>)>,
    },
    kill_storage {
        keys: Vec<Vec<u8>>,
    },
    kill_prefix {
        prefix: Vec<u8>,
        subkeys: u32,
    },
    remark_with_event {
        remark: Vec<u8>,
    },
    #[codec(index = 9)]
    authorize_upgrade {
        code_hash: [u8; 32],
    },
    #[codec(index = 10)]
    authorize_upgrade_without_checks {
        code_hash: [u8; 32],
    },
    #[codec(index = 11)]
    apply_authorized_upgrade {
        code: Vec<u8>,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
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

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct WeightsPerClass {
    pub base_extrinsic: Weight,
    pub max_extrinsic: Option<Weight>,
    pub max_total: Option<Weight>,
    pub reserved: Option<Weight>,
}
