//! Chains and pinned blocks for the tests of storage.

#![allow(dead_code, reason = "each test uses some of it")]

use futures::executor::block_on;
use subwire::codec::codec::Encode;
use subwire::codec::subtensor::AccountInfo;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::codec::{AccountId, Tao};
use subwire::transport::Transport;
use subwire::transport::mock::{Chain, ChainBuilder};
use subwire::{At, BlockHash, Client, Spec, Verify};

pub(crate) const BLOCK: [u8; 32] = [5; 32];

pub(crate) fn account(n: u32) -> AccountId {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&n.to_le_bytes());
    AccountId::from(bytes)
}

pub(crate) fn info(rao: u64) -> AccountInfo {
    let mut info = AccountInfo::default();
    info.data.free = Tao::from_rao(rao);
    info
}

/// A chain with a runtime that the descriptors are known to be the same in.
pub(crate) fn subtensor_chain() -> ChainBuilder {
    let spec = Spec::new("node-subtensor", 365);
    Chain::builder()
        .block(5, BLOCK)
        .runtime(|runtime| runtime.spec_name(spec.name()).spec_version(spec.version()))
        .storage_many([spec.storage_entry()])
}

/// A runtime of Subtensor with its recorded metadata, as a chain's.
pub(crate) fn with_metadata(metadata: Vec<u8>, spec: u32) -> ChainBuilder {
    let spec = Spec::new("node-subtensor", spec);
    let chain = Chain::builder().block(5, BLOCK).storage_many([spec.storage_entry()]);
    chain.runtime(|runtime| {
        runtime.spec_name(spec.name()).spec_version(spec.version()).metadata(metadata)
    })
}

/// A chain with so many accounts, of which account n has n rao.
pub(crate) fn rich_chain(accounts: u32) -> Chain {
    let entries = (0..accounts).map(|n| (ACCOUNT.key((account(n),)), info(n.into()).encode()));
    subtensor_chain().storage_many(entries).build()
}

/// The chain's block, by its hash alone.
pub(crate) fn at<T: Transport>(transport: T) -> At<T> {
    block_on(Client::new(transport).at(BlockHash::from(BLOCK))).unwrap()
}

/// The same of a client that trusts descriptors.
pub(crate) fn trusting<T: Transport>(transport: T) -> At<T> {
    let client = Client::builder(transport).verify(Verify::Never).build();
    block_on(client.at(BlockHash::from(BLOCK))).unwrap()
}
