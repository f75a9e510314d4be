//! The generated Subtensor: what its runtime calls say is what its storage says.

use core::time::Duration;
use std::collections::BTreeMap;
use std::time::Instant;

use futures::TryStreamExt;
use futures::executor::block_on;
use proptest::prelude::*;
use subwire::codec::codec::DecodeAll;
use subwire::codec::fixed::U64F64;
use subwire::codec::subtensor::apis::delegate_info_runtime_api::*;
use subwire::codec::subtensor::apis::neuron_info_runtime_api::*;
use subwire::codec::subtensor::apis::stake_info_runtime_api::*;
use subwire::codec::subtensor::apis::subnet_info_runtime_api::*;
use subwire::codec::subtensor::apis::swap_runtime_api::*;
use subwire::codec::subtensor::pallets::subtensor_module::storage::*;
use subwire::codec::subtensor::pallets::swap::storage::ALPHA_SQRT_PRICE;
use subwire::codec::subtensor::pallets::{balances, crowdloan, timestamp};
use subwire::codec::subtensor::{
    ColdkeyStake, NetUid, NetUidStorageIndex, Registration, SelectiveMetagraphIndex,
};
use subwire::codec::{AccountId, Alpha, Tao};
use subwire::transport::mock::Chain;
use subwire::{At, Demo, DemoError, Subtensor};

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

fn head(chain: &Chain) -> At<Chain> {
    block_on(Subtensor::new(chain.clone()).at_head()).unwrap()
}

fn generated() -> Chain {
    Demo::builder().seed(3).subnets(7).neurons(21).accounts(400).build().unwrap()
}

/// What each neuron's columns, keys and stakes say, against what the runtime says of the neuron.
#[test]
fn neurons_are_what_storage_says() {
    for chain in [generated(), Subtensor::demo().client().transport().clone()] {
        let at = head(&chain);
        block_on(async {
            for netuid in at.netuids().await? {
                let neurons = at.call(&GET_NEURONS, (netuid,)).await?;
                let lite = at.call(&GET_NEURONS_LITE, (netuid,)).await?;
                assert_eq!(neurons.len(), usize::from(at.fetch(&SUBNETWORK_N, (netuid,)).await?));
                let index = (NetUidStorageIndex::from(netuid),);
                let column = at.fetch(&LAST_UPDATE, index).await?;
                let incentive = at.fetch(&INCENTIVE, index).await?;
                let dividends = at.fetch(&DIVIDENDS, (netuid,)).await?;
                let emission = at.fetch(&EMISSION, (netuid,)).await?;
                let permits = at.fetch(&VALIDATOR_PERMIT, (netuid,)).await?;
                for (uid, neuron) in (0u16..).zip(&neurons) {
                    let place = usize::from(uid);
                    assert_eq!((neuron.uid, neuron.netuid), (uid, netuid));
                    assert_eq!(lite[place], neuron.clone().into());
                    assert_eq!(neuron.last_update, column[place]);
                    assert_eq!(neuron.incentive, incentive[place]);
                    assert_eq!(neuron.dividends, dividends[place]);
                    assert_eq!(neuron.emission, emission[place]);
                    assert_eq!(neuron.validator_permit, permits[place]);
                    let hotkey = neuron.hotkey;
                    assert_eq!(at.fetch(&UIDS, (netuid, hotkey)).await?, Some(uid));
                    assert_eq!(at.fetch(&KEYS, (netuid, uid)).await?, hotkey);
                    assert_eq!(at.fetch(&OWNER, (hotkey,)).await?, neuron.coldkey);
                    let weights = at.fetch(&WEIGHTS, (index.0, uid)).await?;
                    let told: Vec<_> = neuron.weights.iter().map(|row| (row.0, row.1)).collect();
                    assert_eq!(weights, told);
                    let total = at.fetch(&TOTAL_HOTKEY_ALPHA, (hotkey, netuid)).await?;
                    // As runtimes tell it: all of it in the name of the hotkey's owner.
                    assert_eq!(neuron.stake, [ColdkeyStake(neuron.coldkey, total)]);
                    let mut shares = U64F64::default();
                    let staked: Vec<_> = at.iter_under(&ALPHA, (hotkey,)).try_collect().await?;
                    for (_, share) in staked.into_iter().filter(|((_, _, at), _)| *at == netuid) {
                        shares = shares.checked_add(share).unwrap();
                    }
                    assert_eq!(shares.floor(), u128::from(total.rao()));
                    let all = at.fetch(&TOTAL_HOTKEY_SHARES, (hotkey, netuid)).await?;
                    assert_eq!(all, shares);
                }
            }
            Ok::<_, subwire::Error>(())
        })
        .unwrap();
    }
}

#[test]
fn subnets_are_what_storage_says() {
    let chain = generated();
    let at = head(&chain);
    block_on(async {
        let number = at.number().await?;
        let all = at.call(&GET_ALL_DYNAMIC_INFO, ()).await?;
        let metagraphs = at.call(&GET_ALL_METAGRAPHS, ()).await?;
        let mut staked = Tao::ZERO;
        for netuid in at.netuids().await? {
            let dynamic = at.call(&GET_DYNAMIC_INFO, (netuid,)).await?.unwrap();
            let metagraph = at.call(&GET_METAGRAPH, (netuid,)).await?.unwrap();
            assert_eq!(all[usize::from(netuid.0)].as_ref(), Some(&dynamic));
            assert_eq!(metagraphs[usize::from(netuid.0)].as_ref(), Some(&metagraph));
            assert_eq!(dynamic.tao_in, at.fetch(&SUBNET_TAO, (netuid,)).await?);
            assert_eq!(dynamic.alpha_in, at.fetch(&SUBNET_ALPHA_IN, (netuid,)).await?);
            assert_eq!(dynamic.alpha_out, at.fetch(&SUBNET_ALPHA_OUT, (netuid,)).await?);
            assert_eq!(dynamic.owner_coldkey, at.fetch(&SUBNET_OWNER, (netuid,)).await?);
            let since = at.fetch(&BLOCKS_SINCE_LAST_STEP, (netuid,)).await?;
            assert_eq!(dynamic.blocks_since_last_step, since);
            // The root network has never run an epoch.
            let epoch = if netuid == NetUid::ROOT { 0 } else { u64::from(number) - since };
            assert_eq!(dynamic.last_step, epoch);
            staked = staked.checked_add(dynamic.tao_in).unwrap();
            let identity = at.fetch(&SUBNET_IDENTITIES_V3, (netuid,)).await?;
            assert_eq!(dynamic.subnet_identity, identity);

            let price = at.call(&CURRENT_ALPHA_PRICE, (netuid,)).await?;
            if netuid == NetUid::ROOT {
                assert_eq!(price.rao(), 1_000_000_000);
            } else {
                let (tao, alpha) = (dynamic.tao_in.rao(), dynamic.alpha_in.rao());
                let exact = u128::from(tao) * 1_000_000_000 / u128::from(alpha);
                assert_eq!(u128::from(price.rao()), exact);
                let root = at.fetch(&ALPHA_SQRT_PRICE, (netuid,)).await?.to_f64();
                assert!((root * root - price.rao() as f64 / 1e9).abs() < 1e-9);
            }

            let neurons = at.call(&GET_NEURONS_LITE, (netuid,)).await?;
            let hotkeys: Vec<_> = neurons.iter().map(|neuron| neuron.hotkey).collect();
            assert_eq!((metagraph.hotkeys, metagraph.block), (hotkeys, number.into()));
            let stakes: Vec<_> = neurons.iter().map(|one| one.total_stake().unwrap()).collect();
            assert_eq!(*metagraph.alpha_stake, *stakes);
            assert_eq!(stakes.into_iter().sum::<Option<Alpha>>(), Some(dynamic.alpha_out));

            let hyper = at.call(&GET_SUBNET_HYPERPARAMS_V2, (netuid,)).await?.unwrap();
            assert_eq!(hyper.tempo, at.fetch(&TEMPO, (netuid,)).await?);
            assert_eq!(hyper.kappa, at.fetch(&KAPPA, (netuid,)).await?);
            assert_eq!(hyper.max_burn, at.fetch(&MAX_BURN, (netuid,)).await?);
            let info = at.call(&GET_SUBNET_INFO_V2, (netuid,)).await?.unwrap();
            assert_eq!(info.burn, at.fetch(&BURN, (netuid,)).await?);
        }
        assert_eq!(at.fetch(&TOTAL_STAKE, ()).await?, staked);
        assert_eq!(at.call(&GET_METAGRAPH, (NetUid(7),)).await?, None);
        Ok::<_, subwire::Error>(())
    })
    .unwrap();
}

#[test]
fn parts_of_a_metagraph_are_those_that_are_asked_for() {
    let at = head(&generated());
    block_on(async {
        use SelectiveMetagraphIndex::{Block, Commitments, Name, Validators};
        let wanted = SelectiveMetagraphIndex::indices(&[Name, Block, Validators, Commitments]);
        let wanted: Vec<u16> = wanted.into_iter().chain([999]).collect();
        let part = at.call(&GET_SELECTIVE_METAGRAPH, (NetUid(2), wanted)).await?.unwrap();
        let whole = at.call(&GET_METAGRAPH, (NetUid(2),)).await?.unwrap();
        assert_eq!((part.name, part.block), (Some(whole.name), Some(whole.block)));
        assert_eq!((part.symbol, part.hotkeys), (None, None));
        assert_eq!(part.validators.unwrap().len(), 5);
        // A runtime names the subnet where it is asked for it.
        assert_eq!(part.netuid, NetUid(0));
        let commitments = part.commitments.unwrap().into_iter().map(|(hotkey, bytes)| {
            let bytes = Vec::from(bytes);
            (hotkey, Registration::decode_all(&mut &bytes[..]).unwrap())
        });
        let commitments: BTreeMap<_, _> = commitments.collect();
        assert_eq!((commitments.len(), commitments), (5, at.commitments(2).await?));
        // The second mechanism has a number of its own.
        let second = at.call(&GET_MECHAGRAPH, (NetUid(4), 1)).await?.unwrap();
        assert_eq!(second.netuid, NetUid(4096 + 4));
        assert_eq!(at.call(&GET_MECHAGRAPH, (NetUid(3), 1)).await?, None);
        Ok::<_, subwire::Error>(())
    })
    .unwrap();
}

#[test]
fn stakes_add_up_for_both_sides() {
    let at = head(&generated());
    block_on(async {
        let alice: AccountId = ALICE.parse().unwrap();
        let stakes = at.call(&GET_STAKE_INFO_FOR_COLDKEY, (alice,)).await?;
        assert!(stakes.len() > 1);
        let hotkeys = at.fetch(&STAKING_HOTKEYS, (alice,)).await?;
        assert_eq!(hotkeys, stakes.iter().map(|stake| stake.hotkey).collect::<Vec<_>>());
        for stake in &stakes {
            let share = at.fetch(&ALPHA, (stake.hotkey, alice, stake.netuid)).await?;
            assert_eq!(u128::from(stake.stake.rao()), share.floor());
        }
        let delegated = at.call(&GET_DELEGATED, (alice,)).await?;
        assert_eq!(delegated.len(), stakes.len());
        let delegates = at.call(&GET_DELEGATES, ()).await?;
        let takes: Vec<_> = at.iter(&DELEGATES).try_collect().await?;
        assert_eq!(delegates.len(), takes.len());
        for delegate in &delegates {
            let hotkey = delegate.delegate_ss58;
            assert_eq!(at.fetch(&DELEGATES, (hotkey,)).await?, delegate.take);
            assert_eq!(at.call(&GET_DELEGATE, (hotkey,)).await?.as_ref(), Some(delegate));
            for netuid in &delegate.registrations {
                let total = at.fetch(&TOTAL_HOTKEY_ALPHA, (hotkey, netuid)).await?;
                assert_eq!(delegate.stake_in(*netuid), Some(total));
            }
        }
        // Each child has its parent, and each coldkey its hotkeys.
        let children: Vec<_> = at.iter(&CHILD_KEYS).try_collect().await?;
        assert!(!children.is_empty());
        for ((parent, netuid), children) in children {
            for (share, child) in children {
                let parents = at.fetch(&PARENT_KEYS, (child, netuid)).await?;
                assert_eq!(parents, [(share, parent)]);
            }
        }
        let owned: Vec<_> = at.iter(&OWNED_HOTKEYS).try_collect().await?;
        assert_eq!(owned.iter().map(|(_, hotkeys)| hotkeys.len()).sum::<usize>(), 7 * 21);
        Ok::<_, subwire::Error>(())
    })
    .unwrap();
}

#[test]
fn money_adds_up() {
    let at = head(&generated());
    block_on(async {
        let accounts: Vec<_> = at
            .iter(&subwire::codec::subtensor::pallets::system::storage::ACCOUNT)
            .try_collect()
            .await?;
        assert_eq!(accounts.len(), 400);
        let sum = accounts.iter().map(|(_, info)| info.data.free).sum::<Option<Tao>>();
        assert_eq!(sum, Some(at.fetch(&balances::storage::TOTAL_ISSUANCE, ()).await?));
        let loans: Vec<_> = at.iter(&crowdloan::storage::CROWDLOANS).try_collect().await?;
        let next = at.fetch(&crowdloan::storage::NEXT_CROWDLOAN_ID, ()).await?;
        assert_eq!(loans.len(), next as usize);
        for ((id,), loan) in loans {
            let loan = loan.unwrap();
            let given = at.iter_under(&crowdloan::storage::CONTRIBUTIONS, (id,));
            let given: Vec<_> = given.try_collect().await?;
            assert_eq!(given.len(), loan.contributors_count as usize);
            let sum = given.iter().map(|(_, tao)| tao.unwrap_or_default()).sum::<Option<Tao>>();
            assert_eq!(sum, Some(loan.raised));
        }
        Ok::<_, subwire::Error>(())
    })
    .unwrap();
}

#[test]
fn blocks_bring_time_and_epochs() {
    let chain = generated();
    let number = |at: &At<Chain>| block_on(at.number()).unwrap();
    let first = head(&chain);
    let now = block_on(first.fetch(&timestamp::storage::NOW, ())).unwrap();
    let foreseen = block_on(first.next_epoch(1)).unwrap();
    let mut stepped = Vec::new();
    for _ in 0..361 {
        Demo::build_block(&chain, Duration::from_secs(12));
        let at = head(&chain);
        let since = block_on(at.fetch(&BLOCKS_SINCE_LAST_STEP, (NetUid(1),))).unwrap();
        let dynamic = block_on(at.call(&GET_DYNAMIC_INFO, (NetUid(1),))).unwrap().unwrap();
        assert_eq!(dynamic.blocks_since_last_step, since);
        stepped.extend((since == 0).then(|| u64::from(number(&at))));
    }
    let last = head(&chain);
    // The root network has a tempo, and no epochs.
    let root = block_on(last.call(&GET_DYNAMIC_INFO, (NetUid::ROOT,))).unwrap().unwrap();
    let since = block_on(last.fetch(&BLOCKS_SINCE_LAST_STEP, (NetUid::ROOT,))).unwrap();
    assert_eq!((root.tempo, root.last_step, root.blocks_since_last_step, since), (360, 0, 0, 0));
    assert_eq!(block_on(last.next_epoch(0)).unwrap(), None);
    assert_eq!(number(&last), number(&first) + 361);
    assert_eq!(stepped, [foreseen.unwrap()]);
    let later = block_on(last.fetch(&timestamp::storage::NOW, ())).unwrap();
    assert_eq!(later, now + 361 * 12_000);
}

/// A move pays the fee of the pool that it leaves; on the root network there is none.
#[test]
fn fees_are_those_of_pools_and_nothing_is_an_answer() {
    let at = head(&generated());
    let amount = Alpha::from_rao(1_000_000);
    let moved =
        |from: u16, to: u16| block_on(at.stake_movement_fee(from, to, amount)).unwrap().rao();
    assert_eq!([moved(1, 2), moved(1, 0), moved(0, 2), moved(2, 2)], [503, 503, 503, 0]);
    let root = block_on(at.stake_add_fee(0, Tao::from_rao(1_000_000))).unwrap();
    assert_eq!(root, Tao::ZERO);
    let simulated = block_on(at.sim_unstake(1, amount)).unwrap();
    assert_eq!(simulated.alpha_fee.rao(), moved(1, 2));
    // Where nothing is staked, the runtime says so.
    let (alice, nobody) = (ALICE.parse().unwrap(), AccountId::from([9; 32]));
    let args = (nobody, alice, NetUid(99));
    let info = block_on(at.call(&GET_STAKE_INFO_FOR_HOTKEY_COLDKEY_NETUID, args)).unwrap().unwrap();
    assert_eq!((info.hotkey, info.coldkey, info.netuid), args);
    assert_eq!((info.stake, info.emission, info.is_registered), (Alpha::ZERO, Alpha::ZERO, false));
    // What does not exist has no pool either.
    assert_eq!(block_on(at.alpha_price(99)).unwrap(), block_on(at.alpha_price(0)).unwrap());
}

#[test]
fn a_large_one_costs_nothing_until_it_is_read() {
    let started = Instant::now();
    let chain = Demo::builder().subnets(129).neurons(256).accounts(100_000).build().unwrap();
    let at = head(&chain);
    assert_eq!(block_on(at.netuids()).unwrap().len(), 129);
    // Unoptimised; all of it would take several times as long.
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    assert_eq!(block_on(at.call(&GET_NEURONS_LITE, (NetUid(128),))).unwrap().len(), 256);
}

#[test]
fn the_same_wishes_give_the_same_chain() {
    let all = |seed| {
        let chain = Demo::builder().seed(seed).subnets(3).neurons(8).build().unwrap();
        let state = chain.state();
        state.entries(&[]).map(|(k, v)| (k.to_vec(), v.to_vec())).collect::<Vec<_>>()
    };
    assert_eq!(all(1), all(1));
    assert_ne!(all(1), all(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_wishes_give_a_chain_or_an_error(
        seed: u64,
        subnets in prop_oneof![0u16..6, Just(4096), Just(4097), any::<u16>()],
        neurons in prop_oneof![0u16..6, Just(4096), Just(4097), any::<u16>()],
        accounts in prop_oneof![0u32..300, any::<u32>()],
    ) {
        let demo = Demo::builder().seed(seed).subnets(subnets).neurons(neurons).accounts(accounts);
        let beyond = subnets > Demo::MAX_SUBNETS
            || neurons > Demo::MAX_NEURONS
            || u32::from(subnets) * u32::from(neurons) > Demo::MAX_ALL_NEURONS
            || accounts > Demo::MAX_ACCOUNTS;
        match demo.build() {
            Err(DemoError::TooMany { .. }) => prop_assert!(beyond),
            Err(other) => prop_assert!(false, "{}", other),
            Ok(chain) => {
                prop_assert!(!beyond);
                let at = head(&chain);
                let last = NetUid(subnets.saturating_sub(1));
                let neurons_there = block_on(at.call(&GET_NEURONS, (last,))).unwrap();
                let expected = if subnets == 0 { 0 } else { neurons };
                prop_assert_eq!(neurons_there.len(), usize::from(expected));
                if u32::from(subnets) * u32::from(neurons) < 100 && accounts < 300 {
                    // All of it can be made.
                    prop_assert!(chain.state().entries(&[]).count() > 4);
                }
            }
        }
    }
}

#[test]
fn metadata_that_is_none_is_an_error() {
    for bytes in [&b""[..], b"meta", b"meta\x0e\x00", &[0; 64]] {
        let built = Demo::builder().metadata(bytes).build();
        assert!(matches!(built, Err(DemoError::Metadata(_))), "{bytes:?}");
    }
}
