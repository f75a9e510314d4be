//! `StakeInfoRuntimeApi`, `DelegateInfoRuntimeApi` and `SwapRuntimeApi`.

use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::apis::delegate_info_runtime_api::{
    GET_DELEGATE, GET_DELEGATED, GET_DELEGATES,
};
use subwire_codec::subtensor::apis::stake_info_runtime_api::{
    GET_STAKE_FEE, GET_STAKE_INFO_FOR_COLDKEY, GET_STAKE_INFO_FOR_COLDKEYS,
    GET_STAKE_INFO_FOR_HOTKEY_COLDKEY_NETUID,
};
use subwire_codec::subtensor::apis::swap_runtime_api::{
    CURRENT_ALPHA_PRICE, SIM_SWAP_ALPHA_FOR_TAO, SIM_SWAP_TAO_FOR_ALPHA,
};
use subwire_codec::{Alpha, Tao};

use super::Calls;
use crate::subtensor::demo::ledger::no_stake;
use crate::subtensor::demo::pool::Swap;
use crate::subtensor::demo::world::WHOLE;

/// `SimSwapResult` of spec version 365: TAO, alpha, and the fees in either.
type Simulated = (Tao, Alpha, Tao, Alpha);

pub(super) fn answer(calls: Calls) -> Calls {
    calls
        .on(&GET_DELEGATES, |world, _, ()| {
            world.delegates().map(|(subnet, neuron)| subnet.delegate(neuron)).collect()
        })
        .on(&GET_DELEGATE, |world, _, (hotkey,)| {
            let (subnet, neuron) = world.hotkey(&hotkey).filter(|(_, one)| one.validates)?;
            Some(subnet.delegate(neuron))
        })
        .on(&GET_DELEGATED, |world, _, (coldkey,)| world.delegated(&coldkey))
        .on(&GET_STAKE_INFO_FOR_COLDKEY, |world, _, (coldkey,)| world.stakes(&coldkey))
        .on(&GET_STAKE_INFO_FOR_COLDKEYS, |world, _, (coldkeys,)| {
            coldkeys.into_iter().map(|coldkey| (coldkey, world.stakes(&coldkey))).collect()
        })
        .on(&GET_STAKE_INFO_FOR_HOTKEY_COLDKEY_NETUID, |world, _, (hotkey, coldkey, netuid)| {
            let found = world.hotkey(&hotkey).filter(|(subnet, _)| subnet.netuid == netuid);
            let nothing = no_stake(hotkey, coldkey, netuid);
            Some(found.map_or(nothing, |(subnet, neuron)| subnet.stake_info(neuron, &coldkey)))
        })
        .on(&GET_STAKE_FEE, |world, _, (origin, _, destination, _, amount)| {
            let pool = destination.or(origin).filter(|_| origin != destination);
            let pool = pool.and_then(|(_, netuid)| world.subnet(netuid.into()));
            pool.map_or(0, |subnet| subnet.pool.fee(amount))
        })
        .on(&CURRENT_ALPHA_PRICE, |world, _, (netuid,)| {
            // What does not exist has no pool, as the root network has none.
            world.subnet(netuid).map_or(Tao::from_rao(WHOLE), |subnet| subnet.pool.price())
        })
        .on_as(&SIM_SWAP_TAO_FOR_ALPHA, |world, _, (netuid, tao): (NetUid, Tao)| -> Simulated {
            let swap = world.subnet(netuid).map(|subnet| subnet.pool.tao_for_alpha(tao));
            let Swap { paid, fee, given } = swap.unwrap_or_default();
            (Tao::from_rao(paid), Alpha::from_rao(given), Tao::from_rao(fee), Alpha::ZERO)
        })
        .on_as(&SIM_SWAP_ALPHA_FOR_TAO, |world, _, (netuid, alpha): (NetUid, Alpha)| -> Simulated {
            let swap = world.subnet(netuid).map(|subnet| subnet.pool.alpha_for_tao(alpha));
            let Swap { paid, fee, given } = swap.unwrap_or_default();
            (Tao::from_rao(given), Alpha::from_rao(paid), Tao::ZERO, Alpha::from_rao(fee))
        })
}
