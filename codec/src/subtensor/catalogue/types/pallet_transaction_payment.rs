//! Types of the crate `pallet_transaction_payment`.

use super::super::types::{DispatchClass, Weight};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::{AccountId, Tao};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct FeeDetails {
    pub inclusion_fee: Option<InclusionFee>,
    pub tip: Tao,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct InclusionFee {
    pub base_fee: Tao,
    pub len_fee: Tao,
    pub adjusted_weight_fee: Tao,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum Releases {
    V1Ancient,
    V2,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct RuntimeDispatchInfo {
    pub weight: Weight,
    pub class: DispatchClass,
    pub partial_fee: Tao,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum TransactionPaymentEvent {
    TransactionFeePaid { who: AccountId, actual_fee: Tao, tip: Tao },
}
