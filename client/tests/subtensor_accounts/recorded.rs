//! What nodes answered, as the state of a chain: the reads find what others found in it.

use subwire::codec::AccountId;
use subwire::codec::subtensor::NetUid;
use subwire::transport::mock::Chain;

use crate::support::data::{self, array, hex, optional_hex, text};
use crate::support::{MAP, ONE, of_spec, read};

/// A chain that holds what was recorded for an SDK's test, and the items of which others told what
/// they are.
fn chain(test: &str, name: &str) -> Option<(Chain, Vec<serde_json::Value>)> {
    let file = data::json(&data::chain(test)?.join(format!("expected/{name}.json")));
    let items: Vec<_> =
        array(&file["items"]).iter().filter(|item| item["kind"] == "storage").cloned().collect();
    let spec = file["spec_version"].as_u64().and_then(|spec| u32::try_from(spec).ok());
    // Of 208 there is no metadata; what is read here is in 212 what it was there.
    let spec = spec.expect("a spec version").max(212);
    let stored =
        items.iter().filter_map(|item| Some((hex(&item["key"]), optional_hex(&item["raw"])?)));
    Some((of_spec(spec).storage_many(stored).build(), items))
}

fn account(value: &serde_json::Value) -> AccountId {
    text(value).parse().expect("an address")
}

#[test]
fn balance() {
    let Some((chain, items)) = chain("balance", "get_balance") else { return };
    let who = account(&items[0]["args"][0]);
    let found = read(&chain, ONE, async |head| head.account(&who).await);
    assert_eq!(found.data.free.rao(), items[0]["decoded"]["data"]["free"]);
    assert_eq!(found.nonce, items[0]["decoded"]["nonce"]);
    let balance = read(&chain, ONE, async |head| head.balance(&who).await);
    assert_eq!(balance.rao(), 7_450_117_072);
}

#[test]
fn uid_for_hotkey() {
    let Some((chain, items)) = chain("uid_for_hotkey", "get_uid_for_hotkey_on_subnet") else {
        return;
    };
    let hotkey = account(&items[0]["args"][1]);
    let uid = read(&chain, ONE, async |head| head.uid_for_hotkey(&hotkey, 23).await);
    assert_eq!(uid, Some(5));
    let is_in = |netuid: u16| {
        read(&chain, ONE, async |head| head.is_hotkey_registered(&hotkey, netuid).await)
    };
    assert_eq!((is_in(23), is_in(24)), (true, false));
}

/// The chain keeps an entry, `false`, of subnets that the hotkey has left.
#[test]
fn netuids_for_hotkey() {
    let Some((chain, items)) = chain("netuids_for_hotkey", "get_netuids_for_hotkey") else {
        return;
    };
    assert!(items.len() > 90, "{} entries", items.len());
    let hotkey = account(&items[0]["args"][0]);
    let netuids = read(&chain, MAP, async |head| head.netuids_for_hotkey(&hotkey).await);
    assert_eq!(netuids, [NetUid(14)]);
    assert!(read(&chain, MAP, async |head| head.is_hotkey_registered_any(&hotkey).await));
}
