//! Storage and runtime calls of a real runtime, over a real socket.

#[path = "../../transport/tests/real_node/node.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod node;

use std::collections::BTreeMap;

use futures::{StreamExt, TryStreamExt};
use subwire::codec::codec::Encode;
use subwire::codec::storage_key::Argument;
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::apis::neuron_info_runtime_api::GET_NEURONS_LITE;
use subwire::codec::subtensor::pallets::subtensor_module::storage::{
    NETWORKS_ADDED, TEMPO, TOTAL_NETWORKS,
};
use subwire::codec::subtensor::pallets::system::storage::{ACCOUNT, NUMBER};
use subwire::transport::{Params, Transport, WebSocket};
use subwire::{Client, Error, StorageNotice};

use node::{Node, free_port};

/// Every way to read storage, and the calls by name.
async fn suite<T: Transport>(client: Client<T>) -> Result<(), Error> {
    let head = client.at_head().await?;

    let accounts: Vec<_> = head.iter(&ACCOUNT).try_collect().await?;
    assert!(accounts.len() >= 6, "the developers have accounts");
    let one_by_one = head.fetch_many(&ACCOUNT, accounts.iter().map(|(who, _)| *who)).await?;
    assert!(one_by_one.iter().eq(accounts.iter().map(|(_, info)| info)));
    let small: Vec<_> = head.map(&ACCOUNT).page_size(2).iter().try_collect().await?;
    assert_eq!(small, accounts);
    for shards in [2, 16, 100, 256] {
        let map = head.map(&ACCOUNT).page_size(2).parallel(shards);
        let parallel: BTreeMap<_, _> = map.iter().try_collect().await?;
        assert_eq!(parallel, accounts.iter().cloned().collect());
        assert_eq!(map.count().await?, accounts.len() as u64);
    }
    let rest = head.map(&ACCOUNT).starting_after(accounts[1].0).keys();
    assert_eq!(rest.count().await, accounts.len() - 2);

    let added: Vec<_> = head.iter(&NETWORKS_ADDED).try_collect().await?;
    let first = added[0].0;
    let reads = head.reads().value(&TOTAL_NETWORKS, ()).stored(&TEMPO, first).value(&TEMPO, first);
    let (total, stored, tempo) = reads.fetch().await?;
    assert_eq!(usize::from(total), added.len());
    assert!(stored.is_none_or(|stored| stored == tempo));
    // This node tells no hashes.
    assert!(head.contains(&NETWORKS_ADDED, first).await?);
    assert!(!head.contains_raw(b"none").await?);

    let named = head.storage("System", "Account").await?;
    let entries: Vec<_> = named.iter().try_collect().await?;
    assert_eq!(entries.len(), accounts.len());
    for (((who,), info), (key, value)) in accounts.iter().zip(&entries) {
        assert_eq!(key.to_json()?, Some(format!("[\"{who}\"]")));
        let json = value.to_json()?;
        let free = format!("\"free\":{}", serde_json::json!(info.data.free.rao()));
        assert!(json.contains(&free) || json.contains(&free.replace(':', ":\"")), "{json}");
    }

    // This runtime says of the method that it returns bytes. The descriptor knows what they are.
    let args = [Argument::Json("1")];
    let bytes = head.call_dynamic("NeuronInfoRuntimeApi", "get_neurons_lite", args).await?;
    let neurons = head.call(&GET_NEURONS_LITE, (NetUid(1),)).await?;
    assert_eq!(bytes.decode::<Vec<u8>>()?, neurons.encode());
    let deposit = head.constant_dynamic("Balances", "ExistentialDeposit").await?;
    assert_eq!(deposit.to_json()?, "500");
    Ok(())
}

/// The block number, as the chain builds blocks.
async fn changes<T: Transport>(client: Client<T>) -> Result<(), Error> {
    let mut numbers = client.subscribe_storage(&NUMBER, [()]).await?;
    let Some(Ok(StorageNotice::Changed(first))) = numbers.next().await else { panic!() };
    for next in 1..=3 {
        let built = client.transport().request("dev_newBlock", Params::new()).await;
        built.expect("the node builds a block");
        let Some(Ok(StorageNotice::Changed(changed))) = numbers.next().await else { panic!() };
        assert_eq!(changed.values[0].value, first.values[0].value + next);
        assert_eq!(changed.at.fetch(&NUMBER, ()).await?, changed.values[0].value);
    }
    Ok(())
}

async fn connected(url: &str) {
    let (rpc, driver) = WebSocket::builder().endpoint(url).build();
    let client = Client::new(rpc);
    let work = async {
        suite(client.clone()).await?;
        changes(client).await
    };
    driver.run(work).await.unwrap();
}

#[test]
#[ignore = "needs node and npm"]
fn storage_of_a_real_runtime_under_smol_and_tokio() {
    let node = Node::start(free_port(), None);
    let url = node.url("ws");
    smol::block_on(connected(&url));
    let tokio = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio.block_on(connected(&url));
}
