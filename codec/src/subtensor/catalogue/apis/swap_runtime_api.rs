//! The runtime API `SwapRuntimeApi`.

use super::super::runtimes::{IN_233, IN_315_320_343_365};
use super::super::types::SimSwapResult;
use crate::subtensor::NetUid;
use crate::{Alpha, Descriptor, RuntimeApi, Tao};

/// What one alpha of a subnet costs.
///
/// Takes `netuid`.
pub const CURRENT_ALPHA_PRICE: RuntimeApi<(NetUid,), Tao> =
    RuntimeApi::new("SwapRuntimeApi", "current_alpha_price")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_233);

/// Takes `netuid`, `tao`.
pub const SIM_SWAP_TAO_FOR_ALPHA: RuntimeApi<(NetUid, Tao), SimSwapResult> =
    RuntimeApi::new("SwapRuntimeApi", "sim_swap_tao_for_alpha")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_233);

/// Takes `netuid`, `alpha`.
pub const SIM_SWAP_ALPHA_FOR_TAO: RuntimeApi<(NetUid, Alpha), SimSwapResult> =
    RuntimeApi::new("SwapRuntimeApi", "sim_swap_alpha_for_tao")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_233);

/// All of them.
pub const ALL: &[&dyn Descriptor] =
    &[&CURRENT_ALPHA_PRICE, &SIM_SWAP_TAO_FOR_ALPHA, &SIM_SWAP_ALPHA_FOR_TAO];
