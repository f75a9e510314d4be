//! What a transaction will cost and come to, before it is sent.

use futures::executor::block_on;
use subwire::codec::codec::Encode;
use subwire::transport::Reply;
use subwire::transport::mock::ChainBuilder;
use subwire::tx::{DispatchClass, DryRun, Invalid, TxError, TxOptions};

use crate::world::{World, alice};

/// Balances.InsufficientBalance, as the chain encodes a `DispatchError`.
const POOR: [u8; 6] = [3, 5, 2, 0, 0, 0];

#[test]
fn fees_are_asked_with_a_placeholder_as_long_as_the_signature() {
    let build = |chain: ChainBuilder| {
        // The fee says how long the extrinsic was.
        chain.runtime_call("TransactionPaymentApi_query_info", |args| {
            let (extrinsic, length) = args.split_at(args.len() - 4);
            assert_eq!(length, (extrinsic.len() as u32).encode());
            Ok([&[4, 8, 0][..], &(extrinsic.len() as u64).encode()].concat())
        })
    };
    for metadata in ["subtensor_365.v16", "subtensor_320.v14"] {
        let Some(world) = World::with("fees_are_asked", metadata, build) else { return };
        block_on(async {
            let options = TxOptions::new();
            let call = world.transfer();
            let fee = world.client.estimate_fee(&call, &alice(), &options).await.unwrap();
            assert_eq!((fee.weight.ref_time, fee.weight.proof_size), (1, 2));
            assert_eq!(fee.class, DispatchClass::Normal);
            let signed = world.sign().await;
            assert_eq!(fee.partial_fee, signed.bytes().len() as u128, "{metadata}");
            assert_eq!(signed.fee().await.unwrap(), fee);
            assert_eq!(world.nonce(signed.bytes()), 0, "an estimate takes no nonce");
        });
    }
}

#[test]
fn a_dry_run_asks_the_node_or_else_the_runtime() {
    let Some(without) = World::new("a_dry_run") else { return };
    let by_runtime = |chain: ChainBuilder| {
        chain.runtime_call("BlockBuilder_apply_extrinsic", |_| Ok([&[0, 1][..], &POOR].concat()))
    };
    let by_node = |chain: ChainBuilder| {
        by_runtime(chain).method("system_dryRun", |_| Ok(Reply::from_json(r#""0x010003""#)))
    };
    let nonsense = |chain: ChainBuilder| {
        chain.method("system_dryRun", |_| Ok(Reply::from_json(r#""0x0203""#)))
    };
    let worlds = [
        World::with("a_dry_run", "subtensor_365.v16", by_runtime),
        World::with("a_dry_run", "subtensor_365.v16", by_node),
        World::with("a_dry_run", "subtensor_365.v16", nonsense),
    ];
    block_on(async {
        let tried = without.sign().await.dry_run().await;
        assert!(matches!(tried, Err(TxError::Unsupported { .. })), "{tried:?}");
        let mut tried = Vec::new();
        for world in worlds.into_iter().flatten() {
            tried.push(world.sign().await.dry_run().await);
        }
        let [by_runtime, by_node, nonsense] = &tried[..] else { panic!() };
        let Ok(DryRun::Failed(error)) = by_runtime else { panic!("{by_runtime:?}") };
        assert!(error.starts_with("Balances.InsufficientBalance"), "{error}");
        assert!(matches!(by_node, Ok(DryRun::Invalid(Invalid::Stale))), "{by_node:?}");
        assert!(matches!(nonsense, Err(TxError::Chain(_))), "{nonsense:?}");
    });
}
