//! Types of the crate `frame_support`.

use super::super::types::{RuntimeFreezeReason, RuntimeHoldReason, Weight, WeightsPerClass};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::{AccountId, Tao};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum BalanceStatus {
    Free,
    Reserved,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum DispatchClass {
    Normal,
    Operational,
    Mandatory,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct HoldConsideration(pub Tao);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct PalletId(pub [u8; 8]);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum Pays {
    Yes,
    No,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct PerDispatchClass2 {
    pub normal: u32,
    pub operational: u32,
    pub mandatory: u32,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct PostDispatchInfo {
    pub actual_weight: Option<Weight>,
    pub pays_fee: Pays,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct SupportDispatchPerDispatchClass {
    pub normal: WeightsPerClass,
    pub operational: WeightsPerClass,
    pub mandatory: WeightsPerClass,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct SupportIdAmount {
    pub id: RuntimeHoldReason,
    pub amount: Tao,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct SupportMiscIdAmount {
    pub id: RuntimeFreezeReason,
    pub amount: Tao,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct SupportPerDispatchClass {
    pub normal: Weight,
    pub operational: Weight,
    pub mandatory: Weight,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SupportRawOrigin {
    Root,
    Signed(AccountId),
    None,
    Authorized,
}
