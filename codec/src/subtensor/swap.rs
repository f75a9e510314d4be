//! Prices and trades, as `SwapRuntimeApi` gives them.

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::{NetUid, types};
use crate::{Alpha, Tao};

/// What a trade would give, and what it would cost.
///
/// The slippage is `None` where the runtime does not tell, up to spec version 365.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct SimSwapResult {
    /// The TAO that goes in or comes out.
    pub tao_amount: Tao,
    /// The alpha that comes out or goes in.
    pub alpha_amount: Alpha,
    /// The fee, where it is taken in TAO.
    pub tao_fee: Tao,
    /// The fee, where it is taken in alpha.
    pub alpha_fee: Alpha,
    /// How much less TAO comes out than at the price before the trade.
    pub tao_slippage: Option<Tao>,
    /// How much less alpha comes out than at the price before the trade.
    pub alpha_slippage: Option<Alpha>,
}

/// What runtimes up to spec version 365 tell, in whose layout it needs no plan.
impl From<types::SimSwapResult> for SimSwapResult {
    fn from(result: types::SimSwapResult) -> Self {
        Self {
            tao_amount: result.tao_amount,
            alpha_amount: result.alpha_amount,
            tao_fee: result.tao_fee,
            alpha_fee: result.alpha_fee,
            tao_slippage: None,
            alpha_slippage: None,
        }
    }
}

/// A subnet and the price of its token. Since spec version 425.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct SubnetPrice {
    /// The subnet.
    pub netuid: NetUid,
    /// What one alpha costs, to the rao.
    pub price: Tao,
}
