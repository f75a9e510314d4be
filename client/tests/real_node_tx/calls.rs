//! Subtensor's own calls, and calls within calls.

use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::subtensor_module::storage::{NETWORKS_ADDED, TEMPO, UIDS};
use subwire::tx::{ComposedCall, Multisig, TxError, TxOptions};
use subwire::{Keypair, Signer};

use crate::world::{TOO_MUCH, World};

/// A subnet is made, a neuron registered, staked on, and votes.
pub(crate) async fn subnets(world: &World) {
    let (hotkey, owner) = ("//Alice//hotkey", "//Alice//owner");
    let [hotkey, owner] = [hotkey, owner].map(|suri| Keypair::sr25519(suri).unwrap().account());
    let [hotkey_text, owner_text] = [hotkey, owner].map(|account| account.to_string());
    let read = || world.client.at_head();
    let before = read().await.unwrap().fetch(&NETWORKS_ADDED, (NetUid(2),)).await.unwrap();
    let network = [("hotkey", owner_text.as_str()), ("mechid", "1")];
    let register = world.call("SubtensorModule", "register_network", &network);
    world.done(&register).await;
    let after = read().await.unwrap().fetch(&NETWORKS_ADDED, (NetUid(2),)).await.unwrap();
    assert_eq!((before, after), (false, true));

    let burned = [("netuid", "1"), ("hotkey", hotkey_text.as_str())];
    world.done(&world.call("SubtensorModule", "burned_register", &burned)).await;
    let uid = read().await.unwrap().fetch(&UIDS, (NetUid(1), hotkey)).await.unwrap();
    let uid = uid.expect("it is registered");

    let stake =
        [("hotkey", hotkey_text.as_str()), ("netuid", "1"), ("amount_staked", "5000000000")];
    let staked = world.done(&world.call("SubtensorModule", "add_stake", &stake)).await;
    let mut events = staked.events().iter().unwrap().map(Result::unwrap);
    assert!(events.any(|event| event.is("SubtensorModule", "StakeAdded")));

    // Signed by the hotkey, which pays nothing for it.
    let [dests, weights] = [format!("[{uid}]"), "[65535]".to_string()];
    let weights = [("netuid", "1"), ("dests", &dests), ("weights", &weights), ("version_key", "0")];
    let set = world.call("SubtensorModule", "set_weights", &weights);
    let hotkey = Keypair::sr25519("//Alice//hotkey").unwrap();
    let set = world.finalized(&set, &hotkey, &TxOptions::new()).await.unwrap();
    set.success().unwrap();
}

/// Batches, sudo and multisigs, with members that fail.
pub(crate) async fn within_calls(world: &World) {
    let bob = Keypair::sr25519("//Bob").unwrap().account();
    let (some, too_much) = (world.transfer(&bob, 1000), world.transfer(&bob, TOO_MUCH));
    let both = || [some.clone(), too_much.clone()];
    let fails = async |call: ComposedCall| {
        let before = world.free(&bob).await;
        let done = world.finalized(&call, &world.alice, &TxOptions::new()).await.unwrap();
        let Err(TxError::Dispatch { error, is_nested, .. }) = done.success() else {
            panic!("{call:?} succeeded")
        };
        (error, is_nested, world.free(&bob).await - before)
    };
    let (error, is_nested, moved) = fails(ComposedCall::batch_all(both()).unwrap()).await;
    assert_eq!((error.as_str(), is_nested, moved), ("Arithmetic.Underflow", false, 0));
    for batch in [ComposedCall::batch(both()), ComposedCall::force_batch(both())] {
        let (error, is_nested, moved) = fails(batch.unwrap()).await;
        assert_eq!((error.as_str(), is_nested, moved), ("Arithmetic.Underflow", true, 1000));
    }
    let (error, is_nested, _) = fails(some.sudo().unwrap()).await;
    assert_eq!((error.as_str(), is_nested), ("BadOrigin", true));

    let tempo = world.call("AdminUtils", "sudo_set_tempo", &[("netuid", "1"), ("tempo", "17")]);
    let (error, is_nested, _) = {
        let by_bob = Keypair::sr25519("//Bob").unwrap();
        let done = world.finalized(&tempo, &by_bob, &TxOptions::new()).await.unwrap();
        let Err(TxError::Dispatch { error, is_nested, .. }) = done.success() else { panic!() };
        (error, is_nested, 0)
    };
    assert_eq!((error.as_str(), is_nested), ("BadOrigin", false));
    world.done(&tempo.sudo().unwrap()).await;
    let head = world.client.at_head().await.unwrap();
    assert_eq!(head.fetch(&TEMPO, (NetUid(1),)).await.unwrap(), 17);

    // The account of Alice or Bob, by whichever of them.
    let either = Multisig::new([world.alice(), bob], 1).unwrap();
    world.done(&world.transfer(&either.account(), 1_000_000)).await;
    let back = world.transfer(&bob, 1000).as_multi_threshold_1(&either, &world.alice()).unwrap();
    let before = world.free(&bob).await;
    world.done(&back).await;
    assert_eq!(world.free(&bob).await - before, 1000);
}
