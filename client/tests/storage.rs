//! Maps read page by page: what comes, in what order, at what cost, and what is refused.

use futures::TryStreamExt;
use futures::executor::block_on;
use subwire::codec::codec::Encode;
use subwire::codec::subtensor::AccountInfo;
use subwire::codec::subtensor::storage::ACCOUNT;
use subwire::codec::{AccountId, Tao};
use subwire::transport::Transport;
use subwire::transport::mock::{Chain, ChainBuilder};
use subwire::{At, BlockHash, Client, Spec};

const BLOCK: [u8; 32] = [5; 32];

fn account(n: u32) -> AccountId {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&n.to_le_bytes());
    AccountId::from(bytes)
}

fn info(rao: u64) -> AccountInfo {
    let mut info = AccountInfo::default();
    info.data.free = Tao::from_rao(rao);
    info
}

/// A chain with a runtime that the descriptors are known to be the same in.
fn subtensor_chain() -> ChainBuilder {
    let spec = Spec::new("node-subtensor", 365);
    Chain::builder()
        .block(5, BLOCK)
        .runtime(|runtime| runtime.spec_name(spec.name()).spec_version(spec.version()))
        .storage_many([spec.storage_entry()])
}

/// A chain with so many accounts, of which account n has n rao.
fn rich_chain(accounts: u32) -> Chain {
    let entries = (0..accounts).map(|n| (ACCOUNT.key((account(n),)), info(n.into()).encode()));
    subtensor_chain().storage_many(entries).build()
}

fn at<T: Transport>(transport: T) -> At<T> {
    block_on(Client::new(transport).at(BlockHash::from(BLOCK))).unwrap()
}

#[test]
fn a_map_in_order_is_its_entries_by_key() {
    let at = at(rich_chain(2500));
    let entries: Vec<_> = block_on(at.iter(&ACCOUNT).try_collect()).unwrap();
    let keys: Vec<_> = entries.iter().map(|(who, _)| ACCOUNT.key(*who)).collect();
    assert!(keys.is_sorted() && keys.len() == 2500);
    assert!(entries.iter().all(|((who,), found)| {
        let n = u32::from_le_bytes(AsRef::<[u8]>::as_ref(who)[..4].try_into().unwrap());
        *found == info(n.into())
    }));
    assert_eq!(block_on(at.map(&ACCOUNT).count()).unwrap(), 2500);
    let raw: Vec<_> = block_on(at.map(&ACCOUNT).raw().try_collect()).unwrap();
    assert!(raw.into_iter().map(|(key, _)| key).eq(keys));
}
