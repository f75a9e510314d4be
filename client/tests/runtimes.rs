//! One suite of reads over a real socket, under every runtime.
//!
//! The suite is the same code each time; what differs is who polls it and who drives the
//! connection.

#[path = "../../transport/tests/support/mod.rs"]
mod support;

use core::future::Future;
use core::pin::Pin;

use futures::future::{try_join, try_join_all};
use subwire::codec::AccountId;
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::subtensor_module::storage::{SUBNETWORK_N, TEMPO, UIDS};
use subwire::transport::{Transport, WebSocket};
use subwire::{Error, Network, Subtensor};

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

/// Every read that there is, against the demo chain behind a port.
async fn suite<T: Transport>(subtensor: Subtensor<T>) -> Result<(), Error> {
    let alice: AccountId = ALICE.parse().unwrap();
    let head = subtensor.at_head().await?;

    assert_eq!(subtensor.balance(&alice).await?.to_string(), "τ1000000.000000000");
    assert_eq!(
        head.balances([alice, AccountId::from([0; 32])]).await?[&alice].rao(),
        10u64.pow(15)
    );

    let (netuids, total) = try_join(subtensor.netuids(), subtensor.total_subnets()).await?;
    assert_eq!((netuids.len(), total), (8, 8));

    let lite = netuids.iter().map(|netuid| head.neurons_lite(*netuid));
    let full = netuids.iter().map(|netuid| head.neurons(*netuid));
    let (lite, full) = try_join(try_join_all(lite), try_join_all(full)).await?;
    for (lite, full) in lite.iter().zip(full) {
        assert!((16..=64).contains(&lite.len()));
        assert_eq!(*lite, full.into_iter().map(Into::into).collect::<Vec<_>>());
    }
    assert_eq!(subtensor.neurons_lite(3).await?, lite[3]);
    assert!(subtensor.neurons(999).await?.is_empty());

    let counts = head.fetch_many(&SUBNETWORK_N, netuids.iter().map(|netuid| (netuid,))).await?;
    assert_eq!(counts, lite.iter().map(|neurons| neurons.len() as u16).collect::<Vec<_>>());
    assert_eq!(head.fetch(&TEMPO, (NetUid(1),)).await?, 360);
    assert_eq!(head.fetch(&UIDS, (NetUid(1), lite[1][7].hotkey)).await?, Some(7));
    assert_eq!(head.fetch(&UIDS, (NetUid(1), alice)).await?, None);

    // A thousand reads at once, some of them given up.
    let many = (0..1000).map(|_| head.balance(&alice));
    drop(head.balance(&alice));
    assert!(try_join_all(many).await?.iter().all(|tao| tao.rao() == 10u64.pow(15)));
    Ok(())
}

fn demo_url() -> String {
    support::serve_transport(Subtensor::demo().client().transport().clone())
}

async fn connected() {
    let network = Network::Url(demo_url());
    suite(Subtensor::connect(network).await.unwrap()).await.unwrap();
}

/// No task is spawned and no executor is needed: the driver runs beside the suite.
async fn driven_here() {
    let (websocket, driver) = WebSocket::builder().endpoint(demo_url()).build();
    driver.run(suite(Subtensor::new(websocket))).await.unwrap();
}

/// The driver is a task of the caller's runtime.
async fn driven_by(spawn: impl FnOnce(Pin<Box<dyn Future<Output = ()> + Send>>)) {
    let (websocket, driver) = WebSocket::builder().endpoint(demo_url()).build();
    spawn(Box::pin(async move {
        driver.await.expect("it ends because the suite is done");
    }));
    suite(Subtensor::new(websocket)).await.unwrap();
}

#[test]
fn smol() {
    smol::block_on(async {
        connected().await;
        driven_here().await;
        driven_by(|driver| smol::spawn(driver).detach()).await;
    });
}

#[test]
fn tokio_current_thread() {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
        connected().await;
        driven_here().await;
        driven_by(|driver| drop(tokio::spawn(driver))).await;
    });
}

#[test]
fn tokio_multi_thread() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        connected().await;
        driven_here().await;
        driven_by(|driver| drop(tokio::spawn(driver))).await;
        // The reads themselves move between threads.
        tokio::spawn(connected()).await.unwrap();
    });
}

#[test]
fn plain_block_on() {
    futures::executor::block_on(async {
        connected().await;
        driven_here().await;
        driven_by(|driver| {
            std::thread::spawn(|| futures::executor::block_on(driver));
        })
        .await;
    });
}

#[test]
fn in_memory_under_plain_block_on() {
    futures::executor::block_on(suite(Subtensor::demo())).unwrap();
    futures::executor::block_on(async {
        suite(Subtensor::connect(Network::Demo).await.unwrap()).await.unwrap();
    });
}
