//! Liquidity that people put into pools, and what it has earned.

use subwire::LiquidityPosition;
use subwire::codec::fixed::{I64F64, U64F64};
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::swap::storage;
use subwire::codec::subtensor::types::{Position, PositionId, Tick, TickIndex};
use subwire::transport::mock::Chain;

use crate::support::{Stores, account, chain, lacks, of_spec, read};

const NETUID: NetUid = NetUid(1);

/// A pool whose price is that of tick 100, with 1000 fees of TAO and 2000 of alpha for each unit of
/// liquidity, ever.
fn pool(positions: &[(u128, i32, i32, i64)], ticks: &[(i32, i64)]) -> Chain {
    let mut chain = chain()
        .has(&storage::CURRENT_TICK, (NETUID,), 100_i32)
        .has(&storage::FEE_GLOBAL_TAO, (NETUID,), U64F64::from(1_000))
        .has(&storage::FEE_GLOBAL_ALPHA, (NETUID,), U64F64::from(2_000));
    for (id, low, high, taken_out) in positions {
        let position = Position {
            id: PositionId(*id),
            netuid: NETUID,
            tick_low: TickIndex(*low),
            tick_high: TickIndex(*high),
            liquidity: 10,
            fees_tao: I64F64::from(*taken_out),
            fees_alpha: I64F64::ZERO,
        };
        chain = chain.has(&storage::POSITIONS, (NETUID, account(1), PositionId(*id)), position);
    }
    for (tick, beyond) in ticks {
        let ends = Tick {
            liquidity_net: 0,
            liquidity_gross: 10,
            fees_out_tao: I64F64::from(*beyond),
            fees_out_alpha: I64F64::ZERO,
        };
        chain = chain.has(&storage::TICKS, (NETUID, TickIndex(*tick)), ends);
    }
    chain.build()
}

fn positions(chain: &Chain) -> Vec<LiquidityPosition> {
    read(chain, (4, 3), async |head| head.liquidity_positions(&account(1), 1).await)
}

fn fees(chain: &Chain) -> Vec<(u128, u64, u64)> {
    let found = positions(chain).into_iter();
    found.map(|found| (found.id, found.fees_tao.rao(), found.fees_alpha.rao())).collect()
}

#[test]
fn a_position_earns_where_the_price_is_between_its_ends() {
    // Fees of 200 were paid below 50, and of 300 above 150.
    let ticks = [(50, 200), (150, 300)];
    let chain = pool(&[(7, 50, 150, 0), (8, 50, 150, 400), (9, 50, 150, 600)], &ticks);
    assert_eq!(fees(&chain), [(7, 5_000, 20_000), (8, 1_000, 20_000), (9, 0, 20_000)]);
    let first = positions(&chain)[0];
    assert_eq!((first.tick_low, first.tick_high, first.liquidity), (50, 150, 10));
}

#[test]
fn a_position_that_the_price_has_left_keeps_what_it_earned() {
    // Above the price: what is noted beyond its lower end was paid above that.
    let chain = pool(&[(1, 120, 150, 0)], &[(120, 250), (150, 100)]);
    assert_eq!(fees(&chain), [(1, 1_500, 0)]);
    // Below the price: what is noted beyond its higher end was paid below that.
    let chain = pool(&[(1, -50, 80, 0)], &[(-50, 100), (80, 250)]);
    assert_eq!(fees(&chain), [(1, 1_500, 0)]);
}

#[test]
fn where_there_is_none() {
    let chain = pool(&[], &[]);
    // The keys, and the pool beside them.
    let found = read(&chain, (2, 1), async |head| head.liquidity_positions(&account(1), 1).await);
    assert!(found.is_empty());
    let old = of_spec(233).build();
    let missing = lacks(&old, async |head| head.liquidity_positions(&account(1), 1).await);
    assert_eq!(missing, "Positions");
}
