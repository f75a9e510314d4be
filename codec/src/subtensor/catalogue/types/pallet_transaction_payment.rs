//! Types of the crate `pallet_transaction_payment`.

use super::super::types::{DispatchClass, Weight};
use crate::codec::{Decode, Encode};
use crate::{AccountId, Tao, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct FeeDetails {
    pub inclusion_fee: Option<InclusionFee>,
    pub tip: Tao,
}

describe!(FeeDetails {
    inclusion_fee: Option<InclusionFee>,
    tip: Tao
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct InclusionFee {
    pub base_fee: Tao,
    pub len_fee: Tao,
    pub adjusted_weight_fee: Tao,
}

describe!(InclusionFee { base_fee: Tao, len_fee: Tao, adjusted_weight_fee: Tao });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Releases {
    V1Ancient,
    V2,
}

describe!(enum Releases {
    0 V1Ancient,
    1 V2,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct RuntimeDispatchInfo {
    pub weight: Weight,
    pub class: DispatchClass,
    pub partial_fee: Tao,
}

describe!(RuntimeDispatchInfo { weight: Weight, class: DispatchClass, partial_fee: Tao });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum TransactionPaymentEvent {
    TransactionFeePaid { who: AccountId, actual_fee: Tao, tip: Tao },
}

describe!(enum TransactionPaymentEvent {
    0 TransactionFeePaid { who: AccountId, actual_fee: Tao, tip: Tao },
});
