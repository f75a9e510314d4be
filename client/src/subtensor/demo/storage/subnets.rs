//! Subnets: which there are, what they are like, what is in their pools.

use subwire_codec::Tao;
use subwire_codec::fixed::I64F64;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    ACTIVITY_CUTOFF, ADJUSTMENT_ALPHA, ADJUSTMENT_INTERVAL, ADMIN_FREEZE_WINDOW,
    ALPHA_SIGMOID_STEEPNESS, ALPHA_VALUES, BLOCKS_SINCE_LAST_STEP, BONDS_MOVING_AVERAGE,
    BONDS_RESET_ON, BURN, COMMIT_REVEAL_WEIGHTS_ENABLED, DIFFICULTY, FIRST_EMISSION_BLOCK_NUMBER,
    IMMUNITY_PERIOD, KAPPA, LAST_MECHANSIM_STEP_BLOCK, LIQUID_ALPHA_ON, MAX_ALLOWED_UIDS,
    MAX_ALLOWED_VALIDATORS, MAX_BURN, MAX_DIFFICULTY, MAX_REGISTRATIONS_PER_BLOCK,
    MAX_WEIGHTS_LIMIT, MECHANISM_COUNT_CURRENT, MECHANISM_EMISSION_SPLIT, MIN_ALLOWED_WEIGHTS,
    MIN_BURN, MIN_DIFFICULTY, NETWORK_LAST_LOCK_COST, NETWORK_MIN_LOCK_COST,
    NETWORK_POW_REGISTRATION_ALLOWED, NETWORK_REGISTERED_AT, NETWORK_REGISTRATION_ALLOWED,
    NETWORKS_ADDED, REVEAL_PERIOD_EPOCHS, RHO, SCALING_LAW_POWER, SERVING_RATE_LIMIT,
    SUBNET_ALPHA_IN, SUBNET_ALPHA_IN_EMISSION, SUBNET_ALPHA_OUT, SUBNET_ALPHA_OUT_EMISSION,
    SUBNET_EMA_TAO_FLOW, SUBNET_IDENTITIES_V3, SUBNET_LIMIT, SUBNET_MECHANISM, SUBNET_MOVING_PRICE,
    SUBNET_OWNER, SUBNET_OWNER_HOTKEY, SUBNET_TAO, SUBNET_TAO_IN_EMISSION, SUBNET_VOLUME,
    SUBTOKEN_ENABLED, TARGET_REGISTRATIONS_PER_INTERVAL, TEMPO, TOKEN_SYMBOL, TOTAL_NETWORKS,
    TOTAL_STAKE, TRANSFER_TOGGLE, TX_RATE_LIMIT, WEIGHTS_SET_RATE_LIMIT, WEIGHTS_VERSION_KEY,
    YUMA3_ON,
};
use subwire_codec::subtensor::pallets::swap::storage as swap;
use subwire_codec::subtensor::{NetUid, PerU16, Text};

use super::Items;
use crate::subtensor::demo::pool::FEE_RATE;
use crate::subtensor::demo::report::SCALING_LAW_POWER as POWER;
use crate::subtensor::demo::traits::TEMPO as BLOCKS;
use crate::subtensor::demo::world::{FIRST, WHOLE};

/// What registering a subnet costs.
pub(in crate::subtensor::demo) const LOCK_COST: u64 = 1000 * WHOLE;

/// How long after its registration a subnet's alpha starts to come.
const START_DELAY: u64 = 7200;

pub(super) fn fill(items: Items) -> Items {
    let total = items.world.total_subnets();
    let items = items
        .value(&TOTAL_NETWORKS, &total)
        .value(&SUBNET_LIMIT, &total.max(128))
        .value(&NETWORK_MIN_LOCK_COST, &Tao::from_rao(LOCK_COST))
        .value(&NETWORK_LAST_LOCK_COST, &Tao::from_rao(LOCK_COST / 2))
        .value(&TX_RATE_LIMIT, &1)
        .value(&ADMIN_FREEZE_WINDOW, &10)
        .map(&NETWORKS_ADDED, |world, out| {
            world.netuids().for_each(|netuid| out.add((netuid,), &true));
        })
        .map(&TEMPO, |world, out| {
            world.netuids().for_each(|netuid| out.add((netuid,), &BLOCKS));
        });
    pools(hyperparameters(traits(items)))
}

fn traits(items: Items) -> Items {
    items
        .of_subnets(&TOKEN_SYMBOL, |subnet| Text::from(subnet.traits.symbol.as_str()))
        .of_some_subnets(&SUBNET_IDENTITIES_V3, |subnet| subnet.traits.identity.clone())
        .of_subnets(&NETWORK_REGISTERED_AT, |subnet| subnet.traits.registered_at)
        .of_some_subnets(&FIRST_EMISSION_BLOCK_NUMBER, |subnet| {
            Some(subnet.traits.registered_at + START_DELAY)
        })
        .of_subnets(&SUBNET_OWNER_HOTKEY, |subnet| subnet.owner().0)
        .of_subnets(&SUBNET_OWNER, |subnet| subnet.owner().1)
        .of_subnets(&SUBNET_MECHANISM, |subnet| u16::from(subnet.netuid != NetUid::ROOT))
        .of_subnets(&SUBTOKEN_ENABLED, |_| true)
        .of_subnets(&MECHANISM_COUNT_CURRENT, |subnet| subnet.traits.mechanisms)
        .of_some_subnets(&MECHANISM_EMISSION_SPLIT, |subnet| {
            let halves = [PerU16(32_768), PerU16(32_767)];
            (subnet.traits.mechanisms == 2).then(|| halves.to_vec())
        })
        .of_subnets(&BLOCKS_SINCE_LAST_STEP, |subnet| subnet.blocks_since_last_step(FIRST))
        .of_subnets(&LAST_MECHANSIM_STEP_BLOCK, |subnet| subnet.last_step(FIRST))
}

fn hyperparameters(items: Items) -> Items {
    items
        .of_subnets(&BURN, |subnet| subnet.traits.burn)
        .of_subnets(&RHO, |subnet| subnet.traits.hyper.rho)
        .of_subnets(&KAPPA, |subnet| subnet.traits.hyper.kappa)
        .of_subnets(&IMMUNITY_PERIOD, |subnet| subnet.traits.hyper.immunity_period)
        .of_subnets(&MIN_ALLOWED_WEIGHTS, |subnet| subnet.traits.hyper.min_allowed_weights)
        .of_subnets(&MAX_WEIGHTS_LIMIT, |subnet| subnet.traits.hyper.max_weights_limit)
        .of_subnets(&MIN_DIFFICULTY, |subnet| subnet.traits.hyper.min_difficulty)
        .of_subnets(&MAX_DIFFICULTY, |subnet| subnet.traits.hyper.max_difficulty)
        .of_subnets(&DIFFICULTY, |subnet| subnet.traits.hyper.difficulty)
        .of_subnets(&WEIGHTS_VERSION_KEY, |subnet| subnet.traits.hyper.weights_version)
        .of_subnets(&WEIGHTS_SET_RATE_LIMIT, |subnet| subnet.traits.hyper.weights_rate_limit)
        .of_subnets(&ADJUSTMENT_INTERVAL, |subnet| subnet.traits.hyper.adjustment_interval)
        .of_subnets(&ADJUSTMENT_ALPHA, |subnet| subnet.traits.hyper.adjustment_alpha)
        .of_subnets(&ACTIVITY_CUTOFF, |subnet| subnet.traits.hyper.activity_cutoff as u16)
        .of_subnets(&NETWORK_REGISTRATION_ALLOWED, |subnet| {
            subnet.traits.hyper.registration_allowed
        })
        .of_subnets(&NETWORK_POW_REGISTRATION_ALLOWED, |_| false)
        .of_subnets(&TARGET_REGISTRATIONS_PER_INTERVAL, |subnet| {
            subnet.traits.hyper.target_regs_per_interval
        })
        .of_subnets(&MIN_BURN, |subnet| subnet.traits.hyper.min_burn)
        .of_subnets(&MAX_BURN, |subnet| subnet.traits.hyper.max_burn)
        .of_subnets(&BONDS_MOVING_AVERAGE, |subnet| subnet.traits.hyper.bonds_moving_avg)
        .of_subnets(&BONDS_RESET_ON, |subnet| subnet.traits.hyper.bonds_reset_enabled)
        .of_subnets(&MAX_REGISTRATIONS_PER_BLOCK, |subnet| subnet.traits.hyper.max_regs_per_block)
        .of_subnets(&SERVING_RATE_LIMIT, |subnet| subnet.traits.hyper.serving_rate_limit)
        .of_subnets(&MAX_ALLOWED_VALIDATORS, |subnet| subnet.traits.hyper.max_validators)
        .of_subnets(&MAX_ALLOWED_UIDS, |subnet| subnet.max_uids())
        .of_subnets(&SCALING_LAW_POWER, |_| POWER)
        .of_subnets(&REVEAL_PERIOD_EPOCHS, |subnet| subnet.traits.hyper.commit_reveal_period)
        .of_subnets(&COMMIT_REVEAL_WEIGHTS_ENABLED, |subnet| {
            subnet.traits.hyper.commit_reveal_weights_enabled
        })
        .of_subnets(&LIQUID_ALPHA_ON, |subnet| subnet.traits.hyper.liquid_alpha_enabled)
        .of_subnets(&ALPHA_VALUES, |subnet| {
            (subnet.traits.hyper.alpha_low, subnet.traits.hyper.alpha_high)
        })
        .of_subnets(&ALPHA_SIGMOID_STEEPNESS, |subnet| {
            subnet.traits.hyper.alpha_sigmoid_steepness.floor() as i16
        })
        .of_subnets(&YUMA3_ON, |subnet| subnet.traits.hyper.yuma_version == 3)
        .of_subnets(&TRANSFER_TOGGLE, |subnet| subnet.traits.hyper.transfers_enabled)
}

fn pools(items: Items) -> Items {
    items
        .of_subnets(&SUBNET_TAO, |subnet| subnet.tao_in())
        .of_subnets(&SUBNET_ALPHA_IN, |subnet| subnet.pool.alpha_in)
        .of_subnets(&SUBNET_ALPHA_OUT, |subnet| subnet.staked())
        .of_subnets(&SUBNET_TAO_IN_EMISSION, |subnet| subnet.tao_in_emission())
        .of_subnets(&SUBNET_ALPHA_IN_EMISSION, |subnet| subnet.alpha_in_emission())
        .of_subnets(&SUBNET_ALPHA_OUT_EMISSION, |subnet| subnet.alpha_out_emission())
        .of_subnets(&SUBNET_VOLUME, |subnet| subnet.volume())
        .of_subnets(&SUBNET_MOVING_PRICE, |subnet| subnet.pool.exact_price())
        .of_some_subnets(&SUBNET_EMA_TAO_FLOW, |subnet| {
            let flow = i128::from(subnet.pool.tao_in.rao() / 1_000_000);
            Some((u64::from(FIRST), I64F64::from_bits(flow << 64)))
        })
        .of_subnets(&swap::ALPHA_SQRT_PRICE, |subnet| subnet.pool.sqrt_price())
        .of_subnets(&swap::CURRENT_LIQUIDITY, |subnet| subnet.pool.liquidity())
        .of_subnets(&swap::FEE_RATE, |_| PerU16(FEE_RATE))
        .of_subnets(&swap::SWAP_V3_INITIALIZED, |subnet| subnet.netuid != NetUid::ROOT)
        .map(&TOTAL_STAKE, |world, out| {
            let staked = world.subnets().map(|subnet| subnet.tao_in()).sum::<Option<_>>();
            out.add((), &staked.unwrap_or(Tao::MAX));
        })
}
