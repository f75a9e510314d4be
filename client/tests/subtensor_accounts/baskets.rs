//! Baskets and collateral, which are read by name.

use subwire::codec::codec::Encode;
use subwire::codec::fixed::U64F64;
use subwire::codec::hasher::{Blake2_128Concat, Identity};
use subwire::codec::subtensor::{NetUid, PerU16};
use subwire::codec::{AccountId, Storage, Tao, decode_exact};
use subwire::transport::mock::Chain;
use subwire::{Dynamic, Error};

use crate::made;
use crate::support::{Head, MAP, ONE, Stores, account, read};

const MINER_COLLATERAL: Storage<
    (Identity<NetUid>, Blake2_128Concat<AccountId>, Blake2_128Concat<AccountId>),
    u128,
> = Storage::new("SubtensorModule", "MinerCollateral");
const LOCK_SHARE: Storage<(Identity<NetUid>,), PerU16> =
    Storage::new("SubtensorModule", "CollateralLockShare");
const DRAIN_RATIO: Storage<(Identity<NetUid>,), U64F64> =
    Storage::new("SubtensorModule", "CollateralDrainRatio");
const BASKET_RATE: Storage<(Identity<AccountId>,), u64> =
    Storage::new("SubtensorModule", "BasketRate");

/// Reads once the metadata is known.
fn read_known<R: core::fmt::Debug + PartialEq>(
    chain: &Chain,
    (requests, trips): (u64, u64),
    then: impl AsyncFn(&Head) -> Result<R, Error>,
) -> R {
    // The runtime's version as the chain notes it, and the metadata by two calls.
    read(chain, (requests + 3, trips + 2), async |head| {
        head.runtime().await?;
        then(head).await
    })
}

fn number(dynamic: &Dynamic) -> u64 {
    dynamic.decode().expect("a number")
}

#[test]
fn baskets() {
    let Some(mut chain) = made::chain("baskets") else { return };
    let (one, ten) = (account(1), account(10));
    // Each method returns its place, and a thousand for each account it was given.
    let methods = [
        ("get_root_basket_owed", vec![one]),
        ("get_root_basket_positions", vec![one]),
        ("get_basket_position", vec![ten, one]),
        ("get_root_basket_portfolio", vec![one]),
        ("get_validator_basket", vec![ten]),
        ("get_validator_basket_summary", vec![ten]),
        ("get_beta_pricing", vec![ten]),
        ("get_all_validator_baskets", vec![]),
        ("get_all_beta_pricing", vec![]),
        ("get_validator_basket_nav", vec![ten]),
        ("get_basket_trading_status", vec![ten]),
        ("get_root_basket_total_nav", vec![]),
    ];
    for (place, (method, wanted)) in (0_u64..).zip(methods) {
        let answer = move |args: &[u8]| {
            let given: Vec<u8> = wanted.iter().flat_map(|account| *account.as_bytes()).collect();
            if given == args { Ok(place.encode()) } else { Err(format!("{args:?}")) }
        };
        chain = chain.runtime_call(format!("BetaBasketRuntimeApi_{method}"), answer);
    }
    let chain = chain.has(&BASKET_RATE, (ten,), 70_u64).build();
    let amounts = read_known(&chain, (3, 3), async |head| {
        let owed = head.root_basket_owed(&one).await?;
        let nav = head.validator_basket_nav(&ten).await?;
        Ok([owed, nav, head.root_basket_total_nav().await?])
    });
    assert_eq!(amounts, [0, 9, 11].map(Tao::from_rao));
    let others = read_known(&chain, (7, 7), async |head| {
        let found = [
            head.root_basket_owed_breakdown(&one).await?,
            head.basket_position(&one, &ten).await?,
            head.root_basket_portfolio(&one).await?,
            head.validator_basket(&ten).await?,
            head.root_baskets().await?,
            head.root_basket_prices().await?,
            head.basket_trading_status(&ten).await?,
        ];
        Ok(found.map(|dynamic| number(&dynamic)))
    });
    assert_eq!(others, [1, 2, 3, 4, 7, 8, 10]);
    let summary = read_known(&chain, (3, 1), async |head| {
        let basket = head.validator_basket_summary(&ten).await?;
        Ok((number(&basket.summary), number(&basket.pricing), basket.rate.as_ref().map(number)))
    });
    assert_eq!(summary, (5, 6, Some(70)));
}

#[test]
fn collateral() {
    let Some(chain) = made::chain("collateral") else { return };
    let (one, ten) = (account(1), account(10));
    let half = U64F64::from_bits(1 << 63);
    let chain = chain
        .has(&MINER_COLLATERAL, (NetUid(1), ten, one), 5_u128)
        .has(&LOCK_SHARE, (NetUid(1),), PerU16(600))
        .has(&DRAIN_RATIO, (NetUid(1),), half)
        .build();
    let of = |netuid: u16| {
        read_known(&chain, ONE, async |head| {
            let found = head.miner_collateral(&one, &ten, netuid).await?;
            Ok(found.map(|found| decode_exact::<u128>(found.bytes()).expect("a number")))
        })
    };
    assert_eq!((of(1), of(2)), (Some(5), None));
    let all = read_known(&chain, MAP, async |head| {
        let all = head.subnet_collateral(1).await?;
        Ok(all.iter().map(|(key, _)| key.to_json().expect("arguments")).collect::<Vec<_>>())
    });
    assert_eq!(all, [Some(format!("[1,\"{ten}\",\"{one}\"]"))]);
    let policy = read_known(&chain, (2, 1), async |head| head.collateral_policy(1).await);
    assert_eq!((policy.lock_share, policy.drain_ratio), (PerU16(600), half));
}
