//! One hyperparameter by name, from the storage item that holds it.

use subwire_codec::fixed::I32F32;
use subwire_codec::subtensor::HyperparamValue::{Bool, I32F32 as Fixed, TaoBalance, U16, U32, U64};
use subwire_codec::subtensor::later::{
    ACTIVITY_CUTOFF_FACTOR_MILLI, BURN_HALF_LIFE, BURN_INCREASE_MULT, MIN_CHILDKEY_TAKE_PER_SUBNET,
    OWNER_CUT_AUTO_LOCK_ENABLED, OWNER_CUT_ENABLED,
};
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    ACTIVITY_CUTOFF, ADJUSTMENT_ALPHA, ADJUSTMENT_INTERVAL, ALPHA_SIGMOID_STEEPNESS, ALPHA_VALUES,
    BONDS_MOVING_AVERAGE, BONDS_RESET_ON, COMMIT_REVEAL_WEIGHTS_ENABLED, DIFFICULTY,
    IMMUNITY_PERIOD, KAPPA, LIQUID_ALPHA_ON, MAX_ALLOWED_VALIDATORS, MAX_BURN, MAX_DIFFICULTY,
    MAX_REGISTRATIONS_PER_BLOCK, MAX_WEIGHTS_LIMIT, MIN_ALLOWED_WEIGHTS, MIN_BURN, MIN_DIFFICULTY,
    NETWORK_REGISTRATION_ALLOWED, NETWORKS_ADDED, REVEAL_PERIOD_EPOCHS, RHO, SERVING_RATE_LIMIT,
    SUBTOKEN_ENABLED, TARGET_REGISTRATIONS_PER_INTERVAL, TEMPO, TRANSFER_TOGGLE,
    WEIGHTS_SET_RATE_LIMIT, WEIGHTS_VERSION_KEY, YUMA3_ON,
};
use subwire_codec::subtensor::pallets::swap::storage::ENABLED_USER_LIQUIDITY;
use subwire_codec::subtensor::{HyperparamValue, NetUid, PerMille};
use subwire_transport::Transport;

use crate::{At, Error};

/// The hyperparameter of a name; `None` where the subnet does not exist.
pub(super) async fn read<T: Transport>(
    at: &At<T>,
    netuid: NetUid,
    name: &str,
) -> Result<Option<HyperparamValue>, Error> {
    if name == "activity_cutoff" && at.has_item(&ACTIVITY_CUTOFF_FACTOR_MILLI).await? {
        return activity_cutoff(at, netuid).await;
    }
    stored(at, netuid, name).await
}

/// Later runtimes reckon the blocks by the tempo, and pass over those that are stored.
async fn activity_cutoff<T: Transport>(
    at: &At<T>,
    netuid: NetUid,
) -> Result<Option<HyperparamValue>, Error> {
    let reads = at.reads().value(&NETWORKS_ADDED, (netuid,)).value(&TEMPO, (netuid,));
    let reads = reads.value(&ACTIVITY_CUTOFF_FACTOR_MILLI, (netuid,));
    let (exists, tempo, factor) = reads.fetch().await?;
    let blocks = u64::from(tempo) * u64::from(factor.0) / u64::from(PerMille::WHOLE);
    Ok(exists.then_some(U64(blocks.max(1))))
}

macro_rules! hyperparameters {
    ($($name:literal $(or $stored_as:literal)? = $item:ident as $value:expr;)*) => {
        /// The names of hyperparameters, for whoever has mistyped one.
        const NAMES: &[&str] = &[$($name),*];

        /// What is stored under the name; `None` where the subnet does not exist.
        async fn stored<T: Transport>(
            at: &At<T>,
            netuid: NetUid,
            name: &str,
        ) -> Result<Option<HyperparamValue>, Error> {
            match name {
                $($name $(| $stored_as)? => Ok(at.of_subnet(&$item, netuid).await?.map($value)),)*
                _ => Err(Error::missing("hyperparameter", name).among(NAMES.iter().copied())),
            }
        }
    };
}

hyperparameters! {
    "rho" or "Rho" = RHO as U16;
    "kappa" or "Kappa" = KAPPA as |part| U16(part.0);
    "immunity_period" or "ImmunityPeriod" = IMMUNITY_PERIOD as U16;
    "min_allowed_weights" or "MinAllowedWeights" = MIN_ALLOWED_WEIGHTS as U16;
    "max_weights_limit" or "MaxWeightsLimit" = MAX_WEIGHTS_LIMIT as |part| U16(part.0);
    "tempo" or "Tempo" = TEMPO as U16;
    "min_difficulty" or "MinDifficulty" = MIN_DIFFICULTY as U64;
    "max_difficulty" or "MaxDifficulty" = MAX_DIFFICULTY as U64;
    "weights_version" or "WeightsVersionKey" = WEIGHTS_VERSION_KEY as U64;
    "weights_rate_limit" or "WeightsSetRateLimit" = WEIGHTS_SET_RATE_LIMIT as U64;
    "adjustment_interval" or "AdjustmentInterval" = ADJUSTMENT_INTERVAL as U16;
    "activity_cutoff" or "ActivityCutoff" = ACTIVITY_CUTOFF as |blocks| U64(blocks.into());
    "activity_cutoff_factor" or "ActivityCutoffFactorMilli"
        = ACTIVITY_CUTOFF_FACTOR_MILLI as |factor| U32(factor.0);
    "registration_allowed" or "NetworkRegistrationAllowed" = NETWORK_REGISTRATION_ALLOWED as Bool;
    "target_regs_per_interval" or "TargetRegistrationsPerInterval"
        = TARGET_REGISTRATIONS_PER_INTERVAL as U16;
    "min_burn" or "MinBurn" = MIN_BURN as TaoBalance;
    "max_burn" or "MaxBurn" = MAX_BURN as TaoBalance;
    "burn_half_life" or "BurnHalfLife" = BURN_HALF_LIFE as U16;
    "burn_increase_mult" or "BurnIncreaseMult" = BURN_INCREASE_MULT as HyperparamValue::U64F64;
    "bonds_moving_avg" or "BondsMovingAverage" = BONDS_MOVING_AVERAGE as U64;
    "max_regs_per_block" or "MaxRegistrationsPerBlock" = MAX_REGISTRATIONS_PER_BLOCK as U16;
    "serving_rate_limit" or "ServingRateLimit" = SERVING_RATE_LIMIT as U64;
    "max_validators" or "MaxAllowedValidators" = MAX_ALLOWED_VALIDATORS as U16;
    "adjustment_alpha" or "AdjustmentAlpha" = ADJUSTMENT_ALPHA as |part| U64(part.0);
    "difficulty" or "Difficulty" = DIFFICULTY as U64;
    "commit_reveal_period" or "RevealPeriodEpochs" = REVEAL_PERIOD_EPOCHS as U64;
    "commit_reveal_weights_enabled" or "CommitRevealWeightsEnabled"
        = COMMIT_REVEAL_WEIGHTS_ENABLED as Bool;
    "alpha_low" = ALPHA_VALUES as |(low, _)| U16(low.0);
    "alpha_high" = ALPHA_VALUES as |(_, high)| U16(high.0);
    "liquid_alpha_enabled" or "LiquidAlphaOn" = LIQUID_ALPHA_ON as Bool;
    "alpha_sigmoid_steepness" or "AlphaSigmoidSteepness"
        = ALPHA_SIGMOID_STEEPNESS as |steepness| Fixed(I32F32::from(i32::from(steepness)));
    "yuma_version" or "Yuma3On" = YUMA3_ON as |is_3| U16(if is_3 { 3 } else { 2 });
    "subnet_is_active" or "SubtokenEnabled" = SUBTOKEN_ENABLED as Bool;
    "transfers_enabled" or "TransferToggle" = TRANSFER_TOGGLE as Bool;
    "bonds_reset_enabled" or "BondsResetOn" = BONDS_RESET_ON as Bool;
    "user_liquidity_enabled" or "EnabledUserLiquidity" = ENABLED_USER_LIQUIDITY as Bool;
    "owner_cut_enabled" or "OwnerCutEnabled" = OWNER_CUT_ENABLED as Bool;
    "owner_cut_auto_lock_enabled" or "OwnerCutAutoLockEnabled"
        = OWNER_CUT_AUTO_LOCK_ENABLED as Bool;
    "min_childkey_take" or "MinChildkeyTakePerSubnet"
        = MIN_CHILDKEY_TAKE_PER_SUBNET as |part| U16(part.0);
}

#[cfg(test)]
mod tests {
    use subwire_codec::subtensor::Hyperparameters;

    use super::*;

    /// Whatever stands among all hyperparameters is found by its name alone.
    #[test]
    fn all_have_an_item() {
        let mut names = NAMES.to_vec();
        let mut all = Hyperparameters::NAMES.to_vec();
        names.sort_unstable();
        all.sort_unstable();
        assert_eq!(names, all);
    }
}
