//! Hyperparameters: all of a subnet's by version, single ones with their types, and by name.

use subwire::codec::Tao;
use subwire::codec::codec::Compact;
use subwire::codec::fixed::I32F32;
use subwire::codec::subtensor::HyperparamValue as Value;
use subwire::codec::subtensor::apis::subnet_info_runtime_api as subnet_info;
use subwire::codec::subtensor::pallets::subtensor_module::storage;
use subwire::codec::subtensor::pallets::swap::storage::ENABLED_USER_LIQUIDITY;
use subwire::codec::subtensor::{NetUid, PerU16, PerU64, SubnetHyperparams};
use subwire::transport::mock::{Chain, ChainBuilder};
use subwire::{Client, Error};

use crate::support::{FREE, ONE, Stores, chain, lacks, of_spec, read};

/// Subnet 1 of a chain, with some hyperparameters that are none of the defaults.
fn one(chain: ChainBuilder) -> ChainBuilder {
    let netuid = (NetUid(1),);
    chain
        .has(&storage::NETWORKS_ADDED, netuid, true)
        .has(&storage::TEMPO, netuid, 99_u16)
        .has(&storage::DIFFICULTY, netuid, 1_u64 << 60)
        .has(&storage::IMMUNITY_PERIOD, netuid, 7_200_u16)
        .has(&storage::MIN_ALLOWED_WEIGHTS, netuid, 8_u16)
        .has(&storage::MAX_WEIGHTS_LIMIT, netuid, 455_u16)
        .has(&storage::COMMIT_REVEAL_WEIGHTS_ENABLED, netuid, false)
        .has(&storage::REVEAL_PERIOD_EPOCHS, netuid, 3_u64)
        .has(&storage::WEIGHTS_SET_RATE_LIMIT, netuid, 100_u64)
        .has(&storage::ADJUSTMENT_ALPHA, netuid, u64::MAX)
        .has(&storage::ALPHA_VALUES, netuid, (1_000_u16, 60_000_u16))
        .has(&storage::ALPHA_SIGMOID_STEEPNESS, netuid, -1_000_i16)
        .has(&storage::YUMA3_ON, netuid, true)
        .has(&storage::ACTIVITY_CUTOFF, netuid, 5_000_u16)
        .has(&storage::MIN_BURN, netuid, 500_u64)
        .has(&storage::KAPPA, netuid, 32_767_u16)
        .has(&ENABLED_USER_LIQUIDITY, netuid, true)
}

#[test]
fn each_with_its_type() {
    let chain = one(chain()).build();
    assert_eq!(read(&chain, ONE, async |head| head.tempo(1).await), Some(99));
    assert_eq!(read(&chain, ONE, async |head| head.difficulty(1).await), Some(1 << 60));
    assert_eq!(read(&chain, ONE, async |head| head.immunity_period(1).await), Some(7_200));
    assert_eq!(read(&chain, ONE, async |head| head.min_allowed_weights(1).await), Some(8));
    let limit = read(&chain, ONE, async |head| head.max_weight_limit(1).await);
    assert_eq!(limit, Some(PerU16(455)));
    assert_eq!(read(&chain, ONE, async |head| head.commit_reveal_enabled(1).await), Some(false));
    assert_eq!(read(&chain, ONE, async |head| head.reveal_period(1).await), Some(3));
    assert_eq!(read(&chain, ONE, async |head| head.weights_rate_limit(1).await), Some(100));
    // Of a subnet that does not exist the chain would read its defaults.
    assert_eq!(read(&chain, ONE, async |head| head.tempo(2).await), None);
    assert_eq!(read(&chain, ONE, async |head| head.commit_reveal_enabled(2).await), None);
}

#[test]
fn by_both_of_their_names() {
    let chain = one(chain()).build();
    let steepness = I32F32::from(-1_000);
    for (names, expected) in [
        (&["tempo", "Tempo"][..], Value::U16(99)),
        (&["difficulty", "Difficulty"], Value::U64(1 << 60)),
        (&["max_weights_limit", "MaxWeightsLimit"], Value::U16(455)),
        (&["adjustment_alpha", "AdjustmentAlpha"], Value::U64(PerU64::WHOLE)),
        (&["alpha_low"], Value::U16(1_000)),
        (&["alpha_high"], Value::U16(60_000)),
        (&["alpha_sigmoid_steepness", "AlphaSigmoidSteepness"], Value::I32F32(steepness)),
        (&["yuma_version", "Yuma3On"], Value::U16(3)),
        (&["activity_cutoff", "ActivityCutoff"], Value::U64(5_000)),
        (&["min_burn", "MinBurn"], Value::TaoBalance(Tao::from_rao(500))),
        (&["commit_reveal_weights_enabled", "CommitRevealWeightsEnabled"], Value::Bool(false)),
        (&["user_liquidity_enabled", "EnabledUserLiquidity"], Value::Bool(true)),
        (&["kappa", "Kappa"], Value::U16(32_767)),
        // Nothing is stored: the chain's default.
        (&["max_validators", "MaxAllowedValidators"], Value::U16(128)),
    ] {
        for name in names {
            let found = read(&chain, ONE, async |head| head.hyperparameter(1, name).await);
            assert_eq!(found, Some(expected), "{name}");
        }
        let found = read(&chain, ONE, async |head| head.hyperparameter(2, names[0]).await);
        assert_eq!(found, None);
    }
}

#[test]
fn names_that_there_are_not() {
    let chain = one(chain()).build();
    let error = |name: &'static str| {
        read(&chain, FREE, async |head| {
            Ok(head.hyperparameter(1, name).await.unwrap_err().to_string())
        })
    };
    assert_eq!(error("tempoo"), "the runtime has no hyperparameter tempoo; is it tempo?");
    assert_eq!(error("Keys"), "the runtime has no hyperparameter Keys");
    let missing = lacks(&chain, async |head| head.hyperparameter(1, "burn_half_life").await);
    assert_eq!(missing, "BurnHalfLife");
}

fn first() -> SubnetHyperparams {
    SubnetHyperparams {
        rho: 10,
        kappa: PerU16(32_767),
        immunity_period: 7_200,
        min_allowed_weights: 8,
        max_weights_limit: PerU16(455),
        tempo: 99,
        min_difficulty: 1,
        max_difficulty: u64::MAX,
        weights_version: 1_040,
        weights_rate_limit: 100,
        adjustment_interval: 112,
        activity_cutoff: 5_000,
        registration_allowed: true,
        target_regs_per_interval: 2,
        min_burn: Tao::from_rao(1),
        max_burn: Tao::from_rao(100_000_000_000),
        bonds_moving_avg: 900_000,
        max_regs_per_block: 1,
        serving_rate_limit: 10,
        max_validators: 128,
        adjustment_alpha: PerU64(7),
        difficulty: 10_000_000,
        commit_reveal_period: 1,
        commit_reveal_weights_enabled: true,
        alpha_high: PerU16(58_982),
        alpha_low: PerU16(45_875),
        liquid_alpha_enabled: false,
    }
}

/// Of 150 subnets those with even numbers exist; the tempo of each is its number.
fn of_version_1(spec_version: u32) -> Chain {
    of_spec(spec_version)
        .answers(&subnet_info::GET_SUBNET_HYPERPARAMS, |(netuid,)| {
            let exists = netuid.0 % 2 == 0;
            exists.then(|| SubnetHyperparams { tempo: netuid.0, ..first() })
        })
        .build()
}

#[test]
fn the_first_version_where_there_is_no_other() {
    let chain = of_version_1(233);
    let found = read(&chain, ONE, async |head| head.hyperparameters(4).await).expect("a subnet");
    assert_eq!((found.tempo, found.rho, found.yuma_version), (Some(4), Some(10), None));
    assert_eq!(found.get("tempo"), Some(Value::U16(4)));
    assert_eq!(read(&chain, ONE, async |head| head.hyperparameters(5).await), None);

    // A message of a hundred calls, and one of the rest beside it.
    let found =
        read(&chain, (150, 1), async |head| head.hyperparameters_of((0..150).map(NetUid)).await);
    assert_eq!(found.len(), 75);
    assert!(found.iter().all(|(netuid, found)| found.tempo == Some(netuid.0)));
}

#[test]
fn the_second_version_where_there_is_no_third() {
    let chain = chain()
        .answers(&subnet_info::GET_SUBNET_HYPERPARAMS_V2, |(netuid,)| {
            // The first version's fields, and then its own.
            let steepness = I32F32::from(1_000);
            let own = (steepness, Compact(3_u16), true, true, false, true);
            (netuid.0 == 1).then(|| (SubnetHyperparams { tempo: 1, ..first() }, own))
        })
        .build();
    let found = read(&chain, ONE, async |head| head.hyperparameters(1).await).expect("a subnet");
    assert_eq!(
        (found.tempo, found.yuma_version, found.transfers_enabled),
        (Some(1), Some(3), Some(true))
    );
    assert_eq!(
        (found.bonds_reset_enabled, found.user_liquidity_enabled),
        (Some(false), Some(true))
    );
    let all = read(&chain, (2, 1), async |head| head.hyperparameters_of([1, 2].map(NetUid)).await);
    assert_eq!((all.len(), &all[&NetUid(1)]), (1, &found));
}

#[test]
fn one_that_fails_fails_all() {
    let chain = of_spec(233).build();
    let head = smol::block_on(Client::new(chain).at_head()).unwrap();
    let error = smol::block_on(head.hyperparameters_of([NetUid(1)])).unwrap_err();
    assert!(matches!(error, Error::Request { .. }), "{error}");
}
