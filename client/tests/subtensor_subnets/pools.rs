//! Prices, and trades that are not made.

use std::collections::BTreeMap;

use subwire::codec::subtensor::apis::swap_runtime_api as swap;
use subwire::codec::subtensor::pallets::subtensor_module::storage;
use subwire::codec::subtensor::{NetUid, SimSwapResult};
use subwire::codec::{Alpha, Tao};
use subwire::transport::mock::ChainBuilder;

use crate::support::{FREE, ONE, Stores, chain, lacks, of_spec, read, read_trusting};

const ONE_TAO: Tao = Tao::from_rao(1_000_000_000);

/// Subnets 0 to 149, of which each alpha costs a thousand times its number, but that of 5 as much as
/// that of a subnet that does not exist.
fn priced() -> ChainBuilder {
    let added = (0..150).map(|n| (storage::NETWORKS_ADDED.key((NetUid(n),)), vec![1]));
    chain()
        .storage_many(added)
        .has(&storage::TOTAL_NETWORKS, (), 150_u16)
        .answers(&swap::CURRENT_ALPHA_PRICE, |(netuid,)| price(netuid))
}

fn price(netuid: NetUid) -> Tao {
    match netuid.0 {
        5 | 150.. => ONE_TAO,
        netuid => Tao::from_rao(1_000 * u64::from(netuid)),
    }
}

#[test]
fn prices_one_by_one_where_the_runtime_has_no_more() {
    let chain = priced().build();
    assert_eq!(read(&chain, ONE, async |head| head.alpha_price(7).await), price(NetUid(7)));
    assert_eq!(read(&chain, FREE, async |head| head.alpha_price(0).await), ONE_TAO);

    let netuids = [0, 3, 149].map(NetUid);
    let found = read(&chain, (2, 1), async |head| head.alpha_prices_of(netuids).await);
    let expected = [(0, ONE_TAO), (3, price(NetUid(3))), (149, price(NetUid(149)))];
    assert_eq!(found, BTreeMap::from(expected.map(|(netuid, price)| (NetUid(netuid), price))));
    // The runtime tells a price of subnet 150 too, which does not exist; and 5 does cost as much.
    let netuids = [3, 5, 150].map(NetUid);
    let found = read(&chain, (4, 2), async |head| head.alpha_prices_of(netuids).await);
    let expected = [(3, price(NetUid(3))), (5, ONE_TAO)];
    assert_eq!(found, BTreeMap::from(expected.map(|(netuid, price)| (NetUid(netuid), price))));
    // The netuids, then two messages of 149 calls together.
    let found = read(&chain, (150, 2), async |head| head.alpha_prices().await);
    assert_eq!(found.len(), 150);
    assert!(found.iter().skip(1).all(|(netuid, found)| *found == price(*netuid)));
    assert_eq!(found[&NetUid::ROOT], ONE_TAO);

    let old = of_spec(233).build();
    assert_eq!(lacks(&old, async |head| head.alpha_price(1).await), "current_alpha_price");
}

/// A pool that takes a tenth, and gives half as many alpha as it gets TAO, and the other way round.
fn pools(chain: ChainBuilder) -> ChainBuilder {
    let nothing = SimSwapResult {
        tao_amount: Tao::ZERO,
        alpha_amount: Alpha::ZERO,
        tao_fee: Tao::ZERO,
        alpha_fee: Alpha::ZERO,
        tao_slippage: None,
        alpha_slippage: None,
    };
    chain
        .answers(&swap::CURRENT_ALPHA_PRICE, |(netuid,)| price(netuid))
        .answers(&swap::SIM_SWAP_TAO_FOR_ALPHA, move |(_, tao): (NetUid, Tao)| SimSwapResult {
            tao_amount: tao,
            tao_fee: Tao::from_rao(tao.rao() / 10),
            alpha_amount: Alpha::from_rao((tao.rao() - tao.rao() / 10) / 2),
            ..nothing
        })
        .answers(&swap::SIM_SWAP_ALPHA_FOR_TAO, move |(_, alpha): (NetUid, Alpha)| SimSwapResult {
            alpha_amount: alpha,
            alpha_fee: Alpha::from_rao(alpha.rao() / 10),
            tao_amount: Tao::from_rao((alpha.rao() - alpha.rao() / 10) * 2),
            ..nothing
        })
}

#[test]
fn trades_that_are_not_made() {
    let chain = pools(chain()).build();
    let tao = Tao::from_rao(1_000);
    let found = read_trusting(&chain, ONE, async |head| head.sim_stake(1, tao).await);
    assert_eq!((found.alpha_amount.rao(), found.tao_fee.rao()), (450, 100));
    let quote = read_trusting(&chain, (2, 1), async |head| head.quote_stake(3, tao).await);
    assert_eq!((quote.swap, quote.price), (found, price(NetUid(3))));

    let alpha = Alpha::from_rao(1_000);
    let found = read_trusting(&chain, ONE, async |head| head.sim_unstake(1, alpha).await);
    assert_eq!((found.tao_amount.rao(), found.alpha_fee.rao()), (1_800, 100));
    let quote = read_trusting(&chain, (2, 1), async |head| head.quote_unstake(3, alpha).await);
    assert_eq!((quote.swap, quote.price), (found, price(NetUid(3))));
    let quote = read_trusting(&chain, ONE, async |head| head.quote_unstake(0, alpha).await);
    assert_eq!(quote.price, ONE_TAO);
}

#[test]
fn stake_moves_in_two_hops_at_one_block() {
    let chain = pools(chain()).build();
    let amount = Alpha::from_rao(1_000);
    let moved = |origin: u16, destination: u16, cost| {
        let found = read_trusting(&chain, cost, async |head| {
            head.sim_move(origin, destination, amount).await
        });
        assert_eq!(found.moved, amount);
        let tao = found.tao.map(Tao::rao);
        (found.alpha_fee.rao(), tao, found.tao_fee.rao(), found.arrives.rao())
    };
    assert_eq!(moved(1, 2, (2, 2)), (100, Some(1_800), 180, 810));
    // The root network's token is TAO.
    assert_eq!(moved(1, 0, ONE), (100, Some(1_800), 0, 1_800));
    assert_eq!(moved(0, 2, ONE), (0, Some(1_000), 100, 450));
    // Within a subnet nothing is traded.
    assert_eq!(moved(2, 2, FREE), (0, None, 0, 1_000));
}

/// Up to spec version 365 the answer has no slippage.
#[test]
fn a_runtime_that_tells_no_slippage() {
    let answer = |(_, tao): (NetUid, Tao)| (tao.rao(), 2_u64, 3_u64, 4_u64);
    let chain = chain().answers(&swap::SIM_SWAP_TAO_FOR_ALPHA, answer).build();
    let found = read(&chain, ONE, async |head| head.sim_stake(1, ONE_TAO).await);
    assert_eq!((found.tao_amount, found.alpha_amount.rao()), (ONE_TAO, 2));
    assert_eq!((found.tao_fee.rao(), found.alpha_fee.rao()), (3, 4));
    assert_eq!((found.tao_slippage, found.alpha_slippage), (None, None));
}
