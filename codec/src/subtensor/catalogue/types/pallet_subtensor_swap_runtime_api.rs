//! Types of the crate `pallet_subtensor_swap_runtime_api`.

use crate::codec::{Decode, Encode};
use crate::{Alpha, Tao, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct SimSwapResult {
    pub tao_amount: Tao,
    pub alpha_amount: Alpha,
    pub tao_fee: Tao,
    pub alpha_fee: Alpha,
}

describe!(SimSwapResult { tao_amount: Tao, alpha_amount: Alpha, tao_fee: Tao, alpha_fee: Alpha });
