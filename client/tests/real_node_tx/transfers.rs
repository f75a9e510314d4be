//! Money moves, to the last rao.

use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

use futures::future::{join_all, try_join_all};
use futures::{StreamExt, TryStreamExt};
use subwire::codec::AccountId;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::transport::clock::SystemClock;
use subwire::transport::{Http, Params, Request, Transport};
use subwire::tx::TxOptions;
use subwire::{Client, Follow, Signer, StorageNotice};

use crate::world::World;

const TAO: u64 = 1_000_000_000;

/// Mortal and immortal, with and without a tip: what is paid is what was estimated, and both
/// accounts have afterwards what they should.
pub(crate) async fn fees_and_balances_are_exact(world: &World) {
    let alice = world.alice();
    let options = [
        (TxOptions::new(), 0),
        (TxOptions::new().immortal(), 0),
        (TxOptions::new().period(16).tip(5000), 5000),
    ];
    for (number, (options, tip)) in options.into_iter().enumerate() {
        let to = AccountId::from([number as u8 + 1; 32]);
        let call = world.transfer(&to, 7 * TAO);
        let before = (world.free(&alice).await, world.free(&to).await);
        let fee = world.client.estimate_fee(&call, &world.alice, &options).await.unwrap();
        let in_block = world.finalized(&call, &world.alice, &options).await.unwrap();
        in_block.success().unwrap();
        let paid = in_block.fee_paid().unwrap().unwrap();
        assert_eq!(paid, fee.partial_fee + u128::from(tip));
        let paid = u64::try_from(paid).unwrap();
        assert!(fee.weight.ref_time > 0 && paid > tip);
        assert_eq!(world.free(&alice).await, before.0 - 7 * TAO - paid);
        assert_eq!(world.free(&to).await, before.1 + 7 * TAO);
        assert_eq!(in_block.at().number().await.unwrap(), number as u32 + 2);
    }
}

/// Where nothing is told, blocks are asked for.
pub(crate) async fn over_http(world: &World, http: Http) {
    let client = Client::builder(http).runtime(world.runtime.clone()).build();
    let call = world.transfer(&AccountId::from([9; 32]), TAO);
    let signed = client.sign(&call, &world.alice, &TxOptions::new()).await.unwrap();
    assert!(signed.submit_and_watch().await.is_err(), "there are no subscriptions over HTTP");
    let prepared = client.prepare(&call, &world.alice(), &TxOptions::new()).await.unwrap();
    let next = client.next_nonce(&world.alice()).await.unwrap();
    assert_eq!(prepared.unsigned().nonce(), next, "the nonce was given back");
    let submitted = prepared.sign(&world.alice).await.unwrap().submit().await.unwrap();
    let follow = Follow::new().polling(Arc::new(SystemClock::new()), Duration::from_millis(50));
    let in_block = submitted.wait_finalized_with(follow).await.unwrap();
    in_block.success().unwrap();
    assert_eq!(submitted.find().await.unwrap().unwrap().block(), in_block.block());
}

/// Consecutive nonces are taken before any of them is in the pool, and each is in a block afterwards.
pub(crate) async fn a_burst(world: &World, transfers: u64) {
    let (alice, to) = (world.alice(), AccountId::from([77; 32]));
    let first = world.client.next_nonce(&alice).await.unwrap();
    let mut changes = world.client.subscribe_storage(&ACCOUNT, [(to,)]).await.unwrap();
    let (call, options) = (world.transfer(&to, TAO), TxOptions::new());
    let signed = (0..transfers).map(|_| world.client.sign(&call, &world.alice, &options));
    let mut signed = try_join_all(signed).await.unwrap();
    // This node's pool wants them in their order, and no block before all of them are there.
    dev(world, "dev_setBlockBuildMode", Params::new().text("Manual")).await;
    signed.sort_by_key(|signed| signed.nonce());
    assert!(signed.iter().map(|signed| signed.nonce()).eq((first..first + transfers).map(Some)));
    let mut last = None;
    for signed in signed {
        last = Some(signed.submit().await.unwrap());
    }
    dev(world, "dev_newBlock", Params::new()).await;
    dev(world, "dev_setBlockBuildMode", Params::new().text("Batch")).await;
    // The subscription sees all of it come.
    loop {
        if let StorageNotice::Changed(changed) = changes.next().await.unwrap().unwrap() {
            if changed.values[0].value.data.free.rao() == transfers * TAO {
                break;
            }
        }
    }
    assert_eq!(world.client.next_nonce(&alice).await.unwrap(), first + transfers);
    last.unwrap().wait_finalized().await.unwrap().success().unwrap();
}

/// Asks what only development nodes do.
async fn dev(world: &World, method: &str, params: Params) {
    let request = Request::new(method, params).timeout(Duration::from_secs(120));
    world.client.transport().send(request).await.unwrap();
}

/// All accounts, page by page, are those that are read key by key.
pub(crate) async fn maps_are_whole(world: &World) {
    let at = world.client.at_head().await.unwrap();
    let all: BTreeMap<AccountId, _> =
        at.iter(&ACCOUNT).map_ok(|((account,), info)| (account, info)).try_collect().await.unwrap();
    assert!(all.contains_key(&world.alice.account()) && all.len() > 10);
    let one_by_one = all.keys().map(|account| at.fetch(&ACCOUNT, (account,)));
    for (info, same) in all.values().zip(join_all(one_by_one).await) {
        assert_eq!(*info, same.unwrap());
    }
}
