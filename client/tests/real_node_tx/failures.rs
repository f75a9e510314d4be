//! What the chain does not take.

use subwire::Keypair;
use subwire::codec::AccountId;
use subwire::codec::extrinsic::{ComposeError, ExtensionError};
use subwire::tx::{DryRun, Invalid, TxError, TxOptions, TxStatus};

use crate::world::{TOO_MUCH, World};

/// Wrong signatures, nonces out of order, empty accounts, extensions that nobody knows.
pub(crate) async fn refused(world: &World) {
    let (client, alice) = (&world.client, &world.alice);
    let call = world.transfer(&AccountId::from([3; 32]), 1000);
    let reason = |error: TxError| match error {
        TxError::Invalid { reason, .. } => reason,
        other => panic!("{other}"),
    };

    let bob = Keypair::sr25519("//Bob").unwrap();
    let prepared = client.prepare(&call, &world.alice(), &TxOptions::new()).await.unwrap();
    let wrong = bob.sign_bytes(&prepared.payload());
    let refused = prepared.signed(&wrong).unwrap().submit().await.unwrap_err();
    assert_eq!(reason(refused), Invalid::BadProof);

    let stale = client.sign(&call, alice, &TxOptions::new().nonce(0)).await.unwrap();
    let refused = stale.submit().await.unwrap_err();
    assert!(refused.is_retryable());
    assert_eq!(reason(refused), Invalid::Stale);

    let poor = Keypair::sr25519("//Nobody").unwrap();
    let refused = client.sign(&call, &poor, &TxOptions::new()).await.unwrap();
    assert_eq!(reason(refused.submit().await.unwrap_err()), Invalid::Payment);

    // This node takes it, and tells when it builds the next block.
    let next = client.next_nonce(&world.alice()).await.unwrap();
    let future = client.sign(&call, alice, &TxOptions::new().nonce(next + 5)).await.unwrap();
    let ended = future.submit_and_watch().await.unwrap().wait_in_block().await;
    assert!(matches!(ended, Err(TxError::Ended(TxStatus::Invalid))), "{ended:?}");

    let unknown = TxOptions::new().extension("CheckMood", [1], []);
    let Err(TxError::Compose(error)) = client.sign(&call, alice, &unknown).await else { panic!() };
    assert!(matches!(
        *error,
        ComposeError::Extension { name, error: ExtensionError::Missing, .. } if name == "CheckMood"
    ));
    // None of them has used a nonce.
    assert_eq!(client.next_nonce(&world.alice()).await.unwrap(), next);
    world.done(&call).await;
}

/// The same without sending anything.
pub(crate) async fn tried_out(world: &World) {
    let (client, alice) = (&world.client, &world.alice);
    let to = AccountId::from([3; 32]);
    let (call, too_much) = (world.transfer(&to, 1000), world.transfer(&to, TOO_MUCH));
    let before = (client.next_nonce(&world.alice()).await.unwrap(), world.free(&to).await);
    let try_out = async |call, options| {
        client.sign(call, alice, &options).await.unwrap().dry_run().await.unwrap()
    };
    assert_eq!(try_out(&call, TxOptions::new()).await, DryRun::Success);
    let failed = DryRun::Failed("Arithmetic.Underflow".into());
    assert_eq!(try_out(&too_much, TxOptions::new()).await, failed);
    let stale = try_out(&call, TxOptions::new().nonce(0)).await;
    assert_eq!(stale, DryRun::Invalid(Invalid::Stale));
    let after = (client.next_nonce(&world.alice()).await.unwrap(), world.free(&to).await);
    assert_eq!(before, after);
}
